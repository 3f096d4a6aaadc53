"""What Discord refuses of commands that a bot registers, and what it keeps of the others."""

import contextlib
from typing import Any

import pytest

from bot.sandbox import People, SandboxError, StandIn
from tests.sandbox.conftest import Json, Wire

COMMAND: Json = {"name": "ask", "description": "Ask"}
TEXT: Json = {"name": "what", "description": "What", "type": 3}


def option(**more: Any) -> Json:
    return COMMAND | {"options": [TEXT | more]}


@pytest.fixture
def at(stand_in: StandIn) -> str:
    return f"/applications/{stand_in.world.bot.id}/commands"


@pytest.mark.parametrize(
    ("command", "fault"),
    [
        ({"name": "Ask", "description": "x"}, "APPLICATION_COMMAND_INVALID_NAME"),
        ({"name": "a b", "description": "x"}, "APPLICATION_COMMAND_INVALID_NAME"),
        ({"name": "x" * 33, "description": "x"}, "BASE_TYPE_BAD_LENGTH"),
        ({"name": "ask"}, "BASE_TYPE_REQUIRED"),
        ({"name": "ask", "description": "x" * 101}, "BASE_TYPE_BAD_LENGTH"),
        ({"name": "Ask", "type": 3, "description": "x"}, "APPLICATION_COMMANDS_CONTEXT_DESCRIPTION"),
        (COMMAND | {"options": [TEXT] * 2}, "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS"),
        (COMMAND | {"options": [TEXT, TEXT | {"name": "b", "required": True}]}, "OPTIONS_REQUIRED_INVALID"),
        (option(choices=[{"name": "a", "value": "a"}], autocomplete=True), "CHOICES_AUTOCOMPLETE"),
        (option(choices=[{"name": "a", "value": 1}]), "APPLICATION_COMMAND_OPTION_CHOICE_TYPE"),
        (option(choices=[{"name": "a", "value": "a"}] * 26), "BASE_TYPE_BAD_LENGTH"),
        (COMMAND | {"options": [TEXT, TEXT | {"name": "sub", "type": 1}]}, "OPTIONS_TYPE_INVALID"),
        (option(type=1, options=[TEXT | {"type": 1}]), "BASE_TYPE_CHOICES"),
        (option(type=2, options=[TEXT]), "BASE_TYPE_CHOICES"),
        (COMMAND | {"default_member_permissions": "many"}, "NUMBER_TYPE_COERCE"),
        (COMMAND | {"contexts": [3]}, "BASE_TYPE_CHOICES"),
        (COMMAND | {"type": 4}, "BASE_TYPE_CHOICES"),
    ],
)
async def test_a_bad_command_is_refused(wire: Wire, at: str, command: Json, fault: str) -> None:
    status, refusal = await wire("POST", at, command)
    assert (status, refusal["code"]) == (400, 50035)
    assert fault in str(refusal["errors"])


async def test_a_hundred_commands_are_the_most(wire: Wire, at: str) -> None:
    commands = [COMMAND | {"name": f"ask{number}"} for number in range(101)]
    assert (await wire("PUT", at, commands))[0] == 400
    assert (await wire("PUT", at, commands[:100]))[0] == 200


async def test_two_commands_of_one_name_are_refused(wire: Wire, at: str) -> None:
    assert (await wire("PUT", at, [COMMAND, COMMAND]))[0] == 400


async def test_a_command_registered_again_keeps_its_id(wire: Wire, at: str) -> None:
    _, first = await wire("POST", at, COMMAND)
    _, second = await wire("POST", at, COMMAND | {"description": "Ask me"})
    assert (second["id"], second["description"]) == (first["id"], "Ask me")


async def test_a_change_keeps_what_it_does_not_name_and_the_id(wire: Wire, at: str) -> None:
    _, made = await wire("POST", at, option() | {"default_member_permissions": "32"})
    change = {"name": "tell", "default_member_permissions": None, "id": "1"}
    _, changed = await wire("PATCH", f"{at}/{made['id']}", change)
    assert (changed["id"], changed["name"], changed["default_member_permissions"]) == (made["id"], "tell", None)
    assert changed["options"] == [TEXT]


async def test_a_command_of_one_server_is_told_with_its_server(wire: Wire, stand_in: StandIn, people: People) -> None:
    server = next(iter(stand_in.world.servers))
    await wire("POST", f"/applications/{stand_in.world.bot.id}/guilds/{server}/commands", COMMAND)
    assert [c["guild_id"] for c in (await people.state())["commands"]] == [str(server)]


async def test_another_applications_commands_are_out_of_reach(wire: Wire) -> None:
    status, refusal = await wire("GET", "/applications/1/commands")
    assert (status, refusal["code"]) == (403, 20012)


HOSTILE = [None, True, -1, 10**400, 1.5, "", "x", [], [None], [[]], [{}], {}, {"a": {}}]
FIELDS = ["name", "type", "description", "options", "contexts", "integration_types", "dm_permission", "nsfw"]
FIELDS += ["default_member_permissions", "name_localizations"]
OPTION_FIELDS = ["name", "type", "description", "options", "choices", "required", "autocomplete", "channel_types"]
OPTION_FIELDS += ["min_value", "max_value", "min_length", "max_length"]
HOSTILE_COMMANDS = [COMMAND | {field: value} for field in FIELDS for value in HOSTILE]
HOSTILE_COMMANDS += [
    option(type=kind, **{f: v}) for f in OPTION_FIELDS if f != "type" for v in HOSTILE for kind in (1, 3, 4, 10)
]
HOSTILE_COMMANDS += [option(type=value) for value in HOSTILE]


async def test_no_command_breaks_the_door_or_its_users(
    wire: Wire, people: People, at: str, caplog: pytest.LogCaptureFixture
) -> None:
    for command in HOSTILE_COMMANDS:
        status, _ = await wire("PUT", at, [command])
        assert status in (200, 400), command
        if status == 200:
            await used(people, command)
    assert not caplog.records


async def used(people: People, command: Json) -> None:
    """Run a command as a person would; it may be refused."""
    for value in ("x", 1, 1.5):
        with contextlib.suppress(SandboxError):
            await people.command("ada", "trivia", str(command["name"]), {"what": value})


@pytest.mark.parametrize("body", [None, {}, 3, [3], [None], "x"])
async def test_what_is_no_list_of_commands_is_refused(wire: Wire, at: str, body: object) -> None:
    status, refusal = await wire("PUT", at, body)
    assert (status, refusal["code"]) == (400, 50035)
