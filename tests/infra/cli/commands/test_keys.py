from __future__ import annotations

from chalicelib.domain import clock
from chalicelib.services import keyrings, tokens
from tests.infra.cli.conftest import CommandLine


def test_keys_are_shown_by_name_and_age_and_never_themselves(run: CommandLine) -> None:
    key = keyrings.current().current
    clock.advance(3 * 86_400)
    assert run("keys", "show").out.splitlines()[2].split()[:2] == [key.kid, "signs"]
    assert run.json("keys", "show")[0]["days"] == 3
    assert set(run.json("keys", "show")[0]) == {"kid", "use", "created_at", "days"}


def test_a_new_key_signs_and_the_former_one_still_checks(run: CommandLine) -> None:
    former = tokens.issue(claims={"sub": "bob"})
    made = run.json("keys", "rotate")
    assert [each["use"] for each in made] == ["signs", "checks"]
    assert tokens.verify(former)["sub"] == "bob"
    assert "stay good until they run out" in run("keys", "rotate").out


def test_after_an_emergency_only_the_new_key_counts(run: CommandLine) -> None:
    former = keyrings.current().current.kid
    assert run.refused("keys", "rotate", "--emergency", status=2) == "Nobody is there to confirm this: say --yes."
    assert keyrings.current().current.kid == former
    made = run.json("keys", "rotate", "--emergency", "--yes")
    assert len(made) == 1
    assert keyrings.find(former) is None
    assert "ends within a minute" in run("keys", "rotate", "--emergency", "--yes").out
