"""What the OpenAPI document says of the operations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Final, Literal

from msgspec import Meta

from chalicelib.dialects.operation import Answer, Operation, Parameter
from chalicelib.dialects.squiz import wire
from chalicelib.dialects.squiz.parser.query import DIRECTIONS, MAX_CHILDREN, USUAL_CHILDREN

ASSETS, LINKS, FILES = "Assets", "Links", "Files"

_ALL: Final = (401, 404, 405, 429, 500, 503)
_READS: Final = (*_ALL, 400, 403)
_WRITES: Final = (*_READS, 409)
_BODIES: Final = (*_WRITES, 413, 415)
_REASONS: Final[Mapping[int, str]] = {
    400: "The body is not JSON, or something in it or in the query is wrong; `faults` names every place.",
    401: "The access token is missing, malformed, unknown, disabled or in the trash, or its user is.",
    403: "The user lacks the permission, or the asset is not under a root node of the token.",
    404: "There is no such asset, link or address, or the interface is switched off.",
    405: "The verb is not defined here, or the token is for reading only.",
    409: "It would leave an asset without a parent, make a loop, double a link, or break an exclusive one.",
    413: "The body has more than 4 MiB, or the asset more than 300,000 bytes.",
    415: "The body is not said to be JSON.",
    429: "Too many calls in a minute.",
    500: "Our fault.",
    503: "Try again.",
}
_RETRY_AFTER: Final = Parameter("Retry-After", "Seconds to wait.", int)
_HEADERS: Final[Mapping[int, tuple[Parameter, ...]]] = {
    401: (Parameter("WWW-Authenticate", "The challenge."),),
    405: (Parameter("Allow", "The verbs that are defined."),),
    429: (_RETRY_AFTER,),
    503: (_RETRY_AFTER,),
}
_LOCATION: Final = Parameter("Location", "Where it is.")


def _answers(success: Mapping[int, Any], refusals: tuple[int, ...]) -> dict[int, Any]:
    return dict(success) | {
        status: Answer(wire.Error, _REASONS[status], _HEADERS.get(status, ()), ("application/json",))
        for status in sorted(refusals)
    }


_PATH: Final[Mapping[str, Any]] = {"assetId": wire.Id, "linkId": wire.Id}
_TRIGGERS: Final = Parameter(
    "disable-triggers", "`1`: the request sets off no triggers.", Literal["0", "1"], default="0", example="0"
)
_CONTEXT: Final = Parameter("contextid", "The context, 0 being the default one.", Annotated[int, Meta(ge=0)], default=0)
_NEW_ASSET: Final = {
    "asset": {
        "type": "page_standard",
        "attributes": {"name": "EXAMPLE PAGE", "short_name": "Example Page"},
        "metadata_schemas": [],
        "metadata_values": None,
        "external_id": "",
    },
    "parent": {
        "asset_id": "1",
        "link_type": "menu",
        "value": "",
        "sort_order": -1,
        "is_dependent": False,
        "is_exclusive": False,
    },
}
_NEW_LINK: Final = {
    "major_id": "1",
    "minor_id": "1821",
    "value": "",
    "sort_order": -1,
    "is_dependent": False,
    "is_exclusive": False,
    "link_type": "menu",
}

CREATE_ASSET: Final = Operation(
    "Create an asset",
    "The asset and its first link are made together or not at all. `attributes.file_content`, in base64, makes it a file.",
    query=(_TRIGGERS,),
    body=wire.NewAsset,
    example=_NEW_ASSET,
    answers=_answers({201: Answer(wire.Asset, "The new asset.", (_LOCATION,))}, _BODIES),
    tags=(ASSETS,),
)
READ_ASSET: Final = Operation(
    "Read an asset",
    path=_PATH,
    query=(_CONTEXT, _TRIGGERS),
    answers=_answers({200: Answer(wire.Asset, "The asset, as the context shows it.")}, _READS),
    tags=(ASSETS,),
)
CHANGE_ASSET: Final = Operation(
    "Update an asset",
    "`attributes`, `metadata_values` and `paint_layouts` are merged one level deep: what is named replaces what was there, "
    "what is not named stays. Members that are not listed are ignored. Each update adds one to the version.",
    path=_PATH,
    query=(_CONTEXT, _TRIGGERS),
    body=wire.AssetChange,
    example={"attributes": {"short_name": "Example"}},
    answers=_answers({200: Answer(wire.Asset, "The asset as it is now.")}, _BODIES),
    tags=(ASSETS,),
)
DELETE_ASSET: Final = Operation(
    "Move an asset to the trash",
    "Its dependent children go with it. Refused when another child would be left without a parent.",
    path=_PATH,
    query=(_TRIGGERS,),
    answers=_answers({204: Answer(None, "It is in the trash.")}, _WRITES),
    tags=(ASSETS,),
)
LIST_LINKS: Final = Operation(
    "List the links of an asset",
    "Those to it, the oldest first, then those from it in the order of siblings. At most 1,000; more are behind the `Link` "
    "header's address.",
    path=_PATH,
    query=(
        Parameter("direction", "`up`: to it, `down`: from it.", Literal[DIRECTIONS], default="both"),
        Parameter("cursor", "From the `Link` header of a previous answer."),
        _TRIGGERS,
    ),
    answers=_answers(
        {200: Answer(list[wire.Link], "The links.", (Parameter("Link", 'The next page, `rel="next"`.'),))}, _READS
    ),
    tags=(LINKS,),
)
LIST_CHILDREN: Final = Operation(
    "List the children of an asset",
    "In the order of siblings; references lead to no children. A page ends early rather than pass 4 MiB.",
    path=_PATH,
    query=(
        Parameter("limit", "Children of a page.", Annotated[int, Meta(ge=1, le=MAX_CHILDREN)], default=USUAL_CHILDREN),
        Parameter("cursor", "From a previous answer."),
        _TRIGGERS,
    ),
    answers=_answers({200: Answer(wire.Children, "A page of children.")}, _READS),
    tags=(ASSETS,),
)
CREATE_LINK: Final = Operation(
    "Create a link",
    query=(_TRIGGERS,),
    body=wire.NewLink,
    example=_NEW_LINK,
    answers=_answers({201: Answer(wire.Link, "The new link.", (_LOCATION,))}, _BODIES),
    tags=(LINKS,),
)
READ_LINK: Final = Operation(
    "Read a link",
    path=_PATH,
    query=(_TRIGGERS,),
    answers=_answers({200: Answer(wire.Link, "The link.")}, _READS),
    tags=(LINKS,),
)
CHANGE_LINK: Final = Operation(
    "Update a link",
    "Its ends stay: an asset is moved by a new link and the removal of the old one.",
    path=_PATH,
    query=(_TRIGGERS,),
    body=wire.LinkChange,
    example={"sort_order": 0},
    answers=_answers({200: Answer(wire.Link, "The link as it is now.")}, _BODIES),
    tags=(LINKS,),
)
DELETE_LINK: Final = Operation(
    "Remove a link",
    "Refused when its minor would be left without a parent.",
    path=_PATH,
    query=(_TRIGGERS,),
    answers=_answers({204: Answer(None, "It is gone.")}, _WRITES),
    tags=(LINKS,),
)
DOWNLOAD_FILE: Final = Operation(
    "Download a file",
    "The address is the one in `urls` of its asset, and the permission to read it. It needs no token.",
    path={"assetId": wire.Id},
    answers=_answers(
        {
            200: Answer(
                bytes,
                "The bytes.",
                (),
                ("image/png", "image/jpeg", "image/gif", "image/webp", "image/avif", "application/octet-stream"),
            )
        },
        (404, 405, 500, 503),
    ),
    tags=(FILES,),
)
