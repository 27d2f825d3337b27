"""Many people with nothing but an e-mail address, and the groups that they are in, made through the core by another process.

    python tests/e2e/crowd.py crowd 5000 1000

makes the people `crowd-00000`, `crowd-00001` … and the groups `crowd-0` … of 1,000 of them each. The environment says where.
"""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from chalicelib.domain.caller import Caller, CredentialKind
from chalicelib.domain.group import GROUP
from chalicelib.domain.person import PERSON
from chalicelib.domain.reference import Ref
from chalicelib.domain.role import Permissions, administrator
from chalicelib.services import records
from infra.local.options import surroundings
from tests.e2e.local_cloud import LocalCloud

THREADS: Final = 4
CALLER: Final = Caller(
    account="crowd",
    login="crowd",
    credential="none",
    kind=CredentialKind.BASIC,
    dialect="xmatters",
    permissions=Permissions((administrator("everything"),)),
)


class Crowd:
    """`count` people in groups of `size`, on a local cloud that runs."""

    def __init__(self, cloud: LocalCloud, count: int, size: int, *, name: str = "crowd") -> None:
        self.groups = [f"{name}-{index}" for index in range(count // size)]
        self.addresses = {address(login) for login in logins(name, count)}
        subprocess.run(
            [sys.executable, __file__, name, str(count), str(size)],
            env=surroundings(f"http://127.0.0.1:{cloud.emulator_port}", cloud.base_url, "eu-central-1"),
            check=True,
        )


def main(name: str, count: str, size: str) -> None:
    """Make them."""
    with ThreadPoolExecutor(THREADS) as pool:
        people = list(pool.map(_person, logins(name, int(count))))
    for index in range(int(count) // int(size)):
        members = tuple(people[index * int(size) : (index + 1) * int(size)])
        records.create(kind=GROUP, values={"name": f"{name}-{index}", "members": members}, caller=CALLER)


def logins(name: str, count: int) -> list[str]:
    return [f"{name}-{number:05d}" for number in range(count)]


def address(login: str) -> str:
    return f"{login}@example.com"


def _person(login: str) -> Ref:
    values: dict[str, Any] = {"login": login, "first_name": "One", "last_name": login, "email": (address(login),)}
    return records.create(kind=PERSON, values=values, caller=CALLER).ref


if __name__ == "__main__":
    main(*sys.argv[1:])
