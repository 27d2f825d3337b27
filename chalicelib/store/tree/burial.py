"""The end of an asset for good."""

from __future__ import annotations

from typing import Final

from chalicelib.domain.file import kept_files
from chalicelib.domain.record import Record
from chalicelib.store import dynamo, files, keys
from chalicelib.store.dynamo import Delete
from chalicelib.store.tree import links
from chalicelib.store.walks import Query

_STEP: Final = 500


def remove(record: Record) -> None:
    """Remove an asset that is in the trash, and all that belongs to it; the record last, so that it can be done again."""
    for link in list(links.ups(record.number, step=_STEP)):
        dynamo.delete(Delete(links.key(link.number)))
    files.remove(list(kept_files(record)))
    for item in list(dynamo.query(Query(keys.beside(record.kind, record.number), limit=_STEP))):
        dynamo.delete(Delete((item["pk"], item["sk"])))
    dynamo.delete(Delete(keys.alias(str(record.guid))))
    dynamo.delete(Delete(keys.head(record.kind.name, record.number, trashed=True)))
