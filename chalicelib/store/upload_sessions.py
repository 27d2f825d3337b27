"""Upload sessions in the outbox: one item each, which goes with the file, or when its time is over.

What was announced is never changed; which bytes came last is, under the condition that no others came meanwhile.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from chalicelib import config
from chalicelib.domain.reference import Ref
from chalicelib.domain.upload_session import UploadSession
from chalicelib.errors import PolydeskError
from chalicelib.store import dynamo, keys, shards
from chalicelib.store.dynamo import Action, Delete, Put, Update
from chalicelib.store.items import Item

_SAME: Final = "opened = :opened AND ends > :now"  # and not another one of that id, or one whose time is over


def open_(session: UploadSession, *, otherwise: PolydeskError) -> None:
    """A new session. `otherwise`: when there is one of that id, whose time is not over."""
    pk, sk = _key(session.dialect, session.id)
    item = {
        "pk": pk,
        "sk": sk,
        "account": session.account,
        "record": str(session.record),
        "field": session.field,
        "name": session.name,
        "size": session.size,
        "remark": session.comment,
        "opened": shards.stamp(session.opened_at),
        "ends": shards.stamp(session.ends_at),
        "expires": int(session.ends_at.timestamp()) + 1,
    }
    free = "attribute_not_exists(pk) OR ends <= :now"
    values = {":now": shards.stamp(session.opened_at)}
    _write(Put(item, free, values, otherwise=otherwise, table=config.OUTBOX_TABLE))


def get(dialect: str, id_: UUID, *, at: datetime) -> UploadSession | None:
    """The session of an id; None where there is none, or its time is over."""
    item = dynamo.get(_key(dialect, id_), table=config.OUTBOX_TABLE)
    if item is None or item["ends"] <= shards.stamp(at):
        return None
    return _read(dialect, id_, item)


def note_bytes(session: UploadSession, location: str, size: int, *, at: datetime, otherwise: PolydeskError) -> None:
    """Bytes have come. `otherwise`: when others came since the session was read, or it has ended."""
    which, values = _standing(session)
    _write(
        Update(
            _key(session.dialect, session.id),
            "SET lies_at = :new, received = :size",
            {**values, ":new": location, ":size": size, ":now": shards.stamp(at)},
            f"{_SAME} AND {which}",
            otherwise=otherwise,
            table=config.OUTBOX_TABLE,
        )
    )


def note_comment(session: UploadSession, comment: str | None, *, at: datetime, otherwise: PolydeskError) -> None:
    """Something is said of the file; None takes it back. `otherwise`: when the session has ended."""
    values = {":opened": shards.stamp(session.opened_at), ":now": shards.stamp(at)}
    said = {":remark": comment} if comment is not None else {}
    _write(
        Update(
            _key(session.dialect, session.id),
            "SET remark = :remark" if said else "REMOVE remark",
            {**values, **said},
            _SAME,
            otherwise=otherwise,
            table=config.OUTBOX_TABLE,
        )
    )


def ending(session: UploadSession, *, otherwise: PolydeskError) -> Delete:
    """The action that ends a session. `otherwise`: when it is not as it was read any more."""
    which, values = _standing(session)
    said = ("remark = :remark", {":remark": session.comment})
    remark, own = said if session.comment is not None else ("attribute_not_exists(remark)", {})
    return Delete(
        _key(session.dialect, session.id),
        f"opened = :opened AND {which} AND {remark}",
        {**values, **own},
        otherwise=otherwise,
        table=config.OUTBOX_TABLE,
    )


def end(session: UploadSession, *, otherwise: PolydeskError) -> None:
    """End a session whose file is not wanted."""
    _write(ending(session, otherwise=otherwise))


def _standing(session: UploadSession) -> tuple[str, dict[str, str]]:
    """That the bytes are those that came last when the session was read."""
    values = {":opened": shards.stamp(session.opened_at)}
    if session.location is None:
        return "attribute_not_exists(lies_at)", values
    return "lies_at = :lies_at", {**values, ":lies_at": session.location}


def _write(action: Action) -> None:
    """As a transaction, so that a write whose answer was lost does not meet itself."""
    dynamo.transact([action])


def _key(dialect: str, id_: UUID) -> keys.Key:
    return f"F#{dialect}#{id_}", keys.SOLE


def _read(dialect: str, id_: UUID, item: Item) -> UploadSession:
    return UploadSession(
        id=id_,
        dialect=dialect,
        account=item["account"],
        record=Ref.parse(item["record"]),
        field=item["field"],
        name=item["name"],
        size=item.get("size"),
        opened_at=datetime.fromisoformat(item["opened"]),
        ends_at=datetime.fromisoformat(item["ends"]),
        comment=item.get("remark"),
        location=item.get("lies_at"),
        received=item.get("received"),
    )
