from __future__ import annotations

from chalicelib.domain.caller import Caller
from chalicelib.domain.site import SITE
from chalicelib.services import records
from tests.infra.cli.conftest import CommandLine


def test_the_trash_is_listed_page_by_page(run: CommandLine, caller: Caller) -> None:
    made = [records.create(kind=SITE, values={"name": f"Büro {each}"}, caller=caller) for each in range(3)]
    for each in made:
        records.trash(kind=SITE, number=each.number, caller=caller)
    first = run.json("trash", "list", "site", "--limit", "2")
    assert [each["title"] for each in first["records"]] == ["Büro 0", "Büro 1"]
    assert first["records"][0]["trashed_at"].endswith("Z")
    rest = run.json("trash", "list", "site", "--after", str(first["next"]))
    assert [each["title"] for each in rest["records"]] == ["Büro 2"]
    assert f"There are more: --after {made[1].number}." in run("trash", "list", "site", "--limit", "2").out


def test_a_kind_that_is_not_there_is_refused(run: CommandLine) -> None:
    assert run.refused("trash", "list", "[red]").startswith("There is no kind [red]. There are: ")
