"""The shapes of what is answered, as the OpenAPI document shows them; members in the order of writing.

Names are Python's; on the wire they are in camel case. No shape holds itself, so none is watched by the collector.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Final

from msgspec import UNSET, Meta, Struct, UnsetType

from chalicelib.dialects.esm.eql import template

Number = Annotated[str, Meta(description="Number of the data card, a decimal integer.", examples=["34567"])]
Day = Annotated[str, Meta(examples=["2021-03-24"], extra_json_schema={"format": "date"})]
Stamp = Annotated[
    str,
    Meta(description="A moment in UTC.", examples=["2022-10-13T10:14:15Z"], extra_json_schema={"format": "date-time"}),
]
Address = Annotated[str, Meta(description="Absolute address of the call, without its query.")]
CardPath = Annotated[
    str, Meta(description="Path of the card below the prefix of the interface.", examples=["/dc/incident/data/34567"])
]
Content = Annotated[
    str, Meta(description="The bytes.", extra_json_schema={"contentMediaType": "application/octet-stream"})
]


class Shape(Struct, frozen=True, gc=False, rename="camel"):
    """What all shapes have in common."""


# Specification, 3.1 and 3.2: envelopes.


class ApiResponse(Shape, frozen=True):
    """What a call says that returns no data."""

    code: Annotated[int, Meta(description="The HTTP status.", examples=[200])]
    message: str
    timestamp: Stamp
    token: Annotated[str, Meta(description="`Bearer`, a blank, the token; at login only.")] | UnsetType = UNSET


class ApiException(Shape, frozen=True):
    """Why a call was refused."""

    code: Annotated[int, Meta(description="The HTTP status.", examples=[404])]
    error: Annotated[str, Meta(description="The name of the status.", examples=["Not Found"])]
    message: str | None
    url: Address
    timestamp: Stamp


# Specification, 4.2: values.


class StringValue(Shape, frozen=True):
    """A value of a `string` attribute."""

    value: str


class NumberValue(Shape, frozen=True):
    """A value of a `number` attribute."""

    value: int | float


class DateValue(Shape, frozen=True):
    """A value of a `date` attribute: a day, or a moment in UTC, as the attribute is declared."""

    value: Day | Stamp


class StaticValue(Shape, frozen=True):
    """A value of a `static-value` attribute."""

    value: Annotated[str, Meta(description="What people read.", examples=["02 - In progress"])]
    code: Annotated[str | None, Meta(examples=["02"])]


class ReferenceValue(Shape, frozen=True):
    """A value of a `reference` attribute: another data card."""

    name: str
    data_card_id: Number
    template_name: str
    template_code: str
    deleted: bool
    hidden: bool
    url: CardPath


class LinkValue(Shape, frozen=True):
    """A value of an `external-reference` attribute that holds links."""

    name: str
    location: str


class FileValue(Shape, frozen=True):
    """A value of an `external-reference` attribute that holds files."""

    name: str
    location: str
    download: Annotated[str, Meta(description="Path of the bytes below the prefix of the interface.")]


class WorklogEntry(Shape, frozen=True):
    """A value of a `worklog` attribute; the newest stands first."""

    author: str
    value: str
    date: Stamp


# Specification, 3.3 and 4.1: cards.


class InfoElement(Shape, frozen=True):
    """A data card where it is only named."""

    data_card_id: Number
    name: str
    url: CardPath


class DataCardElement(Shape, frozen=True):
    """An attribute of a data card; `values` is empty where there are none, or none that the caller may read."""

    name: str
    type: AttributeType
    values: list[Value]


class DataCard(Shape, frozen=True):
    """A data card with its attributes by code: all of them, or those that were selected."""

    name: str
    data_card_id: Number
    template_name: str
    template_code: str
    template_id: str
    folder_name: str
    folder_code: str
    data: dict[str, DataCardElement]
    hidden: bool
    deleted: Annotated[bool, Meta(description="Whether it lies in the trash can.")]


class Links(Shape, frozen=True):
    """Where a list goes on."""

    next: Annotated[str, Meta(description="Absolute address of the next page; absent on the last.")] | UnsetType = UNSET


class ListMeta(Shape, frozen=True):
    """About a list."""

    count: Annotated[int, Meta(description="Items on this page.")]
    limit: Annotated[int, Meta(description="The limit in force.")]
    links: Links


class DataCardList(Shape, frozen=True):
    """A page of data cards, the greatest id first."""

    meta: ListMeta
    data: list[Card]


# Specification, 3.6: templates.


class TemplateInfoElement(Shape, frozen=True):
    """A template where it is only named."""

    name: str
    template_code: str
    url: Annotated[str, Meta(examples=["/dc/incident"])]


class Folder(Shape, frozen=True):
    """A folder in which the caller may create data cards of the template."""

    folder_name: str
    folder_code: str


class StaticChoice(Shape, frozen=True):
    """One of the values that a `static-value` attribute may have."""

    code: str | None
    value: str


class TemplateAttribute(Shape, frozen=True):
    """An attribute as its template declares it."""

    name: str
    type: AttributeType
    multi_value: bool
    file: Annotated[bool, Meta(description="Whether an `external-reference` holds files.")]
    values: list[StaticChoice]
    target: Annotated[list[str], Meta(description="Codes of the templates that a `reference` may point at.")]


class TemplateInfo(Shape, frozen=True):
    """A template: where its data cards may be created, and their attributes by code, in order."""

    name: str
    code: str
    allowed_folders: list[Folder]
    attributes: dict[str, TemplateAttribute]


# What writes answer (specification, 3.4 and 3.5)


class UpdateError(Shape, frozen=True):
    """A part of a write that was not saved."""

    attribute_code: Annotated[str | None, Meta(description="Null where the error belongs to no attribute.")]
    attribute_type: AttributeType | None
    message: str
    error: Annotated[str, Meta(examples=["Bad Request"])]


class CreatedReference(Shape, frozen=True):
    """A data card that was created because a reference named it and there was none."""

    data_card: InfoElement
    errors: list[UpdateError]


class ResponseMeta(Shape, frozen=True):
    """About a write."""

    timestamp: Stamp
    url: Address
    errors: list[UpdateError]
    created_references: list[CreatedReference]


class DataCardResponse(Shape, frozen=True):
    """A data card as it is after a write, and what of the write was not saved."""

    meta: ResponseMeta
    data_card: Card


class ImportResult(Shape, frozen=True):
    """The rows of an import, counted."""

    handled_data_cards: int
    saved_data_cards: int
    not_saved_data_cards: int


class ListResponseMeta(ResponseMeta, frozen=True):
    """About an import."""

    import_result: ImportResult


class ImportedRow(Shape, frozen=True):
    """What became of a row; `dataCard` is null where it was not saved."""

    data_card: InfoElement | None
    errors: list[UpdateError]


class DataCardListResponse(Shape, frozen=True):
    """What became of an import, one entry for each row, in their order."""

    meta: ListResponseMeta
    data: list[ImportedRow]


VALUES: Final = (StringValue, NumberValue, DateValue, StaticValue, ReferenceValue, LinkValue, FileValue, WorklogEntry)
CHOICES: Final = (*VALUES, InfoElement, DataCard)
"""What other shapes hold one of; the document has to be told that they are there."""


def _one_of(*shapes: type[Shape]) -> Meta:
    """What the document says of a choice."""
    return Meta(extra_json_schema={"anyOf": [{"$ref": f"#/components/schemas/{shape.__name__}"} for shape in shapes]})


if TYPE_CHECKING:
    Value = StringValue | NumberValue | DateValue | StaticValue | ReferenceValue | LinkValue | FileValue | WorklogEntry
    Card = InfoElement | DataCard
    AttributeType = str
else:  # msgspec describes no choice between structs that look alike, so it is told what to say of one
    Value = Annotated[Any, _one_of(*VALUES)]
    Card = Annotated[Any, _one_of(InfoElement, DataCard)]
    AttributeType = Annotated[str, Meta(extra_json_schema={"enum": [word.value for word in template.AttributeType]})]
