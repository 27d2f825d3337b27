from __future__ import annotations

import json
import logging
from datetime import timedelta

import pytest

from chalicelib.domain import clock
from chalicelib.domain.delivery import Channel, Delivery, Message, Outcome, Status, Verdict
from chalicelib.services import deliveries
from chalicelib.store import deliveries as store
from chalicelib.store import dynamo
from tests.infra.cli.conftest import CommandLine

REFUSED = Outcome(Verdict.PERMANENT, "The receiver answered 410.", status=410, head="gone\x1b[2J")
ACCEPTED = Outcome(Verdict.ACCEPTED, "The receiver answered 200.", status=200)


def made(key: str = "k1", *, to: str = "https://hook.example/ä", outcome: Outcome | None = None) -> Delivery:
    """A delivery that waits, or that came to its end with an outcome."""
    message = Message(Channel.CALLBACK, to, '{"a": "ü\x1b"}', login="me", password="sealed-p", secret="sealed-s")
    delivery = Delivery("ticket.7.123", key, "tickets", message, created_at=clock.now())
    dynamo.transact([store.put(delivery)])
    if outcome is not None:
        at = clock.now() + timedelta(seconds=1)
        leased = store.lease(delivery.job, key, at=at, until=at + timedelta(minutes=1))
        assert leased is not None
        status = Status.DELIVERED if outcome.verdict is Verdict.ACCEPTED else Status.DEAD
        assert store.end(leased, outcome, status, at=at)
    return delivery


def ids(found: dict[str, list[dict[str, str]]]) -> list[str]:
    return [each["id"] for each in found["deliveries"]]


def test_nothing_is_said_to_be_nothing(run: CommandLine) -> None:
    assert run("delivery", "list").out == "Nothing is waiting.\n"
    assert run("delivery", "list", "dead").out == "Nothing is dead.\n"
    assert run.json("delivery", "count") == {"waiting": 0, "dead": 0, "done_today": 0}


def test_each_delivery_is_listed_where_it_stands(run: CommandLine) -> None:
    made("k1"), made("k2", outcome=REFUSED), made("k3", outcome=ACCEPTED)
    assert ids(run.json("delivery", "list")) == ["ticket.7.123.k1"]
    assert ids(run.json("delivery", "list", "dead")) == ["ticket.7.123.k2"]
    assert ids(run.json("delivery", "list", "done")) == ["ticket.7.123.k3"]
    assert ids(run.json("delivery", "list", "done", "--day", "2001-01-01")) == []
    assert run.json("delivery", "count") == {"waiting": 1, "dead": 1, "done_today": 1}


def test_the_list_shows_why_it_died(run: CommandLine) -> None:
    made(outcome=REFUSED)
    out = run("delivery", "list", "dead").out
    assert "ticket.7.123.k1" in out
    assert "410" in out
    assert max(map(len, out.splitlines())) <= 80


def test_lists_go_on_where_they_ended(run: CommandLine) -> None:
    for each in range(3):
        made(f"k{each}", outcome=REFUSED)
    first = run.json("delivery", "list", "dead", "--limit", "2")
    rest = run.json("delivery", "list", "dead", "--limit", "2", "--after", first["next"])
    assert sorted(ids(first) + ids(rest)) == [f"ticket.7.123.k{each}" for each in range(3)]
    assert rest["next"] is None
    assert f"--after {first['next']}\n" in run("delivery", "list", "dead", "--limit", "2").out


def test_a_cursor_of_another_list_is_refused(run: CommandLine) -> None:
    assert run.refused("delivery", "list", "--after", "nonsense").endswith("The cursor is not one of this list.")


def test_a_day_goes_with_what_is_done(run: CommandLine) -> None:
    assert run.refused("delivery", "list", "--day", "2026-01-01", status=2) == "--day goes with what is done."
    assert "is no date" in run.refused("delivery", "list", "done", "--day", "today", status=2)


def test_a_delivery_is_shown_with_its_body_and_without_its_passwords(run: CommandLine) -> None:
    name = made(outcome=REFUSED).id
    for line in (("delivery", "show", name), ("delivery", "show", name, "--json")):
        out = run(*line).out
        assert "sealed" not in out
        assert "\x1b" not in out
        assert "The receiver answered 410." in out
    assert '{"a": "ü\\x1b"}' in run("delivery", "show", name).out
    assert run.json("delivery", "show", name)["message"]["body"] == '{"a": "ü\x1b"}'


