"""Rows as an answer shows them, written a lot at a time: an answer that grows too large is given up on the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from typing import Any, Final

from msgspec import Raw

from chalicelib.dialects.base import MAX_BODY
from chalicelib.dialects.matrix42.data.holding import Row
from chalicelib.dialects.matrix42.schema import contexts
from chalicelib.dialects.matrix42.schema.faults import Refused
from chalicelib.dialects.matrix42.serializer.answers import ENCODER
from chalicelib.dialects.matrix42.visit import Visit
from chalicelib.dialects.matrix42.vocabulary import refusals
from chalicelib.services.lookups import Lookups
from chalicelib.services.search import Deadline

LOT: Final = 100


def written(visit: Visit, rows: Iterable[Row], deadline: Deadline) -> Iterator[Raw]:
    """Rows as JSON; Refused as soon as they weigh more than 4 MiB."""
    lookups = Lookups(sees=visit.sees)
    left = MAX_BODY
    for row in _shown(rows, lookups, deadline):
        line = ENCODER.encode(row)
        left -= len(line) + 1
        if left < 0:
            raise Refused(refusals.ANSWER_TOO_LARGE)
        yield Raw(line)


def _shown(rows: Iterable[Row], lookups: Lookups, deadline: Deadline) -> Iterator[dict[str, Any]]:
    for _, of_one in groupby(rows, key=lambda row: row.source.place):
        while lot := list(islice(of_one, LOT)):
            columns = lot[0].source.columns
            yield from contexts.show(columns, [row.record for row in lot], lookups, check=deadline.check)
            lookups.forget()
