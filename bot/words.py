"""Every sentence that people read beside the cards, and the words of the cards. No I/O, and nothing of Discord."""

from __future__ import annotations

from calendar import month_name
from collections.abc import Iterable, Sequence

from bot.marks import LONGEST_MESSAGE, fit, plural, shown
from bot.session import News, Weighed
from trivia.bank import Wanted
from trivia.events import Award, Cause, Ended, Judged, Outcome, Reason, Standing, Standings
from trivia.judge import Ruling
from trivia.plan import Mode, Plan
from trivia.question import Fact
from trivia.store import Listing
from trivia.text import fold

MOST_ROWS = 10
# Characters that each text may take of a card; together they stay within what a card holds.
TITLE_ROOM, ASK_ROOM, HINT_ROOM, LIST_ROOM, FACT_ROOM, SOURCE_ROOM = 200, 1_000, 400, 900, 1_300, 400
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
    Cause.NO_HINTS: "This game is played without hints.",
    Cause.HINTED: "You have asked for a hint in this round already; the next one comes by itself.",
}
REASONS = {
    Reason.PLAYED: "That was the last round.",
    Reason.GOAL: "The goal is reached.",
    Reason.STOPPED: "The game was stopped.",
    Reason.IDLE: "Nobody guessed for three rounds, so the game ends here.",
    Reason.FORGOTTEN: "The game was paused for half an hour, so it ends here.",
    Reason.GONE: "I may not write here any more.",
    Reason.REPLACED: "Another game is played here.",
    Reason.UNSHOWN: "Discord would not take the next question, so the game ends here.",
}
NEWS = {
    News.LEAVING: "I have to restart. The game goes on from here in a moment; typed answers are not lost.",
    News.BACK: "I am back, and the game goes on.",
    News.BACK_BLIND: "I am back, and the game goes on. I can't see what was typed here meanwhile: please answer again.",
    News.WAITING: "I can't write down points just now, so the game waits. It goes on as soon as I can.",
    News.WRITING_AGAIN: "I can write down points again: the game goes on, and nothing is lost.",
}
NO_CHANNEL_LEFT = "The channels in which games may run here are all gone: ask an admin to name others with `/server`."
ALL_PACKS_OFF = "All packs are switched off in this server: ask an admin to switch one on with `/server`."
STORE_DOWN = "I can't write down points just now: try again in a minute."
MODES = {
    Mode.RACE: "first right answer wins the round",
    Mode.EVERYONE: "everyone answers in private",
}
NO_GAME = "No game is running here. `/trivia start` begins one."
OLD_BUTTON = "That game is over. `/trivia start` begins a new one."
OLD_CARD = "That round is over: use the newest card."
NO_PLACE = "I can't play here: try a text channel, a thread or a direct message."
BUSY = "A game is running here already: join in, or end it with `/trivia stop`."
TOO_SOON = "The last game here began only just now: wait a few seconds and try again."
CLOSING = "I am about to restart: try again in a minute."
RETURNING = "I am only just back, and the game here goes on in a moment: please try again then."
COUNTS = "`/leaderboard` shows how this counts."
HINTED = "The hint is on the card."
VOTED = "Your vote to skip counts."
PAUSED = "Paused. `/trivia resume` goes on."
RESUMED = "The game goes on."
STOPPED = "The game is stopped."
NO_GUESS = "I have no guess of yours from a game in this channel: `/why` tells of the last one you made."
PRESS_A_CHOICE = "In this game only private answers count: press one of the choices on the card."
EMPTY_ANSWER = "There is no answer in that: type what you think it is."
SKIPPED = "Skipped."
WRONG_PLACE = "In this game only private answers count: press **Answer** on the card or use `/answer`."


def player(number: int) -> str:
    """A player's name, as Discord shows it to each reader; it pings nobody, as no message of ours may."""
    return f"<@{number}>"


def listed(texts: Sequence[str], room: int = LIST_ROOM) -> str:
    """As many of these texts as fit into the room, and how many more there are."""
    return fit(texts, room, ", ", lambda left: f"and {left} more")


