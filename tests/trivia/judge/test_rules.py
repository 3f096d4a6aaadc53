"""The house rules of judging, by example."""

import pytest

from trivia.judge import Judge, Ruling, Strictness
from trivia.question import Answer, Kind

RIGHT, CLOSE, WRONG = Ruling.RIGHT, Ruling.CLOSE, Ruling.WRONG

ELFMAN = Judge(Answer("Danny Elfman"), Kind.PERSON, ["Richard Elfman", "Hans Zimmer", "Howard Shore"])
TRIER = Judge(Answer("Lars von Trier"), Kind.PERSON, ["Margarethe von Trotta", "Joachim Trier"])
ROCKY = Judge(Answer("Rocky IV"), Kind.TITLE, ["Rocky", "Rocky III", "Rocky V"])
ROCK = Judge(Answer("Old Time Rock and Roll"), Kind.TITLE, ["Rock and Roll"])
DRIVE = Judge(Answer("Drive"), Kind.TITLE, ["Baby Driver"], question="Which 2011 film has Kavinsky's Nightcall?")
YEAR = Judge(Answer("1986"), Kind.YEAR, question="In which year did Top Gun come out?")
TANGO = Judge(Answer("Tango"), Kind.TEXT, ["Waltz", "Foxtrot"])
NOTES = Judge(Answer("5"), Kind.NUMBER, ["4"], question="How many notes has the motif?")


@pytest.mark.parametrize(
    "guess", ["danny elfman", "DANNY ELFMAN!!", "Dánny  Elfmán", "Ｄａｎｎｙ Ｅｌｆｍａｎ", "**danny elfman**"]
)
def test_case_accents_punctuation_and_width_fall_away(guess: str):
    assert ELFMAN.judge(guess).ruling is RIGHT


@pytest.mark.parametrize("guess", ["dаnny еlfmаn", "danny\u200b elfman", "\u202edanny elfman", "||danny|| ||elfman||"])
def test_look_alikes_invisible_characters_and_markup_fall_away(guess: str):
    assert ELFMAN.judge(guess).ruling is RIGHT


@pytest.mark.parametrize(
    "guess", ["<:bat:123456789012345678> elfman 🦇", "<@123456789012345678> elfman", "@quizbot elfman"]
)
def test_emoji_and_mentions_fall_away(guess: str):
    assert ELFMAN.judge(guess).ruling is RIGHT


def test_a_script_that_is_not_latin_stays_itself():
    judge = Judge(Answer("Ирония судьбы"), Kind.TITLE, ["Брат"])
    assert judge.judge("ирония судьбы!").ruling is RIGHT
    assert judge.judge("брат").ruling is WRONG


@pytest.mark.parametrize("guess", ["elfman", "D. Elfman", "Elfman, Danny", "elfman danny", "dan elfman", "mr elfman"])
def test_a_person_is_named_by_the_surname_an_initial_or_either_order(guess: str):
    assert ELFMAN.judge(guess).ruling is RIGHT


def test_the_first_name_alone_is_close():
    assert ELFMAN.judge("danny").ruling is CLOSE


@pytest.mark.parametrize("guess", ["jenna elfman", "richard elfman", "danny boyle", "hans zimmer"])
def test_another_person_is_wrong(guess: str):
    assert ELFMAN.judge(guess).ruling is WRONG


@pytest.mark.parametrize("guess", ["von trier", "trier", "lars vontrier", "lars van trier"])
def test_particles_may_be_kept_left_out_or_slipped(guess: str):
    assert TRIER.judge(guess).ruling is RIGHT


@pytest.mark.parametrize("guess", ["von trotta", "joachim trier"])
def test_a_particle_or_a_surname_shared_with_another_does_not_help(guess: str):
    assert TRIER.judge(guess).ruling is WRONG


@pytest.mark.parametrize("guess", ["dany elfman", "danny efman", "danny elfmna", "dannny elfman"])
def test_typos_are_forgiven(guess: str):
    assert ELFMAN.judge(guess).ruling is RIGHT


@pytest.mark.parametrize("guess", ["rocky 4", "rocky four", "rocky IV", "ROCKY Ⅳ", "is it rocky iv?"])
def test_numbers_may_be_digits_words_or_roman(guess: str):
    assert ROCKY.judge(guess).ruling is RIGHT


@pytest.mark.parametrize("guess", ["rocky", "rocky 3", "rocky five", "rocky vi", "rocky 44"])
def test_another_number_is_never_a_typo(guess: str):
    assert ROCKY.judge(guess).ruling is not RIGHT


@pytest.mark.parametrize(
    "guess", ["old time rock n roll", "old time rock & roll", "the old time rock + roll", "oldtimerockandroll"]
)
def test_ampersands_articles_and_spaces_are_free(guess: str):
    assert ROCK.judge(guess).ruling is RIGHT


def test_a_word_short_is_close():
    assert ROCK.judge("old time rock").ruling is CLOSE


@pytest.mark.parametrize("guess", ["colour purple", "the color purple", "colour of purple"])
def test_british_and_american_spellings_are_one(guess: str):
    assert Judge(Answer("The Color Purple"), Kind.TITLE).judge(guess).ruling is RIGHT


