"""The end of the line: answers DynamoDB and SQS where botocore would open a connection, with right bytes and checksums.

Imports nothing that a measured program has to import itself, and works an answer out only when it is asked for the first
time; so next to nothing of what is measured is spent here.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterator
from typing import Any, Final

Raw = dict[str, Any]
Items = dict[str, dict[tuple[str, str], Raw]]

_JSON: Final = {"content-type": "application/x-amz-json-1.0", "x-amzn-requestid": "BENCH", "date": "Sat, 21 Nov 2026"}


class Network:
    """Stands in for both services. `calls`: the operations that were asked for, in order."""

    def __init__(self, items: Items) -> None:
        self.calls: list[str] = []
        self._items = items
        self._answers: dict[bytes, tuple[bytes, dict[str, str]]] = {}
        self._latest = 1_000_000
        self._operations: dict[str, Callable[[Raw], Raw]] = {
            "GetItem": self._get,
            "BatchGetItem": self._batch,
            "Query": self._query,
            "UpdateItem": self._update,
            "TransactWriteItems": lambda _: {},
            "GetQueueUrl": lambda asked: {"QueueUrl": f"https://sqs.eu-central-1.amazonaws.com/1/{asked['QueueName']}"},
            "SendMessageBatch": lambda _: {"Successful": [{"Id": "0", "MessageId": "0", "MD5OfMessageBody": "0" * 32}]},
        }

    def install(self) -> None:
        """Take the place of the connections of every client, made or to be made."""
        from botocore.awsrequest import AWSResponse
        from botocore.endpoint import Endpoint

        def send(_endpoint: Any, request: Any) -> Any:
            body, headers = self._answer(request.headers["X-Amz-Target"], request.body)
            return AWSResponse(request.url, 200, headers, _Body(body))

        Endpoint._send = send

    def _answer(self, target: str | bytes, asked: bytes) -> tuple[bytes, dict[str, str]]:
        name = (target.decode() if isinstance(target, bytes) else target).partition(".")[2]
        self.calls.append(name)
        known = self._answers.get(asked)
        if known is not None:
            return known
        body = json.dumps(self._operations[name](json.loads(asked)), separators=(",", ":")).encode()
        answer = body, {**_JSON, "x-amz-crc32": str(zlib.crc32(body)), "content-length": str(len(body))}
        if name in ("GetItem", "BatchGetItem", "Query"):
            self._answers[asked] = answer
        return answer

    def _get(self, asked: Raw) -> Raw:
        found = self._items[asked["TableName"]].get(_key(asked["Key"]))
        return {"Item": found} if found else {}

    def _batch(self, asked: Raw) -> Raw:
        [(table, wanted)] = asked["RequestItems"].items()
        found = [self._items[table].get(_key(key)) for key in wanted["Keys"]]
        return {"Responses": {table: [item for item in found if item]}, "UnprocessedKeys": {}}

    def _query(self, asked: Raw) -> Raw:
        [pk] = [value["S"] for name, value in asked["ExpressionAttributeValues"].items() if name == ":pk"]
        found = [item for key, item in sorted(self._items[asked["TableName"]].items()) if key[0] == pk]
        page = found[: asked.get("Limit")]
        answer: Raw = {"Items": page, "Count": len(page), "ScannedCount": len(page)}
        if len(page) < len(found):
            answer["LastEvaluatedKey"] = {"pk": page[-1]["pk"], "sk": page[-1]["sk"]}
        return answer

    def _update(self, asked: Raw) -> Raw:
        self._latest += 1
        return {"Attributes": {**asked["Key"], "latest": {"N": str(self._latest)}}}


def _key(raw: Raw) -> tuple[str, str]:
    return raw["pk"]["S"], raw["sk"]["S"]


class _Body:
    """What urllib3 would hand out: a body to be streamed."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def stream(self, *_: Any, **__: Any) -> Iterator[bytes]:
        """The whole of it."""
        yield self._content
