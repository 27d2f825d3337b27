from __future__ import annotations

import json

import pytest

from infra.gateway_responses import RESPONSES, GatewayResponse


@pytest.mark.parametrize("response", RESPONSES.values(), ids=lambda response: response.type)
def test_every_body_is_json_with_the_status_in_it(response: GatewayResponse) -> None:
    body = json.loads(response.body(path='/a"b', time="now"))
    assert (body["code"], body["url"], body["timestamp"]) == (response.status, '/a"b', "now")


@pytest.mark.parametrize("response", RESPONSES.values(), ids=lambda response: response.type)
def test_every_one_can_be_read_by_scripts_of_any_page(response: GatewayResponse) -> None:
    assert response.headers["Access-Control-Allow-Origin"] == "*"


def test_the_challenge_names_every_realm() -> None:
    challenge = RESPONSES["UNAUTHORIZED"].headers["WWW-Authenticate"]
    assert 'Bearer realm="Polydesk", error="invalid_token"' in challenge
    assert 'Bearer realm="Matrix", error="invalid_token"' in challenge
    assert 'Basic realm="Polydesk"' in challenge


@pytest.mark.parametrize("response", RESPONSES.values(), ids=lambda response: response.type)
def test_templates_hold_nothing_of_query_or_headers(response: GatewayResponse) -> None:
    assert {part.split('"')[0] for part in response.template.split("$context.")[1:]} == {"path", "requestTime"}
