"""The languages that answers come in, by the codes of ISO 639 (specification, 3)."""

from __future__ import annotations

from typing import Final

LANGUAGES: Final = {
    "en": "en",
    "eng": "en",
    "de": "de",
    "deu": "de",
    "ger": "de",
    "fr": "fr",
    "fra": "fr",
    "fre": "fr",
}
USUAL: Final = "en"
