"""Values become what players see: every sentence of a game, and the cards. No I/O."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil
from typing import Any

import discord
from discord import ui

from bot import buttons
from trivia.bank import Wanted
from trivia.events import Award, Cause, Ended, Judged, Outcome, Reason, RoundView, Standing, Standings
from trivia.judge import Ruling
from trivia.packs import Pack
from trivia.plan import Mode, Plan
from trivia.question import Difficulty, Fact, Kind

COLOURS = {Difficulty.EASY: 0x57F287, Difficulty.MEDIUM: 0xFEE75C, Difficulty.HARD: 0xED4245}
CALM = 0x5865F2
MOST_ROWS = 10
MEDALS = ("\N{FIRST PLACE MEDAL}", "\N{SECOND PLACE MEDAL}", "\N{THIRD PLACE MEDAL}")
RIGHT_SIGN = "\N{WHITE HEAVY CHECK MARK}"
CLOSE_SIGN = "\N{FIRE}"

CAUSES = {
    Cause.NO_ROUND: "That round is over. The next question is on its way.",
    Cause.PAUSED: "The game is paused; `/trivia resume` goes on.",
    Cause.NOT_PAUSED: "The game is not paused.",
    Cause.DECIDING: "This round is just being decided; try again in a moment.",
    Cause.NOT_ALLOWED: "Only whoever started the game, or someone who may manage messages here, can do that.",
    Cause.NOT_PLAYING: "Only people who guessed in the last rounds can vote to skip: take a guess first.",
    Cause.VOTED: "Your vote to skip is counted already.",
    Cause.CHOSE: "You have chosen already; in a race the first choice stands.",
    Cause.STRUCK: "That one was struck out by a hint: pick another.",
    Cause.NO_HINT: "There are no more hints for this question.",
    Cause.HINTED: "You have asked for a hint in this round already; the next one comes by itself.",
}
REASONS = {
    Reason.PLAYED: "That was the last round.",
    Reason.GOAL: "The goal is reached.",
    Reason.STOPPED: "The game was stopped.",
    Reason.IDLE: "Nobody guessed for three rounds, so the game ends here.",
    Reason.FORGOTTEN: "The game was paused for half an hour, so it ends here.",
    Reason.SHUT_DOWN: "I have to restart, so the game ends here. Start a new one in a minute.",
    Reason.UNSHOWN: "Discord would not take the next question, so the game ends here.",
}
NO_GAME = "No game is running here. `/trivia start` begins one."
OLD_BUTTON = "That game is over. `/trivia start` begins a new one."
WRONG_PLACE = "In this game only private answers count: press **Answer** on the card or use `/answer`."


def plural(number: int, word: str) -> str:
    """`1 round`, `2 rounds`."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def escape(text: str) -> str:
    """Foreign text that shows as it was typed and mentions nobody."""
    return discord.utils.escape_mentions(discord.utils.escape_markdown(text))


def player(number: int) -> str:
    """A player's name, as Discord shows it to each reader; it pings nobody, as no message of ours may."""
    return f"<@{number}>"


# --- a round --------------------------------------------------------------------------------------------------------


def round_card(view: RoundView, title: str, *, typing: bool) -> ui.LayoutView:
    """The card of an open round. `typing` is whether typed messages are read in this channel."""
    lines = [f"**Round {view.number} of {view.of}** · {escape(title)} · {view.question.difficulty}"]
    lines.append(f"### {escape(view.question.ask)}")
    lines.extend(_progress(view))
    lines.append(f"-# {_how(view, typing=typing)}")
    container = ui.Container(ui.TextDisplay("\n".join(lines)), accent_colour=COLOURS[view.question.difficulty])
    for row in _rows(view):
        container.add_item(row)
    return _view(container)


