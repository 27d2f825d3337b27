from __future__ import annotations

from chalicelib.dialects.operation import Operation
from chalicelib.dialects.xmatters import operations
from chalicelib.dialects.xmatters.routes import dialect

SAID = [each for each in vars(operations).values() if isinstance(each, Operation)]


def test_every_route_has_an_operation_and_every_operation_a_route() -> None:
    assert {id(route.described()) for route in dialect.routes} == set(map(id, SAID))


def test_every_operation_names_its_version_and_says_that_not_everybody_may() -> None:
    for operation in SAID:
        assert "version" in operation.path
        assert set(operation.answers) >= {401, 403, 500}
