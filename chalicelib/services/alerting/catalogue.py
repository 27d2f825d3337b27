"""Engines, forms and properties, as they are at this very moment: what was laid down counts for the next event.

They are compiled once for each revision of the definitions and kept in the process, so that asking costs one small read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from chalicelib.domain.alerting.device import OWNER
from chalicelib.domain.alerting.form import Engine, Form, FormKind
from chalicelib.domain.alerting.property import Property
from chalicelib.services import definitions
from chalicelib.services.alerting import content as contents
from chalicelib.services.caches import Cache
from chalicelib.services.definitions import Wanted

DIALECT: Final = OWNER
ENGINE: Final = "engine"
PROPERTY: Final = "property"
FORM: Final = "form"
_AN_HOUR: Final = 3_600.0


@dataclass(frozen=True)
class Catalogue:
    """All engines, properties and forms, each in the order in which they were first laid down.

    `owners`: the UUID of the engine of each property, by the property's own. UUIDs are in lower case.
    """

    revision: int
    engines: tuple[Engine, ...]
    properties: tuple[Property, ...]
    owners: Mapping[str, str]
    forms: tuple[Form, ...]

    def engine_named(self, name: str) -> Engine | None:
        """The engine of a name, whatever its letter case."""
        return self._engines_by_name.get(_fold(name))

    def form(self, uuid: str) -> Form | None:
        """The form of a UUID, whatever its letter case."""
        return self._forms_by_uuid.get(uuid.lower())

    def form_named(self, engine: str, form: str) -> Form | None:
        """The form of a name in the engine of a name, whatever their letter case."""
        return self._forms_by_name.get((_fold(engine), _fold(form)))

    def forms_of(self, engine: Engine) -> tuple[Form, ...]:
        """The forms of an engine."""
        return tuple(each for each in self.forms if each.engine.uuid == engine.uuid)

    def forms_watching(self, form: Form) -> tuple[Form, ...]:
        """The active subscription forms of the same engine whose subscriptions look at the events of a form."""
        name = _fold(form.name)
        return tuple(
            each
            for each in self.forms_of(form.engine)
            if each.kind is FormKind.SUBSCRIPTION and each.active and name in map(_fold, each.watches)
        )

    def property(self, uuid: str) -> Property | None:
        """The property of a UUID, whatever its letter case."""
        return self._properties_by_uuid.get(uuid.lower())

    def properties_of(self, engine: Engine) -> tuple[Property, ...]:
        """The properties of an engine."""
        return tuple(each for each in self.properties if self.owners[each.uuid] == engine.uuid)

    @cached_property
    def _engines_by_name(self) -> Mapping[str, Engine]:
        return {_fold(each.name): each for each in self.engines}

    @cached_property
    def _forms_by_uuid(self) -> Mapping[str, Form]:
        return {each.uuid: each for each in self.forms}

    @cached_property
    def _forms_by_name(self) -> Mapping[tuple[str, str], Form]:
        return {(_fold(each.engine.name), _fold(each.name)): each for each in self.forms}

    @cached_property
    def _properties_by_uuid(self) -> Mapping[str, Property]:
        return {each.uuid: each for each in self.properties}


# A revision never means two things; the hour is for stores that somebody brought back to an earlier state.
_compiled: Final[Cache[Catalogue]] = Cache(seconds=_AN_HOUR, size=1)


def current() -> Catalogue:
    """The catalogue as it is now."""
    return _compiled.get(str(definitions.revision(dialect=DIALECT)), _read)


def declare(
    *,
    at_revision: int,
    engines: Iterable[Engine] = (),
    properties: Iterable[tuple[Property, Engine]] = (),
    forms: Iterable[Form] = (),
) -> None:
    """Lay down engines, properties and forms, new or anew; what is not named stays, what does not differ is not written.

    They have been checked in view of the catalogue of `at_revision`: Changed when it is another one by now.
    """
    wanted = [
        *(Wanted(ENGINE, each.uuid, contents.of_engine(each)) for each in engines),
        *(Wanted(PROPERTY, each.uuid, contents.of_property(each, owner.uuid)) for each, owner in properties),
        *(Wanted(FORM, each.uuid, contents.of_form(each)) for each in forms),
    ]
    definitions.declare_all(dialect=DIALECT, wanted=wanted, at_revision=at_revision)


def change_property(*, uuid: str, edit: Callable[[Property], Property]) -> None:
    """Change a property; in force for the next event. `edit` may run several times. Raises NotFound."""

    def edited(content: definitions.Content) -> definitions.Content:
        return contents.of_property(edit(contents.property_(content)), content["engine"])

    definitions.change(dialect=DIALECT, noun=PROPERTY, name=uuid.lower(), edit=edited)


def _read() -> Catalogue:
    revision, found = definitions.at_once(dialect=DIALECT)
    engines = {each.name: contents.engine(each.content) for each in found.get(ENGINE, ())}
    properties = {each.name: contents.property_(each.content) for each in found.get(PROPERTY, ())}
    return Catalogue(
        revision=revision,
        engines=tuple(engines.values()),
        properties=tuple(properties.values()),
        owners={each.name: each.content["engine"] for each in found.get(PROPERTY, ())},
        forms=tuple(contents.form(each.content, engines, properties) for each in found.get(FORM, ())),
    )


def _fold(name: str) -> str:
    return name.strip().casefold()
