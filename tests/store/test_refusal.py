"""AWS services that say no, as plain data."""

from __future__ import annotations

from typing import Any, NoReturn

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError

from chalicelib.store.refusal import Refusal, answered


def refusing(error: Exception) -> Any:
    def call(**_: Any) -> NoReturn:
        raise error

    return call


def test_an_answer_comes_through_with_what_was_asked() -> None:
    assert answered(dict, a=1) == {"a": 1}


def test_a_refusal_has_the_word_the_sentence_and_the_status() -> None:
    said = {"Error": {"Code": "Throttling", "Message": "Slow."}, "ResponseMetadata": {"HTTPStatusCode": 400}}
    with pytest.raises(Refusal) as refused:
        answered(refusing(ClientError(said, "SendEmail")))
    assert (refused.value.code, refused.value.message, refused.value.status) == ("Throttling", "Slow.", 400)


def test_a_service_out_of_reach_has_no_status() -> None:
    with pytest.raises(Refusal) as refused:
        answered(refusing(EndpointConnectionError(endpoint_url="http://127.0.0.1:1")))
    assert (refused.value.code, refused.value.status) == ("EndpointConnectionError", 0)
