from __future__ import annotations

import json
from pathlib import Path

import pytest

from chalicelib.domain.asset import ASSET, STATUSES
from chalicelib.domain.caller import Caller, CredentialKind
from chalicelib.domain.record import Record
from chalicelib.services import credentials, records
from chalicelib.services.tree import felling
from tests.bucket import make_bucket
from tests.infra.cli.asset.grove import Grove, asset, lines, link
from tests.infra.cli.conftest import CommandLine


@pytest.fixture
def grove(run: CommandLine, queues: None, caller: Caller) -> Grove:
    return Grove(caller)


@pytest.fixture
def page(grove: Grove) -> Record:
    """A page with a part of its own."""
    made = grove.plant("Bööts\x1b[2J", attributes=json.dumps({"name": "Bööts\x1b[2J", "html": "x" * 300}))
    grove.plant("Contents", under=made.number, type="bodycopy", dependent=True, link_type="hidden")
    return made


def number(record: Record) -> str:
    return str(record.number)


def test_a_new_deployment_gets_its_root_folder_once(run: CommandLine, queues: None) -> None:
    assert run("asset", "root", "--name", "Unser Netz").out == "Asset 1 (Unser Netz) is there.\n"
    assert run.json("asset", "show", "1")["fields"]["type"] == "root_folder"
    assert "There is an asset 1 already." in run.refused("asset", "root")


def test_an_asset_is_shown_with_its_place(run: CommandLine, grove: Grove, page: Record) -> None:
    folder = grove.plant("Folder")
    grove.link(folder.number, page.number)
    grove.link(1, page.number, link_type="reference")
    out = run("asset", "show", number(page)).out
    for said in (
        "Bööts\\x1b[2J",
        f"path                1 Root folder › {page.number} Bööts\\x1b[2J\n"[20:],
        f"1 Root folder › {folder.number} Folder › {page.number}",
        "2, and 1 by reference",
        "under_construction",
        "html:",
        "…",
    ):
        assert said in out
    assert "\x1b" not in out
    shown = run.json("asset", "show", number(page))
    assert shown["paths"] == [[1, page.number], [1, folder.number, page.number]]
    assert shown["links"] == {"up": 2, "down": 1, "references_up": 1, "references_down": 0}
    assert len(json.loads(shown["fields"]["attributes"])["html"]) == 300


def test_an_asset_in_the_trash_is_shown_too(run: CommandLine, grove: Grove, page: Record) -> None:
    felling.fell(number=page.number, caller=grove.caller)
    out = run("asset", "show", number(page)).out
    assert "in the trash since" in out
    assert "stood under" in out
    assert run.json("asset", "show", number(page))["trashed_at"].endswith("Z")


def test_a_tree_is_shown(run: CommandLine, page: Record) -> None:
    assert run("asset", "tree").out.splitlines() == [
        "1 Root folder (root_folder, under_construction)",
        f"└─ {page.number} Bööts\\x1b[2J (page_standard, under_construction)",
        f"   └─ {page.number + 1} Contents (bodycopy, under_construction)",
    ]
    assert len(run("asset", "tree", number(page), "--depth", "0").out.splitlines()) == 2
    assert run.json("asset", "tree", "--limit", "2")["below"][0]["below"] == []


def test_an_asset_is_published_and_says_since_when(run: CommandLine, page: Record) -> None:
    assert run("asset", "status", number(page), "live").out == f"Asset {page.number} (Bööts\\x1b[2J) is live.\n"
    assert records.get(kind=ASSET, number=page.number).get("published_at") is not None
    assert "live since 2" in run("asset", "show", number(page)).out
    assert "'x' is not one of 'under_construction'" in run.refused("asset", "status", number(page), "x", status=2)


def test_a_site_has_an_address(run: CommandLine, grove: Grove) -> None:
    site = grove.plant("Site", type="site")
    said = run("asset", "url", number(site), "https://www.example.com/").out
    assert said == f"Asset {site.number} (Site) is at www.example.com.\n"
    assert records.get(kind=ASSET, number=site.number).get("url") == "www.example.com"
    assert run("asset", "url", number(site), "--none").out == f"Asset {site.number} (Site) has no address.\n"
    assert records.get(kind=ASSET, number=site.number).get("url") is None


def test_only_a_site_has_an_address(run: CommandLine, page: Record) -> None:
    said = run.refused("asset", "url", number(page), "www.example.com")
    assert said == f"Asset {page.number} is a page_standard: only a site has an address."
    for line in ([], ["www.example.com", "--none"]):
        assert run.refused("asset", "url", number(page), *line, status=2) == "Say either an address or --none."
    assert run.refused("asset", "url", number(page), "a b", status=2).startswith("The address must be a host")


def test_an_asset_goes_to_the_trash_and_back_with_its_parts(run: CommandLine, page: Record) -> None:
    part = page.number + 1
    assert run("asset", "trash", number(page)).out.splitlines() == [
        f"Asset {page.number} (Bööts\\x1b[2J) is in the trash.",
        f"So is the part that it takes along: {part}.",
    ]
    listed = run.json("trash", "list", "asset")["records"]
    assert [each["ref"] for each in listed] == [f"asset#{page.number}", f"asset#{part}"]
    assert run.json("asset", "restore", number(page))[0]["assets"] == [page.number, part]
    assert run("trash", "list", "asset").out == "There is no asset in the trash.\n"


