"""Settings: what an administrator may change of a running deployment, declared by the dialect that obeys them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from chalicelib.domain import limit

GREATEST: Final = (
    1_000_000_000  # of a number that has no bound of its own, either way: what every store and clock can bear
)


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting of a section.

    `default` stands until somebody sets another value, and says the type: text, switch (bool) or whole number; None is a
    text that may be left empty. `choices`: the only values. `pattern`: what a text matches as a whole; `test`: says whether
    a value is one, and never raises; `expected` says either in words. `minimum`, `maximum`: bounds of a number. `advice`: why
    a number above the default is not recommended. `is_limit`: the value is the dialect's limit of calls a minute, 0 for
    none, which has one place for all who set it, and bounds of its own. `secret_credential`: the value is a credential, kept
    only as a digest among the credentials, never shown and never among the settings. `sealed`: the value is another secret,
    kept as the vault sealed it, and never shown. `description`: for the administrator.
    """

    default: str | bool | int | None
    description: str
    choices: tuple[str, ...] | None = None
    pattern: str | None = None
    test: Callable[[Any], bool] | None = None
    expected: str | None = None
    minimum: int | None = None
    maximum: int | None = None
    advice: str | None = None
    is_limit: bool = False
    secret_credential: bool = False
    sealed: bool = False

    @property
    def is_secret(self) -> bool:
        """Whether its value is never shown."""
        return self.secret_credential or self.sealed

    def check(self, value: Any) -> str | None:
        """What is wrong with `value`, as a sentence that never repeats a secret; None when nothing is."""
        if value is None and self.default is None and not self.secret_credential:
            return None
        if not self._is_of_type(value):
            return f"The value must be {self._type_in_words()}."
        if self.choices is not None and value not in self.choices:
            return f"The value must be one of {', '.join(self.choices)}."
        wrong = self._check_text(value) if isinstance(value, str) else self._check_number(value)
        if wrong is None and self.test is not None and not self.test(value):
            return f"The value must be {self.expected or 'another one'}."
        return wrong

    def advise(self, value: Any) -> str | None:
        """What the administrator should know of a good value that is higher than the default; None of any other."""
        if self.advice is None or type(value) is not int or type(self.default) is not int:
            return None
        endless = self.is_limit and value == 0 < self.default
        if value <= self.default and not endless:
            return None
        return f"{value} is possible, but not recommended: {self.advice}"

    def _is_of_type(self, value: Any) -> bool:
        if self.default is None:
            return isinstance(value, str)
        return type(value) is type(self.default)

    def _type_in_words(self) -> str:
        if isinstance(self.default, bool):
            return "true or false"
        return "a whole number" if isinstance(self.default, int) else "a text"

    def _check_text(self, value: str) -> str | None:
        if self.pattern is not None and re.fullmatch(self.pattern, value) is None:
            return f"The value must be {self.expected or 'of the form ' + self.pattern}."
        return None

    def _check_number(self, value: int) -> str | None:
        lowest, highest = self._bounds()
        if value < lowest:
            return f"The value must not be below {lowest}."
        if value > highest:
            return f"The value must not be above {highest}."
        return None

    def _bounds(self) -> tuple[int, int]:
        if self.is_limit:
            return 0, limit.HIGHEST
        lowest = -GREATEST if self.minimum is None else self.minimum
        return lowest, GREATEST if self.maximum is None else self.maximum
