from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.dialects.matrix42.schema.draft import Draft
from chalicelib.dialects.matrix42.schema.storage import NOTHING
from chalicelib.dialects.matrix42.schema.texts import Described, Localized, as_html
from chalicelib.domain.category import CATEGORY
from chalicelib.domain.markup import text_of
from chalicelib.domain.ticket import TICKET
from tests.domain.filters.shelf import make_record

HTML = Described("description", "description_format", html=True)
PLAIN = Described("description", "description_format", html=False)
LINES = st.lists(
    st.text(st.characters(min_codepoint=33, exclude_categories=["Z", "C"]), min_size=1, max_size=10), min_size=1
)


@given(LINES)
def test_a_plain_text_survives_as_html(lines: list[str]) -> None:
    assert text_of(as_html("\n".join(lines))) == "\n".join(lines)
    assert as_html("\r\n".join(lines)) == as_html("\r".join(lines)) == as_html("\n".join(lines))


@given(st.text(max_size=200), st.booleans())
def test_what_is_written_in_a_form_is_read_in_it_as_it_was(text: str, html: bool) -> None:
    storage, record = HTML if html else PLAIN, make_record(TICKET)
    draft = Draft(record)
    storage.write(text, draft, "en")
    draft.change.apply(record)
    assert list(storage.operand("en").values(record, NOTHING)) == [text]


@given(
    st.lists(st.tuples(st.sampled_from(["en", "de", "fr"]), st.text(min_size=1, max_size=5)), min_size=1, max_size=8)
)
def test_each_language_shows_what_was_last_written_in_it(writes: list[tuple[str, str]]) -> None:
    storage, record = Localized("description", "Description"), make_record(CATEGORY)
    latest: dict[str, str] = {}
    for language, text in writes:
        draft = Draft(record)
        storage.write(text, draft, language)
        draft.change.apply(record)
        latest[language] = text
        for each, said in latest.items():
            assert list(storage.operand(each).values(record, NOTHING)) == [said]
        assert all(storage.operand(each).values(record, NOTHING) for each in ("en", "de", "fr"))


def test_hostile_markup_is_read_like_any_other() -> None:
    record = make_record(TICKET, description="<a " * 33_000 + "end", description_format="html")
    (text,) = PLAIN.operand("en").values(record, NOTHING)
    assert text.endswith("end")
