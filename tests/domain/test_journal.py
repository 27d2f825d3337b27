from __future__ import annotations

import pytest

from chalicelib.domain import journal
from chalicelib.domain.journal import MAX_LENGTH, Note
from chalicelib.errors import Faults


def codes(*notes: Note) -> list[str]:
    faults = Faults()
    journal.check(notes, faults)
    return [fault.code for fault in faults]


def test_a_note_of_the_greatest_length_is_taken() -> None:
    assert codes(Note("🙂" * MAX_LENGTH), Note("")) == []


@pytest.mark.parametrize(
    ("note", "code"),
    [
        (Note("x" * (MAX_LENGTH + 1)), "too_long"),
        (Note("\ud800"), "format"),
        (Note("x", extras={"minutes": 10**40}), "range"),
    ],
)
def test_a_note_that_no_store_keeps_is_a_fault(note: Note, code: str) -> None:
    assert codes(Note("good"), note) == [code]
