"""Every sentence about what players bring to a server's editors, and what becomes of it. No I/O, and nothing of
Discord.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.editing_words import KINDS, LEVELS
from bot.marks import plural, shown
from bot.words import player
from trivia.question import Kind, Question
from trivia.store import OWN_TITLE, Ail, Ailing, Cause, Decision, Review, Tally, Waiting, Wrong, codec, own_server

CANT_READ = "I can't look up what waits just now: try again in a minute."
CANT_WRITE = "I can't write that down just now: try again in a minute."
NOTHING_WAITS = "Nothing waits. Players suggest questions with `/suggest`, and report those that they were asked."
YOURS = "You brought that yourself, so somebody else has to approve it; you can still reject it."
GONE = "That question is not there any more: reject this, and it is off the list."
STALE = "Somebody else changed that question meanwhile: press Edit again to see what it is now."
GONE_ALREADY = "That is off the list already: `/review` shows what waits."
NOT_HERE = "There is nothing to edit about that: decide it as it is."
NO_TEXT = "There is no answer in that: write the answer that shall count as well."
TOO_MANY = "Ten of your suggestions wait for this server's editors already: let them look at those first."
SUGGESTED = "Thank you! The editors of this server look at it, and I tell you in a direct message what became of it."
REPORTED = "Thank you! The editors of this server look at it."
REPORTED_ALREADY = "You have reported that question before; the editors of this server know of it."
NEVER_ASKED = "I don't know that round any more, so nothing can be reported about it."
HEALTHY = (
    "Nothing seems to be wrong with a question: none that was asked five times or more is never answered, is answered "
    "at once by everyone, or was reported by three players."
)

SUGGEST = "Suggest a question"
EDIT_QUESTION = "Edit the question"
EDIT_ANSWER = "An answer to accept"
ANSWER_LABEL = "Right as well"
ANSWER_HELP = "Counts in this server from now on."
REJECT = "Reject"
REASON_LABEL = "Why"
REASON_HELP = "Whoever suggested it is told, if you write something."
REPORT = "Something is wrong"
WRONG_LABEL = "What is wrong?"
TEXT_LABEL = "Anything else?"
TEXT_HELP = "For the editors of this server, who see that it is from you."
BACK, NEXT, EDIT = "Back", "Next", "Edit"

WRONG = {
    Wrong.KEY: "The answer is wrong",
    Wrong.TYPO: "There is a typo",
    Wrong.OUTDATED: "It is not true any more",
    Wrong.UNCLEAR: "It is unclear what is asked",
    Wrong.OTHER: "Something else",
}
CAUSES = {
    Cause.SUGGESTION: "suggestion",
    Cause.REPORT: "report",
    Cause.APPEAL: "appeal",
    Cause.LEARNING: "near miss",
}
ONE = {cause: f"{'An' if name[0] in 'aeiou' else 'A'} {name}" for cause, name in CAUSES.items()}
DECISIONS = {Decision.ACCEPTED: "approved", Decision.REJECTED: "rejected"}
AILS = {Ail.REPORTED: "many report it", Ail.NEVER: "nobody gets it", Ail.AT_ONCE: "everyone gets it at once"}

ROOM = 700
"""Characters of each longer text on a card, of which the longest has six."""
SHORT = 150
MOST_REMARKS = 3


def head(waiting: Waiting) -> str:
    """What waits: from whom, and when it came."""
    review = waiting.review
    who = f" from {player(review.who)}" if review.who else ""
    left = f"{plural(waiting.count, 'thing')} to look at"
    return f"## {left}\n**{ONE[review.cause]}**{who}, <t:{int(review.at)}:R>"


def suggestion(waiting: Waiting) -> Iterator[str]:
    """A question as somebody suggested it."""
    form = codec.form(waiting.review.body)
    yield f"### {shown(form.ask, ROOM)}"
    yield _answers(form.answers.splitlines() or [""])
    yield f"-# {KINDS[form.kind]} · {LEVELS[form.difficulty]}"
    if form.explanation:
        yield shown(form.explanation, ROOM)


def remarks(said: Sequence[str]) -> list[str]:
    """What an editor should know before they decide."""
    return [f"- {shown(remark, 2 * SHORT)}" for remark in said[:MOST_REMARKS]]


def report(waiting: Waiting) -> Iterator[str]:
    """What somebody found wrong with a question."""
    body = waiting.review.body
    yield f"{WRONG[Wrong(body['why'])]}." + (f" They say: {shown(body['text'], ROOM)}" if body["text"] else "")
    if waiting.guesses:
        yield f"They had guessed {', '.join(shown(guess, SHORT) for guess in waiting.guesses)}."
    yield from asked(waiting)


def near_miss(waiting: Waiting) -> Iterator[str]:
    """What several players typed that came close."""
    body = waiting.review.body
    yield f"{plural(body['players'], 'player')} typed this, and it came close: **{shown(body['text'], ROOM)}**"
    yield from asked(waiting)


def appeal(waiting: Waiting) -> Iterator[str]:
    """What somebody guessed and holds for right."""
    yield f"They guessed this and hold it for right: **{shown(waiting.review.body['text'], ROOM)}**"
    yield from asked(waiting)


def asked(waiting: Waiting) -> Iterator[str]:
    """The question that something is about, and what came of it."""
    question = waiting.question
    if question is None:
        yield "The question is not there any more."
        return
    yield f"### {shown(question.ask, ROOM)}"
    if question.kind is Kind.LIST:
        yield _answers([answer.text for answer in question.answers])
    else:
        yield _answers((question.answer.text, *question.answer.accept))
    if question.fact is not None:
        yield shown(question.fact.says, ROOM)
    if waiting.tally is not None:
        yield f"-# {tally(waiting.tally)}"


def belongs(question: Question, title: str) -> str:
    """Which pack a question is of."""
    return f"-# `{question.id}` belongs to the pack {shown(title, SHORT)}"


def _answers(texts: Sequence[str]) -> str:
    first, *more = texts
    also = f" · also right: {shown(', '.join(more), ROOM)}" if more else ""
    return f"Answer: **{shown(first, 2 * SHORT)}**{also}"


def tally(of: Tally) -> str:
    """What came of a question in one line."""
    parts = [
        f"asked {_times(of.asked)}",
        f"right {of.right:,} of {plural(of.tried, 'player')}",
        f"close {of.close:,}",
        f"skipped {of.skipped:,}",
        f"reported {of.reported:,}",
    ]
    if of.pace is not None:
        parts.append(f"half of the first right answers within {of.pace:g} s")
    return " · ".join(parts)


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number:,} times"


def decided(review: Review) -> str:
    """What somebody has just decided."""
    assert review.decision is not None, "it is decided"
    return f"Done: the {CAUSES[review.cause]} is {DECISIONS[review.decision]}."


def decided_before(review: Review | None) -> str:
    """That somebody else was quicker."""
    if review is None or review.decision is None:
        return GONE_ALREADY
    who = player(review.by) if review.by else "somebody"
    return f"{who} has {DECISIONS[review.decision]} that already."


def unfit(sentences: Sequence[str]) -> str:
    """Why a question can't be asked as it is."""
    return " ".join(sentences)


def told(review: Review, server: str, reason: str) -> str:
    """What whoever suggested a question hears of it."""
    ask = shown(review.body["ask"], ROOM)
    where = shown(server, SHORT)
    if review.decision is Decision.ACCEPTED:
        return f"Your question is among those of **{where}** now. Thank you!\n> {ask}"
    why = f" They say: {shown(reason, ROOM)}" if reason else ""
    return f"The editors of **{where}** did not take your question this time.{why}\n> {ask}"


def health_head(count: int, page: int, pages: int) -> str:
    """What the list of questions that ail begins with."""
    return f"## {plural(count, 'question')} to look at" + (f" · page {page + 1} of {pages}" if pages > 1 else "")


def ailing(one: Ailing) -> str:
    """A question that something may be wrong with."""
    whose = OWN_TITLE if own_server(one.question.pack) else f"`{one.question.id}`"
    why = ", ".join(AILS[ail] for ail in one.ails)
    return f"**{shown(one.question.ask, SHORT)}** {why}\n-# {whose} · {tally(one.tally)}"
