"""Walks along a partition, and the one condition on the sort key that DynamoDB takes for each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from chalicelib import config
from chalicelib.store.keys import SOLE, is_key

_LAST: Final = "\U0010ffff"  # no text sorts behind it


@dataclass(frozen=True, slots=True)
class Query:
    """A walk along one partition, in order of the sort key.

    `after`: a sort key to begin behind, in the direction of the walk; `low` and `high`: bounds of the sort key, both
    inclusive; `prefix`: what sort keys begin with (instead of bounds). Empty texts bound nothing. `limit`: items of one
    call at most; `most`: each call may have twice as many as the one before, up to this.
    """

    pk: str
    after: str | None = None
    low: str | None = None
    high: str | None = None
    prefix: str | None = None
    descending: bool = False
    limit: int | None = None
    most: int | None = None
    table: str = config.DESK_TABLE

    def request(self) -> dict[str, Any] | None:
        """The parameters of the call; None for a walk that can't meet anything."""
        low, high = self._bounds()
        if not (is_key((self.pk, low or SOLE)) and is_key((self.pk, high or SOLE))):
            return None
        if low and high and low > high:
            return None
        condition, values = self._condition(low, high)
        request: dict[str, Any] = {
            "TableName": self.table,
            "KeyConditionExpression": condition,
            "ExpressionAttributeValues": {name: {"S": value} for name, value in values.items()},
            "ConsistentRead": True,
            "ScanIndexForward": not self.descending,
        }
        if self.limit is not None:
            # The bounds include the item at `after`, which is then passed over.
            request["Limit"] = self.limit + 1 if self.after and not self._is_plain else self.limit
        return request

    @property
    def _is_plain(self) -> bool:
        return not (self.low or self.high or self.prefix)

    def _bounds(self) -> tuple[str, str]:
        low, high = self.low or "", self.high or ""
        if self.prefix:
            low, high = self.prefix, self.prefix + _LAST
        if self.after and self.descending:
            high = min(high, self.after) if high else self.after
        elif self.after:
            low = max(low, self.after)
        return low, high

    def _condition(self, low: str, high: str) -> tuple[str, dict[str, str]]:
        """One condition on the sort key is all that DynamoDB takes."""
        values = {":pk": self.pk}
        if self.prefix and not self.after:
            return "pk = :pk AND begins_with(sk, :prefix)", values | {":prefix": self.prefix}
        if self.after and self._is_plain:
            return f"pk = :pk AND sk {'<' if self.descending else '>'} :after", values | {":after": self.after}
        if low and high:
            return "pk = :pk AND sk BETWEEN :low AND :high", values | {":low": low, ":high": high}
        if low:
            return "pk = :pk AND sk >= :low", values | {":low": low}
        if high:
            return "pk = :pk AND sk <= :high", values | {":high": high}
        return "pk = :pk", values
