from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from chalicelib.domain.group import GROUP
from chalicelib.domain.kind import Field, FieldType, Kind, fields_by_name
from chalicelib.domain.person import PERSON
from chalicelib.domain.record import Record
from chalicelib.domain.reference import Ref
from chalicelib.domain.relation import Tie, changed, inverse
from chalicelib.domain.ticket import TICKET

AT = datetime(2026, 1, 1, tzinfo=UTC)
KINDS = {kind.name: kind for kind in (GROUP, PERSON, TICKET)}
ADA, BEN, INNER = Ref("person", 1), Ref("person", 2), Ref("group", 3)


def record(kind: Kind, name: str, *refs: Ref) -> Record:
    return Record(kind, 9, UUID(int=9), 1, AT, AT, fields={name: refs} if refs else {})


def test_a_write_makes_and_ends_pairs() -> None:
    ties = changed(record(GROUP, "members", ADA), record(GROUP, "members", BEN), KINDS.get)
    assert ties == {ADA: [Tie("members", "groups", holds=False)], BEN: [Tie("members", "groups", holds=True)]}


def test_a_new_record_makes_all_of_its_pairs() -> None:
    assert list(changed(None, record(TICKET, "related", Ref("ticket", 1)), KINDS.get)) == [Ref("ticket", 1)]


def test_another_order_changes_no_pair() -> None:
    assert changed(record(GROUP, "members", ADA, BEN), record(GROUP, "members", BEN, ADA, BEN), KINDS.get) == {}


def test_a_group_among_the_members_has_no_other_side() -> None:
    assert changed(None, record(GROUP, "members", INNER), KINDS.get) == {}


def test_a_record_that_is_tied_to_itself_has_no_other_side() -> None:
    assert changed(None, record(TICKET, "related", Ref("ticket", 9)), KINDS.get) == {}


def test_a_reference_to_a_kind_that_is_gone_has_no_other_side() -> None:
    assert changed(None, record(GROUP, "members", Ref("lost", 1)), KINDS.get) == {}


def test_an_inverse_must_be_meant_by_both_and_fit_both() -> None:
    field = Field("teams", FieldType.REFERENCE, multiple=True, target=("team",), inverse="people")
    one_sided = fields_by_name(Field("people", FieldType.REFERENCE, multiple=True))
    other_target = fields_by_name(
        Field("people", FieldType.REFERENCE, multiple=True, inverse="teams", target=("group",))
    )
    single = fields_by_name(Field("people", FieldType.REFERENCE, inverse="teams"))
    fitting = fields_by_name(Field("people", FieldType.REFERENCE, multiple=True, inverse="teams"))
    found = [inverse(PERSON, field, Kind("team", fields)) for fields in (one_sided, other_target, single, fitting)]
    assert found == [None, None, None, fitting["people"]]
