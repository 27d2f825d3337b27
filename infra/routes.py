"""`make routes`: every route of the app, as API Gateway will know it."""

from __future__ import annotations

from app import app


def main() -> None:
    """Print verbs, path and fence of every route, and what counts against API Gateway's limit of 300 resources."""
    for pattern, entries in sorted(app.routes.items()):
        fenced = any(entry.authorizer for entry in entries.values())
        print(f"{' '.join(sorted(entries)):40} {pattern}{'  (authorizer)' if fenced else ''}")
    print(f"\n{len(app.routes)} paths, {resources()} of 300 resources")


def resources() -> int:
    """How many resources API Gateway needs: one for each path and each path on the way to it."""
    nodes = {"/"}
    for pattern in app.routes:
        segments = pattern.strip("/").split("/")
        nodes.update("/" + "/".join(segments[:depth]) for depth in range(1, len(segments) + 1))
    return len(nodes)


if __name__ == "__main__":
    main()
