from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.role import ALL_VERBS, READ_ONLY, FieldRight, Permissions, Role, Verb, administrator

names = st.sampled_from(["*", "1", "2", "3"])
verbs = st.sampled_from(list(Verb))
grants = st.dictionaries(names, st.frozensets(verbs), max_size=3)
roles = st.builds(
    Role,
    name=st.just("r"),
    abilities=st.frozensets(st.sampled_from(["*", "send", "external-api"])),
    kinds=grants,
    folders=grants,
    assets=grants,
)
several = st.lists(roles, max_size=4)


@given(several, roles, verbs, names, st.lists(names, max_size=3))
def test_another_role_never_takes_a_right_away(
    held: list[Role], more: Role, verb: Verb, name: str, path: list[str]
) -> None:
    before, after = Permissions(tuple(held)), Permissions((*held, more))
    numbers = [int(each) for each in path if each != "*"]
    assert not before.has(name) or after.has(name)
    assert not before.may(verb, name) or after.may(verb, name)
    assert not before.may_in_folder(verb, path) or after.may_in_folder(verb, path)
    assert not before.may_on_asset(verb, numbers) or after.may_on_asset(verb, numbers)


@given(several, verbs, names)
def test_rights_are_the_sum_of_the_roles(held: list[Role], verb: Verb, name: str) -> None:
    together = Permissions(tuple(held))
    alone = [Permissions((role,)) for role in held]
    assert together.may(verb, name) == any(each.may(verb, name) for each in alone)
    assert together.may_in_folder(verb, [name]) == any(each.may_in_folder(verb, [name]) for each in alone)


@given(verbs, st.text(max_size=5))
def test_no_role_allows_nothing_and_an_administrator_everything(verb: Verb, name: str) -> None:
    nobody, everybody = Permissions(), Permissions((administrator("a"),))
    assert not nobody.may(verb, name)
    assert not nobody.has(name)
    assert not nobody.may_in_folder(verb, [name])
    assert not nobody.may_on_asset(verb, [1])
    assert nobody.field_right(name, name) is FieldRight.NONE
    assert everybody.may(verb, name)
    assert everybody.has(name)
    assert everybody.may_in_folder(verb, [name])
    assert everybody.may_on_asset(verb, [1])
    assert everybody.field_right(name, name) is FieldRight.WRITE


def test_a_folder_inherits_from_the_nearest_one_that_is_named() -> None:
    role = Role("r", folders={"parent": ALL_VERBS, "child": READ_ONLY})
    assert not Permissions((role,)).may_in_folder(Verb.EDIT, ["child", "parent"])
    assert Permissions((role,)).may_in_folder(Verb.EDIT, ["grandchild", "parent"])
    assert not Permissions((role,)).may_in_folder(Verb.READ, ["elsewhere"])


def test_a_right_on_an_asset_reaches_everything_beneath_it() -> None:
    role = Role("r", assets={"7": READ_ONLY})
    assert Permissions((role,)).may_on_asset(Verb.READ, [30, 7, 1])
    assert not Permissions((role,)).may_on_asset(Verb.EDIT, [30, 7, 1])
    assert not Permissions((role,)).may_on_asset(Verb.READ, [30, 1])


def test_the_greatest_right_on_a_field_counts() -> None:
    def narrowed(right: FieldRight) -> Role:
        return Role("r", kinds={"ticket": ALL_VERBS}, fields={"ticket": {"note": right}})

    both = Permissions((narrowed(FieldRight.NONE), narrowed(FieldRight.READ)))
    assert both.field_right("ticket", "note") is FieldRight.READ
    assert both.field_right("ticket", "subject") is FieldRight.WRITE


def test_a_role_about_something_else_does_not_widen_a_field() -> None:
    narrow = Role("r", kinds={"ticket": ALL_VERBS}, fields={"ticket": {"note": FieldRight.NONE}})
    sender = Role("s", abilities=frozenset({"send"}), kinds={"group": ALL_VERBS})
    assert Permissions((narrow, sender)).field_right("ticket", "note") is FieldRight.NONE


def test_a_field_that_is_named_comes_before_all_fields_and_a_kind_before_all_kinds() -> None:
    fields = {
        "ticket": {"note": FieldRight.WRITE, "*": FieldRight.READ},
        "person": {"note": FieldRight.READ},
        "*": {"note": FieldRight.NONE},
    }
    permissions = Permissions((Role("r", kinds={"*": ALL_VERBS}, fields=fields),))
    rights = [permissions.field_right(*each) for each in (("ticket", "note"), ("ticket", "x"), ("person", "note"))]
    assert rights == [FieldRight.WRITE, FieldRight.READ, FieldRight.READ]
    assert permissions.field_right("site", "note") is FieldRight.NONE
    assert permissions.field_right("site", "x") is FieldRight.WRITE
