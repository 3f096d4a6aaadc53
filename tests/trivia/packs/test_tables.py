"""Rows of facts become questions: what a template makes of them, under which ids, and what it refuses."""

import pytest

from tests.trivia.packs.samples import HEAD, JAWS, faults
from trivia import packs
from trivia.question import Answer, Difficulty, Fact, Kind, Question, Source, Status

FILMS = (
    HEAD + "tables:\n"
    "  - id: scores\n"
    "    columns: {film: title, composer: person, year: year}\n"
    "    rows:\n"
    "      - [Jaws, John Williams, 1975]\n"
    "      - [Alien, Jerry Goldsmith, 1979]\n"
    "      - [Tron Legacy, [Thomas Bangalter, Guy-Manuel de Homem-Christo], 2010]\n"
    "    questions:\n"
    "      - {ask: 'Who scored {film}?', answer: composer}\n"
)
"""Columns are on line 5, rows on 7 to 9, the template on 11; 10 columns before its ask."""


def loads(text: str) -> packs.Pack:
    return packs.loads(text.encode(), "p")


def films(*, rows: str = "", template: str = "{ask: 'Who scored {film}?', answer: composer}", more: str = "") -> str:
    """The pack of films with more `rows`, asked about by `template`, with `more` keys after it."""
    text = FILMS.replace("    questions:\n", f"{rows}    questions:\n")
    return text.replace("{ask: 'Who scored {film}?', answer: composer}", template) + more


def questions(text: str) -> dict[str, Question]:
    """The questions of a pack by what they ask."""
    return {question.ask: question for question in loads(text).questions}


# What a template makes


def test_a_template_asks_about_every_row():
    assert [question.ask for question in loads(FILMS).questions] == [
        "Who scored Jaws?",
        "Who scored Alien?",
        "Who scored Tron Legacy?",
    ]


def test_the_kind_of_the_question_is_that_of_its_column():
    assert questions(FILMS)["Who scored Jaws?"].kind is Kind.PERSON
    assert questions(films(template="{ask: 'When was {film}?', answer: year}"))["When was Jaws?"].kind is Kind.YEAR


def test_every_template_asks():
    text = films(more="      - {ask: 'When was {film}?', answer: year}\n")
    assert len(loads(text).questions) == 6
    assert questions(text)["When was Alien?"].answer == Answer("1979")


def test_a_reverse_asks_the_other_way_round():
    text = films(template="{ask: 'Who scored {film}?', answer: composer, reverse: 'What did {composer} score?'}")
    turned = questions(text)["What did John Williams score?"]
    assert turned.answer == Answer("Jaws")
    assert turned.kind is Kind.TITLE


def test_a_template_hands_on_difficulty_tags_and_status():
    text = films(
        template="{ask: 'Who scored {film}?', answer: composer, difficulty: hard, tags: [score], status: draft}"
    )
    for question in loads(text).questions:
        assert (question.difficulty, question.tags, question.status) == (Difficulty.HARD, ("score",), Status.DRAFT)


def test_a_blank_may_stand_twice():
    assert "Jaws or Jaws?" in questions(films(template="{ask: '{film} or {film}?', answer: composer}"))


def test_braces_in_a_value_stay_as_they_are():
    text = films(rows="      - ['{year}', Nobody Nowhere, 1999]\n")
    assert "Who scored {year}?" in questions(text)


def test_a_table_and_written_questions_stand_in_one_pack():
    pack = loads(JAWS + FILMS.removeprefix(HEAD))
    assert [question.slug.partition("-")[0] for question in pack.questions] == ["jaws", "scores", "scores", "scores"]


# Several rows, several people


def test_a_question_that_fits_several_rows_accepts_every_one_of_them():
    text = films(
        rows="      - [Star Wars, john  williams, 1977]\n",
        template="{ask: 'Which film did {composer} score?', answer: film}",
    )
    assert len(loads(text).questions) == 3
    assert questions(text)["Which film did John Williams score?"].answer == Answer("Jaws", ("Star Wars",))


