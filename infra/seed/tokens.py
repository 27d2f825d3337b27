"""Who may call the asset management API, and with what: two users, and a token for every case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from chalicelib.dialects.squiz.vocabulary.settings import CONTEXTS, DIALECT, SETTINGS, SWITCH
from chalicelib.domain.account import Account
from chalicelib.domain.caller import CredentialKind
from chalicelib.domain.reference import Ref
from chalicelib.domain.role import ALL_VERBS, ANY, READ_ONLY, Role
from chalicelib.services import accounts, credentials, roles, settings
from infra.seed.assets import Asset, named

EDITOR: Final = Role("Asset editor", assets={ANY: ALL_VERBS})
READER: Final = Role("Asset reader", assets={ANY: READ_ONLY})
SWITCHED: Final = {SWITCH: True, CONTEXTS: "1=Mobile"}
"""What is set of the dialect's settings."""
_SITE: Final = "Company site"
_RESTRICTED: Final = "Press"
_SCHEMA: Final = "Page metadata"


def admit(*, editor: Ref, reader: Ref, planted: Sequence[Asset]) -> dict[str, Any]:
    """Switch the interface on, and issue the tokens; answers what callers have to know, as credentials.json has it.

    `editor`: the person who may read and write everything; `reader`: the one who may read everything.
    """
    settings.change(section=DIALECT, values=SWITCHED, declared=SETTINGS)
    for role in (EDITOR, READER):
        roles.save(role=role)
    writes = _account("web-editor", "Web editor", EDITOR, editor)
    reads = _account("web-reader", "Web reader", READER, reader)
    site, restricted = named(planted, _SITE), named(planted, _RESTRICTED)
    return {
        "token": _token(writes, "Publishing"),
        "root_asset_id": str(site),
        "restricted_token": _token(writes, "Press office", roots=(restricted,)),
        "restricted_root_asset_id": str(restricted),
        "disabled_token": _token(writes, "Former agency", enabled=False),
        "trashed_token": _token(writes, "Retired connector", trashed=True),
        "userless_token": _token(None, "Nobody's"),
        "read_only_token": _token(writes, "Dashboards", read_only=True),
        "reader_token": _token(reads, "Search index"),
        "metadata_schema_id": str(named(planted, _SCHEMA)),
    }


def _account(login: str, name: str, role: Role, person: Ref) -> str:
    """A new account without a password; answers its key."""
    return accounts.create(account=Account(login, name=name, roles=(role.name,), person=person.number)).key


def _token(account: str | None, name: str, *, trashed: bool = False, **values: Any) -> str:
    """A new token; answers what is presented."""
    made, presented = credentials.issue(kind=CredentialKind.BEARER, account=account, name=name, **values)
    if trashed:
        credentials.save(credential=replace(made, trashed=True))
    return presented
