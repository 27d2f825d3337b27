"""`polydesk settings`: what each dialect declares that an administrator may set."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import click

from chalicelib.domain.setting import Setting
from chalicelib.services import settings
from infra.cli import passwords, throttle
from infra.cli.desk import Desk, at_desk, mounts
from infra.cli.refusals import WRONG_USAGE, Refusal
from infra.cli.screen import Column

HIDDEN: Final = "(kept secret)"
_TRUTHS: Final = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


@click.group("settings")
def command() -> None:
    """What each dialect lets an administrator set. A change acts within five seconds, without a new deployment."""


@command.command("list")
@click.argument("section", required=False)
@at_desk
def list_settings(desk: Desk, section: str | None) -> None:
    """The settings of all sections, or of one with what they mean."""
    sections = _declared() if section is None else {section: _section(section)}
    found = [_document(name, each, declared) for name, declared in sections.items() for each in declared]
    rows: Iterable[Sequence[Any]] = ((each["section"], each["name"], _shown(each)) for each in found)
    columns: Sequence[Column | str] = (Column("section", whole=True), Column("name", whole=True), "value")
    if section is not None:  # names are long: there is room for meanings where sections need none
        rows = ((each["name"], _shown(each), each["description"]) for each in found)
        columns = (Column("name", whole=True), "value", "meaning")
    desk.screen.table(columns, rows, none="There are no settings.")
    desk.screen.document(found)


@command.command("get")
@click.argument("section")
@click.argument("name")
@at_desk
def get_setting(desk: Desk, section: str, name: str) -> None:
    """The value of one setting, and nothing else."""
    _setting(section, name)
    found = _document(section, name, _section(section))
    desk.screen.text(_shown(found))
    desk.screen.document(found)


@command.command("set")
@click.argument("section")
@click.argument("name")
@click.argument("value", required=False)
@passwords.options
@at_desk
def set_setting(desk: Desk, section: str, name: str, value: str | None, generate: bool, from_input: bool) -> None:
    """Set a value. One that is secret is asked for, or read from --stdin, or made by --generate; never an argument."""
    setting = _setting(section, name)
    if setting.is_secret:
        if value is not None:
            raise Refusal(f"{section}.{name} is secret: leave it out, and it is asked for.", status=WRONG_USAGE)
        wanted: Any = passwords.take("Secret", generate=generate, from_input=from_input, shortest=1)
    elif value is None or generate or from_input:
        raise Refusal(f"{section}.{name} is not secret: say its value.", status=WRONG_USAGE)
    else:
        wanted = _read(setting, value)
    settings.change(section=section, values={name: wanted}, declared=_section(section))
    found = _document(section, name, _section(section))
    desk.screen.say(f"{section}.{name} is set.")
    if found["advice"]:
        desk.screen.say(found["advice"])
    made = wanted if setting.is_secret and generate else None
    if made is not None:
        desk.screen.secret("Secret", made)
    desk.screen.document(found | ({"secret_value": made} if made is not None else {}))
    if setting.is_limit:
        throttle.follow_limits(desk)


@command.command("reset")
@click.argument("section")
@click.argument("name")
@at_desk
def reset_setting(desk: Desk, section: str, name: str) -> None:
    """Let a setting have its default again."""
    setting = _setting(section, name)
    if setting.secret_credential:
        raise Refusal(f"{section}.{name} has no default: set another.")
    settings.reset(section=section, names=[name], declared=_section(section))
    found = _document(section, name, _section(section))
    desk.screen.say(f"{section}.{name} has its default again: {_shown(found) or 'nothing'}.")
    desk.screen.document(found)
    if setting.is_limit:
        throttle.follow_limits(desk)


def _declared() -> dict[str, Mapping[str, Setting]]:
    return {name: mount.dialect.settings for name, mount in mounts().items() if mount.dialect.settings}


def _section(name: str) -> Mapping[str, Setting]:
    declared = _declared()
    if name not in declared:
        raise Refusal(f"There is no section {name}. There are: {', '.join(declared)}.")
    return declared[name]


def _setting(section: str, name: str) -> Setting:
    declared = _section(section)
    if name not in declared:
        raise Refusal(f"There is no setting {section}.{name}. There are: {', '.join(declared)}.")
    return declared[name]


def _document(section: str, name: str, declared: Mapping[str, Setting]) -> dict[str, Any]:
    setting = declared[name]
    value = settings.get(section=section, declared=declared).get(name)
    return {
        "section": section,
        "name": name,
        "value": value,
        "default": setting.default,
        "secret": setting.is_secret,
        "choices": setting.choices,
        "advice": setting.advise(value),
        "description": setting.description,
    }


def _shown(found: Mapping[str, Any]) -> str:
    value = found["value"]
    if found["secret"]:
        return HIDDEN
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def _read(setting: Setting, text: str) -> Any:
    """A value as its setting means it; what is of another type is left as it is, so that `check` says what is wrong."""
    if isinstance(setting.default, bool):
        return _TRUTHS.get(text.lower(), text)
    if isinstance(setting.default, int):
        digits = text.removeprefix("-")
        return int(text) if digits.isascii() and digits.isdigit() and len(digits) < 20 else text
    return text
