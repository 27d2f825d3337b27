from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.scalar import is_number
from chalicelib.store.items import decode, decode_value, encode, encode_value

scalars = (
    st.none()
    | st.booleans()
    | st.text()
    | st.integers(min_value=-(10**38) + 1, max_value=10**38 - 1)
    | st.floats(allow_nan=False, allow_infinity=False).filter(is_number)
)
values = st.recursive(
    scalars | st.frozensets(st.text(), min_size=1, max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(st.text(), values))
def test_an_item_is_read_back_as_it_was_written(item: dict[str, Any]) -> None:
    assert decode(encode(item)) == {name: value for name, value in item.items() if value is not None}


@given(st.floats(allow_nan=False, allow_infinity=False).filter(is_number) | st.integers(-(10**38) + 1, 10**38 - 1))
def test_a_number_is_the_same_however_it_is_written(number: float) -> None:
    written = encode_value(number)["N"]
    assert len(Decimal(written).normalize().as_tuple().digits) <= 38
    assert decode_value({"N": format(Decimal(written), "f")}) == number


def test_a_large_float_comes_back_equal() -> None:
    assert decode_value({"N": format(Decimal(encode_value(1e23)["N"]), "f")}) == 1e23


def test_a_tuple_is_a_list() -> None:
    assert decode(encode({"a": (1, "x")})) == {"a": [1, "x"]}


@pytest.mark.parametrize("value", [object(), b"bytes", {1}, Decimal(1)])
def test_what_has_no_place_in_an_item_is_our_mistake(value: Any) -> None:
    with pytest.raises(TypeError, match="can't be stored"):
        encode({"a": [value]})


@pytest.mark.parametrize("raw", [{"B": "AA=="}, {"NS": ["1"]}, {}])
def test_what_we_never_write_is_not_read(raw: dict[str, Any]) -> None:
    with pytest.raises(TypeError):
        decode_value(raw)
