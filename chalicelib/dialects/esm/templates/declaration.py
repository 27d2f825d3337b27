"""Laying templates and folders down: definitions, and the kinds of templates that are nobody's view."""

from __future__ import annotations

from collections.abc import Sequence

from chalicelib.dialects.esm.templates import catalogue
from chalicelib.dialects.esm.templates import content as contents
from chalicelib.dialects.esm.templates.catalogue import TEMPLATE
from chalicelib.dialects.esm.templates.content import Content
from chalicelib.dialects.esm.templates.storage import DIALECT, FOLDER
from chalicelib.dialects.esm.vocabulary.templates import BUILT_IN
from chalicelib.services import definitions, kinds


def declare(*, templates: Sequence[Content] = (), folders: Sequence[Content] = ()) -> None:
    """Lay down templates and folders, new or anew; what is not named stays.

    Their content has been checked. A kind comes before the template that shows it, so a crash in between leaves a kind that
    nobody sees. Raises Conflict when a kind of that name is stored in another form already, or is a built-in one.
    """
    defined = definitions.every(dialect=DIALECT)
    known = [*BUILT_IN, *(each.content for each in defined.get(TEMPLATE, ())), *templates]
    names = {content["code"]: contents.kind_name(content) for content in known}
    for content in templates:
        if content.get("kind") is None:
            kinds.declare(kind=contents.kind_of(content, names))
    for noun, several in ((TEMPLATE, templates), (FOLDER, folders)):
        for content in several:
            definitions.declare(dialect=DIALECT, noun=noun, name=content["code"], content=content)
    catalogue.forget()
