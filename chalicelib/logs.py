"""One JSON line per request and per mishap, on standard output, so that CloudWatch Insights can count and search them.

In the cloud the line of a request also carries its metrics (see `metrics`), and the first line of a process is marked. A line
never holds a path, a query, a body or the message of an exception: they may carry keys, tokens and what people wrote. It names
operation and canonical route, the caller's account and, of an exception, its type and where it was raised.
"""

from __future__ import annotations

import json
import logging
import sys
import time
import traceback
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from chalicelib import config, metrics

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

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


def served(
    request: Request,
    *,
    dialect: str,
    operation: str,
    status: int,
    started: float,
    is_ours: bool = False,
    is_known: bool = True,
) -> None:
    """Note an answered request; `started` is the value of `time.perf_counter` when it began.

    `is_ours`: of a refusal, that we are to blame. `is_known`: there is such an operation; only then it may become a
    dimension of metrics. The line is written without a record of logging, whose making costs more than the whole way to the
    view.
    """
    if not _requests.isEnabledFor(logging.INFO):
        return
    line = _begun("INFO")
    line["request_id"] = request.request_id
    line["dialect"] = dialect
    line["operation"] = operation
    line["route"] = f"{request.method} {request.route}"
    line["caller"] = request.caller.account if request.is_identified else "-"
    line["status"] = status
    line["fault"] = "none" if status < 400 else "server" if is_ours else "client"
    line["duration_ms"] = round((time.perf_counter() - started) * 1000, 3)
    if metrics.are_wanted():
        names = _COUNTED if status < 400 else _THROTTLED if status == TOO_MANY else _FAULTS[line["fault"]]
        line.update(dict.fromkeys(names[1:], 1))
        by_operation = is_known and config.METRICS == "operation"
        line.update(metrics.embedded(names, *(_BY_OPERATION if by_operation else _BY_DIALECT)))
    _put(_quick()(line).decode())


def worked(function: str, figures: Mapping[str, float]) -> None:
    """Note what one run of a function that no request calls came to; each figure becomes a metric."""
    if metrics.are_wanted() or any(figures.values()):
        line = _begun("INFO") | {"function": function, **figures}
        if metrics.are_wanted() and figures:
            line |= metrics.embedded(tuple(sorted(figures)), ())
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
        "route": f"{request.method} {request.route}",
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
    _put(json.dumps(fields, default=_text, ensure_ascii=False, separators=(",", ":")))


def _put(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _text(value: object) -> str:
    """What JSON has no value for."""
    return value.isoformat().replace("+00:00", "Z") if isinstance(value, datetime) else str(value)


@cache
def _quick() -> Callable[[object], bytes]:
    """The encoder for requests; functions behind queues write few lines and don't load it."""
    import msgspec

    return msgspec.json.Encoder(enc_hook=str).encode


def _begun(level: str) -> dict[str, Any]:
    """How a line begins: when, how grave, and whether it is the first of its process."""
    line: dict[str, Any] = {"at": datetime.now(UTC), "level": level}
    if _fresh:
        _fresh.clear()
        line["cold_start"] = True
    return line


def _fields(record: logging.LogRecord) -> dict[str, Any]:
    """What a line says: when and how grave first, then the message, then the exception."""
    fields = _begun(record.levelname) | {"logger": record.name}
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
TOO_MANY: Final = 429
_COUNTED: Final = ("duration_ms", "requests")
_FAULTS: Final = {"client": (*_COUNTED, "client_faults"), "server": (*_COUNTED, "server_faults")}
_THROTTLED: Final = (*_COUNTED, "client_faults", "throttled")
_BY_DIALECT: Final = (("dialect",),)
_BY_OPERATION: Final = (("dialect",), ("dialect", "operation"))
_fresh: Final = [True] if config.IN_LAMBDA else []
_requests: Final = logging.getLogger("chalicelib.logs.requests")
_faults: Final = logging.getLogger("chalicelib.logs.faults")
