"""The pages behind the links in messages: an alert and its answers, and what came of an answer (specification, 7.2).

They carry what people wrote, so everything is escaped; they run nothing, and nobody keeps them or is told where they came from.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from http import HTTPStatus
from typing import Final

from chalicelib.dialects.page import PAGES, page
from chalicelib.dialects.xmatters.parser.replies import Reply
from chalicelib.dialects.xmatters.vocabulary.pages import EXPLANATIONS, HEADINGS, OUR_FAULT
from chalicelib.domain.alerting.option import Option
from chalicelib.errors import Fault, PolydeskError
from chalicelib.request import Request
from chalicelib.response import Response
from chalicelib.services.alerting.answers import MAX_COMMENT, Question

_FILE: Final = PAGES / "respond.html"
_NO_REPLY: Final = Reply()


def question(asked: Question, *, reply: Reply = _NO_REPLY, faults: Sequence[Fault] = ()) -> Response:
    """An alert, and the answers that it takes, if it still does. `faults`: what is wrong with `reply`, which is kept."""
    is_open = bool(asked.options) and not asked.is_over and asked.answered is None
    parts = [_note("bad", "Please check your answer.", _sentences(faults)) if faults else "", _details(asked)]
    parts.append(_form(asked, reply, faults) if is_open else _state(asked))
    title = f"Please check: {_name(asked)}" if faults else _name(asked)
    return _page(title, [_heading(asked), *parts], status=400 if faults else 200, has_form=is_open)


def confirmation(asked: Question) -> Response:
    """What was answered, now that it is recorded."""
    note = _note("good", "Thank you. Your answer is recorded.", _bdi(asked.answered or ""), role="status")
    close = '<p class="soft">You can close this page.</p>'
    return _page(f"Recorded: {_name(asked)}", [_heading(asked), note, _details(asked), close])


def refusal(error: PolydeskError, _: Request) -> Response:
    """Why nothing came of a call, in words for people."""
    status = error.status if error.status in EXPLANATIONS else OUR_FAULT
    heading, explanation = HEADINGS[status], EXPLANATIONS[status]
    said = escape(error.message) if status in _TOLD and error.message else ""
    body = [
        f"<h1>{escape(heading)}</h1>",
        f"<p>{said}</p>" if said else "",
        f'<p class="soft">{escape(explanation)}</p>',
    ]
    return _page(heading, body, status=status)


def _page(title: str, parts: Iterable[str], *, status: int = 200, has_form: bool = False) -> Response:
    content = "\n".join(part for part in parts if part)
    return page(
        _FILE, {"title": title}, markup={"content": content}, status=status, has_form=has_form, cached="no-store"
    )


def _name(asked: Question) -> str:
    return f"{asked.event.get('form_name') or 'Alert'} #{asked.event.number}"


def _heading(asked: Question) -> str:
    said = asked.notification
    names = (said.get("first_name"), said.get("last_name"))
    person = " ".join(name for name in names if name) or said.get("target") or ""
    whom = f'\n<p class="soft">For {_bdi(person)}</p>' if person else ""
    return f'<h1 dir="auto">{escape(_name(asked))}</h1>{whom}'


def _details(asked: Question) -> str:
    rows = "\n".join(
        f'<dt dir="auto">{escape(name)}</dt><dd dir="auto">{escape(value)}</dd>' for name, value in asked.shown
    )
    return f"<dl>\n{rows}\n</dl>" if rows else ""


def _state(asked: Question) -> str:
    if asked.answered is not None:
        return _note("good", "This alert is answered.", _bdi(asked.answered))
    if asked.is_over:
        return _note("", "This alert has ended.", "It takes no more answers.")
    return _note("", "This alert asks for no answer.", "")


def _form(asked: Question, reply: Reply, faults: Sequence[Fault]) -> str:
    wrong = any(fault.path[:1] == ("comment",) for fault in faults)
    options = "\n".join(_option(each, is_chosen=each.uuid.lower() == reply.option.lower()) for each in asked.options)
    return f"""<form method="post">
<fieldset>
<legend>Your answer</legend>
{options}
</fieldset>
<label class="comment" for="comment">Comment <span class="hint">If you like; at most {MAX_COMMENT:,} characters.</span></label>
<textarea id="comment" name="comment" rows="3" maxlength="{MAX_COMMENT}" dir="auto"{' aria-invalid="true"' if wrong else ""}>
{escape(reply.comment)}</textarea>
<button type="submit">Send answer</button>
</form>"""


def _option(option: Option, *, is_chosen: bool) -> str:
    checked = " checked" if is_chosen else ""
    hint = f'<span class="hint" dir="auto">{escape(option.description)}</span>' if option.description else ""
    return (
        f'<label class="option"><input type="radio" name="response" value="{escape(option.uuid)}" required{checked}>'
        f'<span dir="auto">{escape(option.text)}{hint}</span></label>'
    )


def _note(manner: str, heading: str, markup: str, *, role: str = "alert") -> str:
    spoken = f' role="{role}"' if manner else ""
    return f'<div class="{f"note {manner}".strip()}"{spoken}><strong>{escape(heading)}</strong>{markup}</div>'


def _sentences(faults: Iterable[Fault]) -> str:
    return " ".join(dict.fromkeys(escape(fault.message) for fault in faults))


def _bdi(text: str) -> str:
    """A text of whichever direction, so that it does not turn what stands beside it."""
    return f"<bdi>{escape(text)}</bdi>"


_TOLD: Final = frozenset({HTTPStatus.CONFLICT})  # these errors bring sentences for people