def _progress(view: RoundView) -> Iterable[str]:
    if view.question.kind is Kind.LIST:
        found = ", ".join(f"{escape(text)} ({player(finder)})" for text, finder in view.found)
        yield f"Found {len(view.found)} of {view.question.need}: {found}" if found else f"Needed: {view.question.need}"
    elif view.mode is Mode.EVERYONE and view.answered:
        yield f"{plural(view.answered, 'answer')} in"
    if view.hints and view.question.hint:
        yield f"Hint: {escape(view.question.hint)}"
    if view.hint:
        yield f"Hint: {escape(view.hint)}"


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
    tools.append(buttons.Hint.of(view.game, view.number, disabled=closed or view.hints_left == 0))
    label = f"Skip {view.votes}/{view.votes_needed}"
    tools.append(buttons.Skip.of(view.game, view.number, label, disabled=closed))
    yield ui.ActionRow(*tools)


def reveal_card(outcome: Outcome, title: str) -> ui.LayoutView:
    """The same card when its round is over: the answer, the fact and its source."""
    question = outcome.question
    answers = ", ".join(escape(answer.text) for answer in question.answers)
    lines = [
        f"**Round {outcome.number} of {outcome.of}** · {escape(title)} · {question.difficulty}",
        escape(question.ask),
        f"### {answers}",
    ]
    if question.fact is not None:
        lines += [escape(question.fact.says), f"-# {_source(question.fact)}"]
    return _view(ui.Container(ui.TextDisplay("\n".join(line for line in lines if line != "-# "))))


def _source(fact: Fact) -> str:
    source = fact.source
    parts = [] if source is None else [source.author, source.publisher, source.title, source.date]
    named = ", ".join(escape(part) for part in parts if part)
    then = f" (as of {escape(fact.as_of)})" if fact.as_of else ""
    return f"Source: {named}{then}" if named else then.strip()


def congratulation(outcome: Outcome) -> str:
    """The one short reply that says how a round ended."""
    if outcome.awards:
        winner, *others = outcome.awards
        race = outcome.mode is Mode.RACE and not winner.members
        first = _took(winner) if race else _earned(winner)
        return "\n".join([first, *(_later(winner, other) if race else _earned(other) for other in others[:MOST_ROWS])])
    answer = ", ".join(f"**{escape(answer.text)}**" for answer in outcome.question.answers)
    match outcome.ended:
        case Ended.SKIPPED:
            return f"Skipped. It was {answer}."
        case Ended.STOPPED:
            return f"It was {answer}."
        case _:
            return f"Time's up. It was {answer}."


def _took(award: Award) -> str:
    streak = f", {_in_a_row(award.streak)}" if award.streak > 1 else ""
    return f"{player(award.player)} takes it in {award.elapsed:.1f} s: +{award.points}{streak}"


def _in_a_row(streak: int) -> str:
    words = {2: "two", 3: "three", 4: "four", 5: "five"}
    return f"{words.get(streak, streak)} in a row"


def _later(winner: Award, award: Award) -> str:
    return f"{player(award.player)}, {award.elapsed - winner.elapsed:.1f} s later: +{award.points}"


def _earned(award: Award) -> str:
    what = f" for {', '.join(escape(member) for member in award.members)}" if award.members else ""
    return f"{player(award.player)}, {award.elapsed:.1f} s: +{award.points}{what}"


# --- a game ---------------------------------------------------------------------------------------------------------


def opening(plan: Plan, title: str) -> str:
    """What the channel reads when a game starts."""
    mode = "first right answer wins the round" if plan.mode is Mode.RACE else "everyone answers in private"
    goal = f", first to {plan.goal:,} points" if plan.goal else ""
    rounds = plural(len(plan.turns), "round")
    length = f"{rounds} of {plan.seconds:g} seconds{goal}"
    return f"{player(plan.starter)} starts a game: **{escape(title)}**, {length}; {mode}."


