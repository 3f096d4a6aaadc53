"""Calls by which people use the bot: commands, autocompletion, menus, buttons, selects."""

import asyncio

from bot.sandbox.errors import ControlError, Json
from bot.sandbox.interaction import AUTOCOMPLETE, COMMAND, COMPONENT, Interaction
from bot.sandbox.parts import Parts
from bot.sandbox.payloads import message_json, user_json
from bot.sandbox.reading import button_text
from bot.sandbox.validation.commands import MESSAGE_MENU, SLASH, USER_MENU
from bot.sandbox.validation.components import BUTTON, LINK, PREMIUM, SELECT, SELECTS, walk
from bot.sandbox.world import LOADING, Message, User

from .asking import Ask
from .options import Resolved, descend, find_command, given_options
from .views import Views

ANSWER_SECONDS, FOLLOW_UP_SECONDS = 3.0, 10.0


async def command(ask: Ask, views: Views) -> Json:
    """A person runs a slash command such as ``trivia start``."""
    interaction = _run(ask, COMMAND)
    return await outcome(ask, views, interaction)


async def autocomplete(ask: Ask, views: Views) -> Json:
    """What a person is offered while they fill in the option ``focused``."""
    interaction = _run(ask, AUTOCOMPLETE, focused=ask.text("focused"))
    return await outcome(ask, views, interaction) | {"choices": interaction.choices}


def _run(ask: Ask, kind: int, focused: str | None = None) -> Interaction:
    user = ask.human()
    channel = ask.channel(user)
    name, *words = ask.text("name").removeprefix("/").split() or [""]
    registered = find_command(ask, user, channel, name, SLASH)
    options, wrap = descend(registered, words)
    if focused and not any(o["name"] == focused and o.get("autocomplete") for o in options):
        raise ControlError(f'The option "{focused}" has no autocompletion.', 404)
    resolved = Resolved(ask, channel)
    given = wrap(given_options(resolved, user, options, focused=focused))
    data: Json = {"id": registered["id"], "name": name, "type": SLASH, "options": given}
    if resolved.found:
        data["resolved"] = resolved.found
    if "guild_id" in registered:
        data["guild_id"] = registered["guild_id"]
    return ask.parts.interactions.begin(kind, user, channel, data)


async def context(ask: Ask, views: Views) -> Json:
    """A person picks an entry of a message's context menu, or with ``target`` of a user's."""
    user = ask.human()
    if ask.optional("target"):
        return await _user_menu(ask, views, user)
    message = ask.message(user)
    registered = find_command(ask, user, message.channel, ask.text("name"), MESSAGE_MENU)
    target = message_json(message, ask.parts.world.bot, content=True)
    data: Json = {
        "id": registered["id"],
        "name": registered["name"],
        "type": MESSAGE_MENU,
        "target_id": str(message.id),
        "resolved": {"messages": {str(message.id): target}},
    }
    return await outcome(ask, views, ask.parts.interactions.begin(COMMAND, user, message.channel, data))


async def _user_menu(ask: Ask, views: Views, user: User) -> Json:
    channel, target = ask.channel(user), ask.user("target")
    registered = find_command(ask, user, channel, ask.text("name"), USER_MENU)
    resolved = Resolved(ask, channel)
    resolved.user(target)
    data: Json = {
        "id": registered["id"],
        "name": registered["name"],
        "type": USER_MENU,
        "target_id": user_json(target)["id"],
        "resolved": resolved.found,
    }
    return await outcome(ask, views, ask.parts.interactions.begin(COMMAND, user, channel, data))


async def press(ask: Ask, views: Views) -> Json:
    """A person presses a button or picks ``values`` in a select of a message they see."""
    user = ask.human()
    message = ask.message(user)
    if message.author is not ask.parts.world.bot:
        raise ControlError("That message is not the bot's.")
    component = _find(message, ask)
    if component.get("disabled"):
        raise ControlError(f'"{_called(component)}" is disabled.', 409)
    if component["type"] == BUTTON and component.get("style") in (LINK, PREMIUM):
        raise ControlError(f'"{_called(component)}" leads elsewhere and tells the bot nothing.')
    data: Json = {"id": component["id"], "custom_id": component["custom_id"], "component_type": component["type"]}
    if component["type"] in SELECTS:
        resolved = Resolved(ask, message.channel)
        data["values"] = picked(resolved, user, component, ask.items("values"))
        if resolved.found:
            data["resolved"] = resolved.found
    begun = ask.parts.interactions.begin(COMPONENT, user, message.channel, data, message=message)
    return await outcome(ask, views, begun)


