"""What a deployment has that can be watched: names of its parts, as texts or as CloudFormation says them, and their metrics."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from chalicelib import config, metrics
from infra import resources

Value = str | Mapping[str, Any]
"""A text, or what CloudFormation makes one of: `{"Ref": …}`, `{"Fn::Sub": …}`."""

FUNCTIONS: Final = ("api", "authorize", "worker", "sender", "sweeper")
ACCESS_LOG: Final = {"Ref": "ApiLog"}
ERROR_FIELD: Final = "said_by_gateway"
"""The member of its lines that says which answer of its own API Gateway gave: `$context.error.responseType`."""


@dataclass(frozen=True, slots=True)
class Metric:
    """One metric, and what of it counts in each period, like `Sum`, `Maximum`, `p99`."""

    namespace: str
    name: str
    dimensions: tuple[tuple[str, Value], ...]
    statistic: str = "Sum"


@dataclass(frozen=True, slots=True)
class Watched:
    """The parts of one stage.

    `api`, `api_stage`: as API Gateway calls them in its metrics. `functions`: names of functions by `FUNCTIONS`. `logs`: names
    of log groups, likewise; `access_log`: that of API Gateway, with `ERROR_FIELD` in its lines. `queues`,
    `dead_queues`: by function. `indexes_by_table`: the names of tables, each with those of its indexes.
    """

    stage: str
    api: Value
    api_stage: Value
    functions: Mapping[str, Value]
    logs: Mapping[str, Value]
    access_log: Value
    queues: Mapping[str, Value]
    dead_queues: Mapping[str, Value]
    indexes_by_table: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(
        cls,
        stage: str,
        *,
        functions: Mapping[str, Value],
        logs: Mapping[str, Value],
        access_log: Value = ACCESS_LOG,
        api: Value = "polydesk",
        api_stage: Value | None = None,
    ) -> Watched:
        """Those of a stage, whose tables and queues are called as everywhere. Raises ValueError if a function is missing."""
        if missing := [name for name in FUNCTIONS if name not in functions or name not in logs]:
            raise ValueError(f"Nothing is known of {', '.join(missing)}.")
        queues = {queue.function: queue for queue in resources.queues()}
        return cls(
            stage=stage,
            api=api,
            api_stage=stage if api_stage is None else api_stage,
            functions=functions,
            logs=logs,
            access_log=access_log,
            queues={function: _in_stage(queue.name, stage) for function, queue in queues.items()},
            dead_queues={function: _in_stage(queue.dead_name, stage) for function, queue in queues.items()},
            indexes_by_table={
                _in_stage(table.name, stage): tuple(
                    index["IndexName"] for index in table.definition["GlobalSecondaryIndexes"]
                )
                for table in resources.tables()
            },
        )

    def own(self, name: str, statistic: str = "Sum") -> Metric:
        """A metric of our own of the whole stage (see `chalicelib.metrics`)."""
        return Metric(metrics.NAMESPACE, name, ((metrics.STAGE, self.stage),), statistic)

    def gateway(self, name: str, statistic: str = "Sum") -> Metric:
        """A metric of API Gateway."""
        return Metric("AWS/ApiGateway", name, (("ApiName", self.api), ("Stage", self.api_stage)), statistic)

    def function(self, function: str, name: str, statistic: str = "Sum") -> Metric:
        """A metric of Lambda."""
        return Metric("AWS/Lambda", name, (("FunctionName", self.functions[function]),), statistic)

    def queue(self, function: str, name: str) -> Metric:
        """A metric of the queue that a function reads."""
        return Metric("AWS/SQS", name, (("QueueName", self.queues[function]),), "Maximum")

    def dead_letters(self, function: str) -> Metric:
        """The messages that a function could not work off."""
        dead = self.dead_queues[function]
        return Metric("AWS/SQS", "ApproximateNumberOfMessagesVisible", (("QueueName", dead),), "Maximum")

    def table(self, table: str, name: str, *, indexes: bool = False) -> tuple[Metric, ...]:
        """A metric of a table, and of each of its indexes if wanted: DynamoDB counts them apart."""
        own = (("TableName", table),)
        of_indexes = ((*own, ("GlobalSecondaryIndexName", index)) for index in self.indexes_by_table[table])
        return tuple(Metric("AWS/DynamoDB", name, each) for each in (own, *(of_indexes if indexes else ())))

    def server_faults(self) -> Metric:
        """What a filter counts in the log of the API; it knows no dimension, so the name says the stage."""
        return Metric(metrics.NAMESPACE, f"server_faults_{self.stage}", ())

    def authorizer_faults(self) -> Metric:
        """What a filter counts in the access log, likewise."""
        return Metric(metrics.NAMESPACE, f"authorizer_faults_{self.stage}", ())


def _in_stage(name: str, stage: str) -> str:
    """A name of this process's stage as another stage says it: `polydesk-local-jobs` → `polydesk-prod-jobs`."""
    begins = f"polydesk-{config.STAGE}-"
    if not name.startswith(begins):
        raise ValueError(f"{name} was named by the environment.")
    return f"polydesk-{stage}-{name.removeprefix(begins)}"
