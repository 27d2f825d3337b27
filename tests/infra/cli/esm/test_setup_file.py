from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.errors import Faults
from infra.cli.esm import setup_file
from infra.cli.refusals import path

SECTIONS = ("settings", "folders", "templates", "roles", "accounts")
MEMBERS = ("code", "name", "type", "attributes", "values", "login", "password", "parent", "modules", "kind", "default")

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.sampled_from(["string", "a"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(MEMBERS), inner, max_size=5),
    max_leaves=20,
)


def faults_of(content: Any) -> list[str]:
    faults = Faults()
    setup_file.read(content, (), faults)
    return [f"{path(fault.path)}: {fault.message}" for fault in faults]


def test_settings_are_checked_under_the_names_of_the_file() -> None:
    assert faults_of({"settings": {"esm.time.zone": "Moon/Sea", "nothing": 1}}) == [
        "settings.esm.time.zone: The value must be the name of a time zone, like Europe/Helsinki.",
        "settings.nothing: There is no setting esm.nothing.",
    ]


def test_nothing_stands_in_a_file_twice() -> None:
    folder = {"code": "f", "name": "F"}
    accounts = [{"login": "Bob"}, {"login": "BOB "}]
    assert faults_of({"folders": [folder, folder], "accounts": accounts}) == [
        "folders[1].code: f stands in this file already.",
        "accounts[1].login: bob stands in this file already.",
    ]


def test_a_file_without_anything_is_no_fault() -> None:
    assert faults_of({}) == []


@given(st.dictionaries(st.sampled_from(SECTIONS), json_values, max_size=5))
def test_whatever_stands_in_a_file_comes_to_faults_at_worst(content: dict[str, Any]) -> None:
    assert isinstance(faults_of(content), list)
