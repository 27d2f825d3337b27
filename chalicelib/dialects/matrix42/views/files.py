"""Files on their way, and those of objects (specification, 11.4)."""

from __future__ import annotations

from chalicelib.dialects import downloads
from chalicelib.dialects.matrix42.files import held, holders, sending
from chalicelib.dialects.matrix42.parser import body
from chalicelib.dialects.matrix42.parser.ids import guid
from chalicelib.dialects.matrix42.parser.query import Query
from chalicelib.dialects.matrix42.serializer.answers import created, empty, shown
from chalicelib.dialects.matrix42.visit import Visit
from chalicelib.errors import NotFound
from chalicelib.request import Request
from chalicelib.response import Response
from chalicelib.services import files


def get_upload_url(request: Request) -> Response:
    """Announce a file, and say where it is to be sent."""
    announced = sending.announce(Visit(request), body.folded(body.document(request)))
    url = f"{request.base_path}{request.prefix}/api/filestorage/upload?fileid={announced}"
    return shown({"UniqueFileId": str(announced), "UploadUrl": url})


def upload(request: Request) -> Response:
    """The bytes of a file that was announced."""
    sending.upload(Visit(request), guid(Query(request).text("fileid"), "fileid"), request.body)
    return empty()


def finish_uploading(request: Request) -> Response:
    """Attach a file whose bytes have come."""
    sending.finish(Visit(request), guid(request.params["fileId"], "fileId"))
    return empty()


def comment(request: Request) -> Response:
    """Say something of a file."""
    sending.comment(Visit(request), guid(request.params["fileId"], "fileId"), body.value(request))
    return empty()


def add(request: Request) -> Response:
    """Attach a file in one step."""
    query = Query(request)
    added = sending.add(
        Visit(request),
        entity=query.text("entity"),
        object_id=guid(query.text("objectId"), "objectId"),
        name=query.text("fileName"),
        content=request.body,
    )
    return created(added)


def list_files(request: Request) -> Response:
    """The files of an object."""
    visit = Visit(request)
    record = holders.find(visit.catalogue, guid(request.params["objectId"], "objectId"), sees=visit.sees)
    return shown(held.listed(record, sees=visit.sees))


def download(request: Request) -> Response:
    """The bytes of a file."""
    visit = Visit(request)
    found = held.find(visit.catalogue, guid(request.params["fileId"], "fileId"), sees=visit.sees)
    if found is None:
        raise NotFound
    file, content = files.read(record=found.record, location=found.file.location)
    return downloads.attachment(content, name=file.name, media_type=file.media_type)
