"""Links in JSON (specification, section 6)."""

from __future__ import annotations

from chalicelib.dialects.squiz import wire
from chalicelib.dialects.squiz.serializer.answers import ENCODER
from chalicelib.domain.tree import Link


def link(each: Link) -> bytes:
    """A link."""
    tie = each.tie
    shape = wire.Link(
        link_id=str(each.number),
        major_id=str(each.major),
        minor_id=str(each.minor),
        value=tie.value,
        sort_order=tie.sort_order,
        is_dependent=tie.is_dependent,
        is_exclusive=tie.is_exclusive,
        link_type=tie.type.value,
    )
    return ENCODER.encode(shape)
