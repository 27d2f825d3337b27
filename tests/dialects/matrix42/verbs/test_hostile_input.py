"""Whatever is sent to a verb, it is done or refused, and never our fault."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.domain.category import CATEGORY
from chalicelib.domain.group import GROUP
from chalicelib.domain.service import SERVICE
from tests.dialects.matrix42.desk import Desk, fragment, user
from tests.dialects.matrix42.verbs.ticketing import NIL, NOBODY, create
from tests.lengths import sampled

IDS: Final = ("ObjectIds", "FileIds")
ID: Final = (
    *("User", "Category", "Service", "ResponsibleUser", "ResponsibleRole", "Creator", "Sla", "Ola", "RecipientRole"),
    *("ObjectId", "TargetObjectId", "TypeId", "RoleID", "UserID", "OlaID", "TicketId", "Item2"),
)
OTHERS: Final = (
    *("Subject", "Description", "DescriptionHTML", "Impact", "Urgency", "Priority", "State", "EntryBy", "Comments"),
    *("Reason", "ErrorType", "ServicesAvailability", "AssetsAvailability", "CloseRelatedIncidents", "Publish"),
    *("SendMailToInitiator", "SendMailToUsers", "NotifyResponsible", "SendMailToRelatedResponsibleUsers"),
    *("SkipFailIfAlreadyClosed", "SourceTypeName", "TargetTypeName", "TicketSubject", "TicketDescription"),
    *("EntryType", "VisibleInPortal", "IsFromEditDialog", "ReminderDate", "NotEscalateWhilePaused", "Deadline"),
    *("Minutes", "ActivityType", "Begin", "End", "Item1", "TypeName", "Name", "Value", "Format"),
)
LISTS: Final = ("Objects", "Tickets", "Parameters", "ExtraProperties")
VERBS: Final = (
    *("ticket/create", "ticket/close", "ticket/transform", "ticket/Classify", "problem/close", "journal/Add"),
    *("activity/TakeOver", "activity/Accept", "activity/Forward", "activity/Pause", "activity/Reopen"),
    *("activity/ReturnToRole", "activity/SetDeadline", "activity/TrackWorkingTime"),
)

odd: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8)
    | st.sampled_from(
        ["\x00", "\ud800", "x" * 300, "9999-12-31T23:59:59.997Z", "0001-01-01T00:00:00+14:00", 1e300, -(2**63)]
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
apt = st.sampled_from(
    [0, 1, 2, 200, 202, 408, 710, "2026-01-01", "2999-01-01T00:00:00Z", True, "SPSActivityTypeTask", "x"]
)


def bodies(known: list[str]) -> st.SearchStrategy[Any]:
    """Bodies with the members of all verbs, apt ones more often than not."""
    guid = st.sampled_from([*known, NOBODY, NIL, ""]) | odd
    inner = st.fixed_dictionaries(
        {}, optional={**dict.fromkeys(("Item2",), guid), **dict.fromkeys(("Item1", "Name", "Value", "Format"), apt | odd),
                      "ObjectIds": st.lists(guid, max_size=3) | odd}
    )  # fmt: skip
    members: dict[str, st.SearchStrategy[Any]] = {
        **dict.fromkeys(IDS, st.lists(guid, max_size=3) | odd),
        **dict.fromkeys(ID, guid),
        **dict.fromkeys(OTHERS, apt | odd),
        **dict.fromkeys(LISTS, st.lists(inner, max_size=3) | odd),
    }
    return st.fixed_dictionaries({}, optional=members) | st.dictionaries(
        st.sampled_from([*IDS, *ID, *OTHERS, *LISTS]), apt | odd, max_size=3
    )


def good_bodies(ticket: str) -> dict[str, dict[str, Any]]:
    """What each verb does, as long as the ticket is open."""
    several = {"ObjectIds": [ticket]}
    track = {"Minutes": 5, "ActivityType": 1, "Begin": "2026-01-01", "End": "2026-01-02"}
    return {
        "ticket/create": {"Subject": "x"},
        "ticket/close": {**several, "SkipFailIfAlreadyClosed": True},
        "ticket/transform": {
            **several,
            "SourceTypeName": "SPSActivityTypeBase",
            "TargetTypeName": "SPSActivityTypeTask",
        },
        "ticket/Classify": {},
        "problem/close": several,
        "journal/Add": {"ObjectId": ticket},
        "activity/TakeOver": {"Objects": [several]},
        "activity/Accept": {"Objects": [several]},
        "activity/Forward": {"Tickets": [{"Item2": ticket}], "UserID": user(1)},
        "activity/Pause": {**several, "ReminderDate": "2999-01-01"},
        "activity/Reopen": several,
        "activity/ReturnToRole": {"TicketId": ticket},
        "activity/SetDeadline": {**several, "Deadline": "2999-01-01"},
        "activity/TrackWorkingTime": {**several, **track},
    }


@pytest.fixture
def send(desk: Desk) -> Callable[[str, Any], Any]:
    def sent(verb: str, body: Any) -> Any:
        text = json.dumps(body)
        return desk.send("POST", verb, text, headers={"Content-Type": "application/json"})

    return sent


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_is_done_or_refused(desk: Desk, send: Callable[[str, Any], Any], verb: str) -> None:
    known = [create(desk), create(desk, 6), create(desk, 5, State=710), user(1), user(2)]
    known += [fragment(GROUP, 5, "SPSScRoleClassBase", 3), fragment(CATEGORY, 10, "SPSScCategoryClassBase")]
    known += [fragment(SERVICE, 8, "SPSServiceClassBase")]

    good = good_bodies(known[0])[verb]

    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(body=bodies(known).map(lambda said: {**good, **said}) | bodies(known) | odd)
    def judge(body: Any) -> None:
        answer = send(verb, body)
        assert answer.status in (200, 204, 400, 404), f"{answer.status} {answer.text} {body!r}"
        assert (answer.status == 204) == (answer.body == b"")
        if answer.status >= 400:
            assert answer.json["Message"]

    judge()


@sampled
@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[1]", b"nul", b"\xff\xfe", b'{"a": ' * 5_000, b"[" * 100_000, b'{"Subject": 1' + b"0" * 5_000 + b"}",
     b'{"ObjectIds": ["' + b"x" * 1_000_000 + b'"]}'],
    ids=["nothing", "open", "list", "word", "bytes", "deep", "deeper", "huge number", "long"],
)  # fmt: skip
def test_what_is_no_body_is_refused(desk: Desk, verb: str, body: bytes) -> None:
    answer = desk.send("POST", verb, body, headers={"Content-Type": "application/json"})
    assert answer.status in ((200, 400) if verb == "ticket/Classify" else (400,)), answer.text


@sampled
@pytest.mark.parametrize("verb", VERBS)
def test_a_body_is_said_to_be_json_and_not_too_large(desk: Desk, verb: str) -> None:
    assert desk.send("POST", verb, b"{}", headers={"Content-Type": "text/plain"}).status == 415
    assert desk.send("POST", verb, b" " * 4_300_000, headers={"Content-Type": "application/json"}).status == 413
    assert desk.send("POST", verb, {}, login=None).status == 401
