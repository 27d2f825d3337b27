from __future__ import annotations

import pytest

from chalicelib.errors import NotFound
from infra.cli.asset import outline
from tests.infra.cli.asset.grove import Grove


def shown(number: int = 1, depth: int = 10, most: int = 100) -> list[str]:
    return list(outline.lines(outline.grown(number, depth=depth, most=most)))


def test_a_tree_is_drawn_with_references_marked(grove: Grove) -> None:
    site = grove.plant("Site", type="site", status="live").number
    home = grove.plant("Home", under=site).number
    grove.plant("Body", under=home, type="bodycopy", link_type="hidden")
    about = grove.plant("About", under=site).number
    grove.link(about, home, link_type="reference")
    assert shown() == [
        "1 Root folder (root_folder, under_construction)",
        f"└─ {site} Site (site, live)",
        f"   ├─ {home} Home (page_standard, under_construction)",
        f"   │  └─ {home + 1} Body (bodycopy, under_construction)",
        f"   └─ {about} About (page_standard, under_construction)",
        f"      └→ {home} Home (page_standard, under_construction), reference",
    ]


def test_an_asset_with_two_parents_is_drawn_whole_once(grove: Grove) -> None:
    one, other = grove.plant("One").number, grove.plant("Other").number
    both = grove.plant("Both", under=one).number
    grove.plant("Low", under=both)
    grove.link(other, both)
    assert [line.lstrip("│├└─ ").partition(" (")[0] for line in shown()] == [
        "1 Root folder",
        f"{one} One",
        f"{both} Both",
        f"{both + 1} Low",
        f"{other} Other",
        f"{both} Both",
    ]
    assert shown()[-1].endswith(", see above")


def test_what_lies_too_deep_is_hinted_at(grove: Grove) -> None:
    one = grove.plant("One").number
    grove.plant("Two", under=one)
    assert [line[:6] for line in shown(depth=1)] == ["1 Root", f"└─ {one} O", "   └─ "]
    assert shown(depth=1)[-1] == "   └─ …"
    assert shown(depth=0)[1:] == ["└─ …"]
    assert "…" not in "".join(shown(depth=2))


def test_no_more_assets_are_drawn_than_are_asked_for(grove: Grove) -> None:
    for name in "abcde":
        grove.plant(name, under=grove.plant(name.upper()).number)
    assert len([line for line in shown(most=4) if "…" not in line]) == 4
    assert shown(most=4)[-1] == "└─ …"
    assert len([line for line in shown(most=7) if "…" not in line]) == 7
    assert len(shown(most=1)) == 2


def test_a_tree_for_programs_says_the_same(grove: Grove) -> None:
    one = grove.plant("One").number
    grove.link(one, 1, link_type="reference")
    found = outline.document(outline.grown(1, depth=5, most=10))
    below = found["below"][0]
    assert (found["name"], found["link"], below["number"], below["link"]["type"]) == ("Root folder", None, one, "menu")
    assert (below["below"][0]["link"]["type"], below["below"][0]["below"]) == ("reference", [])


def test_an_asset_that_is_not_there_has_no_tree(grove: Grove) -> None:
    with pytest.raises(NotFound):
        shown(99)
