"""An entry for the journal of a ticket (specification, 9.2)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import Any, Final
from uuid import UUID

from chalicelib.dialects.matrix42.schema import rows
from chalicelib.dialects.matrix42.schema.json import MAX_TEXT
from chalicelib.dialects.matrix42.schema.operands import DIALECT
from chalicelib.dialects.matrix42.verbs import targets
from chalicelib.dialects.matrix42.verbs.members import Members
from chalicelib.dialects.matrix42.visit import Visit
from chalicelib.dialects.matrix42.vocabulary import states, verbs
from chalicelib.dialects.matrix42.vocabulary.tickets import USER
from chalicelib.domain.journal import Note
from chalicelib.domain.record import Change
from chalicelib.domain.reference import Ref
from chalicelib.domain.role import Verb
from chalicelib.domain.ticket import TICKET
from chalicelib.services import records

MAX_PARAMETERS: Final = 100
MAX_FILES: Final = 100
_PLACEHOLDER: Final = re.compile(r"\{([^{}\s][^{}]{0,99})\}")
_ACTIONS: Final = {number: action for action, number in states.ACTIONS.items()}


def add(visit: Visit, said: Mapping[str, Any]) -> UUID:
    """Add an entry, also to a closed ticket; answers its id. Refused with everything that is wrong.

    `Format` of parameters and `IsFromEditDialog` have no effect. `FileIds` are kept with the entry: files belong to a ticket
    as soon as they are uploaded.
    """
    visit.demand(Verb.EDIT, TICKET.name)
    members = Members(said)
    name = "ObjectId" if members.guid("TargetObjectId") is None else "TargetObjectId"
    guid = members.required(name)
    note = _note(visit, members)
    tickets = targets.tickets(visit, {} if guid is None else {guid: name}, members.refused)
    members.check()
    (ticket,) = tickets
    written = records.change(
        kind=TICKET,
        number=ticket.number,
        edit=lambda _: Change(notes=(note,)),
        caller=visit.caller,
        announce=visit.announce(public_note=note.public and bool(note.text)),
    )
    return rows.entry_id(written)


def _note(visit: Visit, members: Members) -> Note:
    type_id = members.guid("TypeId")
    files = members.guids("FileIds", most=MAX_FILES, is_required=False)
    kept: dict[str, Any] = {} if type_id is None else {"TypeID": str(type_id)}
    if files:
        kept["FileIds"] = [str(each) for each in files]
    is_public = [members.truth(name) for name in ("VisibleInPortal", "Publish")]
    members.truth("IsFromEditDialog")
    return Note(
        text=_text(members),
        format="html",
        public=any(is_public),
        action=_action(members),
        extras={DIALECT: kept} if kept else {},
        author=_author(visit, members),
    )


def _action(members: Members) -> str:
    number = members.whole("EntryType") or 0
    if number not in _ACTIONS:
        members.refuse(verbs.WRONG_VALUE, "EntryType", value=number)
    return _ACTIONS.get(number, "comment")


def _author(visit: Visit, members: Members) -> Ref | None:
    guid = members.guid("Creator")
    if guid is None:
        return None
    found = targets.fragments(visit, USER, [guid]).get(guid)
    if found is None:
        members.refuse(verbs.WRONG_VALUE, "Creator", value=guid)
    return None if found is None else found.ref


def _text(members: Members) -> str:
    """The comments with the values of parameters in the places of their names. They are texts, the comments HTML."""
    values: dict[str, str] = {}
    for parameter in members.objects("Parameters", most=MAX_PARAMETERS, is_required=False):
        name = parameter.text("Name")
        parameter.text("Format")
        if name is None:
            parameter.refuse(verbs.REQUIRED, "Name")
        else:
            values[name.lower()] = escape(_spelled(parameter), quote=False)
    filled, length = [], 0
    for part in _parts(members.text("Comments") or "", values):
        filled.append(part)
        length += len(part)
        if length > MAX_TEXT:  # a short text can name a long one many times
            members.refuse(verbs.TOO_LONG, "Comments", limit=MAX_TEXT)
            return ""
    return "".join(filled)


def _spelled(parameter: Members) -> str:
    value = parameter.given("Value")
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int() | float():
            return str(int(value) if value == int(value) else value)
    return parameter.text("Value") or ""


def _parts(template: str, values: Mapping[str, str]) -> list[str]:
    """Literal parts and values, in turns; a name that no parameter has stays as it is."""
    parts: list[str] = []
    end = 0
    for found in _PLACEHOLDER.finditer(template):
        value = values.get(found[1].lower())
        if value is not None:
            parts += (template[end : found.start()], value)
            end = found.end()
    return [*parts, template[end:]]
