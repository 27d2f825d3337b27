"""The administrator's command line as it is installed, on a local cloud that runs."""

from __future__ import annotations

import http
import os
import subprocess
import time

from tests.e2e.admin import PROGRAM, answer, polydesk
from tests.e2e.local_cloud import LocalCloud

CACHES = 5.0  # seconds that the gateway's process may know better


def test_a_cloud_that_does_not_run_is_said_to_be_not_running(fresh: LocalCloud) -> None:
    done = polydesk(fresh, "status")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f"polydesk: The local cloud of {fresh.data} is not running: start it with `DATA_DIR={fresh.data} make run`.\n"
    )


def test_a_cloud_that_was_ended_or_killed_is_not_running(fresh: LocalCloud) -> None:
    fresh.start()
    assert answer(fresh, "status")["base_url"] == fresh.base_url
    fresh.kill()
    assert "is not running" in polydesk(fresh, "status").stderr
    fresh.start()
    fresh.end()
    assert "is not running" in polydesk(fresh, "status").stderr


def test_a_key_that_is_issued_lets_its_account_in_until_it_is_disabled(running: LocalCloud) -> None:
    made = answer(running, "credential", "issue", "key", "--account", "tickets", "--name", "e2e")
    path = f"/api/Services?key={made['secret']}"
    assert running.call("GET", path)[0] == http.HTTPStatus.OK
    answer(running, "credential", "disable", made["id"])
    until = time.monotonic() + CACHES + 3
    while running.call("GET", path)[0] == http.HTTPStatus.OK:
        assert time.monotonic() < until, "It still lets somebody in."
        time.sleep(0.2)


def test_a_ticket_that_is_trashed_here_is_gone_there_and_comes_back(running: LocalCloud) -> None:
    number = running.create_ticket("Türen klemmen")
    assert answer(running, "record", "trash", "ticket", str(number), "--as", "admin")[0]["ref"] == f"ticket#{number}"
    assert running.call("GET", running.tickets(f"/{number}"))[0] == http.HTTPStatus.NOT_FOUND
    answer(running, "record", "restore", "ticket", str(number))
    assert running.description(number) == "Türen klemmen"
    history = answer(running, "record", "history", "ticket", str(number))
    assert [each["dialect"] for each in history] == ["admin", "admin", "tickets"]
    assert history[1]["account"] == "admin"
    assert history[1]["person"]


def test_a_stage_that_nobody_deployed_is_out_of_reach(running: LocalCloud) -> None:
    endpoint = answer(running, "status")["endpoint"]
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "DATA_DIR"))}
    environment |= {"AWS_ENDPOINT_URL": endpoint, "AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "y"}
    done = subprocess.run(
        [str(PROGRAM), "account", "list", "--stage", "nowhere"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith("polydesk: There is no such deployment: ")
    assert len(done.stderr.splitlines()) == 1
