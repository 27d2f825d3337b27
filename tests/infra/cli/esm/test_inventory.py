from __future__ import annotations

from infra.cli.esm import folder_file
from infra.cli.esm.inventory import Inventory, folders_of


def test_folders_of_templates_come_with_those_above_them_in_their_order() -> None:
    said = [("top", None, []), ("other", None, ["b"]), ("under", "top", ["a"]), ("aside", "top", [])]
    folders = {
        code: folder_file.normal({"code": code, "name": code, "parent": parent, "templates": templates})
        for code, parent, templates in said
    }
    found = Inventory({}, {}, folders, {}, {}, frozenset())
    assert [each["code"] for each in folders_of(found, ["a"])] == ["top", "under"]
    assert [each["code"] for each in folders_of(found, [])] == ["top", "other", "under", "aside"]