def standings_card(standings: Standings, again: buttons.Again | None) -> ui.LayoutView:
    """The end of a game: why, who won, and everyone's points."""
    lines = ["## Final standings", REASONS[standings.reason], winner_line(standings.rows), *table(standings.rows)]
    container = ui.Container(ui.TextDisplay("\n".join(lines)), accent_colour=CALM)
    if again is not None:
        row: ui.ActionRow[Any] = ui.ActionRow()
        container.add_item(row.add_item(again))
    return _view(container)


def winner_line(rows: tuple[Standing, ...]) -> str:
    """Who won, in words."""
    winners = [player(row.player) for row in rows if row.rank == 1 and row.score.points]
    if not winners:
        return "Nobody scored this time."
    if len(winners) == 1:
        return f"**{winners[0]} wins!**"
    return f"**{', '.join(winners[:-1])} and {winners[-1]} share the win!**"


def table(rows: tuple[Standing, ...]) -> list[str]:
    """One line a player: rank, points, right answers, fastest answer."""
    lines = [_row(row) for row in rows[:MOST_ROWS]]
    left = len(rows) - MOST_ROWS
    return [*lines, f"and {plural(left, 'more player')}"] if left > 0 else lines


def _row(row: Standing) -> str:
    medal = f"{MEDALS[row.rank - 1]} " if row.rank <= len(MEDALS) and row.score.points else ""
    score = row.score
    fastest = f", fastest {score.fastest:.1f} s" if score.fastest is not None else ""
    return f"{row.rank}. {medal}{player(row.player)}: {plural(score.points, 'point')}, {score.right} right{fastest}"


def scores(rows: tuple[Standing, ...], number: int, of: int) -> str:
    """The standings while a game runs."""
    head = f"Round {number} of {of}"
    return "\n".join([f"**{head}**", *(table(rows) or ["Nobody has scored yet."])])


# --- private lines --------------------------------------------------------------------------------------------------


def private_verdict(judged: Judged, text: str) -> str:
    """What whoever answered in private reads."""
    said = f"**{escape(text[:100])}**"
    match judged.verdict.ruling, judged.held:
        case Ruling.CLOSE, _:
            return f"{said}: close! {judged.verdict.why.capitalize()}."
        case _, True:
            return f"Noted: {said}. You can change it until the time is up; the last one counts."
        case Ruling.RIGHT, _:
            return f"{said} is right!"
        case _:
            return f"{said}: no, {judged.verdict.why}."


def pack_list(packs: Iterable[Pack]) -> str:
    """The packs on offer, one a line."""
    return "\n".join(
        f"**{escape(pack.title)}** (`{pack.id}`), {plural(len(pack.questions), 'question')}: {escape(pack.about or '')}"
        for pack in packs
    )


def nothing_fits(wanted: Wanted) -> str:
    """Why no game can be made of these wishes."""
    which = f" {wanted.difficulty}" if wanted.difficulty else ""
    return f"There are no{which} questions in that pack: choose another pack or leave the difficulty out."


HELP = (
    "**How to play**\n"
    "`/trivia start` begins a game with good settings; every option can be changed.\n"
    "In a *race* the first right answer takes the round: type it, press **Answer**, or use `/answer`. Others who are "
    "right within a second and a half share it for half the points.\n"
    "In *everyone* mode all answers are private, and everyone who is right scores by time.\n"
    "Typos, capitals and accents don't matter; years, numbers and sequels do. A surname is enough.\n"
    "**Hint** shows a little more and makes the round worth less. **Skip** is a vote; the starter skips at once.\n"
    "`/trivia pause`, `resume`, `stop`, `scores` and `packs` do what they say."
)

WELCOME = (
    "Hello! I run trivia games about music for the screen. Three steps to a first game:\n"
    "1. Go to the channel where you want to play.\n"
    "2. Type `/trivia start` and press Enter; every option has a good default.\n"
    "3. Type your answer when the question appears. `/trivia help` has the rest."
)


def _view(container: ui.Container[Any]) -> ui.LayoutView:
    view = ui.LayoutView(timeout=None)
    view.add_item(container)
    return view
