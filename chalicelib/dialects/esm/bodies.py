"""The shapes of what callers send, for the OpenAPI document alone: bodies are read leniently, each part for itself."""

from __future__ import annotations

from typing import Annotated, Any, Final

from msgspec import UNSET, Meta, UnsetType

from chalicelib.dialects.esm.wire import Content, Shape


class Login(Shape, frozen=True):
    """The credential of a local account."""

    login: str
    password: Annotated[str, Meta(extra_json_schema={"format": "password"})]


class Upload(Shape, frozen=True):
    """A form with a file; its parts may stand in either order."""

    file_upload: Content
    file_name: Annotated[str, Meta(description="The name of the file.", examples=["error.png"])]


class NewValue(Shape, frozen=True):
    """A value to be written; which members count depends on the type of the attribute.

    | type | members |
    |---|---|
    | string, number, date, worklog | `value` |
    | static-value | `code`, `value` or both |
    | reference | `dataCardId`, or `value` or `name` with the exact name of one data card |
    | external-reference | `location`, `name` |
    """

    value: str | int | float | bool | UnsetType | None = UNSET
    code: str | UnsetType = UNSET
    data_card_id: str | int | UnsetType = UNSET
    name: str | UnsetType = UNSET
    location: str | UnsetType = UNSET


class Values(Shape, frozen=True):
    """The values of an attribute; none clear it. Other members, such as those that were read, are ignored."""

    values: list[NewValue]


class NewCard(Shape, frozen=True):
    """A data card to be created: its folder, and its attributes by code."""

    folder_code: Annotated[str, Meta(examples=["incident_management"])]
    data: dict[str, Values]


class CardChange(Shape, frozen=True, kw_only=True):
    """What shall be different about a data card; a new `folderCode` moves it, attributes that are not named stay."""

    data_card_id: Annotated[str | int, Meta(description="The id of the address once more.")] | UnsetType = UNSET
    folder_code: str | UnsetType = UNSET
    data: dict[str, Values]


class ImportRow(Shape, frozen=True, kw_only=True):
    """A row of an import: with `dataCardId` it changes that data card, without it creates one in `folderCode`."""

    data_card_id: str | int | UnsetType = UNSET
    folder_code: str | UnsetType = UNSET
    data: dict[str, Values]


NEW_CARD: Final[dict[str, Any]] = {
    "folderCode": "incident_management",
    "data": {"subject": {"values": [{"value": "Mouse is not working."}]}, "priority": {"values": [{"code": "2"}]}},
}
CHANGE: Final[dict[str, Any]] = {
    "data": {"status": {"values": [{"code": "02"}]}, "worklog": {"values": [{"value": "Looking at it."}]}}
}
"""Samples that the documentation starts a person off with."""
