from __future__ import annotations

from chalicelib.dialects.matrix42 import routes
from chalicelib.domain.api import State
from chalicelib.services import apis
from tests.dialects.matrix42.desk import Desk

GONE = {"Message": "Workflow.Resume was decommissioned; use Activity.Reopen."}


def test_workflows_are_gone(desk: Desk) -> None:
    answer = desk.get("workflow/resume")
    assert (answer.status, answer.json) == (410, GONE)
    assert 'api/activity/Reopen>; rel="successor-version"' in answer.headers["link"]


def test_nobody_can_bring_them_back(desk: Desk) -> None:
    operation = "Workflow.Resume"
    apis.move(operation=operation, to=State.OBSOLETE, public=False, declared=routes.GONE, successor="Activity.Reopen")
    assert apis.standing(operation=operation).state is State.OBSOLETE
    answer = desk.get("workflow/resume")
    assert (answer.status, answer.json) == (410, GONE)
