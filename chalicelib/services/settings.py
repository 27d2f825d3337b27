"""Settings by section: what the deployment's owner has set, over the defaults that a dialect declares."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any, Final

from chalicelib import config
from chalicelib.domain import limit
from chalicelib.domain.setting import Setting
from chalicelib.errors import Faults
from chalicelib.services import credentials
from chalicelib.services.caches import Cache
from chalicelib.store import settings as store

log = logging.getLogger(__name__)

Declarations = Mapping[str, Setting]

_DEFAULT: Final = object()  # in place of a value: what is declared, and so nothing is kept
_followers: Final[defaultdict[str, list[Callable[[], object]]]] = defaultdict(list)
_sections: Final[Cache[Mapping[str, Any]]] = Cache(seconds=config.CACHE_SECONDS, size=100)


def get(*, section: str, declared: Declarations | None = None) -> Mapping[str, Any]:
    """The values of a section, at most five seconds old, over the defaults of `declared`. Secrets are never there.

    A setting that is the limit of calls a minute has the number that is in force, whoever set it and by which name.
    """
    values = _sections.get(section, lambda: store.get(section))
    if declared is None:
        return values
    return {name: _value(section, name, s, values) for name, s in declared.items() if not s.is_secret}


def sealed(*, section: str, name: str) -> str | None:
    """A secret of a section as the vault sealed it, at most five seconds old; None when none is set."""
    value: str | None = get(section=section).get(name)
    return value


def check(*, section: str, values: Mapping[str, Any], declared: Declarations, faults: Faults) -> None:
    """Note everything that is wrong with new values of a section; unknown names are wrong."""
    for name, value in values.items():
        setting = declared.get(name)
        wrong = f"There is no setting {section}.{name}." if setting is None else setting.check(value)
        if wrong:
            faults.add((section, name), "unknown" if setting is None else "format", wrong)


def change(*, section: str, values: Mapping[str, Any], declared: Declarations) -> None:
    """Set values of a section; what is left out keeps its value.

    Raises Invalid with all faults, or Conflict when a secret is another account's; nothing is set then.

    A setting that is a credential becomes the one key of the account that bears the section's name; one that is the limit of
    calls a minute is kept with the limits, and all windows start anew.
    """
    faults = Faults()
    check(section=section, values=values, declared=declared, faults=faults)
    faults.raise_any()
    plain = {name: value for name, value in values.items() if not declared[name].secret_credential}
    for name in values.keys() - plain.keys():  # first, because a secret may be in use, and then nothing is set
        credentials.replace_key(account=section, presented=values[name])
    _write(section, {name: _kept(declared[name], value) for name, value in plain.items()}, declared)


def reset(*, section: str, names: Iterable[str], declared: Declarations) -> None:
    """Let settings have their defaults again, whatever these become."""
    _write(section, dict.fromkeys(names, _DEFAULT), declared)


def follow(*, section: str, then: Callable[[], object]) -> None:
    """Have something done whenever this process has changed a section. What it raises harms no change: it is logged."""
    _followers[section].append(then)


def rewrite(*, section: str, edit: Callable[[Mapping[str, Any]], Mapping[str, Any]]) -> None:
    """Write a section anew from what stands. `edit` runs again when somebody else was faster."""
    store.change(section, edit)
    forget(section=section)
    for then in _followers[section]:
        try:
            then()
        except Exception:  # the section is changed
            log.exception("not everything follows the change of %s", section)


def forget(*, section: str) -> None:
    """Read a section anew next time."""
    _sections.forget(section)


def _kept(setting: Setting, value: Any) -> Any:
    if not setting.sealed or value is None:
        return value
    from chalicelib.store import vault  # few settings are secret

    return vault.seal(value)


def _value(section: str, name: str, setting: Setting, values: Mapping[str, Any]) -> Any:
    if setting.is_limit and isinstance(setting.default, int):
        return limit.in_force(get(section=limit.SECTION), dialect=section, default=setting.default)
    return values.get(name, setting.default)


def _write(section: str, values: Mapping[str, Any], declared: Declarations) -> None:
    own = {name: value for name, value in values.items() if not declared[name].is_limit}
    for name in values.keys() - own.keys():
        number = None if values[name] is _DEFAULT else values[name]
        rewrite(section=limit.SECTION, edit=partial(limit.overridden, number=number, dialect=section))
    if own:
        rewrite(section=section, edit=partial(_merged, own))


def _merged(fresh: Mapping[str, Any], stands: Mapping[str, Any]) -> Mapping[str, Any]:
    return {name: value for name, value in {**stands, **fresh}.items() if value is not _DEFAULT}
