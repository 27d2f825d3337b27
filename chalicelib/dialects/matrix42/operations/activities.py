"""What becomes of tickets (specification, 9.3)."""

from __future__ import annotations

from typing import Any, Final

from chalicelib.dialects.matrix42.operations.descriptions import CALLED, SENT, described, empty, guid
from chalicelib.dialects.matrix42.wire import samples
from chalicelib.dialects.matrix42.wire import tickets as wire
from chalicelib.dialects.operation import Operation


def _verb(name: str, body: Any, example: samples.Body, broken: str) -> tuple[str, Operation]:
    """`broken`: what else is refused than a wrong body."""
    return empty(
        f"Activity.{name}",
        body=body,
        example=example,
        refusals=(*CALLED, *SENT),
        reasons={400: f"The body is wrong, {broken}.", 404: "One of the tickets does not exist."},
    )


_CLOSED: Final = "or a ticket is closed"

ACTIVITIES: Final[dict[str, Operation]] = dict(
    (
        described(
            "Activity.Get",
            wire.ActivitySummary | None,
            says="The ticket, null where there is none to be read.",
            path={"objectId": guid("Id of the ticket, or of any of its fragments.")},
            reasons={400: "The id is none."},
        ),
        _verb("TakeOver", wire.TakeOverInfo, samples.TAKEN_OVER, f"nobody is behind the account, {_CLOSED}"),
        _verb("Accept", wire.TakeOverInfo, samples.TAKEN_OVER, f"nobody is behind the account, {_CLOSED}"),
        _verb("Forward", wire.ForwardInfo, samples.FORWARDED, f"neither a role nor a user is named, {_CLOSED}"),
        _verb("Pause", wire.PauseInfo, samples.PAUSED, f"the reminder is not in the future, {_CLOSED}"),
        _verb("Reopen", wire.ReopenInfo, samples.REOPENED, "or a ticket is neither closed nor resolved"),
        _verb("ReturnToRole", wire.ReturnToRoleInfo, samples.RETURNED, _CLOSED),
        _verb("SetDeadline", wire.SetDeadlineInfo, samples.DUE, _CLOSED),
        _verb(
            "TrackWorkingTime", wire.TrackWorkingTimeInfo, samples.TRACKED, f"the end is not after the begin, {_CLOSED}"
        ),
    )
)
