"""The desk that the samples talk to.

Without further words a desk is started for them: the whole app behind the local gateway, on a free port, with its AWS in
this process. To run them against another one, which they leave as they have found it:

    POLYDESK_URL=https://desk.example.com POLYDESK_KEY=… python -m pytest tests/samples
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.samples.place import Place, local_place


@pytest.fixture(scope="module")  # not of the session: other tests of the process want an AWS of their own
def place() -> Iterator[Place]:
    """Where a desk is, and the key to its Tickets API."""
    url = os.environ.get("POLYDESK_URL")
    if url:
        yield Place(url.rstrip("/"), os.environ["POLYDESK_KEY"])
        return
    with local_place() as made:
        yield made
