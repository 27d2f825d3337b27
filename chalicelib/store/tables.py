"""The two tables, as PynamoDB models: the one source for the cloud's template, the local cloud and the tests.

`desk` holds what lasts, `outbox` what comes and goes (it has a time to live). Keys are spelled in `keys`. Items of many
kinds share a table, so a model declares only what keys and indexes need; the rest of an item is its own module's matter.
At run time the models are not loaded: `dynamo` speaks to the tables through PynamoDB's connection (see docs/decisions).
"""

from __future__ import annotations

from typing import Final

from pynamodb.attributes import NumberAttribute, TTLAttribute, UnicodeAttribute
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection
from pynamodb.models import Model

from chalicelib import config


# PynamoDB's index classes come with an untyped __init_subclass__, hence the ignores.
class _ByVersion(GlobalSecondaryIndex["Desk"]):  # type: ignore[no-untyped-call]
    """Records of a kind in the order of their last change."""

    class Meta:
        index_name = "by_version"
        projection = KeysOnlyProjection()
        billing_mode = "PAY_PER_REQUEST"

    pk = UnicodeAttribute(hash_key=True)
    version = NumberAttribute(range_key=True)


class _ByCreated(GlobalSecondaryIndex["Desk"]):  # type: ignore[no-untyped-call]
    """Records of a kind in the order of their creation."""

    class Meta:
        index_name = "by_created"
        projection = KeysOnlyProjection()
        billing_mode = "PAY_PER_REQUEST"

    pk = UnicodeAttribute(hash_key=True)
    created_key = UnicodeAttribute(range_key=True)


class _ByName(GlobalSecondaryIndex["Desk"]):  # type: ignore[no-untyped-call]
    """Records of a kind in the order of their folded names."""

    class Meta:
        index_name = "by_name"
        projection = KeysOnlyProjection()
        billing_mode = "PAY_PER_REQUEST"

    pk = UnicodeAttribute(hash_key=True)
    name_key = UnicodeAttribute(range_key=True)


class Desk(Model):
    """Records, what they are found by, journals, histories, accounts, settings, sequences."""

    class Meta:
        table_name = config.DESK_TABLE
        region = config.REGION
        billing_mode = "PAY_PER_REQUEST"

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    version = NumberAttribute(null=True)
    created_key = UnicodeAttribute(null=True)
    name_key = UnicodeAttribute(null=True)
    by_version = _ByVersion()
    by_created = _ByCreated()
    by_name = _ByName()


class _ByDue(GlobalSecondaryIndex["Outbox"]):  # type: ignore[no-untyped-call]
    """What waits, what is dead, what is done, each in the order of time."""

    class Meta:
        index_name = "by_due"
        projection = KeysOnlyProjection()
        billing_mode = "PAY_PER_REQUEST"

    due = UnicodeAttribute(hash_key=True)
    due_at = UnicodeAttribute(range_key=True)


class Outbox(Model):
    """Jobs, deliveries, agent queues, rate windows: what comes and goes."""

    class Meta:
        table_name = config.OUTBOX_TABLE
        region = config.REGION
        billing_mode = "PAY_PER_REQUEST"

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    due = UnicodeAttribute(null=True)
    due_at = UnicodeAttribute(null=True)
    expires = TTLAttribute(null=True)
    by_due = _ByDue()


MODELS: Final[tuple[type[Model], ...]] = (Desk, Outbox)
