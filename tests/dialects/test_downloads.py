from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.dialects.downloads import attachment, disposition


def test_bytes_leave_as_they_are_to_be_saved() -> None:
    answer = attachment(b"\x89PNG", name="a.png", media_type="image/png")
    assert (answer.content, answer.media_type) == (b"\x89PNG", "image/png")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="a.png"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Grüße.pdf", "attachment; filename=\"Gr__e.pdf\"; filename*=UTF-8''Gr%C3%BC%C3%9Fe.pdf"),
        ('a"b.txt', "attachment; filename=\"a_b.txt\"; filename*=UTF-8''a%22b.txt"),
        ("100%.txt", "attachment; filename=\"100_.txt\"; filename*=UTF-8''100%25.txt"),
        ("a'b (1).txt", 'attachment; filename="a\'b (1).txt"'),
    ],
)
def test_a_name_is_said_in_ascii_and_beside_it_as_it_is(name: str, said: str) -> None:
    assert disposition(name) == said


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_every_name_fits_a_header_and_is_read_back(name: str) -> None:
    said = disposition(name)
    assert said.isascii()
    assert said.isprintable()
    _, is_extended, extended = said.partition("; filename*=UTF-8''")
    plain = said.removeprefix('attachment; filename="').removesuffix('"')
    assert (unquote(extended) if is_extended else plain) == name
