"""What each operation of the ESM dialect costs at DynamoDB: `python tests/bench/esm_units.py [INCIDENTS]`.

The same as `units.py`, with incidents: a thousand, then INCIDENTS of them; what costs the same shows `=`. One in fifty is in
progress, one in a hundred belongs to the group that filters name, all others are closed; the newest are minutes old.
"""

from __future__ import annotations

import logging
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote
from uuid import UUID

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bench.units import FEW, PORT, fill, say, told  # noqa: I001  it sets the environment before anything reads it

from chalicelib import config
from chalicelib.domain import clock
from chalicelib.domain.record import Record
from chalicelib.domain.reference import Ref
from chalicelib.domain.ticket import TICKET
from chalicelib.domain.version import floor
from chalicelib.services import caches
from chalicelib.store import aws, entries, heads, tuning
from chalicelib.store.items import encode
from infra import resources
from infra.local.emulator import Emulator
from infra.local.place import Place
from tests.bench.ledger import Cost, Ledger
from tests.dialects.esm.desk import data, open_desk

MANY: Final = 20_000
LATEST: Final = 2_000_000  # number of the newest incident that is filled in; what the operations make lies behind it
INCIDENTS: Final = "/dc/incident/data"
_TEXT: Final = "Mailboxes in the north building can not be opened since this morning; a disk is being exchanged. "

Row = tuple[str, Callable[[], object]]


def main(many: int = MANY) -> None:
    """Measure, and print a table."""
    logging.disable()
    with tempfile.TemporaryDirectory() as folder:
        place = Place(Path(folder) / "data")
        place.claim()
        emulator = Emulator(place, port=PORT, seconds=3600, region=config.REGION)
        try:
            emulator.wait()
            measure(many)
        finally:
            emulator._process.kill()  # nobody needs what it would save


def measure(many: int) -> None:
    """Fill, measure, fill up, measure again."""
    bench = Bench()
    fill(incidents(bench.group, bench.person, 0, FEW))
    before = {label: bench.cost(act) for label, act in bench.rows(FEW)}
    fill(incidents(bench.group, bench.person, FEW, many))
    after = {label: bench.cost(act) for label, act in bench.rows(many)}
    say(f"{'':46}{'calls':>6}{'items':>7}{'read':>7}{'write':>7}{'emulator':>10}   with {many:,}")
    for label, cost in before.items():
        say(f"{label:46}{told(cost)}   {'=' if after[label] == cost else told(after[label])}")


