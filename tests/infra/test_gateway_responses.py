from __future__ import annotations

import json

import pytest

from infra.gateway_responses import RESPONSES, GatewayResponse


@pytest.mark.parametrize("response", RESPONSES.values(), ids=lambda response: response.type)
def test_every_body_is_json_with_the_status_in_it(response: GatewayResponse) -> None:
    body = json.loads(response.body(path='/a"b', time="now"))
    assert (body["code"], body["url"], body["timestamp"]) == (response.status, '/a"b', "now")


@pytest.mark.parametrize("response", RESPONSES.values(), ids=lambda response: response.type)
def test_templates_hold_nothing_of_query_or_headers(response: GatewayResponse) -> None:
    assert {part.split('"')[0] for part in response.template.split("$context.")[1:]} == {"path", "requestTime"}
