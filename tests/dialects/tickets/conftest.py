from __future__ import annotations

import pytest

from app import app
from chalicelib.domain.account import Account
from chalicelib.domain.role import administrator
from chalicelib.services import accounts, credentials, roles
from tests.wire import Client

KEY = "d5XNMpburJBfJVJd"


@pytest.fixture
def client(cloud: None) -> Client:
    """Talks to an empty desk that has a key."""
    role = administrator("everything")
    roles.save(role=role)
    accounts.create(account=Account("tickets", roles=(role.name,)))
    credentials.replace_key(account="tickets", presented=KEY)
    client = Client(app)
    client.known["key"] = KEY
    return client
