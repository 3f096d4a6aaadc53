"""A little real bot that uses what a trivia bot uses: commands, cards, modals, menus, typed answers."""

import asyncio
import io
import re
from typing import Any, Self

import discord
from discord import app_commands


class AnswerModal(discord.ui.Modal, title="Your answer"):
    answer = discord.ui.Label(text="Answer", component=discord.ui.TextInput(min_length=2, max_length=200))
    sure = discord.ui.Label(
        text="How sure?",
        component=discord.ui.RadioGroup(
            required=False,
            options=[
                discord.RadioGroupOption(label="Very", value="2"),
                discord.RadioGroupOption(label="Not", value="0"),
            ],
        ),
    )

    async def on_submit(self, interaction: discord.Interaction) -> None:
        assert isinstance(self.answer.component, discord.ui.TextInput)
        assert isinstance(self.sure.component, discord.ui.RadioGroup)
        said = f"{self.answer.component.value}, sure: {self.sure.component.value}"
        await interaction.response.send_message(said, ephemeral=True)


class FileModal(discord.ui.Modal, title="Import"):
    pack = discord.ui.Label(text="Pack", component=discord.ui.FileUpload(required=True))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        assert isinstance(self.pack.component, discord.ui.FileUpload)
        file = self.pack.component.values[0]
        text = (await file.read()).decode()
        await interaction.response.send_message(f"{file.filename}: {text}", ephemeral=True)


class CardButton(
    discord.ui.DynamicItem[discord.ui.Button[Any]], template=r"card:(?P<do>answer|skip|quiet|import):(?P<round>\d+)"
):
    def __init__(self, do: str, round_number: int, label: str | None = None) -> None:
        super().__init__(discord.ui.Button(label=label or do.title(), custom_id=f"card:{do}:{round_number}"))
        self.do = do
        self.round = round_number

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction, item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        return cls(match["do"], int(match["round"]))

    async def callback(self, interaction: discord.Interaction) -> None:
        if self.do == "answer":
            await interaction.response.send_modal(AnswerModal())
        elif self.do == "import":
            await interaction.response.send_modal(FileModal())
        elif self.do == "skip":
            await interaction.response.edit_message(view=Card(self.round, skips=1))
        else:
            await interaction.response.defer()
            await interaction.followup.send("Only for you.", ephemeral=True)


class Card(discord.ui.LayoutView):
    def __init__(self, round_number: int, skips: int = 0) -> None:
        super().__init__(timeout=None)
        row: discord.ui.ActionRow[Any] = discord.ui.ActionRow()
        row.add_item(CardButton("answer", round_number)).add_item(CardButton("quiet", round_number))
        row.add_item(CardButton("skip", round_number, f"Skip {skips}/2")).add_item(CardButton("import", round_number))
        gone: discord.ui.Button[Any] = discord.ui.Button(label="Gone", custom_id="gone", disabled=True)
        text = discord.ui.TextDisplay(f"**Round {round_number}**\nWho wrote *Danger Zone*?")
        self.add_item(discord.ui.Container(text, discord.ui.Separator(), row))
        self.add_item(discord.ui.ActionRow(gone))


