"""Positions among siblings."""

from __future__ import annotations

from dataclasses import replace

from chalicelib.domain.tree import APPEND, Tie
from chalicelib.store.tree import links as link_store


def positioned(tie: Tie, major: int) -> Tie:
    """A tie with its position: behind all others of the major where it asks for that.

    Good for as long as the node of the major, read before, is as it was.
    """
    if tie.sort_order != APPEND:
        return tie
    last = link_store.last(major)
    return replace(tie, sort_order=last.tie.sort_order + 1 if last else 0)
