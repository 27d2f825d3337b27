"""Agents: programs that fetch what is meant for the services they run. Nothing can be sent to them: they ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

SCHEME: Final = "ia://"
_NAMED: Final = "?iaid="  # stands before the name of an agent
_MARK, _STUFFED = "?iaid", "?iaid%"  # within the name of an agent, so that what is above stands there never


@dataclass(frozen=True, slots=True)
class AgentAddress:
    """Who something is meant for: `service`, and the `agent` that runs it; None for any that is there.

    Names are exact, whatever they consist of: what `text` writes, `parse` reads as the same.
    """

    service: str
    agent: str | None = None

    @property
    def text(self) -> str:
        """`ia://service` or `ia://service?iaid=agent`."""
        if self.agent is not None:
            return f"{SCHEME}{self.service}{_NAMED}{self.agent.replace(_MARK, _STUFFED)}"
        # The name of a service must not pass for one with an agent.
        return f"{SCHEME}{self.service}{_NAMED if _NAMED in self.service else ''}"

    @classmethod
    def parse(cls, text: str) -> AgentAddress:
        """Read an address. Raises ValueError for what is none."""
        if not text.startswith(SCHEME):
            raise ValueError("It is no address of an agent.")
        named = text.removeprefix(SCHEME)
        service, mark, agent = named.rpartition(_NAMED)
        if not mark:
            return cls(named)
        return cls(service, agent.replace(_STUFFED, _MARK) or None)
