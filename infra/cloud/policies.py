"""The functions' rights with the true addresses of what they may use.

.chalice holds the policies in full, with `*` for partition, region and account. In the template each name becomes the resource
itself. Raises ValueError for an address that no resource of the stage has, so that no wild one slips through.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

_HERE: Final = "arn:${AWS::Partition}:%s:${AWS::Region}:${AWS::AccountId}:%s"
_OPEN: Final = frozenset({"*", "arn:*:sns:*:*:*"})  # phone numbers have no address; topics are refused, all of them

Statement = dict[str, Any]


def exact(document: Mapping[str, Any], stage: str, *, log: str) -> dict[str, Any]:
    """A policy document of `stage` for the function that writes the log group with the logical id `log`."""
    statements = [_exact(each, stage, log) for each in document["Statement"]]
    return {"Version": document["Version"], "Statement": statements}


def _exact(statement: Mapping[str, Any], stage: str, log: str) -> Statement:
    named = statement["Resource"]
    if statement["Sid"] == "WriteItsLog":
        write = ["logs:CreateLogStream", "logs:PutLogEvents"]
        return {**statement, "Action": write, "Resource": {"Fn::GetAtt": [log, "Arn"]}}
    if named == "arn:*:kms:*:*:key/*":  # the key itself, where .chalice has to ask by what alias it is called
        rest = {name: value for name, value in statement.items() if name != "Condition"}
        return {**rest, "Resource": {"Fn::GetAtt": ["VaultKey", "Arn"]}}
    arns = [_arn(each, stage) for each in ([named] if isinstance(named, str) else named)]
    return {**statement, "Resource": arns if len(arns) > 1 else arns[0]}


def _arn(named: str, stage: str) -> Any:
    if named in _OPEN:
        return named
    for pattern, made in _SHAPES.items():
        found = re.fullmatch(pattern.replace("STAGE", re.escape(stage)), named)
        if found:
            return made(*found.groups())
    raise ValueError(f"{named} is nothing that the stage {stage} has.")


def _attribute(name: str, rest: str) -> Any:
    whole = {"Fn::GetAtt": [name, "Arn"]}
    return {"Fn::Sub": f"${{{name}.Arn}}{rest}"} if rest else whole


_SHAPES: Final[Mapping[str, Any]] = {
    r"arn:\*:dynamodb:\*:\*:table/polydesk-STAGE-(\w+)((?:/index/.+)?)": lambda noun, rest: _attribute(
        f"{noun.capitalize()}Table", rest
    ),
    r"arn:\*:sqs:\*:\*:polydesk-STAGE-(\w+)": lambda noun: _attribute(f"{noun.capitalize()}Queue", ""),
    r"arn:\*:s3:::polydesk-STAGE-(\w+)((?:/\*)?)": lambda noun, rest: _attribute(f"{noun.capitalize()}Bucket", rest),
    r"arn:\*:ssm:\*:\*:(parameter/polydesk/STAGE/.+)": lambda rest: {"Fn::Sub": _HERE % ("ssm", rest)},
    r"arn:\*:ses:\*:\*:(identity/\*)": lambda rest: {"Fn::Sub": _HERE % ("ses", rest)},
}
