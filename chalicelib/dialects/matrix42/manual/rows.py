"""This dialect's services and operations as the rows of two data definitions (specification, 12.1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from chalicelib.dialects import late
from chalicelib.dialects.governance import standings
from chalicelib.dialects.matrix42.manual import services
from chalicelib.dialects.matrix42.manual.days import midnight
from chalicelib.dialects.matrix42.manual.services import Operation, Service, is_own
from chalicelib.dialects.matrix42.schema.catalogue import Catalogue
from chalicelib.dialects.matrix42.schema.model import Row
from chalicelib.dialects.matrix42.vocabulary import interface, pickups
from chalicelib.dialects.matrix42.vocabulary.documentation.table import OPERATIONS, SERVICE_TEXTS
from chalicelib.request import Request

if TYPE_CHECKING:
    from chalicelib.dialects.governance import Standings


class _Furnished(NamedTuple):
    """A catalogue with the rows, and what it was made of."""

    plain: Catalogue
    mounts: tuple[Any, ...]
    standings: Standings
    catalogue: Catalogue


_latest: Final[list[_Furnished]] = []


def furnished(catalogue: Catalogue, request: Request) -> Catalogue:
    """A catalogue with these rows: the same one as long as what it is made of is the same, so that it stays compiled."""
    own = [service for service in services.of(request.mounts).services if is_own(service.dialect)]
    now = standings(own[0].dialect)
    for known in _latest:
        if known.plain is catalogue and known.mounts is request.mounts and known.standings == now:
            return known.catalogue
    made = catalogue.furnished(
        {
            interface.SERVICE: [_service(each) for each in own],
            interface.OPERATION: list(_operations(own, catalogue)),
        }
    )
    _latest[:] = [_Furnished(catalogue, request.mounts, now, made)]
    return made


def _service(service: Service) -> Row:
    values = {
        "Name": service.name,
        "RoutePrefix": service.prefix,
        "ImplementationType": late.module_of(service.operations[0].route.view),
        "IsPublished": 1,
    }
    return Row(service.name, SERVICE_TEXTS[service.name], values, service.id)


def _operations(own: Iterable[Service], catalogue: Catalogue) -> Iterator[Row]:
    numbers = {row.labels["en"]: row.key for row in catalogue.definition(pickups.METHOD).rows}
    for service in own:
        for operation in service.operations:
            yield _operation(operation, numbers[operation.method])


def _operation(operation: Operation, method: int | str) -> Row:
    standing, name = operation.standing, operation.entry.name
    values = {
        "Name": operation.name,
        "RouteTemplate": operation.template,
        "Type": method,
        "IsPublic": int(operation.is_public),
        "Service": operation.service.name,
        "State": standing.state.value,
        "DeprecatedOn": standing.deprecated_on,
        "SunsetOn": standing.sunset_on and midnight(standing.sunset_on),
    }
    return Row(name, OPERATIONS[name], values, operation.id)
