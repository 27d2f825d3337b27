"""What Polydesk says of itself, outside all dialects: the index page, the console, its health, and where nothing is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from string import Template
from typing import TYPE_CHECKING, Final, NamedTuple

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
    for helps in _helps(mounts):
        for shown in CONSOLE:
            house.route(f"/console/{shown.name}", public=True, name=shown.view)(_console(shown, helps))
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
            markup={
                "dialects": "\n".join(_article(mount, request) for mount in mounts),
                "console": _links(mounts, request.base_path),
            },
        )

    return show_index


def _health(mounts: Sequence[Mount]) -> Callable[[Request], Response]:
    body = {"status": "ok", "version": VERSION, "dialects": [mount.dialect.name for mount in mounts]}

    def show_health(_: Request) -> Response:
        """See whether the app answers; the store is not asked."""
        return Response(200, msgspec.json.encode(body), {"Cache-Control": "no-store"}, "application/json")

    return show_health


def _console(shown: ConsolePage, helps: Mount) -> Callable[[Request], Response]:
    def show_console(request: Request) -> Response:
        base = request.base_path
        gaps = {
            "title": shown.title,
            "name": shown.name,
            "base": base,
            "assets": f"{base}/console/assets/polydesk",
            "api": f"{base}{helps.prefix}/api",
        }
        middle = Template((PAGES / shown.file).read_text(encoding="utf-8"))
        markup = {
            "menu": "\n".join(_item(each, each is shown, base) for each in CONSOLE),
            "content": middle.substitute(title=shown.title, lead=shown.lead, filter=FILTER if shown.has_filter else ""),
        }
        return page(PAGES / "console.html", gaps, markup=markup, policy=CONSOLE_POLICY)

    show_console.__doc__ = f"Read {shown.title} in a browser."
    return show_console


def _helps(mounts: Sequence[Mount]) -> list[Mount]:
    """The dialect that gives the documentation, where there is one."""
    return [mount for mount in mounts if mount.dialect.name == HELPS]


def _links(mounts: Sequence[Mount], base: str) -> str:
    """The way from the index page to the console."""
    if not _helps(mounts):
        return ""
    items = "".join(f'<li><a href="{escape(base)}/console/{each.name}">{each.title}</a></li>' for each in CONSOLE)
    return f'<nav aria-label="Integration"><ul>{items}</ul></nav>\n'


def _item(shown: ConsolePage, is_current: bool, base: str) -> str:
    """One item of the menu "Integration"."""
    current = ' aria-current="page"' if is_current else ""
    return f'<li><a href="{escape(base)}/console/{shown.name}"{current} data-say>{shown.title}</a></li>'


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


class ConsolePage(NamedTuple):
    """A page of the console: the last segment of its address, its title, what one finds there, and the file of its middle."""

    name: str
    title: str
    lead: str
    file: str
    has_filter: bool = False

    @property
    def view(self) -> str:
        """The name of its route."""
        return f"show_{self.name.replace('-', '_')}"


HELPS: Final = "matrix42"
"""The dialect that gives the documentation of all of them as data: `api/Help`."""
CONSOLE: Final = (
    ConsolePage(
        "web-services", "Web Services", "Every API of this deployment.", "console_catalogue.html", has_filter=True
    ),
    ConsolePage("public-api", "Public API", "APIs that change only with notice.", "console_catalogue.html"),
    ConsolePage(
        "release-notes", "Release notes", "What becomes of operations, the newest first.", "console_notes.html"
    ),
)
CONSOLE_POLICY: Final = "script-src 'self'; connect-src 'self'; img-src 'self'"
FILTER: Final = (
    '<label class="check"><input type="checkbox" id="public-filter"> <span data-say>Public API only</span></label>'
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
