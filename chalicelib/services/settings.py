"""Settings by section: what the deployment's owner has set, over the defaults that a dialect declares."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from chalicelib import config
from chalicelib.domain.setting import Setting
from chalicelib.errors import Faults
from chalicelib.services import credentials
from chalicelib.services.caches import Cache
from chalicelib.store import settings as store

Declarations = Mapping[str, Setting]

_sections: Final[Cache[Mapping[str, Any]]] = Cache(seconds=config.CACHE_SECONDS, size=100)


def get(*, section: str, declared: Declarations | None = None) -> Mapping[str, Any]:
    """The values of a section, at most five seconds old, over the defaults of `declared`. Secrets are never there."""
    values = _sections.get(section, lambda: store.get(section))
    if declared is None:
        return values
    return {name: values.get(name, s.default) for name, s in declared.items() if not s.secret_credential}


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

    A setting that is a credential becomes the one key of the account that bears the section's name.
    """
    faults = Faults()
    check(section=section, values=values, declared=declared, faults=faults)
    faults.raise_any()
    plain = {name: value for name, value in values.items() if not declared[name].secret_credential}
    for name in values.keys() - plain.keys():  # first, because a secret may be in use, and then nothing is set
        credentials.replace_key(account=section, presented=values[name])
    if plain:
        store.change(section, lambda stands: {**stands, **plain})
    forget(section=section)


def reset(*, section: str, names: Iterable[str]) -> None:
    """Let settings have their defaults again, whatever these become."""
    gone = frozenset(names)
    store.change(section, lambda stands: {name: value for name, value in stands.items() if name not in gone})
    forget(section=section)


def forget(*, section: str) -> None:
    """Read a section anew next time."""
    _sections.forget(section)
