from __future__ import annotations

import pytest

from chalicelib.dialects.xmatters.parser import polls
from chalicelib.dialects.xmatters.parser.polls import Poll
from chalicelib.errors import Invalid
from chalicelib.request import Query


def read(**values: str) -> Poll:
    return polls.read(Query({"queryStringParameters": {"service": "s", "iaid": "a", **values}}))


def test_names_are_exact_and_nobody_waits_who_does_not_say_so() -> None:
    assert read(service=" Mön%20itoring ", iaid="A/b?") == Poll(" Mön%20itoring ", "A/b?", 0)


@pytest.mark.parametrize(("said", "wait"), [("0", 0), ("20", 20), ("007", 7)])
def test_seconds_are_whole(said: str, wait: int) -> None:
    assert read(wait=said).wait == wait


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("21", "Value must be between 0 and 20"),
        ("-1", "Value must be between 0 and 20"),
        ("9" * 5_000, "Value must be between 0 and 20"),
        ("", "Value must be a number"),
        ("1.5", "Value must be a number"),
        ("٣", "Value must be a number"),
        ("ten", "Value must be a number"),
    ],
)
def test_other_waits_are_refused(said: str, message: str) -> None:
    with pytest.raises(Invalid) as error:
        read(wait=said)
    assert [(fault.path, fault.message) for fault in error.value.faults] == [(("wait",), message)]


@pytest.mark.parametrize("name", ["service", "iaid"])
@pytest.mark.parametrize("said", ["", "\ud800"])
def test_a_name_has_to_be_there_and_to_be_text(name: str, said: str) -> None:
    with pytest.raises(Invalid) as error:
        read(**{name: said})
    assert [fault.path for fault in error.value.faults] == [(name,)]
