"""JSON of OpenTDB: `{"response_code": 0, "results": [...]}`, or the list of results alone.

Its texts come with HTML entities, URL-encoded or in Base64, as whoever asked for them chose (the `encode` of its API),
and nothing but the texts tells which: in Base64 even `type` is no word, and URLs have no spaces.
"""

from __future__ import annotations

import base64
import html
import re
import urllib.parse
from typing import TYPE_CHECKING, NamedTuple, TypeGuard

from trivia.packs.faults import Mark, shown
from trivia.packs.foreign.drafts import Draft, Unreadable
from trivia.packs.foreign.json_text import Json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from trivia.packs.foreign.intake import Intake

_CODES = {
    "1": "it has not so many questions; ask it for fewer",
    "2": "it was asked in a way that it does not understand",
    "3": "its session token does not exist; get another",
    "4": "its session token has had all questions; reset it",
    "5": "it was asked too often; wait for five seconds",
}
"""What `response_code` says where there are no questions (https://opentdb.com/api_config.php)."""

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_URL_ENCODED = re.compile(r"[A-Za-z0-9\-._~!*'()+%]*")
_BASE64_TYPES = {base64.b64encode(kind).decode() for kind in (b"multiple", b"boolean")}
_MOST_KEYS = 20
_MOST_WRONG = 100
_MOST_TAG = 40
_TRUE_OR_FALSE = {"true": ("True", "False"), "false": ("False", "True")}


class _Result(NamedTuple):
    """One question as OpenTDB has it; empty where it has nothing."""

    mark: Mark
    category: str
    type: str
    difficulty: str
    question: str
    right: str
    wrong: tuple[str, ...]


class _Refused(Exception):
    """Why one question cannot be taken."""


def read(text: str, intake: Intake) -> None:
    """Read the results in `text`. Raises `Unreadable` where it has none."""
    results = list(_results(Json(text), intake))
    decoded = _decoder(results)
    for result in results:
        try:
            intake.take(_draft(_decoded(result, decoded)))
        except _Refused as refused:
            intake.refuse(result.mark, str(refused))


def _results(json: Json, intake: Intake) -> Iterator[_Result]:
    """All results that have the shape of one; the others are refused."""
    found = False
    code: object = None
    if json.starts("["):
        found = True
        yield from _listed(json, intake)
    elif not json.starts("{"):
        raise Unreadable(json.mark(), "this is not JSON of OpenTDB; it begins with { or [")
    else:
        for number, key in enumerate(json.keys()):
            if number == _MOST_KEYS:
                raise Unreadable(json.mark(), f"more than {_MOST_KEYS} keys; OpenTDB has response_code and results")
            if key == "results" and json.starts("["):
                found = True
                yield from _listed(json, intake)
            else:
                value = json.value()
                code = value if key == "response_code" else code
    json.end()
    if code in _CODES:
        raise Unreadable(Mark(1, 1), f"OpenTDB has sent no questions: {_CODES[str(code)]}")
    if not found:
        raise Unreadable(Mark(1, 1), 'there is no list of "results"; is this what OpenTDB has sent?')


def _listed(json: Json, intake: Intake) -> Iterator[_Result]:
    for mark in json.items():
        intake.meet(mark)
        try:
            yield _result(mark, json.value())
        except _Refused as refused:
            intake.refuse(mark, str(refused))


def _result(mark: Mark, value: object) -> _Result:
    if not _is_object(value):
        raise _Refused("this is no question; write an object with question and correct_answer")
    wrong: object = value.get("incorrect_answers") or ()
    if not _is_list(wrong) or len(wrong) > _MOST_WRONG:
        raise _Refused(f"incorrect_answers must be a list of up to {_MOST_WRONG} texts")
    return _Result(
        mark,
        category=_text(value, "category", needed=False),
        type=_text(value, "type", needed=False),
        difficulty=_text(value, "difficulty", needed=False),
        question=_text(value, "question"),
        right=_text(value, "correct_answer"),
        wrong=tuple(_text({"incorrect_answers": each}, "incorrect_answers") for each in wrong),
    )


def _is_object(value: object) -> TypeGuard[Mapping[str, object]]:
    return isinstance(value, dict)


def _is_list(value: object) -> TypeGuard[Sequence[object]]:
    return isinstance(value, (list, tuple))


def _text(fields: Mapping[str, object], key: str, *, needed: bool = True) -> str:
    value = fields.get(key)
    if value is None and not needed:
        return ""
    if not isinstance(value, str):
        raise _Refused(f"{key} must be text in double quotes" if value is not None else f"{key} is missing; add it")
    if any("\ud800" <= char <= "\udfff" for char in value):
        raise _Refused(f"{key} holds half a character (a \\u escape without its pair); write the character itself")
    return value


def _decoder(results: Sequence[_Result]) -> Callable[[str], str]:
    """How the texts of a file are encoded, which is one way for all of them."""
    if results and all(result.type in _BASE64_TYPES for result in results):
        return _from_base64
    asked = [result.question for result in results]
    if any("%" in text for text in asked) and all(_URL_ENCODED.fullmatch(text) for text in asked):
        return _from_url
    return _from_html


def _from_base64(text: str) -> str:
    return base64.b64decode(text, validate=True).decode()


def _from_url(text: str) -> str:
    return urllib.parse.unquote_plus(text, errors="strict")


def _from_html(text: str) -> str:
    return _ENTITY.sub(lambda match: html.unescape(match[0]), text)


def _decoded(result: _Result, decoded: Callable[[str], str]) -> _Result:
    try:
        return _Result(
            result.mark,
            decoded(result.category),
            decoded(result.type),
            decoded(result.difficulty),
            decoded(result.question),
            decoded(result.right),
            tuple(decoded(text) for text in result.wrong),
        )
    except ValueError:
        raise _Refused(f"{shown(result.question)} is encoded in another way than the rest, or broken") from None


def _draft(result: _Result) -> Draft:
    ask, right, wrong = result.question, result.right, result.wrong
    if result.type == "boolean":
        answers = _TRUE_OR_FALSE.get(right.strip().lower())
        if answers is None:
            raise _Refused(f"correct_answer of a boolean question is True or False, and here is {shown(right)}")
        ask, right, wrong = f"True or false: {ask}", answers[0], answers[1:]
    return Draft(
        result.mark,
        ask,
        (right,),
        wrong=wrong,
        difficulty=result.difficulty or None,
        tags=(result.category,) if 0 < len(result.category) <= _MOST_TAG else (),
    )
