"""Any sequence of changes, held against a model after each: what is answered, what everybody sees, what lies in the table."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from copy import deepcopy
from dataclasses import astuple
from typing import Any, Final, TypeVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from chalicelib.domain.tree import APPEND, Link, LinkType, Tie
from chalicelib.errors import Conflict, NotFound
from chalicelib.services.tree import linking, places
from tests.lengths import examples
from tests.quick import furnished
from tests.services.tree import forest, truth
from tests.services.tree.between import SETTLES, killed, writes
from tests.services.tree.forest import CALLER
from tests.services.tree.model import Bond, Model, Refused
from tests.unreliable import Crash

Answer = TypeVar("Answer")

SOME: Final = 10**9  # the number of a link that comes to nothing
UNDECIDED: Final = "before it is decided"
UNSETTLED: Final = "before what follows from it is done"
DEATHS: Final[dict[str, Callable[[], AbstractContextManager[Any]]]] = {
    "": nullcontext,
    UNDECIDED: lambda: killed(writes("'committed'")),
    UNSETTLED: lambda: killed(SETTLES),
}
Choice = tuple[int, bool]
"""Which one of those that there are, in the order of their numbers; of any at all, also where it makes no sense."""

choices: st.SearchStrategy[Choice] = st.tuples(st.integers(0, 59), st.sampled_from([False] * 7 + [True]))
deaths = st.sampled_from(["", *DEATHS])
rooms = st.sampled_from([3, 90])
ties = st.builds(
    Tie,
    value=st.sampled_from(["", "body"]),
    sort_order=st.sampled_from([APPEND, APPEND, 0, 1, 3]),
    is_dependent=st.sampled_from([True, True, False]),
    is_exclusive=st.sampled_from([False, False, False, True]),
    type=st.sampled_from([*LinkType, LinkType.MENU]),
)


@pytest.mark.usefixtures("cloud")
def test_any_sequence_of_changes_ends_where_the_model_says_whoever_dies_on_the_way() -> None:
    limits = settings(
        max_examples=examples(16), stateful_step_count=20, suppress_health_check=list(HealthCheck), deadline=None
    )
    run_state_machine_as_test(Sequences, settings=limits)


class Sequences(RuleBasedStateMachine):
    """`is_held`: a deletion or restoration in steps is not over, and nobody may write there."""

    def __init__(self) -> None:
        super().__init__()
        self.model = Model()
        for made in furnished("where sequences begin", _begin):
            self.model.create(made.minor, made.number, made.major, made.tie)
        self.assets = set(self.model.live)  # all that ever were
        self.links = set(self.model.bonds)
        self.is_held = False

    @rule(parent=choices, tie=ties)
    def create(self, parent: Choice, tie: Tie) -> None:
        number = self.live(parent)
        if number in self.model.live:
            self.planted(number, tie)
        else:
            with pytest.raises(NotFound):
                forest.plant(number, tie)

    @rule(major=choices, minor=choices, tie=ties, death=deaths)
    def link(self, major: Choice, minor: Choice, tie: Tie, death: str) -> None:
        self.linked(self.live(major), self.live(minor), tie, death)

    @rule(minor=choices, into=choices, death=deaths)
    def move(self, minor: Choice, into: Choice, death: str) -> None:
        """As callers do it: a new link, and the end of an old one."""
        number = self.live(minor)
        former = [each for each in self.model.ups(number) if each.is_real]
        if self.linked(self.live(into), number, Tie(), death) and former:
            self.unlinked(former[0].number, death)

    @rule(link=choices, tie=ties, death=deaths)
    def change(self, link: Choice, tie: Tie, death: str) -> None:
        number = self.bond(link)

        def change() -> None:
            linking.change(number=number, edit=lambda _: tie, caller=CALLER)

        self.agree(change, lambda model: model.change(number, tie), death)
        if number in self.model.bonds:
            self.look_at(self.model.bonds[number].major, self.model.bonds[number].minor)

    @rule(link=choices, death=deaths)
    def unlink(self, link: Choice, death: str) -> None:
        self.unlinked(self.bond(link), death)

    @rule(asset=choices, death=deaths, room=rooms)
    def fell(self, asset: Choice, death: str, room: int) -> None:
        number = self.live(asset)
        near = {each.major for each in self.model.ups(number)} | {each.minor for each in self.model.downs(number)}
        self.agree(lambda: set(forest.fell(number, room=room)), lambda model: model.fell(number), death)
        self.look_at(*near)

    @precondition(lambda self: self.model.trash)
    @rule(asset=choices, under=st.none() | choices, death=deaths, room=rooms)
    def restore(self, asset: Choice, under: Choice | None, death: str, room: int) -> None:
        number = self.trashed(asset)
        named = None if under is None else self.live(under)
        self.agree(
            lambda: set(forest.restore(number, under=named, room=room)),
            lambda model: model.restore(number, named, self.fresh_link(number)),
            death,
        )
        self.look_at(number, *(each.major for each in self.model.ups(number)))

    @precondition(lambda self: self.model.trash)
    @rule(asset=choices)
    def purge(self, asset: Choice) -> None:
        number = self.trashed(asset)
        self.agree(lambda: set(forest.purge(number)), lambda model: model.purge(number), "")

    @rule()
    def work(self) -> None:
        """Workers do what was left to them."""
        forest.clean_up()
        self.is_held = False
        self.look_at_everything()

    def teardown(self) -> None:
        self.work()
        self.look_at(*self.model.live)

    def planted(self, parent: int, tie: Tie) -> Link:
        self.wait()
        made = forest.plant_by(parent, tie)
        self.assets.add(made.minor)
        self.links.add(made.number)
        self.model.create(made.minor, made.number, parent, tie)
        self.look_at(parent, made.minor)
        self.look_at_everything()
        return made

    def linked(self, major: int, minor: int, tie: Tie, death: str) -> bool:
        """Whether the link was made."""

        def in_model(model: Model) -> int:
            number = self.fresh_link(minor)
            model.link(number, major, minor, tie)
            return number

        made = self.agree(lambda: forest.link(major, minor, tie).number, in_model, death)
        self.links.update(self.model.bonds)
        self.look_at(major, minor)
        return made is not None

    def unlinked(self, number: int, death: str) -> None:
        def remove() -> None:
            linking.remove(number=number, caller=CALLER)

        self.agree(remove, lambda model: model.unlink(number), death)

    def fresh_link(self, minor: int) -> int:
        """The number of the link that the model does not know yet."""
        return next((each.number for each in forest.ups(minor) if each.number not in self.model.bonds), SOME)

    def live(self, choice: Choice) -> int:
        return _chosen(choice, self.model.live, self.assets)

    def trashed(self, choice: Choice) -> int:
        return _chosen(choice, self.model.trash, self.assets)

    def bond(self, choice: Choice) -> int:
        return _chosen(choice, self.model.bonds, self.links)

    def wait(self) -> None:
        if self.is_held:
            self.work()

    def agree(self, act: Callable[[], Answer], in_model: Callable[[Model], Answer], death: str) -> Answer | None:
        """Do something in both, unless it is refused by both; what the model answers, if it has happened."""
        self.wait()
        try:
            with DEATHS[death]():
                answer = act()
        except (Conflict, NotFound) as error:
            self.agree_on_refusal(error, in_model)
            expected = None
        except Crash:
            self.is_held = bool(truth.read().operations)
            expected = in_model(deepcopy(self.model) if death == UNDECIDED else self.model)
            if death == UNDECIDED:
                expected = None
        else:
            expected = in_model(self.model)
            assert answer == expected
        self.look_at_everything()
        return expected

    def agree_on_refusal(self, refusal: Conflict | NotFound, in_model: Callable[[Model], object]) -> None:
        with pytest.raises(Refused) as refused:
            in_model(deepcopy(self.model))
        assert refused.value.missing == isinstance(refusal, NotFound)
        assert refused.value.message in ("", refusal.message)

    def look_at(self, *numbers: int) -> None:
        """What callers see beside an asset is what the model has there."""
        for number in self.model.live & set(numbers):
            downs, ups = self.model.downs(number), self.model.ups(number)
            assert [_said(each) for each in forest.downs(number)] == [_said(each) for each in downs]
            assert [_said(each) for each in forest.ups(number)] == [_said(each) for each in ups]
            assert forest.children(number) == [each.minor for each in downs if each.is_real]

    def look_at_everything(self) -> None:
        """Who is there, what stands above, and what lies in the table."""
        found = places.find_all(numbers=self.assets)
        assert {number: set(place.lineage) for number, place in found.items()} == {
            number: self.model.above(number) for number in self.model.live
        }
        if self.is_held:
            return
        table = truth.read()
        if not table.unsettled:
            truth.check(table, adrift=self.model.adrift)
        assert table.live == self.model.live
        assert table.trashed == self.model.trash.keys()
        assert {number: (item["major"], item["minor"]) for number, item in table.links.items()} == {
            number: (bond.major, bond.minor) for number, bond in self.model.bonds.items()
        }
        assert table.links.keys() - table.downs.keys() == {
            number for number, bond in self.model.bonds.items() if bond.is_buried
        }


def _begin() -> list[Link]:
    top, part = forest.plant_by(), forest.plant_by(2, forest.PART)
    return [top, part, forest.plant_by(part.minor, forest.PART), forest.plant_by()]


def _chosen(choice: Choice, right: Iterable[int], every: Iterable[int]) -> int:
    place, at_random = choice
    numbers = sorted(every if at_random else right) or sorted(every)
    return numbers[place % len(numbers)]


def _said(link: Link | Bond) -> tuple[Any, ...]:
    return link.number, link.major, link.minor, astuple(link.tie)
