from __future__ import annotations

from chalicelib.dialects.esm.access import Access
from chalicelib.dialects.esm.cards.draft import Draft, Wish
from chalicelib.dialects.esm.cards.making import fill
from chalicelib.dialects.esm.cards.naming import Naming
from chalicelib.dialects.esm.templates import catalogue
from chalicelib.domain.caller import Caller, CredentialKind
from chalicelib.domain.reference import Ref
from chalicelib.services import roles
from tests.dialects.esm.desk import Desk


def drafted(login: str, *names: Ref | str) -> tuple[Draft, Naming]:
    """A draft whose reference to a support group names somebody whom nobody was called when it was read."""
    caller = Caller(login, login, "test", CredentialKind.ACCESS_TOKEN, "esm", roles.permissions(names=(login,)))
    access = Access(caller, catalogue.current())
    template = access.catalogue.templates["rest_example"]
    wish = Wish(template.attributes["group"], ())
    return Draft(template, {"group": wish}, orphans={"group": list(names)}), Naming(access, budget=60)


def test_what_a_reference_names_and_nobody_is_called_is_made_once(desk: Desk) -> None:
    draft, naming = drafted("full", "Night shift", "Night shift")
    [(made, template)] = fill(draft, naming)
    assert (made.get("name"), template.code) == ("Night shift", "support_group")
    assert draft.wishes["group"].values == (made.ref,)


def test_where_another_call_was_faster_its_card_is_meant(desk: Desk) -> None:
    group = desk.create("support_group", "support_groups", group_name="Night shift")
    draft, naming = drafted("full", "Night shift")
    assert fill(draft, naming) == []
    assert draft.rejections == []
    assert draft.wishes["group"].values == (Ref("group", int(group)),)


def test_a_name_that_is_in_use_where_the_caller_sees_nothing_is_a_conflict(desk: Desk) -> None:
    group = desk.create("support_group", "support_groups", group_name="Night shift")
    desk.send("DELETE", f"/dc/support_group/data/{group}")
    draft, naming = drafted("full", "night SHIFT")
    made = fill(draft, naming)
    assert len(made) == 1, "a name in the trash is free"
    again, naming = drafted("full", "NIGHT shift")
    assert fill(again, naming) == []
    assert [each.status for each in again.rejections] == [409]
