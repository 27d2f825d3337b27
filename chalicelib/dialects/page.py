"""A page for people: an HTML file with gaps, served under a content security policy that lets in nothing from elsewhere."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from functools import cache
from html import escape
from pathlib import Path
from string import Template
from typing import Final

from chalicelib.response import Response


def page(
    file: Path,
    values: Mapping[str, str],
    *,
    markup: Mapping[str, str] | None = None,
    policy: str = "",
    status: int = 200,
    has_form: bool = False,
    cached: str = "no-cache",
) -> Response:
    """Fill the gaps (`$title`) of `file`: `values` are escaped, `markup` is HTML already.

    The style that stands in the file itself is allowed by its hash; `policy` names what else is, `script-src 'self'`.
    `has_form`: it may send forms to where it came from. `cached`: the Cache-Control.
    """
    template, style = _template(file)
    gaps = {name: escape(value) for name, value in values.items()} | dict(markup or {})
    forms = "form-action 'self'" if has_form else "form-action 'none'"
    allowed = "; ".join(part for part in (f"style-src {style}", policy, forms, STRICT) if part)
    headers = {
        "Content-Security-Policy": f"default-src 'none'; {allowed}",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": cached,
    }
    return Response(status, template.substitute(gaps), headers, "text/html; charset=utf-8")


@cache
def _template(file: Path) -> tuple[Template, str]:
    """The file, and the source that allows its own style."""
    text = file.read_text(encoding="utf-8")
    style = text.partition("<style>")[2].partition("</style>")[0]
    if not style:
        return Template(text), "'self'"
    return Template(text), f"'sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode('ascii')}'"


PAGES: Final = Path(__file__).parent.parent / "pages"
"""Where the house keeps its own."""
STRICT: Final = "base-uri 'none'; frame-ancestors 'none'"
