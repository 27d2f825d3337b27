"""One HTTP request as the dialects see it: an immutable view of an API Gateway event that reads only what is asked for.

Chalice's own request hides repeated headers and answers differently for text and base64 bodies; here a body is bytes, a
header is one string, and everything is worked out on first use, so that a refused request costs next to nothing.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Generic, NoReturn, TypeVar, overload

from chalicelib.errors import Malformed

if TYPE_CHECKING:
    from chalicelib.domain.caller import Caller

T = TypeVar("T")
Event = Mapping[str, Any]


class lazy(Generic[T]):  # noqa: N801 - reads as the decorator that it is
    """An attribute that is worked out once, on first use; `functools.cached_property` takes a lock each time."""

    def __init__(self, work: Callable[[Any], T]) -> None:
        self._work = work
        self.__doc__ = work.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, instance: None, owner: type) -> lazy[T]: ...
    @overload
    def __get__(self, instance: object, owner: type) -> T: ...
    def __get__(self, instance: object | None, owner: type) -> lazy[T] | T:
        if instance is None:
            return self
        value = instance.__dict__[self._name] = self._work(instance)
        return value


class Headers(Mapping[str, str]):
    """Header values by name, whatever its case; repeated ones are joined with a comma. Iterates in lower case."""

    def __init__(self, event: Event) -> None:
        values: dict[str, str] = {}
        for name, several in (event.get("multiValueHeaders") or {}).items():
            folded, value = name.lower(), ", ".join(several or ())
            values[folded] = f"{values[folded]}, {value}" if folded in values else value
        if not values:
            values = {name.lower(): value for name, value in (event.get("headers") or {}).items()}
        self._values = values

    def __getitem__(self, name: str) -> str:
        return self._values[name.lower()]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


class Query:
    """The decoded query: `pairs` in the order of the event, repeated names kept."""

    def __init__(self, event: Event) -> None:
        several = event.get("multiValueQueryStringParameters")
        self.pairs: tuple[tuple[str, str], ...] = (
            tuple((name, value) for name, values in several.items() for value in values)
            if several
            else tuple((event.get("queryStringParameters") or {}).items())
        )

    def first(self, name: str, fold: bool = False) -> str | None:
        """The first value of `name`, None if there is none; `fold` ignores the case of the name."""
        return next(iter(self.all(name, fold)), None)

    def all(self, name: str, fold: bool = False) -> list[str]:
        """Every value of `name`, in order."""
        if fold:
            name = name.lower()
            return [value for known, value in self.pairs if known.lower() == name]
        return [value for known, value in self.pairs if known == name]


class Request:
    """An immutable view of one API Gateway v1 proxy event. Make it with `Request.from_event`."""

    method: str
    """The verb, in capitals."""
    path: str
    """As the caller sent it, percent-encoded, without query: `/api/tickets/7/`."""
    route: str
    """The canonical route: `/api/Tickets/{id}`."""
    prefix: str
    """The dialect's prefix as the caller spelled it: `/api`."""
    params: Mapping[str, str]
    """Path parameters, percent-decoded once."""
    allowed: tuple[str, ...]
    """The verbs that this path knows; empty where the path is unknown."""
    mounts: tuple[Any, ...]
    """All that the app serves, as `router.Mount`s: for those who tell of it."""

    def __init__(self, event: Event, values: dict[str, Any]) -> None:
        self.__dict__.update(values, event=event)

    @classmethod
    def from_event(
        cls,
        event: Event,
        *,
        route: str | None = None,
        prefix: str = "",
        params: Mapping[str, str] | None = None,
        allowed: tuple[str, ...] = (),
        mounts: tuple[Any, ...] = (),
    ) -> Request:
        """The view of `event`; what the router found out overrules what the event says."""
        return cls(
            event,
            {
                "method": (event.get("httpMethod") or "GET").upper(),
                "path": event.get("path") or "/",
                "route": (event.get("resource") or "") if route is None else route,
                "prefix": prefix,
                "params": (event.get("pathParameters") or {}) if params is None else params,
                "allowed": allowed,
                "mounts": mounts,
            },
        )

    def identified(self, caller: Caller) -> Request:
        """The same request, made by `caller`."""
        values = self.__dict__.copy()
        values["caller"] = caller
        return Request(values["event"], values)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"A request can't be changed ({name}).")

    @lazy
    def caller(self) -> Caller:
        """Who asks. Raises LookupError as long as nobody has been identified."""
        raise LookupError("Nobody has been identified for this request.")

    @property
    def is_identified(self) -> bool:
        """Whether `caller` is known."""
        return "caller" in self.__dict__

    @lazy
    def query(self) -> Query:
        """The decoded query."""
        return Query(self.event)

    @lazy
    def headers(self) -> Headers:
        """The headers."""
        return Headers(self.event)

    @lazy
    def body(self) -> bytes:
        """The body as it was sent. Raises Malformed where the gateway's base64 can't be read."""
        body = self.event.get("body")
        if not body:
            return b""
        if self.event.get("isBase64Encoded"):
            try:
                return base64.b64decode(body)
            except (binascii.Error, ValueError):
                raise Malformed("The body can't be read.") from None
        if isinstance(body, bytes):
            return body
        # Half a surrogate pair stays what it is, so that the parser refuses it with its own words.
        return str(body).encode("utf-8", "surrogatepass")

    @lazy
    def content_type(self) -> tuple[str, str | None]:
        """Media type (lower case, "" if absent) and charset (lower case, None if absent) of the body."""
        media_type, *parameters = self.headers.get("content-type", "").split(";")
        charset = None
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip().lower() == "charset" and charset is None:
                charset = value.strip().strip("\"'").lower() or None
        return media_type.strip().lower(), charset

    @property
    def media_type(self) -> str:
        """Media type of the body without parameters, "" if none is given."""
        return self.content_type[0]

    @property
    def charset(self) -> str | None:
        """Charset that the body is said to be in."""
        return self.content_type[1]

    @lazy
    def base_path(self) -> str:
        """What stands in front of the path outside: that of the public address, or the stage of a bare API Gateway address."""
        from urllib.parse import urlsplit  # only few answers carry addresses

        from chalicelib import config

        if config.PUBLIC_URL:  # CloudFront adds the stage, which its callers don't see
            return urlsplit(config.PUBLIC_URL).path.rstrip("/")
        outside = self.context.get("path") or ""
        return outside.removesuffix(self.path) if outside != self.path and outside.endswith(self.path) else ""

    @lazy
    def base_url(self) -> str:
        """The public base of all addresses, without slash at the end; a Host that is none is not repeated."""
        from chalicelib import config  # only few answers carry addresses

        if config.PUBLIC_URL:
            return config.PUBLIC_URL.rstrip("/")
        scheme = self.headers.get("x-forwarded-proto", "http").partition(",")[0].strip().lower()
        named = (self.headers.get("host"), self.context.get("domainName"))
        host = next((each for each in named if each and HOST_CHARACTERS.issuperset(each)), "localhost")
        return f"{scheme if scheme in ('http', 'https') else 'http'}://{host}{self.base_path}"

    @property
    def request_id(self) -> str:
        """What the gateway calls this request."""
        return str(self.context.get("requestId") or "-")

    @property
    def source_ip(self) -> str:
        """Where the request came from, "" if the gateway does not say."""
        return str((self.context.get("identity") or {}).get("sourceIp") or "")

    @property
    def authorizer(self) -> Mapping[str, str]:
        """What the authorizer at the edge found out, {} if there was none."""
        return self.context.get("authorizer") or {}

    @property
    def context(self) -> Mapping[str, Any]:
        """The gateway's own part of the event."""
        return self.event.get("requestContext") or {}

    if TYPE_CHECKING:
        event: Event


HOST_CHARACTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_:[]")
