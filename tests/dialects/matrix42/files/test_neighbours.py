"""Files are those of the core: what comes here shows in ESM, and the other way round."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest

from tests.bucket import make_bucket
from tests.dialects.esm.desk import PASSWORD, Desk, open_desk
from tests.dialects.matrix42.desk import BASE, basic
from tests.wire import Answer

FORM = "multipart/form-data; boundary=XX"


@pytest.fixture
def esm(queues: None) -> Desk:
    made = open_desk()
    make_bucket()
    return made


def call(esm: Desk, method: str, path: str, body: Any = b"") -> Answer:
    answer = esm.client.send(method, f"{BASE}/{path}", body, {"Authorization": basic("full", PASSWORD)})
    assert answer.status in (200, 204), answer.text
    return answer


def test_a_file_from_here_is_an_attachment_there(esm: Desk) -> None:
    ticket = call(esm, "POST", "ticket/create?activityType=0", {"Subject": "Printer"}).json
    added = call(esm, "POST", f"filestorage/add?objectId={ticket}&fileName=a.bin", bytes(range(256))).json
    (card,) = esm.get("/dc/incident/data").json["data"]
    shown = esm.get(f"/dc/incident/data/{card['dataCardId']}/attachments").json["values"]
    assert [each["name"] for each in shown] == ["a.bin"]
    there = esm.get(f"/dc/incident/data/{card['dataCardId']}/attachments/file/{quote(shown[0]['location'], safe='')}")
    assert there.body == call(esm, "GET", f"commonStorage/file/{added}").body == bytes(range(256))


def test_an_attachment_from_there_is_a_file_here(esm: Desk) -> None:
    ticket = call(esm, "POST", "ticket/create?activityType=0", {"Subject": "Printer"}).json
    (card,) = esm.get("/dc/incident/data").json["data"]
    part = "--XX\r\nContent-Disposition: form-data; name="
    form = f'{part}"fileUpload"; filename="x.bin"\r\n\r\nHello\r\n{part}"fileName"\r\n\r\nx.txt\r\n--XX--\r\n'
    path = f"/dc/incident/data/{card['dataCardId']}/attachments/file"
    assert esm.send("POST", path, form, headers={"Content-Type": FORM}).status == 200
    (shown,) = call(esm, "GET", f"commonStorage/files/{ticket}").json
    assert (shown["Name"], shown["Size"]) == ("x.txt", 5)
    assert call(esm, "GET", f"commonStorage/file/{shown['UniqueFileId']}").text == "Hello"
