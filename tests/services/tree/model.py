"""What the tree of assets has to do, written down plainly: sets of links, and everything else found by search.

Knows nothing of the engine but what a tie is. Each method does what its name says, or nothing, and raises `Refused`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import count

from chalicelib.domain.tree import APPEND, LinkType, Tie

ROOT = 1


class Refused(Exception):
    """`missing`: because something is not there; otherwise because a rule forbids it. `message`: in just these words."""

    def __init__(self, message: str = "", *, missing: bool = False) -> None:
        super().__init__(message)
        self.message = message
        self.missing = missing


@dataclass(frozen=True)
class Bond:
    """A link. `is_buried`: its minor went to the trash alone and remembers it, its major does not."""

    number: int
    major: int
    minor: int
    tie: Tie
    is_buried: bool = False

    @property
    def is_real(self) -> bool:
        return self.tie.type is not LinkType.REFERENCE


class Model:
    """`live`: assets; `trash`: assets with the deletion that took them; `adrift`: those that never had a parent."""

    def __init__(self) -> None:
        self.live = {ROOT}
        self.trash: dict[int, int] = {}
        self.adrift: set[int] = set()
        self.bonds: dict[int, Bond] = {}
        self._deletions = count(1)

    def create(self, number: int, link: int, parent: int, tie: Tie) -> None:
        self.require(parent)
        self.live.add(number)
        if tie.type is LinkType.REFERENCE:
            self.adrift.add(number)
        self._tie(Bond(link, parent, number, tie))

    def link(self, number: int, major: int, minor: int, tie: Tie) -> None:
        self.require(major, minor)
        bond = Bond(number, major, minor, tie)
        self._check(bond)
        self._tie(bond)

    def change(self, number: int, tie: Tie) -> None:
        before = self._bond(number)
        if tie.sort_order == APPEND:
            is_last = self.downs(before.major)[-1].number == number
            tie = replace(tie, sort_order=before.tie.sort_order if is_last else self._end(before.major))
        if tie == before.tie:
            return
        after = replace(before, tie=tie)
        if before.is_real and not after.is_real:
            self._check_loss(before)
        self._check(after)
        del self.bonds[number]
        self._tie(after)

    def unlink(self, number: int) -> None:
        bond = self._bond(number)
        self._check_loss(bond)
        del self.bonds[number]

    def fell(self, number: int) -> set[int]:
        self.require(number)
        if number == ROOT:
            raise Refused("The root folder can't be thrown away.")
        gone = {number}
        while joining := {each for each in self.live - gone if self._belongs(each, gone)}:
            gone |= joining
        orphans = [each for each in sorted(self.live - gone) if self.parents(each) and self.parents(each) <= gone]
        if orphans:
            raise Refused(f"Asset {orphans[0]} would be left without a parent.")
        deletion = next(self._deletions)
        for bond in list(self.bonds.values()):
            if (bond.major in gone) == (bond.minor in gone):
                continue
            if bond.minor == number and bond.is_real:
                self.bonds[bond.number] = replace(bond, is_buried=True)
            elif not bond.is_buried:
                del self.bonds[bond.number]
        self.live -= gone
        self.trash.update(dict.fromkeys(gone, deletion))
        return gone

    def restore(self, number: int, under: int | None, link: int) -> set[int]:
        """`link`: the number of the new link, where there is one."""
        back = self._restorable(number, under)
        for bond in list(self.bonds.values()):
            if bond.minor == number and bond.is_real and bond.major in self.live:
                self.bonds[bond.number] = replace(bond, is_buried=False)
            elif (bond.major in back) != (bond.minor in back) and not (bond.is_buried and bond.major in back):
                del self.bonds[bond.number]
        for each in back:
            del self.trash[each]
        self.live |= back
        if under is not None and not any(each.major == under for each in self.ups(number) if each.is_real):
            self._tie(Bond(link, under, number, Tie()))
        self.adrift.discard(number)
        return back

    def purge(self, number: int) -> set[int]:
        gone = self._bundle(number)
        for each in gone:
            del self.trash[each]
        self.bonds = {
            name: bond
            for name, bond in self.bonds.items()
            if bond.minor not in gone and (bond.major not in gone or bond.is_buried)
        }
        return gone

    def ups(self, number: int) -> list[Bond]:
        return sorted((each for each in self.bonds.values() if each.minor == number), key=lambda each: each.number)

    def downs(self, number: int) -> list[Bond]:
        found = [each for each in self.bonds.values() if each.major == number and not each.is_buried]
        return sorted(found, key=lambda each: (each.tie.sort_order, -each.number))

    def parents(self, number: int) -> set[int]:
        return {each.major for each in self.ups(number) if each.is_real and not each.is_buried}

    def above(self, number: int) -> set[int]:
        """What stands above, itself included."""
        found: set[int] = set()
        waiting = [number]
        while waiting:
            each = waiting.pop()
            if each not in found:
                found.add(each)
                waiting += self.parents(each)
        return found

    def require(self, *numbers: int) -> None:
        for each in numbers:
            if each not in self.live:
                raise Refused(f"There is no asset {each}.", missing=True)

    def _bond(self, number: int) -> Bond:
        bond = self.bonds.get(number)
        if bond is None:
            raise Refused(f"There is no link {number}.", missing=True)
        self.require(bond.major, bond.minor)
        return bond

    def _tie(self, bond: Bond) -> None:
        if bond.tie.sort_order == APPEND:
            bond = replace(bond, tie=replace(bond.tie, sort_order=self._end(bond.major)))
        self.bonds[bond.number] = bond
        if bond.is_real:
            self.adrift.discard(bond.minor)

    def _end(self, major: int) -> int:
        return max((each.tie.sort_order for each in self.downs(major)), default=-1) + 1

    def _check(self, bond: Bond) -> None:
        others = [each for each in self.ups(bond.minor) if each.number != bond.number]
        if any(each.major == bond.major and each.is_real == bond.is_real for each in others):
            raise Refused  # there is such a link already
        if bond.major == bond.minor or (bond.is_real and bond.minor in self.above(bond.major)):
            raise Refused  # a loop
        real = [each for each in others if each.is_real]
        if bond.is_real and real and (bond.tie.is_exclusive or any(each.tie.is_exclusive for each in real)):
            raise Refused  # exclusive

    def _check_loss(self, bond: Bond) -> None:
        others = [each for each in self.ups(bond.minor) if each.number != bond.number]
        left = [each for each in others if each.is_real] if bond.is_real else others
        if not left:
            raise Refused(f"Asset {bond.minor} would be left without a parent.")

    def _belongs(self, number: int, gone: Iterable[int]) -> bool:
        real = [each for each in self.ups(number) if each.is_real]
        return any(each.tie.is_dependent for each in real) and {each.major for each in real} <= set(gone)

    def _bundle(self, number: int) -> set[int]:
        if number not in self.trash:
            raise Refused(f"There is no asset {number} in the trash.", missing=True)
        found: set[int] = set()
        waiting = [number]
        while waiting:
            each = waiting.pop()
            if each not in found and self.trash.get(each) == self.trash[number]:
                found.add(each)
                waiting += [bond.minor for bond in self.downs(each) if bond.is_real]
        return found

    def _restorable(self, number: int, under: int | None) -> set[int]:
        bundle = self._bundle(number)
        above = [each for each in self.ups(number) if each.is_real and each.major in self.live]
        if under is None and not above:
            raise Refused  # nothing is left above
        if under is not None:
            self.require(under)
            if any(each.tie.is_exclusive and each.major != under for each in above):
                raise Refused  # exclusive
        return bundle
