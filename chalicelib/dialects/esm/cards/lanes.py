"""Rows of an import side by side: those that have nothing to do with each other need not wait for each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from chalicelib.dialects.esm.templates.template import Template

Result = TypeVar("Result")


def run(
    rows: Sequence[Any], work: Callable[[int, Any], Result], *, marks: Callable[[Any], Iterable[Hashable]], lanes: int
) -> list[Result]:
    """What `work` makes of each row, given its position, in the order of the rows.

    Rows that share a mark with another run one after the other, in their order. The others are spread over as many threads.
    """
    if lanes < 2 or len(rows) < 2:
        return [work(position, row) for position, row in enumerate(rows)]
    from concurrent.futures import ThreadPoolExecutor  # only imports, and only where it is a gain

    marked = [frozenset(marks(row)) for row in rows]
    uses = Counter(mark for each in marked for mark in each)
    tied = [position for position, each in enumerate(marked) if any(uses[mark] > 1 for mark in each)]
    free = [[position] for position in range(len(rows)) if position not in frozenset(tied)]
    results: list[Any] = [None] * len(rows)

    def walk(positions: list[int]) -> None:
        for position in positions:
            results[position] = work(position, rows[position])

    with ThreadPoolExecutor(lanes) as pool:
        list(pool.map(walk, [tied, *free]))
    return results


def marks_of(template: Template) -> Callable[[Any], Iterator[Hashable]]:
    """What ties rows of a template: the card that they are about, a unique value, that they may name each other."""
    attributes = template.attributes.values()
    unique = [each.code for each in attributes if _is_unique(template, each.storage.field)]
    may_name_each_other = any(template.code in each.target and not each.read_only for each in attributes)

    def marks(row: Any) -> Iterator[Hashable]:
        if may_name_each_other:
            yield template.code
        if not isinstance(row, dict):
            return
        if row.get("dataCardId"):
            yield "card", str(row["dataCardId"])
        data = row.get("data")
        if not isinstance(data, dict):
            return
        for code in unique:
            yield from ((code, value) for value in _texts(data.get(code)))

    return marks


def _is_unique(template: Template, field: str | None) -> bool:
    return field is not None and template.kind.fields[field].unique


def _texts(content: Any) -> Iterator[str]:
    """The values that a row says of an attribute, as they compare."""
    values = content.get("values") if isinstance(content, dict) else None
    for value in values if isinstance(values, list) else ():
        if isinstance(value, dict):
            yield str(value.get("value")).strip().casefold()
