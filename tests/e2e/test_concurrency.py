"""Many at once: nothing is lost, torn, given twice, or an unplanned 500."""

from __future__ import annotations

import http.client
import json
import random
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import permutations
from time import perf_counter
from typing import Any, NamedTuple

import pytest

from infra.local.options import surroundings
from tests.e2e.local_cloud import ROOT, LocalCloud

AT_ONCE = 50
REGION = "eu-central-1"


class Answered(NamedTuple):
    """An answer, and when its request began and ended."""

    status: int
    content: Any
    began: float
    ended: float


def ask(cloud: LocalCloud, method: str, path: str, content: Any = None) -> Answered:
    began = perf_counter()
    status, answer = cloud.call(method, path, content)
    return Answered(status, answer, began, perf_counter())


def everything(cloud: LocalCloud, *, after: int = 0) -> list[dict[str, Any]]:
    """All tickets behind one."""
    found: list[dict[str, Any]] = []
    while page := cloud.call("GET", f"{cloud.tickets()}&after={found[-1]['Id'] if found else after}")[1]:
        found += page
    return found


def ticket(description: str) -> dict[str, Any]:
    return {"Description": description, "StartTime": "2026-11-21T08:00:00Z", "DoNotSendEmail": True}


@pytest.fixture(scope="module")
def burst(running: LocalCloud) -> list[Answered]:
    """200 tickets, made 50 at once."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        making = [pool.submit(ask, running, "POST", running.tickets(), ticket(f"burst {n}")) for n in range(200)]
        return [made.result() for made in making]


def test_tickets_that_are_made_at_once_all_get_a_number_of_their_own(burst: list[Answered]) -> None:
    assert {made.status for made in burst} == {201}
    assert len({made.content["Id"] for made in burst}) == 200


def test_a_number_is_greater_than_all_that_were_known_when_its_request_began(burst: list[Answered]) -> None:
    fallen = [
        (earlier.content["Id"], later.content["Id"])
        for earlier, later in permutations(burst, 2)
        if earlier.ended < later.began and earlier.content["Id"] > later.content["Id"]
    ]
    assert fallen == []


def test_none_of_the_tickets_that_were_made_at_once_is_lost(running: LocalCloud, burst: list[Answered]) -> None:
    made = {answered.content["Id"]: answered.content for answered in burst}
    listed = {each["Id"]: each for each in everything(running, after=min(made) - 1)}
    assert {number: listed.get(number) for number in made} == made
    assert sorted(each["Description"] for each in made.values()) == sorted(f"burst {n}" for n in range(200))


def version(writer: int) -> dict[str, Any]:
    """What one writer makes of a ticket: every value says whose it is. Most texts are so long that they lie apart."""
    day = f"2026-{1 + writer // 28:02d}-{1 + writer % 28:02d}"
    return {
        "Description": f"writer {writer}. " * (1 if writer % 4 == 0 else 900),
        "StartTime": f"{day}T01:00:00Z",
        "EndTime": f"{day}T02:00:00Z",
        "ExpectedResolutionTime": f"{day}T03:00:00Z",
        "NextUpdateTime": f"{day}T04:00:00Z",
    }


VERSIONS = {writer: version(writer) for writer in range(1, 101)}


def writer_of(content: dict[str, Any]) -> int | None:
    """Who has written all of a ticket; None for a mixture."""
    shown = {name: content[name] for name in VERSIONS[1]}
    return next((writer for writer, written in VERSIONS.items() if written == shown), None)


def test_a_ticket_is_wholly_one_writers_at_any_moment(running: LocalCloud) -> None:
    made = running.call("POST", running.tickets(), VERSIONS[100] | {"DoNotSendEmail": True})[1]
    number = made["Id"]
    over = threading.Event()
    seen: Counter[int | None] = Counter()
    refused: list[tuple[int, Any]] = []

    def look(path: str) -> None:
        while not over.is_set():
            status, content = running.call("GET", path)
            if status == 200:
                found = content[0] if isinstance(content, list) else content
                seen[writer_of(found)] += 1
            else:
                refused.append((status, content))

    looking = [
        threading.Thread(target=look, args=(path,))
        for path in (running.tickets(f"/{number}"), f"{running.tickets()}&top=1&after={number - 1}")
    ]
    for thread in looking:
        thread.start()
    lasting: list[bool] = []
    try:
        with ThreadPoolExecutor(2) as pool:
            for writer in range(1, 100, 2):
                pair = (writer, writer + 1)
                bodies = [{"Id": number, **VERSIONS[each], "DoNotSendEmail": True} for each in pair]
                answers = list(pool.map(lambda body: running.call("PUT", running.tickets(f"/{number}"), body), bodies))
                assert [status for status, _ in answers] == [200, 200], answers
                assert [writer_of(content) for _, content in answers] == list(pair)
                lasting.append(writer_of(running.call("GET", running.tickets(f"/{number}"))[1]) in pair)
    finally:
        over.set()
        for thread in looking:
            thread.join()
    assert lasting == [True] * 50
    assert refused == []
    assert seen[None] == 0
    assert len(seen) > 10, "the readers were too slow to see anything"


def test_creations_changes_deletions_and_lists_at_once_never_fail(running: LocalCloud) -> None:
    numbers = [running.call("POST", running.tickets(), ticket(f"to be deleted {n}"))[1]["Id"] for n in range(20)]
    verbs: list[Callable[[int], Answered]] = [
        lambda _: ask(running, "POST", running.tickets(), ticket("one of many")),
        lambda _: ask(running, "GET", f"{running.tickets()}&after={numbers[0] - 1}"),
        lambda number: ask(running, "GET", running.tickets(f"/{number}")),
        lambda number: ask(running, "PUT", running.tickets(f"/{number}"), {"Id": number, **VERSIONS[number % 100 + 1]}),
    ]
    rolls = random.Random(7)
    tasks = [(rolls.choice(verbs), rolls.choice(numbers)) for _ in range(300)]
    tasks += [(lambda number: ask(running, "DELETE", running.tickets(f"/{number}")), number) for number in numbers * 3]
    rolls.shuffle(tasks)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map(lambda task: task[0](task[1]), tasks))
    assert {answer.status for answer in answers} <= {200, 201, 404}
    assert not {each["Id"] for each in everything(running, after=numbers[0] - 1)} & set(numbers)


def test_of_those_who_delete_one_ticket_at_once_exactly_one_has_done_it(running: LocalCloud) -> None:
    numbers = [running.call("POST", running.tickets(), ticket("to be deleted once"))[1]["Id"] for _ in range(10)]
    tasks = [number for number in numbers for _ in range(5)]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        statuses = list(pool.map(lambda n: (n, running.call("DELETE", running.tickets(f"/{n}"))[0]), tasks))
    assert Counter(statuses) == Counter({(n, 200): 1 for n in numbers} | {(n, 404): 4 for n in numbers})


def test_tickets_about_a_service_that_is_just_deleted_are_made_or_refused(running: LocalCloud) -> None:
    services = running.tickets().replace("/Tickets", "/Services")
    for n in range(5):
        number = running.call("POST", services, {"Name": f"short-lived {n}"})[1]["Id"]
        body = ticket("about a short-lived service") | {"Services": [number]}
        with ThreadPoolExecutor(9) as pool:
            making = [pool.submit(running.call, "POST", running.tickets(), body) for _ in range(8)]
            pool.submit(running.call, "DELETE", services.replace("?", f"/{number}?")).result()
            made = [each.result() for each in making]
        assert {status for status, _ in made} <= {201, 400}
        shown = [
            running.call("GET", running.tickets(f"/{content['Id']}"))[1] for status, content in made if status == 201
        ]
        assert [each["Services"] for each in shown] == [[]] * len(shown)


@pytest.mark.parametrize(("kind", "field"), [("group", "name"), ("person", "login"), ("site", "name")])
def test_a_unique_value_is_given_to_one_of_many_processes(running: LocalCloud, kind: str, field: str) -> None:
    values = [f"race {kind} {n}" for n in range(10)]
    around = surroundings(f"http://127.0.0.1:{running.emulator_port}", running.base_url, REGION)
    command = [sys.executable, str(ROOT / "tests" / "e2e" / "race.py"), kind, field, *values]
    racers = [subprocess.Popen(command, env=around, stdout=subprocess.PIPE, cwd=ROOT) for _ in range(3)]
    outcomes = [json.loads(racer.communicate(timeout=60)[0]) for racer in racers]
    for value in values:
        assert Counter(each for outcome in outcomes for each in outcome[value]) == {"made": 1, "taken": 11}, value


@pytest.fixture
def limited(spare: LocalCloud) -> LocalCloud:
    """A cloud that takes thirty requests a minute, in a minute that has just begun."""
    assert spare.call("POST", "/_local/limits", {"requests_per_minute": 30}) == (200, {"requests_per_minute": 30})
    return spare


def ask_limited(cloud: LocalCloud) -> tuple[int, str | None]:
    """Status and Retry-After of a small request."""
    connection = http.client.HTTPConnection("127.0.0.1", cloud.port, timeout=30)
    try:
        connection.request("GET", f"{cloud.tickets()}&top=1")
        response = connection.getresponse()
        response.read()
        return response.status, response.headers["Retry-After"]
    finally:
        connection.close()


def test_the_31st_request_of_a_minute_is_refused_and_told_when_to_come_back(limited: LocalCloud) -> None:
    assert [ask_limited(limited) for _ in range(30)] == [(200, None)] * 30
    status, wait = ask_limited(limited)
    assert status == 429
    assert 1 <= int(wait or 0) <= 60


def test_of_fifty_requests_at_once_exactly_thirty_pass(limited: LocalCloud) -> None:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        statuses = Counter(pool.map(lambda _: ask_limited(limited)[0], range(50)))
    assert statuses == {200: 30, 429: 20}


def test_the_window_ends_when_it_said_it_would(limited: LocalCloud) -> None:
    for _ in range(30):
        ask_limited(limited)
    _, wait = ask_limited(limited)
    seconds = int(wait or 0)
    assert seconds > 20
    limited.call("POST", "/_local/clock", {"advance_seconds": seconds - 10})
    assert ask_limited(limited)[0] == 429
    limited.call("POST", "/_local/clock", {"advance_seconds": 10})
    assert ask_limited(limited)[0] == 200
