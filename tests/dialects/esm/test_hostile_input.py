"""Whatever anybody sends: an answer in the one shape of refusals, and never an error of ours."""

from __future__ import annotations

import json
from typing import Any, Final
from urllib.parse import quote

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.bucket import make_bucket
from tests.dialects.esm.desk import BASE, EXAMPLE, Desk, data
from tests.lengths import examples
from tests.wire import Answer

CARDS: Final = "/dc/rest_example/data"
_EXAMPLE: Final[Any] = EXAMPLE
CODES: Final = [each["code"] for each in _EXAMPLE["attributes"]]
LIMITS: Final = settings(max_examples=examples(40), derandomize=True, suppress_health_check=list(HealthCheck))

whole_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
NUMERIC: Final = ["0", "-1", "1", "2147483647", "2147483648", "9" * 40, "1e999", "NaN", "１"]
DATES: Final = ["0001-01-01", "9999-12-31T23:59:59Z", "31.02.2020", "T"]
WORDS: Final = ["", " ", "None", "null", "true", "\x00", "%", "%25", "'", '"', "*", "W/", "$text$", "../..", "a,b,,"]
edge = st.sampled_from([*NUMERIC, *DATES, *WORDS])
texts = edge | whole_text
scalars = st.none() | st.booleans() | st.integers(-(10**40), 10**40) | st.floats(allow_nan=False) | texts
anything = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3), max_leaves=6
)
members = st.sampled_from(["value", "code", "name", "location", "dataCardId"])
values = st.lists(st.dictionaries(members, texts | anything, max_size=3) | anything, max_size=3)
contents = st.dictionaries(
    st.sampled_from([*CODES, "created", "efecte_id"]) | texts,
    st.fixed_dictionaries({"values": values | anything}) | anything,
    max_size=4,
)
cards = st.fixed_dictionaries(
    {"data": contents | anything}, optional={"folderCode": st.just("rest_examples") | anything, "dataCardId": anything}
)


def accepted(answer: Answer) -> bool:
    """Whether it is an answer at all, in one of the shapes of the contract."""
    assert answer.status < 500, answer.text
    if answer.status >= 400:
        assert list(answer.json) == ["code", "error", "message", "url", "timestamp"]
        assert answer.json["code"] == answer.status
        assert answer.json["message"]
    return answer.status < 400


def as_json(body: Any) -> bytes:
    return json.dumps(body).encode()


def test_any_json_as_the_body_of_a_write(quick_desk: Desk) -> None:
    card = quick_desk.create("rest_example", "rest_examples", text="x")

    @LIMITS
    @given(body=cards | anything)
    def check(body: Any) -> None:
        accepted(quick_desk.send("POST", f"{CARDS}?createEmptyReferences=1&dataCards=1", as_json(body)))
        accepted(quick_desk.send("PATCH", f"{CARDS}/{card}?dataCards=1", as_json(body)))

    check()


def test_any_rows_of_an_import(quick_desk: Desk) -> None:
    @LIMITS
    @given(rows=st.lists(cards | anything, max_size=4) | anything)
    def check(rows: Any) -> None:
        answer = quick_desk.send("PUT", CARDS, as_json(rows))
        if accepted(answer):
            counted = answer.json["meta"]["importResult"]
            assert counted["handledDataCards"] == len(answer.json["data"]) == len(rows)
            saved = [row for row in answer.json["data"] if row["dataCard"]]
            assert counted["savedDataCards"] == len(saved) == len(rows) - counted["notSavedDataCards"]

    check()


def test_any_values_of_an_attribute(quick_desk: Desk) -> None:
    card = quick_desk.create("rest_example", "rest_examples", text="x")

    @LIMITS
    @given(
        code=st.sampled_from(CODES) | texts,
        method=st.sampled_from(["PUT", "POST"]),
        body=st.fixed_dictionaries({"values": values}) | anything,
    )
    def check(code: str, method: str, body: Any) -> None:
        path = f"{CARDS}/{card}/{quote(code, safe='')}"
        accepted(quick_desk.send(method, path, as_json(body)))
        accepted(quick_desk.get(path))

    check()
    accepted(quick_desk.get(f"{CARDS}/{card}"))


