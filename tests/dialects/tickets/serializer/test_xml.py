from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.dialects.tickets import wire
from chalicelib.dialects.tickets.serializer import xml

ADA = wire.Customer(41, "Ada", None, "", [wire.ServiceReference(2, "E-mail"), wire.ServiceReference(3, None)])


def test_children_are_in_alphabetical_order_and_lists_hold_their_singular() -> None:
    assert xml.element("Customer", ADA) == (
        '<Customer><CellPhone></CellPhone><Email i:nil="true"/><Id>41</Id><Name>Ada</Name>'
        '<Services><Service><Id>2</Id><Name>E-mail</Name></Service><Service><Id>3</Id><Name i:nil="true"/></Service></Services>'
        "</Customer>"
    )


def test_the_root_declares_the_namespace_of_nil_and_no_other() -> None:
    assert xml.element("Service", wire.Service(1, "a", None), xml.DECLARATION).startswith(
        '<Service xmlns:i="http://www.w3.org/2001/XMLSchema-instance"><Description'
    )


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ([], "<x/>"),
        (True, "<x>true</x>"),
        (False, "<x>false</x>"),
        (0, "<x>0</x>"),
        (None, '<x i:nil="true"/>'),
        ("", "<x></x>"),
        ({"a.b": ["One.", "Two."]}, "<x><a.b>One. Two.</a.b></x>"),
        ("<&>\"'", "<x>&lt;&amp;&gt;\"'</x>"),
        ("a\r\n\tb", "<x>a&#13;\n\tb</x>"),
        ("\x00\x1f\x7f\ufffe\uffff😀", "<x>\ufffd\ufffd\x7f\ufffd\ufffd😀</x>"),
    ],
)
def test_values_are_written_so_that_they_come_back(value: Any, written: str) -> None:
    assert xml.element("x", value) == written


def test_an_array_surrounds_what_is_written_already() -> None:
    assert xml.array("ArrayOfX", [b"<X/>", b"<X/>"]).endswith(b'-instance"><X/><X/></ArrayOfX>')
    assert xml.array("ArrayOfX", []) == b'<ArrayOfX xmlns:i="http://www.w3.org/2001/XMLSchema-instance"/>'


@given(st.text(), st.text())
def test_every_answer_is_well_formed(name: str, description: str) -> None:
    fromstring(xml.element("Service", wire.Service(1, name, description), xml.DECLARATION))
