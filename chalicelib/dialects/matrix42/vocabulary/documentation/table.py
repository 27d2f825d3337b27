"""What every service and operation is for, by its name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from chalicelib.dialects.matrix42.vocabulary.documentation.data import DATA
from chalicelib.dialects.matrix42.vocabulary.documentation.others import OTHERS
from chalicelib.dialects.matrix42.vocabulary.documentation.services import SERVICES
from chalicelib.dialects.matrix42.vocabulary.documentation.tickets import TICKETS
from chalicelib.dialects.matrix42.vocabulary.labels import LANGUAGES

_OPERATIONS: Final = {**DATA, **TICKETS, **OTHERS}
OPERATIONS: Final[Mapping[str, Mapping[str, str]]] = {
    name: dict(zip(LANGUAGES, texts, strict=True)) for name, texts in _OPERATIONS.items()
}
"""By `Service.Operation` the texts by language."""
SERVICE_TEXTS: Final[Mapping[str, Mapping[str, str]]] = {
    name: dict(zip(LANGUAGES, each[1:], strict=True)) for name, each in SERVICES.items()
}
PREFIXES: Final[Mapping[str, str]] = {name: each.prefix for name, each in SERVICES.items()}
"""Where the routes of a service stand, without a slash in front."""
