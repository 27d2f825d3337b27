from __future__ import annotations

from chalicelib.dialects.xmatters.operations import OPERATIONS
from chalicelib.dialects.xmatters.routes.mounted import dialect


def test_every_route_has_an_operation_and_every_operation_a_route() -> None:
    served = {(method, route.path.removeprefix("/{version}")) for route in dialect.routes for method in route.methods}
    assert served == set(OPERATIONS)
    assert all(route.operation is not None for route in dialect.routes)


def test_every_operation_names_its_version_and_says_that_not_everybody_may() -> None:
    for operation in OPERATIONS.values():
        assert "version" in operation.path
        assert set(operation.answers) >= {401, 403, 500}
