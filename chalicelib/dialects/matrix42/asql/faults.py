"""Errors of expressions: where, and what (specification, 4 and 10)."""

from __future__ import annotations

from typing import ClassVar

from chalicelib.errors import PolydeskError


class ExpressionError(PolydeskError):
    """An expression that can't stand. `position`: of the first character of what can't, counted from 1."""

    status: ClassVar[int] = 500
    is_ours = False  # whatever the status, which clients expect

    def __init__(self, message: str, position: int) -> None:
        super().__init__(message)
        self.position = position


class UnknownAttribute(ExpressionError):
    """A name that a data definition does not know. `table`: as the data definition is spelled, `name`: as it was written."""

    def __init__(self, position: int, table: str, name: str) -> None:
        super().__init__(f"Class {table} does not contain attribute {name}.", position)
        self.table = table
        self.name = name


def invalid(position: int, what: str) -> ExpressionError:
    """What does not agree with the language."""
    return ExpressionError(f"ExpressionParser: {what} at position {position}.", position)


def unsupported(position: int, what: str) -> ExpressionError:
    """What belongs to the vendor's language, but not to what is spoken here."""
    return invalid(position, f"{what} is not supported")


def unknown_attribute(position: int, table: str, name: str) -> ExpressionError:
    """A name that a data definition does not know. `table`: as the data definition is spelled, `name`: as it was written."""
    return UnknownAttribute(position, table, name)
