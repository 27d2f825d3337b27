from __future__ import annotations

import json
import logging
from datetime import datetime
from time import perf_counter
from typing import Any

import pytest

from chalicelib import config, logs
from chalicelib.request import Request


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


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in the cloud."""
    monkeypatch.setattr(config, "METRICS", "dialect")
    monkeypatch.setattr(config, "STAGE", "prod")


def serve(status: int = 200, *, is_known: bool = True, is_ours: bool = False, **event: Any) -> None:
    request = Request.from_event({"httpMethod": "GET", "path": "/board/things/7", **event}, route="/board/things/{id}")
    name = "board.read" if is_known else "refuse"
    logs.served(
        request,
        dialect="board",
        operation=name,
        is_known=is_known,
        is_ours=is_ours,
        status=status,
        started=perf_counter(),
    )


def metrics_of(line: dict[str, Any]) -> dict[str, float]:
    """By name what CloudWatch reads out of a line."""
    (directive,) = line["_aws"]["CloudWatchMetrics"]
    assert directive["Namespace"] == "Polydesk"
    assert all(isinstance(line[name], str) for each in directive["Dimensions"] for name in each)
    return {each["Name"]: line[each["Name"]] for each in directive["Metrics"]}


@pytest.mark.parametrize(
    ("status", "fault", "names"),
    [
        (200, "none", {"requests"}),
        (304, "none", {"requests"}),
        (400, "client", {"requests", "client_faults"}),
        (429, "client", {"requests", "client_faults", "throttled"}),
        (500, "client", {"requests", "client_faults"}),
        (503, "server", {"requests", "server_faults"}),
    ],
)
@pytest.mark.usefixtures("counted")
def test_the_line_of_a_request_counts_it_by_whose_fault_it_was(
    status: int, fault: str, names: set[str], capsys: pytest.CaptureFixture[str]
) -> None:
    serve(status, is_ours=fault == "server")
    line = told(capsys)
    metrics = metrics_of(line)
    assert (line["fault"], metrics.pop("duration_ms")) == (fault, line["duration_ms"])
    assert metrics == dict.fromkeys(names, 1)
    assert line["_aws"]["CloudWatchMetrics"][0]["Dimensions"] == [["stage", "dialect"]]
    assert (line["stage"], line["dialect"]) == ("prod", "board")
    logged_at = datetime.fromisoformat(line["at"]).timestamp() * 1000
    assert -5 < line["_aws"]["Timestamp"] - logged_at < 60_000  # in milliseconds


@pytest.mark.usefixtures("counted")
def test_units_are_those_that_cloudwatch_knows(capsys: pytest.CaptureFixture[str]) -> None:
    serve()
    units = {each["Name"]: each["Unit"] for each in told(capsys)["_aws"]["CloudWatchMetrics"][0]["Metrics"]}
    assert units == {"requests": "Count", "duration_ms": "Milliseconds"}
    logs.worked("sender", {"delivery_delay_seconds": 1.5})
    units = {each["Name"]: each["Unit"] for each in told(capsys)["_aws"]["CloudWatchMetrics"][0]["Metrics"]}
    assert units == {"delivery_delay_seconds": "Seconds"}


@pytest.mark.usefixtures("counted")
def test_operations_are_a_dimension_on_demand_and_only_those_that_there_are(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(config, "METRICS", "operation")
    serve()
    known = told(capsys)["_aws"]["CloudWatchMetrics"][0]["Dimensions"]
    serve(404, is_known=False)
    unknown = told(capsys)["_aws"]["CloudWatchMetrics"][0]["Dimensions"]
    assert (known, unknown) == ([["stage", "dialect"], ["stage", "dialect", "operation"]], [["stage", "dialect"]])


def test_a_deployment_that_wants_no_metrics_has_plain_lines(capsys: pytest.CaptureFixture[str]) -> None:
    serve()
    line = told(capsys)
    assert (line["operation"], line["route"]) == ("board.read", "GET /board/things/{id}")
    assert not {"_aws", "stage", "requests"} & set(line)


@pytest.mark.usefixtures("counted")
def test_the_first_line_of_a_process_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(logs, "_fresh", [True])
    for _ in range(2):
        serve()
    first, second = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert (first["cold_start"], "cold_start" in second) == (True, False)


@pytest.mark.usefixtures("counted")
def test_a_function_behind_a_queue_counts_what_it_did(capsys: pytest.CaptureFixture[str]) -> None:
    logs.worked("worker", {"jobs_expanded": 1, "deliveries_made": 90})
    line = told(capsys)
    assert (line["function"], line["stage"]) == ("worker", "prod")
    assert metrics_of(line) == {"jobs_expanded": 1, "deliveries_made": 90}
    assert line["_aws"]["CloudWatchMetrics"][0]["Dimensions"] == [["stage"]]


def test_where_nobody_counts_only_what_did_something_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    logs.worked("sweeper", {"requeued": 0})
    logs.worked("sender", {})
    assert capsys.readouterr().out == ""
    logs.worked("sweeper", {"requeued": 3})
    assert told(capsys)["requeued"] == 3
