"""Subscriptions: made, which of them an event fulfils, and whom those reach."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from chalicelib.domain.alerting import event as events
from chalicelib.domain.alerting.criterion import Criterion, Operator
from chalicelib.domain.alerting.device import Device, of_person
from chalicelib.domain.alerting.property import PropertyType
from chalicelib.domain.alerting.subscription import SUBSCRIPTION
from chalicelib.domain.caller import Caller
from chalicelib.domain.filters.conditions import Compare, Comparison
from chalicelib.domain.filters.evaluation import Logic
from chalicelib.domain.filters.operands import Literal, Stored
from chalicelib.domain.group import GROUP
from chalicelib.domain.record import Record
from chalicelib.domain.reference import Ref
from chalicelib.services import kinds, pages, records, search
from chalicelib.services.alerting import catalogue, targets
from chalicelib.services.alerting.targets import Target
from chalicelib.store import records as store
from chalicelib.store import vault

_BUDGET: Final = 60.0  # seconds that reading the subscriptions of a form may take: a worker does it
_AT_ONCE: Final = 200


def create(
    *,
    form: str,
    name: str,
    description: str,
    owner: Ref,
    subscribers: Sequence[Target],
    devices: Sequence[str],
    criteria: Sequence[Criterion],
    delay: int,
    caller: Caller,
) -> Record:
    """A new subscription by a subscription form. Everything has been checked.

    `devices`: names; `criteria`: those of passwords as the vault sealed them; `delay`: minutes.
    """
    reached = [
        [each.record.kind.name, each.record.number, each.device.name if each.device else None] for each in subscribers
    ]
    values = {
        "form": form.lower(),
        "name": name,
        "description": description or None,
        "owner": owner,
        "subscribers": json.dumps(reached, separators=(",", ":")),
        "devices": tuple(dict.fromkeys(devices)) or None,
        "criteria": json.dumps([[c.property, c.operator.value, list(c.values)] for c in criteria], ensure_ascii=False),
        "delay": delay,
    }
    return records.create(kind=SUBSCRIPTION, values=values, caller=caller)


def fulfilled(event: Record) -> Iterator[Record]:
    """The subscriptions that an event fulfils, by number."""
    forms = catalogue.current()
    made_from = forms.form(str(event.get("form")))
    if made_from is None:
        return
    said = {each.name: (each.type, _opened(each.type, each.value)) for each in events.properties(event)}
    watching = forms.forms_watching(made_from)
    names = {each.property.uuid.lower(): each.property.name for form in watching for each in form.properties}
    found = (subscription for form in watching for subscription in _of_form(form.uuid))
    for subscription in sorted(found, key=lambda record: record.number):
        if all(_holds(criterion, names, said) for criterion in criteria(subscription)):
            yield subscription


def reached(subscription: Record) -> Iterator[tuple[Record, list[tuple[int, Device]]]]:
    """Whom a subscription reaches: persons by number, each with the devices that it names and their positions."""
    only: dict[Ref, set[str]] = {}
    groups: list[Ref] = []
    for kind, number, device in json.loads(subscription.get("subscribers") or "[]"):
        if kind == GROUP.name:
            groups.append(Ref(kind, number))
        else:
            only.setdefault(Ref(kind, number), set()).add("" if device is None else device.casefold())
    for ref in targets.members(store.fetch(groups, kinds.get).values()):
        only.setdefault(ref, set()).add("")
    named = {name.casefold() for name in subscription.many("devices")}
    persons = targets.persons(only)
    for ref in sorted(persons, key=lambda ref: ref.number):
        wanted = only[ref] - {""} | (named if "" in only[ref] else set())
        each = [(index, device) for index, device in enumerate(of_person(persons[ref])) if device.active]
        devices = [(index, device) for index, device in each if device.name.casefold() in wanted]
        if devices:
            yield persons[ref], devices


def criteria(subscription: Record) -> list[Criterion]:
    """What an event must be like."""
    kept = json.loads(subscription.get("criteria") or "[]")
    return [Criterion(uuid, Operator(operator), tuple(values)) for uuid, operator, values in kept]


def _of_form(uuid: str) -> Iterator[Record]:
    where = Compare(Stored("form"), Comparison.EQUAL, Literal(uuid.lower()))
    after: int | None = None
    more = True
    while more:
        page: pages.Page = search.search(
            kind=SUBSCRIPTION, where=where, logic=Logic(), after=after, limit=_AT_ONCE, budget=_BUDGET
        )
        yield from page.records
        more = page.more
        after = page.records[-1].number if page.records else None


def _holds(criterion: Criterion, names: Mapping[str, str], said: Mapping[str, tuple[PropertyType, Any]]) -> bool:
    name = names.get(criterion.property.lower())
    if name is None or name not in said:
        return False
    of, value = said[name]
    if of is PropertyType.PASSWORD:
        criterion = replace(criterion, values=tuple(map(vault.unseal, criterion.values)))
    return criterion.holds(of, value)


def _opened(of: PropertyType, value: Any) -> Any:
    return vault.unseal(value) if of is PropertyType.PASSWORD else value


def persons_of(several: Iterable[Target]) -> set[Ref]:
    """The persons that targets stand for."""
    each = list(several)
    own = {target.record.ref for target in each if not target.is_group}
    return own | targets.members(target.record for target in each if target.is_group)
