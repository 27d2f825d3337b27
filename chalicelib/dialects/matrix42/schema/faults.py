"""What is refused, in the words of the interface (specification, 4)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from chalicelib.dialects.matrix42.vocabulary import messages
from chalicelib.dialects.matrix42.vocabulary.messages import Text
from chalicelib.errors import PolydeskError

MOST: Final = 100  # refusals of one request; who has as many is told those


class Refused(PolydeskError):
    """Something of a request that can't be. `said`: the names and values of the sentence; `others`: what is wrong as well."""

    def __init__(self, text: Text, **said: Any) -> None:
        super().__init__(text.en.format(**said))
        self.text = text
        self.said = said
        self.others: tuple[Refused, ...] = ()

    @property
    def is_ours(self) -> bool:
        """Never, though clients of this interface expect a 500 of much that is theirs."""
        return False

    @property
    def code(self) -> int:
        """The status of the answer: other than that of its like, it depends on what is refused."""
        return self.text.status

    def in_language(self, language: str) -> str:
        """The sentence in a language."""
        sentence: str = getattr(self.text, language, self.text.en)
        words = {name: messages.EXPECTED.get(str(each), {}).get(language, each) for name, each in self.said.items()}
        return sentence.format(**words)

    @property
    def detail(self) -> str:
        """Everything that is wrong, in English."""
        return " ".join(each.message for each in (self, *self.others))


def unknown_definition(name: str) -> Refused:
    """A path or a body names a data definition that there is not."""
    return Refused(messages.UNKNOWN_DEFINITION, name=name)


def unknown_item(name: str) -> Refused:
    """A path or a body names a configuration item that there is not."""
    return Refused(messages.UNKNOWN_ITEM, name=name)


def overtaken() -> Refused:
    """A row version that is not the stored one."""
    return Refused(messages.CONCURRENCY)


def raise_any(found: Iterable[Refused]) -> None:
    """Raise the first of some refusals, which knows the others: what is misshapen before what leads nowhere."""
    ordered = sorted(found, key=lambda each: each.code)
    if ordered:
        ordered[0].others = tuple(ordered[1:])
        raise ordered[0]
