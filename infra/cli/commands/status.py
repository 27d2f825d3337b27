"""`polydesk status`: whether a deployment is there, and how much is in it, at the price of a few reads."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import Any, Final

import click
from botocore.exceptions import BotoCoreError, ClientError

from chalicelib import config
from chalicelib.dialects.esm import settings as esm
from chalicelib.dialects.squiz.vocabulary import settings as squiz
from chalicelib.domain.asset import ASSET
from chalicelib.domain.guid import SPACES
from chalicelib.services import accounts, credentials, kinds, roles, settings
from chalicelib.store import aws, candidates, sequences
from infra.cli.desk import Desk, at_desk, mounts
from infra.cli.refusals import OUT_OF_REACH, Refusal, meaning
from infra.cli.screen import Column

EXTERNAL_API: Final = "Matrix42 External API"  # what the vendor calls the module that is the ESM interface

ASSET_API: Final = "Squiz asset management API"
EVER: Final = datetime(1, 1, 1, tzinfo=UTC)
MANY: Final = 10_000  # assets that are counted


@click.command("status")
@at_desk
def command(desk: Desk) -> None:
    """Whether the deployment is there, and how much is in it."""
    tables = [_table(name) for name in (config.DESK_TABLE, config.OUTBOX_TABLE)]
    is_there = all(each["state"] == "ACTIVE" for each in tables)
    found = {
        "deployment": desk.deployment.title,
        "version": config.VERSION,
        "region": config.REGION,
        "base_url": config.PUBLIC_URL or None,
        "endpoint": os.environ.get("AWS_ENDPOINT_URL"),
        "dialects": list(mounts()),
    }
    found |= {"modules": _modules() if is_there else []}
    counts = _counts() if is_there else {}
    desk.screen.thing({name: value for name, value in found.items() if value} | counts)
    desk.screen.say("")
    columns = (Column("table", whole=True), "state", Column("items, about", right=True))
    desk.screen.table(columns, [(each["name"], each["state"], each["items"]) for each in tables], none="")
    desk.screen.document(found | {"tables": tables, "counts": counts})
    if not is_there:
        raise Refusal(str(next(each["fault"] for each in tables if each["fault"])), status=OUT_OF_REACH)


def _modules() -> list[str]:
    """The modules that are enabled, in their vendor's words."""
    switches = {
        EXTERNAL_API: esm.current().enabled,
        ASSET_API: settings.get(section=squiz.DIALECT, declared=squiz.SETTINGS)[squiz.SWITCH],
    }
    return [name for name, is_on in switches.items() if is_on]


def _table(name: str) -> dict[str, Any]:
    """A table as the cloud describes it; the number of its items is a few hours old there."""
    try:
        said = aws.client("dynamodb").describe_table(TableName=name)["Table"]
    except (ClientError, BotoCoreError) as error:
        refusal = meaning(error)
        said = refusal.message if refusal else str(error)
        return {"name": name, "state": "out of reach", "items": None, "fault": said}
    state = said["TableStatus"]
    fault = None if state == "ACTIVE" else f"The table {name} is {state.lower()}."
    return {"name": name, "state": state, "items": said.get("ItemCount"), "fault": fault}


def _assets() -> int | str:
    """How many assets are there, from an index; beyond some number only that there are more."""
    found = candidates.created(ASSET, EVER, None, most=MANY)
    return f"more than {MANY}" if found is None else len(found)


def _counts() -> dict[str, int | str]:
    return {
        "accounts": len(accounts.every()),
        "roles": len(roles.every()),
        "credentials": len(credentials.every()),
        "declared kinds": len(kinds.declared()),
        "assets": _assets(),
        **{f"highest {space} number": latest for space in SPACES if (latest := sequences.latest(space))},
    }