def test_bytes_that_are_no_json(quick_desk: Desk) -> None:
    card = quick_desk.create("rest_example", "rest_examples", text="x")

    @LIMITS
    @given(body=st.binary(max_size=30) | st.sampled_from([b"[" * 100_000, b'{"data":"\\ud800"}', b"1" * 9_000]))
    def check(body: bytes) -> None:
        for method, path in (("POST", CARDS), ("PUT", CARDS), ("PATCH", f"{CARDS}/{card}"), ("POST", "/users/login")):
            accepted(quick_desk.send(method, path, body, headers={"Content-Type": "application/json"}))

    check()


def test_values_as_deep_as_a_body_can_be(quick_desk: Desk) -> None:
    met = set()
    for depth in range(860, 1_000, 2):
        deep = "[" * depth + "]" * depth
        value = f'{{"value":{deep},"dataCardId":{deep},"location":{deep}}}'
        said = ",".join(
            f'"{code}":{{"values":[{value}]}}' for code in ("count", "day", "choice", "friend", "text", "link")
        )
        answer = quick_desk.send("POST", CARDS, f'{{"folderCode":"rest_examples","data":{{{said}}}}}')
        assert not accepted(answer)
        met.add(answer.json["message"] == "Invalid JSON.")
    assert met == {True, False}


def test_any_query(quick_desk: Desk) -> None:
    card = quick_desk.create("rest_example", "rest_examples", text="x", log="entry")
    names = st.sampled_from(["filter", "limit", "filterId", "selectedAttributes", "dataCards", "message"])

    @LIMITS
    @given(said=st.dictionaries(names, texts, max_size=4))
    def check(said: dict[str, str]) -> None:
        query = "&".join(f"{name}={quote(value)}" for name, value in said.items())
        for path in (CARDS, f"{CARDS}/stream", f"{CARDS}/{card}", "/echo", "/dc"):
            accepted(quick_desk.get(f"{path}?{query}"))

    check()


BOUNDS: Final = [
    "0001-01-01",
    "9999-12-31",
    "01.01.0001 00:00:00",
    "0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59Z",
    "now",
]
DATED: Final = ("created", "updated", "moment", "day")
NUMBERS: Final = ["0", "-3", "1.5", "2147483648", "9" * 40, "9" * 400 + ".5"]


CONDITIONS: Final = [
    *(f"${code}$ {by} '{bound}'" for code in DATED for by in "<>=" for bound in BOUNDS),
    *(f"${code}$ between '{BOUNDS[0]}' and '{BOUNDS[1]}'" for code in DATED),
    *(f"{code} {by} {number}" for code in ("entity.id", "$count$") for by in "<>=" for number in NUMBERS),
    *(f"{code} in ({', '.join(NUMBERS)})" for code in ("entity.id", "$count$", "$friend$", "$efecte_id$")),
    *(f"$efecte_id$ = 'REX-{number}'" for number in NUMBERS),
]


def test_filters_at_the_ends_of_what_can_be_said(quick_desk: Desk) -> None:
    quick_desk.create("rest_example", "rest_examples", text="x")
    for condition in CONDITIONS:
        assert accepted(quick_desk.get(f"{CARDS}?filter={quote(condition)}")), condition


def test_any_header(quick_desk: Desk) -> None:
    card = quick_desk.create("rest_example", "rest_examples", text="x")
    names = st.sampled_from(["If-Match", "Authorization", "Host", "X-Forwarded-Proto", "Accept", "Content-Type"])

    @LIMITS
    @given(headers=st.dictionaries(names, texts | texts.map("Bearer {}".format) | texts.map('"{}"'.format), max_size=3))
    def check(headers: dict[str, str]) -> None:
        accepted(quick_desk.send("PATCH", f"{CARDS}/{card}", as_json({"data": data(text="y")}), headers=headers))
        accepted(quick_desk.send("GET", "/echo/jwt", headers=headers))

    check()


def test_any_login(quick_desk: Desk) -> None:
    media_types = st.sampled_from(["application/x-www-form-urlencoded", "application/json", ""]) | whole_text
    bodies = st.one_of(
        st.binary(max_size=30),
        anything.map(as_json),
        st.fixed_dictionaries({"login": anything, "password": anything}).map(as_json),
        st.sampled_from([b'{"login":"\\ud800","password":"\\udfff"}', b"login=%ED%A0%80&password=%00", b"login=full"]),
        st.builds("login={}&password={}".format, texts, texts).map(str.encode),
    )

    @LIMITS
    @given(media_type=media_types, body=bodies)
    def check(media_type: str, body: bytes) -> None:
        answer = quick_desk.client.send("POST", f"{BASE}/users/login", body, {"Content-Type": media_type})
        assert not accepted(answer)

    check()


