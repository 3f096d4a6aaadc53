"""The call by which a person fills in a modal."""

from collections.abc import Callable

from bot.sandbox.errors import ControlError, Json, JsonValue
from bot.sandbox.ids import read_id
from bot.sandbox.interaction import MODAL_SUBMIT, Interaction
from bot.sandbox.payloads import attachment_json
from bot.sandbox.validation.components import CHECKBOX, CHECKBOXES, INPUT, RADIO, ROW, SELECT, SELECTS, TEXT, UPLOAD
from bot.sandbox.validation.modals import INPUT_TEXT
from bot.sandbox.world import User

from .asking import Ask, upload
from .options import Resolved
from .play import outcome, picked
from .views import Views


async def submit(ask: Ask, views: Views) -> Json:
    """Fill in the modal that an interaction opened; fields are named by custom id or label."""
    user = ask.human()
    opened = _opened(ask, user)
    modal = opened.modal or {}
    resolved = Resolved(ask, opened.channel)
    components = _filled(resolved, user, modal["components"], ask.record("fields"))
    data: Json = {"custom_id": modal["custom_id"], "components": components}
    if resolved.found:
        data["resolved"] = resolved.found
    begun = ask.parts.interactions.begin(
        MODAL_SUBMIT, user, opened.channel, data, message=opened.message, parent=opened
    )
    answer = await outcome(ask, views, begun)
    opened.submitted = begun.callback is not None
    return answer


def _opened(ask: Ask, user: User) -> Interaction:
    wanted = ask.text("interaction")
    interaction = ask.parts.interactions.find(read_id(wanted) or 0)
    if interaction is None or interaction.user is not user:
        raise ControlError(f'{user.name} has no interaction "{wanted}".', 404)
    if interaction.modal is None or interaction.submitted:
        raise ControlError("No modal of that interaction is open.", 409)
    return interaction


def _filled(resolved: Resolved, user: User, parts: list[Json], fields: Json) -> list[Json]:
    """Mirror the modal's components with what was filled in."""
    left = dict(fields)
    filled: list[Json] = []
    number = 0
    for part in parts:
        number += 1
        mirrored: Json = {"type": part["type"], "id": part.get("id") or number}
        if part["type"] != TEXT:
            inner = part["components"][0] if part["type"] == ROW else part["component"]
            number += 1
            value = _take(left, inner, part.get("label") or inner.get("label"))
            answer = {"type": inner["type"], "id": inner.get("id") or number, "custom_id": inner["custom_id"]}
            answer |= _answer(resolved, user, inner, part.get("label") or inner.get("label"), value)
            mirrored |= {"components": [answer]} if part["type"] == ROW else {"component": answer}
        filled.append(mirrored)
    if left:
        raise ControlError(f'The modal has no field "{next(iter(left))}".', 404)
    return filled


def _take(left: Json, field: Json, label: str | None) -> JsonValue:
    """Take a field's value out of those given; what was not given stays as the modal filled it in."""
    for key in (field["custom_id"], label):
        if key in left:
            return left.pop(key)
    return None


def _answer(resolved: Resolved, user: User, field: Json, label: str | None, value: JsonValue) -> Json:
    kind, called = field["type"], label or field["custom_id"]
    if kind in SELECTS:
        return {"values": _select(resolved, user, field, called, value)}
    return _ANSWERS[kind](resolved, field, called, value)


def _select(resolved: Resolved, user: User, field: Json, called: str, value: JsonValue) -> list[str]:
    values = _listed(value)
    if value is None and field["type"] == SELECT:
        values = [option["value"] for option in field.get("options") or () if option.get("default")]
    elif value is None:
        values = [default["id"] for default in field.get("default_values") or ()]
    if not values and field.get("required", True) is False:
        return []
    if not values:
        raise ControlError(f'The field "{called}" is required.')
    return picked(resolved, user, field, values)


def _listed(value: JsonValue) -> list[JsonValue]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _input(_: Resolved, field: Json, called: str, value: JsonValue) -> Json:
    text = field.get("value") or "" if value is None else value
    if not isinstance(text, str):
        raise ControlError(f'The field "{called}" must be a text.')
    required = field.get("required", True) is not False
    if not text:
        if required:
            raise ControlError(f'The field "{called}" is required.')
        return {"value": ""}
    least, most = field.get("min_length") or 0, field.get("max_length") or INPUT_TEXT
    if not least <= len(text) <= most:
        raise ControlError(f'The field "{called}" must have {least} to {most} characters.')
    return {"value": text}


def _upload(resolved: Resolved, field: Json, called: str, value: JsonValue) -> Json:
    files = _listed(value)
    least, most = field.get("min_values", 1), field.get("max_values", 1)
    if not files and field.get("required", True) is False:
        return {"values": []}
    if not least <= len(files) <= most:
        raise ControlError(f'The field "{called}" takes {least} to {most} files.')
    ids: list[str] = []
    for index, file in enumerate(files):
        attachment = resolved.ask.parts.messages.attach(upload(index, file), None)
        attachment.ephemeral = True
        ids.append(resolved.add("attachments", attachment.id, attachment_json(attachment)))
    return {"values": ids}


def _radio(_: Resolved, field: Json, called: str, value: JsonValue) -> Json:
    options = field.get("options") or []
    if value is None:
        value = next((option["value"] for option in options if option.get("default")), None)
    if value is None:
        if field.get("required", True) is not False:
            raise ControlError(f'The field "{called}" is required.')
        return {"value": None}
    return {"value": _option(options, called, value)}


def _checkboxes(_: Resolved, field: Json, called: str, value: JsonValue) -> Json:
    options = field.get("options") or []
    values = _listed(value)
    if value is None:
        values = [option["value"] for option in options if option.get("default")]
    required = field.get("required", True) is not False
    least, most = field.get("min_values", 1 if required else 0), field.get("max_values", len(options))
    if not (least <= len(values) <= most or (not values and not required)):
        raise ControlError(f'The field "{called}" takes {least} to {most} ticks.')
    return {"values": [_option(options, called, each) for each in values]}


def _option(options: list[Json], called: str, value: object) -> str:
    for option in options:
        if value in (option["value"], option["label"]):
            return option["value"]
    raise ControlError(f'"{value}" is not among the options of "{called}".', 404)


def _checkbox(_: Resolved, field: Json, called: str, value: JsonValue) -> Json:
    ticked = field.get("default", False) if value is None else value
    if not isinstance(ticked, bool):
        raise ControlError(f'The field "{called}" must be true or false.')
    return {"value": ticked}


_ANSWERS: dict[int, Callable[[Resolved, Json, str, JsonValue], Json]] = {
    INPUT: _input,
    UPLOAD: _upload,
    RADIO: _radio,
    CHECKBOXES: _checkboxes,
    CHECKBOX: _checkbox,
}
