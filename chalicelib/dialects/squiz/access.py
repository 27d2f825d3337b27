"""What the caller may do with an asset or a link.

In the order of the specification (section 3): is it there (404), under a root node of the token, permitted (403).
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import Final

from chalicelib.dialects.squiz.parser.values import number_of
from chalicelib.dialects.squiz.vocabulary.messages import NO_WRITE, OUTSIDE
from chalicelib.domain.caller import Caller
from chalicelib.domain.role import Verb
from chalicelib.domain.tree import Link
from chalicelib.errors import Forbidden, NotFound
from chalicelib.request import Request
from chalicelib.services.tree import listing, places
from chalicelib.services.tree.places import Place

_DONE: Final = {Verb.READ: "read", Verb.CREATE: "write beneath", Verb.EDIT: "write", Verb.DELETE: "delete"}


def asset(request: Request, verb: Verb) -> Place:
    """The asset of the path. Raises NotFound, Forbidden."""
    said = request.params["assetId"]
    number = number_of(said)
    if not number:
        raise NotFound(f"There is no asset {said}.")
    place = places.find(number=number)
    require(request.caller, verb, place)
    return place


def link(request: Request, verb: Verb) -> Link:
    """The link of the path, which can be read by whoever can read one of its ends. Raises NotFound, Forbidden."""
    said = request.params["linkId"]
    number = number_of(said)
    missing = NotFound(f"There is no link {said}.")
    if not number:
        raise missing
    found = listing.link(number=number)
    ends = places.find_all(numbers=(found.major, found.minor))
    if len(ends) < len({found.major, found.minor}):
        raise missing
    if verb is Verb.READ:
        _require_any(request.caller, verb, (ends[found.major], ends[found.minor]))
    else:
        require(request.caller, verb, ends[found.major])
    return found


def require(caller: Caller, verb: Verb, place: Place) -> None:
    """Raise Forbidden where the caller may not do something with an asset."""
    if caller.roots and place.lineage.isdisjoint(caller.roots):
        raise Forbidden(OUTSIDE)
    if not caller.permissions.may_on_asset(verb, place.lineage):
        raise Forbidden(f"The user has no permission to {_DONE[verb]} asset {place.record.number}.")


def require_there(found: Container[int], numbers: Iterable[tuple[str, int]]) -> None:
    """Raise NotFound where an asset that a body names, by id and number, is not among those that were found."""
    for said, number in numbers:
        if number not in found:
            raise NotFound(f"There is no asset {said}.")


def require_writing(caller: Caller, verb: Verb) -> None:
    """Raise Forbidden for a caller who may not do something with any asset at all: no body of theirs is judged."""
    if not any(verb in verbs for role in caller.permissions.roles for verbs in role.assets.values()):
        raise Forbidden(NO_WRITE)


def _require_any(caller: Caller, verb: Verb, several: Iterable[Place]) -> None:
    refusals: list[Forbidden] = []
    for place in several:
        try:
            return require(caller, verb, place)
        except Forbidden as refusal:
            refusals.append(refusal)
    raise refusals[0]
