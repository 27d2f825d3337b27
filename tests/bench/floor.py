"""The floor of the ratios: one handler as somebody would write it who wants three routes and nothing else.

Raw boto3 clients, plain dictionaries, no framework. It reads a ticket, lists tickets and makes one: with the calls, the
items and the answers of the app, the same check of the key with the same five seconds of memory, the same line in the log.
It has no XML, no other properties in bodies, no words for what goes wrong, no retries of its own.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import sys
import time
import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import boto3

STAGE: Final = os.environ.get("POLYDESK_STAGE", "local")
DESK: Final = f"polydesk-{STAGE}-desk"
OUTBOX: Final = f"polydesk-{STAGE}-outbox"
REMEMBERED: Final = 5.0  # seconds

Raw = dict[str, Any]

dynamodb = boto3.client("dynamodb", region_name="eu-central-1")
sqs = boto3.client("sqs", region_name="eu-central-1")
_known: dict[str, tuple[float, Any]] = {}
_queue: dict[str, str] = {}


def handler(event: Raw, _context: Any) -> Raw:
    """Answer a proxy event."""
    started = time.perf_counter()
    query = event.get("queryStringParameters") or {}
    account = allowed(query.get("key") or "")
    number = event["path"].removeprefix("/api/Tickets").strip("/")
    content: Raw | list[Raw]
    if account is None:
        status, content = 401, {"Message": "Authorization has been denied for this request."}
    elif event["httpMethod"] == "POST":
        status, content = create(json.loads(base64.b64decode(event["body"] or "")), account)
    elif number:
        status, content = read(int(number))
    else:
        status, content = 200, listed(int(query.get("top", 1000)))
    spent = round((time.perf_counter() - started) * 1000, 1)
    said = {"level": "INFO", "message": "request served", "route": event["resource"], "status": status, "ms": spent}
    sys.stdout.write(json.dumps({"at": datetime.now(UTC).isoformat(), **said}) + "\n")
    headers = {"Content-Type": "application/json; charset=utf-8", "Cache-Control": "no-cache"}
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return {"statusCode": status, "headers": headers, "multiValueHeaders": {}, "body": body}


def allowed(key: str) -> str | None:
    """The account behind a key, if it is enabled and has a role; neither limits nor audiences are set."""
    digest = hashlib.sha256(key.encode()).hexdigest()
    credential = remembered(f"credential {digest}", lambda: item("#credential", digest))
    if credential is None or not credential["enabled"]["BOOL"]:
        return None
    name: str = credential["account"]["S"]
    account = remembered(f"account {name}", lambda: item("#account", name))
    if account is None or not account["enabled"]["BOOL"]:
        return None
    names = [each["S"] for each in account["roles"]["L"]]
    roles = remembered(f"roles {names}", lambda: items([("#role", each) for each in names]))
    remembered("limits", lambda: item("#setting", "limits"))
    remembered("operations", lambda: item("#revision", "api"))
    return name if roles else None


def read(number: int) -> tuple[int, Raw]:
    """One ticket."""
    head = item("ticket", f"{number:010d}")
    if head is None:
        return 404, {"Message": "No HTTP resource was found."}
    return 200, shown(head, named([head]))


def listed(top: int) -> list[Raw]:
    """Tickets from the first one on."""
    found = dynamodb.query(
        TableName=DESK,
        KeyConditionExpression="pk = :pk",
        ExpressionAttributeValues={":pk": {"S": "ticket"}},
        ConsistentRead=True,
        ScanIndexForward=True,
        Limit=min(top + 1, 1001),
    )["Items"][:top]
    names = named(found)
    return [shown(head, names) for head in found]


def create(content: Raw, account: str) -> tuple[int, Raw]:
    """A ticket about services."""
    missing = [name for name in ("Description", "StartTime") if name not in content]
    if missing:
        said = {f"ticket.{name}": [f"The {name} field is required."] for name in missing}
        return 400, {"Message": "The request is invalid.", "ModelState": said}
    lines = content["Description"].splitlines()
    start = datetime.fromisoformat(content["StartTime"])
    services = [f"service#{number}" for number in content["Services"]]
    if len(items([key_of(each) for each in services])) != len(services):
        return 400, {"Message": "The request is invalid."}
    at = datetime.now(UTC)
    number = int(
        dynamodb.update_item(
            TableName=DESK,
            Key={"pk": {"S": "S#card"}, "sk": {"S": "."}},
            UpdateExpression="ADD latest :one",
            ExpressionAttributeValues={":one": {"N": "1"}},
            ReturnValues="ALL_NEW",
        )["Attributes"]["latest"]["N"]
    )
    version, stamp = int(at.timestamp() * 1000) << 20, at.isoformat(timespec="microseconds")
    fields: Raw = {
        "subject": {"S": lines[0][:255]},
        "description": {"S": content["Description"]},
        "description_format": {"S": "text"},
        "type": {"S": "incident"},
        "state": {"S": "new"},
        "start": {"S": start.astimezone(UTC).isoformat(timespec="microseconds")},
        "services": {"L": [{"S": each} for each in services]},
    }
    head = {
        "pk": {"S": "ticket"},
        "sk": {"S": f"{number:010d}"},
        "schema": {"N": "1"},
        "guid": {"S": str(uuid.uuid4())},
        "version": {"N": str(version)},
        "created_key": {"S": f"{stamp}#{number:010d}"},
        "updated": {"S": stamp},
        "fields": {"M": fields},
    }
    history = {
        "pk": {"S": f"R#card#{number:010d}"},
        "sk": {"S": f"H#{version:019d}"},
        "at": {"S": stamp},
        "action": {"S": "created"},
        "changed": {"L": [{"S": name} for name in fields]},
        "account": {"S": account},
        "credential": {"S": "key"},
        "dialect": {"S": "tickets"},
    }
    entity = shown(head, named([head], known=True))
    job = {
        "pk": {"S": f"J#ticket.{number}.{version}"},
        "sk": {"S": "."},
        "dialect": {"S": "tickets"},
        "event": {"S": "Created"},
        "facts": {"S": json.dumps(entity, ensure_ascii=False)},
        "made": {"S": stamp},
        "due": {"S": f"waiting#{number % 4}"},
        "due_at": {"S": stamp},
        "expires": {"N": str(int((at + timedelta(days=90)).timestamp()))},
    }
    found_by = ["I#ticket.incident.*", "I#ticket.incident.state#new"]
    found_by += [f"I#ticket.incident.services#{each}" for each in services]
    index = [{"pk": {"S": pk}, "sk": head["sk"], "since": {"N": str(version)}} for pk in found_by]
    new = "attribute_not_exists(pk)"
    dynamodb.transact_write_items(
        TransactItems=[
            {"Put": {"TableName": DESK, "Item": head, "ConditionExpression": new}},
            {"Put": {"TableName": DESK, "Item": history}},
            *({"Put": {"TableName": DESK, "Item": each}} for each in index),
            {"Put": {"TableName": OUTBOX, "Item": job, "ConditionExpression": new}},
        ],
        ClientRequestToken=str(uuid.uuid4()),
    )
    if not _queue:
        _queue["jobs"] = sqs.get_queue_url(QueueName=f"polydesk-{STAGE}-jobs")["QueueUrl"]
    entries = [{"Id": "0", "MessageBody": json.dumps({"job": job["pk"]["S"]}), "DelaySeconds": 0}]
    sqs.send_message_batch(QueueUrl=_queue["jobs"], Entries=entries)
    return 201, entity


def shown(head: Raw, names: dict[str, Raw]) -> Raw:
    """A ticket on the wire."""
    fields = head["fields"]["M"]
    services = [each["S"] for each in fields.get("services", {"L": []})["L"]]
    assignee = fields["assignee"]["S"] if "assignee" in fields else None
    operator = names.get(assignee) if assignee else None
    return {
        "Id": int(head["sk"]["S"]),
        "Services": [
            {"Id": int(each.partition("#")[2]), "Name": names[each]["fields"]["M"]["name"]["S"]}
            for each in services
            if each in names
        ],
        "Description": fields["description"]["S"],
        "StartTime": moment(fields.get("start")),
        "EndTime": moment(fields.get("planned_end")),
        "ExpectedResolutionTime": moment(fields.get("target_resolution")),
        "NextUpdateTime": moment(fields.get("next_update")),
        "ClosedTime": moment(fields.get("closed_at")),
        "ReopenedTime": moment(fields.get("reopened_at")),
        "CreatedTime": moment({"S": head["created_key"]["S"].partition("#")[0]}),
        "OperatorId": int(operator["sk"]["S"]) if operator and operator["fields"]["M"]["operator"]["BOOL"] else None,
    }


def moment(value: Raw | None) -> str | None:
    """A time as the wire has it."""
    if value is None:
        return None
    text: str = value["S"].removesuffix("+00:00")
    whole, _, fraction = text.partition(".")
    fraction = fraction.rstrip("0")
    return f"{whole}.{fraction}Z" if fraction else f"{whole}Z"


def named(heads: list[Raw], *, known: bool = False) -> dict[str, Raw]:
    """What tickets point at, in one batch. `known`: what was just read is not read again."""
    refs: dict[str, None] = {}
    for head in heads:
        fields = head["fields"]["M"]
        refs.update(dict.fromkeys(each["S"] for each in fields.get("services", {"L": []})["L"]))
        if "assignee" in fields:
            refs[fields["assignee"]["S"]] = None
    if known:
        return {ref: _last_read[ref] for ref in refs}
    return items([key_of(ref) for ref in refs])


_last_read: dict[str, Raw] = {}


def items(keys: list[tuple[str, str]]) -> dict[str, Raw]:
    """Items by reference."""
    raw = [{"pk": {"S": pk}, "sk": {"S": sk}} for pk, sk in keys]
    answer = dynamodb.batch_get_item(RequestItems={DESK: {"Keys": raw, "ConsistentRead": True}})
    found = {f"{each['pk']['S']}#{each['sk']['S'].lstrip('0')}": each for each in answer["Responses"][DESK]}
    _last_read.clear()
    _last_read.update(found)
    return found


def item(pk: str, sk: str) -> Raw | None:
    """One item."""
    found: Raw = dynamodb.get_item(TableName=DESK, Key={"pk": {"S": pk}, "sk": {"S": sk}}, ConsistentRead=True)
    return found.get("Item")


def key_of(ref: str) -> tuple[str, str]:
    """The key of `service#7`."""
    kind, _, number = ref.partition("#")
    return kind, f"{int(number):010d}"


def remembered(name: str, load: Callable[[], Any]) -> Any:
    """What `load` gave at most five seconds ago."""
    known = _known.get(name)
    if known is not None and time.monotonic() - known[0] < REMEMBERED:
        return known[1]
    value = load()
    _known[name] = (time.monotonic(), value)
    return value
