from __future__ import annotations

import pytest

from tests.dialects.squiz.desk import HOME, Desk, faults


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"nonsense", b"{} x", b'{"attributes":{"a":NaN}}', b'{"attributes":{"a":01}}',
        b'{"attributes":{"a":"\xff"}}',
        b'{"attributes":{"a":"\xed\xa0\x80"}}', b'{"attributes":{"a":"\x01"}}', b'{"attributes":{"a":"\\x"}}',
        b"\xff\xfe{\x00}\x00",
    ],
)  # fmt: skip
def test_what_is_no_json_is_refused_with_one_fault(desk: Desk, body: bytes) -> None:
    (fault,) = faults(desk.send("PATCH", f"assets/{HOME}", body))
    assert fault[0] == "$"
    assert fault[1].startswith("must be JSON")
    assert desk.get(f"assets/{HOME}").json["version"] == "0.0.1"


@pytest.mark.parametrize("body", ["[]", "1", '"x"', "null"])
def test_a_body_is_an_object(desk: Desk, body: str) -> None:
    assert faults(desk.send("PATCH", f"assets/{HOME}", body)) == [("$", "must be an object")]
    assert faults(desk.send("POST", "assets", body)) == [("$", "must be an object")]


@pytest.mark.parametrize("levels", [600, 5_000, 100_000])
def test_what_is_nested_too_deeply_is_refused_by_its_path(desk: Desk, levels: int) -> None:
    deep = "[" * levels + "]" * levels
    ((path, _),) = faults(desk.send("PATCH", f"assets/{HOME}", f'{{"attributes":{{"a":1,"deep":{deep}}}}}'))
    assert path == "$.attributes.deep"
    ((path, _),) = faults(desk.send("POST", "assets", f'{{"asset":{{"attributes":{{"deep":{deep}}}}}}}'))
    assert path == "$.asset.attributes.deep"


def test_a_byte_order_mark_does_no_harm(desk: Desk) -> None:
    assert desk.send("PATCH", f"assets/{HOME}", b"\xef\xbb\xbf{}").status == 200


@pytest.mark.parametrize(
    "media_type", ["application/json", "APPLICATION/JSON; charset=utf-8", "application/merge-patch+json", ""]
)
def test_json_may_be_called_json_or_nothing(desk: Desk, media_type: str) -> None:
    assert desk.send("PATCH", f"assets/{HOME}", b"{}", headers={"Content-Type": media_type}).status == 200


@pytest.mark.parametrize("media_type", ["text/plain", "application/x-www-form-urlencoded", "application/xml", "json"])
def test_other_media_types_are_not_read(desk: Desk, media_type: str) -> None:
    headers = {"Content-Type": media_type}
    assert desk.send("PATCH", f"assets/{HOME}", b"{}", headers=headers).status == 415
    assert desk.send("GET", f"assets/{HOME}", b"x", headers=headers).status == 200
    assert desk.send("DELETE", f"assets/{HOME}", b"x", headers=headers).status == 204
