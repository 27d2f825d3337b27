"""Settings: what an administrator may change of a running deployment, declared by the dialect that obeys them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting of a section.

    `default` stands until somebody sets another value, and says the type: text, switch (bool) or whole number; None is a
    text that may be left empty. `choices`: the only values. `pattern`: what a text matches as a whole; `expected` says the
    same in words. `minimum`, `maximum`: bounds of a number. `secret_credential`: the value is a credential, kept only as a
    digest among the credentials, never shown and never among the settings. `description`: for the administrator.
    """

    default: str | bool | int | None
    description: str
    choices: tuple[str, ...] | None = None
    pattern: str | None = None
    expected: str | None = None
    minimum: int | None = None
    maximum: int | None = None
    secret_credential: bool = False

    def check(self, value: Any) -> str | None:
        """What is wrong with `value`, as a sentence that never repeats a secret; None when nothing is."""
        if value is None and self.default is None and not self.secret_credential:
            return None
        if not self._is_of_type(value):
            return f"The value must be {self._type_in_words()}."
        if self.choices is not None and value not in self.choices:
            return f"The value must be one of {', '.join(self.choices)}."
        if isinstance(value, str):
            return self._check_text(value)
        return self._check_number(value)

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
        if self.minimum is not None and value < self.minimum:
            return f"The value must not be below {self.minimum}."
        if self.maximum is not None and value > self.maximum:
            return f"The value must not be above {self.maximum}."
        return None
