"""The limits of modals (Discord's reference, "Component Reference" and "Modal")."""

from bot.sandbox.errors import Json

from .components import (
    CHECKBOX,
    CHECKBOXES,
    INPUT,
    LABEL,
    RADIO,
    ROW,
    SELECTS,
    TEXT,
    UPLOAD,
    check_custom_id,
    check_options,
    check_select,
    check_text_display,
    check_unique,
)
from .form import Form, Path

TITLE, PARTS, LABEL_TEXT, DESCRIPTION, INPUT_TEXT, INPUT_PLACEHOLDER = 45, 5, 45, 100, 4_000, 100
FILES = 10


def check_modal(form: Form, modal: Json, path: Path = ("data",)) -> None:
    form.text(modal, "title", path, least=1, most=TITLE, required=True)
    check_custom_id(form, modal, path)
    parts = form.array(modal, "components", path, least=1, most=PARTS)
    for index, part in enumerate(parts):
        _part(form, part, (*path, "components", index))
    check_unique(form, parts, (*path, "components"))


def _part(form: Form, part: Json, path: Path) -> None:
    match part.get("type"):
        case 1:
            _row(form, part, path)
        case 10:
            check_text_display(form, part, path)
        case 18:
            _label(form, part, path)
        case _:
            allowed = (ROW, TEXT, LABEL)
            form.fault((*path, "type"), "UNION_TYPE_CHOICES", f'Value of field "type" must be one of {allowed}.')


def _row(form: Form, row: Json, path: Path) -> None:
    for index, component in enumerate(form.array(row, "components", path, least=1, most=1)):
        place = (*path, "components", index)
        if component.get("type") in SELECTS:
            check_select(form, component, place)
        elif component.get("type") == INPUT:
            form.text(component, "label", place, least=1, most=LABEL_TEXT, required=True)
            _input(form, component, place)
        else:
            form.fault((*place, "type"), "UNION_TYPE_CHOICES", f'Value of field "type" must be one of {(INPUT,)}.')


def _label(form: Form, label: Json, path: Path) -> None:
    form.text(label, "label", path, least=1, most=LABEL_TEXT, required=True)
    form.text(label, "description", path, least=1, most=DESCRIPTION)
    inner = label.get("component")
    place = (*path, "component")
    if not isinstance(inner, dict):
        form.required(place)
        return
    kind = inner.get("type")
    if kind in SELECTS:
        check_select(form, inner, place)
    elif kind in (INPUT, UPLOAD, RADIO, CHECKBOXES, CHECKBOX):
        _field(form, inner, place)
    else:
        allowed = (INPUT, *SELECTS, UPLOAD, RADIO, CHECKBOXES, CHECKBOX)
        form.fault((*place, "type"), "UNION_TYPE_CHOICES", f'Value of field "type" must be one of {allowed}.')


def _field(form: Form, field: Json, path: Path) -> None:
    kind = field["type"]
    if kind == INPUT:
        _input(form, field, path)
        return
    check_custom_id(form, field, path)
    if kind == UPLOAD:
        form.integer(field, "min_values", path, least=0, most=FILES)
        form.integer(field, "max_values", path, least=1, most=FILES)
    elif kind == RADIO:
        check_options(form, field, path, least=2, most=10)
    elif kind == CHECKBOXES:
        check_options(form, field, path, least=1, most=10)
        form.integer(field, "min_values", path, least=0, most=10)
        form.integer(field, "max_values", path, least=1, most=10)
    elif kind == CHECKBOX:
        form.boolean(field, "default", path)


def _input(form: Form, field: Json, path: Path) -> None:
    check_custom_id(form, field, path)
    form.choice(field, "style", path, (1, 2))
    least = form.integer(field, "min_length", path, least=0, most=INPUT_TEXT)
    most = form.integer(field, "max_length", path, least=1, most=INPUT_TEXT)
    if least is not None and most is not None and least > most:
        form.fault((*path, "min_length"), "NUMBER_TYPE_MAX", "min_length may not exceed max_length.")
    form.text(field, "value", path, most=INPUT_TEXT if most is None else most)
    form.text(field, "placeholder", path, most=INPUT_PLACEHOLDER)
