"""Which dialects count their calls by weeks: the sweeper ends the weeks of each, in the words of its `logbook` room."""

from __future__ import annotations

import logging
from importlib import import_module
from typing import Final

from chalicelib.services import usage
from chalicelib.services.usage import Ledger

log = logging.getLogger(__name__)

DIALECTS: Final = ("esm",)


def close() -> int:
    """Write down the weeks that are over, and answer how often that was to be done.

    What goes wrong is logged and left to the next sweep.
    """
    return sum(map(_close, DIALECTS))


def _close(dialect: str) -> int:
    try:
        ledger: Ledger = import_module(f"chalicelib.dialects.{dialect}.logbook").LEDGER
        return usage.close(ledger=ledger)
    except Exception:  # what else is to be swept is swept
        log.exception("the weeks of %s could not be ended", dialect)
        return 0
