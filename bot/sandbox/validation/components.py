"""The limits of message components (Discord's reference, "Component Reference")."""

from collections.abc import Callable, Iterator

from bot.sandbox.errors import Json

from .form import Form, Path

ROW, BUTTON, SELECT, INPUT, SECTION, TEXT, THUMBNAIL, GALLERY, FILE, SEPARATOR, CONTAINER, LABEL = (
    *(1, 2, 3, 4, 9, 10, 11, 12, 13, 14, 17, 18),
)
UPLOAD, RADIO, CHECKBOXES, CHECKBOX = 19, 21, 22, 23
SELECTS = (SELECT, 5, 6, 7, 8)
"""Of strings, users, roles, mentionables, channels."""

DEFAULTS = {5: ("user",), 6: ("role",), 7: ("user", "role"), 8: ("channel",)}
"""What can be picked beforehand in a select that is not of strings."""

LINK, PREMIUM = 5, 6
"""Button styles without a custom id."""

ROWS, TOTAL, TEXT_TOTAL = 5, 40, 4_000
BUTTONS, OPTIONS, ITEMS = 5, 25, 10
CUSTOM_ID, BUTTON_LABEL, PLACEHOLDER, OPTION_TEXT, URL, ALT, EMOJI_NAME = 100, 80, 150, 100, 2_048, 1_024, 32

INSIDE_CONTAINER = (ROW, SECTION, TEXT, GALLERY, FILE, SEPARATOR)


def walk(components: object) -> Iterator[Json]:
    """Yield every component with those inside it, in reading order; what a component cannot hold is passed over."""
    for component in components if isinstance(components, list) else ():
        if not isinstance(component, dict):
            continue
        yield component
        kind = component.get("type")
        if kind in (ROW, SECTION, CONTAINER):
            yield from walk(component.get("components"))
        if kind in (SECTION, LABEL):
            yield from walk([component.get("accessory" if kind == SECTION else "component")])


def check_components(form: Form, components: object, *, v2: bool, path: Path = ("components",)) -> None:
    """Check a message's components, with ``v2`` those of a message with the IS_COMPONENTS_V2 flag."""
    key = str(path[-1])
    found = form.array({key: components}, key, path[:-1], most=TOTAL if v2 else ROWS)
    allowed = (*INSIDE_CONTAINER, CONTAINER) if v2 else (ROW,)
    for index, component in enumerate(found):
        _check(form, component, (*path, index), allowed)
    check_unique(form, found, path)
    everything = list(walk(found))
    if len(everything) > TOTAL:
        form.fault(path, "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", f"A message may have {TOTAL} components in all.")
    length = sum(len(c["content"]) for c in everything if isinstance(c.get("content"), str))
    if length > TEXT_TOTAL:
        form.fault(
            path,
            "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
            f"The text of components may have {TEXT_TOTAL} characters.",
        )


def check_unique(form: Form, components: list[Json], path: Path) -> None:
    """Every custom id and every component id is used once; select options of equal value are a fault."""
    for key, code in (("custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED"), ("id", "COMPONENT_ID_DUPLICATED")):
        seen: set[object] = set()
        for component in walk(components):
            value = component.get(key)
            if isinstance(value, (str, int)) and value:
                if value in seen:
                    form.fault(path, code, f"Component {key} {value!r} cannot be duplicated")
                seen.add(value)


def _check(form: Form, component: Json, path: Path, allowed: tuple[int, ...]) -> None:
    kind = component.get("type")
    if kind not in allowed or not isinstance(kind, int) or isinstance(kind, bool):
        form.fault((*path, "type"), "UNION_TYPE_CHOICES", f'Value of field "type" must be one of {allowed}.')
        return
    form.integer(component, "id", path, least=0, most=2**31 - 1)
    _CHECKS[kind](form, component, path)


def _row(form: Form, row: Json, path: Path) -> None:
    inside = form.array(row, "components", path, least=1, most=BUTTONS)
    for index, component in enumerate(inside):
        _check(form, component, (*path, "components", index), (BUTTON, *SELECTS))
    if any(component.get("type") in SELECTS for component in inside) and len(inside) > 1:
        form.fault(
            (*path, "components"), "COMPONENT_LAYOUT_WIDTH_EXCEEDED", "The specified component exceeds the width."
        )


def _button(form: Form, button: Json, path: Path) -> None:
    style = form.choice(button, "style", path, range(1, 7))
    label = form.text(button, "label", path, most=BUTTON_LABEL)
    form.boolean(button, "disabled", path)
    if style == LINK:
        form.text(button, "url", path, most=512, least=1, required=True)
    elif style != PREMIUM:
        check_custom_id(form, button, path)
        if button.get("url"):
            form.fault((*path, "url"), "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", "Only a link has a url.")
    if style == LINK and button.get("custom_id"):
        form.fault(
            (*path, "custom_id"), "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", "A link has no custom id."
        )
    emoji = form.record(button, "emoji", path)
    form.text(emoji, "name", (*path, "emoji"), most=EMOJI_NAME)
    if emoji.get("id") is not None:
        form.snowflakes([emoji["id"]], (*path, "emoji", "id"))
    if style != PREMIUM and not label and not emoji:
        form.fault(path, "BUTTON_COMPONENT_REQUIRES_LABEL_OR_EMOJI", "A button needs a label or an emoji.")