def answers(outcome: Outcome) -> str:
    """What is right."""
    return listed([shown(answer.text, LIST_ROOM // 2) for answer in outcome.question.answers])


def source_line(fact: Fact) -> str:
    """Who says so and when, or where nobody is named, in what."""
    source = fact.source
    who = [] if source is None else [source.author, source.publisher]
    where = [] if source is None else [source.title, source.url]
    named = [part for part in who if part] or [part for part in where if part][:1]
    if source is not None and source.date:
        named.append(_date(source.date))
    then = f" (as of {shown(_date(fact.as_of), 40)})" if fact.as_of else ""
    return f"Source: {shown(', '.join(named), SOURCE_ROOM)}{then}" if named else then.strip()


def _date(text: str) -> str:
    """A year, a month or a day (`2022-05-26`) as people write it; anything else as it is."""
    match [int(part) if part.isdigit() else 0 for part in text.split("-")]:
        case [year, month, day] if 1 <= month <= 12:
            return f"{day} {month_name[month]} {year}"
        case [year, month] if 1 <= month <= 12:
            return f"{month_name[month]} {year}"
        case _:
            return text


def congratulation(outcome: Outcome) -> str:
    """The one short reply that says how a round ended."""
    if outcome.awards:
        winner, *others = outcome.awards
        race = outcome.mode is Mode.RACE and not winner.members
        first = _took(winner) if race else _earned(winner)
        lines = [first, *(_later(winner, other) if race else _earned(other) for other in others)]
        return fit(lines, LONGEST_MESSAGE, "\n", lambda left: f"and {plural(left, 'more player')}")
    answer = f"**{answers(outcome)}**"
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
    what = f" for {listed([shown(member, 150) for member in award.members], 300)}" if award.members else ""
    return f"{player(award.player)}, {award.elapsed:.1f} s: +{award.points}{what}"


def opening(plan: Plan, title: str, wished: int, *, alone: bool) -> str:
    """What the channel reads when a game starts; `wished` are the rounds that were asked for."""
    rounds = plural(len(plan.turns), "round") + (" (all there are)" if len(plan.turns) < wished else "")
    goal = f", first to {plan.goal:,} points" if plan.goal else ""
    length = f"{rounds} of {plan.seconds:g} seconds{goal}"
    how = "you against the clock" if alone else MODES[plan.mode]
    return f"{player(plan.starter)} starts a game: **{shown(title, TITLE_ROOM)}**, {length}; {how}."


def winner_line(rows: tuple[Standing, ...]) -> str:
    """Who won, in words."""
    winners = [player(row.player) for row in rows if row.rank == 1 and row.score.points]
    if not winners:
        return "Nobody scored this time."
    if len(winners) == 1:
        return f"**{winners[0]} wins!**"
    if len(winners) > MOST_ROWS:
        return f"**{', '.join(winners[:MOST_ROWS])} and {len(winners) - MOST_ROWS} more share the win!**"
    return f"**{', '.join(winners[:-1])} and {winners[-1]} share the win!**"


def table(rows: tuple[Standing, ...]) -> list[str]:
    """One line a player: rank, points, right answers, fastest answer."""
    lines = [_row(row) for row in rows[:MOST_ROWS]]
    left = len(rows) - MOST_ROWS
    return [*lines, f"and {plural(left, 'more player')}"] if left > 0 else lines


def _row(row: Standing) -> str:
    # Bold, since Discord counts the lines of a list anew, and players who are level share a rank.
    medal = f"{MEDALS[row.rank - 1]} " if row.rank <= len(MEDALS) and row.score.points else ""
    score = row.score
    fastest = f", fastest {score.fastest:.1f} s" if score.fastest is not None else ""
    return f"**{row.rank}.** {medal}{player(row.player)}: {plural(score.points, 'point')}, {score.right} right{fastest}"


def scores(rows: tuple[Standing, ...], number: int, of: int) -> str:
    """The standings while a game runs."""
    head = f"Round {number} of {of}"
    return "\n".join([f"**{head}**", *(table(rows) or ["Nobody has scored yet."])])


def private_verdict(judged: Judged, text: str) -> str:
    """What whoever answered in private reads."""
    said = f"**{shown(text, 200)}**"
    match judged.verdict.ruling, judged.held:
        case Ruling.CLOSE, _:
            return f"{said}: close! {judged.verdict.why.capitalize()}."
        case _, True:
            return f"Noted: {said}. You can change it until the time is up; the last one counts."
        case Ruling.RIGHT, _:
            return f"{said} is right!"
        case _:
            return f"{said}: no, {judged.verdict.why}."


def why(weighed: Weighed) -> str:
    """What was made of somebody's last guess."""
    said = f"In round {weighed.round} you said **{shown(weighed.text, 200)}**"
    if weighed.held:
        return f"{said}. It is kept, and judged when the round is over."
    heard = fold(weighed.text)
    read = f", which I read as “{shown(heard, 200)}”" if heard and heard != weighed.text else ""
    return f"{said}{read}. {weighed.verdict.ruling.capitalize()}: {weighed.verdict.why}."


def pack_list(packs: Iterable[Listing]) -> str:
    """The packs on offer, one a line."""
    lines = [
        f"**{shown(pack.title, TITLE_ROOM)}** (`{pack.id}`), {plural(pack.count(), 'question')}{_about(pack)}"
        for pack in packs
    ]
    return fit(lines, LONGEST_MESSAGE, "\n", _more_packs)


def _about(pack: Listing) -> str:
    return f": {shown(pack.about, 400)}" if pack.about else ""


def _more_packs(left: int) -> str:
    return f"and {left} more: begin to type a name in the `pack` option of `/trivia start` to find one."


def mix(packs: int) -> str:
    """The title of a game of several packs."""
    return f"a mix of {plural(packs, 'pack')}"


def barred(server: str) -> str:
    """What a player reads, once and in private, who typed a guess where they may not play."""
    return (
        f"The admins of **{shown(server, 200)}** have set that you can't play there, so what you type in a game there "
        "does not count. Ask one of them if that is a mistake; I won't write to you about it again."
    )


def game_won(standings: Standings, title: str, channel: int) -> str:
    """The one line by which a server is told who won a game of several players."""
    points = plural(standings.rows[0].score.points, "point")
    players = plural(len(standings.rows), "player")
    return f"{winner_line(standings.rows)} {shown(title, TITLE_ROOM)} in <#{channel}>: {points}, {players}."


def unknown_pack(name: str, near: Sequence[str]) -> str:
    """That there is no such pack, and which one may be meant (their ids)."""
    meant = f"did you mean `{near[0]}`? " if near else ""
    return f"There is no pack called {shown(name, 200)}: {meant}`/trivia packs` lists them."


def pack_off(pack: str) -> str:
    """That the server has switched this pack (its id) off."""
    return f"The pack `{pack}` is switched off in this server: `/trivia packs` lists those that are on."


def elsewhere(channels: Sequence[int]) -> str:
    """That no game may run here, and where the person who wants one may start it."""
    if not channels:
        return "No games run in this channel: ask an admin where they do."
    there = listed([f"<#{channel}>" for channel in channels])
    return f"No games run in this channel: start one in {there}."


def nothing_fits(wanted: Wanted) -> str:
    """Why no game can be made of these wishes."""
    which = f" {wanted.difficulty}" if wanted.difficulty else ""
    if not wanted.packs:
        return f"There are no{which} questions yet: leave the difficulty out, or ask the host to add a pack."
    where = "that pack" if len(wanted.packs) == 1 else "those packs"
    return f"There are no{which} questions in {where}: choose another pack or leave the difficulty out."


def missing_permissions(names: Iterable[str]) -> str:
    """Which permissions are missing (by discord.py's names), in the words of Discord's settings."""
    words = ", ".join(f"**{name.replace('_', ' ').title()}**" for name in names)
    return f"I can't play here without these permissions: {words}. Ask an admin to grant them to me."


def stage_gone(channel: int) -> str:
    """What the starter reads when a game ends because its channel does not take it any more."""
    return (
        f"I may not write in <#{channel}> any more, so the game there ended. Ask an admin to let me, then start again."
    )


HELP = (
    "**How to play**\n"
    "`/trivia start` begins a game with good settings; every option can be changed.\n"
    "In a *race* the first right answer takes the round: type it, press **Answer**, or use `/answer`. Others who are "
    "right within a second and a half share it for half the points.\n"
    "In *everyone* mode all answers are private, and everyone who is right scores by time.\n"
    "Typos, capitals and accents don't matter; years, numbers and sequels do. A surname is enough.\n"
    "**Hint** shows a little more and makes the round worth less. **Skip** is a vote; the starter skips at once.\n"
    "`/why` tells you, and only you, what I made of your last guess.\n"
    "`/trivia pause`, `resume`, `stop`, `scores` and `packs` do what they say.\n"
    "`/leaderboard` shows who is best, and `/profile` what you have done.\n"
    "`/privacy` shows what I keep of you, hands it to you, or removes it.\n"
    "`/server` is for those who manage the server: where games run, who may not play, and more."
)

WELCOME = (
    "Hello! I run trivia games about music for the screen. Three steps to a first game:\n"
    "1. Go to the channel where you want to play.\n"
    "2. Type `/trivia start` and press Enter; every option has a good default.\n"
    "3. Type your answer when the question appears. `/trivia help` has the rest."
)
