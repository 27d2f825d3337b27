from __future__ import annotations

import getpass

import pytest

from chalicelib.domain.account import Account
from chalicelib.domain.caller import Caller
from chalicelib.domain.journal import Note
from chalicelib.domain.person import PERSON
from chalicelib.domain.record import Change, Record
from chalicelib.domain.site import SITE
from chalicelib.domain.ticket import TICKET
from chalicelib.services import accounts, journal, records
from tests.infra.cli.conftest import CommandLine


@pytest.fixture
def person(run: CommandLine, caller: Caller) -> Record:
    return records.create(kind=PERSON, values={"login": "zoë", "display_name": "Zoë [b]"}, caller=caller)


@pytest.fixture
def ticket(person: Record, caller: Caller) -> Record:
    return records.create(
        kind=TICKET,
        values={"subject": "Kein\x1b[2J Licht", "requester": person.ref, "state": "new"},
        extras={"esm": {"id": "INC-1"}},
        notes=(Note("Erste Zeile\nzweite\x1b[0m", public=True),),
        caller=caller,
    )


def named(record: Record) -> tuple[str, str]:
    return record.kind.name, str(record.number)


def test_a_record_shows_its_fields_with_the_names_behind_references(run: CommandLine, ticket: Record) -> None:
    out = run("record", "show", *named(ticket)).out
    assert f"person#{ticket.get('requester').number} Zoë [b]" in out
    assert "Kein\\x1b[2J Licht" in out
    assert "(esm) id" in out
    assert "\x1b" not in out


def test_a_record_in_json_is_whole(run: CommandLine, ticket: Record) -> None:
    shown = run.json("record", "show", *named(ticket))
    assert shown["fields"]["requester"] == f"person#{ticket.get('requester').number}"
    assert shown["fields"]["subject"] == "Kein\x1b[2J Licht"
    assert (shown["extras"], shown["trashed_at"], shown["version"]) == ({"esm": {"id": "INC-1"}}, None, ticket.version)


def test_the_journal_is_shown_newest_first(run: CommandLine, ticket: Record, caller: Caller) -> None:
    records.change(kind=TICKET, number=ticket.number, edit=lambda _: Change(notes=(Note("later"),)), caller=caller)
    out = run("record", "journal", *named(ticket)).out
    assert out.index("later") < out.index("Erste Zeile\nzweite\\x1b[0m")
    assert [each["text"] for each in run.json("record", "journal", *named(ticket), "--limit", "1")] == ["later"]


def test_an_empty_journal_is_said_to_be_empty(run: CommandLine, person: Record) -> None:
    assert run("record", "journal", *named(person)).out == "Its journal is empty.\n"


def test_what_is_trashed_is_listed_there_and_can_be_restored(run: CommandLine, ticket: Record) -> None:
    number = str(ticket.number)
    assert run("record", "trash", *named(ticket)).out == (f"ticket {number} (Kein\\x1b[2J Licht) is in the trash.\n")
    assert run.json("trash", "list", "ticket")["records"][0]["ref"] == f"ticket#{number}"
    assert "in the trash since" in run("record", "show", *named(ticket)).out
    assert run.json("record", "restore", *named(ticket))[0]["done"] == "restored"
    assert run("trash", "list", "ticket").out == "There is no ticket in the trash.\n"


def test_history_names_the_one_who_is_signed_in_to_this_machine(run: CommandLine, ticket: Record) -> None:
    run("record", "trash", *named(ticket))
    newest = run.json("record", "history", *named(ticket))[0]
    assert (newest["action"], newest["dialect"], newest["credential"]) == ("trashed", "admin", "cli")
    assert newest["account"] == getpass.getuser().casefold()
    assert newest["person"] is None


def test_history_names_the_login_that_was_said_and_the_person_behind_it(
    run: CommandLine, ticket: Record, person: Record
) -> None:
    accounts.create(account=Account("Zoë", person=person.number))
    run("record", "trash", *named(ticket), "--as", "ZOË")
    newest = journal.history(record=records.get(kind=TICKET, number=ticket.number, trashed=True))[0]
    assert (newest.account, newest.person) == ("zoë", person.ref)
    assert "admin (cli)" in run("record", "history", *named(ticket)).out


def test_a_login_without_an_account_is_named_all_the_same(run: CommandLine, ticket: Record) -> None:
    run("record", "trash", *named(ticket), "--as", "Somebody")
    assert run.json("record", "history", *named(ticket), "--limit", "1")[0]["account"] == "somebody"


def test_several_records_are_moved_and_what_can_not_be_is_said_at_the_end(
    run: CommandLine, ticket: Record, caller: Caller
) -> None:
    other = records.create(kind=TICKET, values={"subject": "b"}, caller=caller)
    numbers = [str(ticket.number), "999", str(other.number)]
    answer = run("record", "trash", "ticket", *numbers)
    assert answer.status == 1
    assert len(answer.out.splitlines()) == 2
    assert answer.errors.splitlines() == [
        "polydesk: 1 of 3 records were left as they are.",
        "  There is no ticket 999.",
    ]


def test_a_name_that_was_given_to_another_meanwhile_can_not_be_restored(run: CommandLine, caller: Caller) -> None:
    site = records.create(kind=SITE, values={"name": "HQ"}, caller=caller)
    run("record", "trash", *named(site))
    records.create(kind=SITE, values={"name": "hq"}, caller=caller)
    assert run.refused("record", "restore", *named(site)) == "The name 'HQ' is in use."


@pytest.mark.parametrize("verb", ["show", "history", "journal", "trash", "restore"])
def test_a_record_that_is_not_there_is_refused(run: CommandLine, verb: str) -> None:
    assert run.refused("record", verb, "ticket", "7") == "There is no ticket 7."
    assert run.refused("record", verb, "nöpe", "7").startswith("There is no kind nöpe.")


@pytest.mark.parametrize("number", ["0", "x", "2147483648", "²"])
def test_what_is_no_number_is_wrong_usage(run: CommandLine, number: str) -> None:
    assert run("record", "show", "ticket", number).status == 2


def test_lists_go_on_where_they_ended(run: CommandLine, caller: Caller) -> None:
    numbers = [records.create(kind=TICKET, values={"subject": str(each)}, caller=caller).number for each in range(3)]
    first = run.json("record", "list", "ticket", "--limit", "2")
    assert first["next"] == numbers[1]
    rest = run.json("record", "list", "ticket", "--after", str(first["next"]))
    assert ([each["title"] for each in rest["records"]], rest["next"]) == (["2"], None)
    assert f"There are more: --after {numbers[1]}." in run("record", "list", "ticket", "--newest", "--limit", "2").out
    assert run("record", "list", "site").out == "There is no site.\n"
