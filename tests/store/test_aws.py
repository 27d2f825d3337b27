from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from chalicelib.store import aws

pytestmark = pytest.mark.usefixtures("cloud")


def test_a_client_is_made_once_however_many_threads_ask() -> None:
    with ThreadPoolExecutor(8) as pool:
        made = set(pool.map(lambda _: id(aws.client("ssm")), range(16)))
    assert len(made) == 1


def test_no_call_outlives_a_request() -> None:
    settings = aws.client("ssm").meta.config
    assert settings.connect_timeout + settings.read_timeout < 29


def test_a_queue_that_hangs_holds_an_answer_up_for_seconds_only() -> None:
    settings = aws.client("sqs").meta.config
    attempts = settings.retries["total_max_attempts"]
    assert attempts * (settings.connect_timeout + settings.read_timeout) <= 8
