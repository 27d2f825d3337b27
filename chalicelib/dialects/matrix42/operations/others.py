"""Tokens, who calls, the interface itself, and what is no more (specification, 2.2, 11.3, 12)."""

from __future__ import annotations

from typing import Any, Final

from chalicelib.dialects.matrix42.operations.descriptions import REASONS, described, guid
from chalicelib.dialects.matrix42.wire import manual, values
from chalicelib.dialects.operation import Operation, Parameter
from chalicelib.domain.caller import CredentialKind
from chalicelib.examples.text import Language

_OPERATION: Final = {"id": guid("Id of an operation.")}
_UNKNOWN: Final = {400: "The id is none.", 404: "There is no such operation."}

OTHERS: Final[dict[str, Operation]] = dict(
    (
        described(
            "ApiToken.GenerateAccessTokenFromApiToken",
            values.AccessToken | None,
            says="The access token, null for a token that is no longer good.",
            refusals=(401, 500, 503),
            reasons={401: "There is no bearer token."},
            schemes=(CredentialKind.API_TOKEN.value,),
        ),
        described("UserInfo.Get", values.UserInfo | None, says="The person, null where the account has none."),
        described("Workflow.Resume", None, status=200, reasons={410: REASONS[410]}),
        described(
            "Help.Services",
            list[manual.Service],
            says="The services by name.",
            query=(
                Parameter("public", "`true`: only public services and operations.", bool, default=False),
                Parameter("dialect", "Only services of this interface.", example="matrix42"),
            ),
            reasons={400: "`public` is neither true nor false."},
        ),
        described(
            "Help.ServiceOperation",
            manual.OperationDocumentation,
            says="The operation.",
            path=_OPERATION,
            reasons=_UNKNOWN,
        ),
        described("Help.Audience", manual.AudienceInfo, says="The audience.", path=_OPERATION, reasons=_UNKNOWN),
        described(
            "Help.CodeExample",
            str,
            says="The examples.",
            path=_OPERATION,
            query=(Parameter("language", "Only the example in this language.", Language),),
            media_types=("text/plain",),
            headers=(Parameter("Content-Disposition", "`attachment`, with the name of the operation."),),
            reasons=_UNKNOWN | {400: "The id is none, or there is no example in that language."},
        ),
        described("Help.ReleaseNotes", list[manual.ReleaseNote], says="The notes, the newest first."),
        described("Help.OpenApi", dict[str, Any], says="The document, in OpenAPI 3.1."),
    )
)
