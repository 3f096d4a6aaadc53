"""The limits of application commands (Discord's reference, "Application Commands")."""

import re
from types import NoneType

from bot.sandbox.errors import Json
from bot.sandbox.ids import read_id

from .form import Form, Path

SLASH, USER_MENU, MESSAGE_MENU = 1, 2, 3
COMMANDS, OPTIONS, CHOICES = 100, 25, 25
NAME, DESCRIPTION, CHOICE_NAME, CHOICE_TEXT, STRING_TEXT, TOTAL = 32, 100, 100, 100, 6_000, 8_000

SUBCOMMAND, GROUP, STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER, ATTACHMENT = range(1, 12)
"""Option types."""

_NAME = re.compile(r"[-_'\w]{1,32}")


def check_commands(form: Form, commands: list[Json]) -> None:
    """Check all commands of the application or of one server."""
    seen: set[tuple[object, str]] = set()
    for index, command in enumerate(commands):
        check_command(form, command, (index,))
        key = (_kind(command), str(command.get("name")))
        if key in seen:
            form.fault((index,), "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique")
        seen.add(key)
    if sum(kind == SLASH for kind, _ in seen) > COMMANDS:
        form.length((), 0, COMMANDS)


def _kind(command: Json) -> int:
    """Read a command's type; 0 stands for what is none."""
    kind = command.get("type", SLASH)
    return kind if isinstance(kind, int) and not isinstance(kind, bool) else 0


def check_command(form: Form, command: Json, path: Path) -> None:
    kind = _kind(command)
    _check_offer(form, command, path)
    if kind == SLASH:
        _check_names(form, command, path)
        _check_options(form, command, path)
        if _size(command) > TOTAL:
            form.fault(path, "APPLICATION_COMMAND_TOO_LARGE", f"Command exceeds maximum size ({TOTAL})")
    elif kind in (USER_MENU, MESSAGE_MENU):
        form.text(command, "name", path, least=1, most=NAME, required=True)
        if command.get("description"):
            form.fault((*path, "description"), "APPLICATION_COMMANDS_CONTEXT_DESCRIPTION", "A menu has no description.")
    else:
        form.fault((*path, "type"), "BASE_TYPE_CHOICES", "Value must be one of {1, 2, 3}.")


def _check_offer(form: Form, command: Json, path: Path) -> None:
    """Check where, and to whom, a command is offered."""
    for key in ("name_localizations", "description_localizations"):
        form.record(command, key, path)
    for key in ("dm_permission", "nsfw"):
        form.boolean(command, key, path)
    for key in ("contexts", "integration_types"):
        _check_numbers(form, command, key, path, range(3))
    needed = command.get("default_member_permissions")
    if needed is not None and read_id(needed) is None:
        form.fault((*path, "default_member_permissions"), "NUMBER_TYPE_COERCE", "Permissions are a number.")


def _check_numbers(form: Form, holder: Json, key: str, path: Path, allowed: range) -> None:
    value = holder.get(key)
    if value is not None and not (isinstance(value, list) and all(type(each) is int for each in value)):
        form.fault((*path, key), "LIST_TYPE_CONVERT", "Only lists of numbers may be used here")
    elif value and not set(value) <= set(allowed):
        form.fault((*path, key), "BASE_TYPE_CHOICES", f"Values must be from {allowed.start} to {allowed.stop - 1}.")


def _check_names(form: Form, named: Json, path: Path) -> None:
    name = form.text(named, "name", path, least=1, most=NAME, required=True)
    if name and (not _NAME.fullmatch(name) or name != name.lower()):
        form.fault((*path, "name"), "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
    form.text(named, "description", path, least=1, most=DESCRIPTION, required=True)


def _check_options(form: Form, holder: Json, path: Path, kinds: range = range(SUBCOMMAND, ATTACHMENT + 1)) -> None:
    options = form.array(holder, "options", path, most=OPTIONS)
    names: set[str] = set()
    optional_seen = False
    for index, option in enumerate(options):
        place = (*path, "options", index)
        _check_option(form, option, place, kinds)
        name = str(option.get("name"))
        if name in names:
            form.fault(place, "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", "Option name already exists")
        names.add(name)
        if option.get("required") and optional_seen:
            message = "Required options must be placed before non-required options"
            form.fault(place, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", message)
        optional_seen = optional_seen or not option.get("required")
    nested = [option.get("type") in (SUBCOMMAND, GROUP) for option in options]
    if any(nested) and not all(nested):
        message = "Sub-command and sub-command group option types are mutually exclusive to all other types"
        form.fault((*path, "options"), "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", message)


def _check_option(form: Form, option: Json, path: Path, kinds: range) -> None:
    _check_names(form, option, path)
    kind = form.choice(option, "type", path, kinds)
    if kind in (SUBCOMMAND, GROUP):
        inside = range(STRING, ATTACHMENT + 1) if kind == SUBCOMMAND else range(SUBCOMMAND, GROUP)
        _check_options(form, option, path, inside)
        return
    for key in ("required", "autocomplete"):
        form.boolean(option, key, path)
    form.integer(option, "min_length", path, least=0, most=STRING_TEXT)
    form.integer(option, "max_length", path, least=1, most=STRING_TEXT)
    for key in ("min_value", "max_value"):
        if type(option.get(key)) not in (int, float, NoneType):
            form.fault((*path, key), "NUMBER_TYPE_COERCE", "The bound is no number.")
    _check_numbers(form, option, "channel_types", path, range(17))
    choices = check_choices(form, option, path, numbers=kind in (INTEGER, NUMBER))
    if choices and option.get("autocomplete"):
        message = "Choices and autocomplete exclude each other."
        form.fault((*path, "autocomplete"), "APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE", message)


def check_choices(form: Form, holder: Json, path: Path, *, numbers: bool | None = None) -> list[Json]:
    """Check choices of an option, or those offered by an autocompletion, and answer them."""
    choices = form.array(holder, "choices", path, most=CHOICES)
    for index, choice in enumerate(choices):
        place = (*path, "choices", index)
        form.text(choice, "name", place, least=1, most=CHOICE_NAME, required=True)
        value = choice.get("value")
        if isinstance(value, str) and not numbers:
            form.text(choice, "value", place, least=1, most=CHOICE_TEXT)
        elif isinstance(value, bool) or not isinstance(value, (int, float)) or numbers is False:
            form.fault((*place, "value"), "APPLICATION_COMMAND_OPTION_CHOICE_TYPE", "The value has the wrong type.")
    return choices


def _size(named: Json) -> int:
    """Count the characters of names, descriptions and choices, as Discord's total does."""
    own = len(str(named.get("name", ""))) + len(str(named.get("description", "")))
    choices = sum(len(str(c.get("name"))) + len(str(c.get("value"))) for c in _objects(named, "choices"))
    return own + choices + sum(_size(option) for option in _objects(named, "options"))


def _objects(holder: Json, key: str) -> list[Json]:
    listed = holder.get(key)
    return [each for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []
