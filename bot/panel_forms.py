"""The modals of the panel: each shows what is set about something, and says what it becomes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol, cast

import discord
from discord import ui

from bot import errors, setting_words
from bot import panel_words as words
from bot.buttons import MODAL_SECONDS, Press
from bot.errors import Refusal
from bot.panel_words import Topic
from bot.settings_book import NOTHING_SET
from bot.wish import FEWEST_ROUNDS, FEWEST_SECONDS, MOST_ROUNDS, MOST_SECONDS
from bot.zones import zone_named
from trivia.judge import Strictness
from trivia.plan import Mode
from trivia.server import MOST_BARRED, MOST_CHANNELS, Announcement, ServerSettings
from trivia.store.server_settings import Change

ChannelType = discord.ChannelType
PLAYABLE = [ChannelType.text, ChannelType.news, ChannelType.voice, ChannelType.stage_voice, ChannelType.forum]
READABLE = [ChannelType.text, ChannelType.news]
MOST_PICKED = 25
LONGEST_ZONE = 100


class Panel(Protocol):
    """What the modals need of whoever changes the settings."""

    async def take(self, interaction: Press, change: Change) -> None:
        """Change the settings, and show them."""
        ...

    async def reset(self, interaction: Press, era: int) -> None:
        """Reset the scores of this era."""
        ...


class _Form(ui.Modal):
    """A modal about one topic. Its custom id is its own, for discord.py knows a modal by that alone."""

    def __init__(self, panel: Panel, topic: Topic, opened: Press, shown: ServerSettings) -> None:
        super().__init__(
            title=words.TITLES[topic], custom_id=f"trivia:server:{topic}:{opened.id}", timeout=MODAL_SECONDS
        )
        self.panel = panel
        self._shown = shown

    def ask(self, label: str, item: ui.Item[Any], description: str | None = None) -> None:
        """Add a field."""
        self.add_item(ui.Label(text=label, description=description, component=item))

    def read(self, interaction: Press) -> Mapping[str, object]:
        """What was filled in, by the names of settings; raises `Refusal`."""
        raise NotImplementedError

    def change(self, interaction: Press) -> Change:
        """What the settings become; raises `Refusal`."""
        # What was left as it was shown stays as it is, for somebody else may have changed it meanwhile.
        filled = self.read(interaction).items()
        anew: dict[str, Any] = {name: value for name, value in filled if value != getattr(self._shown, name)}
        return lambda old: replace(old, **anew)

    async def on_submit(self, interaction: Press, /) -> None:
        await self.panel.take(interaction, self.change(interaction))

    async def on_error(self, interaction: Press, error: Exception, /) -> None:
        await errors.answer(interaction, error)


class EditorsForm(_Form):
    """Which role makes an editor."""

    def __init__(self, panel: Panel, opened: Press, settings: ServerSettings) -> None:
        super().__init__(panel, Topic.EDITORS, opened, settings)
        chosen = _defaults([settings.editor_role], discord.SelectDefaultValueType.role)
        self._role: ui.RoleSelect[Any] = ui.RoleSelect(
            custom_id="role", min_values=0, required=False, default_values=chosen
        )
        self.ask(words.ROLE_LABEL, self._role, words.ROLE_HELP)

    def read(self, interaction: Press) -> Mapping[str, object]:
        role = next(iter(_ids(self._role)), None)
        if role == interaction.guild_id:
            raise Refusal(words.NO_ROLE)
        return {"editor_role": role}


class ChannelsForm(_Form):
    """In which channels games may run."""

    def __init__(self, panel: Panel, opened: Press, settings: ServerSettings) -> None:
        super().__init__(panel, Topic.CHANNELS, opened, settings)
        self._channels = _channel_select(PLAYABLE, settings.channels, MOST_CHANNELS)
        self.ask(words.CHANNELS_LABEL, self._channels, words.CHANNELS_HELP)

    def read(self, interaction: Press) -> Mapping[str, object]:
        channels = frozenset(_ids(self._channels))
        return {"channels": channels}


class GamesForm(_Form):
    """What a game is like whose starter does not say otherwise."""

    def __init__(self, panel: Panel, opened: Press, settings: ServerSettings) -> None:
        super().__init__(panel, Topic.GAMES, opened, settings)
        self._rounds = _number("rounds", settings.rounds)
        self._seconds = _number("seconds", settings.seconds)
        self._mode = _menu("mode", words.MODES_HELP, settings.mode)
        hints = {"on": words.HINTS[True], "off": words.HINTS[False]}
        self._hints = _menu("hints", hints, "on" if settings.hints else "off")
        self._spelling = _menu("spelling", setting_words.STRICTNESS, settings.strictness)
        self.ask(words.ROUNDS_LABEL, self._rounds, words.ROUNDS_HELP)
        self.ask(words.SECONDS_LABEL, self._seconds, words.SECONDS_HELP)
        self.ask(words.MODE_LABEL, self._mode)
        self.ask(words.HINTS_LABEL, self._hints)
        self.ask(words.SPELLING_LABEL, self._spelling)

    def read(self, interaction: Press) -> Mapping[str, object]:
        rounds = _in_range(self._rounds, words.ROUNDS_LABEL, FEWEST_ROUNDS, MOST_ROUNDS)
        seconds = _in_range(self._seconds, words.SECONDS_LABEL, FEWEST_SECONDS, MOST_SECONDS)
        mode, strictness = Mode(self._mode.values[0]), Strictness(self._spelling.values[0])
        hints = self._hints.values[0] == "on"
        return {"rounds": rounds, "seconds": seconds, "mode": mode, "hints": hints, "strictness": strictness}


class ZoneForm(_Form):
    """Where the server's days end."""

    def __init__(self, panel: Panel, opened: Press, settings: ServerSettings) -> None:
        super().__init__(panel, Topic.ZONE, opened, settings)
        self._zone: ui.TextInput[Any] = ui.TextInput(custom_id="zone", default=settings.zone, max_length=LONGEST_ZONE)
        self.ask(words.ZONE_LABEL, self._zone, words.ZONE_HELP)

    def read(self, interaction: Press) -> Mapping[str, object]:
        zone = zone_named(self._zone.value)
        return {"zone": zone}


