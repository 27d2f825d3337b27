"""XML bodies, read into the same plain values as JSON, so that everything behind knows one shape.

Loaded only when a body is XML. Of a document only what this dialect knows is kept, however long it is. A document type is
refused where it begins, so that no entity is ever declared, expanded or fetched; without one, expat knows the five
predefined entities and character references only.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final, NoReturn
from xml.parsers.expat import ExpatError, ParserCreate

from chalicelib.errors import Malformed

MAX_DEPTH: Final = 32
MAX_ELEMENTS: Final = 200_000  # no client needs a tenth of it, and a flood of empty ones takes its time
MAX_ITEMS: Final = 1_001  # one more than any list may hold, so that the excess is still seen
_NIL: Final = "http://www.w3.org/2001/XMLSchema-instance}nil"


def read(text: str, *, names: Collection[str], texts: Collection[str], lists: Collection[str]) -> dict[str, Any]:
    """The children of the root by local name in lower case; the last of several wins. Raises Malformed.

    `names`: those that are kept. `texts`: of these an empty element is an empty string, of all others it is null. `lists`:
    every child of these is one service. An element with children where none are expected becomes a dict, as in JSON.
    """
    document = _Document(names, lists)
    parser = ParserCreate("utf-8", namespace_separator="}")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = document.start
    parser.EndElementHandler = document.end
    parser.CharacterDataHandler = document.data
    try:
        parser.Parse(text, True)
    except ExpatError as error:
        raise Malformed(f"The body is not well-formed XML: {error}.") from None
    return {
        name: _list(element) if name in lists else _scalar(element, is_text=name in texts)
        for name, element in document.root.kept.items()
    }


def _refuse(*_: object) -> NoReturn:
    raise Malformed("Document types and entities are not read.")


class _Element:
    """What is kept of one element."""

    __slots__ = ("has_children", "items", "kept", "name", "nil", "pieces")

    def __init__(self, name: str, *, nil: bool = False) -> None:
        self.name = name
        self.nil = nil
        self.pieces: list[str] = []
        self.kept: dict[str, _Element] = {}
        self.items: list[_Element] = []
        self.has_children = False

    def text(self) -> str:
        return "".join(self.pieces)


class _Document:
    """Takes expat's events. Elements that nobody asks for share one place, whatever their number."""

    def __init__(self, names: Collection[str], lists: Collection[str]) -> None:
        self.root = _Element("")
        self._ignored = _Element("")
        self._names = names
        self._lists = lists
        self._path: list[_Element] = []
        self._left = MAX_ELEMENTS

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        path = self._path
        depth = len(path)
        if depth >= MAX_DEPTH:
            raise Malformed(f"The body is nested deeper than {MAX_DEPTH}.")
        self._left -= 1
        if self._left < 0:
            raise Malformed(f"The body has more than {MAX_ELEMENTS} elements.")
        path.append(self._enter(path[-1], depth, tag, attributes) if path else self.root)

    def end(self, _: str) -> None:
        self._path.pop()

    def data(self, text: str) -> None:
        if self._path[-1] is not self._ignored:
            self._path[-1].pieces.append(text)

    def _enter(self, parent: _Element, depth: int, tag: str, attributes: dict[str, str]) -> _Element:
        if parent is self._ignored:
            return parent
        parent.has_children = True
        name = tag.rpartition("}")[2].lower()
        is_item = depth == 2 and parent.name in self._lists and len(parent.items) < MAX_ITEMS
        is_kept = (depth == 1 and name in self._names) or (depth == 3 and name == "id")
        if not is_item and not is_kept:
            return self._ignored
        element = _Element(name, nil=attributes.get(_NIL, "").strip() in ("true", "1"))
        if is_item:
            parent.items.append(element)
        else:
            parent.kept[name] = element
        return element


def _scalar(element: _Element, *, is_text: bool = False) -> Any:
    if element.nil:
        return None
    if element.has_children:
        return {}
    return element.text() if is_text else element.text().strip() or None


def _list(element: _Element) -> Any:
    if element.nil:
        return None
    if element.items:
        return [_item(each) for each in element.items]
    return element.text().strip() or None


def _item(element: _Element) -> Any:
    if element.nil or "id" not in element.kept:
        return _scalar(element)
    return _scalar(element.kept["id"])
