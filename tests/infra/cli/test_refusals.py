from __future__ import annotations

import click
import pytest
from botocore.exceptions import ClientError, EndpointConnectionError, NoCredentialsError

from chalicelib.errors import Fault, Invalid, NotFound, Taken, Unavailable
from infra.cli.refusals import Refusal, meaning, path, printable


def refusal(error: BaseException) -> Refusal:
    found = meaning(error)
    assert found is not None
    return found


def caused(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


def denied(code: str, message: str = "no\nway.") -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": message}}, "GetItem")


@pytest.mark.parametrize("error", [NotFound("There is no ticket 7."), Taken("site", "name", "HQ")])
def test_what_the_core_refuses_is_said_in_its_words(error: Exception) -> None:
    assert (refusal(error).status, refusal(error).message) == (1, str(error))


def test_one_fault_stands_in_the_line_itself() -> None:
    found = refusal(Invalid([Fault(("fields", 2, "type"), "choice", "No such type.")]))
    assert (found.status, found.message, found.details) == (1, "fields[2].type: No such type.", ())


def test_several_faults_stand_below_the_line() -> None:
    found = refusal(Invalid([Fault(("a",), "x", "One."), Fault((), "y", "Two.")]))
    assert found.message == "The request is invalid. 2 faults:"
    assert found.details == ("a: One.", "Two.")


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (NoCredentialsError(), "The deployment is out of reach: Unable to locate credentials."),
        (
            EndpointConnectionError(endpoint_url="http://nowhere"),
            'The deployment is out of reach: Could not connect to the endpoint URL: "http://nowhere".',
        ),
        (denied("AccessDenied"), "The cloud refuses GetItem (AccessDenied): no way."),
        (
            denied("ResourceNotFoundException"),
            "There is no such deployment: GetItem met a table that does not exist.",
        ),
        (Unavailable("The store is busy."), "The store is busy."),
    ],
    ids=lambda each: type(each).__name__,
)
def test_a_deployment_out_of_reach_has_a_status_of_its_own(error: Exception, said: str) -> None:
    assert (refusal(error).status, refusal(error).message) == (3, said)


def test_what_made_the_store_unavailable_is_said() -> None:
    found = refusal(caused(Unavailable("The store is out of reach."), NoCredentialsError()))
    assert found.message == "The deployment is out of reach: Unable to locate credentials."


def test_a_fault_that_the_cloud_caused_is_the_clouds() -> None:
    assert refusal(caused(RuntimeError("odd"), denied("ThrottlingException"))).status == 3


def test_wrong_usage_says_where_help_is() -> None:
    assert refusal(click.UsageError("No.")).message == "No. Try 'polydesk --help'."
    assert refusal(click.UsageError("No.")).status == 2


def test_an_interruption_is_no_fault_of_ours() -> None:
    assert refusal(click.Abort()).status == 1


def test_a_file_that_can_not_be_used_is_named() -> None:
    assert refusal(FileNotFoundError(2, "No such file", "x.json")).message == "x.json can't be used: no such file."


def test_what_nobody_planned_for_means_nothing() -> None:
    assert meaning(ZeroDivisionError("by nothing")) is None


def test_a_path_is_written_as_people_write_it() -> None:
    assert path((1, "fields", 2, "type")) == "[1].fields[2].type"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ünïcode 日本 🇩🇪", "Ünïcode 日本 🇩🇪"),
        ("👩\u200d🚀", "👩\u200d🚀"),
        ("\x1b[2J", "\\x1b[2J"),
        ("a\u202eb", "a\\u202eb"),
        ("\ud800", "\\ud800"),
        ("a\tb\r", "a\\tb\\r"),
        ("\x9b", "\\x9b"),
    ],
)
def test_what_would_move_the_cursor_is_spelled_out(text: str, shown: str) -> None:
    assert printable(text) == shown
