from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.dialects.esm.eql.template import AttributeType
from chalicelib.dialects.esm.parser.values import MAX_ENTRIES, Pointer, UnfitError, read
from chalicelib.dialects.esm.templates.attribute import MAX_VALUES, Attribute
from chalicelib.domain.record import File
from tests.dialects.esm.shelf import TEMPLATES, attribute_of, make_card, shown, write

LINKS: Final = ("link", "links", "files", "one_file")
HELSINKI: Final = ZoneInfo("Europe/Helsinki")


def example(code: str) -> Attribute:
    return attribute_of("rest_example", code)


def values(code: str, *objects: Any) -> tuple[Any, ...]:
    return read(example(code), list(objects), HELSINKI)


def refusal(code: str, content: Any) -> str:
    with pytest.raises(UnfitError) as caught:
        read(example(code), content, HELSINKI)
    return str(caught.value)


@pytest.mark.parametrize(
    ("code", "said", "meant"),
    [
        ("text", {"value": " a "}, " a "),
        ("text", {"value": "<b>a</b>", "name": "x", "type": "y"}, "<b>a</b>"),
        ("text", {"value": 42}, "42"),
        ("text", {"value": 4.0}, "4"),
        ("text", {"value": 0.5}, "0.5"),
        ("text", {"value": True}, "true"),
        ("count", {"value": "42"}, 42),
        ("count", {"value": " -3 "}, -3),
        ("count", {"value": 42.0}, 42),
        ("count", {"value": "4e2"}, 400),
        ("ratio", {"value": "0.5"}, 0.5),
        ("ratio", {"value": 0.2425432341}, 0.2425432341),
        ("ratio", {"value": 123456789012345}, 123456789012345),
        ("day", {"value": "24.03.2021"}, date(2021, 3, 24)),
        ("day", {"value": "2021-03-24T23:00:00Z"}, date(2021, 3, 25)),
        ("moment", {"value": "2021-03-24"}, datetime(2021, 3, 23, 22, tzinfo=UTC)),
        ("moment", {"value": "2021-03-24T10:57:57.999Z"}, datetime(2021, 3, 24, 10, 57, 57, tzinfo=UTC)),
        ("friend", {"dataCardId": "21357"}, Pointer(number=21357)),
        ("friend", {"dataCardId": 21357, "name": "x"}, Pointer(number=21357)),
        ("friend", {"value": "A name"}, Pointer(name="A name")),
        ("friend", {"name": "A name"}, Pointer(name="A name")),
        ("link", {"location": "https://a.test"}, File("https://a.test", "https://a.test")),
        ("link", {"name": "A", "location": "x:1"}, File("A", "x:1")),
        ("log", {"value": "Done", "author": "me", "date": "1"}, "Done"),
    ],
)
def test_what_is_said_is_read_as_it_is_meant(code: str, said: Any, meant: Any) -> None:
    assert values(code, said) == (meant,)


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ({"code": "second"}, "second"),
        ({"value": "02"}, "second"),
        ({"value": "second"}, "second"),
        ({"value": "02", "code": "second"}, "second"),
        ({"value": "02", "code": None}, "second"),
        ({"value": "second", "code": ""}, "second"),
        ({"value": "", "code": "second"}, "second"),
    ],
)
def test_a_static_value_is_named_by_code_by_display_value_or_by_both(said: Any, key: str) -> None:
    assert [each.key for each in values("choice", said)] == [key]


def test_a_static_value_without_a_code_is_named_by_what_it_shows() -> None:
    assert [(each.value, each.code) for each in values("fixed_day", {"value": "02.02.2011"})] == [("02.02.2011", None)]


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ({"value": "99"}, "value: 99 and code: null"),
        ({"value": "01", "code": "second"}, "value: 01 and code: second"),
        ({"code": "02"}, "value: null and code: 02"),
        ({"value": 2}, "value: 2 and code: null"),
        ({"value": "02 ", "code": []}, "value: 02  and code: []"),
    ],
)
def test_a_static_value_that_is_not_there_is_named_in_the_documented_words(said: Any, named: str) -> None:
    assert refusal("choice", [said]) == f"Couldn't find static-value with {named} from attribute: Choice"


@pytest.mark.parametrize("code", [code for code in TEMPLATES["rest_example"].attributes if code not in LINKS])
@pytest.mark.parametrize("nothing", [{}, {"value": None}, {"value": ""}, {"value": "", "code": "", "dataCardId": ""}])
def test_nothing_is_no_value_and_no_values_clear(code: str, nothing: Any) -> None:
    assert values(code, nothing) == values(code) == ()


