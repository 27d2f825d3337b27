"""A racer in a process of its own: makes records with unique values as fast as it can, from several threads at once.

    python tests/e2e/race.py group name desk-1 desk-2 …

tries to make a group of each of these names, and prints what became of it: `{"desk-1": ["made", "taken", …], …}`. Started
several times at once, the processes race each other as the instances of a Lambda function do.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from chalicelib.domain.caller import Caller, CredentialKind
from chalicelib.domain.kind import Kind
from chalicelib.domain.role import Permissions, administrator
from chalicelib.errors import Taken
from chalicelib.services import kinds, records

THREADS = 4
CALLER = Caller(
    account="racer",
    login="racer",
    credential="none",
    kind=CredentialKind.KEY,
    dialect="tickets",
    permissions=Permissions((administrator("everything"),)),
)


def main(kind: str, field: str, *values: str) -> None:
    """Every value is tried by every thread."""
    attempts = [value for value in values for _ in range(THREADS)]
    outcomes: dict[str, list[str]] = defaultdict(list)
    with ThreadPoolExecutor(THREADS) as pool:
        for value, outcome in zip(
            attempts, pool.map(lambda value: attempt(kinds.get(kind), field, value), attempts), strict=True
        ):
            outcomes[value].append(outcome)
    sys.stdout.write(json.dumps(outcomes))


def attempt(kind: Kind, field: str, value: str) -> str:
    """Make a record with this value."""
    values: dict[str, Any] = {"last_name": value} if kind.name == "person" else {}
    try:
        records.create(kind=kind, values={**values, field: value}, caller=CALLER)
    except Taken:
        return "taken"
    return "made"


if __name__ == "__main__":
    main(*sys.argv[1:])
