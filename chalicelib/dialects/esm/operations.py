"""What the OpenAPI document says of the 18 operations (specification, 1.2)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Final

from msgspec import Meta

from chalicelib.dialects.esm import bodies, wire
from chalicelib.dialects.esm.parser.query import DEFAULT_LIMIT, MAX_LIMIT
from chalicelib.dialects.operation import Answer, Manner, Operation, Parameter

TEST, USER, TEMPLATE, DATA_CARD = "Test", "User", "Template", "DataCard"
TAGS: Final[Mapping[str, str]] = {
    TEST: "Find out whether the interface answers, and whether a token is good.",
    USER: "Get a token.",
    TEMPLATE: "What there is: templates, their attributes, and folders.",
    DATA_CARD: "Read and write data cards, their attributes and files.",
}
MANNER: Final = Manner(
    lowered=True,
    tags=TAGS,
    schemes={
        "JWTAuth": {
            "type": "http",
            "scheme": "bearer",
            "bearerFormat": "JWT",
            "description": "The token that `POST /users/login` answers, with or without the word `Bearer` in front of it.",
        }
    },
    shapes=wire.CHOICES,
)

_REASONS: Final[Mapping[int, str]] = {
    400: "The request is not understood, or it may not be done as it was sent.",
    401: "There is no good token, or it has run out: log in again and repeat.",
    403: "The account has no right to do this.",
    404: "There is no such thing, or none that the account may see.",
    408: "The search takes longer than `external.api.datacard.list.search.timeout` allows.",
    409: "The data card lies in the trash can.",
    412: "The data card has changed: its `ETag` is none of those in `If-Match`.",
    413: "The body or the file is too large.",
    429: "Too many calls in a minute. The first number in the message says how many seconds to wait.",
    500: "Our fault; the message carries a number by which it can be found.",
}
_RETRY_AFTER: Final = Parameter("Retry-After", "Seconds to wait.", Annotated[int, Meta(ge=1, le=60)])
_ETAG: Final = Parameter("ETag", "The version of the data card.")
_AUTHORIZATION: Final = Parameter("Authorization", "`Bearer`, a blank, the token: what later calls send.")


def _answers(success: Mapping[int, Any], *refusals: int) -> dict[int, Any]:
    """The answer that is hoped for, and the refusals; any call may be one too many, and any may fail."""
    return dict(success) | {
        status: Answer(wire.ApiException, _REASONS[status], (_RETRY_AFTER,) if status == _TOO_MANY else (), _JSON)
        for status in sorted({*refusals, _TOO_MANY, 500})
    }


_TOO_MANY: Final = 429
_JSON: Final = ("application/json",)
_DONE: Final = {200: Answer(wire.ApiResponse, "Done.")}
_WRITTEN: Final = {200: Answer(wire.ApiResponse, "Done.", (_ETAG,))}
_READS: Final = (401, 403, 404)
_WRITES: Final = (400, 401, 403, 404, 409, 412)

_PATH: Final[Mapping[str, Any]] = {
    "templateCode": Annotated[str, Meta(description="Code of the template.", examples=["incident"])],
    "dataCardId": wire.Number,
    "attributeCode": Annotated[str, Meta(description="Code of the attribute.", examples=["subject"])],
    "location": Annotated[str, Meta(description="Location of the file, as the attribute names it.")],
}
_MESSAGE: Final = Parameter("message", "Comes back as it is.", example="hello")
_FILTER: Final = Parameter(
    "filter",
    "Only data cards that fulfil this condition, such as `$status$ = '02 - In progress' and hidden = 0`. "
    "The page `docs/swagger/externaldocumentation/filter.html` explains what may stand here.",
)
_DATA_CARDS: Final = Parameter("dataCards", "Whole data cards, not only their names.", bool, default=False)
_SELECTED: Final = Parameter(
    "selectedAttributes",
    "Codes of the attributes that whole data cards come with, such as `subject,status`; none means all.",
)
_BELOW: Final = Parameter(
    "filterId",
    "Only data cards with an id below this one: the last id of the page before.",
    Annotated[int, Meta(ge=0)],
)
_LIMIT: Final = Parameter("limit", "At most so many.", Annotated[int, Meta(ge=1, le=MAX_LIMIT)], default=DEFAULT_LIMIT)
_EMPTY_REFERENCES: Final = Parameter(
    "createEmptyReferences",
    "Where a reference names a data card that is not there, create it with nothing but its name.",
    bool,
    default=False,
)
_IF_MATCH: Final = Parameter("If-Match", "Write only if the data card still is of this version.")
_VALUES: Final[dict[str, Any]] = {"values": [{"value": "Mouse is not working."}]}


def _attribute_write(summary: str, description: str, *, body: Any = bodies.Values) -> Operation:
    return Operation(
        summary,
        description,
        headers=(_IF_MATCH,),
        body=body,
        example=None if body is None else _VALUES,
        answers=_answers(_WRITTEN, *_WRITES, *(() if body is None else (413,))),
        path=_PATH,
        tags=(DATA_CARD,),
    )


LOGIN: Final = Operation(
    "Get a token",
    "For local accounts whose role holds the module permission *Matrix42 External API*. The token is good for some "
    "minutes, and any number of them side by side.",
    bodies={"application/x-www-form-urlencoded": bodies.Login, "application/json": bodies.Login},
    answers=_answers(
        {200: Answer(wire.ApiResponse, "The token, in the header and in the body.", (_AUTHORIZATION,))},
        *(400, 401, 403, 413),
    ),
    tags=(USER,),
)
ECHO: Final = Operation("See whether the interface answers", query=(_MESSAGE,), answers=_answers(_DONE), tags=(TEST,))
ECHO_JWT: Final = Operation(
    "See whether a token is good", query=(_MESSAGE,), answers=_answers(_DONE, 401, 403), tags=(TEST,)
)
LIST_TEMPLATES: Final = Operation(
    "List the templates",
    answers=_answers({200: Answer(list[wire.TemplateInfoElement], "Those that the account may see.")}, 401, 403),
    tags=(TEMPLATE,),
)
READ_TEMPLATE: Final = Operation(
    "Read a template",
    answers=_answers({200: Answer(wire.TemplateInfo, "Its folders and attributes.")}, 400, *_READS),
    path=_PATH,
    tags=(TEMPLATE,),
)
LIST_CARDS: Final = Operation(
    "List data cards",
    "The greatest id first. `meta.links.next` leads to the next page as long as there is one.",
    query=(_LIMIT, _BELOW, _FILTER, _DATA_CARDS, _SELECTED),
    answers=_answers({200: Answer(wire.DataCardList, "A page of them.")}, 400, *_READS, 408),
    path=_PATH,
    tags=(DATA_CARD,),
)
STREAM_CARDS: Final = Operation(
    "List all data cards at once",
    "As many as fit into an answer of 4 MiB, the greatest id first; `meta.links.next` leads to those that do not.",
    query=(_BELOW, _FILTER, _DATA_CARDS, _SELECTED),
    answers=_answers({200: Answer(wire.DataCardList, "All of them, or as many as fit.")}, 400, *_READS, 408),
    path=_PATH,
    tags=(DATA_CARD,),
)
CREATE_CARD: Final = Operation(
    "Create a data card",
    "What is valid is saved; what is not is named in `meta.errors`.",
    query=(_DATA_CARDS, _EMPTY_REFERENCES),
    body=bodies.NewCard,
    example=bodies.NEW_CARD,
    answers=_answers({201: Answer(wire.DataCardResponse, "It is there.", (_ETAG,))}, 400, *_READS, 413),
    path=_PATH,
    tags=(DATA_CARD,),
)
IMPORT_CARDS: Final = Operation(
    "Create and change many data cards",
    "Row after row, each for itself: one that fails does not harm the others.",
    body=list[bodies.ImportRow],
    example=[bodies.NEW_CARD, {"dataCardId": "34567", **bodies.CHANGE}],
    answers=_answers({200: Answer(wire.DataCardListResponse, "What became of each row.")}, 400, *_READS, 413),
    path=_PATH,
    tags=(DATA_CARD,),
)
READ_CARD: Final = Operation(
    "Read a data card",
    query=(_SELECTED,),
    answers=_answers({200: Answer(wire.DataCard, "The data card.", (_ETAG,))}, *_READS),
    path=_PATH,
    tags=(DATA_CARD,),
)
CHANGE_CARD: Final = Operation(
    "Change a data card",
    "Attributes that are not named stay. What is valid is saved; what is not is named in `meta.errors`.",
    query=(_DATA_CARDS, _EMPTY_REFERENCES),
    headers=(_IF_MATCH,),
    body=bodies.CardChange,
    example=bodies.CHANGE,
    answers=_answers({200: Answer(wire.DataCardResponse, "As it is now.", (_ETAG,))}, *_WRITES, 413),
    path=_PATH,
    tags=(DATA_CARD,),
)
DELETE_CARD: Final = Operation(
    "Move a data card to the trash can",
    headers=(_IF_MATCH,),
    answers=_answers(_DONE, *_WRITES),
    path=_PATH,
    tags=(DATA_CARD,),
)
READ_ATTRIBUTE: Final = Operation(
    "Read an attribute",
    answers=_answers({200: Answer(wire.DataCardElement, "The attribute.")}, *_READS),
    path=_PATH,
    tags=(DATA_CARD,),
)
REPLACE_ATTRIBUTE: Final = _attribute_write(
    "Replace the values of an attribute", "None clear it. A worklog never loses entries: here, too, they are added."
)
EXTEND_ATTRIBUTE: Final = _attribute_write(
    "Add values to an attribute", "To one that is empty, or may have several values, or is a worklog."
)
CLEAR_ATTRIBUTE: Final = _attribute_write("Clear an attribute", "Any but a worklog.", body=None)
UPLOAD_FILE: Final = Operation(
    "Add a file to an attribute",
    "To one that holds files. Read the attribute to learn the location of the file.",
    headers=(_IF_MATCH,),
    bodies={"multipart/form-data": bodies.Upload},
    answers=_answers(_WRITTEN, *_WRITES, 413),
    path=_PATH,
    tags=(DATA_CARD,),
)
DOWNLOAD_FILE: Final = Operation(
    "Download a file",
    answers=_answers(
        {
            200: Answer(
                wire.Content,
                "Its bytes, with the type that they were uploaded with.",
                (Parameter("Content-Disposition", "`attachment`, with the name of the file."),),
                ("*/*",),
            )
        },
        *(400, *_READS),
    ),
    path=_PATH,
    tags=(DATA_CARD,),
)