def test_any_form_with_a_file(quick_desk: Desk) -> None:
    make_bucket()
    card = quick_desk.create("rest_example", "rest_examples", text="x")
    whole = (
        b'--b\r\nContent-Disposition: form-data; name="fileName"\r\n\r\na.txt\r\n'
        b'--b\r\nContent-Disposition: form-data; name="fileUpload"; filename="b"\r\n'
        b"Content-Type: text/plain\r\n\r\nhello\r\n--b--\r\n"
    )
    cut = st.builds(
        lambda at, until, put: whole[:at] + put + whole[until:],
        *(st.integers(0, len(whole)), st.integers(0, len(whole)), st.binary(max_size=6)),
    )
    media_types = st.sampled_from(
        ["multipart/form-data; boundary=b"] * 4 + ["multipart/form-data; boundary=", "text/a"]
    )

    @LIMITS
    @given(media_type=media_types | whole_text, body=cut | st.binary(max_size=40))
    def check(media_type: str, body: bytes) -> None:
        path = f"{CARDS}/{card}/files/file"
        accepted(quick_desk.send("POST", path, body, headers={"Content-Type": media_type}))

    check()
    accepted(quick_desk.get(f"{CARDS}/{card}/files"))


def test_any_path(quick_desk: Desk) -> None:
    parts = st.sampled_from(["dc", "rest_example", "data", "stream", "file", "text", "files", "echo", "jwt"]) | texts

    @LIMITS
    @given(method=st.sampled_from(["GET", "POST", "PUT", "PATCH", "DELETE", "TRACE"]), path=st.lists(parts))
    def check(method: str, path: list[str]) -> None:
        accepted(quick_desk.send(method, "/" + "/".join(quote(part, safe="") for part in path), b"{}"))

    check()


def test_a_write_that_is_saved_is_never_refused_for_the_length_of_its_answer(quick_desk: Desk) -> None:
    card = quick_desk.create("rest_example", "rest_examples", text="x")
    unknown = {f"{n}": 0 for n in range(30_000)} | {
        "y" * 400_000: 0,
        "friend": {"values": [{"name": "z" * 400_000}]},
    }
    answer = quick_desk.send("PATCH", f"{CARDS}/{card}", as_json({"data": {**unknown, **data(text="y")}}))
    assert accepted(answer)
    assert answer.json["meta"]["errors"][-1]["message"].endswith(" more errors are not shown.")
    row = {"dataCardId": card, "data": {**unknown, **data(text="z")}}
    assert accepted(quick_desk.send("PUT", CARDS, as_json([row, row])))
    assert quick_desk.get(f"{CARDS}/{card}/text").json["values"] == [{"value": "z"}]


def test_a_card_too_large_for_the_answer_to_its_write_is_only_named_there(quick_desk: Desk) -> None:
    card = quick_desk.create("rest_example", "rest_examples", text="x")
    log = as_json({"data": data(log=["\x01" * 60_000] * 8)})
    first, second = (quick_desk.send("PATCH", f"{CARDS}/{card}?dataCards=true", log) for _ in range(2))
    assert accepted(first)
    assert accepted(second)
    assert ("data" in first.json["dataCard"], "data" in second.json["dataCard"]) == (True, False)


def test_an_import_answers_long_names_as_far_as_there_is_room(quick_desk: Desk) -> None:
    cards = [quick_desk.create("rest_example", "rest_examples", text="\x01" * 60_000) for _ in range(12)]
    answer = quick_desk.send("PUT", CARDS, [{"dataCardId": each, "data": data(batch="b")} for each in cards])
    assert accepted(answer)
    assert answer.json["data"][0]["dataCard"]["name"] == "\x01" * 200 + "…"


def test_a_refusal_repeats_only_as_much_as_people_read(quick_desk: Desk) -> None:
    answer = quick_desk.send("PATCH", f"{CARDS}/{'9' * 7_000}")
    assert answer.status == 404
    body = as_json({"folderCode": "rest_examples", "data": data(friend={"name": "z" * 1_000_000})})
    assert len(quick_desk.send("POST", CARDS, body).body) < 6_000
