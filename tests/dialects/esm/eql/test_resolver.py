"""What filters find: the rules of the language, one by one, on cards without a store."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from chalicelib.dialects.esm.eql.moments import Calendar
from chalicelib.dialects.esm.eql.resolver import LOGIC, Filter, read
from chalicelib.domain.filters.conditions import Constant
from chalicelib.domain.filters.evaluation import evaluate
from chalicelib.errors import Invalid
from chalicelib.services.plans.planner import plan
from chalicelib.services.plans.sources import Partitions, Union
from tests.dialects.esm.eql.cards import ALL, CARD, make_cards

CALENDAR = Calendar(ZoneInfo("Europe/Helsinki"), datetime(2025, 8, 20, 21, 30, 15, tzinfo=UTC))


def meaning(said: str | None, unreadable: Collection[str] = ()) -> Filter | None:
    cards = make_cards(unreadable)
    return read(said, template=cards, names=cards, calendar=CALENDAR)


def finds(said: str) -> list[int]:
    """Numbers of the cards that fulfil a filter: 1 has everything, 2 has nothing, 3 has a little, is hidden and deleted."""
    found = meaning(said)
    assert found is not None
    shelf = make_cards().shelf
    return [card.number for card in ALL if evaluate(found.where, card, shelf, LOGIC)]


def refusal(said: str, unreadable: Collection[str] = ()) -> str:
    with pytest.raises(Invalid) as caught:
        meaning(said, unreadable)
    return caught.value.message.removeprefix("Invalid filter at position ")


@pytest.mark.parametrize("said", [None, "", " \t", "None", " None "])
def test_no_filter_is_none(said: str | None) -> None:
    assert meaning(said) is None


def test_the_bare_word_none_inside_a_filter_is_an_error() -> None:
    assert refusal("none").startswith("1:")


@pytest.mark.parametrize(
    ("said", "numbers"),
    [
        # texts
        ("$text$ = 'The printer smokes'", [1]),
        ("$text$ = 'the printer smokes'", []),
        ("$text$ = 'O''Neill Ltd'", [3]),
        ("$text$ <> 'O''Neill Ltd'", [1]),
        ("$text$ < 'P'", [3]),
        ("$text$ like '%printer%'", [1]),
        ("$text$ not like '%printer%'", [3]),
        ("$text$ like '%PRINTER%'", []),
        ("$text$ like '_''%'", [3]),
        ("$text$ between 'O' and 'P'", [3]),
        ("$text$ not between 'O' and 'P'", [1]),
        ("$text$ = 5", []),
        # empty attributes
        ("$text$ is null", [2]),
        ("$text$ is not null", [1, 3]),
        ("$text$ = ''", [2]),
        ("$text$ <> ''", [1, 3]),
        ("$count$ = ''", [2]),
        ("$group$ = ''", [2]),
        ("$moment$ <> ''", [1]),
        ("not $text$ = 'O''Neill Ltd'", [1, 2]),
        ("$text$ in ('', 'O''Neill Ltd')", [2, 3]),
        ("$text$ not in ('', 'O''Neill Ltd')", [1]),
        ("$text$ not in ('')", [1, 3]),
        # several values
        ("$tags$ = 'red'", [1]),
        ("$tags$ <> 'red'", [3]),
        ("$tags$ in ('green', 'blue')", [1, 3]),
        ("$tags$ not in ('green', 'yellow')", [3]),
        ("$tags$ not like 'r%'", [3]),
        ("$tags$ > 'h'", [1]),
        # numbers
        ("$count$ = 42", [1]),
        ("$count$ = '42'", [1]),
        ("$count$ = 42.0", [1]),
        ("$count$ <> 42", [3]),
        ("$count$ < -2.5", [3]),
        ("$count$ between '-3' and 42", [1, 3]),
        ("$numbers$ = 2.5", [1]),
        ("$numbers$ not between 2 and 3", [3]),
        # days
        ("$day$ = '2025-03-24'", [1]),
        ("$day$ = '24.03.2025'", [1]),
        ("$day$ = '2025-03-23T22:00:00Z'", [1]),
        ("$day$ < '2025-03-24'", []),
        ("$day$ in ('2025-03-24', '2025-01-01')", [1]),
        ("$day$ <= 'now'", [1]),
        # moments
        ("$moment$ = '2025-03-24'", [1]),
        ("$moment$ <> '2025-03-24'", []),
        ("$moment$ = '2025-03-24T10:57:57Z'", [1]),
        ("$moment$ = '24.03.2025 12:57:57'", [1]),
        ("$moment$ > '2025-03-24T10:57:57Z'", []),
        ("$moment$ > '2025-03-24'", [1]),
        ("$moment$ <= '2025-03-24'", []),
        ("$moment$ between '2025-03-20' and '2025-03-24'", [1]),
        ("$moment$ between '2025-03-24' and '2025-03-24T10:00:00Z'", []),
        ("$moment$ in ('2025-01-01', '2025-03-24')", [1]),
        ("$moments$ = '2025-03-25'", [1]),
        ("$moments$ = '2025-03-26'", [1]),
        ("$moments$ = '2025-03-24'", []),
        ("$moments$ <> '2025-03-24'", [1]),
        ("$created$ = 'start_day'", []),
        ("$created$ > 'start_week'", [1]),
        ("$created$ > 'now - 3w'", [1, 2]),
        ("$created$ >= '2025-01-01T00:00:00Z'", [1, 2]),
        ("$created$ = '2020-01-01T00:00:00Z'", [3]),
        # static values
        ("$status$ = '02 - In progress'", [1]),
        ("$status$ = '02'", [1]),
        ("$status$ = 02", [1]),
        ("$status$ <> '02'", [3]),
        ("$status$ = '03'", []),
        ("$status$ = '03 - Done'", [3]),
        ("$status$ = 'x3'", []),
        ("$status$ = 'Nonsense'", []),
        ("$status$ <> 'Nonsense'", [1, 3]),
        ("$status$ in ('02', '03 - Done')", [1, 3]),
        ("$status$ in ('Nonsense', '03 - Done')", [3]),
        ("$status$ like '%progress'", [1]),
        ("$status$ > '02'", [1, 3]),
        ("$status$ is null", [2]),
        # references
        ("$group$ = 'Service Desk'", [1]),
        ("$group$ <> 'Service Desk'", [3]),
        ("$group$ in ('Service Desk', '102')", [1, 3]),
        ("$group$ = '101'", [1]),
        ("$group$ = 101", [1]),
        ("$group$ = '102'", [3]),
        ("$group$ = 9", []),
        ("$group$ = '9'", []),
        ("$group$ <> 9", [1, 3]),
        ("$group$ = -1", []),
        ("$group$ = 1.5", []),
        ("$group$ = '99999999999999999999'", []),
        ("$group$ like 'Serv%'", [1]),
        ("$group$ not like 'Serv%'", [3]),
        ("$group$ like 'Nobody%'", []),
        ("$group$ > 'Nobody'", [1]),
        ("$group$ between '1' and '2'", [3]),
        ("$group$ is null", [2]),
        ("$friend$ = 'Ada O''Neill'", [1]),
        ("$friends$ = 'Service Desk'", [1]),
        ("$friends$ <> 'Service Desk'", []),
        # links
        ("$links$ = 'Manual'", [1]),
        ("$links$ = 'p1'", [1]),
        ("$links$ <> 'p1'", []),
        ("$links$ <> 'other'", [1]),
        ("$links$ in ('other', 'https://example.org/m')", [1]),
        ("$links$ like 'P%'", [1]),
        ("$links$ like 'p%'", []),
        # worklog
        ("$log$ like '%fuser%'", [1]),
        ("$log$ = 'Replaced the fuser.'", [1]),
        ("$log$ not like '%fuser%'", []),
        ("$log$ is null", [2, 3]),
        # flags
        ("hidden = 0", [1, 2]),
        ("hidden = 1", [3]),
        ("entity.hidden = 'TRUE'", [3]),
        ("hidden <> true", [1, 2]),
        ("hidden != '0'", [3]),
        ("deleted = 1", [3]),
        ("deleted = false", [1, 2]),
        # entity and template
        ("entity.id = '1'", [1]),
        ("entity.id = 1", [1]),
        ("entity.id > 1", [2, 3]),
        ("entity.id in (1, '3')", [1, 3]),
        ("entity.name = 'Card 2'", [2]),
        ("entity.folder.code = 'security'", [3]),
        ("entity.folder.name like 'gen%'", [1, 2]),
        ("template.code = 'card'", [1, 2, 3]),
        ("template.code = 'incident'", []),
        ("template.id = 12", [1, 2, 3]),
        ("template.name <> 'Card'", []),
        # together
        ("$text$ is null or not ($status$ in ('01 - New', '02 - In progress'))", [2, 3]),
        ("$status$ = '02' or $status$ = '03 - Done' and hidden = 0", [1]),
        ("($status$ = '02' or $status$ = '03 - Done') and hidden = 1", [3]),
    ],
)
def test_a_filter_finds_the_cards_that_it_means(said: str, numbers: list[int]) -> None:
    assert finds(said) == numbers


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("$colour$ = 'red'", "1: unknown attribute colour"),
        ("$text$ = 'a' and $Text$ = 'b'", "18: unknown attribute Text"),
        ("$group$ = 'IT support grp'", "11: no data card named 'IT support grp' for attribute group"),
        ("$group$ <> 'Nobody'", "12: no data card named 'Nobody' for attribute group"),
        ("$group$ in ('Service Desk', 'Nobody')", "29: no data card named 'Nobody' for attribute group"),
        ("$group$ = 'service desk'", "11: no data card named 'service desk' for attribute group"),
        ("$group$ = true", "11: TRUE fits only hidden and deleted"),
        ("$count$ = 'many'", "11: 'many' is not a number"),
        ("$count$ = '+5'", "11: '+5' is not a number"),
        ("$count$ between 1 and 'x'", "23: 'x' is not a number"),
        ("$count$ like '4%'", "9: LIKE does not fit count, which holds a number"),
        ("$count$ not like '4%'", "13: LIKE does not fit count, which holds a number"),
        ("$moment$ like '2025%'", "10: LIKE does not fit moment, which holds a date"),
        ("$moment$ > 'whenever'", "12: 'whenever' is neither a date nor a macro"),
        ("$moment$ > 2025", "12: 2025 is neither a date nor a macro"),
        ("$day$ in ('2025-03-24', '2025-02-30')", "25: '2025-02-30' is neither a date nor a macro"),
        ("$moment$ = true", "12: true is neither a date nor a macro"),
        ("$text$ = false", "10: FALSE fits only hidden and deleted"),
        ("$status$ = TRUE", "12: TRUE fits only hidden and deleted"),
        ("hidden = 2", "10: hidden is 0 or 1, true or false"),
        ("hidden = ''", "10: hidden is 0 or 1, true or false"),
        ("deleted <> 'yes'", "12: deleted is 0 or 1, true or false"),
        ("entity.id = 'abc'", "13: 'abc' is not a number"),
        ("entity.id like '1%'", "11: LIKE does not fit entity.id, which holds a number"),
        (
            "$nothing$ = 'a' and $text$ ==",
            "29: expected a value: text in single quotes, a number, TRUE or FALSE, found =",
        ),
    ],
)
def test_an_error_says_where_and_why_before_any_search(said: str, message: str) -> None:
    assert refusal(said) == message


def test_the_documented_error_reads_as_documented() -> None:
    assert refusal("$support_group$ = 'IT support grp'") == (
        "19: no data card named 'IT support grp' for attribute support_group"
    )


def test_an_attribute_that_the_caller_may_not_read_is_unknown() -> None:
    assert refusal("$text$ = 'a' or $count$ > 5", unreadable={"count"}) == "17: unknown attribute count"


def test_a_reference_to_what_the_caller_may_not_see_is_empty() -> None:
    cards = make_cards()
    cards.shelf.records = {ref: record for ref, record in cards.shelf.records.items() if record.title != "Service Desk"}
    for said, numbers in (("$group$ is null", [1, 2]), ("$group$ <> '102'", []), ("$group$ = 101", [])):
        found = read(said, template=cards, names=cards, calendar=CALENDAR)
        assert found is not None
        assert [card.number for card in ALL if evaluate(found.where, card, cards.shelf, LOGIC)] == numbers


def test_names_are_looked_up_together_and_numbers_are_not_names() -> None:
    cards = make_cards()
    read("$group$ in ('Service Desk', '101', 102)", template=cards, names=cards, calendar=CALENDAR)
    assert cards.asked == ["Service Desk", "101"]


@pytest.mark.parametrize(
    ("said", "names_deleted"),
    [("deleted = 0", True), ("not ($text$ = 'a' or entity.deleted <> 1)", True), ("hidden = 0", False)],
)
def test_a_filter_knows_whether_it_speaks_of_the_trash(said: str, names_deleted: bool) -> None:
    found = meaning(said)
    assert found is not None
    assert found.names_deleted is names_deleted


def test_what_is_the_same_for_every_card_is_decided_at_once() -> None:
    for said, value in (
        ("template.code = 'incident'", False),
        ("template.id in (11, 12)", True),
        ("template.name is null", False),
    ):
        found = meaning(said)
        assert found is not None
        assert found.where == Constant(value)


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("$status$ = '02 - In progress'", Partitions(("I#card.-.state#open",))),
        (
            "$status$ in ('02', '03 - Done')",
            Union((Partitions(("I#card.-.state#open",)), Partitions(("I#card.-.state#done",)))),
        ),
        ("$group$ = 'Service Desk'", Partitions(("I#card.-.group#group#101",))),
        ("$group$ in (101, 102)", Partitions(("I#card.-.group#group#101", "I#card.-.group#group#102"))),
        ("$text$ like '%printer%' and $status$ = '02'", Partitions(("I#card.-.state#open",))),
        ("$status$ <> '02'", None),
        ("$status$ = '01.01.2011'", None),
    ],
)
def test_statuses_and_references_are_found_by_their_index(said: str, source: object) -> None:
    found = meaning(said)
    assert found is not None
    assert plan(kind=CARD, where=found.where, logic=LOGIC).source == source
