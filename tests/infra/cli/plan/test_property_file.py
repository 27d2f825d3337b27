from __future__ import annotations

import pytest

from chalicelib.domain.alerting.property import Property, PropertyType
from chalicelib.errors import Faults
from chalicelib.services.alerting.catalogue import Catalogue
from infra.cli.plan import layout, property_file
from infra.cli.plan.values import Placed
from tests.infra.cli.plan.test_values import read
from tests.services.alerting.forms import ENGINE, MESSAGE, REGION, SEVERITY

EMPTY = Catalogue(0, (), (), {}, ())
LIST = Property("00000000-0000-4000-8000-00000000a004", "l", PropertyType.LIST, values=("a", "b"), defaults=("a", "b"))
CODE = Property("00000000-0000-4000-8000-00000000a005", "code", PropertyType.PASSWORD)


@pytest.mark.parametrize("prop", [MESSAGE, SEVERITY, REGION, LIST, CODE], ids=lambda prop: prop.type)
def test_what_is_written_is_read_back(prop: Property) -> None:
    said, faults = read(property_file.read, property_file.write(prop))
    assert faults == []
    assert layout.properties([Placed(said, ())], ENGINE, EMPTY, Faults()) == [prop]