class NewsForm(_Form):
    """What is announced, and where."""

    def __init__(self, panel: Panel, opened: Press, settings: ServerSettings) -> None:
        super().__init__(panel, Topic.NEWS, opened, settings)
        self._channel = _channel_select(READABLE, [settings.announce_in])
        self._what = _menu("what", setting_words.ANNOUNCEMENTS, *settings.announce, fewest=0)
        self.ask(words.NEWS_LABEL, self._channel, words.NEWS_HELP)
        self.ask(words.WHAT_LABEL, self._what)

    def read(self, interaction: Press) -> Mapping[str, object]:
        channel = _writable(interaction, self._channel)
        what = frozenset(Announcement(value) for value in self._what.values)
        return {"announce_in": channel, "announce": what}


class AuditForm(_Form):
    """Where changes are told."""

    def __init__(self, panel: Panel, opened: Press, settings: ServerSettings) -> None:
        super().__init__(panel, Topic.AUDIT, opened, settings)
        self._channel = _channel_select(READABLE, [settings.audit_channel])
        self.ask(words.AUDIT_LABEL, self._channel, words.AUDIT_HELP)

    def read(self, interaction: Press) -> Mapping[str, object]:
        channel = _writable(interaction, self._channel)
        return {"audit_channel": channel}


class PlayersForm(_Form):
    """Who may not play. Those who may not are not picked beforehand: Discord might leave out who left the server."""

    def __init__(self, panel: Panel, opened: Press, settings: ServerSettings) -> None:
        super().__init__(panel, Topic.PLAYERS, opened, settings)
        self._barred, self._again = (
            ui.UserSelect[Any](custom_id=name, min_values=0, max_values=MOST_PICKED, required=False)
            for name in ("bar", "again")
        )
        self.ask(words.BAR_LABEL, self._barred, words.BAR_HELP)
        if settings.barred:
            self.ask(words.UNBAR_LABEL, self._again, words.UNBAR_HELP)

    def change(self, interaction: Press) -> Change:
        barred = {user.id for user in self._barred.values if not user.bot}
        again = set(_ids(self._again))

        def changed(old: ServerSettings) -> ServerSettings:
            now = (old.barred | barred) - again
            if len(now) > MOST_BARRED:
                raise Refusal(words.TOO_MANY_BARRED)
            return replace(old, barred=now)

        return changed


