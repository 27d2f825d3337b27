"""Writes docs/routes.md: every route of the app, who may call it and what it does. `--check` fails when the file is stale.

python -m infra.routes [--check]
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from chalicelib.dialects.base import Dialect
    from chalicelib.dialects.route import Route
    from chalicelib.router import Mount

FILE: Final = Path(__file__).parent.parent / "docs" / "routes.md"


def main(arguments: list[str], file: Path = FILE) -> int:
    """Write or check the file; answers the exit status."""
    from app import app  # what an importer of `render` has no use for

    text = render(app.mounts)
    if "--check" in arguments:
        if file.exists() and file.read_text(encoding="utf-8") == text:
            return 0
        print(f"{file.name} is stale: run `python -m infra.routes`.", file=sys.stderr)
        return 1
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    print(f"{file.name} written.")
    return 0


def render(mounts: Iterable[Mount]) -> str:
    """The page: a table of routes, then the other spellings of prefixes."""
    mounts = tuple(mounts)
    lines = [HEAD, *(f"| {' | '.join(row)} |" for mount in mounts for row in rows(mount)), ""]
    if any(mount.aliases for mount in mounts):
        lines += ["Other spellings of a prefix mean the same:", ""]
        lines += [
            f"* `{mount.prefix}`: {', '.join(f'`{alias}`' for alias in mount.aliases)}"
            for mount in mounts
            if mount.aliases
        ]
        lines.append("")
    return "\n".join(lines)


def rows(mount: Mount) -> Iterator[tuple[str, str, str, str, str]]:
    """Verb, path, dialect, credential and summary of every route of a dialect, then of its unknown paths."""
    name = mount.dialect.name
    for route in mount.dialect.every_route():
        for method in route.methods:
            yield method, f"`{mount.pattern(route)}`", name, credential(mount.dialect, route), route.summary
    for path in mount.unknown():
        yield "any", f"`{path}`", name, credential(mount.dialect, mount.dialect.unknown), "Refuse unknown paths"


def credential(dialect: Dialect, route: Route) -> str:
    """What a caller must show, and whether the gateway's authorizer looks at it first."""
    if route.public:
        return "none"
    kinds = ", ".join(sorted(kind.value.replace("_", " ") for kind in dialect.accepts))
    return f"{kinds} (authorizer)" if dialect.is_fenced(route) else kinds


HEAD: Final = """\
# Routes

Generated from the code by `python -m infra.routes`; a test keeps it true.

| verb | path | dialect | credential | what it does |
|---|---|---|---|---|"""

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
