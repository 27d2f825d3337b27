"""What the samples begin with: a client that speaks JSON, then one that speaks XML, and a service to be about.

Whatever is made here is deleted at the end, so a desk that lasts stays as it was.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator

import pytest

from tests.samples.place import Place
from tests.samples.tickets.client import Desk, Refused, Resource
from tests.samples.tickets.formats import Entity, Json, Xml

Make = Callable[[Resource, Entity], Entity]


@pytest.fixture(params=[Json, Xml])
def desk(place: Place, request: pytest.FixtureRequest) -> Desk:
    return Desk(f"{place.url}/api", place.key, request.param())


@pytest.fixture
def make(desk: Desk, place: Place) -> Iterator[Make]:
    """`desk.create`, and `desk.delete` when the test is over."""
    made: list[tuple[Resource, int]] = []

    def create(resource: Resource, entity: Entity) -> Entity:
        new = desk.create(resource, entity)
        made.append((resource, new["Id"]))
        return new

    yield create
    for resource, number in reversed(made if place.lasts else ()):
        with contextlib.suppress(Refused):  # the test may have deleted it
            desk.delete(resource, number)


@pytest.fixture
def mail(make: Make) -> Entity:
    """A service."""
    return make("Services", {"Name": "E-mail"})


@pytest.fixture
def ticket(make: Make, mail: Entity) -> Entity:
    """An open ticket about the service."""
    content = {"Description": "Mail is down", "StartTime": "2026-11-21T08:00:00Z", "Services": [{"Id": mail["Id"]}]}
    return make("Tickets", content)
