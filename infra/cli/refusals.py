"""What stops a command, as one line on standard error and an exit status: never a traceback.

0  done
1  refused: not found, in use, wrong content, not confirmed
2  wrong usage
3  the deployment is out of reach, or its cloud does not let us in
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

import click
from botocore.exceptions import BotoCoreError, ClientError

if TYPE_CHECKING:
    from chalicelib.errors import Fault

REFUSED: Final = 1
WRONG_USAGE: Final = 2
OUT_OF_REACH: Final = 3
_JOINERS: Final = "\u200c\u200d"  # of letters and emoji


class Refusal(Exception):
    """A command can't go on; the message is the one line that says why and what to do."""

    def __init__(self, message: str, *, status: int = REFUSED, details: Iterable[str] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.status = status
        self.details = tuple(details)


def meaning(error: BaseException) -> Refusal | None:
    """What an exception says to the administrator; None for one that nobody planned for."""
    # Here, because these modules may only be loaded once the environment says which deployment is meant.
    from chalicelib.errors import Invalid, PolydeskError, Unavailable

    match error:
        case Refusal():
            return error
        case click.Abort():
            return Refusal("Stopped; nothing more was done.")
        case click.UsageError():
            command = error.ctx.command_path if error.ctx else "polydesk"
            return Refusal(f"{error.format_message()} Try '{command} --help'.", status=WRONG_USAGE)
        case click.ClickException():
            return Refusal(error.format_message(), status=error.exit_code)
        case Unavailable():
            return Refusal(_cause(error), status=OUT_OF_REACH)
        case Invalid():
            return faulty(error.faults, error.message)
        case PolydeskError():
            return Refusal(error.message or type(error).__name__)
        case BotoCoreError() | ClientError():
            return Refusal(_of_cloud(error), status=OUT_OF_REACH)
        case OSError() if error.filename:
            return Refusal(f"{error.filename} can't be used: {(error.strerror or str(error)).lower()}.")
    # PynamoDB's faults carry the cloud's answer as their cause.
    return meaning(error.__cause__) if isinstance(error.__cause__, ClientError | BotoCoreError) else None


def faulty(faults: Iterable[Fault], summary: str) -> Refusal:
    """All faults of what was given, each with its path."""
    said = [f"{path(fault.path)}: {fault.message}" if fault.path else fault.message for fault in faults]
    if len(said) == 1:
        return Refusal(said[0])
    return Refusal(f"{summary} {len(said)} faults:" if said else summary, details=said)


def path(parts: Iterable[str | int]) -> str:
    """The place of a fault as people write it: `fields[2].type`."""
    said = ""
    for part in parts:
        if isinstance(part, int):
            said += f"[{part}]"
        else:
            said += f".{part}" if said else part
    return said


def printable(text: str) -> str:
    """A text that can't move the cursor, hide itself or change the direction of what follows."""
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    category = unicodedata.category(character)
    if category in ("Cc", "Cf", "Cs", "Zl", "Zp") and character not in _JOINERS:
        return character.encode("unicode_escape", "surrogatepass").decode("ascii")
    return character


def _cause(error: BaseException) -> str:
    """The store's own words are for callers of the API; an administrator wants to know what the cloud said."""
    cause = error.__cause__
    while cause is not None:
        if isinstance(cause, BotoCoreError | ClientError):
            return _of_cloud(cause)
        cause = cause.__cause__
    return str(error)


def _of_cloud(error: BotoCoreError | ClientError) -> str:
    if not isinstance(error, ClientError):
        return f"The deployment is out of reach: {_line(str(error))}"
    said = error.response.get("Error", {})
    code, message = said.get("Code", "unknown"), _line(str(said.get("Message") or ""))
    if code == "ResourceNotFoundException":
        return f"There is no such deployment: {error.operation_name} met a table that does not exist."
    return f"The cloud refuses {error.operation_name} ({code}): {message}"


def _line(text: str) -> str:
    return " ".join(text.split()).rstrip(".") + "."