@pytest.mark.parametrize(
    ("code", "content", "why"),
    [
        ("text", None, "values is missing, or is no list."),
        ("text", {"value": "a"}, "values is missing, or is no list."),
        ("text", ["a"], "A value of Text is no object."),
        ("text", [{"value": "a"}, {"value": "b"}], "Text takes only one value."),
        ("text", [{"value": ["a"]}], "A value of Text is no text."),
        ("text", [{"value": {}}], "A value of Text is no text."),
        ("text", [{"value": "\ud800"}], "A value of Text holds half a surrogate pair."),
        ("text", [{"value": "x" * 65_536}], "Text takes at most 65535 characters."),
        ("tags", [{"value": "a"}] * (MAX_VALUES + 1), "Tags takes at most 1000 values."),
        ("log", [{"value": "a"}] * (MAX_ENTRIES + 1), "Log takes at most 80 entries at a time."),
        ("count", [{"value": 0.5}], "Count takes whole numbers only: 0.5"),
        ("count", [{"value": True}], "true is not a number, as Count takes it."),
        ("ratio", [{"value": "1,5"}], "1,5 is not a number, as Ratio takes it."),
        ("ratio", [{"value": "0x10"}], "0x10 is not a number, as Ratio takes it."),
        ("ratio", [{"value": "1e999"}], "1e999 is not a number, as Ratio takes it."),
        ("ratio", [{"value": "１"}], "１ is not a number, as Ratio takes it."),
        ("ratio", [{"value": 10**38}], f"{10**38} is not a number, as Ratio takes it."),
        ("day", [{"value": "2021-02-29"}], "2021-02-29 is not a date, as Day takes it."),
        ("day", [{"value": 20210301}], "20210301 is not a date, as Day takes it."),
        ("moment", [{"value": "now"}], "now is not a date, as Moment takes it."),
        ("friend", [{"dataCardId": "x"}], "There is no data card x for Friend."),
        ("friend", [{"dataCardId": 2**31}], "There is no data card 2147483648 for Friend."),
        ("friend", [{"dataCardId": True}], "There is no data card true for Friend."),
        ("friend", [{"value": 5}], "A value of Friend names no data card."),
        ("link", [{}], "A value of Link has no location."),
        ("link", [{"name": "a"}], "A value of Link has no location."),
        ("link", [{"name": "a", "location": " "}], "A value of Link has no location."),
        ("link", [{"location": "x" * 2_001}], "A location of Link has at most 2000 characters."),
        ("link", [{"name": 5, "location": "x"}], "A name of Link is a text of at most 255 characters."),
        ("moment", [{"value": "x" * 1_000}], f"{'x' * 200}… is not a date, as Moment takes it."),
    ],
)
def test_what_does_not_fit_is_refused_with_the_reason(code: str, content: Any, why: str) -> None:
    assert refusal(code, content) == why


def test_a_reference_that_is_said_twice_is_meant_once() -> None:
    said = [{"dataCardId": "7"}, {"dataCardId": 8}, {"dataCardId": 7}, {"value": "7"}]
    assert values("friends", *said) == (Pointer(7), Pointer(8), Pointer(name="7"))


NUMBERS = st.integers(-(10**15) + 1, 10**15 - 1) | st.floats(-1e15, 1e15).map(
    lambda number: float(f"{number:.15g}") if abs(number) > 1e-100 else 0.0
)
DATES = st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30)).map(lambda at: at.replace(microsecond=0))  # noqa: DTZ001
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)
OBJECTS: Final[dict[AttributeType, st.SearchStrategy[Any]]] = {
    AttributeType.STRING: st.fixed_dictionaries({"value": TEXTS}),
    AttributeType.NUMBER: st.fixed_dictionaries({"value": NUMBERS}),
    AttributeType.DATE: st.fixed_dictionaries({"value": DATES.map(lambda at: f"{at.isoformat()}Z")}),
    AttributeType.STATIC_VALUE: st.sampled_from(["01", "first", "02", "03", "01.01.2011", "02.02.2011"]).map(
        lambda value: {"value": value}
    ),
    AttributeType.REFERENCE: st.integers(1, 9).map(lambda number: {"dataCardId": str(number)}),
    AttributeType.EXTERNAL_REFERENCE: st.fixed_dictionaries(
        {"location": TEXTS.filter(str.strip)}, optional={"name": TEXTS}
    ),
}
WRITABLE: Final = [
    each
    for each in TEMPLATES["rest_example"].attributes.values()
    if not each.read_only and not each.file and each.type in OBJECTS and each.code != "group"
]
FRIENDS: Final = [make_card("rest_example", number, text=f"Friend {number}") for number in range(1, 10)]


def unfit(attribute: Attribute, objects: list[Any]) -> bool:
    try:
        read(attribute, objects, UTC)
    except UnfitError:
        return True
    return False


@given(st.data())
def test_what_was_read_is_written_back_without_a_change(data: st.DataObject) -> None:
    attribute = data.draw(st.sampled_from(WRITABLE))
    whole = (lambda said: isinstance(said["value"], int)) if attribute.whole else (lambda _: True)
    one = OBJECTS[attribute.type].filter(whole).filter(lambda said: not unfit(attribute, [said]))
    objects = data.draw(st.lists(one, max_size=4 if attribute.multiple else 1))
    card = make_card("rest_example", 20, text="before")
    write(card, attribute, objects)
    answered = shown(card, attribute, FRIENDS)
    if attribute.type in (AttributeType.STRING, AttributeType.NUMBER):
        assert answered == objects
    if attribute.type is AttributeType.DATE:
        assert [each["value"] for each in answered] == [
            each["value"][: None if attribute.time else 10] for each in objects
        ]
    if attribute.type is AttributeType.REFERENCE:
        assert [each["dataCardId"] for each in answered] == list(dict.fromkeys(each["dataCardId"] for each in objects))
    if attribute.type is AttributeType.STATIC_VALUE:
        assert all(said["value"] in each.values() for said, each in zip(objects, answered, strict=True))
    assert not write(card, attribute, answered)
    assert shown(card, attribute, FRIENDS) == answered


@given(number=NUMBERS)
def test_numbers_keep_fifteen_digits_whether_said_as_numbers_or_as_texts(number: float) -> None:
    for said in (number, repr(number)):
        card = make_card("rest_example", 1, ratio=said)
        assert shown(card, example("ratio")) == [{"value": number}]
