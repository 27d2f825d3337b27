"""The data definitions of this interface itself (specification, 12.1). Their rows are its services and operations.

A row is called by its documentation, in every language; `Service` of an operation is the key of the service's row.
"""

from __future__ import annotations

from typing import Final

from chalicelib.dialects.matrix42.asql.table import AttributeType as Of
from chalicelib.dialects.matrix42.schema.model import Attribute, DataDefinition, Form, by_name
from chalicelib.dialects.matrix42.schema.rows import IN_ROW, LABEL
from chalicelib.dialects.matrix42.vocabulary import pickups
from chalicelib.dialects.matrix42.vocabulary.labels import labels
from chalicelib.dialects.matrix42.vocabulary.tickets import attribute, chosen, relation

SERVICE: Final = "PLSLServiceClassBase"
OPERATION: Final = "PLSLWebServiceOperation"


def _read(name: str, of: Of) -> Attribute:
    return attribute(name, of, IN_ROW(name), read_only=True)


def _documentation() -> Attribute:
    return attribute("Documentation", Of.TEXT, LABEL, read_only=True, localizable=True)


DEFINITIONS: Final = (
    DataDefinition(
        SERVICE,
        Form.FIXED,
        by_name(
            _read("Name", Of.STRING),
            _read("RoutePrefix", Of.STRING),
            _read("ImplementationType", Of.STRING),
            _documentation(),
            _read("IsPublished", Of.INT),
        ),
        labels=labels(SERVICE),
        display="Name",
        protection=1,
    ),
    DataDefinition(
        OPERATION,
        Form.FIXED,
        by_name(
            _read("Name", Of.STRING),
            _documentation(),
            _read("RouteTemplate", Of.STRING),
            chosen("Type", pickups.METHOD, IN_ROW("Type"), read_only=True),
            _read("IsPublic", Of.INT),
            relation("Service", SERVICE, IN_ROW("Service"), read_only=True),
            _read("State", Of.STRING),
            _read("DeprecatedOn", Of.DATE),
            _read("SunsetOn", Of.DATE),
        ),
        labels=labels(OPERATION),
        display="Name",
        protection=1,
    ),
)