class ResetForm(_Form):
    """The second question whether the scores shall be reset."""

    def __init__(self, panel: Panel, opened: Press, era: int) -> None:
        super().__init__(panel, Topic.SCORES, opened, NOTHING_SET)
        self._era = era
        self._word: ui.TextInput[Any] = ui.TextInput(custom_id="word", max_length=LONGEST_ZONE)
        self.ask(words.RESET_LABEL, self._word, words.RESET_HELP)

    async def on_submit(self, interaction: Press, /) -> None:
        if self._word.value.strip().casefold() != words.RESET_WORD:
            raise Refusal(words.NOT_SURE)
        await self.panel.reset(interaction, self._era)


FORMS = {
    Topic.EDITORS: EditorsForm,
    Topic.CHANNELS: ChannelsForm,
    Topic.GAMES: GamesForm,
    Topic.ZONE: ZoneForm,
    Topic.NEWS: NewsForm,
    Topic.AUDIT: AuditForm,
    Topic.PLAYERS: PlayersForm,
}
"""The modals by what they are about."""


def _ids(select: ui.RoleSelect[Any] | ui.ChannelSelect[Any] | ui.UserSelect[Any]) -> list[int]:
    """What was picked, as Discord's ids."""
    # What Discord did not say more about is an id in a text.
    return [int(getattr(picked, "id", picked)) for picked in cast("Sequence[Any]", select.values)]


def _defaults(ids: Iterable[int | None], kind: discord.SelectDefaultValueType) -> list[discord.SelectDefaultValue]:
    return [discord.SelectDefaultValue(id=number, type=kind) for number in ids if number is not None]


def _channel_select(kinds: list[ChannelType], chosen: Iterable[int | None], most: int = 1) -> ui.ChannelSelect[Any]:
    defaults = _defaults(chosen, discord.SelectDefaultValueType.channel)
    return ui.ChannelSelect(
        custom_id="channel",
        channel_types=kinds,
        min_values=0,
        max_values=most,
        required=False,
        default_values=defaults,
    )


def _number(custom_id: str, value: int) -> ui.TextInput[Any]:
    return ui.TextInput(custom_id=custom_id, default=str(value), max_length=4)


def _menu(custom_id: str, said: Mapping[Any, str], *picked: str, fewest: int = 1) -> ui.Select[Any]:
    options = [
        discord.SelectOption(label=label, value=str(value), default=value in picked) for value, label in said.items()
    ]
    most = 1 if fewest else len(options)
    return ui.Select(custom_id=custom_id, options=options, min_values=fewest, max_values=most, required=bool(fewest))


def _in_range(field: ui.TextInput[Any], label: str, fewest: int, most: int) -> int:
    """The number that was written; raises `Refusal`."""
    text = field.value.strip()
    if not (text.isascii() and text.isdigit() and fewest <= int(text) <= most):
        raise Refusal(words.no_number(label, fewest, most))
    return int(text)


def _writable(interaction: Press, select: ui.ChannelSelect[Any]) -> int | None:
    """The channel that was picked, if one was; raises `Refusal` where we may not write in it."""
    number = next(iter(_ids(select)), None)
    if number is None or interaction.guild is None:
        return None
    channel = interaction.guild.get_channel(number)
    allowed = channel.permissions_for(interaction.guild.me) if channel else discord.Permissions.none()
    if not (allowed.view_channel and allowed.send_messages):
        raise Refusal(words.cant_write(number))
    return number
