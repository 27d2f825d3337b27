from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from chalicelib.dialects import late
from chalicelib.dialects.base import Dialect
from chalicelib.dialects.operation import Operation
from chalicelib.domain.caller import CredentialKind
from chalicelib.errors import PolydeskError
from chalicelib.request import Request
from chalicelib.response import Response


@pytest.fixture
def rooms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The name of a package with the rooms of a dialect; none of it has been imported."""
    package = f"late_{tmp_path.name.replace('-', '_')}"
    folder = tmp_path / package
    folder.mkdir()
    (folder / "__init__.py").write_text("")
    (folder / "views.py").write_text(
        textwrap.dedent("""\
        from chalicelib.response import Response

        def greet(request):
            '''Greet whoever comes.'''
            return Response(200, f"Hello {request.query.first('name')}")
        """)
    )
    (folder / "errors.py").write_text(
        textwrap.dedent("""\
        from chalicelib.response import Response

        def render(error, request):
            return Response(error.status, f"No: {error.status}")
        """)
    )
    (folder / "operations.py").write_text(
        textwrap.dedent("""\
        from chalicelib.dialects.operation import Operation

        GREET = Operation("Be greeted")
        """)
    )
    monkeypatch.syspath_prepend(tmp_path)
    return package


def loaded(package: str) -> set[str]:
    return {name.removeprefix(f"{package}.") for name in sys.modules if name.startswith(f"{package}.")}


def make_dialect(package: str) -> Dialect:
    errors, operations, views = late.rooms(package, "errors", "operations", "views")
    dialect = Dialect(
        __name__, name="late", title="Late", errors=errors.render, accepts=frozenset({CredentialKind.BASIC})
    )
    dialect.route("/greeting", public=True, operation=operations.GREET)(views.greet)
    dialect.route("/further", public=True)(views.greet)
    return dialect


def ask(**query: str) -> Request:
    event = {
        "httpMethod": "GET",
        "path": "/greeting",
        "multiValueQueryStringParameters": {n: [v] for n, v in query.items()},
    }
    return Request.from_event(event, route="/greeting")


def test_a_dialect_and_the_names_of_its_routes_are_known_before_any_room_is(rooms: str) -> None:
    dialect = make_dialect(rooms)
    assert [route.name for route in dialect.routes] == ["greet", "greet"]
    assert loaded(rooms) == set()


def test_a_request_imports_the_view_and_no_more(rooms: str) -> None:
    dialect = make_dialect(rooms)
    assert dialect.answer(ask(name="you"), dialect.routes[0]).body == "Hello you"
    assert loaded(rooms) == {"views"}


def test_a_refusal_imports_the_words_for_it(rooms: str) -> None:
    dialect = make_dialect(rooms)
    assert dialect.answer(ask(), dialect.unknown).body == "No: 404"
    assert loaded(rooms) == {"errors"}


def test_documentation_imports_operations_and_where_there_is_none_reads_the_view(rooms: str) -> None:
    first, second = make_dialect(rooms).routes
    assert (first.summary, loaded(rooms)) == ("Be greeted", {"operations"})
    assert (second.summary, loaded(rooms)) == ("Greet whoever comes", {"operations", "views"})


def test_loading_imports_what_requests_need(rooms: str) -> None:
    make_dialect(rooms).load()
    assert loaded(rooms) == {"views", "errors"}


def test_loading_imports_the_answer_to_options(rooms: str) -> None:
    view = late.Room(f"{rooms}.views").greet
    Dialect(__name__, name="late", title="Late", errors=say, accepts=frozenset(), options=view).load()
    assert loaded(rooms) == {"views"}


def test_an_operation_may_be_made_when_it_is_asked_for(rooms: str) -> None:
    dialect = make_dialect(rooms)
    dialect.route("/made", operation=lambda: Operation("Be made"), name="make")(late.Room(f"{rooms}.views").greet)
    assert (dialect.routes[-1].name, dialect.routes[-1].summary) == ("make", "Be made")


def test_what_is_not_late_is_itself() -> None:
    assert late.found(PolydeskError) is PolydeskError
    assert late.found(None) is None


def test_a_name_that_is_not_there_is_a_fault_when_it_is_asked_for(rooms: str) -> None:
    missing = late.Room(f"{rooms}.views").missing
    assert repr(missing) == f"<late {rooms}.views:missing>"
    with pytest.raises(AttributeError, match="missing"):
        missing.found()


def test_a_room_that_does_not_import_is_said_as_our_fault(rooms: str) -> None:
    nowhere = late.Room(f"{rooms}.nowhere")
    dialect = Dialect(__name__, name="late", title="Late", errors=say, accepts=frozenset())
    dialect.route("/greeting", public=True)(nowhere.greet)
    assert dialect.answer(ask(), dialect.routes[0]).status == 500


def say(error: PolydeskError, _: Request) -> Response:
    return Response(error.status)


def test_many_first_callers_at_once_find_one_room_that_is_whole(tmp_path: Path) -> None:
    """In a process of its own. The import waits until all callers are on their way."""
    (tmp_path / "slow_room.py").write_text(
        textwrap.dedent("""\
        import gate
        gate.times += 1
        gate.callers.wait()
        def view():
            return gate.times
        """)
    )
    (tmp_path / "gate.py").write_text("from threading import Barrier\ncallers = Barrier(2)\ntimes = 0\n")
    script = textwrap.dedent("""\
        from concurrent.futures import ThreadPoolExecutor
        from chalicelib.dialects import late
        import gate
        view = late.Room("slow_room").view
        with ThreadPoolExecutor(8) as pool:
            calls = [pool.submit(view) for _ in range(8)]
            gate.callers.wait()
            print({call.result() for call in calls})
        """)
    root = Path(__file__).parent.parent.parent
    run = subprocess.run(
        [sys.executable, "-c", script],
        env={"PYTHONPATH": f"{tmp_path}:{root}"},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert run.stdout.strip() == "{1}"


def test_the_module_of_something_is_known_without_being_imported(rooms: str) -> None:
    (views,) = late.rooms(rooms, "views")
    assert late.module_of(views.greet) == f"{rooms}.views"
    assert loaded(rooms) == set()
    assert late.module_of(Dialect) == "chalicelib.dialects.base"