def test_parts_that_are_many_are_counted(run: CommandLine, grove: Grove, page: Record) -> None:
    for _ in range(24):
        grove.plant(under=page.number, dependent=True)
    last = run("asset", "trash", number(page)).out.splitlines()[-1]
    assert last.startswith(f"So are the 25 parts that it takes along: {page.number + 1}, ")
    assert last.endswith(f", {page.number + 20} ….")


@pytest.mark.parametrize("verb", ["trash", "restore"])
def test_records_of_assets_are_moved_by_their_own_noun(run: CommandLine, page: Record, verb: str) -> None:
    said = run.refused("record", verb, "asset", number(page))
    assert said == f"An asset stands in the tree: say polydesk asset {verb} {page.number}."


def test_an_asset_that_somebody_needs_is_not_thrown_away(run: CommandLine, grove: Grove, page: Record) -> None:
    free = grove.plant("Free", under=page.number)
    assert run.refused("asset", "trash", number(page)) == f"Asset {free.number} would be left without a parent."
    credentials.issue(kind=CredentialKind.BEARER, account=None, roots=(free.number,))
    assert run.refused("asset", "trash", number(free)) == f"Asset {free.number} is a root node of a token."


def test_the_root_folder_is_not_thrown_away(run: CommandLine, grove: Grove) -> None:
    assert run.refused("asset", "trash", "1") == "The root folder can't be thrown away."


def test_an_asset_whose_parents_are_gone_needs_another_one(run: CommandLine, grove: Grove) -> None:
    folder = grove.plant("Folder")
    low = grove.plant("Low", under=folder.number)
    for each in (low, folder):
        run("asset", "trash", number(each))
    answer = run("asset", "restore", number(low), "999")
    assert (answer.status, answer.out) == (1, "")
    assert answer.errors.splitlines()[0] == "polydesk: 2 of 2 assets were left as they are."
    assert "say where to put it" in answer.errors
    assert run("asset", "restore", number(low), "--under", "1").out == f"Asset {low.number} (Low) is restored.\n"
    assert run.json("asset", "show", number(low))["paths"] == [[1, low.number]]


def test_an_asset_is_purged_from_the_trash_only(run: CommandLine, page: Record) -> None:
    assert run.refused("asset", "purge", number(page), "--yes") == f"There is no asset {page.number} in the trash."
    run("asset", "trash", number(page))
    assert run.refused("asset", "purge", number(page), status=2) == "Nobody is there to confirm this: say --yes."
    assert run.json("asset", "purge", number(page), "--yes")["assets"] == [page.number, page.number + 1]
    assert run.refused("asset", "show", number(page)) == f"There is no asset {page.number}."
    assert run("trash", "list", "asset").out == "There is no asset in the trash.\n"


@pytest.mark.parametrize(
    "line", [["show"], ["tree"], ["status", "live"], ["url", "--none"], ["trash"], ["restore"], ["export"]]
)
def test_an_asset_that_is_not_there_is_refused(run: CommandLine, line: list[str]) -> None:
    assert run.refused("asset", line[0], "99", *line[1:]).startswith("There is no asset 99")


def test_assets_are_imported_and_counted(run: CommandLine) -> None:
    file = lines(asset(1), asset(5), asset(6, link(5), link(1, 9, link_type="reference")))
    dry = run("asset", "import", "-", "--dry-run", stdin=file)
    assert dry.out == "New assets: 3.\nNew links: 3.\n"
    assert run.refused("asset", "show", "1") == "There is no asset 1."
    assert run("asset", "import", "-", stdin=file).out == "Imported assets: 3.\nImported links: 3.\n"
    assert run("asset", "import", "-", stdin=file).out.splitlines() == [
        "Imported assets: 0. 3 were there already.",
        "Imported links: 0. 3 were there already.",
    ]
    assert run.json("asset", "import", "-", stdin=lines(asset(5), asset(7))) == {
        "assets": {"new": 1, "there": 1},
        "links": {"new": 1, "there": 1},
        "dry_run": False,
    }


def test_the_page_for_administrators_shows_a_file_that_can_be_imported(run: CommandLine) -> None:
    make_bucket()
    page = Path(__file__).parents[4] / "docs" / "admin.md"
    section = page.read_text(encoding="utf-8").partition("### `polydesk asset import FILE`")[2]
    example = section.partition("```json\n")[2].partition("```")[0]
    assert run.json("asset", "import", "-", stdin=example)["assets"] == {"new": 3, "there": 0}


def test_a_file_with_faults_is_not_imported(run: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "assets.jsonl"
    path.write_text(lines(asset(1), asset(5, link(6)), asset(7, status="gone")), encoding="utf-8")
    answer = run("asset", "import", str(path))
    assert (answer.status, answer.out) == (1, "")
    assert answer.errors.splitlines() == [
        f"polydesk: {path} is not taken, and nothing was changed. 2 faults:",
        f"  line 3: status: must be one of {', '.join(STATUSES)}.",
        "  line 2: links[0].major_id: Asset 6 is neither in the file nor there.",
    ]
    assert run.refused("asset", "show", "1") == "There is no asset 1."


def test_assets_are_exported_as_they_can_be_imported(run: CommandLine, page: Record) -> None:
    whole = run("asset", "export").out
    assert [json.loads(line)["id"] for line in whole.splitlines()] == ["1", number(page), str(page.number + 1)]
    assert run("asset", "export", "--json").out == whole
    assert len(run("asset", "export", number(page), "--no-files").out.splitlines()) == 2
    again = run.json("asset", "import", "-", stdin=whole)
    assert (again["assets"], again["links"]) == ({"new": 0, "there": 3}, {"new": 0, "there": 2})
