"""Assets: what only the administrator changes of them. Where they stand is the matter of `tree`."""

from __future__ import annotations

from chalicelib.domain.asset import ASSET, LIVE
from chalicelib.domain.caller import Caller
from chalicelib.domain.record import Change, Record, Value
from chalicelib.services import records


def set_status(*, number: int, status: str, caller: Caller) -> Record:
    """Put an asset into a status of the workflow. Raises NotFound, Invalid for what is none."""

    def edit(asset: Record) -> Change:
        if asset.get("status") == status:
            return Change()
        values: dict[str, Value | None] = {"status": status, "status_changed_by": caller.person}
        if status == LIVE and asset.get("published_at") is None:
            values["published_by"] = caller.person
        return Change(values)

    return records.change(kind=ASSET, number=number, edit=edit, caller=caller)


def set_url(*, number: int, url: str | None, caller: Caller) -> Record:
    """Give a site its address, without scheme, or take it away. Raises NotFound, Invalid."""
    return records.change(kind=ASSET, number=number, edit=lambda _: Change({"url": url}), caller=caller)
