"""Files that come in steps: announced, sent, finished. What is never finished goes by itself, bytes included.

Each step is one write under the condition that the session is as it was read, so that of steps which overlap one comes after
the other. Bytes are known to a job from before they are there (see `uploads`); so a crash leaves nothing that stays.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from chalicelib.domain import clock
from chalicelib.domain.caller import Caller
from chalicelib.domain.file import MAX_BYTES, clean_name, media_type
from chalicelib.domain.record import File, Record
from chalicelib.domain.upload_session import UploadSession
from chalicelib.errors import Conflict, Fault, Invalid, NotFound, Taken, TooLarge
from chalicelib.services import files, kinds, records, uploads
from chalicelib.services.jobs import Announce
from chalicelib.store import records as record_store
from chalicelib.store import upload_sessions as store

LIFETIME: Final = timedelta(hours=24)
_MARGIN: Final = timedelta(minutes=10)  # that bytes outlive their session, for who finishes it at its end
_ATTEMPTS: Final = 8  # of a step that others keep overtaking

Extras = Callable[[Record, File, UploadSession], Mapping[str, Mapping[str, Any]]]
"""As in `files`, given the session, too."""


class Incomplete(Invalid):
    """Not as many bytes have come as were announced. `received`: how many, None where none came at all."""

    def __init__(self, session: UploadSession) -> None:
        text = f"{session.received} bytes have come." if session.received is not None else "No bytes have come."
        super().__init__([Fault(("size",), "range", text)])
        self.size = session.size
        self.received = session.received


class _Overtaken(Conflict):
    """Another step of the same session was faster."""


def open_(*, id_: UUID, record: Record, field: str, name: str, size: int | None, caller: Caller) -> UploadSession:
    """Announce a file for a field of a record.

    `name`: directories are cut off. `size`: bytes; None where that is not known. Raises Invalid without a name and for a field
    that takes no more files, TooLarge, Taken (kind `upload`) for an id that another session has.
    """
    if size is not None and size > MAX_BYTES:
        raise TooLarge(MAX_BYTES, f"A file may have at most {MAX_BYTES:,} bytes.")
    files.check(record=record, field=field, name=name)
    now = clock.now()
    session = UploadSession(
        id=id_,
        dialect=caller.dialect,
        account=caller.account,
        record=record.ref,
        field=field,
        name=clean_name(name),
        size=size,
        opened_at=now,
        ends_at=now + LIFETIME,
    )
    store.open_(session, otherwise=Taken("upload", "id", str(id_)))
    return session


def find(*, id_: UUID, dialect: str) -> UploadSession | None:
    """The session of an id, None where there is none; one whose time is over is none."""
    return store.get(dialect, id_, at=clock.now())


def receive(*, session: UploadSession, content: bytes) -> UploadSession:
    """Keep the bytes of the file. They take the place of any that came before.

    Raises TooLarge, Unavailable, and NotFound when the session has ended meanwhile.
    """
    now = clock.now()
    patience = session.ends_at - now + _MARGIN
    location = uploads.receive(content=content, media_type=media_type(session.name), patience=patience)
    try:
        before = _noted(session, location, len(content))
    except Exception:
        uploads.give_up(location=location)
        raise
    if before.location is not None:
        uploads.give_up(location=before.location)
    return replace(before, location=location, received=len(content))


def comment(*, session: UploadSession, text: str | None) -> None:
    """Say something of the file; None takes it back. Raises NotFound when the session has ended meanwhile."""
    store.note_comment(session, text, at=clock.now(), otherwise=_ended())


def finish(
    *,
    session: UploadSession,
    caller: Caller,
    extras: Extras | None = None,
    aliases: Mapping[int, UUID] = {},
    announce: Announce | None = None,
) -> tuple[Record, File]:
    """Hand the file to its record; answers the record as it is then, and the file. Done twice it is done once.

    `extras`: what a dialect keeps beside it, given the record as it stands, the file and the session. `aliases`: by tag ids
    that name the file from then on. Raises Incomplete (what came is dropped, and the session with it), Taken for an alias,
    NotFound for a record that is gone or a session that has ended meanwhile, and what `files.adopt` does.
    """
    for _ in range(_ATTEMPTS):
        try:
            return _handed_over(session, caller, extras, aliases, announce)
        except _Overtaken:
            session = _again(session)
    raise Conflict("Others are at the same upload. Try again.")


def _handed_over(
    session: UploadSession,
    caller: Caller,
    extras: Extras | None,
    aliases: Mapping[int, UUID],
    announce: Announce | None,
) -> tuple[Record, File]:
    if session.location is None or not session.is_complete:
        if session.location is not None:
            store.end(session, otherwise=_Overtaken())
            uploads.give_up(location=session.location)
        raise Incomplete(session)
    kind = kinds.get(session.record.kind)
    before = records.get(kind=kind, number=session.record.number)
    file = File(session.name, session.location, session.received or 0, media_type(session.name))
    named = (
        replace(record_store.alias(before, guid, tag), otherwise=Taken("upload", "id", str(guid)))
        for tag, guid in aliases.items()
    )
    record = files.adopt(
        kind=kind,
        number=session.record.number,
        field=session.field,
        file=file,
        caller=caller,
        before=before,
        extras=extras and (lambda stands, its: extras(stands, its, session)),
        announce=announce,
        beside=(store.ending(session, otherwise=_Overtaken()), *named),
    )
    return record, file


def _noted(session: UploadSession, location: str, size: int) -> UploadSession:
    """Note what came; answers the session as it was just before."""
    for _ in range(_ATTEMPTS):
        try:
            store.note_bytes(session, location, size, at=clock.now(), otherwise=_Overtaken())
        except _Overtaken:
            session = _again(session)
        else:
            return session
    raise Conflict("Others are at the same upload. Try again.")


def _again(session: UploadSession) -> UploadSession:
    """The session as it is by now; NotFound when it has ended, whether or not there is another one of its id."""
    found = find(id_=session.id, dialect=session.dialect)
    if found is None or found.opened_at != session.opened_at:
        raise _ended()
    return found


def _ended() -> NotFound:
    return NotFound("There is no such upload.")
