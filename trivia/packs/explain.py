"""What the model's objections to an entry mean to an author: one sentence for one mistake, at its place."""

from __future__ import annotations

from collections import defaultdict
from enum import Enum
from typing import TYPE_CHECKING, Any, get_args

from pydantic import BaseModel

from trivia.packs.faults import Mark, did_you_mean, shown
from trivia.packs.slugs import SLUG, slug

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

    from trivia.packs.faults import Faults
    from trivia.packs.reader import Node

_TAGS = ("one", "many", "[key]")
"""Steps of an error's path that are not in the file: the branch of a union, the key of a mapping."""


def explain(error: ValidationError, model: type[BaseModel], node: Node, faults: Faults, *, partial: bool) -> None:
    """Note each objection of `model` against the entry at `node`; a `partial` one may lack keys."""
    missing: defaultdict[tuple[int | str, ...], list[str]] = defaultdict(list)
    meant: set[tuple[int | str, ...]] = set()
    for detail in error.errors(include_url=False, include_context=True):
        path = detail["loc"]
        place = node.at(*path)
        if faults.full:
            faults.add(place.mark, "")
        elif detail["type"] == "missing":
            if not partial or len(path) > 1:
                missing[path[:-1]].append(str(path[-1]))
        elif detail["type"] == "extra_forbidden":
            mark, sentence, word = _unknown(path, node, _model_at(model, path))
            meant.add((*path[:-1], word or ""))
            if place.value is not None:
                faults.add(mark, sentence)
        elif place.value is not None:
            faults.add(_key_mark(node, path) or place.mark, _sentence(detail, _model_at(model, path)))
    for path, keys in missing.items():
        left = [key for key in keys if (*path, key) not in meant]
        if left:
            faults.add(node.at(*path).mark, _missing(left, _model_at(model, (*path, left[0]))))


def listing(words: list[str], last: str = "and") -> str:
    """`words` as prose: a, b and c."""
    return f" {last} ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _model_at(model: type[BaseModel], path: tuple[int | str, ...]) -> type[BaseModel]:
    """The model that names the last key of `path`."""
    for step in path[:-1]:
        if isinstance(step, str) and step in model.model_fields:
            model = _inner(model.model_fields[step].annotation) or model
    return model


def _inner(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for argument in get_args(annotation) if (found := _inner(argument))), None)


def _unknown(path: tuple[int | str, ...], node: Node, model: type[BaseModel]) -> tuple[Mark, str, str | None]:
    key = str(path[-1])
    parent = node.at(*path[:-1])
    word = did_you_mean(key, model.model_fields)
    known = listing(list(model.model_fields))
    advice = f"did you mean {word}?" if word else f"the keys here are {known}"
    return (parent.keys or {}).get(key, parent.mark), f"unknown key {shown(key)}; {advice}", word


def _key_mark(node: Node, path: tuple[int | str, ...]) -> Mark | None:
    if not path or path[-1] != "[key]":
        return None
    parent = node.at(*path[:-2])
    return (parent.keys or {}).get(str(path[-2]))


def _missing(keys: list[str], model: type[BaseModel]) -> str:
    if len(keys) > 1:
        return f"{listing(keys)} are missing; add them"
    return f"{keys[0]} is missing; add it: {_described(model, keys[0])}"


def _described(model: type[BaseModel], key: str) -> str:
    sentence = (model.model_fields[key].description if key in model.model_fields else None) or "delete it"
    return (sentence[0].lower() + sentence[1:]).partition(". ")[0].rstrip(".")


def _sentence(detail: ErrorDetails, model: type[BaseModel]) -> str:
    """What is wrong with a value, by the sort of objection."""
    keys = [str(step) for step in detail["loc"] if isinstance(step, str) and step not in _TAGS]
    subject = (keys[-1] or "a key") if keys else "this"
    value, context = detail["input"], detail.get("ctx", {})
    if value == "" or detail["type"] == "empty":
        steps = [step for step in detail["loc"] if step not in _TAGS]
        return _empty(subject, model, within=bool(steps) and isinstance(steps[-1], int))
    match detail["type"]:
        case "said":
            return f"{subject} {context['sentence']}"
        case "list_type":
            return f"{subject} must be a list; write [{value if _short(value) else '…'}]"
        case "model_type" | "model_attributes_type" | "dict_type":
            return f"{'' if subject == 'this' else subject + ': '}{_keys_wanted(model, subject, value)}"
        case "string_pattern_mismatch":
            return _pattern(subject, value, context["pattern"])
        case "enum":
            return _enum(subject, value, context)
        case "string_type":
            return f"{subject} must be text, and here is {_sort(value)}; put text in quotes"
        case "string_too_long" | "too_long" | "too_short":
            return f"{subject} {_size(value, context)}"
        case _:
            return f"{subject} must be a whole number{_from(context)}, and here is {_sort(value)}; write 3, in digits"


def _empty(subject: str, model: type[BaseModel], *, within: bool) -> str:
    if subject == "this":
        return "this item is empty; write it or delete it"
    if within:
        return f"an empty text in {subject}; write it or delete it"
    field = model.model_fields.get(subject)
    if field is not None and not field.is_required():
        return f"{subject} is empty; write it or delete the line"
    return f"{subject} is empty; write {_described(model, subject)}" if field else f"{subject} is empty; write it"


def _keys_wanted(model: type[BaseModel], subject: str, value: object) -> str:
    inner = _inner(model.model_fields[subject].annotation) if subject in model.model_fields else model
    keys = [key for key, field in inner.model_fields.items() if field.is_required()] if inner else []
    example = ", ".join(f"{key}: …" for key in keys or list(inner.model_fields if inner else ["name"])[:2])
    return f"keys and values belong here ({example}), and here is {_sort(value)}"


def _pattern(subject: str, value: str, pattern: str) -> str:
    example, letters = slug(value, 40), "a-z, 0-9 and single - between them"
    if pattern != SLUG:
        example, letters = example.replace("-", "_").lstrip("0123456789_"), "a-z, 0-9 and _, a letter first"
    advice = f"write {example}" if example and len(value) <= 40 else "write another"
    return f"{subject} cannot be {shown(value)}: only {letters}; {advice}"


def _enum(subject: str, value: object, context: dict[str, Any]) -> str:
    words = listing(context["expected"].replace("'", "").replace(" or ", ", ").split(", "), "or")
    near = did_you_mean(value, words.replace(" or ", ", ").split(", ")) if isinstance(value, str) else None
    advice = f"; did you mean {near}?" if near else f"; write {words}"
    return f"{subject} cannot be {shown(value) if isinstance(value, str) else _sort(value)}{advice}"


def _sort(value: object) -> str:
    match value:
        case list():
            return "a list"
        case dict():
            return "a mapping"
        case Enum():
            return shown(str(value.value))
        case _:
            return shown(str(value))


def _short(value: object) -> bool:
    return isinstance(value, str) and len(value) <= 40 and value.isprintable()


def _size(value: str | list[object], context: dict[str, Any]) -> str:
    if "min_length" in context:
        return f"needs at least {context['min_length']}, and here {_are(len(value))}; add some"
    what, advice = ("characters", "shorten it") if isinstance(value, str) else ("items", "leave some out")
    return f"has {len(value):,} {what}, and {context['max_length']:,} fit; {advice}"


def _are(count: int) -> str:
    return "is only one" if count == 1 else "are none" if not count else f"are {count}"


def _from(context: dict[str, Any]) -> str:
    return f" from {context['ge']}" if "ge" in context else ""
