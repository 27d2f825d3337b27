from __future__ import annotations

from chalicelib.errors import Faults
from infra.cli.esm import folder_file


def test_a_folder_lies_at_the_top_and_accepts_nothing_unless_it_says_so() -> None:
    faults = Faults()
    made = folder_file.read({"code": "f", "name": "F"}, (), faults)
    assert made == {"code": "f", "name": "F", "parent": None, "templates": []}
    assert not faults


def test_a_folder_that_makes_no_sense_is_a_fault() -> None:
    faults = Faults()
    folder_file.read({"code": "f", "parent": "a b", "templates": ["a", "a"]}, (), faults)
    assert [(fault.path, fault.code) for fault in faults] == [
        (("name",), "required"),
        (("parent",), "format"),
        (("templates", 1), "unique"),
    ]
