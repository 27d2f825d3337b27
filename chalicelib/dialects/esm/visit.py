"""One call: who makes it, what it is about, and what its view works with."""

from __future__ import annotations

from functools import cached_property
from typing import Final

from chalicelib.dialects.esm import settings
from chalicelib.dialects.esm.access import Access
from chalicelib.dialects.esm.cards.draft import Drafting
from chalicelib.dialects.esm.cards.finding import find
from chalicelib.dialects.esm.cards.naming import Naming
from chalicelib.dialects.esm.cards.saving import Saving
from chalicelib.dialects.esm.cards.search import Search, budget
from chalicelib.dialects.esm.parser import matches, query
from chalicelib.dialects.esm.serializer.cards import Showing
from chalicelib.dialects.esm.settings import Settings
from chalicelib.dialects.esm.templates import catalogue
from chalicelib.dialects.esm.templates.attribute import Attribute
from chalicelib.dialects.esm.templates.folder import Folder
from chalicelib.dialects.esm.templates.template import Template
from chalicelib.domain.record import Record
from chalicelib.domain.role import Verb
from chalicelib.errors import Forbidden, NotFound
from chalicelib.request import Request

_DENIALS: Final = {
    Verb.EDIT: "There is no right to edit this data card.",
    Verb.DELETE: "There is no right to delete this data card.",
}


class Visit:
    """A call of an identified caller. What it asks for is looked up when it is first used; NotFound for what is not there."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.access = Access(request.caller, catalogue.current())
        self.settings: Settings = settings.current()

    @cached_property
    def template(self) -> Template:
        """The template of the path."""
        return self.access.template(self.request.params["templateCode"])

    @cached_property
    def record(self) -> Record:
        """The card of the path, also one in the trash."""
        return self._found[0]

    @property
    def folder(self) -> Folder:
        """Where the card of the path lies."""
        return self._found[1]

    @cached_property
    def attribute(self) -> Attribute:
        """The attribute of the path, once the card is found."""
        code = self.request.params["attributeCode"]
        attribute = self.template.attributes.get(code)
        if attribute is None or not self.record:
            raise NotFound(f"No attribute with code {code[:100]} in template {self.template.code}.")
        return attribute

    def demand(self, verb: Verb) -> None:
        """Raise Forbidden without a right on the card of the path."""
        if not self.access.may(verb, self.template, self.folder):
            raise Forbidden(_DENIALS[verb])

    def matched(self) -> int | None:
        """The version that the card must still have; None where the caller does not mind. Raises PreconditionFailed."""
        header = self.request.headers.get("if-match")
        matches.check(header, self.record.version)
        return self.record.version if header and header.strip() not in ("", "*") else None

    def search(self, said: str | None) -> Search:
        """A search among the cards of the template."""
        return Search(self.access, self.template, said, self.settings)

    def saving(self, *, creates: bool = False, many: bool = False) -> Saving:
        """What writes cards of the template. `creates`: also those that references name and that are not there.

        `many`: not only one.
        """
        naming = Naming(self.access, budget(self.settings), self.template if many else None)
        drafting = Drafting(self.access, self.template, naming, self.settings.zone, creates)
        return Saving(self.access, self.template, drafting)

    def showing(self) -> Showing:
        """What shows cards of the template, as the query asks for them."""
        return Showing(self.access, self.template, query.selected(self.request.query))

    @cached_property
    def _found(self) -> tuple[Record, Folder]:
        return find(self.request.params["dataCardId"], self.access, self.template)
