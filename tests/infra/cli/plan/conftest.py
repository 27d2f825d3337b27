from __future__ import annotations

from collections.abc import Iterator

import pytest

from chalicelib.store import vault
from tests.vault import make_vault_key


@pytest.fixture
def vault_key(cloud: None) -> Iterator[None]:
    """The key of the vault beside the store of the test."""
    make_vault_key()
    yield
    vault.forget()