def test_a_row_that_says_the_same_again_adds_no_answer():
    text = films(
        rows="      - [Jaws, John Williams, 1987]\n", template="{ask: 'Which film did {composer} score?', answer: film}"
    )
    assert questions(text)["Which film did John Williams score?"].answer == Answer("Jaws")


def test_each_of_several_people_is_right():
    assert questions(FILMS)["Who scored Tron Legacy?"].answer == Answer(
        "Thomas Bangalter & Guy-Manuel de Homem-Christo", ("Thomas Bangalter", "Guy-Manuel de Homem-Christo")
    )


def test_several_people_fill_a_blank_together():
    text = films(template="{ask: 'Which film did {composer} score?', answer: film}")
    assert "Which film did Thomas Bangalter & Guy-Manuel de Homem-Christo score?" in questions(text)


def test_three_people_are_shown_with_commas():
    text = films(rows="      - [Trio, [Ann Ash, Ben Bay, Cleo Cox], 2000]\n")
    assert questions(text)["Who scored Trio?"].answer.text == "Ann Ash, Ben Bay & Cleo Cox"


def test_a_list_of_one_person_is_that_person():
    assert loads(FILMS.replace("John Williams", "[John Williams]")) == loads(FILMS)


def test_the_wrong_answers_come_from_the_other_rows():
    assert questions(FILMS)["Who scored Jaws?"].wrong == (
        "Jerry Goldsmith",
        "Thomas Bangalter & Guy-Manuel de Homem-Christo",
    )


def test_a_wrong_answer_shares_nobody_with_the_right_one():
    text = films(rows="      - [Solo, Thomas Bangalter, 2022]\n")
    assert questions(text)["Who scored Tron Legacy?"].wrong == ("Jerry Goldsmith", "John Williams")
    assert questions(text)["Who scored Solo?"].wrong == ("Jerry Goldsmith", "John Williams")


def test_a_value_that_no_button_holds_is_no_wrong_answer():
    text = films(rows=f"      - [Long, {'N' * 81}, 2022]\n")
    assert all("N" * 81 not in question.wrong for question in loads(text).questions)


# Facts


def test_a_row_is_a_fact_where_the_table_says_so():
    pack = loads(films(more="    says: '{composer} scored {film}.'\n    source: {title: Credits}\n"))
    assert [fact.says for fact in pack.facts][:2] == ["John Williams scored Jaws.", "Jerry Goldsmith scored Alien."]
    assert [question.fact for question in pack.questions] == list(pack.facts)
    assert {fact.source for fact in pack.facts} == {Source(title="Credits")}


def test_a_table_without_says_has_no_facts():
    pack = loads(FILMS)
    assert pack.facts == ()
    assert {question.fact for question in pack.questions} == {None}


def test_the_source_of_a_table_is_held_over_that_of_the_pack():
    text = "source: {title: A book, author: Ann}\n" + films(more="    says: '{film}.'\n    source: {title: Credits}\n")
    assert loads(text).facts[0].source == Source(title="Credits", author="Ann")


def test_facts_of_tables_stand_after_those_that_are_written():
    pack = loads(films(more="    says: '{film}.'\nfacts: [{id: one, says: Films are moving.}]\n"))
    assert pack.facts[0] == Fact("one", "Films are moving.")
    assert len(pack.facts) == 4


# Ids, on which scores hang


def test_ids_are_these_for_ever():
    text = films(
        template="{ask: 'Who scored {film}?', answer: composer, reverse: 'What did {composer} score?'}",
        more="    says: '{film}.'\n",
    )
    pack = loads(text)
    assert [question.id for question in pack.questions][::3] == [
        "films/scores-1-jaws-cc956db7",
        "films/scores-1r-john-williams-ee98a294",
    ]
    assert pack.facts[0].id == "scores-fact-jaws-john-williams-1975-25d7c599"


def test_an_id_stays_as_rows_come_go_and_change_places():
    def ids(text: str) -> dict[str, str]:
        return {question.ask: question.id for question in loads(text).questions}

    first, *others = FILMS.splitlines(keepends=True)[6:9]
    moved = ids(
        FILMS.replace(first, "").replace(others[-1], others[-1] + first + "      - [Duel, Billy Goldenberg, 1971]\n")
    )
    assert ids(FILMS).items() < moved.items()


