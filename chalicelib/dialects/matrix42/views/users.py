"""Who calls (specification, 11.3)."""

from __future__ import annotations

from chalicelib.dialects.matrix42 import languages
from chalicelib.dialects.matrix42.schema.measures import full_name
from chalicelib.dialects.matrix42.serializer.answers import shown
from chalicelib.dialects.matrix42.visit import Visit
from chalicelib.request import Request
from chalicelib.response import Response
from chalicelib.services import profiles


def get(request: Request) -> Response:
    """The person behind the caller's account, `null` where there is none."""
    visit = Visit(request)
    person = profiles.known(number=visit.person.number) if visit.person else None
    if person is None:
        return shown(None)
    return shown(
        {
            "Id": str(visit.user),
            "ObjectID": str(person.guid),
            "FirstName": person.get("first_name"),
            "LastName": person.get("last_name"),
            "DisplayString": full_name(person),
            "Language": languages.of_profile(request) or visit.language,
        }
    )
