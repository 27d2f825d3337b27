"""The alarms of a stage as CloudFormation resources. What each means and what to do stands in docs/operate.md under its name.

    template["Parameters"] |= alarms.parameters()
    template["Conditions"] |= alarms.conditions()
    template["Resources"] |= alarms.resources(watched)

All of them tell one SNS topic, which belongs to whoever is on duty and is a parameter; without it they only show in the
console.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from infra.cloud.watched import ERROR_FIELD, FUNCTIONS, Metric, Value, Watched

GUIDE: Final = "docs/operate.md"
_ACTIONS: Final = {"Fn::If": ["HasAlarmTopic", [{"Ref": "AlarmTopic"}], {"Ref": "AWS::NoValue"}]}


@dataclass(frozen=True, slots=True)
class Alarm:
    """One alarm. `name`: also the section of the guide; `says`: what is the matter.

    It is raised when `over` is exceeded, or `under` not reached, in `periods` of the last `among` periods of `seconds` each.
    `expression` makes one number of several metrics `m0`, `m1` …; their sum unless said. `silence`: what no data means.
    """

    name: str
    says: str
    metrics: tuple[Metric, ...]
    over: float | None = None
    under: float | None = None
    seconds: int = 300
    periods: int = 1
    among: int | None = None
    expression: str = ""
    silence: str = "notBreaching"

    @property
    def id(self) -> str:
        """Its logical id: `AlarmDeadJobs`."""
        return "Alarm" + "".join(word.capitalize() for word in self.name.split("-"))


def parameters() -> dict[str, Any]:
    """What a deployment says about being watched."""
    return {
        "Metrics": {
            "Type": "String",
            "Default": "dialect",
            "AllowedValues": ["none", "dialect", "operation"],
            "Description": "What calls are counted by for CloudWatch; each operation costs 0.60 USD a month and more",
        },
        "AlarmTopic": {
            "Type": "String",
            "Default": "",
            "AllowedPattern": "|arn:[a-z-]+:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,256}",
            "Description": "SNS topic that alarms are told to (its ARN); empty for none",
        },
        "MonthlyBudget": {
            "Type": "Number",
            "Default": 0,
            "MinValue": 0,
            "Description": "USD a month of the whole account that are expected; 0 for no alarm",
        },
    }


def conditions() -> dict[str, Any]:
    """Whether there is somebody to tell, and something to be told of."""
    has_topic = {"Fn::Not": [{"Fn::Equals": [{"Ref": "AlarmTopic"}, ""]}]}
    has_budget = {"Fn::Not": [{"Fn::Equals": [{"Ref": "MonthlyBudget"}, "0"]}]}
    return {"HasAlarmTopic": has_topic, "HasBudget": {"Fn::And": [{"Condition": "HasAlarmTopic"}, has_budget]}}


def resources(watched: Watched) -> dict[str, Any]:
    """All alarms, what one of them counts by, and the budget."""
    found = {each.id: _resource(each, watched.stage) for each in alarms(watched)}
    filters = {"ServerFaults": _server_filter(watched), "AuthorizerFaults": _authorizer_filter(watched)}
    return {**found, **filters, "Budget": _budget()}


def alarms(watched: Watched) -> tuple[Alarm, ...]:
    """Every alarm, the gravest first."""
    return (
        *_of_requests(watched),
        *_of_what_leaves(watched),
        *_of_functions(watched),
        *(_throttled_table(watched, table) for table in watched.indexes_by_table),
    )


def _of_requests(watched: Watched) -> tuple[Alarm, ...]:
    return (
        Alarm(
            "server-faults",
            "More than 1 % of all requests, and more than five in five minutes, failed for a reason of ours.",
            (watched.server_faults(), watched.function("api", "Errors"), watched.gateway("Count")),
            over=1,
            expression="IF(FILL(m0, 0) + FILL(m1, 0) > 5, 100 * (FILL(m0, 0) + FILL(m1, 0)) / m2, 0)",
        ),
        Alarm(
            "authorizer-faults",
            "The authorizer failed, other than by refusing somebody: nobody new is let in.",
            (watched.authorizer_faults(),),
            over=0,
        ),
    )


def _of_what_leaves(watched: Watched) -> tuple[Alarm, ...]:
    """Mails, text messages, callbacks: what is lost, and what is late."""
    return (
        Alarm(
            "dead-jobs",
            "The worker gave up messages: a job can't be turned into deliveries.",
            (watched.dead_letters("worker"),),
            over=0,
        ),
        Alarm(
            "dead-sendings",
            "The sender gave up messages: it fails before it can note what came of a try.",
            (watched.dead_letters("sender"),),
            over=0,
        ),
        Alarm(
            "dead-deliveries",
            "Messages could not be delivered and are not tried again.",
            (watched.own("deliveries_dead"),),
            over=0,
        ),
        Alarm(
            "late-jobs",
            "Jobs wait for the worker for more than ten minutes.",
            (watched.queue("worker", "ApproximateAgeOfOldestMessage"),),
            over=600,
            periods=2,
        ),
        Alarm(
            "late-sendings",
            "Messages wait for the sender for more than twenty minutes, or leave ten minutes after they were due.",
            (
                watched.queue("sender", "ApproximateAgeOfOldestMessage"),
                watched.own("delivery_delay_seconds", "Maximum"),
            ),
            over=0,
            periods=2,
            # A message that is to be tried again may lie in the queue for a quarter of an hour by intent.
            expression="IF(FILL(m0, 0) > 1200 OR FILL(m1, 0) > 600, 1, 0)",
        ),
        Alarm(
            "sweeper-busy",
            "For half an hour the sweeper has found work that should long have been under way.",
            (watched.own("requeued"),),
            over=0,
            periods=6,
        ),
        Alarm(
            "sweeper-silent",
            "The sweeper, which runs every minute, has not run for a quarter of an hour.",
            (watched.function("sweeper", "Invocations"),),
            under=1,
            periods=3,
            silence="breaching",
        ),
    )


def _of_functions(watched: Watched) -> tuple[Alarm, ...]:
    working = [name for name in FUNCTIONS if name != "authorize"]  # whose refusals are errors to Lambda
    return (
        Alarm(
            "function-errors",
            "A function crashed or ran out of time, again and again.",
            tuple(watched.function(name, "Errors") for name in working),
            over=0,
            periods=2,
            among=3,
        ),
        Alarm(
            "function-throttles",
            "Lambda turned calls away: the account has no more room for functions at once.",
            tuple(watched.function(name, "Throttles") for name in FUNCTIONS),
            over=0,
        ),
    )


def _throttled_table(watched: Watched, table: str) -> Alarm:
    return Alarm(
        f"table-throttles-{table.rpartition('-')[2]}",
        f"DynamoDB turned reads or writes of {table}, or of an index of it, away.",
        tuple(
            metric
            for name in ("ReadThrottleEvents", "WriteThrottleEvents")
            for metric in watched.table(table, name, indexes=True)
        ),
        over=0,
        periods=2,
    )


def _resource(alarm: Alarm, stage: str) -> dict[str, Any]:
    section = "table-throttles" if alarm.name.startswith("table-throttles") else alarm.name
    bound = alarm.under if alarm.over is None else alarm.over
    properties = {
        "AlarmName": f"polydesk-{stage}-{alarm.name}",
        "AlarmDescription": f"{alarm.says} What to do: {GUIDE}#{section}",
        "ComparisonOperator": "LessThanThreshold" if alarm.over is None else "GreaterThanThreshold",
        "Threshold": bound,
        "EvaluationPeriods": alarm.among or alarm.periods,
        "DatapointsToAlarm": alarm.periods,
        "TreatMissingData": alarm.silence,
        "AlarmActions": _ACTIONS,
        "OKActions": _ACTIONS,
    }
    return {"Type": "AWS::CloudWatch::Alarm", "Properties": properties | _measure(alarm)}


def _measure(alarm: Alarm) -> dict[str, Any]:
    if len(alarm.metrics) == 1:
        (metric,) = alarm.metrics
        return _plain(metric) | {"Statistic": metric.statistic, "Period": alarm.seconds}
    each = [
        {
            "Id": f"m{number}",
            "ReturnData": False,
            "MetricStat": {"Metric": _plain(metric), "Period": alarm.seconds, "Stat": metric.statistic},
        }
        for number, metric in enumerate(alarm.metrics)
    ]
    total = " + ".join(f"FILL({metric['Id']}, 0)" for metric in each)
    return {"Metrics": [{"Id": "raised", "Expression": alarm.expression or total, "ReturnData": True}, *each]}


def _plain(metric: Metric) -> dict[str, Any]:
    dimensions = [{"Name": name, "Value": value} for name, value in metric.dimensions]
    return {"Namespace": metric.namespace, "MetricName": metric.name} | (
        {"Dimensions": dimensions} if dimensions else {}
    )


def _server_filter(watched: Watched) -> dict[str, Any]:
    """Counts the requests that failed for a reason of ours.

    API Gateway's own count is of no use: clients of Matrix42 Web Services expect a 500 of much that is theirs.
    """
    return _filter(watched.server_faults(), watched.logs["api"], '{ $.fault = "server" }')


def _filter(metric: Metric, log: Value, pattern: str) -> dict[str, Any]:
    counted = {"MetricNamespace": metric.namespace, "MetricName": metric.name, "MetricValue": "1", "Unit": "Count"}
    properties = {"LogGroupName": log, "FilterPattern": pattern, "MetricTransformations": [counted]}
    return {"Type": "AWS::Logs::MetricFilter", "Properties": properties}


def _authorizer_filter(watched: Watched) -> dict[str, Any]:
    """Counts the requests that API Gateway could not have authorized: those that were refused are no faults.

    Lambda's own count is of no use: the authorizer refuses by an exception, because API Gateway knows no other way to a 401.
    """
    pattern = f'{{ $.{ERROR_FIELD} = "AUTHORIZER_*" }}'  # …_FAILURE, …_CONFIGURATION_ERROR
    return _filter(watched.authorizer_faults(), watched.access_log, pattern)


def _budget() -> dict[str, Any]:
    """Told at 80 % of what was expected, and when it is foreseen to be exceeded.

    It has no name: changes replace it, and two of one name can't be. It counts the whole account, because a budget of one
    stack counts nothing until its tag has been activated for billing.
    """
    told = [{"SubscriptionType": "SNS", "Address": {"Ref": "AlarmTopic"}}]
    notifications = [
        {
            "Notification": {
                "NotificationType": kind,
                "ComparisonOperator": "GREATER_THAN",
                "Threshold": percent,
                "ThresholdType": "PERCENTAGE",
            },
            "Subscribers": told,
        }
        for kind, percent in (("ACTUAL", 80), ("FORECASTED", 100))
    ]
    limit = {"Amount": {"Ref": "MonthlyBudget"}, "Unit": "USD"}
    budget = {"BudgetType": "COST", "TimeUnit": "MONTHLY", "BudgetLimit": limit}
    return {
        "Type": "AWS::Budgets::Budget",
        "Condition": "HasBudget",
        "Properties": {"Budget": budget, "NotificationsWithSubscribers": notifications},
    }
