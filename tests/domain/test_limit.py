from __future__ import annotations

from chalicelib.domain.limit import Said, generation, in_force, overridden


def limit(said: Said, dialect: str = "esm") -> int:
    return in_force(said, dialect=dialect, default=30)


def test_what_nobody_set_is_the_default() -> None:
    assert (limit({}), generation({})) == (30, 0)


def test_a_dialect_s_own_number_goes_before_that_of_all() -> None:
    said = overridden(overridden({}, number=5, dialect=None), number=0, dialect="esm")
    assert (limit(said), limit(said, "tickets")) == (0, 5)


def test_a_number_for_all_is_for_all_whatever_each_had() -> None:
    said = overridden(overridden({}, number=7, dialect="esm"), number=5, dialect=None)
    assert (limit(said), limit(said, "tickets")) == (5, 5)


def test_a_dialect_has_its_default_again_also_beside_a_number_for_all() -> None:
    said = overridden(overridden({}, number=5, dialect=None), number=None, dialect="esm")
    assert (limit(said), limit(said, "tickets")) == (30, 5)


def test_each_change_begins_new_windows() -> None:
    said = overridden({}, number=5, dialect="esm")
    again = overridden(said, number=5, dialect="esm")
    assert generation({}) < generation(said) < generation(again)
