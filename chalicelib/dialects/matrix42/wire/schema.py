"""Data definitions and configuration items. Members that equal their default (false, 0, nothing) are left out."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType

ClassTypeNumber = Annotated[Literal[3, 4, 9], Meta(description="3 data definition, 4 pick-up, 9 common.")]


class Reference(Struct):
    """A data definition, by its name."""

    InternalName: Annotated[str, Meta(examples=["SPSActivityClassBase"])]


class TypeReference(Struct):
    """A configuration item."""

    Id: UUID
    InternalName: Annotated[str, Meta(examples=["SPSActivityTypeIncident"])]
    DisplayName: str | UnsetType = UNSET


class ClassInfo(Struct, kw_only=True):
    """A data definition in a few words."""

    InternalName: Annotated[str, Meta(examples=["SPSActivityClassBase"])]
    DisplayName: str | UnsetType = UNSET
    ClassType: ClassTypeNumber
    IsPickup: bool = False
    ProtectionLevel: Annotated[int, Meta(description="1 for internal ones.")] = 0


class AttributeInfo(Struct, kw_only=True):
    """An attribute."""

    InternalName: str
    DisplayName: str | UnsetType = UNSET
    Datatype: Annotated[
        int,
        Meta(description="0 String, 1 Guid, 2 Int, 3 Date, 4 Long, 5 Float, 8 Text, 9 Bool, 10 Decimal, 13 VarBinary."),
    ] = 0
    AllowNull: bool = False
    Length: Annotated[int, Meta(description="Characters, 0 for any number.")] = 0
    PickupClass: Annotated[Reference, Meta(description="Whose values it has.")] | UnsetType = UNSET
    DefaultValue: Annotated[Any, Meta(examples=[2])] | UnsetType = UNSET
    Localizable: bool = False


class RelationInfo(Struct, kw_only=True):
    """A relation between two data definitions."""

    InternalName: str
    RelationType: Annotated[int, Meta(description="61443 N:1, 1 N:M, 0 1:N.")] = 0
    ClassLeft: Reference
    AttributeNameLeft: str
    ClassRight: Reference
    AttributeNameRight: str | UnsetType = UNSET


class ClassDetail(ClassInfo, kw_only=True):
    """A data definition."""

    Description: str | UnsetType = UNSET
    DisplayExpression: Annotated[str, Meta(description="What its rows are called, in ASQL.")] | UnsetType = UNSET
    Attributes: list[AttributeInfo] = []
    Relations: list[RelationInfo] = []
    UsedInTypes: list[TypeReference] = []


class TypeInfo(TypeReference, kw_only=True):
    """A configuration item in a few words."""

    MainClassName: str
    RelatedClasses: Annotated[list[str], Meta(description="Names of its other data definitions.")] = []


class RelatedClass(Struct, kw_only=True):
    """A data definition within a configuration item."""

    InternalName: str
    DisplayName: str | UnsetType = UNSET
    ClassType: ClassTypeNumber
    Cardinality: Annotated[
        Literal[0, 1, 2, 3],
        Meta(description="0 mandatory, 1 mandatory multi, 2 optional, 3 optional multi."),
    ] = 0


class TypeDetail(TypeReference, kw_only=True):
    """A configuration item."""

    Description: str | UnsetType = UNSET
    DisplayExpression: str | UnsetType = UNSET
    MainClass: Reference
    BaseClass: Reference | UnsetType = UNSET
    RelatedClasses: list[RelatedClass] = []


class ExpressionCheck(Struct):
    """Whether an expression is one."""

    IsValid: bool
    ErrorMessage: Annotated[str, Meta(description="What is wrong; empty where nothing is.")]
    Parameters: list[str]


class NameFilter(Struct):
    """What names begin with."""

    NameStartsWith: str = ""
    Options: int = 0


class NamedDescription(Struct):
    """A name, and what it stands for."""

    Name: str
    Description: str
