"""URLs of callbacks, read strictly."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.delivery import Verdict
from chalicelib.outbound.destination import Destination, read
from chalicelib.outbound.outcomes import Failed


@pytest.mark.parametrize(
    ("url", "parts"),
    [
        ("http://a.example", ("http", "a.example", 80, "/")),
        ("https://a.example/", ("https", "a.example", 443, "/")),
        ("HTTPS://A.Example./x", ("https", "a.example", 443, "/x")),
        ("http://a.example:8080/x/y;z?q=1&r=%20#part", ("http", "a.example", 8080, "/x/y;z?q=1&r=%20")),
        ("http://a.example:/x", ("http", "a.example", 80, "/x")),
        ("http://a.example?q=a?b/c", ("http", "a.example", 80, "/?q=a?b/c")),
        ("http://a.example#x@b.example", ("http", "a.example", 80, "/")),
        ("http://a_b.example-c.example/", ("http", "a_b.example-c.example", 80, "/")),
        (
            "http://a.example/grüße an alle?für=ß",
            ("http", "a.example", 80, "/gr%C3%BC%C3%9Fe%20an%20alle?f%C3%BCr=%C3%9F"),
        ),
        ('http://a.example/a\\b"<>`{|}^', ("http", "a.example", 80, "/a%5Cb%22%3C%3E%60%7B%7C%7D%5E")),
        ("http://a.example//b/../c", ("http", "a.example", 80, "//b/../c")),
        ("http://192.0.32.10/", ("http", "192.0.32.10", 80, "/")),
        ("http://[2606:2800:021f::1]:81/", ("http", "2606:2800:21f::1", 81, "/")),
        ("http://bücher.example/", ("http", "xn--bcher-kva.example", 80, "/")),
        ("http://BÜCHER.example/", ("http", "xn--bcher-kva.example", 80, "/")),
        ("http://例え.example/", ("http", "xn--r8jz45g.example", 80, "/")),
        ("http://7.example/", ("http", "7.example", 80, "/")),
    ],
)
def test_a_url_is_taken_apart(url: str, parts: tuple[str, str, int, str]) -> None:
    assert read(url) == Destination(*parts)


@pytest.mark.parametrize(
    ("url", "authority"),
    [
        ("http://a.example/", "a.example"),
        ("http://a.example:80/", "a.example"),
        ("http://a.example:443/", "a.example:443"),
        ("https://a.example:443/", "a.example"),
        ("http://[2606::1]/", "[2606::1]"),
        ("http://[2606::1]:8080/", "[2606::1]:8080"),
    ],
)
def test_the_host_header_names_the_port_only_when_it_is_unusual(url: str, authority: str) -> None:
    assert read(url).authority == authority


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://a.example/", "The callback address is no http or https address."),
        ("http://u:p@a.example/", "The callback address holds credentials, which belong into the login and password."),
        ("http://-a.example/", "The callback address has no proper host."),
        ("http://127.1/", "The callback address spells an IP address in an unusual way."),
        ("http://a.example:0/", "The callback address has no proper port."),
        ("http://a.example/\r\n", "The callback address is too long or holds control characters."),
        ("http://a.example/" + "x" * 8_192, "The callback address is too long or holds control characters."),
        ("http://ｌocal/", "The callback address has a host name in letters that are not allowed there."),
    ],
)  # fmt: skip
def test_what_can_not_be_read_is_dead_with_its_reason(url: str, reason: str) -> None:
    with pytest.raises(Failed) as failed:
        read(url)
    assert (failed.value.outcome.verdict, failed.value.outcome.reason) == (Verdict.PERMANENT, reason)


@given(st.text() | st.text().map("http://".__add__) | st.from_regex(r"https?://[^ ]{0,40}"))
def test_any_text_is_a_destination_that_is_safe_to_write_or_dead(url: str) -> None:
    try:
        destination = read(url)
    except Failed:
        return
    written = destination.authority + destination.target
    assert written.isascii()
    assert written.isprintable()
    assert " " not in written
    assert destination.target.startswith("/")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="#?%"), max_size=50))
def test_a_path_says_the_same_after_encoding(path: str) -> None:
    assert unquote(read("http://a.example/" + path).target) == "/" + path


@given(st.from_regex(r"http://[a-z0-9.-]{1,30}(:[0-9]{1,5})?/[a-z]{0,5}", fullmatch=True))
def test_it_agrees_with_the_standard_library_about_where_a_plain_url_leads(url: str) -> None:
    try:
        destination = read(url)
    except Failed:
        return
    assert destination.host == (urlsplit(url).hostname or "").removesuffix(".")
    assert destination.port == (urlsplit(url).port or 80)