@pytest.mark.parametrize(
    "guess",
    [
        "is it drive?",
        "ok but its obviously drive",
        "Drive, the one with the scorpion jacket",
        "drive (2011)",
        "drive by kavinsky",
        "i think drive lol",
        "no wait, drive",
        "bullitt no wait drive",
    ],
)
def test_one_committed_answer_may_stand_in_chatter(guess: str):
    assert DRIVE.judge(guess).ruling is RIGHT


@pytest.mark.parametrize(
    "guess",
    [
        "i will drive you to the airport",
        "about to drive home from work",
        "drive my car",
        "who wants to drive?",
        "https://drive.google.com/drive",
    ],
)
def test_ordinary_talk_that_holds_the_answer_is_wrong(guess: str):
    assert DRIVE.judge(guess).ruling is not RIGHT


@pytest.mark.parametrize(
    "guess", ["tango, waltz, rumba", "tango or waltz", "tango? waltz?", "waltz / tango", "tango\nwaltz"]
)
def test_a_list_of_alternatives_is_wrong(guess: str):
    assert TANGO.judge(guess).ruling is WRONG


@pytest.mark.parametrize(
    "guess", ["not a tango", "tango? no", "definitely not tango", "anything but tango", "tango no wait waltz"]
)
def test_an_answer_that_is_denied_or_taken_back_is_wrong(guess: str):
    assert TANGO.judge(guess).ruling is not RIGHT


@pytest.mark.parametrize(
    "guess", ["1986", "in 1986", "nineteen eighty-six", "１９８６", "the summer of 1986", "'twas 1986"]
)
def test_a_year_may_be_said_in_any_way(guess: str):
    assert YEAR.judge(guess).ruling is RIGHT


@pytest.mark.parametrize(
    "guess", ["1985", "86", "'86", "19866", "the 1980s", "1985-1987", "1985 or 1986", "not 1986", "1985 1986"]
)
def test_a_year_is_exact(guess: str):
    assert YEAR.judge(guess).ruling is not RIGHT


@pytest.mark.parametrize("guess", ["5", "five", "5 notes", "its 5 i just hummed it", "five of them"])
def test_a_number_may_have_its_unit_and_a_reason(guess: str):
    assert NOTES.judge(guess).ruling is RIGHT


@pytest.mark.parametrize("guess", ["4", "55", "4 or 5", "5 more minutes please", "i have 5 cats"])
def test_a_number_in_other_talk_is_no_answer(guess: str):
    assert NOTES.judge(guess).ruling is not RIGHT


def test_a_guess_nearer_to_a_rival_is_wrong():
    judge = Judge(Answer("Alien"), Kind.TITLE, ["Aliens"])
    assert judge.judge("alienss").ruling is not RIGHT
    assert judge.judge("aliens").ruling is WRONG


def test_what_the_pack_rejects_is_never_right():
    judge = Judge(Answer("Hold My Hand", reject=("Hold My Hands",)), Kind.TITLE)
    assert judge.judge("hold my hands").ruling is WRONG


def test_the_article_matters_where_the_bank_knows_both():
    judge = Judge(Answer("Invisible Man"), Kind.TITLE, ["The Invisible Man"])
    assert judge.judge("invisible man").ruling is RIGHT
    assert judge.judge("the invisible man").ruling is WRONG


def test_strict_forgives_no_typo():
    judge = Judge(Answer("Danny Elfman"), Kind.PERSON, strictness=Strictness.STRICT)
    assert judge.judge("danny elfman").ruling is RIGHT
    assert judge.judge("danny elfmann").ruling is not RIGHT


def test_lenient_forgives_twice_as_much():
    guess = "faltarmajer"
    assert Judge(Answer("Harold Faltermeyer"), Kind.PERSON, strictness=Strictness.LENIENT).judge(guess).ruling is RIGHT
    assert Judge(Answer("Harold Faltermeyer"), Kind.PERSON).judge(guess).ruling is not RIGHT


@pytest.mark.parametrize("guess", ["rocky 3", "rocky five"])
def test_lenient_is_exact_on_numbers_and_rivals(guess: str):
    judge = Judge(Answer("Rocky IV"), Kind.TITLE, ["Rocky III", "Rocky V"], Strictness.LENIENT)
    assert judge.judge(guess).ruling is WRONG


def test_an_answer_of_signs_alone_is_compared_as_it_stands():
    judge = Judge(Answer("?!"), Kind.TITLE)
    assert judge.judge(" ?! ").ruling is RIGHT
    assert judge.judge("!!").ruling is WRONG


@pytest.mark.parametrize("judge", [ELFMAN, DRIVE, YEAR, NOTES])
def test_every_reason_is_words_that_do_not_give_the_answer_away(judge: Judge):
    for guess in ("", "zimmer", "1985", "drive or waltz", "danny", "x" * 500, "not drive"):
        why = judge.judge(guess).why
        assert why
        assert not {"elfman", "drive", "1986", "5"} & set(why.split())
