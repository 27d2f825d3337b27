"""One JSON line per request and per mishap, on standard output, so that CloudWatch Insights can count and search them.

A line never holds a path, a query, a body or the message of an exception: they may carry keys, tokens and what people
wrote. It names the canonical route, the caller's account and, of an exception, its type and where it was raised.
"""

from __future__ import annotations

import logging
import sys
import time
import traceback
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

import msgspec

if TYPE_CHECKING:
    from chalicelib.request import Request

NAMES: Final = ("polydesk", "chalicelib")
"""The loggers that write lines: the app's own, and those of the modules."""
BOOKS: Final = "polydesk.log"
"""Above the loggers of logs with a name of their own."""


def configure(level: int = logging.INFO) -> None:
    """Make our loggers write JSON lines to standard output; calling it again changes nothing but the level."""
    for name in NAMES:
        logger = logging.getLogger(name)
        logger.setLevel(level)
        if not any(isinstance(handler, Lines) for handler in logger.handlers):
            logger.addHandler(Lines())
            logger.propagate = False


def book(name: str) -> logging.Logger:
    """The logger of a log that people read as it is, like `integration.log`; its lines are texts.

    They leave on standard output, in JSON with the name of their log, unless its handlers are replaced.
    """
    logger = logging.getLogger(f"{BOOKS}.{name.removesuffix('.log')}")
    if not logger.handlers:
        logger.addHandler(Book(name))
        logger.setLevel(logging.INFO)
        logger.propagate = False
    return logger


def served(request: Request, *, dialect: str, status: int, started: float) -> None:
    """Note an answered request; `started` is the value of `time.perf_counter` when it began.

    The line is written without a record of logging, whose making costs more than the whole way to the view.
    """
    if _requests.isEnabledFor(logging.INFO):
        line = {
            "at": datetime.now(UTC),
            "level": "INFO",
            "request_id": request.request_id,
            "dialect": dialect,
            "operation": f"{request.method} {request.route}",
            "caller": request.caller.account if request.is_identified else "-",
            "status": status,
            "fault": "none" if status < 400 else "client" if status < 500 else "server",
            "duration_ms": round((time.perf_counter() - started) * 1000, 3),
        }
        _write(line)


def obsolete(request: Request, *, operation: str) -> None:
    """Note who still calls an operation that is obsolete."""
    line = {
        "request_id": request.request_id,
        "operation": operation,
        "caller": request.caller.account if request.is_identified else "-",
        "message": "an obsolete operation was called",
    }
    _faults.warning(line)


def unexpected(error: BaseException, request: Request, *, dialect: str) -> None:
    """Note an exception that nobody planned for."""
    line = {
        "request_id": request.request_id,
        "dialect": dialect,
        "operation": f"{request.method} {request.route}",
        "caller": request.caller.account if request.is_identified else "-",
    }
    _faults.error(line, exc_info=error)


class Lines(logging.Handler):
    """Writes one JSON object per record; a record's message is text or already a mapping."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write the line at once, to whatever standard output is by now."""
        try:
            _write(_fields(record))
        except Exception:  # as in logging's own handlers: a line is not worth a request
            self.handleError(record)


class Book(logging.Handler):
    """Writes each line with the name of its log, so that a subscription can carry it there."""

    def __init__(self, log: str) -> None:
        super().__init__()
        self._log = log

    def emit(self, record: logging.LogRecord) -> None:
        """Write the line at once."""
        try:
            _write({"log": self._log, "line": record.getMessage()})
        except Exception:  # as above
            self.handleError(record)


def _write(fields: dict[str, Any]) -> None:
    sys.stdout.write(_ENCODER.encode(fields).decode() + "\n")
    sys.stdout.flush()


def _fields(record: logging.LogRecord) -> dict[str, Any]:
    """What a line says: when and how grave first, then the message, then the exception."""
    at = datetime.fromtimestamp(record.created, UTC)
    fields: dict[str, Any] = {"at": at, "level": record.levelname, "logger": record.name}
    if isinstance(record.msg, dict):
        fields.update(record.msg)
    else:
        fields["message"] = record.getMessage()
    if record.exc_info and record.exc_info[1] is not None:
        fields["exception"] = _exception(record.exc_info[1])
    return fields


def _exception(error: BaseException) -> list[dict[str, Any]]:
    """An exception and what caused it, each with its type and its frames, outermost call first."""
    seen: list[dict[str, Any]] = []
    current: BaseException | None = error
    while current is not None and len(seen) < _LONGEST_CHAIN:
        frames = traceback.extract_tb(current.__traceback__)
        seen.append(
            {
                "type": f"{type(current).__module__}.{type(current).__qualname__}",
                "frames": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames],
            }
        )
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
    return seen


_LONGEST_CHAIN: Final = 5
_ENCODER: Final = msgspec.json.Encoder(enc_hook=str)
_requests: Final = logging.getLogger("chalicelib.logs.requests")
_faults: Final = logging.getLogger("chalicelib.logs.faults")
