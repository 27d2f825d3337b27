"""Compiles modules for Lambda: smaller than `compileall` would, and the same bytes for the same source.

Run as a program of its own, because what makes bytecode small (no columns beside the line numbers) and stable (sets of
constants in a fixed order) are switches of the interpreter. Reads and writes marshalled dictionaries by path:

python -X no_debug_ranges -m infra.cloud.bytecode < sources > compiled
"""

from __future__ import annotations

import ast
import importlib.util
import marshal
import os
import subprocess
import sys
from collections.abc import Mapping
from importlib._bootstrap_external import _code_to_hash_pyc  # type: ignore[attr-defined]  # what `compileall` writes with
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def compiled(sources: Mapping[str, bytes]) -> dict[str, bytes]:
    """What each module of `sources` (content by path, as `a/b.py`) is when it is compiled, by path, as `a/b.pyc`."""
    command = [sys.executable, "-X", "no_debug_ranges", "-m", "infra.cloud.bytecode"]
    around = {**os.environ, "PYTHONHASHSEED": "0"}
    given = marshal.dumps(dict(sources))
    done = subprocess.run(command, input=given, capture_output=True, check=True, cwd=ROOT, env=around)
    found: dict[str, bytes] = marshal.loads(done.stdout)  # noqa: S302  our own process wrote it
    return found


def compile_module(path: str, source: bytes) -> bytes:
    """One module, as it runs from `/var/task`: asserts stay; types of arguments go, and what documents is cut."""
    tree = _Leaner(keeps_summaries="/dialects/" in path).visit(ast.parse(source))
    code = compile(ast.fix_missing_locations(tree), f"/var/task/{path}", "exec", dont_inherit=True, optimize=0)
    return bytes(_code_to_hash_pyc(code, importlib.util.source_hash(source), checked=False))


class _Leaner(ast.NodeTransformer):
    """Takes out what nobody reads at run time.

    First lines of docstrings stay with classes (a data class without one would write its own at each start) and with the
    views of dialects (which describe operations). Annotations of functions go, those of fields stay.
    """

    def __init__(self, *, keeps_summaries: bool) -> None:
        self._keeps_summaries = keeps_summaries

    def visit_Module(self, node: ast.Module) -> ast.AST:
        _shorten(node, keeps_summary=False)
        node.body = [_plain(each) for each in node.body]
        return self.generic_visit(node)

    def visit_If(self, node: ast.If) -> ast.AST | list[ast.stmt]:
        """What is for type checkers only goes."""
        found = self.generic_visit(node)
        return node.orelse or [ast.Pass()] if _is_for_checkers(node) else found

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        _shorten(node, keeps_summary=True)
        return self.generic_visit(node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        return self._function(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> ast.AST:
        return self._function(node)

    def visit_arg(self, node: ast.arg) -> ast.AST:
        node.annotation = None
        return node

    def _function(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> ast.AST:
        node.returns = None
        _shorten(node, keeps_summary=self._keeps_summaries)
        return self.generic_visit(node)


def _plain(statement: ast.stmt) -> ast.stmt:
    """A name of a module without its type."""
    if isinstance(statement, ast.AnnAssign) and statement.value is not None:
        return ast.copy_location(ast.Assign([statement.target], statement.value), statement)
    return statement


def _is_for_checkers(node: ast.If) -> bool:
    return isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def _shorten(node: ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef, *, keeps_summary: bool) -> None:
    first = node.body[0] if node.body else None
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
        first.value.value = first.value.value.strip().partition("\n")[0] if keeps_summary else ""


def main() -> None:
    """Compile what comes in, in the order of the paths."""
    sources: dict[str, bytes] = marshal.loads(sys.stdin.buffer.read())  # noqa: S302  `compiled` wrote it
    made = {f"{path}c": compile_module(path, source) for path, source in sorted(sources.items())}
    sys.stdout.buffer.write(marshal.dumps(made))


if __name__ == "__main__":
    main()
