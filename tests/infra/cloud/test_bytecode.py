from __future__ import annotations

import marshal
from types import CodeType
from typing import Any

import pytest

from infra.cloud import bytecode


def run(source: str, path: str = "chalicelib/x.py") -> dict[str, Any]:
    found: dict[str, Any] = {}
    exec(code(source, path), found)
    return found


def code(source: str, path: str = "chalicelib/x.py") -> CodeType:
    compiled = bytecode.compile_module(path, source.encode())
    loaded: CodeType = marshal.loads(compiled[16:])
    return loaded


def test_a_module_is_not_compared_with_its_source() -> None:
    flags = int.from_bytes(bytecode.compile_module("a.py", b"")[4:8], "little")
    assert flags == 0b01  # by hash, unchecked


def test_functions_lose_their_types_and_fields_keep_them() -> None:
    source = "class A:\n    x: int\n\ndef f(a: int, *b: int, c: int = 1, **d: int) -> int:\n    return a + c\n"
    found = run(source)
    assert found["f"].__annotations__ == {}
    assert found["f"](1, c=2) == 3
    assert found["A"].__annotations__ == {"x": int}


def test_names_of_a_module_keep_their_values() -> None:
    found = run("from typing import Final\na: Final = 1\nb: int\n")
    assert found["a"] == 1


def test_what_is_for_type_checkers_goes() -> None:
    source = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import nowhere\nelse:\n    a = 1\n"
    assert run(source)["a"] == 1
    assert "nowhere" not in code(source).co_names


def test_a_function_that_is_nothing_but_its_docstring_still_works() -> None:
    assert run('def f():\n    """Do nothing.\n\n    At all.\n    """\n')["f"]() is None


def test_views_of_dialects_keep_the_line_that_describes_them() -> None:
    source = 'def show():\n    """Show a thing.\n\n    At length.\n    """\n'
    assert run(source, "chalicelib/dialects/a/views.py")["show"].__doc__ == "Show a thing."
    assert run(source, "chalicelib/store/a.py")["show"].__doc__ == ""


def test_asserts_stay() -> None:
    with pytest.raises(AssertionError):
        run("assert False")


def test_sets_come_out_the_same_whatever_the_seed() -> None:
    sources = {"a.py": b"def f(x):\n    return x in {'one', 'two', 'three', 'four', 'five'}\n"}
    assert bytecode.compiled(sources) == bytecode.compiled(sources)
