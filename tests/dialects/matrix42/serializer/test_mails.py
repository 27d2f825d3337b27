"""What mails about tickets say: the words, the languages, and what can't get into them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.dialects.matrix42.serializer import mails
from chalicelib.dialects.matrix42.vocabulary.mails import CHANGED, CLOSED
from chalicelib.domain.account import Account
from chalicelib.domain.delivery import Channel
from chalicelib.domain.journal import Note
from chalicelib.domain.record import Change, Record
from chalicelib.domain.ticket import TICKET
from chalicelib.services import accounts, records
from tests.dialects.matrix42.mailroom import ALWAYS, CALLER, NEVER, Case, group, person, trash
from tests.dialects.matrix42.mailroom import mails as mails_sent

NOW: Final = datetime(2026, 5, 1, 12, tzinfo=UTC)
posting = pytest.mark.usefixtures("queues")


def facts(event: str = CLOSED, **fields: Any) -> dict[str, Any]:
    """What is noted of a ticket that stands like that."""
    ticket = Record(TICKET, 42, UUID(int=42), 7, NOW, NOW, fields={"state": "closed", **fields})
    return mails.facts_of(event, ticket, ticket, CALLER)


@posting
def test_a_mail_about_a_closing_says_all_there_is() -> None:
    mia = person(first_name="Mia", last_name="Weber")
    case = Case(requester=person("ann@example.com"), by=mia)
    case.write(
        "initiator",
        public_note=True,
        notes=(Note("It was<br>the <b>valve</b>.", format="html", public=True),),
        state="closed",
        resolution="<p>Opened it.</p><p>Warm &amp; fine.</p>",
    )
    [mail] = mails_sent()
    assert (mail.channel, mail.to, mail.media_type) == (Channel.EMAIL, "ann@example.com", "text/plain")
    assert mail.subject == f"{case.name} closed: It is cold"
    assert mail.body == (
        f"Ticket {case.name} was closed.\n"
        "\n"
        "Subject: It is cold\n"
        "State: Closed\n"
        "By: Weber, Mia\n"
        "\n"
        "Solution:\n"
        "Opened it.\n"
        "Warm & fine.\n"
        "\n"
        "Comment:\n"
        "It was\n"
        "the valve.\n"
    )


@posting
def test_what_is_not_there_has_no_line() -> None:
    case = Case(requester=person("ann@example.com"), subject=None)
    case.close("initiator")
    [mail] = mails_sent()
    assert (mail.subject, mail.body) == (f"{case.name} closed", f"Ticket {case.name} was closed.\n\nState: Closed\n")


@posting
@pytest.mark.parametrize(
    ("language", "begins", "body"),
    [
        ("en", "created: ", "Ticket {} was created.\n\nSubject: It is cold\nState: New\n"),
        ("de-AT", "erstellt: ", "Das Ticket {} wurde erstellt.\n\nBetreff: It is cold\nStatus: Neu\n"),
        ("fra", "créé : ", "Le ticket {} a été créé.\n\nObjet : It is cold\nÉtat : Nouveau\n"),
        ("it", "created: ", "Ticket {} was created.\n\nSubject: It is cold\nState: New\n"),
        (None, "created: ", "Ticket {} was created.\n\nSubject: It is cold\nState: New\n"),
    ],
)
def test_each_is_told_in_the_own_language_and_in_english_where_that_is_not_spoken(
    language: str | None, begins: str, body: str
) -> None:
    ann = person("ann@example.com", language=language)
    case = Case(requester=ann, announced={"asked": frozenset({"initiator"})})
    [mail] = mails_sent()
    assert mail.subject == f"{case.name} {begins}It is cold"
    assert mail.body == body.format(case.name)


@posting
def test_one_write_speaks_to_everybody_in_the_own_language() -> None:
    people = tuple(person(f"{each}@example.com", language=each) for each in ("de", "en", "fr"))
    case = Case(attached=people)
    case.close("users")
    begins = [mail.subject.removeprefix(f"{case.name} ").split()[0] for mail in mails_sent()]
    assert begins == ["geschlossen:", "closed:", "clôturé"]


@posting
def test_who_has_no_language_is_told_in_that_of_the_account() -> None:
    ann = person("ann@example.com")
    accounts.create(account=Account("ann", person=ann.number, language="de"))
    case = Case(requester=ann)
    case.close("initiator")
    assert [mail.subject for mail in mails_sent()] == [f"{case.name} geschlossen: It is cold"]


@posting
def test_the_language_of_the_person_goes_before_that_of_the_account() -> None:
    ann = person("ann@example.com", language="fr")
    accounts.create(account=Account("ann", person=ann.number, language="de"))
    case = Case(requester=ann)
    case.close("initiator")
    assert [mail.subject for mail in mails_sent()] == [f"{case.name} clôturé : It is cold"]


@posting
def test_a_group_is_told_in_english_and_its_members_in_their_languages() -> None:
    Case(group=group("Heating", email="heating@example.com")).close("responsible")
    Case(group=group("Pipes", person("hans@example.com", language="de"))).close("responsible")
    assert [mail.body.split()[0] for mail in mails_sent()] == ["Das", "Ticket"]


@posting
def test_the_exact_state_is_told() -> None:
    case = Case(requester=person("ann@example.com", language="de"))
    assigned = Change({"state": "in_progress"}, {"matrix42": {"state:State": 201}})
    case.record = records.change(kind=TICKET, number=case.record.number, edit=lambda _: assigned, caller=CALLER)
    case.write("initiator", subject="It is warm")
    [mail] = mails_sent()
    assert "Status: Zugewiesen\n" in mail.body


@posting
def test_a_comment_is_told_with_who_wrote_it_and_without_what_is_not_public() -> None:
    mia = person(first_name="Mia", last_name="Weber", display_name="Mia Weber")
    case = Case(requester=person("ann@example.com"), by=mia)
    case.comment("Before")
    trash(mia)
    notes = (Note("One <b>", public=True), Note("Secret"), Note("Two<br>Three", format="html", public=True))
    case.write("initiator", public_note=True, notes=notes)
    case.comment("After", public=True)
    [mail] = mails_sent()
    assert mail.subject == f"{case.name} commented: It is cold"
    assert mail.body.endswith("State: New\nBy: Mia Weber\n\nComment:\nOne <b>\n\nTwo\nThree\n")


@posting
@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("<p>Opened it.</p>", "Opened it."),
        ("Opened it.\nClosed it.", "Opened it.\nClosed it."),
        ("<b>x</b>" * 5_000, "x" * 3_999 + "…"),
    ],
)
def test_a_comment_that_repeats_the_solution_is_told_once(said: str, told: str) -> None:
    case = Case(requester=person("ann@example.com"))
    notes = (Note(said, format="html", public=True),)
    case.write("initiator", public_note=True, notes=notes, state="closed", resolution=said)
    [mail] = mails_sent()
    assert mail.body.endswith(f"State: Closed\n\nSolution:\n{told}\n")


@posting
def test_an_entry_that_gets_its_text_later_is_told_then_and_no_other() -> None:
    case = Case(requester=person("ann@example.com"), mode=ALWAYS)
    notes = (Note("Before", public=True), Note("It was the valve.", public=True))
    case.record = records.change(
        kind=TICKET, number=case.record.number, edit=lambda _: Change(notes=notes), caller=CALLER
    )
    case.write(resolution="x", filled=[f"{case.record.version:019d}#0001"])
    case.comment("After", public=False)
    [mail] = mails_sent()
    assert mail.subject == f"{case.name} commented: It is cold"
    assert mail.body.endswith("State: New\n\nComment:\nIt was the valve.\n")


@posting
def test_an_entry_that_is_not_public_is_not_told() -> None:
    case = Case(requester=person("ann@example.com"))
    case.comment("Secret", "initiator", public=False)
    [mail] = mails_sent()
    assert (mail.subject, "Secret" in mail.body) == (f"{case.name} changed: It is cold", False)


@posting
def test_a_mail_says_what_was_so_when_it_was_set_off() -> None:
    case = Case(requester=person("ann@example.com"))
    case.close("initiator", resolution="Opened it.")
    case.write(subject="Changed", state="in_progress", resolution="No.")
    records.trash(kind=TICKET, number=case.record.number, caller=CALLER)
    [mail] = mails_sent()
    assert mail.subject == f"{case.name} closed: It is cold"
    assert "State: Closed\n\nSolution:\nOpened it.\n" in mail.body


@posting
def test_a_comment_of_a_ticket_that_is_in_the_trash_by_now_is_told() -> None:
    case = Case(requester=person("ann@example.com"))
    case.comment("Warmer?", "initiator")
    records.trash(kind=TICKET, number=case.record.number, caller=CALLER)
    [mail] = mails_sent()
    assert mail.body.endswith("\nComment:\nWarmer?\n")


@posting
def test_a_new_ticket_is_by_whoever_is_said_to_have_made_it() -> None:
    mia = person(display_name="Mia")
    caller = replace(CALLER, person=person(display_name="Robot"))
    ticket = records.create(kind=TICKET, values={"subject": "x"}, caller=caller, created_by=mia)
    assert mails.facts_of("created", None, ticket, caller)["by"] == str(mia)
    assert mails.facts_of(CHANGED, ticket, ticket, caller)["by"] == str(caller.person)


@posting
def test_a_name_of_several_lines_is_one_line() -> None:
    case = Case(requester=person("ann@example.com"), by=person(display_name="Mia\r\nState: Closed"), mode=NEVER)
    case.comment("Warmer?", "initiator")
    [mail] = mails_sent()
    assert "By: Mia State: Closed\n" in mail.body


@pytest.mark.parametrize(
    ("subject", "shown"),
    [
        ("One\r\nBcc: all@example.com", "One Bcc: all@example.com"),
        ("One\rBcc: x", "One Bcc: x"),
        ("One\u2028Bcc: x", "One Bcc: x"),
        ("One\u0085Bcc: x", "One Bcc: x"),
        (" a\tb\x00c ", "a b c"),
        ("x" * 201, "x" * 199 + "…"),
        ("ä" * 200, "ä" * 200),
        ("  \n ", ""),
    ],
)
def test_a_subject_is_one_short_line(subject: str, shown: str) -> None:
    assert facts(subject=subject)["subject"] == shown


@given(st.text())
def test_no_subject_can_begin_a_header(subject: str) -> None:
    shown = facts(subject=subject)["subject"]
    assert len(shown.splitlines()) <= 1
    assert len(shown) <= mails.MAX_SUBJECT
    assert all(character.isprintable() or ord(character) > 0xA0 for character in shown)


@pytest.mark.parametrize(
    ("resolution", "told"),
    [
        ("a < b and c > d\n  second line", "a < b and c > d\n  second line"),
        ("<p>One</p><p>Two</p>", "One\nTwo"),
        ("Tom &amp; Anna", "Tom & Anna"),
        ("AT&T; R&D", "AT&T; R&D"),
        ("one<BR/>two", "one\ntwo"),
        ("<script>alert(1)</script>done", "done"),
        (" \n", ""),
        ("x" * 5_000, "x" * 3_999 + "…"),
    ],
)
def test_a_solution_is_told_as_a_reader_sees_it(resolution: str, told: str) -> None:
    assert facts(resolution=resolution)["solution"] == told


def test_hostile_markup_in_a_solution_takes_no_time() -> None:
    assert len(facts(resolution="<a " * 33_000)["solution"]) <= mails.MAX_TEXT


def test_only_a_closing_tells_the_solution() -> None:
    assert facts(CHANGED, resolution="Opened it.")["solution"] == ""
