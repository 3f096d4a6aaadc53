"""The cards: values become what a channel shows. No I/O; what they say is in `words`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil
from typing import Any

from discord import ui

from bot import appeal_words, buttons, privacy_words, words
from bot.appeal_buttons import Appeal, PickGuess
from bot.marks import plural, shown
from bot.review_buttons import Report
from bot.words import ASK_ROOM, FACT_ROOM, HINT_ROOM, LIST_ROOM, TITLE_ROOM, player
from trivia.events import Outcome, RoundView, Said, Standings
from trivia.plan import Mode
from trivia.question import Difficulty, Kind

COLOURS = {Difficulty.EASY: 0x57F287, Difficulty.MEDIUM: 0xFEE75C, Difficulty.HARD: 0xED4245}
CALM = 0x5865F2


def round_card(view: RoundView, title: str, *, typing: bool) -> ui.LayoutView:
    """The card of an open round. `typing` is whether typed messages are read in this channel."""
    lines = [f"**Round {view.number} of {view.of}** · {shown(title, TITLE_ROOM)} · {view.question.difficulty}"]
    lines.append(f"### {shown(view.question.ask, ASK_ROOM)}")
    lines.extend(_progress(view))
    lines.append(f"-# {_how(view, typing=typing)}")
    container = ui.Container(ui.TextDisplay("\n".join(lines)), accent_colour=COLOURS[view.question.difficulty])
    for row in _rows(view):
        container.add_item(row)
    return _view(container)


def _progress(view: RoundView) -> Iterable[str]:
    if view.question.kind is Kind.LIST:
        found = words.listed([f"{shown(text, LIST_ROOM // 4)} ({player(finder)})" for text, finder in view.found])
        wanted = plural(view.question.need, "answer")
        yield f"Found {len(view.found)} of {view.question.need}: {found}" if found else f"{wanted} wanted"
    elif view.mode is Mode.EVERYONE and view.answered:
        yield f"{plural(view.answered, 'answer')} in"
    if any(buttons.is_cut(index, text) for index, text in enumerate(view.choices)):
        room = LIST_ROOM // len(view.choices)
        yield from (shown(buttons.lettered(index, text), room) for index, text in enumerate(view.choices))
    if view.hints and view.question.hint:
        yield f"Hint: {shown(view.question.hint, HINT_ROOM)}"
    if view.hint:
        yield f"Hint: {shown(view.hint, HINT_ROOM)}"


def _how(view: RoundView, *, typing: bool) -> str:
    if view.left is not None:
        return f"paused with {ceil(view.left)} seconds left · `/trivia resume` goes on"
    end = f"ends <t:{ceil(view.ends_at)}:R>" if view.ends_at else "ends soon"
    if view.choices:
        return f"{end} · press your answer" + (" (the last one counts)" if view.mode is Mode.EVERYONE else "")
    if view.mode is Mode.EVERYONE:
        return f"{end} · press Answer or use `/answer`; only you see it"
    return f"{end} · type it, or press Answer" if typing else f"{end} · press Answer, use `/answer`, or reply to me"


def _rows(view: RoundView) -> Iterable[ui.ActionRow[Any]]:
    closed = view.left is not None
    if view.choices:
        offers: list[ui.Item[Any]] = [
            buttons.Choice.of(view.game, view.number, index, text, disabled=closed or index in view.struck)
            for index, text in enumerate(view.choices)
        ]
        yield ui.ActionRow(*offers)
    tools: list[ui.Item[Any]] = []
    if not view.choices:
        tools.append(buttons.Answer.of(view.game, view.number, disabled=closed))
    if view.hints or view.hints_left:
        tools.append(buttons.Hint.of(view.game, view.number, disabled=closed or view.hints_left == 0))
    label = f"Skip {view.votes}/{view.votes_needed}"
    tools.append(buttons.Skip.of(view.game, view.number, label, disabled=closed))
    yield ui.ActionRow(*tools)


def reveal_card(outcome: Outcome, title: str, *, in_server: bool) -> ui.LayoutView:
    """The same card when its round is over: the answer, the fact and its source; in a server, which has editors, with
    what players can bring to them.
    """
    question = outcome.question
    lines = [
        f"**Round {outcome.number} of {outcome.of}** · {shown(title, TITLE_ROOM)} · {question.difficulty}",
        shown(question.ask, ASK_ROOM),
        f"### {words.answers(outcome)}",
    ]
    if question.fact is not None:
        lines += [shown(question.fact.says, FACT_ROOM), f"-# {words.source_line(question.fact)}"]
    container = ui.Container[Any](ui.TextDisplay("\n".join(line for line in lines if line != "-# ")))
    if in_server:
        container.add_item(ui.ActionRow(*_objections(outcome)))
    return _view(container)


def _objections(outcome: Outcome) -> Iterable[ui.Item[Any]]:
    if outcome.question.kind is not Kind.LIST:  # of which no one answer is the right one
        yield Appeal.of(outcome.game, outcome.number)
    yield Report.of(outcome.game, outcome.number)


def which_guess_card(game: int, number: int, said: Sequence[Said]) -> ui.LayoutView:
    """Asks whoever appeals which of these guesses of the round is meant."""
    row: ui.ActionRow[Any] = ui.ActionRow()
    menu = row.add_item(PickGuess.of(game, number, said))
    return _view(ui.Container(ui.TextDisplay(appeal_words.WHICH), menu))


def standings_card(standings: Standings, again: buttons.Again | None, *, counts: bool = False) -> ui.LayoutView:
    """The end of a game: why, who won, and everyone's points; and where to look if they count for a leaderboard."""
    scored = any(row.score.points for row in standings.rows)
    rows = words.table(standings.rows) if scored else []
    lines = ["## Final standings", words.REASONS[standings.reason], words.winner_line(standings.rows), *rows]
    lines += [f"-# {words.COUNTS}"] if counts and scored else []
    container = ui.Container(ui.TextDisplay("\n".join(lines)), accent_colour=CALM)
    if again is not None:
        row: ui.ActionRow[Any] = ui.ActionRow()
        container.add_item(row.add_item(again))
    return _view(container)


def erase_card(player: int) -> ui.LayoutView:
    """Asks a person whether all that is kept of them is to go."""
    row: ui.ActionRow[Any] = ui.ActionRow()
    return _view(ui.Container(ui.TextDisplay(privacy_words.CONFIRM), row.add_item(buttons.Erase.of(player))))


def erased_card() -> ui.LayoutView:
    """The same card when it is done."""
    return _view(ui.Container(ui.TextDisplay(privacy_words.ERASED)))


def _view(container: ui.Container[Any]) -> ui.LayoutView:
    view = ui.LayoutView(timeout=None)
    view.add_item(container)
    return view
