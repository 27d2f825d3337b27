"""Fragments and objects. Their attributes, see `Schema.Class`, stand beside the members that are named here."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType, field

from chalicelib.dialects.matrix42.wire.values import Called, RowVersion

TypeId = Annotated[UUID | None, Meta(description="Id of the configuration item.")]
Owner = Annotated[UUID, Meta(description="Id of the object that a fragment of a multi data definition belongs to.")]
KeptId = Annotated[UUID, Meta(description="An id that is to be kept; otherwise a new one is made.")]


class FragmentRow(Struct, kw_only=True):
    """A row of a list, with the columns that were asked for beside what is named here."""

    ID: UUID
    DisplayString: Called
    expression_type_id: TypeId = field(name="Expression-TypeID")


class Fragment(Struct, kw_only=True):
    """A fragment: every attribute of its data definition beside what is named here, unset ones as null."""

    ID: UUID
    DisplayString: Called
    TimeStamp: RowVersion
    expression_type_id: TypeId = field(name="Expression-TypeID")
    expression_object_id: Annotated[UUID | None, Meta(description="Id of the object.")] = field(
        name="Expression-ObjectID"
    )


class FragmentCreateInfo(Struct, kw_only=True):
    """A new fragment: its attributes by name beside what is named here."""

    ID: KeptId | UnsetType = UNSET
    UsedInType: Owner | UnsetType = UNSET


class FragmentUpdateInfo(Struct, kw_only=True):
    """A changed fragment: the attributes that shall be different, by name, beside what is named here. Null resets."""

    ID: UUID
    TimeStamp: (
        Annotated[
            str, Meta(description="The row version that was read: refused when the fragment has another one by now.")
        ]
        | UnsetType
    ) = UNSET


class ColumnSchema(Struct):
    """A column of a list, or an attribute of a fragment."""

    ColumnName: str
    ColumnType: Literal["StringType", "GuidType", "IntegerType", "DecimalType", "DateType", "BooleanType", "BinaryType"]
    Localizable: bool


class Localization(Struct):
    """A text of a localizable attribute in a language."""

    ID: Annotated[UUID, Meta(description="Of the fragment.")]
    ColumnName: str
    Language: Annotated[str, Meta(examples=["de"])]
    Value: str


class FragmentListWithSchema(Struct):
    """Rows, and what their columns are."""

    Result: list[FragmentRow]
    Schema: list[ColumnSchema]
    Localizations: Annotated[list[Localization], Meta(description="Only where they were asked for.")] | UnsetType = (
        UNSET
    )


class FragmentWithSchema(Struct):
    """A fragment, and what its attributes are."""

    Result: Fragment | None
    Schema: list[ColumnSchema]
    Localizations: Annotated[list[Localization], Meta(description="Only where they were asked for.")] | UnsetType = (
        UNSET
    )


class ConfigurationObject(Struct):
    """An object: beside its id one member for each of its data definitions, of multi ones an array."""

    ID: UUID


class TicketConfiguration(Struct):
    """What kind of ticket an object is made as."""

    TicketType: Annotated[int | str, Meta(description="0 incident, 5 ticket, 6 service request.", examples=[0])]


class CreationData(Struct):
    """What a new object is made with."""

    Configuration: TicketConfiguration | UnsetType = UNSET


class ObjectCreateInfo(Struct):
    """A new object: one member for each data definition, of multi ones an array, beside what is named here."""

    ID: KeptId | UnsetType = UNSET
    InitialData: CreationData | UnsetType = UNSET


class ObjectUpdateInfo(Struct):
    """A changed object: one member for each data definition with what shall be different, beside its id."""

    ID: UUID
