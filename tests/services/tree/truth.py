"""What lies in the table about the tree, read item by item and held against itself: written without the engine's help."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from chalicelib import config
from chalicelib.store import tuning
from chalicelib.store.items import decode

Item = dict[str, Any]
_PREFIX = "R#asset#"


@dataclass
class Table:
    """All items of the tree, by what they are."""

    live: set[int] = field(default_factory=set)
    trashed: set[int] = field(default_factory=set)
    nodes: dict[int, Item] = field(default_factory=dict)
    links: dict[int, Item] = field(default_factory=dict)
    downs: dict[int, Item] = field(default_factory=dict)
    ups: dict[int, Item] = field(default_factory=dict)
    pairs: set[tuple[int, int]] = field(default_factory=set)
    others: list[Item] = field(default_factory=list)

    @property
    def unsettled(self) -> frozenset[str]:
        """What the state of the tree says is not settled."""
        return next((each.get("unsettled", frozenset()) for each in self.others if each["sk"] == "."), frozenset())

    @property
    def operations(self) -> list[str]:
        """Operations under way."""
        return [each["sk"] for each in self.others if each["sk"] != "."]

    @cached_property
    def parents(self) -> dict[int, set[int]]:
        """The majors of real links that are there at both ends, by minor."""
        found: dict[int, set[int]] = defaultdict(set)
        for name, each in self.ups.items():
            if _is_real(each) and name in self.downs:
                found[each["minor"]].add(each["major"])
        return found

    def above(self, number: int) -> set[int]:
        """What stands above, itself included, by search."""
        found: set[int] = set()
        waiting = [number]
        while waiting:
            each = waiting.pop()
            if each not in found:
                found.add(each)
                waiting += self.parents[each]
        return found


def read() -> Table:
    """The table as it is now."""
    table = Table()
    for item in _scan():
        pk, sk = item["pk"], item["sk"]
        if pk in ("asset", "trash.asset"):
            (table.live if pk == "asset" else table.trashed).add(int(sk))
        elif pk.startswith("L#"):
            table.links[item["number"]] = item
        elif pk == "#tree":
            table.others.append(item)
        elif pk.startswith(_PREFIX):
            number = int(pk.removeprefix(_PREFIX))
            match sk[:2]:
                case "T":
                    table.nodes[number] = item
                case "D#":
                    assert item["number"] not in table.downs, "a link lies twice beside its major"
                    assert item["major"] == number
                    table.downs[item["number"]] = item
                case "U#":
                    assert item["minor"] == number
                    table.ups[item["number"]] = item
                case "P#":
                    table.pairs.add((int(sk[2:]), number))
    return table


def check(table: Table | None = None, *, adrift: Collection[int] = ()) -> Table:
    """All that must hold when nobody is at work. `adrift`: assets that nothing but references ever led to."""
    table = table or read()
    assert table.operations == []
    assert table.unsettled == frozenset()
    assert not table.live & table.trashed
    assert table.nodes.keys() == table.live | table.trashed
    assert {number for number, node in table.nodes.items() if node.get("trashed")} == table.trashed
    assert [number for number, node in table.nodes.items() if "held" in node] == []
    _check_links(table)
    _check_nodes(table)
    for number in table.live:
        assert all(number not in table.above(parent) for parent in table.parents[number]), "a loop"
        assert _numbers(table.nodes[number].get("ancestors", "")) == table.above(number) - {number}, number
        if number != 1 and number not in adrift:
            assert table.parents[number] & table.live, f"{number} is orphaned"
    return table


def _check_links(table: Table) -> None:
    assert table.links.keys() == table.ups.keys()
    for number, item in table.links.items():
        what = _said(item)
        assert "held" not in item
        assert "held" not in table.ups[number]
        assert _said(table.ups[number]) == what
        is_buried = number not in table.downs
        if is_buried:  # what is in the trash remembers where it was
            assert item["minor"] in table.trashed
            assert _is_real(item)
            continue
        assert "held" not in table.downs[number]
        assert _said(table.downs[number]) == what
        assert (item["major"] in table.live) == (item["minor"] in table.live), f"link {number} leads into the trash"
        assert item["major"] in table.nodes
        assert item["minor"] in table.nodes
    assert table.downs.keys() <= table.links.keys()
    references = {(item["major"], item["minor"]) for item in table.links.values() if not _is_real(item)}
    assert table.pairs == references


def _check_nodes(table: Table) -> None:
    real_ups, real_downs = defaultdict(dict), defaultdict(list)  # type: ignore[var-annotated]
    references_up: dict[int, int] = defaultdict(int)
    references_down: dict[int, int] = defaultdict(int)
    for number, item in table.ups.items():
        if _is_real(item):
            assert item["major"] not in real_ups[item["minor"]], "two real links between two"
            said = [number, item.get("dependent", False), item.get("exclusive", False)]
            real_ups[item["minor"]][str(item["major"])] = said
        else:
            references_up[item["minor"]] += 1
    for item in table.downs.values():
        if _is_real(item):
            real_downs[item["major"]].append(item["minor"])
        else:
            references_down[item["major"]] += 1
    for number, node in table.nodes.items():
        assert node.get("parents", {}) == real_ups[number], number
        assert node.get("child_count", 0) == len(real_downs[number]), number
        if node.get("listed"):
            assert sorted(map(int, node.get("children", "").split())) == sorted(real_downs[number]), number
        else:
            assert "children" not in node
        assert node.get("references_up", 0) == references_up[number], number
        assert node.get("references_down", 0) == references_down[number], number


def _said(item: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in item.items() if name not in ("pk", "sk", "held")}


def _is_real(item: Mapping[str, Any]) -> bool:
    return bool(item["type"] != "reference")


def _numbers(text: str) -> set[int]:
    return set(map(int, text.split()))


def _scan() -> Iterator[Item]:
    request: dict[str, Any] = {"TableName": config.DESK_TABLE}
    while request:
        answer = tuning.connection().dispatch("Scan", request)
        yield from map(decode, answer["Items"])
        if "LastEvaluatedKey" not in answer:
            return
        request["ExclusiveStartKey"] = answer["LastEvaluatedKey"]
