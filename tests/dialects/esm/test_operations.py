from __future__ import annotations

from chalicelib.dialects.esm import operations
from chalicelib.dialects.esm.routes import dialect
from chalicelib.dialects.operation import Answer, Operation

ENTRY = "/dc/{templateCode}/data/{dataCardId}"
ATTRIBUTE = f"{ENTRY}/{{attributeCode}}"

# Verb, path, success and the errors that the vendor names: specification, 1.2.
CONTRACT = [
    ("POST", "/users/login", 200, {401}),
    ("GET", "/echo", 200, set()),
    ("GET", "/echo/jwt", 200, {401}),
    ("GET", "/dc", 200, {401}),
    ("GET", "/dc/{templateCode}", 200, {400, 401, 404}),
    ("GET", "/dc/{templateCode}/data", 200, {401, 404}),
    ("GET", "/dc/{templateCode}/data/stream", 200, {401, 404}),
    ("POST", "/dc/{templateCode}/data", 201, {400, 403, 404}),
    ("PUT", "/dc/{templateCode}/data", 200, {400, 403, 404}),
    ("GET", ENTRY, 200, {401, 404}),
    ("PATCH", ENTRY, 200, {400, 403, 404}),
    ("DELETE", ENTRY, 200, {400, 401, 403, 404, 409}),
    ("GET", ATTRIBUTE, 200, {401, 403}),
    ("PUT", ATTRIBUTE, 200, {400, 403, 404}),
    ("POST", ATTRIBUTE, 200, {400, 403, 404}),
    ("DELETE", ATTRIBUTE, 200, {400, 403, 404}),
    ("POST", f"{ATTRIBUTE}/file", 200, {400, 401, 404, 413}),
    ("GET", f"{ATTRIBUTE}/file/{{location}}", 200, {400, 401, 403, 404}),
]


OPERATIONS = {
    (method, route.path): operation
    for route in dialect.routes
    if (operation := route.described())
    for method in route.methods
}


def test_every_operation_has_its_route() -> None:
    said = [each for each in vars(operations).values() if isinstance(each, Operation)]
    assert sorted(map(id, said)) == sorted(map(id, OPERATIONS.values()))


def test_there_are_the_18_operations_of_the_vendor_on_11_paths() -> None:
    assert list(OPERATIONS) == [(method, path) for method, path, _, _ in CONTRACT]
    assert len({path for _, path in OPERATIONS}) == 11


def test_each_names_its_success_and_at_least_the_errors_that_the_vendor_names() -> None:
    for method, path, success, errors in CONTRACT:
        statuses = set(OPERATIONS[method, path].answers)
        assert {status for status in statuses if status < 400} == {success}, (method, path)
        assert statuses >= errors | {429, 500}, (method, path)


def test_every_refusal_says_what_it_means_and_when_to_come_back() -> None:
    for operation in OPERATIONS.values():
        for status, answer in operation.answers.items():
            assert isinstance(answer, Answer)
            assert answer.description
            assert [header.name for header in answer.headers if status == 429] == ["Retry-After"] * (status == 429)


def test_cards_can_be_written_on_condition_wherever_their_version_is_told() -> None:
    told = {key for key, operation in OPERATIONS.items() if _names(operation.answers.get(200), "ETag")}
    conditional = {key for key, operation in OPERATIONS.items() if operation.headers}
    assert conditional == {("PATCH", ENTRY), ("DELETE", ENTRY), ("PUT", ATTRIBUTE), ("POST", ATTRIBUTE)} | {
        ("DELETE", ATTRIBUTE),
        ("POST", f"{ATTRIBUTE}/file"),
    }
    assert told == conditional - {("DELETE", ENTRY)} | {("GET", ENTRY)}
    assert _names(operations.CREATE_CARD.answers[201], "ETag")


def _names(answer: Answer | None, header: str) -> bool:
    return answer is not None and header in [each.name for each in answer.headers]
