from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.file import MAX_NAME, UNKNOWN, clean_name, is_link, kept_files, media_type
from chalicelib.domain.record import File, Record
from chalicelib.domain.scalar import is_whole_text
from chalicelib.domain.ticket import TICKET

AT = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("report.pdf", "report.pdf"),
        ("/etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("C:\\Users\\Ada\\a.txt", "a.txt"),
        ("a\r\nSet-Cookie: b\0.txt", "aSet-Cookie: b.txt"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("  .gitignore ", ".gitignore"),
        ("\ud800.txt", ".txt"),
        ("..", ""),
        ("folder/", ""),
        ("", ""),
        ("x" * 300 + ".docx", "x" * 250 + ".docx"),
        ("x" * 300, "x" * 255),
        ("x." + "y" * 300, "x." + "y" * 253),
    ],
)
def test_a_name_loses_what_is_no_name(name: str, cleaned: str) -> None:
    assert clean_name(name) == cleaned


@given(st.text(st.characters(), max_size=600))
def test_a_cleaned_name_is_clean(name: str) -> None:
    cleaned = clean_name(name)
    assert len(cleaned) <= MAX_NAME
    assert is_whole_text(cleaned)
    assert not set(cleaned) & set("/\\\0\r\n")
    assert cleaned not in (".", "..")
    assert clean_name(cleaned) in (cleaned, cleaned.strip())


@pytest.mark.parametrize(
    ("name", "said", "type_"),
    [
        ("a.txt", "image/png", "image/png"),
        ("a.txt", "text/html; charset=utf-8", "text/html; charset=utf-8"),
        ("a.txt", "undefined", "text/plain"),
        ("a.PNG", "", "image/png"),
        ("a.docx", "", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("mail.msg", "", "application/vnd.ms-outlook"),
        ("a.png", "text/plain\r\nX: y", "image/png"),
        ("a.png", "text/pl\u00e4in", "image/png"),
        ("a.png", "text/" + "x" * 300, "image/png"),
        ("Makefile", "", UNKNOWN),
        ("a.", "", UNKNOWN),
    ],
)
def test_a_type_is_what_the_sender_says_else_what_the_name_says(name: str, said: str, type_: str) -> None:
    assert media_type(name, said) == type_


@pytest.mark.parametrize(
    ("location", "link"),
    [
        ("https://example.com/a", True),
        ("HTTP://example.com", True),
        ("ftp://example.com/a", False),
        ("javascript:alert(1)", False),
        ("//example.com/a", False),
        ("https://", False),
        ("https://[", False),
        ("0123abcd", False),
        ("", False),
    ],
)
def test_a_link_is_an_absolute_address_of_the_web(location: str, link: bool) -> None:
    assert is_link(location) is link


def test_of_a_record_only_the_bytes_that_it_keeps_count() -> None:
    link, kept = File("page", "https://example.com/"), File("a.txt", "0" * 40, 3)
    record = Record(TICKET, 1, UUID(int=1), 1, AT, AT, fields={"files": (link, kept)})
    assert kept_files(record) == {kept.location: kept}
    assert kept_files(None) == {}
