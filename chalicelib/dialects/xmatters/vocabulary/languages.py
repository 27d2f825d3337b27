"""The languages of a company that has set none: names by code (specification, 9.2)."""

from __future__ import annotations

from typing import Final

LANGUAGES: Final = {
    "en": "English",
    "de": "German",
    "es": "Spanish",
    "fi": "Finnish",
    "fr": "French",
    "ja": "Japanese",
    "pt": "Portuguese",
    "sv": "Swedish",
    "zh": "Chinese",
}
