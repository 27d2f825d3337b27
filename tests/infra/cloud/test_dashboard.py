from __future__ import annotations

import json
import re
from itertools import combinations
from typing import Any, Final

from infra.cloud import alarms, dashboard
from infra.cloud.dashboard import WIDE
from tests.infra.cloud.parts import watched
from tests.infra.cloud.test_alarms import written

RESOURCE: Final = dashboard.resources(watched())["Dashboard"]


def filled() -> list[dict[str, Any]]:
    """The widgets as CloudFormation writes them: each name filled in, each `${!` unescaped."""
    text, names = RESOURCE["Properties"]["DashboardBody"]["Fn::Sub"]
    assert set(re.findall(r"\$\{(\w+)\}", text)) == set(names)
    for name, value in names.items():
        (said,) = value.values()
        text = text.replace(f"${{{name}}}", said if isinstance(said, str) else ".".join(said))
    found: list[dict[str, Any]] = json.loads(text.replace("${!", "${"))["widgets"]
    return found


def test_it_is_called_like_its_stage() -> None:
    assert RESOURCE["Properties"]["DashboardName"] == "polydesk-prod"


def test_widgets_fill_their_rows_and_none_lies_on_another() -> None:
    cells = [
        {
            (x, y)
            for x in range(each["x"], each["x"] + each["width"])
            for y in range(each["y"], each["y"] + each["height"])
        }
        for each in filled()
    ]
    assert not any(one & other for one, other in combinations(cells, 2))
    assert {x for cell in cells for x, _ in cell} == set(range(WIDE))


def test_every_alarm_is_shown() -> None:
    (shown,) = (each["properties"]["alarms"] for each in filled() if each["type"] == "alarm")
    assert shown == [f"{each.id}.Arn" for each in alarms.alarms(watched())]


def test_names_that_cloudformation_knows_are_filled_in() -> None:
    rows = [row for each in filled() if each["type"] == "metric" for row in each["properties"]["metrics"]]
    functions = {row[3] for row in rows if row[0] == "AWS/Lambda"}
    assert functions == {"APIHandler", "Authorize", "Worker", "Sender", "Sweeper"}
    assert {each["properties"]["region"] for each in filled() if "region" in each["properties"]} == {"AWS::Region"}


def test_each_dialect_is_a_line_with_its_name() -> None:
    searches = [row[0] for each in filled() for row in each["properties"].get("metrics", []) if "expression" in row[0]]
    assert {each["label"] for each in searches} == {"${PROP('Dim.dialect')}"}
    found = {re.search(r'MetricName="(\w+)" stage="prod"', each["expression"]) for each in searches}
    names = {match[1] for match in found if match}
    assert names == {"requests", "duration_ms", "server_faults", "client_faults", "throttled"}
    assert names <= written()


def test_questions_to_the_log_ask_for_fields_that_its_lines_have() -> None:
    queries = [each["properties"]["query"] for each in filled() if each["type"] == "log"]
    assert all(query.startswith("SOURCE 'APIHandlerLog' | ") for query in queries)
    words = {"operation", "duration_ms", "caller", "dialect", "client_faults", "throttled", "level", "fault", "route"}
    asked = {word for query in queries for word in re.findall(r"[a-z_]+", query)}
    assert words <= asked
    assert words <= written()
