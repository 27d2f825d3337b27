from __future__ import annotations

import pytest

from chalicelib.dialects.matrix42.vocabulary import mails
from chalicelib.dialects.matrix42.vocabulary.labels import LANGUAGES
from chalicelib.dialects.matrix42.vocabulary.pickups import NOTIFICATION_MODE, PICKUPS
from chalicelib.dialects.matrix42.vocabulary.states import FINER_STATES, STATES

EVENTS = (mails.CREATED, mails.CLOSED, mails.COMMENTED, mails.CHANGED)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_words_for_every_event_and_line(language: str) -> None:
    words = mails.WORDS[language]
    assert set(words.events) == set(EVENTS)
    assert set(words.labels) == {"Subject", "State", "Solution", "By", "Comment"}
    assert all("{number}" in text for said in words.events.values() for text in said)


def test_no_two_languages_or_events_are_told_alike() -> None:
    sentences = [said.sentence for words in mails.WORDS.values() for said in words.events.values()]
    assert len(set(sentences)) == len(LANGUAGES) * len(EVENTS)


def test_every_state_of_a_ticket_has_a_name() -> None:
    assert {*STATES.values(), *FINER_STATES} <= set(mails.STATES)


def test_each_mode_but_the_last_tells_of_something_and_the_first_of_more() -> None:
    [modes] = [[row.key for row in each.rows] for each in PICKUPS if each.name == NOTIFICATION_MODE]
    told = [mails.EVENTS_BY_MODE.get(int(mode), frozenset()) for mode in modes]
    assert told[0] > told[1] > told[2] == frozenset()
