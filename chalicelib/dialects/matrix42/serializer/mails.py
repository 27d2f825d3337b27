"""What a mail about a ticket says: in the transaction as few facts, later in the words of whoever gets it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any, Final, NamedTuple

from chalicelib.dialects.matrix42 import languages
from chalicelib.dialects.matrix42.schema.measures import full_name, ticket_number
from chalicelib.dialects.matrix42.schema.operands import Refined
from chalicelib.dialects.matrix42.schema.storage import NOTHING
from chalicelib.dialects.matrix42.vocabulary import mails, states
from chalicelib.dialects.matrix42.vocabulary.languages import USUAL
from chalicelib.domain.caller import Caller
from chalicelib.domain.delivery import Channel, Message
from chalicelib.domain.job import Job
from chalicelib.domain.journal import JournalEntry
from chalicelib.domain.markup import text_of
from chalicelib.domain.record import Record
from chalicelib.domain.reference import Ref
from chalicelib.domain.ticket import TICKET
from chalicelib.errors import NotFound
from chalicelib.services import accounts, journal, records, references

MAX_SUBJECT: Final = 200  # characters of a ticket's subject that a mail shows
MAX_TEXT: Final = 4_000  # characters of a solution, or of comments
MAX_ENTRIES: Final = 100  # of one write that are looked at for comments

_STATE: Final = Refined("state", "State", states.STATES, states.FINER_STATES)
_GAP: Final = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029]+")
_MARKUP: Final = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:#[0-9]{1,7}|[a-zA-Z][a-zA-Z0-9]{1,9});")


class Addressee(NamedTuple):
    """An address, and the person whose it is; None of a group."""

    address: str
    person: Record | None


def facts_of(
    event: str, before: Record | None, after: Record, caller: Caller, *, entries: Sequence[str] = ()
) -> dict[str, Any]:
    """What mails need to know of a write, so that no later one alters them.

    `entries`: how the keys of those entries of the journal begin that are told. Their texts never change, and are not copied.
    """
    author = after.created_by if before is None else caller.person
    return {
        "ticket": after.number,
        "number": ticket_number(after),
        "subject": _clipped(_GAP.sub(" ", after.get("subject") or "").strip(), MAX_SUBJECT),
        "state": next(iter(_STATE.values(after, NOTHING)), None),
        "solution": _clipped(_plain(after.get("resolution") or ""), MAX_TEXT) if event == mails.CLOSED else "",
        "entries": list(entries),
        "by": author and str(author),
    }


class Letter:
    """The mail of a job; the same for all, but for the language."""

    def __init__(self, job: Job) -> None:
        self._event = job.event
        self._facts = job.facts
        self._by_language: dict[str, tuple[str, str]] = {}

    def to(self, addressee: Addressee) -> Message:
        """A mail in the language of the person, else of the account; to groups in English."""
        language = _language(addressee.person)
        if language not in self._by_language:
            self._by_language[language] = self._worded(language)
        subject, body = self._by_language[language]
        return Message(Channel.EMAIL, addressee.address, body, subject)

    def _worded(self, language: str) -> tuple[str, str]:
        facts, words = self._facts, mails.WORDS[language]
        begin, sentence = (each.format(number=facts["number"]) for each in words.events[self._event])
        state = mails.STATES.get(facts["state"], {}).get(language, "")
        short = {"Subject": facts["subject"], "State": state, "By": self._author}
        long = {"Solution": facts["solution"], "Comment": self._comment}
        lines = [sentence, ""]
        lines += [f"{words.labels[name]}{words.colon}{text}" for name, text in short.items() if text]
        for name, text in long.items():
            if text:
                lines += ["", f"{words.labels[name]}{words.colon}".rstrip(), text]
        return words.colon.join(filter(None, (begin, facts["subject"]))), "\n".join(lines) + "\n"

    @cached_property
    def _author(self) -> str:
        """Who did it; of a comment who wrote it."""
        own = [entry.author for entry in self._entries if entry.author] if self._event == mails.COMMENTED else []
        by = own[-1] if own else self._facts["by"] and Ref.parse(self._facts["by"])
        person = references.read([by], trashed=True).get(by) if by else None
        return _GAP.sub(" ", full_name(person) or "") if person else ""

    @cached_property
    def _comment(self) -> str:
        """What the write said to the requester, beside the solution."""
        solution = _GAP.sub(" ", self._facts["solution"])
        texts = ((text_of(entry.text) if entry.format == "html" else entry.text).strip() for entry in self._entries)
        told = (text for text in texts if text and _GAP.sub(" ", _clipped(text, MAX_TEXT)) != solution)
        return _clipped("\n\n".join(told), MAX_TEXT)

    @cached_property
    def _entries(self) -> list[JournalEntry]:
        return list(_public_entries(self._facts["ticket"], self._facts["entries"])) if self._facts["entries"] else []


def _public_entries(number: int, beginnings: Iterable[str]) -> Iterator[JournalEntry]:
    """What a write of a ticket has put into its journal for the requester to read."""
    try:
        ticket = records.get(kind=TICKET, number=number, trashed=True)
    except NotFound:
        return
    for begin in beginnings:
        before = begin.partition("#")[0]
        for entry in journal.entries(record=ticket, limit=MAX_ENTRIES, after=before, newest_first=False):
            if entry.public and entry.key.startswith(begin):
                yield entry


def _language(person: Record | None) -> str:
    if person is None:
        return USUAL
    own = languages.known(person.get("language"))
    if own is None:
        of_accounts = (languages.known(account.language) for account in accounts.of_person(person=person.number))
        own = next(filter(None, of_accounts), None)
    return own or USUAL


def _plain(text: str) -> str:
    """A text that may be HTML, and doesn't say so."""
    return (text_of(text) if _MARKUP.search(text) else text).strip()


def _clipped(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