class LittleBot(discord.AutoShardedClient):
    """Reacts to "ping", replies to "reply", and has the commands below; ``heard`` holds what its events told."""

    def __init__(self, **options: Any) -> None:
        intents = discord.Intents(
            guilds=True, messages=True, reactions=True, message_content=options.pop("content", True), typing=True
        )
        super().__init__(
            intents=intents,
            guild_ready_timeout=0.05,
            allowed_mentions=discord.AllowedMentions.none(),
            **options,
        )
        self.tree = app_commands.CommandTree(self)
        self.ready = asyncio.Event()
        self.resumed = asyncio.Event()
        self.heard: asyncio.Queue[tuple[str, Any]] = asyncio.Queue()
        self.running: asyncio.Task[None] | None = None
        self.add_dynamic_items(CardButton)
        add_commands(self.tree)

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Do not wait five seconds between shards, as Discord wants it."""

    async def on_ready(self) -> None:
        self.ready.set()

    async def on_resumed(self) -> None:
        self.resumed.set()

    async def on_message(self, message: discord.Message) -> None:
        self.heard.put_nowait(("message", message))
        if message.author.bot:
            return
        if message.content == "ping":
            await message.add_reaction("✅")
        elif message.content == "reply":
            await message.reply("Here.", mention_author=True)

    async def on_guild_join(self, guild: discord.Guild) -> None:
        self.heard.put_nowait(("joined", guild))

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        self.heard.put_nowait(("left", guild))

    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        self.heard.put_nowait(("channel deleted", channel))

    async def on_thread_create(self, thread: discord.Thread) -> None:
        self.heard.put_nowait(("thread", thread))

    async def on_raw_reaction_add(self, event: discord.RawReactionActionEvent) -> None:
        self.heard.put_nowait(("reaction", event))

    async def on_raw_message_edit(self, event: discord.RawMessageUpdateEvent) -> None:
        self.heard.put_nowait(("edit", event))

    async def on_raw_message_delete(self, event: discord.RawMessageDeleteEvent) -> None:
        self.heard.put_nowait(("delete", event))

    async def next(self, kind: str) -> Any:
        """Wait for the next event of this kind, passing over others."""
        async with asyncio.timeout(5):
            while True:
                heard, what = await self.heard.get()
                if heard == kind:
                    return what


def add_commands(tree: app_commands.CommandTree[LittleBot]) -> None:
    tree.add_command(_game())
    _add_answers(tree)
    _add_things(tree)


def _game() -> app_commands.Group:
    group = app_commands.Group(name="trivia", description="Play")

    @group.command(name="start", description="Start")
    @app_commands.choices(mode=[app_commands.Choice(name="Race", value="race")])
    async def start(
        interaction: discord.Interaction,
        pack: str | None = None,
        rounds: app_commands.Range[int, 1, 50] = 10,
        mode: str = "race",
    ) -> None:
        await interaction.response.send_message(view=Card(rounds))

    @start.autocomplete("pack")
    async def packs(_: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
        names = ("top-gun", "jaws")
        return [app_commands.Choice(name=name, value=name) for name in names if name.startswith(current)]

    return group


def _add_answers(tree: app_commands.CommandTree[LittleBot]) -> None:
    @tree.command(description="Late")
    async def late(interaction: discord.Interaction, private: bool = False) -> None:
        await interaction.response.defer(thinking=True, ephemeral=private)
        await interaction.followup.send("At last.")
        await interaction.followup.send("And more.")

    @tree.command(description="Later")
    async def original(interaction: discord.Interaction) -> None:
        await interaction.response.defer(thinking=True)
        await interaction.edit_original_response(content="Edited in.")

    @tree.command(description="Silent")
    async def silent(_: discord.Interaction) -> None:
        return


def _add_things(tree: app_commands.CommandTree[LittleBot]) -> None:
    @tree.command(description="Tell about things")
    async def tell(
        interaction: discord.Interaction,
        user: discord.User | None = None,
        channel: discord.TextChannel | None = None,
        role: discord.Role | None = None,
        file: discord.Attachment | None = None,
    ) -> None:
        words = [str(thing) for thing in (user, channel, role) if thing]
        if file is not None:
            words.append((await file.read()).decode())
        await interaction.response.send_message(" ".join(words), file=discord.File(io.BytesIO(b"clip"), "clip.txt"))

    @tree.command(description="For admins")
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.guild_only()
    async def admin(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("Yes.", ephemeral=True)

    @tree.context_menu(name="Who said it")
    async def who(interaction: discord.Interaction, message: discord.Message) -> None:
        await interaction.response.send_message(f"{message.author.name}: {message.content}", ephemeral=True)

    @tree.command(description="Pick one")
    async def pick(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("Pick.", view=Picker())


class Picker(discord.ui.View):
    @discord.ui.select(
        placeholder="Which?",
        options=[discord.SelectOption(label="Jaws", value="j"), discord.SelectOption(label="Top Gun", value="t")],
    )
    async def chosen(self, interaction: discord.Interaction, select: discord.ui.Select[Any]) -> None:
        await interaction.response.send_message(f"Picked {select.values[0]}.")
