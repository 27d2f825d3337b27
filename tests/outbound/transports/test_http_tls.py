"""Callbacks through TLS: names, certificates, handshakes."""

from __future__ import annotations

import hashlib
import ssl
import time
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from chalicelib.domain.delivery import Verdict
from chalicelib.outbound.transports import http
from chalicelib.outbound.transports.http import Transport
from tests.outbound.messages import make_callback
from tests.outbound.receivers import OK, Receiver, answers, drips, status
from tests.outbound.transports.quick import QUICK, SLACK, quick

ACCEPTED, PASSING = Verdict.ACCEPTED, Verdict.PASSING


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate with key for desk.example, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "desk.example")])
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.DNSName("desk.example"), x509.IPAddress(IPv4Address("127.0.0.2"))]), False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "desk.pem"
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(secret + signed.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.fixture
def server(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


@pytest.fixture
def trusting(certificate: Path) -> Transport:
    trust = ssl.create_default_context(cafile=str(certificate))
    return quick(open_pool=http.pools(trust))


def test_the_certificate_and_the_greeting_go_by_the_name_while_the_connection_goes_to_the_address(
    server: ssl.SSLContext, trusting: Transport
) -> None:
    greeted: list[str | None] = []
    server.sni_callback = lambda _connection, name, _context: greeted.append(name)
    with Receiver(answers(OK), tls=server) as receiver:
        outcome = trusting.send(make_callback(f"https://desk.example.:{receiver.port}/x"))
    assert outcome.verdict is ACCEPTED
    assert greeted == ["desk.example"]
    assert receiver.requests[0].headers["host"] == f"desk.example:{receiver.port}"


@pytest.mark.parametrize("host", ["other.example", "127.0.0.1"])
def test_a_certificate_of_another_name_is_not_trusted(host: str, server: ssl.SSLContext, trusting: Transport) -> None:
    with Receiver(answers(OK), tls=server) as receiver:
        outcome = trusting.send(make_callback(f"https://{host}:{receiver.port}/"))
    assert (outcome.verdict, outcome.reason) == (PASSING, "No trusted TLS connection with the receiver came about.")
    assert receiver.requests == []


def test_an_unknown_authority_is_not_trusted(server: ssl.SSLContext) -> None:
    with Receiver(answers(OK), tls=server) as receiver:
        outcome = quick().send(make_callback(f"https://desk.example:{receiver.port}/"))
    assert outcome.verdict is PASSING
    assert receiver.requests == []


@pytest.mark.parametrize("drop", [b"\x16", b"\x16\x03\x03\x00\x01\x00"])
def test_a_handshake_that_drips_ends_in_time(drop: bytes, trusting: Transport) -> None:
    begun = time.monotonic()
    with Receiver(drips(b"\x16\x03\x03\x40\x00", drop), reads=False) as receiver:
        outcome = trusting.send(make_callback(f"https://desk.example:{receiver.port}/"))
    assert outcome.verdict is PASSING
    assert time.monotonic() - begun < QUICK.total + SLACK


def test_a_body_that_drips_through_tls_ends_with_the_deadline(server: ssl.SSLContext, trusting: Transport) -> None:
    begun = time.monotonic()
    with Receiver(drips(b"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n", b"x"), tls=server) as receiver:
        outcome = trusting.send(make_callback(f"https://desk.example:{receiver.port}/"))
    assert outcome.verdict is ACCEPTED
    assert time.monotonic() - begun < QUICK.total + SLACK


def test_a_large_body_arrives_whole_through_tls(server: ssl.SSLContext, trusting: Transport) -> None:
    body = "0123456789" * 20_000
    with Receiver(answers(OK), tls=server) as receiver:
        trusting.send(make_callback(f"https://desk.example:{receiver.port}/", body=body))
    assert hashlib.sha256(receiver.requests[0].body).digest() == hashlib.sha256(body.encode()).digest()


def test_plain_http_on_a_tls_address_is_passing(trusting: Transport) -> None:
    with Receiver(answers(status(200)), reads=False) as receiver:
        outcome = trusting.send(make_callback(f"https://desk.example:{receiver.port}/"))
    assert outcome.verdict is PASSING
