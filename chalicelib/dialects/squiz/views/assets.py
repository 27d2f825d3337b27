"""Assets, their links and their children."""

from __future__ import annotations

from typing import Final

from chalicelib.dialects.squiz import access, callback, content, files
from chalicelib.dialects.squiz.metadata import Schemas
from chalicelib.dialects.squiz.parser import assets as parser
from chalicelib.dialects.squiz.parser import query
from chalicelib.dialects.squiz.serializer import answers
from chalicelib.dialects.squiz.serializer import assets as serializer
from chalicelib.dialects.squiz.serializer import links as link_serializer
from chalicelib.dialects.squiz.serializer.assets import View
from chalicelib.dialects.squiz.serializer.children import Page
from chalicelib.dialects.squiz.vocabulary.messages import NO_PARENT
from chalicelib.dialects.squiz.vocabulary.settings import CONTEXTS, DIALECT, SETTINGS, read_contexts
from chalicelib.domain.asset import ASSET
from chalicelib.domain.record import Change, File, Record
from chalicelib.domain.role import Verb
from chalicelib.domain.tree import Link
from chalicelib.errors import Faults, NotFound
from chalicelib.request import Request
from chalicelib.response import Response
from chalicelib.services import records, settings
from chalicelib.services.tree import attempts, felling, listing, places, planting

MAX_LINKS: Final = 1_000
_STEP: Final = 50  # children that are read at once: each may have 300 kB


def create(request: Request) -> Response:
    """A new asset with its first link."""
    access.require_writing(request.caller, Verb.CREATE)
    faults = Faults()
    triggers = query.triggers(request.query, faults)
    wanted = parser.creation(request, faults)
    view = _view(request)
    if wanted is not None:
        content.check(wanted.wish, view.schemas, faults)
    faults.raise_any()
    assert wanted is not None  # noqa: S101  there is a fault otherwise
    values = content.creation(wanted.wish)
    if not wanted.parent:
        raise NotFound(NO_PARENT)
    parent = places.find(number=wanted.parent)
    access.require(request.caller, Verb.CREATE, parent)
    file = files.receive(wanted.wish.upload) if wanted.wish.upload is not None else None
    try:
        record, _ = planting.create(
            values=content.with_file(values, file),
            parent=wanted.parent,
            above=parent,
            tie=wanted.tie,
            caller=request.caller,
            announce=callback.created(request.caller, wanted=triggers),
        )
    except Exception:
        files.give_up(file)
        raise
    return answers.created(request, f"assets/{record.number}", serializer.asset(record, view))


def read(request: Request) -> Response:
    """One asset, as a context shows it."""
    place = access.asset(request, Verb.READ)
    faults = Faults()
    query.triggers(request.query, faults)
    view = _view(request, faults)
    faults.raise_any()
    return answers.written(serializer.asset(place.record, view))


def change(request: Request) -> Response:
    """An asset with something different about it, and a new version."""
    place = access.asset(request, Verb.EDIT)
    faults = Faults()
    triggers = query.triggers(request.query, faults)
    view = _view(request, faults)
    wish = parser.change(request, faults)
    content.check(wish, view.schemas, faults, place.record, view.context)
    faults.raise_any()
    file = None
    if wish.upload is not None:
        content.change(place.record, wish, None, view.context)  # nothing is kept of what is too large
        file = files.receive(wish.upload)
    try:
        record = _changed(request, place.record, wish, file, view, triggers=triggers)
    except Exception:
        files.give_up(file)
        raise
    return answers.written(serializer.asset(record, view))


def delete(request: Request) -> Response:
    """An asset and its dependent parts, into the trash."""
    place = access.asset(request, Verb.DELETE)
    faults = Faults()
    triggers = query.triggers(request.query, faults)
    faults.raise_any()
    announce = callback.trashed(request.caller, wanted=triggers)
    felling.fell(number=place.record.number, caller=request.caller, announce=announce)
    return answers.done()


def list_links(request: Request) -> Response:
    """The links to an asset and from it."""
    number = access.asset(request, Verb.READ).record.number
    faults = Faults()
    query.triggers(request.query, faults)
    direction = query.direction(request.query, faults)
    behind_up, behind_down = query.link_cursor(request.query, faults)
    faults.raise_any()
    found: list[tuple[str, Link]] = []
    if direction != "down" and behind_down is None:
        ups = listing.ups(number=number, after=behind_up, limit=MAX_LINKS + 1)
        found += [(f"u{each.number}", each) for each in ups]
    if direction != "up" and len(found) <= MAX_LINKS:
        downs = listing.downs(number=number, after=behind_down, limit=MAX_LINKS + 1 - len(found))
        found += [(f"d{listing.place(each)}", each) for each in downs]
    shown = found[:MAX_LINKS]
    headers = {}
    if len(found) > MAX_LINKS:
        path = f"{answers.base(request)}/assets/{number}/links"
        cursor = query.opaque(shown[-1][0])
        headers["Link"] = f'<{path}?direction={direction}&cursor={cursor}>; rel="next"'
    return answers.written(answers.array(link_serializer.link(each) for _, each in shown), 200, headers)


def list_children(request: Request) -> Response:
    """The children of an asset, a page of them."""
    number = access.asset(request, Verb.READ).record.number
    faults = Faults()
    query.triggers(request.query, faults)
    limit = query.limit(request.query, faults)
    after = query.child_cursor(request.query, faults)
    faults.raise_any()
    view, page = _view(request), Page()
    while len(page) < limit:
        found = listing.children(number=number, after=after, limit=min(_STEP, limit - len(page)))
        laid = page.lay(found.pairs, view)
        if laid < len(found.pairs):  # there is no room for more
            after = listing.place(found.pairs[laid - 1][0]) if laid else after
            break
        after = found.after
        if after is None:
            break
    return page.answer(query.opaque(after) if after is not None else None)


def _changed(
    request: Request, before: Record, wish: parser.Wish, file: File | None, view: View, *, triggers: bool
) -> Record:
    def edit(record: Record) -> Change:
        if record is not before:  # somebody was faster: perhaps a schema is no longer assigned
            faults = Faults()
            content.check(wish, view.schemas, faults, record, view.context)
            faults.raise_any()
        return Change(content.change(record, wish, file, view.context))

    def once() -> Record:
        return records.change(
            kind=ASSET,
            number=before.number,
            before=before,
            edit=edit,
            caller=request.caller,
            announce=callback.updated(request.caller, wanted=triggers),
        )

    return attempts.persist(once)  # whoever updates it at the same time: all of them count


def _view(request: Request, faults: Faults | None = None) -> View:
    """How the request looks at assets. `faults`: it may name a context."""
    if faults is None:
        return View(request.base_url)
    contexts = read_contexts(settings.get(section=DIALECT, declared=SETTINGS)[CONTEXTS])
    return View(request.base_url, query.context(request.query, contexts, faults), Schemas())
