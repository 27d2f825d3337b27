"""The views: parse, do, serialize. What is there is asked first, then rights, then the body (specification, 7)."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from time import monotonic
from typing import Any, Final

from chalicelib.dialects import downloads
from chalicelib.dialects.esm import wire
from chalicelib.dialects.esm.cards import attributes, trash
from chalicelib.dialects.esm.cards.draft import Mode
from chalicelib.dialects.esm.cards.finding import folder_for, moved_to
from chalicelib.dialects.esm.cards.imports import Import
from chalicelib.dialects.esm.login import log_in
from chalicelib.dialects.esm.parser import body, forms, query
from chalicelib.dialects.esm.parser.cards import card_body
from chalicelib.dialects.esm.routes import dialect
from chalicelib.dialects.esm.serializer import answers, stamps
from chalicelib.dialects.esm.serializer import templates as templates_shown
from chalicelib.dialects.esm.serializer.lists import Pile
from chalicelib.dialects.esm.serializer.writes import imported, written
from chalicelib.dialects.esm.visit import Visit
from chalicelib.dialects.esm.vocabulary import messages
from chalicelib.domain.role import Verb
from chalicelib.errors import Forbidden, Invalid
from chalicelib.request import Request
from chalicelib.response import Response

_CHUNK: Final = 200  # cards of a stream that are read at once
_STREAMING: Final = 20.0  # seconds after which a stream ends, and says where it goes on


def _visiting(view: Callable[[Visit], Response]) -> Callable[[Request], Response]:
    """Hand a view the call as a visit: somebody with a token makes it."""

    @wraps(view)
    def serve(request: Request) -> Response:
        return view(Visit(request))

    return serve


def issue_token(request: Request) -> Response:
    """A token for a login and a password, in the header and in the body."""
    bearer = f"Bearer {log_in(dialect, request)}"
    shape = wire.ApiResponse(200, messages.TOKEN_ISSUED, stamps.now(), bearer)
    return answers.respond(shape, headers={"Authorization": bearer, "Cache-Control": "no-store"})


def echo(request: Request) -> Response:
    """What was said."""
    return answers.said(request.query.first("message") or "")


@_visiting
def echo_with_token(visit: Visit) -> Response:
    """What was said, to those with a token."""
    return echo(visit.request)


@_visiting
def list_templates(visit: Visit) -> Response:
    """The templates that the caller may see."""
    return answers.respond([templates_shown.named(each) for each in visit.access.templates()])


@_visiting
def read_template(visit: Visit) -> Response:
    """A template."""
    return answers.respond(templates_shown.described(visit.template, visit.access))


@_visiting
def list_cards(visit: Visit) -> Response:
    """A page of cards, the greatest id first."""
    showing, wanted = visit.showing(), query.listed(visit.request.query)
    page = visit.search(wanted.filter).page(below=wanted.below, limit=wanted.limit)
    pile = Pile()
    whole = pile.add(showing.listed(page.records, full=wanted.full))
    return pile.answer(visit.request, wanted, more=page.more or not whole, limit=wanted.limit)


@_visiting
def stream_cards(visit: Visit) -> Response:
    """All cards, as many as one answer carries."""
    showing, wanted = visit.showing(), query.listed(visit.request.query)
    search, pile = visit.search(wanted.filter), Pile()
    below, more, ends = wanted.below, True, monotonic() + _STREAMING
    while more and (not pile or monotonic() < ends):
        page = search.page(below=below, limit=_CHUNK)
        whole = pile.add(showing.listed(page.records, full=wanted.full))
        more = page.more or not whole
        if not whole or not page.records:
            break
        below = page.records[-1].number
    return pile.answer(visit.request, wanted, more=more, limit=None)


@_visiting
def create_card(visit: Visit) -> Response:
    """A new card; what is not valid of it is reported."""
    if not visit.access.folders_for(Verb.CREATE, visit.template):
        raise Forbidden(f"There is no right to create data cards of template {visit.template.code}.")
    said = card_body(body.read_object(visit.request))
    folder = folder_for(said, visit.access, visit.template)
    creates = query.flag(visit.request.query, "createEmptyReferences")
    saved = visit.saving(creates=creates).create(said.data, folder)
    return written(visit, saved, status=201)


@_visiting
def import_cards(visit: Visit) -> Response:
    """Many cards, each for itself."""
    if not any(visit.access.folders_for(verb, visit.template) for verb in (Verb.CREATE, Verb.EDIT)):
        raise Forbidden(f"There is no right to write data cards of template {visit.template.code}.")
    rows = body.read(visit.request)
    if not isinstance(rows, list):
        raise Invalid(message="The body is no array.")
    if len(rows) > visit.settings.max_rows:
        raise Invalid(message=f"An import takes at most {visit.settings.max_rows} rows, and this has {len(rows)}.")
    found = Import(visit.access, visit.template, visit.saving(many=True)).run(rows)
    return imported(visit, found)


@_visiting
def read_card(visit: Visit) -> Response:
    """A card, also one in the trash."""
    return answers.respond(visit.showing().full(visit.record), headers=answers.tag(visit.record))


@_visiting
def change_card(visit: Visit) -> Response:
    """A card changed; what is not valid of the change is reported."""
    visit.demand(Verb.EDIT)
    said = card_body(body.read_object(visit.request))
    if said.card is not None and said.card != str(visit.record.number):
        raise Invalid(message="dataCardId is not the one of the address.")
    moved = moved_to(said, visit.access, visit.template, visit.folder)
    attributes.check_live(visit.record)
    if_version = visit.matched()
    creates = query.flag(visit.request.query, "createEmptyReferences")
    saved = visit.saving(creates=creates).change(visit.record, said.data, moved, if_version=if_version)
    return written(visit, saved)


@_visiting
def delete_card(visit: Visit) -> Response:
    """A card moved to the trash."""
    visit.demand(Verb.DELETE)
    trash.check(visit.record)
    trash.move(visit.access, visit.template, visit.record, if_version=visit.matched())
    return answers.said(messages.TRASHED)


@_visiting
def read_attribute(visit: Visit) -> Response:
    """An attribute of a card."""
    attribute = visit.attribute
    return answers.respond(visit.showing().element(attribute, visit.record))


@_visiting
def replace_attribute(visit: Visit) -> Response:
    """The values of an attribute replaced."""
    return _write(visit, Mode.REPLACE)


@_visiting
def extend_attribute(visit: Visit) -> Response:
    """Values added to an attribute."""
    return _write(visit, Mode.ADD)


@_visiting
def clear_attribute(visit: Visit) -> Response:
    """The values of an attribute taken away."""
    target = _target(visit)
    target.check_clearable()
    attributes.check_live(visit.record)
    record = target.clear(visit.saving(), if_version=visit.matched())
    return answers.said(messages.CLEARED, record)


@_visiting
def upload_file(visit: Visit) -> Response:
    """A file added to an attribute."""
    target = _target(visit)
    target.check_attachable()
    upload = forms.read(visit.request)
    attributes.check_live(visit.record)
    record = target.attach(upload.name, upload.content, upload.media_type, if_version=visit.matched())
    return answers.said(messages.UPLOADED, record)


@_visiting
def download_file(visit: Visit) -> Response:
    """The bytes of a file."""
    location = visit.request.params["location"]
    file, content = attributes.find_file(visit.access, visit.template, visit.attribute, visit.record, location)
    return downloads.attachment(content, name=file.name, media_type=file.media_type)


def _write(visit: Visit, mode: Mode) -> Response:
    target = _target(visit)
    content: Any = body.read_values(visit.request)
    saving = visit.saving()
    wish = saving.drafting.read_one(target.attribute, content, mode)
    attributes.check_live(visit.record)
    record = target.carry_out(wish, saving, if_version=visit.matched())
    return answers.said(messages.SAVED, record)


def _target(visit: Visit) -> attributes.Target:
    attributes.check_writable(visit.access, visit.template, visit.attribute, visit.folder)
    return attributes.Target(visit.access, visit.template, visit.attribute, visit.record)
