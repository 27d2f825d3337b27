"""What a text asks for: that something be provided, or that something be mended (specification, 9.1)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from chalicelib.dialects.matrix42.verbs.members import Members
from chalicelib.dialects.matrix42.visit import Visit
from chalicelib.dialects.matrix42.vocabulary import items
from chalicelib.dialects.matrix42.vocabulary.verbs import REQUEST_WORDS
from chalicelib.domain.markup import text_of

_WORD: Final = re.compile(r"[^\W\d_]+")


def classify(visit: Visit, said: Mapping[str, Any]) -> dict[str, Any]:
    """The configuration item for a ticket of such a text; nothing is made. Refused for what is no text."""
    members = Members(said)
    texts = (members.text("TicketSubject"), members.text("TicketDescription"))
    members.check()
    words = _WORD.findall(" ".join(text_of(text or "") for text in texts).casefold())
    name = items.INCIDENT if REQUEST_WORDS.isdisjoint(words) else items.SERVICE_REQUEST
    item = visit.catalogue.item(name)
    return {"TypeName": item.name, "ActivityType": item.activity_type}
