from __future__ import annotations

from typing import Any

from chalicelib.domain.role import ANY, FieldRight, Role, Verb
from chalicelib.errors import Faults
from infra.cli.esm import role_file

READ = frozenset({Verb.READ})
SAID = {
    "name": "r",
    "modules": ["external-api"],
    "templates": {"company": ["read"]},
    "folders": {"*": ["read"]},
    "attributes": {"company": {"phone": "none"}},
}


def read(content: Any) -> tuple[dict[str, Any], Faults]:
    faults = Faults()
    return role_file.read(content, (), faults), faults


def test_the_words_of_the_dialect_become_those_of_the_core() -> None:
    said, faults = read(SAID)
    assert not faults
    assert role_file.applied(said, None) == Role(
        "r",
        abilities=frozenset({"external-api"}),
        kinds={"company": READ},
        folders={ANY: READ},
        fields={"company": {"phone": FieldRight.NONE}},
    )


def test_what_is_not_named_of_a_role_stays() -> None:
    former = Role("r", guid="g", abilities=frozenset({"send", "*"}), kinds={"ticket": READ}, assets={ANY: READ})
    said, _ = read({"name": "r", "folders": {"f": ["read"]}})
    assert role_file.applied(said, former).folders == {"f": READ}
    assert role_file.applied(said, former).abilities == former.abilities
    assert role_file.applied(said, former).kinds == former.kinds
    assert role_file.applied(said, former).guid == "g"


def test_modules_replace_modules_and_leave_other_rights() -> None:
    said, _ = read({"name": "r", "modules": ["external-api"]})
    role = role_file.applied(said, Role("r", abilities=frozenset({"send", "*"})))
    assert role.abilities == {"send", "external-api"}


def test_a_module_that_is_not_known_is_a_fault() -> None:
    _, faults = read({"name": "r", "modules": ["external_api"]})
    assert [fault.path for fault in faults] == [("modules", 0)]
    _, faults = read({"name": "r", "modules": "external-api"})
    assert [fault.path for fault in faults] == [("modules",)]
