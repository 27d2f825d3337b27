from __future__ import annotations

from chalicelib.dialects.tickets.vocabulary.messages import MESSAGES
from chalicelib.errors import PolydeskError


def test_every_common_error_has_a_message() -> None:
    def every(error: type[PolydeskError]) -> set[int]:
        return {error.status}.union(*(every(each) for each in error.__subclasses__()))

    assert every(PolydeskError) - set(MESSAGES) == {408, 412}, "a search and a version that is named do not exist here"
