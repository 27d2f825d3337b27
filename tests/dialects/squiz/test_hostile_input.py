"""Whatever is sent, the answer is one of this dialect's, and never a fault of ours."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.bucket import make_bucket
from tests.dialects.squiz.desk import Desk, open_desk
from tests.lengths import examples
from tests.queues import make_queues
from tests.quick import quick_cloud

KEYS = st.one_of(
    st.sampled_from(
        [
            "asset", "parent", "type", "attributes", "metadata_schemas", "metadata_values", "paint_layouts", "web_paths",
            "external_id", "asset_id", "link_type", "value", "sort_order", "is_dependent", "is_exclusive", "major_id",
            "minor_id", "id", "granted", "cascades", "keywords", "description", "name", "file_content", "file_name",
            "file_size", "fields", "options", "htmltidy_status", "url_based",
        ]
    ),
    st.text(max_size=5),
)  # fmt: skip
SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(-5, 10), st.integers(), st.floats(allow_nan=False), st.text(max_size=8),
    st.sampled_from(["1", "2", "4", "5", "6", "99", "menu", "reference", "deny", "page", "metadata_schema", "YQ==", "\ud800",
                     "\x00", "content_type_wysiwyg", "sport", "x" * 2_000]),
)  # fmt: skip
JSON = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=6), max_leaves=25
)
ASSIGNMENT = st.fixed_dictionaries({"id": st.sampled_from(["6", 6, "6", "4"])}, optional={"granted": SCALARS})
ASSET = st.fixed_dictionaries(
    {},
    optional={
        "type": SCALARS | st.just("page"),
        "attributes": st.dictionaries(KEYS, JSON, max_size=5) | JSON,
        "metadata_schemas": st.lists(ASSIGNMENT, max_size=2) | JSON,
        "metadata_values": st.dictionaries(st.sampled_from(["keywords", "description", "show-heading"]), JSON) | JSON,
        "paint_layouts": JSON,
        "web_paths": JSON,
        "external_id": SCALARS,
        "anything": JSON,
    },
)  # fmt: skip
LINK = st.fixed_dictionaries(
    {},
    optional={
        "asset_id": SCALARS, "major_id": SCALARS, "minor_id": SCALARS, "value": SCALARS, "sort_order": SCALARS,
        "is_dependent": SCALARS, "is_exclusive": SCALARS, "link_type": SCALARS,
    },
)  # fmt: skip
BODIES = st.one_of(
    JSON.map(lambda each: json.dumps(each).encode()),
    ASSET.map(lambda each: json.dumps(each).encode()),
    LINK.map(lambda each: json.dumps(each).encode()),
    st.builds(lambda asset, parent: json.dumps({"asset": asset, "parent": parent}).encode(), ASSET, LINK),
    st.binary(max_size=40),
    st.text(alphabet='{}[]",:\\ue0-9.', max_size=40).map(str.encode),
)
QUERIES = st.lists(
    st.tuples(
        st.sampled_from(["disable-triggers", "contextid", "direction", "limit", "cursor", "x"]),
        st.sampled_from(["0", "1", "2", "up", "down", "both", "200", "", "AAAA", "dTE", "ZDA", "é", "%00", "-1"]),
    ),
    max_size=3,
).map(lambda pairs: "&".join(f"{name}={value}" for name, value in pairs))
PATHS = st.sampled_from(
    ["assets", "links", *(f"assets/{n}{tail}" for n in (1, 3, 4, 6, 99) for tail in ("", "/links", "/children")),
     "links/1", "links/5", "files/4/x/y", "docs"]
)  # fmt: skip


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    """One for all: what has been done to it is no excuse."""
    with quick_cloud():
        make_queues()
        made = open_desk()
        make_bucket()
        yield made


@settings(max_examples=examples(80), suppress_health_check=[HealthCheck.too_slow])
@given(
    method=st.sampled_from(["POST", "POST", "PATCH", "PATCH", "GET", "DELETE"]), path=PATHS, query=QUERIES, body=BODIES
)
def test_no_request_is_answered_with_a_fault_of_ours(
    desk: Desk, method: str, path: str, query: str, body: bytes
) -> None:
    if method == "DELETE" and path in ("assets/4", "assets/6"):
        path = "assets/3"  # which stays, because a token has it for its root
    answer = desk.send(method, f"{path}?{query}", body)
    assert answer.status in (200, 201, 204, 400, 403, 404, 405, 409, 413), answer.text
    if answer.status >= 400:
        error = answer.json["error"]
        assert error["code"] == answer.status
        assert ("faults" in error) == (answer.status == 400)


@settings(max_examples=examples(60), suppress_health_check=[HealthCheck.too_slow])
@given(
    asset=ASSET, changes=st.lists(st.tuples(ASSET, st.sampled_from(["", "?contextid=1", "?contextid=2"])), max_size=3)
)
def test_what_is_taken_can_be_read_and_sent_back(desk: Desk, asset: Any, changes: Any) -> None:
    body = {"asset": {**asset, "type": "page"}, "parent": {"asset_id": "2"}}
    made = desk.send("POST", "assets", json.dumps(body))
    if made.status != 201:
        assert made.status == 400
        return
    path = f"assets/{made.json['id']}"
    for change, query in changes:
        desk.send("PATCH", path + query, json.dumps(change))
    for query in ("", "?contextid=1", "?contextid=2"):
        read = desk.get(path + query)
        assert read.status == 200
        again = desk.send("PATCH", path + query, read.body)
        assert again.status == 200, again.text
        kept, came = read.json, again.json
        assert {name for name in kept if kept[name] != came[name]} - {"updated"} == {"version"}
        assert read.text.partition('"attributes":')[2].partition(',"status":')[0] in again.text
