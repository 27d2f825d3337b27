"""What Polydesk says of itself, outside all dialects: the index page, its health, and where nothing is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from string import Template
from typing import TYPE_CHECKING, Final

import msgspec

from chalicelib.config import VERSION
from chalicelib.dialects.base import Dialect
from chalicelib.dialects.page import PAGES, page
from chalicelib.errors import PolydeskError
from chalicelib.response import Response

if TYPE_CHECKING:
    from chalicelib.request import Request
    from chalicelib.router import Mount


def home(mounts: Sequence[Mount]) -> Dialect:
    """The house's own routes, to be mounted at "": whatever no dialect of `mounts` claims is answered here, in plain JSON."""
    house = Dialect(
        __name__,
        name="polydesk",
        title="Polydesk",
        errors=render,
        accepts=frozenset(),
        options=None,
        documented=False,
    )
    house.route("", public=True)(_index(mounts))
    house.route("/health", public=True)(_health(mounts))
    return house


def render(error: PolydeskError, _: Request) -> Response:
    """An error in the house's words: `{"message": …}`."""
    return Response(error.status, msgspec.json.encode({"message": error.message}), media_type="application/json")


def _index(mounts: Sequence[Mount]) -> Callable[[Request], Response]:
    def show_index(request: Request) -> Response:
        """See which interfaces are spoken here, and under which address."""
        return page(
            PAGES / "index.html",
            {"version": VERSION, "health": f"{request.base_path}/health"},
            markup={"dialects": "\n".join(_article(mount, request) for mount in mounts)},
        )

    return show_index


def _health(mounts: Sequence[Mount]) -> Callable[[Request], Response]:
    body = {"status": "ok", "version": VERSION, "dialects": [mount.dialect.name for mount in mounts]}

    def show_health(_: Request) -> Response:
        """See whether the app answers; the store is not asked."""
        return Response(200, msgspec.json.encode(body), {"Cache-Control": "no-store"}, "application/json")

    return show_health


def _article(mount: Mount, request: Request) -> str:
    dialect, path = mount.dialect, f"{request.base_path}{mount.prefix}"
    return ARTICLE.substitute(
        name=escape(dialect.name),
        title=escape(dialect.title),
        speaks_as=escape(dialect.speaks_as or dialect.title),
        description=escape(dialect.description),
        address=escape(f"{request.base_url}{mount.prefix}"),
        path=escape(path),
        example=escape(dialect.example.replace("{base}", f"{request.base_url}{mount.prefix}")),
    )


ARTICLE: Final = Template("""\
<article aria-labelledby="$name">
<h2 id="$name">$title</h2>
<p>$description</p>
<dl>
<dt>Speaks as</dt><dd>$speaks_as</dd>
<dt>Address</dt><dd><code>$address</code></dd>
<dt>Read on</dt><dd><a href="$path/docs" aria-label="Documentation of $title">Documentation</a>,
<a href="$path/docs/openapi.json" aria-label="OpenAPI document of $title">OpenAPI document</a></dd>
</dl>
<pre tabindex="0" aria-label="Example for $title"><code>$example</code></pre>
</article>""")
