"""What a fault is called in a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from chalicelib.dialects.tickets.vocabulary.messages import NOUNS_BY_KIND, SENTENCES
from chalicelib.domain.reference import Ref

MAX_SHOWN: Final = 100  # characters of a wrong value that are shown


def sentence(name: str, code: str, params: Mapping[str, Any], otherwise: str) -> str:
    """The sentence for a fault of the property `name`; `otherwise` where this dialect has no words of its own for it."""
    words = {key: _shown(value) for key, value in params.items()}
    value = params.get("value")
    if isinstance(value, Ref):
        words |= {"noun": NOUNS_BY_KIND.get(value.kind, value.kind), "number": str(value.number)}
    try:
        return SENTENCES[code].format_map({**words, "name": name})
    except KeyError:
        return otherwise


def _shown(value: Any) -> str:
    if isinstance(value, str):
        return value if len(value) <= MAX_SHOWN else value[:MAX_SHOWN] + "…"
    if isinstance(value, bool):
        return str(value).lower()
    if value is None:
        return "null"
    if isinstance(value, (dict, list)):
        return "{…}" if isinstance(value, dict) else "[…]"
    return str(value)
