"""Where people answer: the links in messages. Whoever has one needs no login; nobody can guess one (specification, 7.2)."""

from __future__ import annotations

from chalicelib.dialects.xmatters.parser import replies
from chalicelib.dialects.xmatters.serializer import questions
from chalicelib.errors import Invalid
from chalicelib.request import Request
from chalicelib.response import Response
from chalicelib.services.alerting import answers


def show_question(request: Request) -> Response:
    """See an alert and the answers that it takes. It changes nothing: mail scanners follow links."""
    return questions.question(answers.find(request.params["token"]))


def take_answer(request: Request) -> Response:
    """Answer an alert. What is wrong with an answer is shown above the same form."""
    token, reply = request.params["token"], replies.read(request)
    try:
        return questions.confirmation(answers.answer(token, option=reply.option, comment=reply.comment))
    except Invalid as error:
        return questions.question(answers.find(token), reply=reply, faults=error.faults)