def test_an_id_stays_as_the_answer_and_the_wording_change():
    before = {question.id for question in loads(FILMS).questions}
    changed = FILMS.replace("John Williams", "John Towner Williams").replace("Who scored", "Who wrote the music of")
    assert {question.id for question in loads(changed).questions} == before


def test_an_id_stays_as_a_blank_is_written_in_capitals_or_with_more_space():
    before = {question.id for question in loads(FILMS).questions}
    assert {question.id for question in loads(FILMS.replace("Tron Legacy", "TRON  legacy")).questions} == before


@pytest.mark.parametrize(
    ("one", "other"), [("Amélie", "Amelie"), ("千と千尋", "もののけ"), ("C", "C#"), ("a" * 70 + "b", "a" * 70 + "c")]
)
def test_ids_of_like_values_differ_and_are_slugs_of_sixty_at_most(one: str, other: str):
    rows = f"    rows: [['{one}', Ann Ash], ['{other}', Ben Bay]]\n"
    pack = loads(
        f"{HEAD}tables:\n  - id: {'t' * 40}\n    columns: {{film: text, by: person}}\n{rows}"
        "    questions: [{ask: 'Who made {film}?', answer: by}]\n"
    )
    first, second = (question.slug for question in pack.questions)
    assert first != second
    assert all(len(slug) <= 60 and packs.slug(slug, 60) == slug for slug in (first, second))


# Faults


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("[Duel, Billy Goldenberg]", "p:10:9: this row has 2 values for 3 columns; write film, composer and year"),
        ("[Duel]", "p:10:9: this row has 1 value for 3 columns; write film, composer and year"),
        ("[Duel, A, 1971, B]", "p:10:9: this row has 4 values for 3 columns; write film, composer and year"),
        ("[]", "p:10:9: this row has 0 values for 3 columns; write film, composer and year"),
        ("Duel", "p:10:9: rows must be a list; write [Duel]"),
        ("[JAWS, john williams, 1975]", "p:10:9: this row is here twice, first on line 7; delete one"),
        ("[Duel, A, '71']", 'p:10:19: a year is four digits, and here is "71"; write 1986, or another kind'),
        ("[[Duel, B], A, 1971]", "p:10:10: only a person column holds several values, and film is title; write one"),
        ("[Duel, '', 1971]", "p:10:16: an empty text in rows; write it or delete it"),
        ("[Duel, [A, ' '], 1971]", "p:10:20: an empty text in rows; write it or delete it"),
        ("[Duel, [], 1971]", "p:10:16: rows needs at least 1, and here are none; add some"),
        ("[Duel, [[A]], 1971]", "p:10:17: rows must be text, and here is a list; put text in quotes"),
        (
            f"[Duel, [{'A' * 60}, {'B' * 60}], 1971]",
            "p:10:16: these people have more than 100 characters together; leave some out",
        ),
    ],
)
def test_a_row_that_does_not_fit(row: str, fault: str):
    assert faults(films(rows=f"      - {row}\n")) == [fault]


@pytest.mark.parametrize(
    ("columns", "fault"),
    [
        ("{film: titel, composer: person, year: year}", 'p:5:21: film cannot be "titel"; did you mean title?'),
        (
            "{film: list, composer: person, year: year}",
            "p:5:21: a column cannot be a list; but a person column may hold several",
        ),
        ("[film, composer, year]", "p:5:14: columns: keys and values belong here (name: …), and here is a list"),
        (
            "{film: title, composer: person, Year-of: year}",
            'p:5:46: Year-of cannot be "Year-of": only a-z, 0-9 and _, a letter first; write year_of',
        ),
        ("{film: title, composer: person, '': year}", "p:5:46: a key is empty; write it"),
    ],
)
def test_columns_that_cannot_be(columns: str, fault: str):
    assert faults(FILMS.replace("{film: title, composer: person, year: year}", columns)) == [fault]


