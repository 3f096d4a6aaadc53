"""Every sentence about the questions of a server and those who edit them. No I/O, and nothing of Discord."""

from __future__ import annotations

from collections.abc import Sequence

from bot.marks import fit, plural, shown
from bot.words import player
from trivia.judge import Verdict
from trivia.question import Difficulty, Kind, Question
from trivia.store import Edition

CANT_READ = "I can't read the questions just now: try again in a minute."
CANT_WRITE = "I can't save that just now: your text is kept on the card, try again in a minute."
NOT_CHANGED = "I can't change that just now, and nothing was changed: try again in a minute."
NO_SUCH = "This server has no such question: begin to type its text and pick one of those that are offered."
NOT_REMOVED = "No such question was removed here: begin to type its text and pick one of those that are offered."
ASKED_NOW = "That question is being asked right now: try again when its round is over."
GONE = "That draft is gone, since I was restarted or it is old: write it again."
NOT_YOURS = "That draft is somebody else's: write your own with `/questions add`."
NOTHING_TO_UNDO = "There is nothing before this to go back to."
CANCELLED = "Nothing was saved."
NOTHING_FOUND = "No question of this server is like that."
NO_QUESTIONS = "This server has no questions of its own yet: `/questions add` makes the first."
EMPTY_MESSAGE = "That message has no text to make a question of."

ADD_TITLE, EDIT_TITLE = "A new question", "Change the question"
ASK_LABEL, ASK_HELP = "Question", "As players read it"
ANSWERS_LABEL, ANSWERS_HELP = (
    "Answers",
    "One a line: the first is shown, the others count too (for a list: one member a line)",
)
KIND_LABEL, LEVEL_LABEL = "What sort of answer", "How hard"
FACT_LABEL, FACT_HELP = "Explanation", "Shown with the answer; a last line “Source: …” says where to check it"
KINDS = {
    Kind.TEXT: "Text: anything else",
    Kind.PERSON: "Person: the surname is enough",
    Kind.TITLE: "Title of a film, a song, a game …",
    Kind.NUMBER: "Number: as digits or as a word",
    Kind.YEAR: "Year: no other year will do",
    Kind.LIST: "List: all of these have to be named",
}
LEVELS = {Difficulty.EASY: "Easy", Difficulty.MEDIUM: "Medium", Difficulty.HARD: "Hard"}
SAVE, EDIT, CANCEL, SAVE_OVER = "Save", "Edit", "Cancel", "Save over it"
REMOVE, UNDO, RESTORE = "Remove", "Undo the last change", "Restore"


def question(one: Question) -> list[str]:
    """A question as its editors see it, line by line."""
    answers = [f"**{shown(answer.text, 150)}**{_also(answer.accept)}" for answer in one.answers]
    lines = [shown(one.ask, 700), fit(answers, 1_200, "\n", lambda left: f"and {plural(left, 'more answer')}")]
    if one.answer.reject:
        lines.append(f"Never right: {_few(one.answer.reject)}")
    if one.fact is not None:
        lines.append(shown(one.fact.says, 600))
    return [*lines, f"-# {KINDS[one.kind].partition(':')[0]} · {one.difficulty} · `{one.slug}`"]


def _also(accept: Sequence[str]) -> str:
    return f", also {_few(accept)}" if accept else ""


def _few(texts: Sequence[str]) -> str:
    return fit([shown(text, 100) for text in texts], 300, ", ", lambda left: f"{left} more")


def draft(one: Question, remarks: Sequence[str]) -> str:
    """What is about to be saved, and what is to be said of it."""
    said = [f"- {shown(remark, 300)}" for remark in remarks]
    notes = ["**Before you save it:**", *said] if said else ["I see nothing wrong with it."]
    return "\n".join(["## Not saved yet", *question(one), *notes])


def unfit(sentences: Sequence[str]) -> str:
    """That what was filled in can't be a question, and why."""
    return "\n".join(["## It can't be saved like this", *(f"- {shown(one, 300)}" for one in sentences)])


def stale(now: Edition) -> str:
    """That somebody else was quicker; what they made of it."""
    who = player(now.who) if now.who else "Somebody"
    if now.question is None:
        return f"## Not saved\n{who} removed this question while you wrote. Save it all the same to bring it back."
    head = f"## Not saved\n{who} changed this question while you wrote. It is now:"
    return "\n".join(
        [head, *question(now.question), "-# Your text is kept: Edit shows it, and saving puts it in place."]
    )


def saved(one: Question) -> str:
    """That a question is saved."""
    return "\n".join(["## Saved, and can be asked from now on", *question(one)])


def removed(one: Question) -> str:
    """That a question is removed."""
    return "\n".join(["## Removed", *question(one), "-# `/questions restore` brings it back."])


def now(edition: Edition, history: Sequence[Edition]) -> str:
    """A question, and who changed it when."""
    lines = [f"<t:{int(one.at)}:f> {_who(one)}" for one in history]
    past = fit(lines, 800, "\n", lambda left: f"and {plural(left, 'older change')}")
    body = question(edition.question) if edition.question else ["This question is removed."]
    return "\n".join([*body, "**Changes**", past])


def _who(one: Edition) -> str:
    did = "removed it" if one.question is None else "wrote it" if one.number == 1 else "changed it"
    return f"{player(one.who) if one.who else 'Somebody'} {did}"


def found(questions: Sequence[Question], number: int) -> str:
    """What a search found; `number` is how many there are in all."""
    lines = [f"- {shown(one.ask, 200)} **{shown(one.answer.text, 80)}** (`{one.slug}`)" for one in questions]
    head = f"This server has {plural(number, 'question')} of its own. Most like it:"
    return fit([head, *lines], 1_900, "\n", lambda left: f"and {left} more")


def tried(one: Question, guess: str, verdict: Verdict) -> str:
    """What the judge makes of a guess at a question."""
    return f"{shown(one.ask, 300)}\n**{shown(guess, 200)}** is **{verdict.ruling}**: {verdict.why}."
