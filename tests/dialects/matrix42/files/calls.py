"""The calls by which a file comes to an object, and those that show what it holds."""

from __future__ import annotations

import json
from typing import Any

from chalicelib.domain.record import Record
from tests.dialects.matrix42.desk import Desk
from tests.wire import Answer


def announce(desk: Desk, ticket: Record, size: Any = 5, *, login: str = "agent", **more: Any) -> Answer:
    said = {"Name": "a.txt", "ObjectId": str(ticket.guid), "Size": size, **more}
    return desk.send("POST", "filestorage/getuploadurl", said, login=login)


def announced(desk: Desk, ticket: Record, size: Any = 5, **more: Any) -> str:
    answer = announce(desk, ticket, size, **more)
    assert answer.status == 200, answer.text
    return str(answer.json["UniqueFileId"])


def send(desk: Desk, id_: str, content: bytes, *, login: str = "agent", **headers: str) -> int:
    return desk.send("POST", f"filestorage/upload?fileid={id_}", content, login=login, headers=headers).status


def finish(desk: Desk, id_: str, *, login: str = "agent") -> Answer:
    return desk.send("POST", f"commonStorage/finishUploading/{id_}", login=login)


def attach(desk: Desk, ticket: Record, content: bytes = b"Hello", **more: Any) -> str:
    id_ = announced(desk, ticket, len(content), **more)
    assert send(desk, id_, content) == 204
    assert finish(desk, id_).status == 204
    return id_


def comment(desk: Desk, id_: str, said: Any, *, login: str = "agent") -> int:
    headers = {"Content-Type": "application/json"}
    return desk.send("POST", f"filestorage/comment/{id_}", json.dumps(said), login=login, headers=headers).status


def listed(desk: Desk, ticket: Record) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = desk.get(f"commonStorage/files/{ticket.guid}").json
    return found


def add(desk: Desk, ticket: Record, content: bytes, name: str = "a.bin") -> str:
    answer = desk.send("POST", f"filestorage/add?objectId={ticket.guid}&fileName={name}", content)
    assert answer.status == 200, answer.text
    return str(answer.json)
