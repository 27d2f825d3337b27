"""Which methods of the API have a limit of calls a minute: what a gateway in front is told of them."""

from __future__ import annotations

from chalicelib.domain.throttle import Method
from chalicelib.services.usage_plans import Limited


def dialects() -> dict[str, Limited]:
    """By name of the dialect: its documented limit, and the methods behind which calls count against the limit in force.

    Only methods behind the authorizer: nobody else is known to the gateway.
    """
    from app import app

    methods: dict[str, list[Method]] = {}
    defaults: dict[str, int] = {}
    for mount in app.mounts:
        dialect = mount.dialect
        for route in dialect.every_route():
            if route.limited and dialect.is_fenced(route):
                found = methods.setdefault(dialect.name, [])
                found += ((mount.pattern(route), verb) for verb in route.methods)
                defaults[dialect.name] = dialect.requests_per_minute
    return {name: Limited(defaults[name], tuple(found)) for name, found in methods.items()}
