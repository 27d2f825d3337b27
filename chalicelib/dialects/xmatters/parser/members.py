"""The members of an object, one by one; what is wrong is noted, what is null counts as left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from chalicelib.dialects.xmatters.parser import faults as words
from chalicelib.errors import Faults

Path = tuple[str | int, ...]


class Members:
    """An object of a body. `path`: where it stands; `faults`: where what is wrong is noted.

    What is missing or wrong is None to those who ask for it.
    """

    def __init__(self, content: Mapping[str, Any], faults: Faults, path: Path = ()) -> None:
        self._content = content
        self._faults = faults
        self._path = path

    def text(self, key: str, *, most: int, required: bool = False) -> str | None:
        """A text of at most so many characters; a blank one is none."""
        said = self._said(key, required=required)
        if isinstance(said, str) and len(said) <= most:
            return said
        if said is not None:
            self.wrong(key, words.too_long(most) if isinstance(said, str) else words.NO_TEXT)
        return None

    def boolean(self, key: str, *, required: bool = False) -> bool | None:
        """A truth value."""
        said = self._said(key, required=required)
        if said is None or isinstance(said, bool):
            return said
        self.wrong(key, words.NO_BOOLEAN)
        return None

    def choice(self, key: str, choices: Iterable[str]) -> str | None:
        """One of some words."""
        said, known = self.get(key), tuple(choices)
        if isinstance(said, str) and said in known:
            return said
        if said is not None:
            self.wrong(key, words.one_of(known))
        return None

    def entries(self, key: str, *, most: int, required: bool = False) -> list[Any] | None:
        """A list of at most so many entries, whatever they are; an empty one is none where one is required."""
        said = self._said(key, required=required)
        if isinstance(said, list) and len(said) <= most:
            return said
        if said is not None:
            self.wrong(key, words.too_many(most) if isinstance(said, list) else words.NO_LIST)
        return None

    def member(self, key: str, content: Any, *path: str | int) -> Members | None:
        """The value of a key, or a part of it, which has to be an object. `path`: where the part stands in the value."""
        if isinstance(content, dict):
            return Members(content, self._faults, (*self._path, key, *path))
        self.wrong(key, words.NO_OBJECT, *path)
        return None

    def get(self, key: str) -> Any:
        """Whatever was sent."""
        return self._content.get(key)

    def says(self, key: str) -> bool:
        """Whether there is a value: null is none, nor is a blank text."""
        said = self.get(key)
        return bool(said.strip()) if isinstance(said, str) else said is not None

    def missing(self, key: str, *path: str | int) -> None:
        """Note that a value is missing."""
        self._faults.add((*self._path, key, *path), "required", words.REQUIRED)

    def wrong(self, key: str, message: str, *path: str | int) -> None:
        """Note that a value is wrong. `path`: where in the value."""
        self._faults.add((*self._path, key, *path), "format", message)

    def _said(self, key: str, *, required: bool) -> Any:
        """What was sent, without what is as good as nothing."""
        said = self.get(key)
        if not self.says(key) or (required and said == []):
            if required:
                self.missing(key)
            return None
        return said
