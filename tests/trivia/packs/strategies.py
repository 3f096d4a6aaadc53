"""Packs that the format can hold, with texts as wild as it allows."""

import dataclasses
import unicodedata

from hypothesis import strategies as st

from trivia.packs import Pack, tables
from trivia.packs.compare import folded
from trivia.question import Answer, Difficulty, Fact, Kind, Media, Question, Source, Status

TRICKY = [
    "no", "Null", "~", "12:30", "0777", "1.10", "- a", "a: b", "a:", "a #b", "#", "&a", "*a", "!a", "%", "@", "`", "?",
    "''", '"', "'\"", "\\", "{film}", "[a]", "a, b", "|", ">", "---", "...", " a", "a ", "🦈", "👩‍🎤", "é", "e\u0301",
    "\u00a0", "\u200b", "\ufeff", "\ufffe", "שלום", "日本", "\U0001f1eb\U0001f1f7", "<<", "=",
]  # fmt: skip

CHARS = st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"))


def seen(text: str) -> bool:
    """Whether `text` has anything that a reader sees."""
    return any(unicodedata.category(char) not in {"Cc", "Cf", "Zs"} for char in text)


def lines(most: int) -> st.SearchStrategy[str]:
    """Text of a line or several that is not blank."""
    piece = st.sampled_from([*TRICKY, "\n"]) | st.text(CHARS | st.just("\n"), max_size=8)
    return st.lists(piece, min_size=1, max_size=4).map(lambda some: "".join(some)[:most]).filter(seen)


def line(most: int = 40) -> st.SearchStrategy[str]:
    """Text of one line that is not blank."""
    piece = st.sampled_from(TRICKY) | st.text(CHARS, max_size=8)
    return st.lists(piece, min_size=1, max_size=3).map(lambda some: "".join(some)[:most]).filter(seen)


def different(least: int, most: int) -> st.SearchStrategy[list[str]]:
    """Lines that the judge would not take for one another."""
    return st.lists(line(), min_size=least, max_size=most, unique_by=folded)


SLUGS = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,2}", fullmatch=True)
DATES = st.sampled_from(["1986", "2022-05", "2022-05-26", "2024-02-29"])
URLS = line().map(lambda text: "https://example.org/" + "".join(text.split()))
SOURCES = st.builds(Source, *[st.none() | line()] * 3, date=st.none() | DATES, url=st.none() | URLS).filter(
    lambda source: source != Source()
)
TAGS = st.lists(line(), max_size=3).map(tuple)
FILES = SLUGS.map(lambda name: f"clips/{name}.ogg")
MEDIA = st.builds(Media, alt=lines(60), audio=FILES) | st.builds(Media, alt=lines(60), image=FILES)
EVIDENCE = st.tuples(st.integers(0, 99), st.integers(100, 10**6))
COMMON = {"difficulty": st.sampled_from(Difficulty), "tags": TAGS, "status": st.sampled_from(Status)}


def over(default: Source | None, own: Source | None) -> Source | None:
    """A source as a fact has it: its own, field by field over the pack's."""
    if default is None or own is None:
        return own or default
    return dataclasses.replace(default, **{key: value for key, value in dataclasses.asdict(own).items() if value})


@st.composite
def answered(draw: st.DrawFn) -> dict[str, object]:
    """The kind of a question with all its answers, the right and the wrong ones."""
    texts = draw(different(4, 9))
    cut = draw(st.integers(1, 3))
    right, others = texts[:cut], texts[cut:]
    reject, wrong = tuple(others[::2]), tuple(others[1::2])
    if len(right) > 1 and draw(st.booleans()):
        spelt = draw(st.booleans())
        members = tuple(Answer(text, (text + "!",) if spelt else (), reject) for text in right)
        return {"kind": Kind.LIST, "answers": members, "need": draw(st.integers(1, len(members))), "wrong": wrong}
    answer = Answer(right[0], tuple(right[1:]), reject)
    return {"kind": draw(st.sampled_from([Kind.TEXT, Kind.TITLE, Kind.PERSON])), "answers": (answer,), "wrong": wrong}


@st.composite
def questions(draw: st.DrawFn, ident: str, facts: list[Fact]) -> Question:
    """A question with the id `ident` about one of `facts`, or none."""
    return Question(
        id=ident,
        ask=draw(lines(100)),
        hint=draw(st.sampled_from([None, "¿?", "- :\n #"])),
        fact=draw(st.sampled_from([None, *facts])),
        evidence=draw(st.none() | EVIDENCE),
        media=draw(st.none() | MEDIA),
        **{key: draw(value) for key, value in COMMON.items()},
        **draw(answered()),
    )


@st.composite
def made_tables(draw: st.DrawFn, ident: str, default: Source | None) -> tables.Table:
    """A table of films, their people and years, with one template or two."""
    films = draw(st.lists(line(30), min_size=1, max_size=4, unique_by=folded))
    people = st.lists(line(20), min_size=1, max_size=3).map(tuple)
    reverse = st.sampled_from([None, "Which film is by {by}?"])
    templates = [tables.Template("Who wrote {film}?", "by", draw(reverse), **{k: draw(v) for k, v in COMMON.items()})]
    if draw(st.booleans()):
        templates.append(tables.Template("When was {film}: {film}?", "year"))
    return tables.Table(
        id=ident,
        columns=(("film", Kind.TITLE), ("by", Kind.PERSON), ("year", Kind.YEAR)),
        rows=tuple(((film,), draw(people), (draw(st.sampled_from(["1975", "2022"])),)) for film in films),
        templates=tuple(templates),
        says=draw(st.sampled_from([None, "{film} is by {by}."])),
        source=over(default, draw(st.none() | SOURCES)),
    )


@st.composite
def packs(draw: st.DrawFn) -> Pack:
    """A pack."""
    name, source = draw(SLUGS), draw(st.none() | SOURCES)
    slugs = st.lists(SLUGS, max_size=3, unique=True)
    facts = [
        Fact(slug, draw(lines(100)), over(source, draw(st.none() | SOURCES)), draw(st.none() | DATES))
        for slug in draw(slugs)
    ]
    written = [draw(questions(f"{name}/{slug}", facts)) for slug in draw(slugs)]
    some = [draw(made_tables(slug, source)) for slug in draw(slugs.filter(lambda found: bool(found or written)))]
    return Pack(
        id=name,
        title=draw(line()),
        about=draw(st.none() | lines(100)),
        language=draw(st.sampled_from(["en", "de", "no", "pt-BR"])),
        source=source,
        facts=(*facts, *(fact for table in some for fact in tables.facts(table))),
        questions=(*written, *(question for table in some for question, _ in tables.questions(table, name))),
        tables=tuple(some),
    )
