from __future__ import annotations

import json
import logging
from typing import Any

import pytest

from chalicelib import logs


@pytest.fixture(autouse=True)
def configured() -> None:
    logs.configure()


def told(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    (line,) = capsys.readouterr().out.splitlines()
    fields: dict[str, Any] = json.loads(line)
    return fields


def test_a_modules_message_is_one_line_of_json(capsys: pytest.CaptureFixture[str]) -> None:
    logging.getLogger("chalicelib.services.somewhere").warning("%d things\nin two lines", 3)
    fields = told(capsys)
    assert (fields["level"], fields["logger"]) == ("WARNING", "chalicelib.services.somewhere")
    assert fields["message"] == "3 things\nin two lines"


def test_an_exception_is_told_by_type_and_place_with_its_cause_but_not_in_its_own_words(
    capsys: pytest.CaptureFixture[str],
) -> None:
    try:
        try:
            raise KeyError("hunter2")
        except KeyError as error:
            raise RuntimeError("hunter2") from error
    except RuntimeError:
        logging.getLogger("polydesk").exception("Something failed.")
    fields = told(capsys)
    assert [each["type"] for each in fields["exception"]] == ["builtins.RuntimeError", "builtins.KeyError"]
    assert "test_logs.py" in fields["exception"][0]["frames"][0]
    assert "hunter2" not in json.dumps(fields)


def test_what_is_no_json_value_is_written_as_text(capsys: pytest.CaptureFixture[str]) -> None:
    logging.getLogger("polydesk").error({"path": object})
    assert told(capsys)["path"] == "<class 'object'>"


def test_configuring_twice_does_not_write_twice(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure()
    logging.getLogger("polydesk").error("Once.")
    assert told(capsys)["message"] == "Once."


def test_a_line_of_a_log_with_a_name_leaves_as_it_is_with_that_name(capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        book = logs.book("orders.log")
    book.info("7|100%|ä")
    assert told(capsys) == {"log": "orders.log", "line": "7|100%|ä"}


def test_a_log_with_a_name_says_all_whatever_the_service_says(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure(logging.ERROR)
    logs.book("orders.log").info("7")
    logs.configure()
    assert told(capsys)["line"] == "7"
