from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.dialects.tickets import wire
from chalicelib.dialects.tickets.parser import xml
from chalicelib.dialects.tickets.serializer import xml as writer
from chalicelib.errors import Malformed

NIL = 'xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:nil='


def read(text: str) -> dict[str, Any]:
    return xml.read(
        text,
        names=frozenset({"id", "name", "time", "services"}),
        texts=frozenset({"name"}),
        lists=frozenset({"services"}),
    )


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("<r/>", {}),
        ("<r><Name>x</Name></r>", {"name": "x"}),
        ("<r><NAME>x</NAME><name>y</name></r>", {"name": "y"}),
        ('<a:r xmlns:a="urn:a"><a:Name>x</a:Name></a:r>', {"name": "x"}),
        ('<r xmlns="urn:x"><Name odd="1">x</Name><Other><Name>z</Name></Other></r>', {"name": "x"}),
        ("<r><Name> x\n</Name><Time> x\n</Time></r>", {"name": " x\n", "time": "x"}),
        ("<r><Name/><Time/><Services/></r>", {"name": "", "time": None, "services": None}),
        (f'<r><Name {NIL}"true">x</Name></r>', {"name": None}),
        (f'<r><Name {NIL}"1"/></r>', {"name": None}),
        (f'<r><Name {NIL}"false">x</Name></r>', {"name": "x"}),
        ('<r><Name nil="true">x</Name></r>', {"name": "x"}),
        ("<r><Name>a<![CDATA[<b>]]>&amp;&#99;<!-- no --></Name></r>", {"name": "a<b>&c"}),
        ("<r><Name>a<b/></Name></r>", {"name": {}}),
        ("<r><Services><int>2</int><Service>3</Service></Services></r>", {"services": ["2", "3"]}),
        ("<r><Services><s><ID>2</ID><Name>x</Name></s></Services></r>", {"services": ["2"]}),
        ("<r><Services><s><Name>x</Name></s></Services></r>", {"services": [{}]}),
        (f'<r><Services><s {NIL}"true"/><s/></Services></r>', {"services": [None, None]}),
        (f'<r><Services {NIL}"true"/></r>', {"services": None}),
        ("<r><Services>2</Services></r>", {"services": "2"}),
        ('<?xml version="1.0" encoding="utf-16"?><r><Name>ä</Name></r>', {"name": "ä"}),
        ('<?xml version="1.0" encoding="klingon"?><r><Name>ä</Name></r>', {"name": "ä"}),
    ],
)
def test_elements_become_the_plain_values_that_json_would_be(text: str, members: dict[str, Any]) -> None:
    assert read(text) == members


@pytest.mark.parametrize(
    "text",
    [
        "",
        "text",
        "<r>",
        "<r/><r/>",
        "<r><a></r></a>",
        "<r>&unknown;</r>",
        "<r>&#1;</r>",
        "<r>\0</r>",
        "<r a='1' a='2'/>",
        "<r><a:b/></r>",
        ' <?xml version="1.0"?><r/>',
        "<!DOCTYPE r><r/>",
        '<!DOCTYPE r SYSTEM "http://192.0.2.1/r.dtd"><r/>',
        '<!DOCTYPE r [<!ENTITY e "x">]><r>&e;</r>',
        '<!DOCTYPE r [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]><r/>',
        "<r>" + "<a>" * 32 + "</a>" * 32 + "</r>",
        "<a>" * 1_000_000,
        "<r>" + "<a/>" * 300_000 + "</r>",
    ],
)
def test_what_is_not_well_formed_too_deep_or_of_a_document_type_is_refused_at_once(text: str) -> None:
    start = time.process_time()
    with pytest.raises(Malformed):
        read(text)
    assert time.process_time() - start < 1


def test_expanding_entities_are_refused_before_they_expand() -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    start = time.process_time()
    with pytest.raises(Malformed, match="Document types"):
        read(f'<!DOCTYPE r [<!ENTITY e0 "ha">{entities}]><r>&e9;</r>')
    assert time.process_time() - start < 0.5


def test_nesting_of_32_levels_is_read() -> None:
    assert read("<r>" + "<a>" * 31 + "</a>" * 31 + "<Name>x</Name></r>") == {"name": "x"}


def test_a_list_that_is_too_long_is_kept_just_long_enough_to_be_seen_as_such() -> None:
    found = read("<r><Services>" + "<int>1</int>" * 5_000 + "</Services></r>")
    assert len(found["services"]) == xml.MAX_ITEMS


@given(st.text() | st.text(alphabet="<>/!&;?[]-'\"= axr:", max_size=60))
def test_no_text_is_more_than_malformed(text: str) -> None:
    try:
        read(text)
    except Malformed:
        return


def _as_xml_shows(text: str) -> str:
    return "".join(c if c in "\t\n\r" or (c >= " " and not 0xFFFE <= ord(c) <= 0xFFFF) else "\ufffd" for c in text)


@given(st.text())
def test_what_is_written_is_read_as_the_same_text_but_for_what_xml_cannot_hold(text: str) -> None:
    shape = wire.Service(1, text, None)
    assert read(writer.element("Service", shape, writer.DECLARATION))["name"] == _as_xml_shows(text)
