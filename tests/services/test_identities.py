from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from chalicelib.domain import guid as guids
from chalicelib.domain.caller import Caller
from chalicelib.domain.group import GROUP
from chalicelib.domain.record import Record
from chalicelib.domain.site import SITE
from chalicelib.errors import Conflict
from chalicelib.services import identities, records

pytestmark = pytest.mark.usefixtures("cloud")

FOREIGN = UUID("84457abd-9c64-468b-b0f5-37bbd448088c")


def site(caller: Caller, name: str, guid: UUID | None = None) -> Record:
    return records.create(kind=SITE, values={"name": name}, caller=caller, guid=guid)


def test_records_are_found_by_guids_of_ours_and_of_others(caller: Caller) -> None:
    ours, theirs = site(caller, "A"), site(caller, "B", FOREIGN)
    group = records.create(kind=GROUP, values={"name": "C"}, caller=caller)
    made_up = guids.mint("card", ours.number, milliseconds=0)
    found = identities.by_guid(kind=SITE, named=[ours.guid, FOREIGN, group.guid, made_up, uuid4()])
    assert {guid: record.number for guid, record in found.items()} == {ours.guid: ours.number, FOREIGN: theirs.number}


def test_records_are_found_by_the_guids_of_their_fragments(caller: Caller) -> None:
    ours, theirs = site(caller, "A"), site(caller, "B", FOREIGN)
    fragments = {guids.with_tag(each.guid, 9): each.number for each in (ours, theirs)}
    found = identities.by_guid(kind=SITE, named=[*fragments, ours.guid], tag=9)
    assert {guid: record.number for guid, record in found.items()} == fragments


def test_a_fragment_is_also_found_by_an_id_that_does_not_follow_from_its_record(caller: Caller) -> None:
    said = UUID("b7d1f0ee-2c5b-4f4e-8a8e-3d6a4a0a0001")
    made = records.create(kind=SITE, values={"name": "A"}, caller=caller, aliases={9: said})
    found = identities.by_guid(kind=SITE, named=[said, guids.with_tag(made.guid, 9)], tag=9)
    assert {guid: record.number for guid, record in found.items()} == dict.fromkeys(found, made.number)
    assert len(found) == 2
    assert not identities.by_guid(kind=SITE, named=[said], tag=8)
    assert not identities.by_guid(kind=SITE, named=[said])
    with pytest.raises(Conflict):
        records.create(kind=SITE, values={"name": "B"}, caller=caller, aliases={9: said})
    records.trash(kind=SITE, number=made.number, caller=caller)
    assert not identities.by_guid(kind=SITE, named=[said], tag=9)


def test_what_lies_in_the_trash_is_found_only_on_request(caller: Caller) -> None:
    gone = site(caller, "A")
    records.trash(kind=SITE, number=gone.number, caller=caller)
    assert not identities.by_guid(kind=SITE, named=[gone.guid])
    assert identities.by_guid(kind=SITE, named=[gone.guid], trashed=True)[gone.guid].number == gone.number


def test_a_record_is_found_by_a_unique_value_whatever_its_letter_case(caller: Caller) -> None:
    made = site(caller, "Branch Office")
    found = identities.by_value(kind=SITE, field="name", value="BRANCH office")
    assert found is not None
    assert found.number == made.number
    assert identities.by_value(kind=SITE, field="name", value="Branch") is None
    assert identities.by_value(kind=SITE, field="name", value="x" * 5_000) is None


def test_a_guid_is_in_use_by_a_record_of_any_kind_its_fragments_and_what_was_thrown_away(caller: Caller) -> None:
    said = UUID("b7d1f0ee-2c5b-4f4e-8a8e-3d6a4a0a0002")
    ours, theirs = site(caller, "A"), site(caller, "B", FOREIGN)
    other = records.create(kind=GROUP, values={"name": "C"}, caller=caller, aliases={9: said})
    records.trash(kind=SITE, number=theirs.number, caller=caller)
    used = {ours.guid, guids.with_tag(ours.guid, 7), other.guid, FOREIGN, said}
    free = {uuid4(), guids.mint("card", ours.number, milliseconds=0), guids.mint("card", 99, milliseconds=0)}
    assert identities.in_use(named=[*used, *free]) == used
    assert identities.in_use(named=[]) == set()
    fragment = guids.with_tag(FOREIGN, 7)
    assert identities.in_use(named=[fragment]) == set()
    assert identities.in_use(named=[fragment], tags=(6, 7)) == {fragment}
