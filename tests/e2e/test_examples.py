"""Every example in Python and for curl that the interface gives of its operations is run, and does what is documented."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest

from tests.e2e.local_cloud import LocalCloud
from tests.e2e.showcase import SIZE, Showcase

LANGUAGES: Final = ("python", "curl")
LONGEST: Final = 30.0  # seconds
DIALECTS: Final = {"esm", "matrix42", "squiz", "tickets", "xmatters"}
REFUSED: Final[dict[str, tuple[int, str]]] = {
    "Workflow.Resume": (410, "It was decommissioned, as the demonstration of that state."),
}
"""Operations whose example is right to be refused: with which status, and why."""
ELSEWHERE: Final = {"esm.redirect"}
"""Operations that only say where to look: Python follows, curl does not unless it is told to."""
SAID: Final = 'silent\nwrite-out = "\\n%{http_code}"\n'


@dataclass(frozen=True)
class Outcome:
    """What became of an example: the status of the answer, 0 where there was none, and what was shown."""

    status: int
    shown: str


@dataclass(frozen=True)
class Example:
    """An operation and its examples' outcomes by language. `documented`: statuses, none where it is a page for people."""

    name: str
    dialect: str
    documented: frozenset[int]
    outcomes: dict[str, Outcome]


@pytest.fixture(scope="module")
def cloud(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalCloud]:
    """A local cloud for this file, in which much is made and thrown away."""
    cloud = LocalCloud(tmp_path_factory.mktemp("examples") / "data").start()
    cloud.call("POST", "/_local/limits", {"requests_per_minute": 0})
    yield cloud
    cloud.kill()


@pytest.fixture(scope="module")
def examples(cloud: LocalCloud, tmp_path_factory: pytest.TempPathFactory) -> list[Example]:
    """All of them, run."""
    folder = tmp_path_factory.mktemp("caller")
    (folder / ".curlrc").write_text(SAID)
    (folder / "example.bin").write_bytes(bytes(SIZE))
    case = Showcase(cloud)
    with ThreadPoolExecutor(4) as hands:
        return list(hands.map(lambda each: run(case, folder, *each), operations(case)))


def operations(case: Showcase) -> list[tuple[str, dict[str, Any]]]:
    """The dialect of each operation and what is listed of it."""
    return [
        (service["Dialect"], operation)
        for service in case.matrix42.get("Help/Services")
        for operation in service["Operations"]
    ]


def run(case: Showcase, folder: Path, dialect: str, operation: dict[str, Any]) -> Example:
    path = f"Help/ServiceOperation/{operation['Id']}"
    contract = case.matrix42.get(path)
    name = f"{contract['ServiceName']}.{contract['Name']}"
    outcomes = {}
    for language in LANGUAGES:
        text = case.matrix42.call("GET", f"{path}/CodeExample", language=language).text
        outcomes[language] = run_in(language, case.filled(dialect, name, text), folder)
    return Example(name, dialect, frozenset(code["Code"] for code in contract["StatusCodes"]), outcomes)


def run_in(language: str, text: str, folder: Path) -> Outcome:
    """Run a program as whoever copied it would, in a folder with a file to send."""
    assert not unfilled(language, text), text
    program = ["sh", "-c", text] if language == "curl" else [sys.executable, "-I", "-S", "-c", text]
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder)}
    done = subprocess.run(
        program,
        cwd=folder,
        env=environment,
        capture_output=True,
        stdin=subprocess.DEVNULL,
        timeout=LONGEST,
        check=False,
    )
    shown = (done.stdout + done.stderr).decode(errors="replace")
    if language == "curl":
        said = shown.rpartition("\n")[2] if done.returncode in (0, 22) else ""
    else:
        said = shown[:3] if done.returncode in (0, 1) else ""
    return Outcome(int(said) if said.isdecimal() else 0, shown[:300])


def unfilled(language: str, text: str) -> list[str]:
    """What a caller would still have to fill in: in the address and in headers."""
    if language == "curl":
        said = [each for each in shlex.split(text) if "://" in each or each.startswith("Authorization")]
    else:
        said = [line for line in text.splitlines() if "://" in line or '"Authorization"' in line]
    return [each for each in said if re.search(r"[{<]\w", each)]


def test_all_interfaces_have_examples(examples: list[Example]) -> None:
    assert {each.dialect for each in examples} == DIALECTS
    names = [each.name for each in examples]
    assert len(set(names)) == len(names) > 130


def test_every_example_ends_with_what_is_documented(examples: list[Example]) -> None:
    faults = {
        f"{each.name} ({language})": outcome
        for each in examples
        for language, outcome in each.outcomes.items()
        if not is_right(each, outcome.status)
    }
    assert faults == {}


def is_right(example: Example, status: int) -> bool:
    if example.name in REFUSED:
        return status == REFUSED[example.name][0] and status in example.documented
    if not example.documented:
        return 200 <= status < 400
    return 200 <= status < 300 and status in example.documented


def test_both_languages_come_to_the_same(examples: list[Example]) -> None:
    faults = {
        each.name: each.outcomes
        for each in examples
        if each.name not in ELSEWHERE and len({outcome.status for outcome in each.outcomes.values()}) != 1
    }
    assert faults == {}
