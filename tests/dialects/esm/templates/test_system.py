from __future__ import annotations

from chalicelib.domain.filters.operands import Fact, System
from chalicelib.domain.reference import Ref
from tests.dialects.esm.shelf import TEMPLATES, make_card, shown
from tests.domain.filters.shelf import AT


def test_every_card_has_an_id_with_its_prefix_stamps_and_authors() -> None:
    card = make_card("incident", 34_567)
    author = make_card("person", 7, last_name="Moss")
    card.created_by = card.updated_by = author.ref
    seen = {code: shown(card, TEMPLATES["incident"].attributes[code], [author]) for code in CODES}
    stamp = [{"value": AT.strftime("%Y-%m-%dT%H:%M:%SZ")}]
    assert (seen["efecte_id"], seen["created"], seen["updated"]) == ([{"value": "INC-034567"}], stamp, stamp)
    assert [each["dataCardId"] for each in seen["creator"] + seen["last_update_by"]] == ["7", "7"]


def test_who_has_no_person_is_no_author() -> None:
    card = make_card("incident")
    assert shown(card, TEMPLATES["incident"].attributes["creator"]) == []
    card.created_by = Ref("person", 9)
    assert shown(card, TEMPLATES["incident"].attributes["creator"]) == [], "nor is one who is gone"


def test_ids_grow_beyond_six_digits() -> None:
    assert shown(make_card("site", 12_345_678), TEMPLATES["site"].attributes["efecte_id"]) == [
        {"value": "SIT-12345678"}
    ]


def test_stamps_and_authors_are_found_by_what_an_index_knows() -> None:
    operands = {code: TEMPLATES["site"].attributes[code].storage.operand for code in CODES[1:]}
    facts = (Fact.CREATED, Fact.UPDATED, Fact.CREATED_BY, Fact.UPDATED_BY)
    assert list(operands.values()) == [System(fact) for fact in facts]


CODES = ("efecte_id", "created", "updated", "creator", "last_update_by")
