"""Reading what others send, so that no shape of it surprises what comes after."""

import json
import math
from typing import NoReturn

from .errors import JsonValue

DEEPEST = 64
"""How deep JSON may be nested; nothing of Discord's comes near."""


def read_json(text: str | bytes) -> JsonValue:
    """Read JSON; raises ValueError for what is none, and for NaN, infinities, halves of surrogates and deep nests."""
    try:
        value = json.loads(text, parse_constant=_refuse)
    except RecursionError as error:
        raise ValueError("The JSON is nested too deep.") from error
    _check(value)
    return value


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON.")


def _check(value: JsonValue) -> None:
    layer = [value]
    for _ in range(DEEPEST):
        inner: list[JsonValue] = []
        for each in layer:
            if isinstance(each, str):
                each.encode()
            elif isinstance(each, float) and math.isinf(each):
                _refuse(str(each))
            elif isinstance(each, dict):
                inner += [*each.keys(), *each.values()]
            elif isinstance(each, list):
                inner += each
        if not inner:
            return
        layer = inner
    raise ValueError("The JSON is nested too deep.")


def without_nulls(value: JsonValue) -> JsonValue:
    """Copy JSON without what is null in its objects: to Discord, that is what was not given."""
    if isinstance(value, dict):
        return {key: without_nulls(inner) for key, inner in value.items() if inner is not None}
    return [without_nulls(inner) for inner in value] if isinstance(value, list) else value
