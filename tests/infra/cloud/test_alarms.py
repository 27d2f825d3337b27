from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest

from chalicelib import metrics
from infra import gateway_responses
from infra.cloud import alarms, api
from infra.cloud.alarms import Alarm
from infra.cloud.template import template as made_template
from infra.cloud.watched import Metric
from tests.infra.cloud.parts import template, watched
from tests.lengths import lengthy

ROOT: Final = Path(__file__).parents[3]
ALL: Final = alarms.alarms(watched())
MADE: Final = alarms.resources(watched())


def properties(alarm: Alarm) -> dict[str, Any]:
    found: dict[str, Any] = MADE[alarm.id]["Properties"]
    return found


def written() -> set[str]:
    """Every text in the code that writes lines of the log."""
    files = [ROOT / "chalicelib" / "logs.py", *(ROOT / "chalicelib" / "outbound").glob("*.py")]
    return {
        node.value
        for file in files
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


@lengthy
def test_cloudformation_finds_nothing_wrong_with_alarms_and_dashboard(tmp_path: Path) -> None:
    file = tmp_path / "template.json"
    file.write_text(json.dumps(template()))
    linter = Path(sys.executable).with_name("cfn-lint")
    done = subprocess.run([linter, str(file)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_an_alarm_of_each_kind_is_there() -> None:
    assert {each.name for each in ALL} >= {
        "dead-jobs",
        "dead-sendings",
        "late-sendings",
        "server-faults",
        "function-throttles",
        "table-throttles-desk",
        "table-throttles-outbox",
        "authorizer-faults",
    }
    assert MADE["Budget"]["Type"] == "AWS::Budgets::Budget"


def test_names_are_unique_and_say_the_stage() -> None:
    names = [properties(each)["AlarmName"] for each in ALL]
    assert len(set(names)) == len(names) == len({each.id for each in ALL})
    assert all(name.startswith("polydesk-prod-") for name in names)


@pytest.mark.parametrize("alarm", ALL, ids=lambda alarm: alarm.name)
def test_an_alarm_says_what_is_the_matter_and_where_it_stands_what_to_do(alarm: Alarm) -> None:
    said = properties(alarm)["AlarmDescription"]
    assert said.startswith(alarm.says)
    section = said.rpartition("#")[2]
    headings = re.findall(r"^### (.+)$", (ROOT / "docs" / "operate.md").read_text(), re.MULTILINE)
    assert section in headings


def test_the_guide_has_no_section_of_an_alarm_that_is_gone() -> None:
    guide = (ROOT / "docs" / "operate.md").read_text()
    part = guide.partition("## Alarms")[2].partition("\n## ")[0]
    sections = {properties(each)["AlarmDescription"].rpartition("#")[2] for each in ALL} | {"budget"}
    assert set(re.findall(r"^### (.+)$", part, re.MULTILINE)) == sections


def test_the_guide_says_what_they_cost() -> None:
    count = sum(len(each.metrics) for each in ALL)  # CloudWatch takes 0.10 USD a month for each
    said = re.search(r"alarms: (\d+) metrics at 0.10 \| ([\d.]+)", (ROOT / "docs" / "operate.md").read_text())
    assert said
    assert (int(said[1]), float(said[2])) == (count, round(count / 10, 2))


@pytest.mark.parametrize("alarm", ALL, ids=lambda alarm: alarm.name)
def test_an_alarm_has_one_bound_and_numbers_that_cloudwatch_takes(alarm: Alarm) -> None:
    said = properties(alarm)
    assert (alarm.over is None) != (alarm.under is None)
    assert said["EvaluationPeriods"] >= said["DatapointsToAlarm"] >= 1
    assert alarm.seconds % 60 == 0
    assert len(alarm.metrics) <= 10  # in the expression of one alarm


@pytest.mark.parametrize("alarm", [each for each in ALL if len(each.metrics) > 1], ids=lambda alarm: alarm.name)
def test_an_expression_speaks_of_every_metric_and_of_no_other(alarm: Alarm) -> None:
    formula, *each = properties(alarm)["Metrics"]
    assert [metric["ReturnData"] for metric in (formula, *each)] == [True, *([False] * len(each))]
    assert set(re.findall(r"\bm\d+\b", formula["Expression"])) == {metric["Id"] for metric in each}


def test_all_of_them_tell_the_topic_if_there_is_one() -> None:
    for each in ALL:
        for moment in ("AlarmActions", "OKActions"):
            condition, actions, otherwise = properties(each)[moment]["Fn::If"]
            assert (condition, actions, otherwise) == (
                "HasAlarmTopic",
                [{"Ref": "AlarmTopic"}],
                {"Ref": "AWS::NoValue"},
            )
            assert condition in alarms.conditions()


def test_silence_is_an_alarm_only_where_something_runs_every_minute() -> None:
    assert [each.name for each in ALL if each.silence == "breaching"] == ["sweeper-silent"]


def test_metrics_of_ours_are_metrics_that_the_code_writes() -> None:
    def own(metric: Metric) -> bool:
        return metric.namespace == metrics.NAMESPACE and not metric.name.startswith(("authorizer_", "server_"))

    used = {metric.name for each in ALL for metric in each.metrics if own(metric)}
    assert used == {"deliveries_dead", "delivery_delay_seconds", "requeued"}
    assert used <= written()


def test_a_fault_of_ours_is_what_the_log_of_the_api_says_is_one() -> None:
    said = MADE["ServerFaults"]["Properties"]
    assert said["LogGroupName"] == watched().logs["api"]
    assert said["FilterPattern"] == '{ $.fault = "server" }'
    (counted,) = said["MetricTransformations"]
    (alarm,) = (each for each in ALL if each.name == "server-faults")
    assert alarm.metrics[0].name == counted["MetricName"] == "server_faults_prod"


def test_the_authorizer_fails_where_the_gateway_says_so_and_not_where_it_refuses() -> None:
    said = MADE["AuthorizerFaults"]["Properties"]
    assert said["LogGroupName"] == {"Ref": "ApiLog"}
    begins = re.fullmatch(r'\{ \$\.said_by_gateway = "([A-Z_]+)\*" \}', said["FilterPattern"])
    assert begins
    found = {each for each in gateway_responses.RESPONSES if each.startswith(begins[1])}
    assert found == {"AUTHORIZER_FAILURE"}
    (alarm,) = (each for each in ALL if each.name == "authorizer-faults")
    (counted,) = said["MetricTransformations"]
    assert properties(alarm)["MetricName"] == counted["MetricName"] == "authorizer_faults_prod"
    assert properties(alarm)["Namespace"] == counted["MetricNamespace"] == "Polydesk"


def test_the_authorizers_refusals_are_not_counted_as_errors_of_a_function() -> None:
    (alarm,) = (each for each in ALL if each.name == "function-errors")
    assert watched().function("authorize", "Errors") not in alarm.metrics
    assert len(alarm.metrics) == 4


def test_what_is_counted_is_a_parameter_that_reaches_every_function_as_the_code_reads_it() -> None:
    whole = made_template("prod", code="code/1.zip")
    functions = [each for each in whole["Resources"].values() if each["Type"] == "AWS::Serverless::Function"]
    assert len(functions) == 5
    for each in functions:
        assert each["Properties"]["Environment"]["Variables"]["POLYDESK_METRICS"] == {"Ref": "Metrics"}
    assert whole["Parameters"]["Metrics"]["Default"] == "dialect"


def test_the_gateway_counts_stages_and_not_each_of_hundreds_of_methods() -> None:
    (settings,) = api.properties()["MethodSettings"]
    assert settings["MetricsEnabled"] is False


def test_a_budget_is_there_only_with_somebody_to_tell() -> None:
    assert MADE["Budget"]["Condition"] == "HasBudget"
    assert {"Condition": "HasAlarmTopic"} in alarms.conditions()["HasBudget"]["Fn::And"]


@pytest.mark.parametrize(
    ("topic", "is_good"),
    [
        ("", True),
        ("arn:aws:sns:eu-central-1:123456789012:on-duty", True),
        ("arn:aws-us-gov:sns:us-gov-west-1:123456789012:on_duty", True),
        ("on-duty", False),
        ("arn:aws:sqs:eu-central-1:123456789012:on-duty", False),
    ],
)
def test_a_topic_is_named_by_its_arn(topic: str, is_good: bool) -> None:
    pattern = alarms.parameters()["AlarmTopic"]["AllowedPattern"]
    assert (re.fullmatch(pattern, topic) is not None) == is_good
