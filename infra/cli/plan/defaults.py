"""What a form says of a property where nobody says anything."""

from __future__ import annotations

from typing import Any

from chalicelib.dialects.xmatters.parser.trigger import values as events
from chalicelib.dialects.xmatters.parser.trigger.values import Unfit
from chalicelib.domain.alerting.property import Property, PropertyType
from chalicelib.errors import Faults
from infra.cli.documents import Where
from infra.cli.plan import values


def read(content: Any, prop: Property, path: Where, faults: Faults) -> Any:
    """The default of a property in a form, by the rules for values in events; None when there is none."""
    if content is None:
        return None
    if prop.type is PropertyType.PASSWORD:
        faults.add(path, "type", "is not for a password.")
        return None
    try:
        return events.value(prop, content)
    except Unfit as unfit:
        faults.add(path, "format", values.sentence(str(unfit)))
        return None
