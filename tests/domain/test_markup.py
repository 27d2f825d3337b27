from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.markup import text_of


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Mail is <b>down</b></p>", "Mail is down"),
        ("<p>one</p><p>two</p>", "one\ntwo"),
        ("<div><div>one</div></div>\n\n<div>two</div>", "one\ntwo"),
        ("one<br>two<br/><BR />three", "one\ntwo\n\nthree"),
        ("<ul><li>one</li><li>two <i>b</i></li></ul>", "- one\n- two b"),
        ("a &lt;b&gt; &amp; c&#33; &unknown; &nbsp;", "a <b> & c! &unknown; \xa0"),
        ("  many \n blanks\t<b> here </b> ", "many blanks here"),
        ("<html><head><title>no</title></head><body>yes</body></html>", "yes"),
        ("a<script>if (1 < 2) alert('</p>')</SCRIPT >b<style>p {}</style>c", "abc"),
        ("a<!-- <b>no</b> -->b<!doctype html><?php no ?>c", "abc"),
        ("<a href=\"x>y\" title='a>b'>link</a>", "link"),
        ('<a href="unclosed>still text', "still text"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("a <- b", "a <- b"),
        ("<p>open", "open"),
        ("<!-- never closed", ""),
        ("<script>never closed", ""),
        ("<img src=x onerror=alert(1)>", ""),
        ("", ""),
        ("&#" + "9" * 5000 + ";", "\ufffd"),
        ("&#xD800;", "\ufffd"),
    ],
)
def test_markup_is_read_as_a_browser_shows_it(html: str, text: str) -> None:
    assert text_of(html) == text


HOSTILE = (
    "<!",
    "<a",
    "<!--",
    "<",
    "&",
    "&#",
    "</",
    "<a ",
    "<a b=",
    "<?",
    "<![",
    "<a b='",
    "<script>",
    "<p>x",
    "<br>",
    "<title></",
)


@pytest.mark.parametrize("part", HOSTILE)
def test_hostile_markup_is_read_in_linear_time(part: str) -> None:
    start = time.process_time()
    text_of((part * 100_000)[:100_000])
    assert time.process_time() - start < 1


@given(st.text(alphabet="<>/!-&#;'\"= apbrli\n", max_size=200) | st.text())
def test_no_markup_is_too_odd(html: str) -> None:
    assert isinstance(text_of(html), str)
