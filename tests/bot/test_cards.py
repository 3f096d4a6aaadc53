"""Cards hold whatever packs and players put into them: escaped, without pings, within Discord's limits."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from bot import cards, words
from bot.buttons import LONGEST_ID, LONGEST_LABEL, Again, Choice
from bot.marks import LONGEST_CARD, LONGEST_MESSAGE, escape, fit, shown
from bot.sandbox.markdown import plain
from bot.wish import Wish
from trivia.bank import Wanted
from trivia.events import Award, Ended, Judged, Outcome, Reason, RoundView, Score, Standing, Standings
from trivia.judge import Ruling, Verdict
from trivia.plan import Mode, Plan, Turn
from trivia.question import Answer, Difficulty, Fact, Kind, Question, Source
from trivia.store import Listing

thrifty = settings(max_examples=60, deadline=None)

HOSTILE = (
    "*", "**", "_", "__", "~~", "`", "```", "||", "\\", "\n", "# ", "-# ", "- ", "> ", ">>> ", "1. ", "[a](b)", "<",
    ">", "@everyone", "@here", "<@100000000000000001>", "<@!100000000000000001>", "<@&100000000000000001>",
    "<t:0:R>", "<#100000000000000001>", "</trivia start:1>", "<:x:1>", "discord.gg/x", " ", "a", "久石譲",
    "\N{ZERO WIDTH SPACE}", "\N{RIGHT-TO-LEFT OVERRIDE}", "\N{CLAPPER BOARD}",
)  # fmt: skip
bits = st.sampled_from(HOSTILE) | st.characters(exclude_categories=["Cs"])
texts = st.lists(bits, min_size=1, max_size=30).map("".join)
long_texts = texts | st.tuples(texts, st.integers(1, 400)).map(lambda pair: pair[0] * pair[1])
players = st.integers(1, 2**64 - 1)
points = st.integers(0, 10**7)
seconds = st.floats(0, 120)


class Names:
    """Nobody and nothing that a mention could stand for."""

    def user(self, user_id: int) -> str:
        return f"user {user_id}"

    def role(self, role_id: int) -> str:
        return f"role {role_id}"

    def channel(self, channel_id: int) -> str:
        return f"channel {channel_id}"

    def now(self) -> float:
        return 0.0


def read(text: str) -> str:
    return plain(text, Names()).replace("\u200b", "")


facts = st.builds(
    Fact,
    id=st.just("fact"),
    says=long_texts,
    source=st.none() | st.builds(Source, title=long_texts, author=long_texts, publisher=texts, date=st.just("2022")),
    as_of=st.none() | texts,
)
answers = st.builds(Answer, text=long_texts)
questions = st.builds(
    Question,
    id=st.just("pack/question"),
    ask=long_texts,
    kind=st.sampled_from(Kind),
    answers=st.lists(answers, min_size=1, max_size=100).map(tuple),
    need=st.integers(1, 100),
    hint=st.none() | long_texts,
    fact=st.none() | facts,
    difficulty=st.sampled_from(Difficulty),
)
views = st.builds(
    RoundView,
    game=players,
    number=st.integers(1, 50),
    of=st.just(50),
    mode=st.sampled_from(Mode),
    question=questions,
    seconds=st.just(20.0),
    choices=st.just(()) | st.lists(long_texts, min_size=2, max_size=5).map(tuple),
    struck=st.frozensets(st.integers(0, 4)),
    hint=st.none() | long_texts,
    hints=st.integers(0, 3),
    hints_left=st.integers(0, 3),
    found=st.lists(st.tuples(long_texts, players), max_size=100).map(tuple),
    answered=st.integers(0, 500),
    votes=st.integers(0, 500),
    votes_needed=st.integers(1, 500),
    ends_at=st.none() | st.just(1_800_000_000.5),
    left=st.none() | seconds,
)
awards = st.builds(
    Award,
    player=players,
    guess=players,
    points=points,
    elapsed=seconds,
    streak=st.integers(0, 50),
    members=st.lists(long_texts, max_size=100).map(tuple),
)
outcomes = st.builds(
    Outcome,
    game=players,
    number=st.integers(1, 50),
    of=st.just(50),
    mode=st.sampled_from(Mode),
    question=questions,
    ended=st.sampled_from(Ended),
    awards=st.lists(awards, max_size=60).map(tuple),
)
scores = st.builds(Score, points=points, right=st.integers(0, 50), fastest=st.none() | seconds)
rows = st.lists(st.builds(Standing, rank=st.integers(1, 3), player=players, score=scores), max_size=200).map(tuple)


@thrifty
@given(texts.filter(lambda text: "://" not in text))
def test_foreign_text_reads_as_it_was_typed(text: str) -> None:
    assert read(escape(text)) == text.replace("\u200b", "")


@thrifty
@given(texts)
def test_foreign_text_mentions_nobody(text: str) -> None:
    assert not re.search(r"@(everyone|here|[!&]?\d{17,20})", escape(text))


def test_an_address_stays_one() -> None:
    assert escape("see https://example.org/a_b_c") == "see https://example.org/a_b_c"


@thrifty
@given(long_texts, st.integers(1, 500))
def test_a_text_gets_no_more_room_than_it_has(text: str, room: int) -> None:
    cut = shown(text, room)
    assert len(cut) <= room
    assert cut == escape(text) or cut.endswith("…")


@thrifty
@given(st.lists(texts), st.integers(40, 500))
def test_what_does_not_fit_is_counted(parts: list[str], room: int) -> None:
    text = fit(parts, room, "\n", lambda left: f"and {left} more")
    assert len(text) <= room
    assert text == "\n".join(parts) or re.search(r"and \d+ more$", text)


@thrifty
@given(views, long_texts)
def test_a_round_fits_on_its_card(view: RoundView, title: str) -> None:
    for typing in (True, False):
        card = cards.round_card(view, title, typing=typing)
        assert card.content_length() <= LONGEST_CARD
        assert card.total_children_count <= 40


@thrifty
@given(outcomes, long_texts)
def test_a_reveal_fits_on_its_card(outcome: Outcome, title: str) -> None:
    assert cards.reveal_card(outcome, title, in_server=True).content_length() <= LONGEST_CARD


@thrifty
@given(outcomes)
def test_a_reply_after_a_round_fits_into_a_message(outcome: Outcome) -> None:
    assert 0 < len(words.congratulation(outcome)) <= LONGEST_MESSAGE


@thrifty
@given(rows, st.sampled_from(Reason))
def test_standings_of_any_number_of_players_fit(rows: tuple[Standing, ...], reason: Reason) -> None:
    card = cards.standings_card(Standings(1, reason, rows), Again.of(Wish()))
    assert card.content_length() <= LONGEST_CARD
    assert len(words.scores(rows, 1, 10)) <= LONGEST_MESSAGE


@thrifty
@given(st.lists(st.tuples(long_texts, long_texts), max_size=60))
def test_a_list_of_any_packs_fits_into_a_message(packs: list[tuple[str, str]]) -> None:
    listed = words.pack_list(Listing(f"pack-{index}", title, about, ()) for index, (title, about) in enumerate(packs))
    assert len(listed) <= LONGEST_MESSAGE


@thrifty
@given(long_texts, st.sampled_from(Ruling), st.booleans())
def test_a_private_verdict_fits_into_a_message(text: str, ruling: Ruling, held: bool) -> None:
    judged = Judged(1, 2, Verdict(ruling, "another person"), private=True, held=held)
    assert len(words.private_verdict(judged, text)) <= LONGEST_MESSAGE


@thrifty
@given(long_texts, st.sampled_from(Mode), st.none() | points)
def test_an_opening_fits_into_a_message(title: str, mode: Mode, goal: int | None) -> None:
    plan = Plan(1, 2, (Turn(Question("a/b", "?", Kind.TEXT, (Answer("x"),))),), mode, goal=goal)
    assert len(words.opening(plan, title, 50, alone=False)) <= LONGEST_MESSAGE


@thrifty
@given(long_texts)
def test_a_refusal_fits_into_a_message(name: str) -> None:
    assert len(words.unknown_pack(name, ["near"])) <= LONGEST_MESSAGE


@thrifty
@given(st.lists(long_texts, min_size=2, max_size=5))
def test_choices_fit_on_buttons_that_all_differ(texts: list[str]) -> None:
    buttons = [Choice.of(2**63, 50, index, text, disabled=False) for index, text in enumerate(texts)]
    labels = [button.item.label for button in buttons]
    assert all(0 < len(label) <= LONGEST_LABEL for label in labels)
    assert len(set(labels)) == len(labels)


@thrifty
@given(st.lists(st.from_regex(r"[a-z0-9-]{1,40}", fullmatch=True), max_size=20), st.none() | st.integers(1, 100_000))
def test_playing_again_is_asked_for_within_a_custom_id(packs: list[str], goal: int | None) -> None:
    wish = Wish(tuple(packs), 50, 120, Mode.EVERYONE, Difficulty.MEDIUM, choices=True, goal=goal)
    custom_id = Again.of(wish).custom_id
    assert len(custom_id) <= LONGEST_ID
    assert re.fullmatch(Again.__discord_ui_compiled_template__, custom_id)


def test_a_choice_too_long_for_its_button_is_on_the_card_in_full() -> None:
    question = Question("a/b", "Which?", Kind.TEXT, (Answer("x" * 90),))
    view = RoundView(1, 1, 1, Mode.RACE, question, 20.0, choices=("x" * 90, "short"))
    assert f"A · {'x' * 90}" in str(cards.round_card(view, "T", typing=True).to_components())


def test_a_choice_that_fits_is_on_its_button_alone() -> None:
    view = RoundView(
        1, 1, 1, Mode.RACE, Question("a/b", "Which?", Kind.TEXT, (Answer("x"),)), 20.0, choices=("x_y", "z")
    )
    shown_card = str(cards.round_card(view, "T", typing=True).to_components())
    assert shown_card.count("x_y") == 1


def test_nothing_that_fits_says_what_to_change() -> None:
    assert "hard" in words.nothing_fits(Wanted(difficulty=Difficulty.HARD))


def test_every_way_a_game_ends_has_its_words() -> None:
    assert set(words.REASONS) == set(Reason)


def test_every_refusal_of_a_game_has_its_words() -> None:
    assert {cause.name for cause in words.CAUSES} == {cause.name for cause in type(next(iter(words.CAUSES)))}


def test_winners_who_share_are_all_named_while_they_are_few() -> None:
    rows = tuple(Standing(1, number, Score(points=5)) for number in range(1, 4))
    assert words.winner_line(rows) == "**<@1>, <@2> and <@3> share the win!**"


def test_winners_too_many_to_name_are_counted() -> None:
    rows = tuple(Standing(1, number, Score(points=5)) for number in range(1, 52))
    assert "and 41 more share the win" in words.winner_line(rows)
