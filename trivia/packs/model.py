"""The shape of a pack file: every key with its sentence, its type and its limits, for the loader and for editors."""

from __future__ import annotations

import contextlib
import datetime
import json
import re
import unicodedata
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Discriminator, Field, Tag
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import PydanticCustomError, core_schema

from trivia.packs.slugs import SLUG
from trivia.question import Difficulty, Kind, Status

MOST_LABEL = 80
"""What a button's label holds on Discord, so what a choice may hold."""

_INVISIBLE = {"Cc", "Cs", "Zl", "Zp"}
_BLANK = {"Cf", "Zs"}
"""Joiners, marks of direction and spaces: ordinary within text, but no text by themselves."""


def refused(sentence: str) -> PydanticCustomError:
    """The error of a validator whose `sentence` reaches the author as it is."""
    return PydanticCustomError("said", "{sentence}", {"sentence": sentence})


def _lines(text: str) -> str:
    if not text.strip():
        raise PydanticCustomError("empty", "empty")
    for char in text:
        if char != "\n" and unicodedata.category(char) in _INVISIBLE:
            raise refused(f"holds the invisible character U+{ord(char):04X}; delete it")
    if all(unicodedata.category(char) in _BLANK for char in text):
        raise PydanticCustomError("empty", "empty")
    return text


def _line(text: str) -> str:
    if "\n" in _lines(text):
        raise refused("must stay on one line; delete the line break")
    return text


def _date(text: str) -> str:
    with contextlib.suppress(ValueError):
        if re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", text, re.ASCII):
            datetime.date.fromisoformat(text + "-01-01"[len(text) - 4 :])
            return text
    raise refused("must be a day, a month or a year; write 2022-05-26, 2022-05 or 2022")


def _url(text: str) -> str:
    if not re.fullmatch(r"https?://[^\s/]\S*", text):
        raise refused("must be a web address; write https://…")
    return text


def _language(text: str) -> str:
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", text):
        raise refused("must be a language code; write en, de or pt-BR")
    return text


def _file_name(text: str) -> str:
    if re.search(r"[\\:]", text) or text.startswith("/") or ".." in text.split("/"):
        raise refused("must be a file in the pack's folder; write clips/theme.ogg")
    return text


PackId = Annotated[str, Field(max_length=40, pattern=SLUG)]
FactId = Annotated[str, Field(max_length=60, pattern=SLUG)]
QuestionId = Annotated[str, Field(max_length=60, pattern=SLUG)]
TableId = Annotated[str, Field(max_length=40, pattern=SLUG)]
Title = Annotated[str, Field(max_length=100), AfterValidator(_line)]
About = Annotated[str, Field(max_length=300), AfterValidator(_lines)]
Credit = Annotated[str, Field(max_length=200), AfterValidator(_line)]
Date = Annotated[str, AfterValidator(_date)]
Url = Annotated[str, Field(max_length=500), AfterValidator(_line), AfterValidator(_url)]
Language = Annotated[str, Field(max_length=35), AfterValidator(_language)]
Says = Annotated[str, Field(max_length=1000), AfterValidator(_lines)]
Ask = Annotated[str, Field(max_length=500), AfterValidator(_lines)]
Spelling = Annotated[str, Field(max_length=100), AfterValidator(_line)]
Choice = Annotated[str, Field(max_length=MOST_LABEL), AfterValidator(_line)]
Hint = Annotated[str, Field(max_length=200), AfterValidator(_lines)]
WordTag = Annotated[str, Field(max_length=40), AfterValidator(_line)]
FileName = Annotated[str, Field(max_length=200), AfterValidator(_line), AfterValidator(_file_name)]
Alt = Annotated[str, Field(max_length=500), AfterValidator(_lines)]
ColumnName = Annotated[str, Field(max_length=40, pattern=r"^[a-z][a-z0-9_]*$")]


def _one_or_many(value: object) -> str:
    return "many" if isinstance(value, list) else "one"


Spellings = Annotated[list[Spelling], Field(min_length=1, max_length=50)]
Member = Annotated[
    Annotated[Spelling, Tag("one")] | Annotated[Spellings, Tag("many")],
    Discriminator(_one_or_many),
]
Members = Annotated[list[Member], Field(min_length=2, max_length=100)]
AnswerValue = Annotated[
    Annotated[Spelling, Tag("one")] | Annotated[Members, Tag("many")],
    Discriminator(_one_or_many),
]
People = Annotated[list[Spelling], Field(min_length=1, max_length=10)]
Cell = Annotated[
    Annotated[Spelling, Tag("one")] | Annotated[People, Tag("many")],
    Discriminator(_one_or_many),
]


