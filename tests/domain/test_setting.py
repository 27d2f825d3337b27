import pytest

from chalicelib.domain.setting import Setting

KEY = Setting(
    None, "The key.", pattern="[A-Za-z0-9]{16,}", expected="at least 16 letters and digits", secret_credential=True
)


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        (Setting("incident", "The type.", choices=("incident", "task")), "task"),
        (Setting(True, "The switch."), False),
        (Setting(30, "The limit.", minimum=0, maximum=100), 100),
        (Setting(None, "The address."), "http://127.0.0.1:9/hook"),
        (Setting(None, "The address."), None),
        (KEY, "d5XNMpburJBfJVJd"),
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
