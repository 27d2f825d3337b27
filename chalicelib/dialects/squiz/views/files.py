"""The bytes of files, for whoever knows their address."""

from __future__ import annotations

from chalicelib.dialects import downloads
from chalicelib.dialects.squiz import files
from chalicelib.dialects.squiz.parser.values import number_of
from chalicelib.dialects.squiz.vocabulary.files import OTHER
from chalicelib.dialects.squiz.vocabulary.messages import NO_FILE
from chalicelib.errors import NotFound
from chalicelib.request import Request
from chalicelib.response import Response
from chalicelib.services.tree import places


def download(request: Request) -> Response:
    """A file: pictures to be seen, all others to be saved."""
    number = number_of(request.params["assetId"])
    place = places.find_all(numbers=[number]).get(number) if number else None
    if place is None:
        raise NotFound(NO_FILE)
    file, content = files.read(place.record, request.params["secret"])
    media_type = files.media_type(file.name)
    if media_type is None:
        return downloads.attachment(content, name=file.name, media_type=OTHER)
    return Response(200, content, {"X-Content-Type-Options": "nosniff"}, media_type)
