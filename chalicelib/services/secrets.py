"""Secrets of callers, closed before they are kept."""

from __future__ import annotations

from collections.abc import Callable

from chalicelib.store import vault


def sealer() -> Callable[[str], str]:
    """What seals secrets of one request, each different text once. It raises TooLarge above 4,095 bytes, and Unavailable."""
    sealed: dict[str, str] = {}

    def seal(text: str) -> str:
        if text not in sealed:
            sealed[text] = vault.seal(text)
        return sealed[text]

    return seal
