"""Cards of leaderboards hold whatever is on them, within Discord's limits."""

import re
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from bot import board_cards, server_words
from bot import board_words as words
from bot.board_buttons import By, EndSeason, Over, Turn
from bot.board_cards import Reader
from bot.buttons import LONGEST_ID
from bot.look import Look
from bot.marks import LONGEST_CARD, LONGEST_MESSAGE
from bot.picture import HEIGHT, WIDTH, draw_weeks
from tests.bot.test_cards import long_texts, players, thrifty
from trivia.boards import Board, Metric, Moment, Period, Scope, Totals
from trivia.store import Page, Place, Profile, Ranked, Season

SERVER = 2**63
JUNE = 739_768
"""The number of 1 June 2026, a Monday."""

counts = st.integers(0, 10**9)
totals = st.builds(Totals, counts, counts, counts, counts, counts, counts, st.none() | counts)
ranked = st.builds(Ranked, st.integers(1, 10**6), players, totals)
some = st.lists(ranked, max_size=10).map(tuple)
pages = st.builds(Page, some, st.integers(0, 10**6), st.none() | ranked, st.integers(0, 10**5), counts)
slugs = st.from_regex(r"[a-z0-9-]{1,40}", fullmatch=True)
starts = st.integers(1, 10**6)
periods = st.sampled_from(Period)
boards = st.one_of(
    st.builds(Board, st.just(Scope.SERVER), periods, starts, st.just(SERVER)),
    st.builds(Board, st.just(Scope.CHANNEL), periods, starts, st.just(SERVER), players.map(str)),
    st.builds(Board, st.just(Scope.PACK), periods, starts, st.just(SERVER), slugs),
    st.builds(Board, st.just(Scope.EVERYWHERE), periods, starts),
)
looks = st.builds(Look, boards, st.sampled_from(Metric), st.integers(0, 99_999))
moments = st.builds(Moment, st.integers(700_000, 800_000), st.integers(1, 100))
places = st.builds(Place, st.integers(1, 3), st.just(0) | players, counts, counts)
winners = st.builds(Place, st.just(1), st.just(0) | players, counts, counts)
podiums = st.tuples(winners, st.lists(places, max_size=9)).map(lambda best: (best[0], *best[1]))
seasons = st.builds(Season, st.integers(1, 10**6), st.just(1.8e9), counts, podiums)


@thrifty
@given(looks, pages, moments, players, long_texts, st.booleans(), st.booleans())
def test_a_leaderboard_fits_on_its_card(
    look: Look, page: Page, now: Moment, viewer: int, text: str, named: bool, public: bool
) -> None:
    names = {row.player: text for row in page.rows} if named else None
    card = board_cards.board_card(look, page, Reader(viewer, now, public=public), text, names)
    assert card.content_length() <= LONGEST_CARD
    assert card.total_children_count <= 40


@thrifty
@given(looks)
def test_a_look_is_carried_whole_by_every_custom_id(look: Look) -> None:
    turns = [Turn.of(to, look, disabled=False) for to in ("first", "previous", "next", "last")]
    for item in (*turns, Over.of(look, current=True), By.of(look)):
        match = re.fullmatch(item.__discord_ui_compiled_template__, item.custom_id)
        assert match is not None
        assert len(item.custom_id) <= LONGEST_ID
        assert Look.read(match, SERVER) == (look if item in turns else look.at(0))


@thrifty
@given(seasons, st.lists(seasons, min_size=1, max_size=5))
def test_podiums_fit_on_their_cards(season: Season, several: list[Season]) -> None:
    assert board_cards.season_card(season).content_length() <= LONGEST_CARD
    assert board_cards.seasons_card(several, 7).content_length() <= LONGEST_CARD


@thrifty
@given(st.integers(1, 10**6), st.lists(st.builds(Ranked, st.just(1), players, totals), min_size=1, max_size=10))
def test_the_question_to_end_a_season_fits_on_its_card(number: int, leaders: list[Ranked]) -> None:
    page = Page(tuple(leaders), 10**6, None)
    assert board_cards.confirm_card(number, page).content_length() <= LONGEST_CARD
    assert len(EndSeason.of(number).custom_id) <= LONGEST_ID


@thrifty
@given(totals, st.lists(st.tuples(slugs, counts), max_size=3, unique_by=lambda one: one[0]), long_texts)
def test_a_profile_fits_on_its_card(done: Totals, favourites: list[tuple[str, int]], title: str) -> None:
    found = Profile(3, done, {JUNE: 5}, tuple(favourites))
    lines = words.profile(2**63, found, JUNE, {pack: title for pack, _ in favourites})
    assert board_cards.profile_card(lines, None).content_length() <= LONGEST_CARD


@thrifty
@given(long_texts)
def test_a_zone_of_any_name_is_refused_within_a_message(typed: str) -> None:
    assert len(server_words.unknown_zone(typed, ["Europe/Berlin", "Asia/Tokyo"])) <= LONGEST_MESSAGE


def test_who_was_erased_has_no_name_on_a_podium() -> None:
    said = str(board_cards.season_card(Season(1, 1.8e9, 2, (Place(1, 0, 9, 0), Place(2, 5, 3, 0)))).to_components())
    assert "someone who left wins it!" in said
    assert "<@0>" not in said


def test_who_opted_out_meanwhile_has_no_name_everywhere() -> None:
    assert words.rows([Ranked(1, 5, Totals(3))], Metric.POINTS, {}) == ["**1.** 🥇 someone: 3 points"]


@pytest.mark.parametrize(
    ("period", "start", "current", "past"),
    [
        (Period.TODAY, JUNE, "today (1 June 2026)", "1 June 2026"),
        (Period.WEEK, JUNE, "this week (from 1 June 2026)", "the week from 1 June 2026"),
        (Period.MONTH, JUNE, "this month (June 2026)", "June 2026"),
        (Period.SEASON, 3, "this season", "season 3"),
        (Period.ALL, 0, "all time", "all time"),
    ],
)
def test_a_time_is_named_by_its_date(period: Period, start: int, current: str, past: str) -> None:
    board = Board(Scope.SERVER, period, start, SERVER)
    assert words.over(board, Moment(JUNE, 3)) == current
    assert words.over(board, Moment(JUNE + 100, 4)) == past


def test_a_leaderboard_that_is_not_kept_any_more_says_so() -> None:
    assert "any more" in words.empty(Board(Scope.SERVER, Period.TODAY, JUNE, SERVER), Metric.POINTS, current=False)


@thrifty
@given(st.lists(st.integers(0, 10**12), min_size=12, max_size=12))
def test_any_weeks_can_be_drawn_and_told_within_what_discord_takes(points: list[int]) -> None:
    drawn = draw_weeks(words.POINTS_A_WEEK, [("30 Sep", number) for number in points])
    assert Image.open(BytesIO(drawn)).size == (WIDTH, HEIGHT)
    assert len(words.picture([(JUNE + 7 * week, number) for week, number in enumerate(points)])) <= 1024
