from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.errors import Invalid
from chalicelib.store import cursors

NEW, FORMER = b"n" * 32, b"f" * 32
scopes = st.text(max_size=20)


def seal(position: str, scope: str = "list", key: bytes = NEW) -> str:
    return cursors.seal(position, scope=scope, keys=[key])


def opened(cursor: str, scope: str = "list") -> str:
    return cursors.open_sealed(cursor, scope=scope, keys=[NEW, FORMER])


@given(st.text(), scopes)
def test_a_cursor_opens_to_its_position(position: str, scope: str) -> None:
    assert opened(seal(position, scope), scope) == position


@given(st.text(max_size=20), st.data())
def test_a_cursor_with_any_character_changed_is_refused(position: str, data: st.DataObject) -> None:
    cursor = seal(position)
    at = data.draw(st.integers(0, len(cursor) - 1))
    other = data.draw(st.characters(exclude_characters=cursor[at]))
    with pytest.raises(Invalid):
        opened(cursor[:at] + other + cursor[at + 1 :])


@given(st.text(max_size=20), st.text(min_size=1, max_size=3))
def test_a_cursor_with_anything_added_is_refused(position: str, more: str) -> None:
    for cursor in (seal(position) + more, more + seal(position)):
        with pytest.raises(Invalid):
            opened(cursor)


@given(st.text())
def test_a_text_that_we_did_not_make_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        opened(text)


@pytest.mark.parametrize("cursor", ["", "=", "A", "\ud800", "AAAA\n", "ä" * 30, "A" * 100_000])
def test_garbage_is_refused(cursor: str) -> None:
    with pytest.raises(Invalid):
        opened(cursor)


@given(st.text(max_size=20), scopes, scopes)
def test_a_cursor_is_good_for_its_own_list_only(position: str, scope: str, other: str) -> None:
    if scope != other:
        with pytest.raises(Invalid):
            opened(seal(position, scope), other)


def test_a_filter_cannot_pose_as_a_position() -> None:
    sealed = seal("10", "list\0junk")
    raw = urlsafe_b64decode(sealed + "=" * (-len(sealed) % 4))
    forged = urlsafe_b64encode(raw[:12] + b"junk\x0010").rstrip(b"=").decode()
    with pytest.raises(Invalid):
        opened(forged)


def test_a_cursor_of_the_former_key_is_still_good_and_one_of_a_foreign_key_is_not() -> None:
    assert opened(seal("10", key=FORMER)) == "10"
    with pytest.raises(Invalid):
        opened(seal("10", key=b"x" * 32))
