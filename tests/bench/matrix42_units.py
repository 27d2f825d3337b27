"""What data of the Matrix42 dialect costs at DynamoDB: `python tests/bench/matrix42_units.py [TICKETS]`.

The same as `esm_units.py`, with its incidents: a thousand, then TICKETS of them; what costs the same shows `=`.
"""

from __future__ import annotations

import logging
import sys
import tempfile
from base64 import b64decode
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bench.units import FEW, PORT, fill, say, told  # noqa: I001  it sets the environment before anything reads it

from chalicelib import config
from chalicelib.services import caches
from chalicelib.store import aws, tuning
from infra import resources
from infra.local.emulator import Emulator
from infra.local.place import Place
from tests.bench.esm_units import LATEST, incidents
from tests.bench.ledger import Cost, Ledger
from tests.dialects.matrix42.desk import open_desk, user

MANY: Final = 8_000  # more than ten thousand are not sorted by whatever one likes
ACTIVITY: Final = "fragments/SPSActivityClassBase"
JOURNAL: Final = "fragments/SPSActivityClassUnitOfWork"
COLUMNS: Final = "columns=TicketNumber,Subject,Initiator.LastName AS Who,T(SPSCommonClassBase).State AS S"
WORK: Final = {"Minutes": 5, "ActivityType": 1, "Begin": "2026-05-01T08:00:00Z", "End": "2026-05-01T08:05:00Z"}

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
    fill(incidents(5, 2, 0, FEW))
    before = {label: bench.cost(act) for label, act in bench.rows(FEW)}
    fill(incidents(5, 2, FEW, many))
    after = {label: bench.cost(act) for label, act in bench.rows(many)}
    say(f"{'':46}{'calls':>6}{'items':>7}{'read':>7}{'write':>7}{'emulator':>10}   with {many:,}")
    for label, cost in before.items():
        say(f"{label:46}{told(cost)}   {'=' if after[label] == cost else told(after[label])}")


class Bench:
    """The dialect on a desk."""

    def __init__(self) -> None:
        resources.create(aws.client)
        self._desk = open_desk()
        connection = tuning.connection()
        self._ledger = Ledger(connection.dispatch)
        vars(connection)["dispatch"] = self._ledger.dispatch
        aws.client("dynamodb").put_item(
            TableName=config.DESK_TABLE,
            Item={"pk": {"S": "S#card"}, "sk": {"S": "."}, "latest": {"N": str(LATEST)}},
        )

    def cost(self, act: Callable[[], object]) -> Cost:
        """What an operation costs; what is known for five seconds is known."""
        caches.clear()
        self._make()
        self._send("GET", f"{ACTIVITY}?pagesize=1")
        self._ledger.anew()
        act()
        return self._ledger.spent

    def rows(self, number: int) -> Iterator[Row]:
        """What is measured, in this order."""
        send, own, one, other = self._send, self._make(), user(2), user(3)
        deep = number // 100
        yield "list of 50", lambda: self._list("pagesize=50")
        yield "list of 50, columns over a reference", lambda: self._list(f"pagesize=50&{COLUMNS}")
        yield "the same, as deep as half of all", lambda: self._list(f"pagesize=50&{COLUMNS}&pagenumber={deep}")
        for order in ("CreatedDate DESC", "TimeStamp DESC", "Subject"):
            yield f"list of 50 by {order}", lambda order=order: self._list(f"pagesize=50&{COLUMNS}&sort={order}")  # type: ignore[misc]
        for where in CONDITIONS:
            yield f"where {where}"[:46], lambda where=where: self._list(f"pagesize=50&{COLUMNS}&where={where}")  # type: ignore[misc]
        newest = int.from_bytes(b64decode(send("GET", f"{ACTIVITY}/{own}").json["TimeStamp"]))
        yield (
            "poll: TimeStamp > n, ten hits",
            lambda: self._list(f"where=TimeStamp > {newest}&sort=TimeStamp&{COLUMNS}"),
        )
        yield "GET a fragment", lambda: send("GET", f"{ACTIVITY}/{own}")
        whole = send("GET", f"{ACTIVITY}/{own}").json["Expression-ObjectID"]
        item = "objects/SPSActivityTypeTicket"
        yield "GET an object", lambda: send("GET", f"{item}/{whole}")
        yield "GET an object, full", lambda: send("GET", f"{item}/{whole}?full=true")
        yield "POST a fragment", self._make
        yield "POST a fragment, two references", lambda: self._make(Initiator=one, Recipient=other)
        body = {
            "SPSActivityClassBase": {"Subject": "x"},
            "SPSActivityClassUnitOfWork": [{"OriginalSolutionHtml": "x"}],
            "SPSActivityClassTimeTracking": [WORK],
        }
        yield "POST an object, an entry and an hour", lambda: send("POST", item, body)
        yield "PUT a fragment", lambda: send("PUT", ACTIVITY, {"ID": own, "Subject": f"y{number}"})
        yield "PUT a fragment, nothing new", lambda: send("PUT", ACTIVITY, {"ID": own, "Subject": f"y{number}"})
        yield "PUT another state", lambda: send("PUT", item, {"ID": whole, "SPSCommonClassBase": {"State": 710}})
        yield "PUT an object, an entry and an hour", lambda: send("PUT", f"{item}?full=true", {"ID": whole, **{
            name: rows for name, rows in body.items() if name != "SPSActivityClassBase"}})  # fmt: skip
        yield (
            "POST an entry of the journal",
            lambda: send("POST", JOURNAL, {"UsedInType": whole, "OriginalSolutionHtml": "y"}),
        )
        yield "list of its entries", lambda: send("GET", f"{JOURNAL}?where=UsedInType='{whole}'")
        yield "POST a relation", lambda: send("POST", f"{ACTIVITY}/{own}/AttachedUsers/{one}")
        yield "GET a relation", lambda: send("GET", f"{ACTIVITY}/{own}/AttachedUsers")
        yield "DELETE", lambda: send("DELETE", f"{ACTIVITY}/{own}")

    def _make(self, **more: Any) -> str:
        made: str = self._send("POST", ACTIVITY, {"Subject": "Mail is down", **more}).json
        return made

    def _list(self, query: str) -> Any:
        return self._send("GET", f"{ACTIVITY}?{quote(query, safe='=&,')}")

    def _send(self, method: str, path: str, body: Any = b"") -> Any:
        answer = self._desk.send(method, f"data/{path}", body)
        assert answer.status < 300, answer.text
        return answer


CONDITIONS: Final = (
    "TicketNumber = 'INC1999999'",
    "Initiator.LastName = 'O''Neill'",
    "T(SPSCommonClassBase).State = 202",
    "RecipientRole IS NOT NULL",
    "Subject = 'Notice 7'",
)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
