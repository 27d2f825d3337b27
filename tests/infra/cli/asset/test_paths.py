from __future__ import annotations

from chalicelib.services.tree import felling
from chalicelib.store.tree import nodes
from infra.cli.asset import paths
from infra.cli.asset.paths import MOST, Ways
from tests.infra.cli.asset.grove import Grove


def ways(number: int) -> Ways:
    return paths.of(nodes.read([number])[number])


def test_each_chain_of_parents_is_a_way(grove: Grove) -> None:
    one, other = grove.plant("One").number, grove.plant("Other").number
    both = grove.plant("Both", under=one).number
    grove.link(other, both)
    low = grove.plant(under=both).number
    found = ways(low)
    assert found.every == [(1, one, both, low), (1, other, both, low)]
    assert found.in_words(found.every[0]) == f"1 Root folder › {one} One › {both} Both › {low} page_standard {low}"
    assert ways(1).every == [(1,)]


def test_references_are_no_way(grove: Grove) -> None:
    one, other = grove.plant().number, grove.plant().number
    grove.link(one, other, link_type="reference")
    alone = grove.plant(under=one, link_type="reference").number
    assert ways(other).every == [(1, other)]
    assert ways(alone).every == [(alone,)]


def test_there_may_be_no_end_of_ways(grove: Grove) -> None:
    top = 1
    for _ in range(5):
        left, right = grove.plant(under=top).number, grove.plant(under=top).number
        top = grove.plant(under=left).number
        grove.link(right, top)
    found = ways(top)
    assert (len(found.every), found.more) == (MOST, True)
    assert len(set(found.every)) == MOST


def test_an_asset_in_the_trash_remembers_where_it_was(grove: Grove) -> None:
    folder = grove.plant("Folder").number
    page = grove.plant("Page", under=folder).number
    for number in (page, folder):
        felling.fell(number=number, caller=grove.caller)
    found = ways(page)
    assert (
        found.in_words(found.every[0]) == f"1 Root folder › {folder} Folder (in the trash) › {page} Page (in the trash)"
    )
