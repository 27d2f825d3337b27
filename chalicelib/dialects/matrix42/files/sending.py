"""Files on their way to an object: announced, uploaded, finished, commented; all of it in one step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID, uuid4

from chalicelib.dialects.matrix42 import ids
from chalicelib.dialects.matrix42.data import access
from chalicelib.dialects.matrix42.files import held, holders, notes
from chalicelib.dialects.matrix42.parser.ids import guid, optional
from chalicelib.dialects.matrix42.schema.faults import Refused
from chalicelib.dialects.matrix42.schema.rows import FILE_TAG
from chalicelib.dialects.matrix42.visit import Visit
from chalicelib.dialects.matrix42.vocabulary import messages_files as messages
from chalicelib.domain import clock
from chalicelib.domain.record import Change, File, Record
from chalicelib.domain.role import Verb
from chalicelib.domain.ticket import TICKET
from chalicelib.domain.upload_session import UploadSession
from chalicelib.errors import NotFound, Taken
from chalicelib.services import files, kinds, records
from chalicelib.services import upload_sessions as sessions
from chalicelib.services.jobs import Announce
from chalicelib.services.upload_sessions import Incomplete

MAX_COMMENT: Final = 2_000  # characters: comments share the space of their object


def announce(visit: Visit, said: Mapping[str, Any]) -> UUID:
    """Announce a file. `said`: members of the body, names in lower case; answers its id.

    Raises Refused (400), TooLarge, NotFound for the object, Forbidden, Invalid.
    """
    name, size = _name(said.get("name"), "Name"), _size(said.get("size"))
    record = holders.find(visit.catalogue, guid(said.get("objectid"), "ObjectId"), sees=visit.sees)
    access.demand(visit, Verb.EDIT, record.kind.name)
    field = holders.field_of(record.kind)
    wanted = optional(said.get("uniquefileid"), "UniqueFileId")
    if wanted is not None and held.find(visit.catalogue, wanted) is not None:
        raise Refused(messages.ID_TAKEN, id=wanted)
    id_ = wanted or ids.part(record, FILE_TAG, uuid4().hex, clock.now())
    try:
        sessions.open_(id_=id_, record=record, field=field, name=name, size=size, caller=visit.caller)
    except Taken:
        raise Refused(messages.ID_TAKEN, id=id_) from None
    return id_


def upload(visit: Visit, id_: UUID, content: bytes) -> None:
    """The bytes of a file that was announced; others that came before are forgotten. Raises NotFound, TooLarge."""
    session = _session(visit, id_)
    if session is None:
        raise NotFound
    sessions.receive(session=session, content=content)


def finish(visit: Visit, id_: UUID) -> None:
    """Hand a file that was uploaded to its object. Once that is done, it may be asked for again.

    Raises NotFound, Forbidden, Refused (400) where nothing was uploaded, or not as much as announced.
    """
    session = _session(visit, id_)
    if session is None:
        _attached(visit, id_)
        return
    access.demand(visit, Verb.EDIT, session.record.kind)
    try:
        sessions.finish(
            session=session,
            caller=visit.caller,
            extras=lambda record, file, stands: _noted(visit, record, file, stands),
            aliases=_aliases(session),
            announce=_announced(visit, session.record.kind),
        )
    except Incomplete as error:
        if error.received is None:
            raise Refused(messages.NOTHING_SENT) from None
        raise Refused(messages.WRONG_SIZE, size=error.size, received=error.received) from None
    except Taken:
        raise Refused(messages.ID_TAKEN, id=id_) from None


def comment(visit: Visit, id_: UUID, said: Any) -> None:
    """Say something of a file, finished or not; null takes it back. Raises NotFound, Forbidden, Refused (400)."""
    text = _comment(said)
    session = _session(visit, id_)
    if session is not None:
        sessions.comment(session=session, text=text)
        return
    record, file = _attached(visit, id_)

    def edit(stands: Record) -> Change:
        files.find(record=stands, location=file.location)
        if notes.comment_of(stands, file) == text:
            return Change()
        return Change(extras=notes.extras(stands, file, notes.commented(notes.of(stands, file), visit.caller, text)))

    records.change(
        kind=record.kind,
        number=record.number,
        edit=edit,
        caller=visit.caller,
        announce=_announced(visit, record.kind.name),
    )


def add(visit: Visit, *, entity: str | None, object_id: UUID, name: str | None, content: bytes) -> UUID:
    """A file in one step; answers its id. `entity`: the configuration item of the object, or a base of it.

    Raises Refused, TooLarge, NotFound, Forbidden, Invalid.
    """
    called = _name(name, "fileName")
    asked = visit.catalogue.item(entity) if entity else None
    record = holders.find(visit.catalogue, object_id, sees=visit.sees)
    own = visit.catalogue.item_of(record)
    if asked is not None and (own is None or not visit.catalogue.is_a(own, asked)):
        raise NotFound
    access.demand(visit, Verb.EDIT, record.kind.name)
    changed, file = files.attach(
        kind=record.kind,
        number=record.number,
        field=holders.field_of(record.kind),
        name=called,
        content=content,
        caller=visit.caller,
        before=record,
        extras=lambda stands, its: notes.extras(stands, its, notes.of_new(visit.caller)),
        announce=_announced(visit, record.kind.name),
    )
    return notes.id_of(changed, file)


def _session(visit: Visit, id_: UUID) -> UploadSession | None:
    """What was announced under an id, for who announced it and who may change the object; to others it is not there."""
    session = sessions.find(id_=id_, dialect=visit.caller.dialect)
    if session is None or session.account == visit.caller.account or visit.may(Verb.EDIT, session.record.kind):
        return session
    raise NotFound


def _attached(visit: Visit, id_: UUID) -> held.Held:
    """A file that an object holds, and that the caller may change. Raises NotFound, Forbidden."""
    found = held.find(visit.catalogue, id_, sees=visit.sees)
    if found is None:
        raise NotFound
    access.demand(visit, Verb.EDIT, found.record.kind.name)
    return found


def _noted(visit: Visit, record: Record, file: File, session: UploadSession) -> dict[str, dict[str, Any]]:
    if any(notes.id_of(record, each) == session.id for each in held.files_of(record)):
        raise Taken("upload", "id", str(session.id))
    return notes.extras(record, file, notes.of_new(visit.caller, guid=session.id, comment=session.comment))


def _aliases(session: UploadSession) -> dict[int, UUID]:
    """What leads from the id to the object, where the id itself does not."""
    space = kinds.get(session.record.kind).space
    own = ids.whole(session.record.kind, space, session.id, FILE_TAG)
    return {} if own == session.record else {FILE_TAG: session.id}


def _announced(visit: Visit, kind: str) -> Announce | None:
    return visit.announce() if kind == TICKET.name else None


def _name(said: Any, member: str) -> str:
    if said is None or said == "":
        raise Refused(messages.MISSING, name=member)
    if not isinstance(said, str):
        raise Refused(messages.NO_TEXT, name=member)
    return said


def _size(said: Any) -> int | None:
    """Bytes; None where they are not said."""
    if said is None:
        return None
    if isinstance(said, bool) or not isinstance(said, int) or said < 0:
        raise Refused(messages.NO_SIZE)
    return said


def _comment(said: Any) -> str | None:
    if said is not None and not isinstance(said, str):
        raise Refused(messages.NO_TEXT, name="Comment")
    if said and len(said) > MAX_COMMENT:
        raise Refused(messages.TOO_LONG, name="Comment", limit=MAX_COMMENT)
    return said or None
