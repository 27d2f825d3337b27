"""The page at the root of the API: what it is, and how it is called."""

from __future__ import annotations

from html import escape
from typing import Final

from chalicelib.request import Request
from chalicelib.response import Response

SUMMARY: Final = (
    "A notice board for outages and maintenance. Operators open tickets about services; customers subscribe to services and "
    "get an e-mail whenever a ticket about one of them is created, updated, closed or reopened."
)


def page(request: Request) -> Response:
    """A short page with examples for the address that it was asked at."""
    base = escape(f"{request.base_url}{request.prefix}")
    return Response(
        200, _PAGE.replace("{summary}", SUMMARY).replace("{base}", base), media_type="text/html; charset=utf-8"
    )


_PAGE: Final = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Tickets API</title>
<style>
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
pre { background: #f3f4f6; color: #111827; padding: .75rem 1rem; overflow-x: auto; }
table { border-collapse: collapse; }
th, td { text-align: left; padding: .25rem 1rem .25rem 0; border-bottom: 1px solid #d1d5db; }
</style>
</head>
<body>
<h1>Tickets API</h1>
<p>{summary}</p>
<table>
<thead><tr><th>Address</th><th>GET</th><th>POST</th><th>PUT</th><th>DELETE</th></tr></thead>
<tbody>
<tr><td>{base}/Tickets</td><td>list</td><td>create</td><td></td><td></td></tr>
<tr><td>{base}/Tickets/{id}</td><td>read</td><td></td><td>replace</td><td>delete</td></tr>
</tbody>
</table>
<p>The same for <code>Customers</code>, <code>Services</code> and <code>Operators</code>. Every request carries the key of the
deployment as the query parameter <code>key</code>. Bodies are JSON or XML, as <code>Content-Type</code> says; answers are what
<code>Accept</code> asks for. All times are in UTC.</p>

<h2>List the services</h2>
<pre>curl '{base}/Services?key=KEY'</pre>

<h2>Open a ticket about one of them</h2>
<pre>curl '{base}/Tickets?key=KEY' -H 'Content-Type: application/json' \\
  -d '{"Services": [2], "Description": "Mail is down", "StartTime": "2001-01-01T12:00:00Z"}'</pre>

<h2>Close it</h2>
<p>A PUT carries the <code>Id</code> once more, and everything that shall stay.</p>
<pre>curl -X PUT '{base}/Tickets/7?key=KEY' -H 'Content-Type: application/json' \\
  -d '{"Id": 7, "Description": "Mail is down", "StartTime": "2001-01-01T12:00:00Z", "ClosedTime": "2001-01-01T13:00:00Z"}'</pre>
<p>A new <code>ReopenedTime</code> opens it again. With <code>"DoNotSendEmail": true</code> nobody gets an e-mail.</p>

<h2>Read the customers as XML</h2>
<pre>curl '{base}/Customers?key=KEY' -H 'Accept: application/xml'</pre>

<h2>More</h2>
<p>Every property, parameter and answer is in the <a href="{base}/docs">documentation</a>,
which comes as an OpenAPI document, too.</p>
</body>
</html>
"""
