"""Texts in parts: what is nobody's, and what a sweep takes away."""

from __future__ import annotations

import pytest

from chalicelib.errors import Changed
from chalicelib.store import contents, dynamo
from chalicelib.store.walks import Query

pytestmark = pytest.mark.usefixtures("cloud")


def beside() -> list[str]:
    return [item["sk"].partition("#")[0] for item in dynamo.query(Query("D#x"))]


def test_a_text_comes_back_whatever_its_length_and_letters() -> None:
    text = "ä🙂x" * 60_000
    place = contents.write("D#x", "stamp", text)
    assert (place.parts, contents.read([place])) == (3, {place: text})


def test_a_text_has_a_note_until_somebody_names_it_and_again_when_nobody_does() -> None:
    place = contents.write("D#x", "stamp", "text")
    dynamo.transact([contents.named(place, otherwise=Changed())])
    assert beside() == ["part"]
    dynamo.transact([contents.abandoned(place)])
    assert beside() == ["note", "part"]
    contents.sweep("D#x")  # too soon
    assert contents.read([place]) == {place: "text"}
    contents.remove(place)
    assert beside() == []


def test_what_is_gone_in_part_is_gone() -> None:
    place = contents.write("D#x", "stamp", "x" * (contents.PART + 1))
    dynamo.delete(dynamo.Delete(place.keys[1]))
    assert contents.read([place]) == {}
