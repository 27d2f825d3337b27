"""Standard Webhooks: signing, and what a receiver checks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.outbound.signature import TOLERANCE, is_genuine, sign

# The vector that the standard's own libraries are tested with.
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
ID = "msg_p5jXN8AQM9LWM0D4loKWxJek"
AT = 1614265330
BODY = b'{"test": 2432232314}'
SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_the_published_vector_comes_out() -> None:
    assert sign(id=ID, timestamp=AT, body=BODY, secret=SECRET) == {
        "webhook-id": ID,
        "webhook-timestamp": "1614265330",
        "webhook-signature": SIGNATURE,
    }


@pytest.mark.parametrize("secret", [SECRET.removeprefix("whsec_"), f" {SECRET}\n"])
def test_the_prefix_and_blanks_around_a_secret_do_not_matter(secret: str) -> None:
    assert sign(id=ID, timestamp=AT, body=BODY, secret=secret)["webhook-signature"] == SIGNATURE


def test_padding_of_a_secret_may_be_left_out() -> None:
    padded, bare = ("whsec_c2VjcmV0IQ==", "whsec_c2VjcmV0IQ")
    assert sign(id=ID, timestamp=AT, body=BODY, secret=padded) == sign(id=ID, timestamp=AT, body=BODY, secret=bare)


@pytest.mark.parametrize("secret", ["", "whsec_", "not base64!", "whsec_ü", "whsec_abcde"])
def test_a_secret_that_is_not_base64_is_refused(secret: str) -> None:
    with pytest.raises(ValueError, match="base64"):
        sign(id=ID, timestamp=AT, body=BODY, secret=secret)


def test_an_id_never_blurs_where_it_ends_in_what_is_signed() -> None:
    assert (
        sign(id="01J0.ümlaut\r\nx", timestamp=AT, body=BODY, secret=SECRET)["webhook-id"] == "01J0%2E%C3%BCmlaut%0D%0Ax"
    )


@given(id=st.text(), body=st.binary(), drift=st.integers(-TOLERANCE, TOLERANCE))
def test_what_was_signed_is_genuine(id: str, body: bytes, drift: int) -> None:  # noqa: A002
    headers = sign(id=id or "x", timestamp=AT, body=body, secret=SECRET)
    assert is_genuine(headers, body, SECRET, now=AT + drift)


@pytest.mark.parametrize(
    "change",
    [
        {"webhook-id": ""},
        {"webhook-id": "another"},
        {"webhook-timestamp": ""},
        {"webhook-timestamp": "hello"},
        {"webhook-timestamp": str(AT + 1)},
        {"webhook-signature": ""},
        {"webhook-signature": "v1,"},
        {"webhook-signature": SIGNATURE[:10]},
        {"webhook-signature": SIGNATURE.replace("v1", "v2")},
    ],
)
def test_a_changed_header_is_not_genuine(change: dict[str, str]) -> None:
    headers = sign(id=ID, timestamp=AT, body=BODY, secret=SECRET) | change
    assert not is_genuine(headers, BODY, SECRET, now=AT)


def test_a_changed_body_is_not_genuine() -> None:
    assert not is_genuine(sign(id=ID, timestamp=AT, body=BODY, secret=SECRET), BODY + b" ", SECRET, now=AT)


@pytest.mark.parametrize("drift", [TOLERANCE + 1, -TOLERANCE - 1])
def test_what_is_too_old_or_too_new_is_not_genuine(drift: int) -> None:
    assert not is_genuine(sign(id=ID, timestamp=AT, body=BODY, secret=SECRET), BODY, SECRET, now=AT + drift)


def test_one_good_signature_among_several_is_enough() -> None:
    headers = {
        "webhook-id": ID,
        "webhook-timestamp": str(AT),
        "webhook-signature": f"v1,b2xk v2,{SIGNATURE[3:]} {SIGNATURE}",
    }
    assert is_genuine(headers, BODY, SECRET, now=AT)