def _find(message: Message, ask: Ask) -> Json:
    """Find a button or select by custom id, or a button by its label: exactly, without case, or by its beginning."""
    wanted = ask.optional("custom_id") or ask.optional("label")
    if wanted is None:
        raise ControlError('"custom_id" or "label" must say what to press.')
    pressable = [c for c in walk(message.components) if c["type"] in (BUTTON, *SELECTS)]
    folded = wanted.casefold()
    for matches in (
        [c for c in pressable if c.get("custom_id") == wanted],
        [c for c in pressable if wanted in (c.get("label"), button_text(c), c.get("placeholder"))],
        [c for c in pressable if folded in ((c.get("label") or "").casefold(), button_text(c).casefold())],
        [c for c in pressable if (c.get("label") or "").casefold().startswith(folded)],
    ):
        if len(matches) > 1:
            raise ControlError(f'There are several of "{wanted}"; name one by its custom_id.', 409)
        if matches:
            return matches[0]
    there = ", ".join(_called(component) for component in pressable) or "nothing"
    raise ControlError(f'There is no "{wanted}" on that message; there is {there}.', 404)


def _called(component: Json) -> str:
    return button_text(component) or component.get("placeholder") or component.get("custom_id") or ""


def picked(resolved: Resolved, user: User, select: Json, values: list[object]) -> list[str]:
    """Check what a person picks in a select; strings by value or label, things by id or name."""
    least, most = select.get("min_values", 1), select.get("max_values", 1)
    if not least <= len(values) <= most:
        raise ControlError(f"Pick {least} to {most} values there.")
    return [_pick(resolved, user, select, str(value)) for value in values]


def _pick(resolved: Resolved, user: User, select: Json, value: str) -> str:
    kind, ask = select["type"], resolved.ask
    if kind == SELECT:
        for option in select.get("options") or ():
            if value in (option["value"], option["label"]):
                return option["value"]
        raise ControlError(f'"{value}" is not among the options.', 404)
    if kind == 8:
        channel = ask.find_channel(value, user)
        if select.get("channel_types") and channel.kind not in select["channel_types"]:
            raise ControlError(f"#{channel.name} is no channel of a kind that can be picked there.")
        return resolved.place(channel, user)
    if kind == 6:
        if resolved.channel.server is None:
            raise ControlError("There are no roles in a direct message.")
        return resolved.role(ask.role(resolved.channel.server, value))
    return resolved.user(ask.find_user(value))


async def outcome(ask: Ask, views: Views, interaction: Interaction) -> Json:
    """Wait for the bot's answer: three seconds for the first, up to ten for what follows a deferred one."""
    edits = interaction.message.edits if interaction.message else 0
    try:
        async with asyncio.timeout(ANSWER_SECONDS):
            await interaction.answered.wait()
    except TimeoutError:
        interaction.fail()
    if interaction.ack == "deferred":
        await _follow_up(ask.parts, interaction, edits, ask.number("wait", FOLLOW_UP_SECONDS, most=60))
    return views.interaction(interaction)


async def _follow_up(parts: Parts, interaction: Interaction, edits: int, seconds: float) -> None:
    loop = asyncio.get_running_loop()
    ends = loop.time() + seconds
    while not _followed(interaction, edits):
        if not await parts.changes.wait(ends - loop.time()):
            return


def _followed(interaction: Interaction, edits: int) -> bool:
    """Tell whether a deferred answer came; for a deferred update also the pressed message's edit by any way."""
    pressed = interaction.message
    if interaction.followed:
        return True
    if pressed is None or interaction.original is not pressed:
        original = interaction.original
        return original is not None and not original.flags & LOADING
    return pressed.edits > edits or pressed.id not in pressed.channel.messages
