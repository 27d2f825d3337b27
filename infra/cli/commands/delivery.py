"""`polydesk delivery`: what leaves (mails, text messages, callbacks, messages to agents), and what became of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any, Final

import click

from chalicelib.domain.delivery import Channel, Delivery
from chalicelib.services import deliveries
from chalicelib.services.deliveries import Filter, Page
from infra.cli.desk import Desk, at_desk
from infra.cli.moments import moment
from infra.cli.plain import words
from infra.cli.refusals import WRONG_USAGE, Refusal

STATES: Final[dict[str, Callable[..., Page]]] = {
    "waiting": deliveries.waiting,
    "dead": deliveries.dead,
    "done": deliveries.done,
}
_SEEN: Final = 100  # deliveries of each state that a look of `watch` takes in


@click.group("delivery")
def command() -> None:
    """What leaves: mails, text messages, callbacks; what waits, what is dead, sending it again."""


@command.command("list")
@click.argument("state", type=click.Choice(list(STATES)), default="waiting")
@click.option("--day", metavar="DATE", help="Of what is done: the day in UTC; today if left out.")
@click.option("--after", metavar="CURSOR", help="Go on where the list before ended.")
@click.option("--limit", type=click.IntRange(1, 1_000), default=50, show_default=True)
@at_desk
def list_deliveries(desk: Desk, state: str, day: str | None, after: str | None, limit: int) -> None:
    """What waits (the default) by its next try, is dead, or is done (delivered or cancelled) by its end."""
    if day is not None and state != "done":
        raise Refusal("--day goes with what is done.", status=WRONG_USAGE)
    more = {"day": moment(day)} if day is not None else {}
    page = STATES[state](after=after, limit=limit, **more)
    for each in page.deliveries:  # ids are too long for the columns of a table
        tries = f"{each.attempts} {'try' if each.attempts == 1 else 'tries'}"
        desk.screen.say(f"{words(_when(each))}  {each.message.channel:8}  {each.message.to}  {tries}")
        desk.screen.say(f"    {each.id}  {each.last.reason if each.last else ''}".rstrip())
    if not page.deliveries and not page.after:
        desk.screen.say(f"Nothing is {state}.")
    if page.after:
        desk.screen.text(f"There are more: --after {page.after}")
    desk.screen.document({"deliveries": [_summary(each) for each in page.deliveries], "next": page.after})


@command.command("count")
@at_desk
def count_deliveries(desk: Desk) -> None:
    """How many wait, are dead, and were done today; 10,000 means that many or more."""
    counts = deliveries.counts()
    desk.screen.thing({"waiting": counts.waiting, "dead": counts.dead, "done today": counts.done_today})
    desk.screen.document(counts)


@command.command("show")
@click.argument("id")
@at_desk
def show_delivery(desk: Desk, id: str) -> None:  # noqa: A002  its name everywhere
    """One delivery with its body and what its last try came to; never its passwords."""
    found = deliveries.get(name=id)
    message, last = found.message, found.last
    desk.screen.thing(
        {
            **{name: value for name, value in _summary(found).items() if name != "last" and value is not None},
            **({"subject": message.subject} if message.subject else {}),
            "media type": message.media_type,
            **({"headers": message.headers} if message.headers else {}),
            **({"last try": f"{last.verdict}: {last.reason}"} if last else {}),
            **({"answered": f"{last.status} {last.head}".strip()} if last and last.status else {}),
        }
    )
    desk.screen.text(f"\n{message.body}")
    desk.screen.document(found)


@command.command("replay")
@click.argument("ids", nargs=-1, metavar="[ID]…")
@click.option("--all", "everything", is_flag=True, help="All that is dead, or what of it the options below name.")
@click.option("--dialect", metavar="NAME", help="Of --all: only what this dialect sends.")
@click.option("--channel", type=click.Choice([each.value for each in Channel]), help="Of --all: only this channel.")
@click.option("--receiver", default="", metavar="TEXT", help="Of --all: only to addresses that hold this text.")
@click.option("--since", metavar="DATE", help="Of --all: only what died from then on.")
@click.option("--until", metavar="DATE", help="Of --all: only what died until then.")
@click.option("--dry-run", is_flag=True, help="Say what would be sent, and send nothing.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@at_desk
def replay_deliveries(
    desk: Desk,
    ids: tuple[str, ...],
    everything: bool,
    dialect: str | None,
    channel: str | None,
    receiver: str,
    since: str | None,
    until: str | None,
    dry_run: bool,
    yes: bool,
) -> None:
    """Send dead deliveries again: the same bytes under the same ids, with all their tries before them."""
    narrowed = any((dialect, channel, receiver, since, until))
    if bool(ids) == everything or (ids and (narrowed or dry_run)):
        raise Refusal("Say either ids or --all; the other options go with --all.", status=WRONG_USAGE)
    if ids:
        _replay_each(desk, ids)
        return
    which = Filter(
        dialect=dialect,
        channel=Channel(channel) if channel else None,
        receiver=receiver,
        since=moment(since) if since else None,
        until=moment(until) if until else None,
    )
    _replay_all(desk, which, dry_run=dry_run, yes=yes)


@command.command("watch")
@click.option("--every", type=click.FloatRange(0.2, 3600), default=2.0, show_default=True, metavar="SECONDS")
@click.option("--for", "duration", type=click.FloatRange(0), metavar="SECONDS", help="Stop after so long; 0: one look.")
@at_desk
def watch_deliveries(desk: Desk, every: float, duration: float | None) -> None:
    """Say a line whenever a delivery comes, is tried, or comes to its end; until Ctrl-C. In JSON: a document a line."""
    ends = None if duration is None else time.monotonic() + duration
    known: dict[str, tuple[str, int]] = {}
    try:
        while True:
            for each in _news(known):
                desk.screen.line(
                    f"{words(_when(each))}  {each.status:9}  {each.message.channel:8}  {each.message.to}  {each.id}"
                    + (f"  {each.last.reason}" if each.last else ""),
                    _summary(each),
                )
            if ends is not None and time.monotonic() + every > ends:
                return
            time.sleep(every)
    except KeyboardInterrupt:
        return


def _when(delivery: Delivery) -> Any:
    """The moment that matters: the next try of what waits, the end of all else."""
    return delivery.ended_at or delivery.due_at


def _summary(delivery: Delivery) -> dict[str, Any]:
    return {
        "id": delivery.id,
        "status": delivery.status,
        "dialect": delivery.dialect,
        "channel": delivery.message.channel,
        "to": delivery.message.to,
        "attempts": delivery.attempts,
        "created_at": delivery.created_at,
        "due_at": None if delivery.ended_at else delivery.due_at,
        "ended_at": delivery.ended_at,
        "last": delivery.last,
    }


def _news(known: dict[str, tuple[str, int]]) -> Iterator[Delivery]:
    """What has changed since the last look, the oldest first; `known` is brought up to date."""
    found = [each for look in STATES.values() for each in look(limit=_SEEN).deliveries]
    for each in sorted(found, key=lambda each: (_when(each), each.id)):
        state = (each.status.value, each.attempts)
        if known.get(each.id) != state:
            known[each.id] = state
            yield each


def _replay_each(desk: Desk, ids: tuple[str, ...]) -> None:
    done = [deliveries.replay(name=each) for each in desk.screen.track("Sending again", list(dict.fromkeys(ids)))]
    for each in done:
        desk.screen.say(f"{each.id} waits to be sent to {each.message.to} again.")
    desk.screen.document([_summary(each) for each in done])


def _replay_all(desk: Desk, which: Filter, *, dry_run: bool, yes: bool) -> None:
    meant = list(deliveries.matching_dead(which))
    if meant and not dry_run:
        desk.confirm(f"Send {_counted(meant)} again?", yes=yes)
        again = deliveries.replay_matching(which)
        meant = list(desk.screen.track("Sending again", again, total=len(meant)))
    said = "To be sent again" if dry_run else "Waiting to be sent again"
    desk.screen.say(f"{said}: {_counted(meant)}." if meant else "There are no such dead deliveries.")
    if dry_run:
        for each in meant:
            desk.screen.say(f"  {each.id}  {each.message.to}")
    desk.screen.document({"dry_run": dry_run, "deliveries": [each.id for each in meant]})


def _counted(meant: list[Delivery]) -> str:
    return f"{len(meant)} dead {'delivery' if len(meant) == 1 else 'deliveries'}"
