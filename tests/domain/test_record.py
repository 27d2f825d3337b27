from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.journal import Note
from chalicelib.domain.person import PERSON
from chalicelib.domain.record import Change, Record, Value, differences, replace_first
from chalicelib.domain.reference import Ref

AT = datetime(2026, 1, 1, tzinfo=UTC)
names = st.sampled_from(["note", "phone", "email", "title"])
values = st.none() | st.text(max_size=3) | st.lists(st.text(max_size=2), max_size=2).map(tuple)
changes = st.builds(
    Change,
    values=st.dictionaries(names, values),
    extras=st.dictionaries(
        st.sampled_from(["esm", "squiz"]), st.dictionaries(st.text(max_size=1), st.none() | st.integers())
    ),
)


def person(**fields: Value) -> Record:
    return Record(PERSON, 7, UUID(int=1), 1, AT, AT, fields=fields)


def test_a_single_view_of_a_multiple_field_is_its_first_value() -> None:
    record = person(email=("a@example.org", "b@example.org"))
    assert record.get("email") == "a@example.org"
    assert record.many("email") == ("a@example.org", "b@example.org")


def test_an_empty_field_is_none_and_no_values() -> None:
    assert person().get("note") is None
    assert person().many("note") == ()
    assert person().extra("esm") == {}


def test_a_record_knows_its_address_and_name() -> None:
    record = person(first_name="Ada", last_name="Lovelace")
    assert record.ref == Ref("person", 7)
    assert record.title == "Ada Lovelace"


@given(changes, changes)
def test_a_copy_changes_alone(first: Change, second: Change) -> None:
    record = person()
    first.apply(record)
    fields, extras = dict(record.fields), {dialect: dict(said) for dialect, said in record.extras.items()}
    second.apply(record.copy())
    assert (record.fields, record.extras) == (fields, extras)


@given(changes, changes)
def test_what_is_empty_is_not_kept(first: Change, second: Change) -> None:
    record = person()
    first.apply(record)
    second.apply(record)
    assert all(value is not None and value != () for value in record.fields.values())
    assert all(record.extras.values())


@given(changes, changes)
def test_nothing_differs_exactly_when_nothing_changed(first: Change, second: Change) -> None:
    before = person()
    first.apply(before)
    after = before.copy()
    second.apply(after)
    assert (differences(before, after) == ()) == (before == after)
    assert set(differences(before, after)) == set(differences(after, before))


def test_the_differences_of_a_new_record_are_all_that_it_has() -> None:
    record = person(note="x")
    record.extras = {"esm": {"word": "4"}}
    assert differences(None, record) == ("note", "esm.word")


def test_notes_make_a_known_journal_longer_and_are_no_difference() -> None:
    before, note = person(), Change(notes=(Note("a"), Note("b")))
    before.entries = 1
    after = before.copy()
    note.apply(after)
    assert (before.entries, after.entries, differences(before, after)) == (1, 3, ())


def test_a_journal_that_was_never_counted_stays_so() -> None:
    record = person()
    Change(notes=(Note("a"),)).apply(record)
    assert record.entries is None


def test_one_value_replaces_the_first_and_leaves_the_others() -> None:
    record = person(email=("a", "b", "c"))
    assert replace_first(record, "email", "x") == ("x", "b", "c")
    assert replace_first(record, "email", "b") == ("b", "c")
    assert replace_first(record, "email", None) is None
    assert replace_first(person(), "email", "x") == ("x",)
