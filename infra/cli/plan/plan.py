"""What an import of a file would change, and doing it.

The order of writing is that in which each part needs the ones before it, so a crash leaves what is sound, and the same file
completes it. Engines, properties and forms come last and, as a rule, at one moment.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from chalicelib.domain.account import Account
from chalicelib.domain.caller import Caller
from chalicelib.domain.role import Role
from chalicelib.errors import Faults
from chalicelib.services import accounts
from chalicelib.services import roles as role_service
from chalicelib.services.alerting import catalogue
from chalicelib.services.alerting import content as contents
from infra.cli.plan import forms, groups, layout, people, roles, sites
from infra.cli.plan.inventory import Inventory
from infra.cli.plan.layout import Layout
from infra.cli.plan.plan_file import PlanFile
from infra.cli.plan.register import Register, Wish
from infra.cli.plan.values import Placed

NEW, CHANGED, UNCHANGED = "new", "changed", "unchanged"


class Step(NamedTuple):
    """One thing of a file, and what becomes of it: `new`, `changed` or `unchanged`."""

    noun: str
    name: str
    done: str


@dataclass(frozen=True)
class Owned:
    """The account behind a person: as it stands, and as it is to be."""

    person: Wish
    former: Account | None
    wanted: Account


@dataclass(frozen=True)
class Plan:
    """Everything that a file names, as it is to be."""

    roles: Sequence[Role]
    records: Sequence[Wish]
    accounts: Sequence[Owned]
    layout: Layout
    before: Inventory
    register: Register

    def steps(self) -> Iterator[Step]:
        """What becomes of each thing, in the order of writing."""
        roles_by_name = {each.name: each for each in self.before.roles}
        yield from (Step("role", each.name, _done(each, roles_by_name.get(each.name))) for each in self.roles)
        for wish in self.records:
            yield Step(wish.kind.name, _name(wish), self.register.done(wish))
        yield from (Step("account", each.wanted.login, _done(each.wanted, each.former)) for each in self.accounts)
        found = self.before.catalogue
        for noun, several, known in (
            ("engine", self.layout.engines, found.engines),
            ("property", [each for each, _ in self.layout.properties], found.properties),
            ("form", map(contents.of_form, self.layout.forms), map(contents.of_form, found.forms)),
        ):
            yield from _steps(noun, several, known)

    def carry_out(self, caller: Caller) -> None:
        """Write what differs. Raises Changed when somebody else changed an engine, a property or a form in between."""
        steps = {(step.noun, step.name): step.done for step in self.steps()}
        for role in self.roles:
            if steps["role", role.name] != UNCHANGED:
                role_service.save(role=role)
        for wish in self.records:
            if steps[wish.kind.name, _name(wish)] != UNCHANGED:
                self.register.write(wish, caller)
        self.register.finish(caller)
        for owned in self.accounts:
            _write(owned, self.register)
        catalogue.declare(
            at_revision=self.before.catalogue.revision,
            engines=self.layout.engines,
            properties=self.layout.properties,
            forms=self.layout.forms,
        )


def make(file: PlanFile, inventory: Inventory, faults: Faults) -> Plan | None:
    """The plan of a file; None when there are faults, those of reading it included."""
    register = Register(inventory)
    made_roles = roles.wanted(file.roles, inventory.roles, faults)
    wishes = [sites.wish(each, inventory, register, faults) for each in file.sites]
    for placed in file.people:
        people.expect(placed, register)
    for placed in file.groups:
        groups.expect(placed, register)
    people.check_repeated(file.people, faults)
    persons = [people.wish(each, inventory, register, faults) for each in file.people]
    owned = list(_accounts(file.people, persons, inventory, made_roles, faults))
    wishes += [*persons, *(groups.wish(each, inventory, register, faults) for each in file.groups)]
    laid_out = _layout(file, inventory, faults)
    return None if faults else Plan(made_roles, wishes, owned, laid_out, inventory, register)


def _accounts(
    placed: Sequence[Placed], persons: Sequence[Wish], inventory: Inventory, made: Iterable[Role], faults: Faults
) -> Iterator[Owned]:
    names = {each.name for each in (*inventory.roles, *made)}
    for each, person in zip(placed, persons, strict=True):
        former, wanted = people.account(each, person, inventory, names, faults)
        if wanted is not None:
            yield Owned(person, former, wanted)
            person.account = wanted if person.former is None else None


def _layout(file: PlanFile, inventory: Inventory, faults: Faults) -> Layout:
    found, made = inventory.catalogue, Layout()
    around = forms.Surroundings(file, inventory, faults)
    for placed in file.engines:
        owner = layout.engine(placed, found, faults)
        props = layout.properties(placed.said.get("properties", ()), owner, found, faults)
        named = {each.uuid for each in props}
        every = [*props, *(each for each in found.properties_of(owner) if each.uuid not in named)]
        by_name = {each.name: each for each in every}
        made.engines.append(owner)
        made.properties += [(each, owner) for each in props]
        made.forms += forms.forms(placed.said.get("forms", ()), owner, by_name, around)
    _check_uuids(file, faults)
    return made


def _check_uuids(file: PlanFile, faults: Faults) -> None:
    """Nothing stands in two engines."""
    met: set[tuple[str, str]] = set()
    for placed in file.engines:
        for member in ("properties", "forms"):
            here = {(member, each.said.get("uuid") or ""): each.path for each in placed.said.get(member, ())}
            for identity, path in here.items():
                if identity[1] and identity in met:
                    faults.add((*path, "uuid"), "unique", "stands in another engine of this file already.")
            met.update(here)


def _write(owned: Owned, register: Register) -> None:
    """Make or change an account; that of a new person was made with the person."""
    if owned.former is not None:
        if owned.former != owned.wanted:
            accounts.change(login=owned.wanted.login, roles=owned.wanted.roles)
    elif owned.person.account is None:
        accounts.create(account=owned.wanted)


def _steps(noun: str, wanted: Iterable[Any], known: Iterable[Any]) -> Iterator[Step]:
    """Steps of things that have a UUID and a name, as members or, of forms, in what their definitions hold."""
    by_uuid = {_said(each, "uuid"): each for each in known}
    for each in wanted:
        yield Step(noun, _said(each, "name"), _done(each, by_uuid.get(_said(each, "uuid"))))


def _said(thing: Any, name: str) -> str:
    return str(thing[name] if isinstance(thing, dict) else getattr(thing, name))


def _name(wish: Wish) -> str:
    return str(wish.values.get("login") or wish.values.get("name") or wish.pointer.name)


def _done(wanted: object, former: object | None) -> str:
    return NEW if former is None else UNCHANGED if wanted == former else CHANGED
