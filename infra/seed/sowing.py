"""Writes the company into an empty store, as its people would have: in the order of time, each in their own name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final, NamedTuple

from chalicelib.dialects.esm.templates import declaration
from chalicelib.domain import clock, journal
from chalicelib.domain.account import fold
from chalicelib.domain.asset import ASSET
from chalicelib.domain.caller import Caller, CredentialKind
from chalicelib.domain.kind import Kind
from chalicelib.domain.record import Change, Record
from chalicelib.domain.reference import Ref
from chalicelib.domain.role import Permissions
from chalicelib.domain.ticket import TICKET
from chalicelib.services import files, records
from infra.seed import alerting, assets, integrators, reader, releases, tokens
from infra.seed.access import ADMINISTRATOR, admit
from infra.seed.assets import Asset
from infra.seed.entries import Attachment, Company, Entry, Note

Progress = Callable[[int, int, str], None]

FOUNDED: Final = 400.0  # days before the sowing; sites, groups, services and people come in from then on, one an hour
_HOUR: Final = 1 / 24
_ADMINISTRATOR: Final = "admin"
_INTEGRATOR: Final = "apidev"
_EDITOR: Final = "hblythe"
_READER: Final = "lkahale"
_INSIDER: Final = "kmorita"
_OUTSIDER: Final = "jachterberg"
_AUDIENCE: Final = "integrators"
_OUTCOME: Final = frozenset({"state", "closed_at", "close_reason", "resolution"})  # what closing a ticket writes


def sow(
    *,
    base_url: str,
    progress: Progress,
    company: Company | None = None,
    plan: Any = None,
    planted: Sequence[Asset] = (),
    told: releases.Steps = (),
) -> dict[str, Any]:
    """Write everything; answers what `credentials.json` is to hold. `progress` hears done and all steps, and what they are.

    `company`, `plan`, `planted`, `told`: others than those of the files; another company has no plan, assets and release
    notes but these.
    UnsoundError, before anything is written, when the files contradict each other.
    The store must be empty: after an interruption it is wiped and sown anew. The clock of this process walks through the
    company's past meanwhile, so nothing else may be at work in it. No mail is sent.
    """
    if company is None:
        company, plan = reader.read(), plan or alerting.read(reader.COMPANY)
        planted = planted or assets.read(reader.COMPANY, company)
        told = told or releases.read(reader.COMPANY)
    sown_at = clock.now()
    sower = _Sower(company, sown_at, planted)
    steps = list(sower.steps())
    for done, step in enumerate(steps):
        progress(done, len(steps), step.what)
        with _clock_at(sower.moment(step.days)):
            step.run()
    sections = admit(person=sower.refs[_ADMINISTRATOR], integrator=sower.refs[_INTEGRATOR])
    if plan is not None:
        alerting.lay_down(plan, sower.caller(_ADMINISTRATOR))
        sections["xmatters"] |= alerting.known()
    if planted:
        sections["squiz"] = tokens.admit(editor=sower.refs[_EDITOR], reader=sower.refs[_READER], planted=planted)
    if _AUDIENCE in sower.refs:
        insider, outsider, group = (sower.refs[key] for key in (_INSIDER, _OUTSIDER, _AUDIENCE))
        sections["matrix42"] = integrators.admit(insider=insider, outsider=outsider, group=group)
    releases.tell(told, sown_at=sown_at)
    progress(len(steps), len(steps), "account")
    return {"base_url": base_url, **sections}


class _Step(NamedTuple):
    """One write, `days` before the sowing. `what`: the kind of thing it is about, for people."""

    days: float
    what: str
    run: Callable[[], object]


class _Sower:
    """The writes that make a company. `refs`: of the entries that are in the store by now, by their keys."""

    def __init__(self, company: Company, sown_at: datetime, planted: Sequence[Asset]) -> None:
        self.refs: dict[str, Ref] = {}
        self._records: dict[str, Record] = {}
        self._numbers: dict[str, Iterator[int]] = {}
        self._company = company
        self._sown_at = sown_at
        self._planted = planted

    def moment(self, days: float) -> datetime:
        """The moment so many days before the sowing."""
        return self._sown_at - timedelta(days=days)

    def steps(self) -> Iterator[_Step]:
        """All writes, in the order of time."""
        layout = self._company.layout
        if layout.templates or layout.folders:
            lay_down = partial(declaration.declare, templates=layout.templates, folders=layout.folders)
            yield _Step(FOUNDED + _HOUR, "templates and folders", lay_down)
        if self._company.declarations.content:
            yield _Step(FOUNDED + _HOUR, "declared definitions", self._company.declarations.lay_down)
        yield from self._foundation()
        yield from sorted(self._work(), key=lambda step: -step.days)

    def _foundation(self) -> Iterator[_Step]:
        """Everything that was not opened: as the files have it, then what points at something further down in them."""
        known: set[str] = set()
        later: list[tuple[Entry, list[str]]] = []
        days = FOUNDED
        for entry in self._company.entries:
            if entry.opened is not None:
                continue
            ahead = [name for name in entry.values if not known.issuperset(entry.targets(name))]
            known.add(entry.key)
            later += [(entry, ahead)] if ahead else []
            yield self._creation(entry, days, entry.values.keys() - ahead, entry.author or _ADMINISTRATOR)
            days -= _HOUR
        for entry, ahead in later:
            yield self._change(entry, days, ahead, _ADMINISTRATOR)
            days -= _HOUR

    def _work(self) -> Iterator[_Step]:
        """Tickets and whatever else was opened, what was said about it, and the ends of tickets; assets."""
        for step in assets.steps(self._planted, self.caller):
            yield _Step(step.days, ASSET.name, step.run)
        for entry in self._company.entries:
            if entry.opened is None:
                continue
            values = entry.values
            closed = entry.kind is TICKET and values.get("state") == "closed"
            names = values.keys() - _OUTCOME if closed else values.keys()
            author = entry.author or values.get("requester", _ADMINISTRATOR)
            yield self._creation(entry, entry.opened, names, author)
            for attachment in entry.attachments:
                yield self._attachment(entry, entry.opened, attachment, author)
            for note in entry.journal:
                yield self._remark(entry, note)
            if closed:
                closer = values.get("assignee", _ADMINISTRATOR)
                yield self._change(entry, values["closed_at"], values.keys() & _OUTCOME, closer)

    def _creation(self, entry: Entry, days: float, names: Iterable[str], author: str) -> _Step:
        def run() -> None:
            record = records.create(
                kind=entry.kind,
                values={name: entry.value(name, self.refs, self._sown_at) for name in names},
                extras=entry.kept(self.refs),
                caller=self.caller(author),
                number=entry.number,
                reserved=None if entry.number is not None else self._next_number(entry.kind),
                guid=entry.guid,
            )
            self._records[entry.key] = record
            self.refs[entry.key] = record.ref

        return _Step(days, entry.kind.name, run)

    def _next_number(self, kind: Kind) -> int:
        """One of the numbers that were reserved, all in one call, when the first was asked for."""
        if kind.space not in self._numbers:
            entries = self._company.entries
            count = sum(entry.number is None and entry.kind.space == kind.space for entry in entries)
            self._numbers[kind.space] = iter(records.reserve(kind=kind, count=count))
        return next(self._numbers[kind.space])

    def _change(self, entry: Entry, days: float, names: Iterable[str], author: str) -> _Step:
        def run() -> None:
            self._edit(entry, Change({name: entry.value(name, self.refs, self._sown_at) for name in names}), author)

        return _Step(days, entry.kind.name, run)

    def _remark(self, entry: Entry, note: Note) -> _Step:
        remark = journal.Note(note.text, public=note.public)
        return _Step(note.days, "journal", lambda: self._edit(entry, Change(notes=(remark,)), note.author))

    def _attachment(self, entry: Entry, days: float, attachment: Attachment, author: str) -> _Step:
        def run() -> None:
            before = self._records[entry.key]
            self._records[entry.key], _ = files.attach(
                kind=entry.kind,
                number=before.number,
                field=attachment.field,
                name=attachment.name,
                content=attachment.text.encode(),
                caller=self.caller(author),
                before=before,
            )

        return _Step(days, "file", run)

    def _edit(self, entry: Entry, change: Change, author: str) -> None:
        before = self._records[entry.key]
        self._records[entry.key] = records.change(
            kind=entry.kind, number=before.number, before=before, edit=lambda _: change, caller=self.caller(author)
        )

    def caller(self, author: str) -> Caller:
        """The one whom a person calls as."""
        login = str(self._company.by_key[author].values["login"])
        return Caller(
            account=fold(login),
            login=login,
            credential="seed",
            kind=CredentialKind.BASIC,
            dialect="seed",
            permissions=Permissions((ADMINISTRATOR,)),
            person=self.refs.get(author),
        )


@contextmanager
def _clock_at(moment: datetime) -> Iterator[None]:
    """The clock of this process at `moment`, afterwards as it was."""
    ahead = clock.offset()
    clock.advance((moment - clock.now()).total_seconds())
    try:
        yield
    finally:
        clock.advance(ahead - clock.offset())
