from __future__ import annotations

from typing import Any

import pytest

from chalicelib.dialects.squiz.vocabulary.settings import SETTINGS, read_contexts


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("asset_management_api", True),
        ("trigger_url", None),
        ("trigger_url", "http://127.0.0.1:9/hook"),
        ("trigger_url", "https://hooks.example/a?b=c"),
        ("contexts", ""),
        ("contexts", "1=Mobile"),
        ("contexts", "1=Mobile, 23=Kiosk in the hall"),
        ("requests_per_minute", 60),
    ],
)
def test_good_values_are_taken(name: str, value: Any) -> None:
    assert SETTINGS[name].check(value) is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("asset_management_api", "yes"),
        ("trigger_url", ""),
        ("trigger_url", "ftp://hooks.example"),
        ("trigger_url", "http://"),
        ("trigger_url", "http://user:secret@hooks.example"),
        ("trigger_url", "http://hooks.example:70000/"),
        ("trigger_url", "http://hooks.example/a b"),
        ("trigger_url", 7),
        ("contexts", "0=Default"),
        ("contexts", "Mobile"),
        ("contexts", "1=Mobile,"),
        ("signing_secret", "short"),
        ("requests_per_minute", -1),
    ],
)
def test_others_are_not(name: str, value: Any) -> None:
    assert SETTINGS[name].check(value) is not None


def test_contexts_are_read_by_number() -> None:
    assert read_contexts("1=Mobile, 23=Kiosk") == {1: "Mobile", 23: "Kiosk"}
    assert read_contexts("") == {}
