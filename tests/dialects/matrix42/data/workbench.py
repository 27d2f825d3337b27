"""What tests of data share: tickets and other things made over HTTP, rows and refusals read from answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from chalicelib.dialects.matrix42.schema.declaration import declare
from chalicelib.domain.record import Record
from chalicelib.services import caches
from tests.dialects.matrix42.desk import Desk
from tests.dialects.matrix42.schema.desk import change, make
from tests.dialects.matrix42.schema.sample import sample
from tests.unreliable import Unreliable
from tests.wire import Answer

ACTIVITY: Final = "SPSActivityClassBase"
COMMON: Final = "SPSCommonClassBase"
JOURNAL: Final = "SPSActivityClassUnitOfWork"
TIMES: Final = "SPSActivityClassTimeTracking"
ATTACHMENT: Final = "SPSActivityClassAttachment"
USER: Final = "SPSUserClassBase"
INCIDENT: Final = "SPSActivityTypeIncident"
SOFTWARE: Final = "Ud_SoftwareClassBase"
VERSION: Final = "Ud_SoftwareVersionClassBase"
NOBODY: Final = "00000000-0000-4000-8000-000000000000"
WORK: Final = {"Minutes": 5, "ActivityType": 1, "Begin": "2026-05-01T08:00:00Z", "End": "2026-05-01T08:05:00Z"}

__all__ = ["change", "make"]


def ticket(**values: Any) -> Record:
    """A ticket that another dialect has made."""
    return make("ticket", **{"subject": "Printer", "type": "incident", **values})


def incident(desk: Desk, /, **parts: Any) -> str:
    """A new incident; answers the id of the object."""
    said = {ACTIVITY: {"Subject": "Printer"}, **parts}
    answer = desk.send("POST", f"data/objects/{INCIDENT}", said)
    assert answer.status == 200, answer.text
    made: str = answer.json
    return made


def read(desk: Desk, guid: str, *, item: str = INCIDENT, full: bool = True, **more: Any) -> Any:
    """An object."""
    answer = desk.get(f"data/objects/{item}/{guid}?full={str(full).lower()}", **more)
    assert answer.status == 200, answer.text
    return answer.json


def write(desk: Desk, body: Any, *, item: str = INCIDENT, full: bool = True, **more: Any) -> Answer:
    """A change of an object."""
    return desk.send("PUT", f"data/objects/{item}?full={str(full).lower()}", body, **more)


def fragment(desk: Desk, definition: str, guid: str, **more: Any) -> Any:
    """A fragment."""
    answer = desk.get(f"data/fragments/{definition}/{guid}", **more)
    assert answer.status == 200, answer.text
    return answer.json


def put(desk: Desk, definition: str, **body: Any) -> Answer:
    """A change of a fragment."""
    return desk.send("PUT", f"data/fragments/{definition}", body)


def refusal(answer: Answer) -> tuple[int, str]:
    """What is refused, and how."""
    return answer.status, answer.json["Message"]


class Overtaken(Unreliable):
    """Somebody else is faster, once: work is done right before the first call of an operation."""

    def __init__(self, operation: str, work: Callable[[], object]) -> None:
        super().__init__()
        self._operation = operation
        self._work: Callable[[], object] | None = work

    def __call__(self, operation: str, request: dict[str, Any]) -> dict[str, Any]:
        work, self._work = (self._work, None) if operation == self._operation else (None, self._work)
        if work is not None:
            work()
        return super().__call__(operation, request)


def declared() -> None:
    """The definitions of the specification's example."""
    declare(said=sample())
    caches.clear()
