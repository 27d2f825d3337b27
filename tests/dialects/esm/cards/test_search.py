"""Whatever a filter says: a list answers what the specification's own words pick out of the cards as they are answered."""

from __future__ import annotations

import json
import random
from datetime import UTC
from typing import Any, Final
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from chalicelib.config import DESK_TABLE
from chalicelib.dialects.esm.access import Access
from chalicelib.dialects.esm.cards.search import Search
from chalicelib.dialects.esm.eql import syntax
from chalicelib.dialects.esm.eql.syntax import AttributeName, Entity, EntityName, Literal, LiteralType
from chalicelib.dialects.esm.serializer import templates as templates_shown
from chalicelib.dialects.esm.serializer.cards import Showing
from chalicelib.dialects.esm.settings import Settings
from chalicelib.dialects.esm.templates import catalogue
from chalicelib.dialects.esm.templates.storage import DIALECT
from chalicelib.domain import clock
from chalicelib.domain.caller import Caller, CredentialKind
from chalicelib.domain.filters.conditions import Comparison
from chalicelib.domain.record import Change
from chalicelib.domain.role import FieldRight
from chalicelib.errors import Invalid
from chalicelib.services import records, roles
from tests.dialects.esm.cards.reading import FLAGS, MACROS, Reading
from tests.dialects.esm.desk import Desk, make_admin
from tests.dialects.esm.eql.printing import printed
from tests.frozen import Frozen
from tests.lengths import examples

HELSINKI: Final = ZoneInfo("Europe/Helsinki")
SETTINGS: Final = Settings(search_timeout=60, max_rows=100, token_minutes=15, zone=HELSINKI, enabled=True)
TEXTS: Final = ("red", "green", "O'Neill", "100%", "a_b", "Zoë", "red\ngreen", "42", "RED")
NUMBERS: Final = (0, -3, 1, 42, 2.5, 0.1, 123456789012345)
DAYS: Final = ("2025-03-29", "2025-03-30", "2025-10-26", "2026-01-01")
MOMENTS: Final = ("2025-03-29T21:59:59Z", "2025-03-29T22:00:00Z", "2025-03-30T20:59:59Z", "2025-03-30T21:00:00Z")
LINKS: Final = ({"name": "red", "location": "https://a.test/1"}, {"location": "https://a.test/2"})
HIDDEN: Final = Change(extras={DIALECT: {"hidden": True}})
EVERYTHING: Final = "deleted = 0 or deleted = 1"


def fill(desk: Desk) -> None:
    """Cards of all sorts, every attribute filled by chance or not; some hidden, some thrown away."""
    chance = random.Random(11)

    def some(*pool: Any, most: int = 1) -> Any:
        return [chance.choice(pool) for _ in range(chance.randrange(most + 1))]

    people = [desk.create("person", "personnel", last_name=name) for name in ("Zoë", "O'Neill", "42")]
    groups = [desk.create("support_group", "support_groups", group_name=name) for name in ("red", "green", "Zoë")]
    examples: list[str] = []
    incidents: list[str] = []
    for n in range(22):
        wait(desk, chance.choice((0, 1, 86_400)))
        friends = [{"dataCardId": each} for each in examples]
        values = {
            "text": some(*TEXTS),
            "tags": some(*TEXTS, most=3),
            "count": some(0, -3, 1, 42),
            "ratio": some(*NUMBERS),
            "numbers": some(*NUMBERS, most=3),
            "day": some(*DAYS),
            "moment": some(*MOMENTS),
            "moments": some(*MOMENTS, most=2),
            "choice": some("01", "02", "03"),
            "choices": some("01", "02", "03", most=2),
            "fixed_day": some("01.01.2011", "02.02.2011"),
            "friend": some(*friends, *({"dataCardId": each} for each in people)),
            "friends": some(*friends, most=2) if friends else [],
            "group": some(*({"dataCardId": each} for each in groups)),
            "link": some(*LINKS),
            "links": some(*LINKS, most=2),
            "log": some(*TEXTS, most=2),
            "secret": some(*TEXTS),
        }
        values["text"] = values["text"] or (["x"] if not any(values.values()) else [])
        examples.append(desk.create("rest_example", ("rest_examples", "archive")[n % 4 == 0], **values))
    for n in range(14):
        wait(desk, chance.choice((0, 1, 86_400)))
        values = {
            "subject": some(*TEXTS) or ["x"],
            "description": some(*TEXTS),
            "status": some("01", "02", "03", "04", "05"),
            "impact": some("1", "2", "3"),
            "customer": some(*({"dataCardId": each} for each in [*people, str(desk.person)])),
            "support_group": some(*({"dataCardId": each} for each in groups)),
            "due_date": some(*MOMENTS),
            "worklog": some(*TEXTS, most=2),
        }
        incidents.append(desk.create("incident", ("incident_management", "security_incidents")[n % 5 == 0], **values))
    for template, cards in (("rest_example", examples), ("incident", incidents), ("support_group", groups)):
        for card in cards[1::5]:
            assert desk.send("DELETE", f"/dc/{template}/data/{card}").status == 200
        for card in cards[2::5]:
            kind, number = catalogue.current().templates[template].kind, int(card)
            records.change(kind=kind, number=number, edit=lambda _: HIDDEN, caller=make_admin())
    wait(desk, 3_600)


def wait(desk: Desk, seconds: int) -> None:
    clock.advance(seconds)
    desk.tokens.clear()  # none lasts that long


def access_of(login: str) -> Access:
    permissions = roles.permissions(names=(login,))
    return Access(Caller(login, login, "test", CredentialKind.ACCESS_TOKEN, "esm", permissions), catalogue.current())


