"""What ids in bodies and queries name; that of any fragment of an object is taken (specification, 5.1.3)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

from chalicelib.dialects.matrix42.parser import ids
from chalicelib.dialects.matrix42.schema import finding
from chalicelib.dialects.matrix42.schema.faults import Refused
from chalicelib.dialects.matrix42.visit import Visit
from chalicelib.dialects.matrix42.vocabulary import verbs
from chalicelib.domain.record import Record
from chalicelib.domain.ticket import TICKET


def tickets(visit: Visit, named: Mapping[UUID, str], refused: list[Refused]) -> list[Record]:
    """The tickets of ids, each once; what is not there is noted. `named`: by id the member that says it."""
    found = finding.any_of(visit.catalogue.definitions, named, kind=TICKET.name, sees=visit.sees)
    refused += (
        Refused(verbs.NO_SUCH_TICKET, name=name, value=guid) for guid, name in named.items() if guid not in found
    )
    return list({found[guid].number: found[guid] for guid in named if guid in found}.values())


def ticket(visit: Visit, said: str | None, name: str) -> Record | None:
    """The ticket of an id that is no member of a body, None where there is none. Refused (400) for what is no id."""
    guid = ids.guid(said, name)
    return finding.any_of(visit.catalogue.definitions, [guid], kind=TICKET.name, sees=visit.sees).get(guid)


def fragments(visit: Visit, target: str, named: Collection[UUID]) -> dict[UUID, Record]:
    """The records of ids of fragments of a data definition, or of others of the same objects."""
    definition = visit.catalogue.definition(target)
    found = finding.fragments(definition, named, sees=visit.sees)
    left = [guid for guid in named if guid not in found]
    for kind in definition.kinds if left else ():
        found |= finding.any_of(visit.catalogue.definitions, left, kind=kind, sees=visit.sees)
    return found
