"""Every operation by its name, and the manner of the document."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from chalicelib.dialects.matrix42.operations.activities import ACTIVITIES
from chalicelib.dialects.matrix42.operations.data import DATA
from chalicelib.dialects.matrix42.operations.files import FILES
from chalicelib.dialects.matrix42.operations.others import OTHERS
from chalicelib.dialects.matrix42.operations.schema import SCHEMA
from chalicelib.dialects.matrix42.operations.tickets import TICKETS
from chalicelib.dialects.matrix42.vocabulary.documentation.table import SERVICE_TEXTS
from chalicelib.dialects.operation import Manner, Operation
from chalicelib.domain.caller import CredentialKind
from chalicelib.openapi import SECURITY

OPERATIONS: Final[Mapping[str, Operation]] = {**DATA, **TICKETS, **ACTIVITIES, **SCHEMA, **FILES, **OTHERS}
"""By `Service.Operation`."""
MANNER: Final = Manner(
    by_service=True,
    tags={name: texts["en"] for name, texts in SERVICE_TEXTS.items()},
    schemes={
        kind.value: SECURITY[kind]
        for kind in (CredentialKind.ACCESS_TOKEN, CredentialKind.BASIC, CredentialKind.API_TOKEN)
    },
)


def described(name: str) -> Operation:
    """What is to be said of an operation. Raises KeyError."""
    return OPERATIONS[name]
