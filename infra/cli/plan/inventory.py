"""What a deployment has already of what a file names: what the file is seen in view of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from chalicelib.dialects.xmatters import company
from chalicelib.dialects.xmatters.company import Company
from chalicelib.domain.account import Account, fold
from chalicelib.domain.group import GROUP
from chalicelib.domain.kind import Kind
from chalicelib.domain.person import PERSON
from chalicelib.domain.record import Record
from chalicelib.domain.reference import Ref
from chalicelib.domain.role import Role
from chalicelib.domain.site import SITE
from chalicelib.services import accounts, identities, kinds, roles
from chalicelib.services.alerting import catalogue
from chalicelib.services.alerting.catalogue import Catalogue
from chalicelib.store import candidates
from chalicelib.store import records as store
from infra.cli.plan.plan_file import PlanFile
from infra.cli.plan.values import Placed, Said

DEVICE: Final = "|"  # between a person and a device


@dataclass(frozen=True, slots=True)
class Inventory:
    """Records by kind and name (`key`), those that a file names; and by UUID, the trash included.

    `accounts`: by their folded logins; `owned`: those of persons, by the number of the person.
    `phone_logins`: the number of the person who has each.
    """

    catalogue: Catalogue
    company: Company
    roles: tuple[Role, ...]
    records: Mapping[tuple[str, str], Record]
    by_guid: Mapping[UUID, Record]
    accounts: Mapping[str, Account]
    owned: Mapping[int, list[Account]]
    phone_logins: Mapping[str, int]

    def record(self, kind: Kind, name: str) -> Record | None:
        """The record of a name, whatever its letter case."""
        return self.records.get((kind.name, key(name)))


def key(name: str) -> str:
    """The form in which names that differ in letter case only are the same."""
    return name.strip().casefold()


def read(file: PlanFile) -> Inventory:
    """What there is now."""
    people, groups, sites = _said(file.people), _said(file.groups), _said(file.sites)
    forms = [form for engine in _said(file.engines) for form in _said(engine.get("forms", ()))]
    targets = [each.get("targetName", "") for form in forms for each in _said(form.get("recipients", ()))]
    members = [name for group in groups for name in group.get("members", ())]
    named = {name.partition(DEVICE)[0] for name in (*targets, *members)}
    persons = [name for each in people for name in (each.get("targetName", ""), *each.get("supervisors", ()))]
    found = {
        **_named(PERSON, "login", {*named, *persons}),
        **_named(GROUP, "name", {*named, *(each.get("name", "") for each in groups)}),
        **_named(SITE, "name", {*(each["name"] for each in sites), *(each.get("site") or "" for each in people)}),
    }
    by_guid = {
        guid: record
        for kind, several in ((PERSON, people), (GROUP, groups), (SITE, sites))
        for guid, record in _by_guid(kind, several).items()
    }
    logins = [each.get("webLogin") or each.get("targetName", "") for each in people]
    senders = [name for form in forms for name in form.get("senders", ())]
    numbers = {record.number for record in (*found.values(), *by_guid.values()) if record.kind.name == PERSON.name}
    return Inventory(
        catalogue=catalogue.current(),
        company=company.current(),
        roles=tuple(roles.every()),
        records=found,
        by_guid=by_guid,
        accounts={account.key: account for name in {*logins, *senders} if (account := accounts.get(key=fold(name)))},
        phone_logins=candidates.holders(
            PERSON, "phone_login", [said for each in people if (said := each.get("phoneLogin"))]
        ),
        owned={number: accounts.of_person(person=number) for number in numbers},
    )


def _said(several: Iterable[Placed]) -> list[Said]:
    return [each.said for each in several]


def _named(kind: Kind, field: str, names: Iterable[str]) -> dict[tuple[str, str], Record]:
    numbers = candidates.holders(kind, field, [name for name in names if name.strip()])
    found = store.fetch([Ref(kind.name, number) for number in numbers.values()], kinds.get, long_texts=True)
    by_name = {(kind.name, key(name)): found.get(Ref(kind.name, number)) for name, number in numbers.items()}
    return {name: record for name, record in by_name.items() if record is not None}


def _by_guid(kind: Kind, several: Iterable[Said]) -> Mapping[UUID, Record]:
    guids = [UUID(each["uuid"]) for each in several if each.get("uuid")]
    found = identities.by_guid(kind=kind, named=guids, trashed=True) if guids else {}
    whole = store.fetch([record.ref for record in found.values()], kinds.get, trashed=True, long_texts=True)
    return {guid: whole.get(record.ref, record) for guid, record in found.items()}
