"""What a deployment has already: what a file is seen in view of."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from chalicelib.dialects.esm.templates.catalogue import TEMPLATE
from chalicelib.dialects.esm.templates.storage import DIALECT, FOLDER
from chalicelib.dialects.esm.vocabulary.settings import SETTINGS
from chalicelib.dialects.esm.vocabulary.templates import BUILT_IN
from chalicelib.domain.account import Account
from chalicelib.domain.reference import Ref
from chalicelib.domain.role import Role
from chalicelib.services import accounts, definitions, references, roles, settings
from infra.cli.esm import folder_file, template_file
from infra.cli.esm.setup_file import Setup

Content = dict[str, Any]

OURS: Final[Mapping[str, Content]] = {each["code"]: template_file.normal(each) for each in BUILT_IN}
"""The built-in templates, which no file changes."""


@dataclass(frozen=True)
class Inventory:
    """Templates and folders by code, roles by name, accounts by key: those that a file names, or may name.

    `templates`: without the built-in ones. `people`: numbers of those that a file names and that are there.
    """

    settings: Mapping[str, Any]
    templates: Mapping[str, Content]
    folders: Mapping[str, Content]
    roles: Mapping[str, Role]
    accounts: Mapping[str, Account]
    people: frozenset[int]

    @cached_property
    def every_template(self) -> Mapping[str, Content]:
        """The built-in ones, then the others."""
        return {**OURS, **self.templates}


def read(setup: Setup | None = None) -> Inventory:
    """What there is now; of accounts and people only those that `setup` names."""
    defined = definitions.every(dialect=DIALECT)
    wanted = [placed.said for placed in setup.accounts] if setup else []
    found = {each.key: accounts.get(key=each.key) for each in wanted if each.key}
    return Inventory(
        settings=settings.get(section=DIALECT, declared=SETTINGS),
        templates={each.name: template_file.normal(each.content) for each in defined.get(TEMPLATE, ())},
        folders={each.name: folder_file.normal(each.content) for each in defined.get(FOLDER, ())},
        roles={each.name: each for each in roles.every()} if setup else {},
        accounts={key: account for key, account in found.items() if account is not None},
        people=_people(each.members.get("person") for each in wanted),
    )


def _people(numbers: Iterable[int | None]) -> frozenset[int]:
    found = references.read(Ref("person", number) for number in numbers if number is not None)
    return frozenset(ref.number for ref in found)


def folders_of(found: Inventory, codes: Collection[str]) -> list[Content]:
    """The folders that accept any of some templates, and those above them; all when there are no codes."""
    wanted = {code for code, each in found.folders.items() if not codes or set(codes) & set(each["templates"])}
    for code in tuple(wanted):
        parent = found.folders[code]["parent"]
        while parent in found.folders and parent not in wanted:
            wanted.add(parent)
            parent = found.folders[parent]["parent"]
    return [each for code, each in found.folders.items() if code in wanted]