def check_custom_id(form: Form, component: Json, path: Path) -> None:
    form.text(component, "custom_id", path, least=1, most=CUSTOM_ID, required=True)


def check_select(form: Form, select: Json, path: Path) -> None:
    """Check a select of strings, users, roles, mentionables or channels."""
    check_custom_id(form, select, path)
    form.text(select, "placeholder", path, most=PLACEHOLDER)
    form.boolean(select, "disabled", path)
    least = form.integer(select, "min_values", path, least=0, most=OPTIONS)
    most = form.integer(select, "max_values", path, least=1, most=OPTIONS)
    _check_order(form, path, least, most)
    if select["type"] == SELECT:
        check_options(form, select, path, least=1, most=OPTIONS)
    else:
        _check_kinds(form, select, path)
        _check_defaults(form, select, path, 1 if least is None else least, 1 if most is None else most)


def _check_kinds(form: Form, select: Json, path: Path) -> None:
    """The kinds of channels that can be picked are a list of their numbers."""
    kinds = select.get("channel_types")
    if kinds is not None and not (isinstance(kinds, list) and all(type(kind) is int for kind in kinds)):
        form.fault((*path, "channel_types"), "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")


def _check_defaults(form: Form, select: Json, path: Path, least: int, most: int) -> None:
    """What is picked beforehand is of the select's kind, and no more or less than can be picked."""
    given = select.get("default_values")
    for index, default in enumerate(form.array(select, "default_values", path, most=OPTIONS)):
        place = (*path, "default_values", index)
        form.snowflakes([default.get("id")], (*place, "id"))
        if default.get("type") not in DEFAULTS[select["type"]]:
            form.fault((*place, "type"), "BASE_TYPE_CHOICES", f"Value must be one of {DEFAULTS[select['type']]}.")
    if isinstance(given, list) and given and not least <= len(given) <= most:
        form.length((*path, "default_values"), least, most)


def _check_order(form: Form, path: Path, least: int | None, most: int | None) -> None:
    if least is not None and least > (1 if most is None else most):
        form.fault((*path, "min_values"), "SELECT_COMPONENT_MIN_EXCEEDS_MAX", "min_values may not exceed max_values.")


def check_options(form: Form, component: Json, path: Path, *, least: int, most: int) -> None:
    """Check the options of a select, a radio group or a checkbox group."""
    values: set[str] = set()
    for index, option in enumerate(form.array(component, "options", path, least=least, most=most)):
        place = (*path, "options", index)
        form.text(option, "label", place, least=1, most=OPTION_TEXT, required=True)
        form.text(option, "description", place, most=OPTION_TEXT)
        value = form.text(option, "value", place, least=1, most=OPTION_TEXT, required=True)
        if value in values:
            form.fault(
                (*place, "value"),
                "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
                "The specified option value is already used",
            )
        values.add(value or "")


def _section(form: Form, section: Json, path: Path) -> None:
    for index, component in enumerate(form.array(section, "components", path, least=1, most=3)):
        _check(form, component, (*path, "components", index), (TEXT,))
    accessory = section.get("accessory")
    if isinstance(accessory, dict):
        _check(form, accessory, (*path, "accessory"), (BUTTON, THUMBNAIL))
    else:
        form.required((*path, "accessory"))


def check_text_display(form: Form, text: Json, path: Path) -> None:
    form.text(text, "content", path, least=1, most=TEXT_TOTAL, required=True)


def _gallery(form: Form, gallery: Json, path: Path) -> None:
    for index, item in enumerate(form.array(gallery, "items", path, least=1, most=ITEMS)):
        place = (*path, "items", index)
        _media(form, item, "media", place)
        form.text(item, "description", place, least=1, most=ALT)


def _thumbnail(form: Form, thumbnail: Json, path: Path) -> None:
    _media(form, thumbnail, "media", path)
    form.text(thumbnail, "description", path, least=1, most=ALT)


def _file(form: Form, file: Json, path: Path) -> None:
    url = _media(form, file, "file", path)
    if url and not url.startswith("attachment://"):
        form.fault((*path, "file", "url"), "INVALID_URL", "A file shows an attachment:// of its message.")


def _media(form: Form, holder: Json, key: str, path: Path) -> str | None:
    media = holder.get(key)
    if not isinstance(media, dict):
        form.required((*path, key))
        return None
    url = form.text(media, "url", (*path, key), least=1, most=URL, required=True)
    if url and not url.startswith(("http://", "https://", "attachment://")):
        form.fault((*path, key, "url"), "URL_TYPE_INVALID_SCHEME", "Scheme must be one of http, https, attachment.")
    return url


def _separator(form: Form, separator: Json, path: Path) -> None:
    form.boolean(separator, "divider", path)
    form.integer(separator, "spacing", path, least=1, most=2)


def _container(form: Form, container: Json, path: Path) -> None:
    for index, component in enumerate(form.array(container, "components", path, least=1, most=TOTAL)):
        _check(form, component, (*path, "components", index), INSIDE_CONTAINER)
    form.integer(container, "accent_color", path, least=0, most=0xFFFFFF)


_CHECKS: dict[object, Callable[[Form, Json, Path], None]] = {
    ROW: _row,
    BUTTON: _button,
    SECTION: _section,
    TEXT: check_text_display,
    THUMBNAIL: _thumbnail,
    GALLERY: _gallery,
    FILE: _file,
    SEPARATOR: _separator,
    CONTAINER: _container,
    **dict.fromkeys(SELECTS, check_select),
}
