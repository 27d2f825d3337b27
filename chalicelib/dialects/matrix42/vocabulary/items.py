"""Configuration items (specification, 8.1)."""

from __future__ import annotations

from typing import Final

from chalicelib.dialects.matrix42.schema.model import Cardinality, ConfigurationItem
from chalicelib.dialects.matrix42.vocabulary import others, people, states, tickets
from chalicelib.dialects.matrix42.vocabulary.labels import labels
from chalicelib.domain.ticket import UNTYPED

BASE: Final = "SPSActivityTypeBase"
TICKET: Final = "SPSActivityTypeTicket"
INCIDENT: Final = "SPSActivityTypeIncident"
SERVICE_REQUEST: Final = "SPSActivityTypeServiceRequest"
PROBLEM: Final = "SPSActivityTypeProblem"
CHANGE: Final = "SVMChangeRequestType"
TASK: Final = "SPSActivityTypeTask"

_ONE: Final = Cardinality.MANDATORY
_MANY: Final = Cardinality.OPTIONAL_MULTI
_MULTI: Final = {tickets.JOURNAL: _MANY, tickets.TIMES: _MANY, tickets.ATTACHMENT: _MANY}


def _activity(name: str, cls: str, activity_type: int, *more: str, aliases: tuple[str, ...] = ()) -> ConfigurationItem:
    single = dict.fromkeys((tickets.ACTIVITY, tickets.COMMON, *more), _ONE)
    return ConfigurationItem(
        name,
        "ticket",
        tickets.ACTIVITY,
        single | _MULTI,
        cls=cls,
        labels=labels(name),
        prefix=states.PREFIXES[cls],
        activity_type=activity_type,
        base=BASE,
        aliases=aliases,
        is_default=name == TICKET,
    )


def _item(name: str, kind: str, main: str, *more: str, multi: tuple[str, ...] = ()) -> ConfigurationItem:
    members = dict.fromkeys((main, *more), _ONE) | dict.fromkeys(multi, _MANY)
    return ConfigurationItem(name, kind, main, members, labels=labels(name))


ITEMS: Final = (
    ConfigurationItem(
        BASE,
        "ticket",
        tickets.ACTIVITY,
        {tickets.ACTIVITY: _ONE, tickets.COMMON: _ONE, **_MULTI},
        labels=labels(BASE),
        is_abstract=True,
        is_default=False,
    ),
    _activity(INCIDENT, "incident", 0, tickets.INCIDENT),
    _activity(SERVICE_REQUEST, "request", 6),
    _activity(TICKET, UNTYPED, 5),
    _activity(PROBLEM, "problem", 1, aliases=("SPSActivityTypeGroupTicket",)),
    _activity(CHANGE, "change", 2, tickets.CHANGE),
    _activity(TASK, "task", 3),
    _item("SPSUserType", "person", tickets.USER, tickets.COMMON, multi=(people.ACCOUNT,)),
    _item("SPSSecurityTypeRole", "group", people.SECURITY_ROLE, tickets.ROLE, tickets.COMMON),
    _item("SPSLocationType", "site", people.LOCATION, tickets.COMMON),
    _item("SPSServiceType", "service", tickets.SERVICE, tickets.ARTICLE, tickets.COMMON),
    _item("SPSScCategoryType", "category", tickets.CATEGORY, tickets.COMMON),
    _item("PDRDataQueryType", "saved-query", others.QUERY),
    _item("SVCServiceLevelAgreementType", "agreement", tickets.AGREEMENT),
)