class Bench:
    """The dialect on a desk, with one group."""

    def __init__(self) -> None:
        resources.create(aws.client)
        self._desk = open_desk(anew=True)
        connection = tuning.connection()
        self._ledger = Ledger(connection.dispatch)
        vars(connection)["dispatch"] = self._ledger.dispatch
        aws.client("dynamodb").put_item(
            TableName=config.DESK_TABLE,
            Item={"pk": {"S": "S#card"}, "sk": {"S": "."}, "latest": {"N": str(LATEST)}},
        )
        self.group = int(self._desk.create("support_group", "support_groups", group_name="E-mail"))
        self.person = self._desk.person

    def cost(self, act: Callable[[], object]) -> Cost:
        """What an operation costs beside being counted; what is known for five seconds is known."""
        caches.clear()
        self._desk.create("incident", "incident_management", subject="Asks for all that is kept")
        self._ledger.anew()
        self._send("GET", "/echo/jwt")
        counting = self._ledger.spent
        self._ledger.anew()
        act()
        spent = self._ledger.spent
        return Cost(
            spent.calls - counting.calls,
            spent.items - counting.items,
            spent.read - counting.read,
            spent.written - counting.written,
            spent.counted - counting.counted,
        )

    def rows(self, number: int) -> Iterator[Row]:
        """What is measured, in this order."""
        send = self._send
        known, deep = f"{INCIDENTS}/{LATEST - 1}", LATEST - number // 2
        yield "GET dc", lambda: send("GET", "/dc")
        yield "GET dc/incident", lambda: send("GET", "/dc/incident")
        yield "list of 50", lambda: send("GET", INCIDENTS)
        yield "list of 200", lambda: send("GET", f"{INCIDENTS}?limit=200")
        yield "list of 50, whole cards", lambda: send("GET", f"{INCIDENTS}?dataCards=true")
        yield "list of 50, filterId deep", lambda: send("GET", f"{INCIDENTS}?filterId={deep}")
        for filtered in FILTERS:
            yield f"list, {filtered}", lambda filtered=filtered: self._list(filtered)  # type: ignore[misc]
        yield "GET a card, two references", lambda: send("GET", known)
        yield "GET its subject", lambda: send("GET", f"{known}/subject")
        yield "POST a card", self._create
        yield "POST a card, a group by id", lambda: self._create(support_group={"dataCardId": self.group})
        yield "POST a card, a group by name", lambda: self._create(support_group="E-mail")
        rows = [{"folderCode": "incident_management", "data": data(subject=f"Row {each}")} for each in range(100)]
        yield "PUT 100 rows, all new", lambda: send("PUT", INCIDENTS, rows)
        card = f"{INCIDENTS}/{self._create()}"
        yield "PATCH, another status", lambda: send("PATCH", card, {"data": data(status={"code": "02"})})
        yield "PATCH, the same status", lambda: send("PATCH", card, {"data": data(status={"code": "02"})})
        yield "PATCH, an entry of the worklog", lambda: send("PATCH", card, {"data": data(worklog="Looking at it")})
        yield "GET a card with one entry", lambda: send("GET", card)
        yield "PUT its subject", lambda: send("PUT", f"{card}/subject", {"values": [{"value": "Mail is slow"}]})
        yield "POST a file of 100 kB", lambda: self._upload(f"{card}/attachments/file")
        yield "GET the file", lambda: self._download(f"{card}/attachments")
        yield "DELETE", lambda: send("DELETE", card)

    def _list(self, filtered: str) -> Any:
        return self._send("GET", f"{INCIDENTS}?filter={quote(filtered)}")

    def _create(self, **more: Any) -> str:
        return self._desk.create("incident", "incident_management", subject="Mail is down", **more)

    def _upload(self, path: str) -> None:
        head = '--x\r\nContent-Disposition: form-data; name="fileName"\r\n\r\na.bin\r\n--x\r\nContent-Disposition: form-data; '
        body = f'{head}name="fileUpload"; filename="a"\r\n\r\n'.encode() + bytes(100_000) + b"\r\n--x--\r\n"
        self._send("POST", path, body, {"Content-Type": "multipart/form-data; boundary=x"})

    def _download(self, path: str) -> None:
        [file] = self._send("GET", path).json["values"]
        self._ledger.anew()
        self._send("GET", file["download"])

    def _send(self, method: str, path: str, body: Any = b"", headers: dict[str, str] | None = None) -> Any:
        answer = self._desk.send(method, path, body, headers=headers)
        assert answer.status < 300, answer.text
        return answer


FILTERS: Final = (
    "$status$ = '02 - In progress'",
    "$support_group$ = 'E-mail'",
    "$status$ = '02 - In progress' and $support_group$ = 'E-mail'",
    "$created$ > 'now - 1h'",
    "$updated$ > 'now - 1h'",
    "$efecte_id$ = 'INC-1999999'",
    "$subject$ = 'Notice 7'",
    "$subject$ like '%notice 7%'",
    "$customer$ is null",
    "$status$ = '05 - Closed'",
    "hidden = 1",
    "deleted = 1",
)


def incidents(group: int, person: int, start: int, end: int) -> Iterator[dict[str, Any]]:
    """The items of incidents that are filled in; the older, the lower the number."""
    now = clock.now()
    for each in range(start, end):
        at = now - timedelta(minutes=each * 2 + 30)
        fields: dict[str, Any] = {
            "subject": f"Notice {each}",
            "description": _TEXT * 3,
            "description_format": "text",
            "type": "incident",
            "state": "in_progress" if each % 50 == 0 else "closed",
            "priority": "medium",
            "requester": Ref("person", person),
        }
        if each % 100 == 1:
            fields["group"] = Ref("group", group)
        record = Record(TICKET, LATEST - each, UUID(int=each), floor(at), at, at, fields=fields, entries=0)
        yield encode(heads.write(record)[0])
        yield from (encode(added.item) for added in entries.additions(None, record))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
