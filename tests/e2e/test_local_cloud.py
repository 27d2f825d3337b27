"""`make run` as its user meets it: started, used, stopped, killed, started again."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import stat
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import boto3
import pytest

from tests.e2e.local_cloud import PATIENCE, SNAPSHOT_SECONDS, LocalCloud, wait_for

SETTLED = SNAPSHOT_SECONDS + 3  # a copy is begun within the interval, and must be written


def only_line(errors: str) -> str:
    lines = errors.splitlines()
    assert len(lines) == 1, errors
    assert lines[0].startswith("polydesk: ")
    return lines[0]


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_it_is_healthy(running: LocalCloud) -> None:
    assert running.call("GET", "/health")[1]["status"] == "ok"


def test_the_credentials_are_for_its_owner_and_name_its_address(running: LocalCloud) -> None:
    assert stat.S_IMODE((running.data / "credentials.json").stat().st_mode) == 0o600
    assert running.credentials["base_url"] == running.base_url


def test_the_sample_company_is_there(running: LocalCloud) -> None:
    status, tickets = running.call("GET", running.tickets())
    assert (status, len(tickets) > 0) == (200, True)


def test_a_connection_is_kept(running: LocalCloud) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", running.port, timeout=30)
    connection.connect()
    first = connection.sock
    for _ in range(20):
        connection.request("GET", running.tickets())
        assert connection.getresponse().read()
    assert connection.sock is first
    connection.close()


def test_fifty_requests_at_once_are_all_answered(running: LocalCloud) -> None:
    with ThreadPoolExecutor(50) as pool:
        answers = list(pool.map(lambda _: running.call("GET", running.tickets())[0], range(50)))
    assert answers == [200] * 50


def test_mails_and_texts_that_were_sent_are_in_the_outbox(running: LocalCloud) -> None:
    session = boto3.Session(aws_access_key_id="local", aws_secret_access_key="local", region_name="eu-central-1")
    endpoint = f"http://127.0.0.1:{running.emulator_port}"
    raw = b"From: desk@polydesk.example\r\nTo: ann@example.com\r\nSubject: =?utf-8?q?St=C3=B6rung?=\r\n"
    raw += b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\nR3LDvMOfZQ==\r\n"
    session.client("ses", endpoint_url=endpoint).send_raw_email(RawMessage={"Data": raw})
    session.client("sns", endpoint_url=endpoint).publish(PhoneNumber="+15550100", Message="Door open")
    text, mail, *_ = running.call("GET", "/_local/outbox")[1]
    assert (text["channel"], text["to"], text["body"]) == ("sms", "+15550100", "Door open")
    assert (mail["channel"], mail["to"], mail["subject"], mail["body"]) == (
        "email",
        "ann@example.com",
        "Störung",
        "Grüße",
    )
    assert text["at"] >= mail["at"] > "2026"


def test_its_own_addresses_are_there(running: LocalCloud) -> None:
    assert running.call("POST", "/_local/clock", {"advance_seconds": 0})[0] == 200
    assert running.call("POST", "/_local/settings", {})[0] == 200
    assert running.call("POST", "/_local/clock", {"advance_seconds": "soon"})[0] == 400


def test_the_logs_hold_no_key(running: LocalCloud) -> None:
    running.call("GET", running.tickets())
    logs = "".join(path.read_text() for path in (running.data / "logs").iterdir())
    assert "/api/Tickets" in logs
    assert running.credentials["tickets"]["key"] not in logs


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_stop_keeps_everything(fresh: LocalCloud, number: int) -> None:
    fresh.start()
    ticket = fresh.create_ticket("written just before the end")
    assert fresh.end(number) == (0, "")
    assert fresh.start().description(ticket) == "written just before the end"


def test_a_kill_of_everything_keeps_what_is_older_than_a_copy(fresh: LocalCloud) -> None:
    fresh.start()
    ticket = fresh.create_ticket("written a while before the end")
    time.sleep(SETTLED)
    fresh.kill()
    assert fresh.start().description(ticket) == "written a while before the end"


def test_kills_at_any_moment_never_spoil_the_data(fresh: LocalCloud) -> None:
    fresh.start()
    ticket = fresh.create_ticket("the first of many")
    time.sleep(SETTLED)
    for wait in (0.05, 0.25, 0.45):
        with ThreadPoolExecutor(1) as pool:
            writing = pool.submit(write_until_killed, fresh)
            time.sleep(SNAPSHOT_SECONDS + wait)
            fresh.kill()
            writing.result()
        assert fresh.start().description(ticket) == "the first of many"


def write_until_killed(cloud: LocalCloud) -> None:
    try:
        while True:
            cloud.create_ticket("one of many")
    except (OSError, http.client.HTTPException):
        return


def test_a_killed_launcher_leaves_no_emulator_behind_and_loses_nothing(fresh: LocalCloud) -> None:
    fresh.start()
    ticket = fresh.create_ticket("written just before the kill")
    fresh.end(signal.SIGKILL)
    wait_for(lambda: not listens(fresh.emulator_port))
    assert fresh.start().description(ticket) == "written just before the kill"


def test_a_killed_emulator_is_told_and_ends_the_rest(fresh: LocalCloud) -> None:
    process = fresh.start().process
    assert process
    emulator = next(
        int(path.parent.name)
        for path in Path("/proc").glob("[0-9]*/stat")
        if path.read_text().rpartition(")")[2].split()[1] == str(process.pid)
    )
    os.kill(emulator, signal.SIGKILL)
    process.wait(PATIENCE)
    status, errors = fresh.end()
    assert (status, "has ended" in only_line(errors)) == (1, True)


def test_an_interrupted_seeding_starts_over(fresh: LocalCloud) -> None:
    fresh.begin()
    wait_for(lambda: any((fresh.data / "cloud" / "state").glob("0*")))  # a copy of half a company
    fresh.kill()
    assert not (fresh.data / "credentials.json").exists()
    tickets = fresh.start().call("GET", fresh.tickets())[1]
    assert len({ticket["Id"] for ticket in tickets}) == len(tickets) > 0


def test_a_port_in_use_is_one_clear_line_and_nothing_is_begun(fresh: LocalCloud) -> None:
    with socket.create_server(("127.0.0.1", fresh.port)):
        fresh.begin()
        status, errors = fresh.end(0)
    assert (status, f"port {fresh.port} is in use" in only_line(errors)) == (1, True)
    assert not fresh.data.exists()


def test_the_emulators_port_in_use_is_one_clear_line(fresh: LocalCloud) -> None:
    with socket.create_server(("127.0.0.1", fresh.emulator_port)):
        fresh.begin()
        status, errors = fresh.end(0)
    assert (status, "MINISTACK_PORT" in only_line(errors)) == (1, True)


def test_a_directory_that_can_not_be_written_is_one_clear_line(fresh: LocalCloud) -> None:
    fresh.data = Path("/proc/polydesk")  # nobody can write there, not even root
    fresh.begin()
    status, errors = fresh.end(0)
    assert (status, "/proc/polydesk can't be used" in only_line(errors)) == (1, True)


def test_somebody_elses_directory_is_one_clear_line_and_stays_as_it_is(fresh: LocalCloud) -> None:
    fresh.data.mkdir()
    (fresh.data / "thesis.txt").write_text("years of work")
    fresh.begin()
    status, errors = fresh.end(0)
    assert (status, "not Polydesk's" in only_line(errors)) == (1, True)
    assert [path.name for path in fresh.data.iterdir()] == ["thesis.txt"]


def test_damaged_data_is_one_clear_line_and_stays_as_it_is(fresh: LocalCloud) -> None:
    fresh.start()
    fresh.end()
    state = sorted((fresh.data / "cloud" / "state").glob("*/dynamodb.json"))
    for file in state:
        file.write_text("{")
    fresh.begin()
    status, errors = fresh.end(0)
    assert (status, "is damaged" in only_line(errors)) == (1, True)
    assert [file.read_text() for file in state] == ["{"] * len(state)


def test_two_local_clouds_do_not_share_a_directory(running: LocalCloud, fresh: LocalCloud) -> None:
    fresh.data = running.data
    fresh.begin()
    status, errors = fresh.end(0)
    assert (status, "in use by another local cloud" in only_line(errors)) == (1, True)
