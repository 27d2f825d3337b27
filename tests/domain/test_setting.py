import pytest

from chalicelib.domain.limit import HIGHEST
from chalicelib.domain.setting import GREATEST, Setting

KEY = Setting(
    None, "The key.", pattern="[A-Za-z0-9]{16,}", expected="at least 16 letters and digits", secret_credential=True
)

ZONE = Setting("UTC", "The zone.", test=lambda name: name in ("UTC", "Europe/Berlin"), expected="a time zone")
LIMIT = Setting(30, "The limit.", is_limit=True, advice="others wait.")


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        (Setting("incident", "The type.", choices=("incident", "task")), "task"),
        (Setting(True, "The switch."), False),
        (Setting(30, "The limit.", minimum=0, maximum=100), 100),
        (Setting(None, "The address."), "http://127.0.0.1:9/hook"),
        (Setting(None, "The address."), None),
        (KEY, "d5XNMpburJBfJVJd"),
        (ZONE, "UTC"),
        (LIMIT, 0),
    ],
)
def test_a_fitting_value_has_no_fault(setting: Setting, value: object) -> None:
    assert setting.check(value) is None


@pytest.mark.parametrize(
    ("setting", "value", "sentence"),
    [
        (Setting("incident", "", choices=("incident", "task")), "party", "The value must be one of incident, task."),
        (Setting("incident", "", choices=("incident", "task")), None, "The value must be a text."),
        (Setting("", ""), 7, "The value must be a text."),
        (Setting(True, ""), 1, "The value must be true or false."),
        (Setting(30, ""), True, "The value must be a whole number."),
        (Setting(30, "", minimum=0), -1, "The value must not be below 0."),
        (Setting(30, "", maximum=100), 101, "The value must not be above 100."),
        (Setting(30, ""), GREATEST + 1, f"The value must not be above {GREATEST}."),
        (LIMIT, -1, "The value must not be below 0."),
        (LIMIT, HIGHEST + 1, f"The value must not be above {HIGHEST}."),
        (ZONE, "Mars/Olympus", "The value must be a time zone."),
        (ZONE, 3, "The value must be a text."),
        (Setting("Ud_", "", pattern="[A-Z][a-z]_"), "x", "The value must be of the form [A-Z][a-z]_."),
    ],
)
def test_a_value_that_does_not_fit_is_answered_with_a_sentence(setting: Setting, value: object, sentence: str) -> None:
    assert setting.check(value) == sentence


@pytest.mark.parametrize("value", ["short", "d5XNMpburJBfJV-d", "d5XNMpburJBfJVJd\n", "", "ä" * 16])
def test_a_refused_secret_is_not_repeated(value: str) -> None:
    assert KEY.check(value) == "The value must be at least 16 letters and digits."


def test_a_secret_cannot_be_set_to_nothing() -> None:
    assert KEY.check(None) == "The value must be a text."


@pytest.mark.parametrize("value", [31, 0])
def test_more_than_the_default_is_possible_but_not_recommended(value: int) -> None:
    assert LIMIT.check(value) is None
    assert LIMIT.advise(value) == f"{value} is possible, but not recommended: others wait."


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        (LIMIT, 30),
        (LIMIT, 1),
        (Setting(30, "The limit.", is_limit=True), 31),
        (Setting(0, "The limit.", is_limit=True, advice="others wait."), 0),
        (Setting(30, "Seconds.", advice="others wait."), 0),
        (KEY, None),
    ],
)
def test_nothing_is_advised_where_there_is_nothing_to_say(setting: Setting, value: object) -> None:
    assert setting.advise(value) is None
