"""What people read when nothing comes of an answer, by status (specification, 7.2)."""

from __future__ import annotations

from typing import Final

OUR_FAULT: Final = 500

HEADINGS: Final = {
    400: "Your answer could not be read",
    404: "This link does not work",
    405: "This link is for reading and answering only",
    409: "Your answer was not recorded",
    413: "Your answer is too long",
    415: "Your answer could not be read",
    500: "Something went wrong",
    503: "This does not work right now",
}
EXPLANATIONS: Final = {
    400: "Please open the link in your message again, choose an answer and send it once more.",
    404: "Perhaps it is not complete, or the alert is no longer known. Please copy the whole link from your message.",
    405: "Please open it in a browser.",
    409: "There is nothing more that you need to do.",
    413: "Please open the link in your message again and send a shorter comment.",
    415: "Please open the link in your message again in a browser, choose an answer and send it once more.",
    500: "It is not your fault. Please try again in a few minutes.",
    503: "Please try again in a few minutes.",
}
