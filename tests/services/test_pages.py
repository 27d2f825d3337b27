from __future__ import annotations

import pytest

from chalicelib.domain.caller import Caller
from chalicelib.domain.person import PERSON
from chalicelib.domain.ticket import TICKET
from chalicelib.errors import Invalid
from chalicelib.services import keyrings, pages, records
from tests.access import forget_keys
from tests.unreliable import Unreliable

pytestmark = pytest.mark.usefixtures("cloud")


def test_a_page_of_a_kind_is_one_call_and_of_a_class_two(caller: Caller) -> None:
    for _ in range(8):
        records.create(kind=TICKET, values={"type": "incident"}, caller=caller)
    with Unreliable() as calls:
        assert len(pages.page(kind=TICKET, limit=3).records) == 3
    assert calls.operations == ["Query"]
    with Unreliable() as calls:
        page = pages.page(kind=TICKET, cls="incident", limit=3)
    assert calls.operations == ["Query", "BatchGetItem"]
    assert (len(page.records), page.more) == (3, True)


def test_the_whole_of_a_list_in_one_page_has_no_more(caller: Caller) -> None:
    for _ in range(3):
        records.create(kind=TICKET, values={}, caller=caller)
    assert not pages.page(kind=TICKET, limit=3).more
    assert not pages.page(kind=TICKET, limit=1_000).more
    assert not pages.page(kind=TICKET, limit=3, skip=50).more


@pytest.mark.parametrize("after", [-1, 2**31, 10**4000])
def test_a_page_may_begin_behind_any_number(after: int, caller: Caller) -> None:
    records.create(kind=TICKET, values={}, caller=caller)
    assert len(pages.page(kind=TICKET, limit=3, after=after).records) == (after < 0)


def test_every_text_of_a_record_weighs_also_in_lists_and_extras(caller: Caller) -> None:
    emails = tuple(f"{n}{'x' * 200}@example.org" for n in range(20))
    for _ in range(2):
        records.create(kind=PERSON, values={"email": emails}, caller=caller)
        records.create(kind=PERSON, values={}, extras={"esm": {"note": ["x" * 4_000]}}, caller=caller)
    page = pages.page(kind=PERSON, limit=10, max_bytes=8_500)
    assert len(page.records) == 2
    assert page.more


def test_an_empty_page_says_whether_there_is_more(caller: Caller) -> None:
    records.create(kind=TICKET, values={}, caller=caller)
    assert pages.page(kind=TICKET, limit=0).more
    assert not pages.page(kind=PERSON, limit=0).more


def test_a_cursor_is_good_through_one_rotation_of_keys() -> None:
    cursor = pages.seal(position="ä", scope="tickets?state=new")
    keyrings.rotate()
    forget_keys()
    assert pages.unseal(cursor=cursor, scope="tickets?state=new") == "ä"
    with pytest.raises(Invalid):
        pages.unseal(cursor=cursor, scope="tickets?state=closed")
    keyrings.rotate()
    with pytest.raises(Invalid):
        pages.unseal(cursor=cursor, scope="tickets?state=new")
