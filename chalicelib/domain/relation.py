"""Relations that two records show, each from its side: `group.members` and `person.groups` are one fact, not two.

A field names the field on the other side as its `inverse`, and that one names it. A field may be its own inverse (tickets
that are related). Where what it points at has no such field (a group that is a member of a group), only one side shows it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from chalicelib.domain.kind import Field, FieldType, Kind
from chalicelib.domain.record import Record
from chalicelib.domain.reference import Ref

KindOf = Callable[[str], Kind | None]


class Tie(NamedTuple):
    """A pair that a write makes or ends: the field that shows it here, the one over there, whether it holds afterwards."""

    mine: str
    theirs: str
    holds: bool


def inverse(kind: Kind, field: Field, target: Kind | None) -> Field | None:
    """The field of `target` that shows the same pairs as `field` of `kind`; None when there is none."""
    if target is None or field.inverse is None:
        return None
    theirs = target.fields.get(field.inverse)
    if theirs is None or theirs.inverse != field.name or theirs.type is not FieldType.REFERENCE:
        return None
    return theirs if theirs.multiple and (not theirs.target or kind.name in theirs.target) else None


def changed(before: Record | None, after: Record, kind_of: KindOf) -> dict[Ref, list[Tie]]:
    """The pairs that a write makes and ends, by the record on the other side. A record's tie to itself has no other side."""
    ties: dict[Ref, list[Tie]] = {}
    for field in after.kind.mirrored_fields:
        had, has = (before.many(field.name) if before else ()), after.many(field.name)
        if had == has:
            continue
        known, wanted = frozenset(had), frozenset(has)
        for ref in dict.fromkeys((*had, *has)):
            if (ref in known) is (ref in wanted) or ref == after.ref:
                continue
            theirs = inverse(after.kind, field, kind_of(ref.kind))
            if theirs is not None:
                ties.setdefault(ref, []).append(Tie(field.name, theirs.name, ref in wanted))
    return ties