def plain(shape: Any) -> Any:
    return json.loads(msgspec.json.encode(shape))


def reading_of(access: Access, code: str) -> Reading:
    seen = {each.code: list(map(plain, listed(access, each.code, EVERYTHING))) for each in access.templates()}
    template = access.template(code)
    unreadable = (each.code for each in template.attributes.values() if access.right(template, each) is FieldRight.NONE)
    shown = plain(templates_shown.described(template, access))
    return Reading(
        shown,
        template.number,
        seen,
        frozenset({"day"}),
        frozenset(unreadable),
        HELSINKI,
        now=clock.now().astimezone(UTC),
    )


def listed(access: Access, code: str, said: str) -> Any:
    template = access.template(code)
    page = Search(access, template, said, SETTINGS).page(below=None, limit=1_000)
    return Showing(access, template).several(page.records)


def string(text: str) -> Literal:
    return Literal(LiteralType.STRING, text, 0)


def number(text: str) -> Literal:
    return Literal(LiteralType.NUMBER, text, 0)


texts = st.sampled_from(TEXTS).map(string) | st.integers(0, 50).map(str).map(number)
patterns = st.sampled_from(["%", "r%", "%n", "_ed", "100\\%", "a\\_b", "%e%", "%\n%", "O'%", "", "REX-%2"]).map(string)
numerals = st.sampled_from(["0", "-3", "1", "42", "2.5", "0.10", "123456789012345", "50"])
dates = st.sampled_from(
    [*DAYS, *MOMENTS, *MACROS, "30.03.2025", "2025-03-30T00:00", "2025-03-30 23:59:59", "2025-03-30T00:00:00+03:00"]
).map(string)
LITERALS: Final = {
    "string": texts,
    "worklog": texts,
    "number": numerals.map(number) | numerals.map(string),
    "date": dates,
    "static-value": st.sampled_from(["01", "02", "first", "third", "01 - New", "2. Medium", "3", "02.02.2011"]).map(
        string
    ),
    "reference": texts | st.sampled_from(["Ada Example", "x", "nobody"]).map(string),
    "external-reference": texts | st.sampled_from(["https://a.test/1", "https://a.test/2"]).map(string),
}
BY: Final = st.sampled_from(list(Comparison))
EQUALITY: Final = st.sampled_from([Comparison.EQUAL, Comparison.UNEQUAL])
FACTS: Final = [entity for entity in Entity if entity not in FLAGS]
at = st.just(0)


def conditions(reading: Reading, operand: syntax.Operand) -> st.SearchStrategy[syntax.Filter]:
    """Conditions on an attribute that are no nonsense."""
    this, of = st.just(operand), reading.type_of(operand)
    literals = LITERALS[of]
    if isinstance(operand, EntityName):
        said = {"string": [reading.template["code"], reading.template["name"], "archive", "Archive", "red"]}
        literals = numerals.map(number) if of == "number" else st.sampled_from(said["string"]).map(string)
    equal = literals | st.just(string(""))
    found: list[st.SearchStrategy[syntax.Filter]] = [
        st.builds(syntax.Compare, this, EQUALITY, equal, at),
        st.builds(syntax.Compare, this, BY, literals, at),
        st.builds(syntax.In, this, st.lists(equal, min_size=1, max_size=3).map(tuple), st.booleans(), at),
        st.builds(syntax.Between, this, literals, literals, st.booleans(), at),
        st.builds(syntax.IsNull, this, st.booleans(), at),
    ]
    if of not in ("number", "date"):
        found.append(st.builds(syntax.Like, this, patterns, st.booleans(), at))
    return st.one_of(found)


def filters(reading: Reading) -> st.SearchStrategy[syntax.Filter]:
    codes = list(reading.template["attributes"])
    operands: list[syntax.Operand] = [AttributeName(code, 0) for code in codes]
    operands += [EntityName(entity, 0) for entity in FACTS]
    flags = st.builds(
        syntax.Compare,
        st.sampled_from([EntityName(entity, 0) for entity in FLAGS]),
        EQUALITY,
        st.sampled_from(["0", "1"]).map(number) | st.sampled_from(["true", "false", "0"]).map(string),
        at,
    )
    leaf: st.SearchStrategy[syntax.Filter] = st.one_of(flags, *(conditions(reading, each) for each in operands))

    def deeper(inner: st.SearchStrategy[syntax.Filter]) -> st.SearchStrategy[syntax.Filter]:
        several = st.lists(inner, min_size=2, max_size=3).map(tuple)
        return st.builds(syntax.And, several) | st.builds(syntax.Or, several) | st.builds(syntax.Not, inner)

    return leaf | st.recursive(leaf, deeper, max_leaves=4)


def test_a_list_answers_the_cards_that_the_filter_plainly_means(quick_desk: Desk) -> None:
    fill(quick_desk)
    asked = [
        (access, reading, filters(reading))
        for access in map(access_of, ("full", "restricted"))
        for reading in (reading_of(access, "rest_example"), reading_of(access, "incident"))
    ]

    @settings(max_examples=examples(300), derandomize=True, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def check(data: st.DataObject) -> None:
        access, reading, trees = data.draw(st.sampled_from(asked))
        tree = data.draw(trees)
        said, expected = printed(tree), reading.expected(tree)
        note(said)
        if expected is None:
            with pytest.raises(Invalid):
                Search(access, access.template(reading.template["code"]), said, SETTINGS)
            return
        template = access.template(reading.template["code"])
        page = Search(access, template, said, SETTINGS).page(below=None, limit=1_000)
        assert [record.number for record in page.records] == expected

    with Frozen(DESK_TABLE):
        check()
