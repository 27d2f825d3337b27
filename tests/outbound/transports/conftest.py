"""A vault that works, for callbacks with secrets."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from moto import mock_aws

from chalicelib.store import vault
from tests.vault import make_vault_key


@pytest.fixture(scope="module")
def sealing() -> Iterator[None]:
    """A vault with its key."""
    with mock_aws():
        make_vault_key()
        yield
    vault.forget()
