from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from chalicelib.dialects.esm.access import Access
from chalicelib.dialects.esm.vocabulary.templates import INCIDENT
from chalicelib.domain.journal import JournalEntry
from chalicelib.domain.record import File
from chalicelib.domain.reference import Ref
from chalicelib.domain.role import FieldRight, Permissions, Role, Verb
from tests.dialects.esm.desk import make_admin
from tests.dialects.esm.shelf import CATALOGUE, attribute_of, make_card, shown

READ = frozenset({Verb.READ})


def access_to(*templates: str, folders: Any = ("*",)) -> Access:
    role = Role("r", kinds=dict.fromkeys(templates, READ), folders=dict.fromkeys(folders, READ))
    return Access(replace(make_admin(), permissions=Permissions((role,))), CATALOGUE)


def test_a_number_without_a_fraction_is_written_without_one() -> None:
    card, ratio = make_card("rest_example"), attribute_of("rest_example", "ratio")
    for held, written in ((42, "42"), (42.0, "42"), (0.25, "0.25"), (-0.0, "0")):
        card.fields["ratio"] = held
        assert str(shown(card, ratio)[0]["value"]) == written


def test_days_are_days_and_moments_are_cut_to_the_second_in_utc() -> None:
    card = make_card("rest_example", day="2021-03-24", moment="2021-03-24T12:57:57+02:00")
    card.fields["moments"] = (datetime(999, 1, 2, 3, 4, 5, 999_999, tzinfo=UTC),)
    assert shown(card, attribute_of("rest_example", "day")) == [{"value": "2021-03-24"}]
    assert shown(card, attribute_of("rest_example", "moment")) == [{"value": "2021-03-24T10:57:57Z"}]
    assert shown(card, attribute_of("rest_example", "moments")) == [{"value": "0999-01-02T03:04:05Z"}]


def test_a_reference_says_what_its_target_is_and_whether_it_is_still_there() -> None:
    friend = make_card("rest_example", 7, text="Ada")
    friend.trashed, friend.extras = True, {"esm": {"hidden": True}}
    card = make_card("rest_example", friend=[{"dataCardId": "7"}])
    assert shown(card, attribute_of("rest_example", "friend"), [friend]) == [
        {
            "name": "Ada",
            "dataCardId": "7",
            "templateName": "REST example",
            "templateCode": "rest_example",
            "deleted": True,
            "hidden": True,
            "url": "/dc/rest_example/data/7",
        }
    ]


def test_a_target_that_is_gone_or_that_the_caller_may_not_see_is_left_out() -> None:
    friend = make_card("rest_example", 7, text="Ada")
    card = make_card("rest_example", friend=[{"dataCardId": "7"}])
    attribute = attribute_of("rest_example", "friend")
    assert shown(card, attribute) == []
    assert shown(card, attribute, [friend], access=access_to("incident")) == []
    assert shown(card, attribute, [friend], access=access_to("*", folders=["companies"])) == []
    assert len(shown(card, attribute, [friend], access=access_to("*"))) == 1


def test_a_target_that_is_no_card_of_the_templates_of_the_attribute_is_left_out() -> None:
    group, person = make_card("support_group", 5), make_card("person", 6, last_name="Moss")
    group.fields["members"] = (Ref("person", 6), Ref("group", 5))
    assert [each["name"] for each in shown(group, attribute_of("support_group", "members"), [group, person])] == [
        "Moss"
    ]


def test_links_have_a_location_and_files_a_download_beside_it() -> None:
    card = make_card("rest_example", 9, links=[{"name": "A", "location": "https://a.test"}])
    card.fields["files"] = (File("a.png", "k1", 3, "image/png"), File("B", "https://b.test"))
    assert shown(card, attribute_of("rest_example", "links")) == [{"name": "A", "location": "https://a.test"}]
    assert shown(card, attribute_of("rest_example", "files")) == [
        {"name": "a.png", "location": "k1", "download": "/dc/rest_example/data/9/files/file/k1"},
        {"name": "B", "location": "https://b.test"},
    ]


def test_a_worklog_names_the_person_behind_the_account_else_its_login() -> None:
    card, person = make_card("incident"), make_card("person", 6, last_name="Moss")
    at = datetime(2026, 3, 4, 5, 6, 7, 8, tzinfo=UTC)
    journal = [
        JournalEntry("2", at, "Newest", author=person.ref, author_name="moss"),
        JournalEntry("1", at, "Older", author=Ref("person", 99), author_name="gone"),
        JournalEntry("0", at, "Oldest", author_name="api"),
    ]
    assert shown(card, attribute_of("incident", "worklog"), [person], journal) == [
        {"author": "Moss", "value": "Newest", "date": "2026-03-04T05:06:07Z"},
        {"author": "gone", "value": "Older", "date": "2026-03-04T05:06:07Z"},
        {"author": "api", "value": "Oldest", "date": "2026-03-04T05:06:07Z"},
    ]


def test_an_attribute_that_may_not_be_read_is_known_by_its_right() -> None:
    role = Role("r", kinds={"*": READ}, folders={"*": READ}, fields={INCIDENT["code"]: {"subject": FieldRight.NONE}})
    access = Access(replace(make_admin(), permissions=Permissions((role,))), CATALOGUE)
    template = CATALOGUE.templates["incident"]
    assert not access.can_read(template, template.attributes["subject"])
    assert access.can_read(template, template.attributes["status"])