@pytest.mark.parametrize(
    ("template", "fault"),
    [
        ("{ask: 'Who scored {flim}?', answer: composer}", 'p:11:15: there is no column "flim"; did you mean film?'),
        (
            "{ask: 'Who scored {Film of}?', answer: composer}",
            'p:11:15: there is no column "Film of"; did you mean film?',
        ),
        (
            "{ask: 'Who scored {film}?', answer: actor}",
            'p:11:45: there is no column "actor"; the columns are film, composer and year',
        ),
        (
            "{ask: 'Who scored it?', answer: composer}",
            "p:11:15: ask has no blank, so every row would say the same; write {film} in it",
        ),
        (
            "{ask: 'Who is {composer}?', answer: composer}",
            "p:11:15: ask holds its own answer {composer}; leave that blank out",
        ),
        (
            "{ask: 'Who scored {film}?', answer: composer, reverse: 'What is {film}?'}",
            "p:11:64: reverse asks the other way round: it holds {composer} and leaves out exactly one blank of ask",
        ),
        (
            "{ask: 'Who scored {film} in {year}?', answer: composer, reverse: 'What is by {composer}?'}",
            "p:11:74: reverse asks the other way round: it holds {composer} and leaves out exactly one blank of ask",
        ),
        ("{ask: 'Who scored {film}?', anwser: composer}", 'p:11:37: unknown key "anwser"; did you mean answer?'),
        ("{ask: 'Who scored {film}?'}", "p:11:9: answer is missing; add it: the column that holds the answer"),
    ],
)
def test_a_template_that_does_not_fit(template: str, fault: str):
    assert faults(films(template=template)) == [fault]


def test_a_sentence_that_a_row_makes_too_long():
    template = f"{{ask: '{'{film}, ' * 5}who?', answer: composer}}"
    assert faults(films(rows=f"      - [{'D' * 100}, A, 1971]\n", template=template)) == [
        "p:10:9: this row makes a question of over 500 characters; cut it"
    ]
    assert faults(films(rows=f"      - [{'D' * 100}, A, 1971]\n", more=f"    says: '{'{film}, ' * 10}'\n")) == [
        "p:10:9: this row makes a fact of over 1,000 characters; cut it"
    ]


def test_a_says_that_does_not_fit():
    assert faults(films(more="    says: It was scored.\n")) == [
        "p:12:11: says has no blank, so every row would say the same; write {film} in it"
    ]
    assert faults(films(more="    says: '{yaer}'\n")) == ['p:12:11: there is no column "yaer"; did you mean year?']


def test_a_table_without_rows_or_questions():
    text = f"{HEAD}tables:\n  - id: t\n    columns: {{film: title}}\n    rows: []\n    questions: []\n"
    assert faults(text) == [
        "p:6:11: rows needs at least 1, and here are none; add some",
        "p:7:16: questions needs at least 1, and here are none; add some",
    ]


def test_two_tables_with_one_id():
    again = FILMS.removeprefix(HEAD + "tables:\n")
    told = faults(FILMS + again)
    assert told[0] == 'p:12:9: the table id "scores" is used twice, first on line 4; choose another'


def test_a_written_question_with_the_id_of_a_row():
    written = JAWS.replace("id: jaws", "id: scores-1-jaws-cc956db7")
    (fault,) = faults(FILMS + written.removeprefix(HEAD))
    assert fault == ('p:7:9: the question id "scores-1-jaws-cc956db7" is used twice, first on line 13; choose another')


def test_all_faults_of_a_table_come_at_once():
    text = films(rows="      - [Duel]\n", template="{ask: '{flim}', answer: woh}", more="    says: x\n")
    assert [fault.partition(" ")[0] for fault in faults(text)] == ["p:10:9:", "p:12:15:", "p:12:33:", "p:13:11:"]


def test_a_table_of_more_rows_than_it_holds():
    rows = "".join(f"      - [Film {number}, A, 1971]\n" for number in range(4998))
    assert faults(films(rows=rows)) == ["p:7:7: rows has 5,001 items, and 5,000 fit; leave some out"]


def test_tables_that_make_too_many_questions():
    rows = "".join(f"      - [Film {number}, A, 1971]\n" for number in range(3000))
    templates = "      - {ask: 'Who scored {film}?', answer: composer}\n" * 17
    assert faults(films(rows=rows, more=templates)) == [
        "p:4:5: this table takes the pack over 50,000 questions; split it"
    ]
