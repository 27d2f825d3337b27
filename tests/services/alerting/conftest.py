from __future__ import annotations

from tests.dialects.xmatters.conftest import alarm, desk

__all__ = ["alarm", "desk"]
