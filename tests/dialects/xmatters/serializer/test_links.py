from __future__ import annotations

from chalicelib.dialects.xmatters.serializer import links
from chalicelib.request import Request


def made(path: str, stage: str = "") -> Request:
    event = {"path": path, "headers": {"Host": "desk.test"}, "requestContext": {"path": stage + path}}
    return Request.from_event(event, prefix="/reapi", params={"version": "2015-01-01"})


def test_addresses_have_the_version_of_the_request_and_are_encoded() -> None:
    request = made("/reapi/2015-01-01/people")
    assert links.path(request, "people", "a/b é", "profiles") == "/reapi/2015-01-01/people/a%2Fb%20%C3%A9/profiles"


def test_a_next_page_repeats_the_filters_and_ends_with_the_cursor() -> None:
    filters = [("status", "ACTIVE"), ("properties", "incident=INC-2039482,severity=HIGH")]
    address = links.following(made("/reapi/2015-01-01/events"), "events", filters, ("startAfterEvent", "230183"))
    assert address == (
        "/reapi/2015-01-01/events?status=ACTIVE&properties=incident%3DINC-2039482%2Cseverity%3DHIGH&startAfterEvent=230183"
    )


def test_an_absolute_address_names_host_and_stage_once() -> None:
    request = made("/reapi/2015-01-01/groups", stage="/prod")
    address = links.following(request, "groups", (), ("startAfter", "7"))
    assert address == "/prod/reapi/2015-01-01/groups?startAfter=7"
    assert links.absolute(request, address) == "http://desk.test/prod/reapi/2015-01-01/groups?startAfter=7"
