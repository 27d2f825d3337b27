"""Assets on their way to the trash and back, and the end of them for good."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from chalicelib.domain.asset import ASSET
from chalicelib.domain.file import kept_files
from chalicelib.domain.record import Record
from chalicelib.domain.tree import Node
from chalicelib.store import dynamo, files, heads, keys
from chalicelib.store.dynamo import Delete
from chalicelib.store.tree import links, nodes
from chalicelib.store.walks import Query

_STEP: Final = 500


def fetch(numbers: Iterable[int], *, trashed: bool = False) -> dict[int, Record]:
    """Assets by number, without the content of their long texts, which stay where they are: to be moved, nothing else."""
    found: dict[int, Record] = {}
    for item in dynamo.batch_get(keys.head(ASSET.name, number, trashed=trashed) for number in numbers).values():
        record = heads.read(ASSET, item)
        record.store_note = tuple(heads.long_texts(item))
        found[record.number] = record
    return found


def remove(record: Record, node: Node) -> None:
    """Remove an asset that is in the trash, and all that belongs to it; record and node last, so that it can be done again.

    Changed where the node is not as it was read.
    """
    for link in list(links.ups(record.number, step=_STEP)):
        dynamo.delete(Delete(links.key(link.number)))
    files.remove(list(kept_files(record)))
    stays = nodes.key(record.number)
    for item in list(dynamo.query(Query(keys.beside(record.kind, record.number), limit=_STEP))):
        if (item["pk"], item["sk"]) != stays:
            dynamo.delete(Delete((item["pk"], item["sk"])))
    dynamo.delete(Delete(keys.alias(str(record.guid))))
    dynamo.transact([Delete(keys.head(record.kind.name, record.number, trashed=True)), nodes.remove(node)])