def test_a_dead_delivery_is_sent_again(run: CommandLine) -> None:
    name = made(outcome=REFUSED).id
    assert run("delivery", "replay", name).out == f"{name} waits to be sent to https://hook.example/ä again.\n"
    assert deliveries.get(name=name).status is Status.PENDING


def test_only_what_is_dead_is_sent_again(run: CommandLine) -> None:
    assert "is not dead" in run.refused("delivery", "replay", made().id)


@pytest.mark.parametrize("verb", ["show", "replay"])
@pytest.mark.parametrize("name", ["nope", "a.b", ".", "ü.[red]"])
def test_a_delivery_that_is_not_there_is_refused(run: CommandLine, verb: str, name: str) -> None:
    assert run.refused("delivery", verb, name) == f"There is no delivery {name}."


@pytest.mark.parametrize("arguments", [[], ["a.b", "--all"], ["a.b", "--channel", "sms"], ["a.b", "--dry-run"]])
def test_what_is_sent_again_must_be_clear(run: CommandLine, arguments: list[str]) -> None:
    said = run.refused("delivery", "replay", *arguments, status=2)
    assert said == "Say either ids or --all; the other options go with --all."


def test_all_that_is_dead_is_sent_again_when_confirmed(run: CommandLine) -> None:
    names = {made(f"k{each}", outcome=REFUSED).id for each in range(3)}
    assert run.refused("delivery", "replay", "--all", status=2) == "Nobody is there to confirm this: say --yes."
    assert set(run.json("delivery", "replay", "--all", "--yes")["deliveries"]) == names
    assert run("delivery", "replay", "--all").out == "There are no such dead deliveries.\n"
    assert {deliveries.get(name=name).status for name in names} == {Status.PENDING}


@pytest.mark.parametrize(
    ("options", "meant"),
    [
        (["--receiver", "B.EXAMPLE"], {"k2"}),
        (["--channel", "sms"], set()),
        (["--channel", "callback"], {"k1", "k2"}),
        (["--dialect", "tickets"], {"k1", "k2"}),
        (["--dialect", "esm"], set()),
        (["--until", "2001-01-01"], set()),
        (["--since", "2001-01-01"], {"k1", "k2"}),
    ],
)
def test_what_is_sent_again_can_be_narrowed(run: CommandLine, options: list[str], meant: set[str]) -> None:
    made("k1", to="https://a.example", outcome=REFUSED)
    made("k2", to="https://b.example", outcome=REFUSED)
    found = run.json("delivery", "replay", "--all", "--dry-run", *options)
    assert {name.rpartition(".")[2] for name in found["deliveries"]} == meant
    assert run.json("delivery", "count")["dead"] == 2


def test_a_dry_run_says_what_would_be_sent(run: CommandLine) -> None:
    name = made(outcome=REFUSED).id
    assert run("delivery", "replay", "--all", "--dry-run").out == (
        f"To be sent again: 1 dead delivery.\n  {name}  https://hook.example/ä\n"
    )


def test_a_look_says_each_delivery_once(run: CommandLine) -> None:
    made("k1"), made("k2", outcome=REFUSED)
    lines = run("delivery", "watch", "--every", "0.2", "--for", "0.5").out.splitlines()
    assert sorted(line.split()[-1] if "410" not in line else "dead" for line in lines) == ["dead", "ticket.7.123.k1"]


def test_in_json_a_look_says_a_document_a_line(run: CommandLine) -> None:
    made("k1"), made("k2", outcome=ACCEPTED)
    lines = run("delivery", "watch", "--for", "0", "--json").out.splitlines()
    assert {json.loads(line)["status"] for line in lines} == {"pending", "delivered"}


def test_what_the_service_logs_is_not_mixed_with_what_a_command_says(run: CommandLine) -> None:
    run("status")  # loads the app, which logs to standard output from then on; here, that there is no queue
    document = run.json("delivery", "replay", made(outcome=REFUSED).id)
    assert document
    assert not logging.root.manager.disable, "only for as long as a command runs"
