"""The data definitions of saved queries and agreements, and those whose rows are always the same (specification, 8.4, 8.5)."""

from __future__ import annotations

from typing import Any, Final

from chalicelib.dialects.matrix42.asql.table import AttributeType as Of
from chalicelib.dialects.matrix42.schema.model import DataDefinition, Form, Row, by_name
from chalicelib.dialects.matrix42.schema.rows import IN_ROW
from chalicelib.dialects.matrix42.schema.storage import Choice, InField
from chalicelib.dialects.matrix42.vocabulary import pickups, states
from chalicelib.dialects.matrix42.vocabulary.labels import labels
from chalicelib.dialects.matrix42.vocabulary.tickets import AGREEMENT, ROLE, attribute, chosen, relation

QUERY: Final = "PDRDataQueryClassBase"
MAPPING: Final = "SVMActivityPickupPriorityMapping"
STORAGE: Final = "DWPFileStorageAccountClass"
CONFIGURATION: Final = "SPSGlobalConfigurationClassBase"
TIME_TRACKING: Final = "SPSGlobalConfigurationClassTimeTracking"

_INTERNAL: Final = 1  # protection level


def _fixed(name: str, types: dict[str, Of], *rows: dict[str, Any], display: str, protection: int = 0) -> DataDefinition:
    return DataDefinition(
        name,
        Form.FIXED,
        by_name(*(attribute(each, of, IN_ROW(each), read_only=True) for each, of in types.items())),
        labels=labels(name),
        display=display,
        protection=protection,
        rows=tuple(Row(str(number), {}, row) for number, row in enumerate(rows, 1)),
    )


DEFINITIONS: Final = (
    DataDefinition(
        AGREEMENT,
        Form.SINGLE,
        by_name(
            attribute("Name", Of.STRING, InField("name"), length=255, required=True),
            chosen("SLA_Type", pickups.AGREEMENT_TYPE, Choice("type", states.AGREEMENTS)),
            relation("FulfillmentResponsibleRole", ROLE, InField("group")),
        ),
        labels=labels(AGREEMENT),
        kinds=("agreement",),
        tag=0x01,
        display="Name",
    ),
    DataDefinition(
        QUERY,
        Form.SINGLE,
        by_name(
            attribute("Name", Of.STRING, InField("name"), length=255, required=True),
            attribute("Description", Of.TEXT, InField("description")),
            attribute("SchemaClassName", Of.STRING, InField("source"), length=255, required=True),
            attribute("Columns", Of.TEXT, InField("columns"), length=8_000, required=True),
            attribute("PrimaryFilter", Of.TEXT, InField("filter"), length=8_000),
            attribute("Sort", Of.TEXT, InField("sort"), length=8_000),
        ),
        labels=labels(QUERY),
        kinds=("saved-query",),
        tag=0x01,
        display="Name",
    ),
    _fixed(
        MAPPING,
        {"ImpactValue": Of.INT, "UrgencyValue": Of.INT, "PriorityValue": Of.INT},
        *(
            {"ImpactValue": impact, "UrgencyValue": urgency, "PriorityValue": priority}
            for (impact, urgency), priority in states.PRIORITY_MAPPING.items()
        ),
        display="ImpactValue + '/' + UrgencyValue",
    ),
    _fixed(STORAGE, {"Name": Of.STRING}, {"Name": "Default storage"}, display="Name", protection=_INTERNAL),
    _fixed(CONFIGURATION, {"Name": Of.STRING}, {"Name": "Global configuration"}, display="Name", protection=_INTERNAL),
    _fixed(
        TIME_TRACKING,
        {"Mode": Of.INT, "TicketsClosureActivityType": Of.INT, "SupportedActivityCiTypes": Of.STRING},
        {"Mode": 1, "TicketsClosureActivityType": 4, "SupportedActivityCiTypes": ""},
        display="'Time tracking'",
        protection=_INTERNAL,
    ),
)
