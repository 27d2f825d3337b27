"""The parameters of a deployment: what is said now, else what was said before, else what the stage starts from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from infra.cli.refusals import WRONG_USAGE, Refusal

Template = Mapping[str, Any]


def said(words: Iterable[str]) -> dict[str, str]:
    """`NAME=VALUE` each. Raises `Refusal` for anything else."""
    found: dict[str, str] = {}
    for word in words:
        name, separator, value = word.partition("=")
        if not separator or not name:
            raise Refusal(f"'{word}' is no parameter: say NAME=VALUE.", status=WRONG_USAGE)
        found[name] = value
    return found


def settled(template: Template, now: Mapping[str, str], before: Mapping[str, str]) -> dict[str, str]:
    """A value for each parameter of the template. Raises `Refusal` that lists everything wrong with what is said now."""
    known: Mapping[str, Any] = template["Parameters"]
    faults = [f"There is no parameter {name}." for name in sorted(now.keys() - known.keys())]
    values: dict[str, str] = {}
    for name, rule in known.items():
        value = now.get(name, before.get(name))
        if value is None and "Default" not in rule:
            faults.append(f"{name} must be said: {rule['Description']}.")
            continue
        values[name] = str(rule["Default"]) if value is None else value
        faults += _faults(name, values[name], rule)
    faults += _unmet(template, values)
    if faults:
        raise Refusal(
            faults[0] if len(faults) == 1 else "The parameters are wrong.", details=faults if faults[1:] else ()
        )
    return values


def _faults(name: str, value: str, rule: Mapping[str, Any]) -> list[str]:
    if "AllowedValues" in rule and value not in map(str, rule["AllowedValues"]):
        return [f"{name} must be one of {', '.join(map(str, rule['AllowedValues']))}."]
    if "AllowedPattern" in rule and re.fullmatch(rule["AllowedPattern"], value) is None:
        return [f"{name}: '{value}' can't be meant. {rule['Description']}."]
    return _out_of_range(name, value, rule) if rule["Type"] == "Number" else []


def _out_of_range(name: str, value: str, rule: Mapping[str, Any]) -> list[str]:
    if re.fullmatch(r"-?\d+(\.\d+)?", value) is None:
        return [f"{name} must be a number."]
    if "MinValue" in rule and float(value) < rule["MinValue"]:
        return [f"{name} must be {rule['MinValue']} or more."]
    if "MaxValue" in rule and float(value) > rule["MaxValue"]:
        return [f"{name} must be {rule['MaxValue']} or less."]
    return []


def _unmet(template: Template, values: Mapping[str, str]) -> list[str]:
    """What the template's rules say of parameters that need each other; all are of the kind "not empty, not empty"."""
    found = []
    for rule in template.get("Rules", {}).values():
        if values.get(_named(rule["RuleCondition"])):
            assertions = rule["Assertions"]
            found += [each["AssertDescription"] for each in assertions if not values.get(_named(each["Assert"]))]
    return found


def _named(not_empty: Mapping[str, Any]) -> str:
    """The parameter of `not (parameter = "")`."""
    name: str = not_empty["Fn::Not"][0]["Fn::Equals"][0]["Ref"]
    return name
