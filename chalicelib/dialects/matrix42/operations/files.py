"""Files on their way to an object (specification, 11.4)."""

from __future__ import annotations

from typing import Annotated, Final
from uuid import UUID

from msgspec import Meta

from chalicelib.dialects.matrix42.operations.descriptions import CALLED, SENT, described, empty, guid
from chalicelib.dialects.matrix42.wire import files as wire
from chalicelib.dialects.matrix42.wire import samples
from chalicelib.dialects.operation import Operation, Parameter

_FILE: Final = {"fileId": guid("Id of the file.")}
_OBJECT: Final = {"objectId": guid("Id of the object, or of any of its fragments.")}
_BYTES: Final = {"application/octet-stream": bytes}
_UNKNOWN_FILE: Final = {400: "The id is none.", 404: "There is no such file."}
_TOO_MUCH: Final = {413: "The file has more than 4 MiB."}
_DISPOSITION: Final = (Parameter("Content-Disposition", "`attachment`, with the name of the file."),)

FILES: Final[dict[str, Operation]] = dict(
    (
        described(
            "FileStorage.GetUploadUrl",
            wire.UploadUrl,
            says="Where the bytes go.",
            body=wire.UploadInfo,
            example=samples.ANNOUNCED,
            refusals=(*CALLED, *SENT),
            reasons={404: "There is no such object.", 413: "The announced size is more than 4 MiB, or the body."},
        ),
        empty(
            "FileStorage.Upload",
            query=(Parameter("fileid", "The announced file.", guid("Id of the file."), required=True),),
            bodies=_BYTES,
            reasons=_UNKNOWN_FILE | _TOO_MUCH,
        ),
        empty(
            "FileStorage.Comment",
            path=_FILE,
            body=Annotated[str, Meta(max_length=2_000)] | None,
            example="Taken in the stairwell.",
            refusals=(*CALLED, *SENT),
            reasons={404: "There is no such file."},
        ),
        described(
            "FileStorage.Add",
            UUID,
            says="The id of the file.",
            query=(
                Parameter("entity", "Name of its configuration item, or of a base.", example="SPSActivityTypeBase"),
                Parameter("objectId", "The object.", guid("Or the id of any of its fragments."), required=True),
                Parameter("fileName", "Name of the file.", required=True, example="photo.jpg"),
            ),
            bodies=_BYTES,
            reasons=_TOO_MUCH
            | {
                400: "A value is missing or wrong.",
                404: "There is no such object.",
                500: "There is no such configuration item, or our fault.",
            },
        ),
        empty(
            "CommonStorage.FinishUploading",
            path=_FILE,
            reasons={
                400: "The size is not the one that was announced: the upload is dropped.",
                404: "No such file was announced.",
            },
        ),
        described(
            "CommonStorage.Files",
            list[wire.FileInfo],
            says="The files that were finished.",
            path=_OBJECT,
            reasons={400: "The id is none.", 404: "There is no such object."},
        ),
        described(
            "CommonStorage.Download",
            bytes,
            says="The bytes.",
            path=_FILE,
            media_types=("application/octet-stream",),
            headers=_DISPOSITION,
            reasons=_UNKNOWN_FILE,
        ),
    )
)
