"""Changes of fragments and objects (specification, 6.2.3 and 7.4). One request is one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from chalicelib.dialects.matrix42.data import access, bodies, entries, members, objects, writing
from chalicelib.dialects.matrix42.data.access import Body
from chalicelib.dialects.matrix42.data.bodies import Parts, Refusals
from chalicelib.dialects.matrix42.data.entries import Entries
from chalicelib.dialects.matrix42.data.hidden import without_hidden
from chalicelib.dialects.matrix42.parser import ids
from chalicelib.dialects.matrix42.parser.body import folded
from chalicelib.dialects.matrix42.schema import body
from chalicelib.dialects.matrix42.schema.body import Said
from chalicelib.dialects.matrix42.schema.draft import Draft
from chalicelib.dialects.matrix42.schema.faults import Refused
from chalicelib.dialects.matrix42.schema.model import ConfigurationItem, DataDefinition
from chalicelib.dialects.matrix42.schema.operands import fragment_id
from chalicelib.dialects.matrix42.schema.rows import LYING
from chalicelib.dialects.matrix42.visit import Visit
from chalicelib.dialects.matrix42.vocabulary import messages, messages_data
from chalicelib.dialects.matrix42.vocabulary.tickets import JOURNAL
from chalicelib.domain.record import Change, Record
from chalicelib.domain.role import Verb
from chalicelib.errors import Forbidden, NotFound
from chalicelib.services.companions import Actions


def fragment(visit: Visit, definition: DataDefinition, sent: Body) -> None:
    """Change what is named of a fragment. Raises Refused with everything that is wrong, NotFound, Forbidden."""
    access.demand_any(visit, Verb.EDIT, definition)
    said = sent()
    guid = _id(said)
    wanted = bodies.fragment(visit, definition, said, creating=False)
    if definition.name == JOURNAL:
        entries.change(visit, definition, wanted, guid)
    elif definition.owner is not None:
        members.change(visit, definition, wanted, guid)
    else:
        record = access.find(visit, Verb.EDIT, definition, guid)
        writing.change(visit, record, lambda stands: _singles([wanted], stands, visit))


def object_(visit: Visit, item: ConfigurationItem, sent: Body, *, full: bool) -> None:
    """Change what is named of an object. Raises Refused with everything that is wrong, NotFound, Forbidden.

    `full`: where fragments are named of which there may be several, these are all that there are from then on.
    """
    access.demand(visit, Verb.EDIT, item.kind)
    said = sent()
    writing.require_light(visit)
    guid = _id(said)
    parts = bodies.parts(visit, item, said, Refusals(), creating=False, several=full)
    record = objects.find(visit, item, guid)
    if record is None:
        raise NotFound(f"There is no object {guid} of {item.name}.")
    _require_own(parts.singles, record)
    journal = Entries.of(visit, parts.several)

    def edit(stands: Record) -> Change:
        change, added = _singles(parts.singles, stands, visit), journal.planned(stands)
        return replace(change, notes=added.notes, fills=added.fills)

    def beside(after: Record) -> Actions:
        found = [action for each in _sets(visit, parts) for action in members.replaced(visit, *each, after)]
        writing.require_few(len(found) + len(journal.notes))
        return found

    writing.change(visit, record, edit, tell=lambda: journal.told, beside=beside)


def _id(said: Mapping[str, Any]) -> UUID:
    found = ids.optional(folded(said).get("id"), "ID")
    if found is None:
        raise Refused(messages_data.NO_ID)
    return found


def _singles(several: Sequence[Said], stands: Record, visit: Visit) -> Change:
    """What becomes of a record; Refused for a row version that is not the stored one."""
    body.check_stamps(several, stands)
    draft = Draft(stands)
    wishes = without_hidden(visit, bodies.wishes(several), stands)
    body.fulfil(wishes, draft, kind=stands.kind, language=visit.language)
    return draft.change


def _require_own(several: Sequence[Said], record: Record) -> None:
    """Refused for the id of a fragment of another object."""
    for said in several:
        definition = said.definition
        if said.id not in (None, fragment_id(record, definition.name, definition.tag)):
            raise Refused(messages.WRONG_REFERENCE, definition=definition.name, name="ID", value=said.id)


def _sets(visit: Visit, parts: Parts) -> list[tuple[DataDefinition, Sequence[Said]]]:
    """The sets of fragments that are said; Forbidden for new ones that nobody makes."""
    found: list[tuple[DataDefinition, Sequence[Said]]] = []
    for name, several in parts.several.items():
        if name not in LYING:
            found.append((visit.catalogue.definition(name), several))
        elif name != JOURNAL and any(said.id is None for said in several):
            raise Forbidden(f"Rows of {name} are read-only.")
    return found
