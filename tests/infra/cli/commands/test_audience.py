from __future__ import annotations

from chalicelib.domain.caller import Caller
from chalicelib.domain.group import GROUP
from chalicelib.domain.person import PERSON
from chalicelib.services import records
from tests.infra.cli.conftest import CommandLine


def test_an_audience_is_set_shown_and_cleared(run: CommandLine, queues: None, caller: Caller) -> None:
    group = records.create(kind=GROUP, values={"name": "Integrators"}, caller=caller)
    person = records.create(kind=PERSON, values={"last_name": "Moss", "login": "ada"}, caller=caller)
    assert run("audience", "show", "squiz").out == "Everyone may call it.\n"
    made = run.json("audience", "set", "squiz", "--group", "integrators", "--person", "ADA")
    assert made["restricted"]
    assert [(each["type"], each["number"], each["name"]) for each in made["members"]] == [
        ("group", group.number, "Integrators"),
        ("person", person.number, "Moss"),
    ]
    inherited = run.json("audience", "show", "squiz.read_asset")
    assert (inherited["restricted"], inherited["inherited"]) == (True, True)
    assert run("audience", "show", "squiz.read_asset").out.startswith("As for all of squiz:\n")
    records.trash(kind=GROUP, number=group.number, caller=caller)
    assert "(gone)" in run("audience", "show", "squiz").out
    assert run("audience", "clear", "squiz").out == "Everyone may call it.\n"


def test_what_is_not_there_is_refused(run: CommandLine) -> None:
    assert "neither an operation nor a service" in run.refused("audience", "show", "nothing")
    assert run.refused("audience", "set", "squiz", "--group", "Nobody").endswith("There is no group Nobody.")
    assert "at least one" in run.refused("audience", "set", "squiz", status=2)