class Entry(BaseModel):
    """What all parts of a pack share: no key but those named, and nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class SourceEntry(Entry):
    """Where facts can be checked."""

    title: Credit | None = Field(None, description="What it is called: an article, a film's credits, a book.")
    author: Credit | None = Field(None, description="Who wrote it.")
    publisher: Credit | None = Field(None, description="Who published it.")
    date: Date | None = Field(None, description="When, as exactly as you know: 2022-05-26, 2022-05 or 2022.")
    url: Url | None = Field(None, description="Where it can be read, beginning with https://.")


class FactEntry(Entry):
    """One statement; questions point to it, the reveal shows it."""

    id: FactId = Field(description="The fact's name for questions: a-z, 0-9 and -, up to 60.")
    says: Says = Field(description="The statement in your own words, up to 1,000 characters.")
    source: SourceEntry | None = Field(None, description="Where this one can be checked, if not in the pack's source.")
    as_of: Date | None = Field(None, description="When it was true, if that can change: 2022-05-26, 2022-05 or 2022.")


class MediaEntry(Entry):
    """A sound or a picture shown with the question."""

    audio: FileName | None = Field(None, description="A sound file in the pack's folder: clips/theme.ogg.")
    image: FileName | None = Field(None, description="A picture file in the pack's folder: stills/poster.png.")
    alt: Alt = Field(description="What is heard or seen, for those who cannot; it must not give the answer away.")


class QuestionEntry(Entry):
    """One thing to ask."""

    id: QuestionId = Field(
        description="The question's name, unique in the pack and never changed, since scores hang on it: a-z, 0-9, -."
    )
    ask: Ask = Field(description="The question as players read it, up to 500 characters.")
    answer: AnswerValue = Field(
        description="What is right, shown at the reveal, up to 100 characters. For kind list: all members, each a text "
        "or a list of its spellings with the best first."
    )
    accept: list[Spelling] = Field([], max_length=100, description="Other answers that are right too.")
    reject: list[Spelling] = Field([], max_length=100, description="Answers that are never right, however close.")
    kind: Kind = Field(Kind.TEXT, description="What sort of answer it is, which decides how strictly it is judged.")
    need: int | None = Field(None, ge=1, description="For kind list: how many must be named; all, if not given.")
    wrong: list[Choice] = Field(
        [], max_length=20, description="Plausible wrong answers for multiple choice, up to 80 characters each."
    )
    hint: Hint | None = Field(None, description="A help that does not hold the answer, up to 200 characters.")
    fact: FactId | None = Field(None, description="The id of the fact that the reveal shows.")
    difficulty: Difficulty = Field(Difficulty.MEDIUM, description="How hard it is.")
    tags: list[WordTag] = Field([], max_length=20, description="Words to choose questions by.")
    status: Status = Field(Status.READY, description="Drafts are never asked.")
    evidence: list[int] | None = Field(
        None, min_length=2, max_length=2, description="Where in its article a draft's fact stands: [from, to], offsets."
    )
    media: MediaEntry | None = Field(None, description="A sound or a picture, with its description.")


class TemplateEntry(Entry):
    """A sentence with blanks that makes one question of every row it fits."""

    ask: Ask = Field(description="The question with a {column} in braces for every blank.")
    answer: ColumnName = Field(description="The column that holds the answer.")
    reverse: Ask | None = Field(
        None, description="The same asked the other way round: it has the answer's blank and lacks one of ask's."
    )
    difficulty: Difficulty = Field(Difficulty.MEDIUM, description="How hard these questions are.")
    tags: list[WordTag] = Field([], max_length=20, description="Words to choose questions by.")
    status: Status = Field(Status.READY, description="Drafts are never asked.")


class TableEntry(Entry):
    """Rows of like facts and the questions to make of them."""

    id: TableId = Field(description="The table's name, never changed, since its questions' ids begin with it.")
    columns: dict[ColumnName, Kind] = Field(
        min_length=1, max_length=20, description="Each column's name and what sort of answer it holds."
    )
    says: Says | None = Field(None, description="The fact of a row, shown at the reveal, with {column} blanks.")
    source: SourceEntry | None = Field(None, description="Where the rows can be checked, if not in the pack's source.")
    rows: list[list[Cell]] = Field(
        min_length=1, max_length=5000, description="One value for every column, in their order, row by row."
    )
    questions: list[TemplateEntry] = Field(
        min_length=1, max_length=50, description="The questions to make, with blanks for the columns."
    )


class PackEntry(Entry):
    """A trivia pack: facts and questions on a subject."""

    pack: PackId = Field(
        description="The pack's name, unique and never changed, since scores hang on it: a-z, 0-9 and -, up to 40."
    )
    title: Title = Field(description="The title players see, up to 100 characters.")
    about: About | None = Field(None, description="What it is about, up to 300 characters.")
    language: Language = Field("en", description="The language it is written in, as a code: en, de, pt-BR.")
    source: SourceEntry | None = Field(None, description="Where the facts below can be checked, unless they say.")
    facts: list[FactEntry] = Field([], description="Statements; questions point to them, the reveal shows them.")
    questions: list[QuestionEntry] = Field([], description="What is asked.")
    tables: list[TableEntry] = Field([], description="Rows of like facts, and sentences that make questions of them.")


class _Scalars(GenerateJsonSchema):
    """Editors read an unquoted 1986 as a number, the loader as the text that was typed: a text may look like either."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> dict[str, Any]:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> dict[str, Any]:
        made = super().default_schema(schema)
        return {key: value for key, value in made.items() if key != "default" or value is not None}

    def dict_schema(self, schema: core_schema.DictSchema) -> dict[str, Any]:
        made = super().dict_schema(schema)
        return {**made, "additionalProperties": False} if "patternProperties" in made else made

    def str_schema(self, schema: core_schema.StringSchema) -> dict[str, Any]:
        return {**super().str_schema(schema), "type": ["string", "number", "boolean"], "minLength": 1}


def json_schema() -> dict[str, Any]:
    """The JSON Schema of a pack file (draft 2020-12), for editors; `trivia schema` prints it."""
    schema = PackEntry.model_json_schema(schema_generator=_Scalars)
    return {"$schema": _Scalars.schema_dialect, **schema}


def schema_text() -> str:
    """`json_schema` as the file `pack.schema.json` holds it."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"
