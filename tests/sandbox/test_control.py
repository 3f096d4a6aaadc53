"""The control API: what each call does and answers."""

from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import discord
import pytest

from bot.sandbox import People, SandboxError, StandIn
from tests.sandbox.conftest import Json, Wire
from tests.sandbox.little_bot import LittleBot

Say = Callable[..., Awaitable[Json]]


async def texts(people: People, channel: str = "trivia", **wanted: Any) -> list[str]:
    return [message["text"] for message in await people.messages(channel, **wanted)]


async def roles(people: People, user: str) -> list[str]:
    return next(each["roles"] for each in (await people.state())["users"] if each["name"] == user)


# The state


async def test_the_state_tells_server_channels_and_users_with_roles(people: People) -> None:
    state = await people.state()
    assert state["server"]["name"] == "Soundtrack Club"
    assert [c["name"] for c in state["channels"] if c["server"] == "Soundtrack Club"] == ["trivia", "general", "quiet"]
    assert {user["name"]: user["roles"] for user in state["users"]} == {
        "Soundtrack Trivia": ["Soundtrack Trivia"],
        **{name: [] for name in ("ada", "ben", "cleo", "dev", "owner")},
        "mo": ["Moderator"],
    }


async def test_the_state_tells_commands_as_registered(people: People, bot: LittleBot) -> None:
    (command,) = [command for command in (await people.state())["commands"] if command["name"] == "trivia"]
    assert command["options"][0]["options"][1]["max_value"] == 50


async def test_the_state_tells_whether_the_bot_is_connected(people: People, stand_in: StandIn, join: Any) -> None:
    assert not (await people.state())["bot"]["connected"]
    await join(stand_in)
    assert (await people.state())["bot"]["connected"]


async def test_the_state_of_another_server_can_be_asked_for(people: People) -> None:
    assert (await people.state("Second Screening"))["server"]["bot"] is False


# Talking


async def test_a_message_comes_back_in_discords_shape_and_as_text(people: People, channel: Any) -> None:
    said = await people.say("ada", "trivia", "**hello** <#" + channel("quiet") + ">")
    assert (said["author"]["username"], said["channel_id"]) == ("ada", channel("trivia"))
    assert said["content"].startswith("**hello** <#")
    assert (said["text"], said["ephemeral"], said["edits"], said["pings"]) == ("hello #quiet", False, 0, [])


async def test_users_and_channels_are_named_by_id_too(people: People, channel: Any) -> None:
    ada = (await people.say("ada", "trivia", "one"))["author"]["id"]
    assert (await people.say(ada, channel("trivia"), "two"))["author"]["username"] == "ada"


async def test_another_bot_speaks_as_a_bot(people: People) -> None:
    said = await people.say("Jukebox", "trivia", "la la", speaks_as="bot")
    assert (said["author"]["username"], said["author"]["bot"], "webhook_id" in said) == ("Jukebox", True, False)


async def test_a_webhook_speaks_as_one(people: People) -> None:
    said = await people.say("News", "trivia", "late edition", speaks_as="webhook")
    assert (said["webhook_id"], said["author"]["bot"]) == (said["author"]["id"], True)


@pytest.mark.parametrize("speaks_as", ["human", "bot"])
async def test_a_reply_names_what_it_replies_to(people: People, speaks_as: str) -> None:
    first = await people.say("ada", "trivia", "one")
    reply = await people.say("ben", "trivia", "two", reply_to=first["id"], speaks_as=speaks_as)
    assert (reply["type"], reply["referenced_message"]["id"]) == (19, first["id"])
    assert reply["pings"] == [first["author"]["id"]]


async def test_a_reply_may_leave_out_the_ping(people: People) -> None:
    first = await people.say("ada", "trivia", "one")
    assert (await people.say("ben", "trivia", "two", reply_to=first["id"], ping=False))["pings"] == []


async def test_a_reply_stays_in_its_channel(people: People) -> None:
    first = await people.say("ada", "trivia", "one")
    with pytest.raises(SandboxError, match="in the channel"):
        await people.say("ben", "general", "two", reply_to=first["id"])


async def test_an_attachment_can_be_read_at_its_address(people: People) -> None:
    said = await people.say("ada", "trivia", files={"theme song.mid": b"MThd\0", "b.txt": b"b"})
    first, second = said["attachments"]
    assert (first["filename"], first["size"], second["content_type"]) == ("theme_song.mid", 5, "text/plain")
    async with aiohttp.ClientSession() as session, session.get(first["url"]) as response:
        assert (response.content_type, await response.read()) == (first["content_type"], b"MThd\0")


@pytest.mark.parametrize("name", ["data:text/x\r\nA: b;,x", "http://[x", "../../etc/passwd", "\0", "", "日本.mid"])
async def test_an_attachment_of_any_name_can_be_read(people: People, name: str) -> None:
    (attachment,) = (await people.say("ada", "trivia", files={name: b"x"}))["attachments"]
    async with aiohttp.ClientSession() as session, session.get(attachment["url"]) as response:
        assert (response.status, await response.read()) == (200, b"x")


@pytest.mark.parametrize("path", ["1/a.txt", f"{'9' * 5000}/a.txt", "٣/a.txt"])
async def test_a_file_that_is_not_there_is_404(stand_in: StandIn, path: str) -> None:
    url = f"{stand_in.api.removesuffix('/api/v10')}/attachments/{path}"
    async with aiohttp.ClientSession() as session, session.get(url) as response:
        assert response.status == 404


async def test_an_edit_changes_the_text_and_is_counted(people: People) -> None:
    said = await people.say("ada", "trivia", "one", files={"a.txt": b"x"})
    edited = await people.edit("ada", said["id"], "two")
    assert (edited["id"], edited["text"], edited["edits"]) == (said["id"], "two\na.txt", 1)
    assert edited["edited_timestamp"]


async def test_a_deleted_message_is_gone(people: People) -> None:
    said = await people.say("ada", "trivia", "one")
    await people.delete("ada", said["id"])
    assert await texts(people) == []


async def test_a_moderator_deletes_what_others_wrote(people: People) -> None:
    said = await people.say("ada", "trivia", "one")
    await people.delete("mo", said["id"])
    assert await texts(people) == []


async def test_a_reaction_is_added_and_taken_back(people: People) -> None:
    said = await people.say("ada", "trivia", "one")
    reacted = await people.react("ben", said["id"], "🎵")
    assert [(r["emoji"]["name"], r["count"], r["users"]) for r in reacted["reactions"]] == [("🎵", 1, ["ben"])]
    assert (await people.react("ben", said["id"], "🎵", remove=True))["reactions"] == []


async def test_a_thread_is_a_channel_of_its_own(people: People) -> None:
    thread = await people.thread("ada", "trivia", "Finals")
    assert (thread["type"], thread["name"]) == (11, "Finals")
    await people.say("ben", "Finals", "hello")
    assert await texts(people, "Finals") == ["hello"]
    assert await texts(people) == ["ada started a thread: Finals"]


async def test_a_thread_of_a_message_bears_its_id_and_there_is_one(people: People) -> None:
    said = await people.say("ada", "trivia", "one")
    assert (await people.thread("ben", "trivia", "About that", message=said["id"]))["id"] == said["id"]
    with pytest.raises(SandboxError, match="already"):
        await people.thread("ben", "trivia", "Again", message=said["id"])


async def test_a_thread_of_a_message_starts_in_its_channel(people: People) -> None:
    said = await people.say("ada", "trivia", "one")
    with pytest.raises(SandboxError, match="in its channel"):
        await people.thread("ben", "general", "About that", message=said["id"])


# The rest of a server's life


async def test_a_role_is_given_and_taken(people: People) -> None:
    assert (await people.role("ada", "Admin"))["roles"] == ["Admin"]
    assert await roles(people, "ada") == ["Admin"]
    assert (await people.role("ada", "Admin", give=False))["roles"] == []


async def test_a_role_can_be_made_with_permissions(people: People) -> None:
    await people.role("ada", "Cleaner", create=True, permissions=["manage_messages"])
    said = await people.say("ben", "trivia", "one")
    await people.delete("ada", said["id"])
    assert await texts(people) == []


async def test_the_bot_is_invited_to_the_second_server_and_kicked_again(people: People) -> None:
    invited = await people.bot("invite")
    assert (invited["name"], invited["bot"]) == ("Second Screening", True)
    assert (await people.bot("kick", "Second Screening"))["bot"] is False


async def test_without_a_name_the_bot_is_kicked_out_of_the_first_server(people: People) -> None:
    assert (await people.bot("kick"))["name"] == "Soundtrack Club"


async def test_in_the_second_server_the_bot_is_played_as_in_the_first(people: People, bot: LittleBot) -> None:
    await people.bot("invite")
    await bot.next("joined")
    assert (await people.command("ada", "lobby", "trivia start"))["ack"] == "message"


async def test_where_the_bot_is_not_it_has_no_commands(people: People, bot: LittleBot) -> None:
    with pytest.raises(SandboxError, match="not in Second Screening"):
        await people.command("ada", "lobby", "trivia start")


async def test_a_card_left_behind_by_a_kicked_bot_does_not_respond(people: People, bot: LittleBot) -> None:
    card = (await people.command("ada", "trivia", "trivia start"))["response"]["id"]
    await people.bot("kick")
    assert (await people.press("ada", card, "Answer"))["ack"] == "none"


# Using the bot


async def test_a_command_without_a_bot_to_answer_it_fails_at_once(
    people: People, wire: Wire, stand_in: StandIn
) -> None:
    path = f"/applications/{stand_in.world.bot.id}/commands"
    await wire("POST", path, {"name": "quiz", "description": "Quiz"})
    outcome = await people.command("ada", "trivia", "quiz")
    assert (outcome["ack"], outcome["response"]) == ("none", None)


async def test_a_deferred_answer_that_is_not_waited_for_shows_the_bot_thinking(people: People, bot: LittleBot) -> None:
    @bot.tree.command(description="Never ends")
    async def endless(interaction: discord.Interaction) -> None:
        await interaction.response.defer(thinking=True)

    await bot.tree.sync()
    outcome = await people.command("ada", "trivia", "endless", wait=0)
    assert (outcome["ack"], outcome["response"]["text"]) == ("deferred", "Soundtrack Trivia is thinking...")


async def test_a_typed_number_is_offered_choices_as_text(people: People, bot: LittleBot) -> None:
    @bot.tree.command(description="Rounds")
    async def rounds(interaction: discord.Interaction, count: int) -> None:
        await interaction.response.send_message(str(count))

    @rounds.autocomplete("count")
    async def counts(_: discord.Interaction, current: str) -> list[discord.app_commands.Choice[int]]:
        return [discord.app_commands.Choice(name=f"{current} rounds", value=5)]

    await bot.tree.sync()
    outcome = await people.autocomplete("ada", "trivia", "rounds", "count", {"count": 5})
    assert outcome["ack"] == "autocomplete"
    assert outcome["choices"] == [{"name": "5 rounds", "value": 5}]


class Things(discord.ui.View):
    @discord.ui.select(cls=discord.ui.UserSelect, placeholder="Who?")
    async def who(self, interaction: discord.Interaction, select: discord.ui.UserSelect[Any]) -> None:
        await interaction.response.send_message(select.values[0].name)

    @discord.ui.select(cls=discord.ui.RoleSelect, placeholder="Which role?")
    async def role(self, interaction: discord.Interaction, select: discord.ui.RoleSelect[Any]) -> None:
        await interaction.response.send_message(select.values[0].name)

    @discord.ui.select(cls=discord.ui.ChannelSelect, placeholder="Where?", min_values=0, max_values=2)
    async def where(self, interaction: discord.Interaction, select: discord.ui.ChannelSelect[Any]) -> None:
        await interaction.response.send_message(", ".join(str(place) for place in select.values) or "nowhere")

    @discord.ui.button(label="Same", custom_id="first")
    async def first(self, interaction: discord.Interaction, _: discord.ui.Button[Any]) -> None:
        await interaction.response.send_message("first")

    @discord.ui.button(label="Same", custom_id="second")
    async def second(self, interaction: discord.Interaction, _: discord.ui.Button[Any]) -> None:
        await interaction.response.send_message("second")


@pytest.fixture
async def things(bot: LittleBot, people: People) -> str:
    """A message with selects, two buttons of one label, and a link."""
    view = Things()
    view.add_item(discord.ui.Button(label="More", url="https://example.org"))
    trivia = discord.utils.get(bot.get_all_channels(), name="trivia")
    assert isinstance(trivia, discord.TextChannel)
    return str((await trivia.send("Things", view=view)).id)


@pytest.mark.parametrize(
    ("select", "values", "said"),
    [
        ("Who?", ["ben"], "ben"),
        ("Which role?", ["Moderator"], "Moderator"),
        ("Where?", ["general", "quiet"], "general, quiet"),
        ("Where?", [], "nowhere"),
    ],
)
async def test_selects_take_people_roles_and_channels_by_name(
    people: People, things: str, select: str, values: list[str], said: str
) -> None:
    assert (await people.press("ada", things, select, values=values))["response"]["text"] == said


async def test_a_button_is_pressed_by_its_custom_id(people: People, things: str) -> None:
    assert (await people.press("ada", things, custom_id="second"))["response"]["text"] == "second"


async def test_a_label_that_several_buttons_bear_does_not_say_which(people: People, things: str) -> None:
    with pytest.raises(SandboxError, match="several") as refusal:
        await people.press("ada", things, "Same")
    assert refusal.value.status == 409


async def test_a_link_tells_the_bot_nothing(people: People, things: str) -> None:
    with pytest.raises(SandboxError, match="leads elsewhere"):
        await people.press("ada", things, "More")


class Everything(discord.ui.Modal, title="Everything"):
    decades = discord.ui.Label(
        text="Decades",
        component=discord.ui.CheckboxGroup(
            custom_id="decades",
            options=[discord.CheckboxGroupOption(label=each, value=each[:1]) for each in ("70s", "80s", "90s")],
        ),
    )
    sure = discord.ui.Label(text="Sure", component=discord.ui.Checkbox(custom_id="sure"))
    who = discord.ui.Label(text="Who", component=discord.ui.UserSelect(custom_id="who", required=False))
    films = discord.ui.Label(
        text="Film",
        component=discord.ui.Select(
            custom_id="film",
            options=[discord.SelectOption(label="Jaws", value="j", default=True), discord.SelectOption(label="Alien")],
        ),
    )
    files = discord.ui.Label(text="Files", component=discord.ui.FileUpload(custom_id="files", required=False))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        parts: list[Any] = [self.decades.component, self.sure.component, self.who.component]
        parts += [self.films.component, self.files.component]
        decades, sure, who, films, files = parts
        words = [*decades.values, sure.value, *(user.name for user in who.values), *films.values]
        words += [file.filename for file in files.values]
        await interaction.response.send_message(" ".join(map(str, words)), ephemeral=True)


@pytest.fixture
async def modal(bot: LittleBot, people: People) -> Json:
    @bot.tree.command(description="Everything")
    async def everything(interaction: discord.Interaction) -> None:
        await interaction.response.send_modal(Everything())

    await bot.tree.sync()
    return await people.command("ada", "trivia", "everything")


async def test_a_command_can_open_a_modal(modal: Json) -> None:
    assert modal["ack"] == "modal"
    fields = modal["response"]["fields"]
    assert [(field["custom_id"], field["required"]) for field in fields] == [
        ("decades", True),
        ("sure", False),
        ("who", False),
        ("film", True),
        ("files", False),
    ]


FILE = {"name": "a.txt", "base64": "eA=="}


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        pytest.param({"decades": ["80s", "9"], "sure": True}, "8 9 True j", id="by custom id"),
        pytest.param({"Decades": "70s", "Film": "Alien", "Who": "ben"}, "7 False ben Alien", id="by label"),
        pytest.param({"Decades": ["7"], "Files": [FILE]}, "7 False j a.txt", id="with a file"),
        pytest.param({"Decades": ["7"], "Files": FILE}, "7 False j a.txt", id="with a file alone"),
    ],
)
async def test_a_modal_is_filled_in_by_custom_id_or_label(people: People, modal: Json, fields: Json, said: str) -> None:
    outcome = await people.submit("ada", modal["interaction"], fields)
    assert (outcome["response"]["text"], outcome["response"]["ephemeral"]) == (said, True)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({}, "takes 1 to 3 ticks"),
        ({"decades": []}, "takes 1 to 3 ticks"),
        ({"decades": ["60s"]}, "not among the options"),
        ({"decades": ["7"], "sure": "yes"}, "true or false"),
        ({"decades": ["7"], "who": "nobody"}, 'no user "nobody"'),
        ({"decades": ["7"], "film": ["Jaws", "Alien"]}, "Pick 1 to 1"),
        ({"decades": ["7"], "files": [FILE, FILE]}, "takes 1 to 1 files"),
        ({"decades": ["7"], "files": ["a.txt"]}, "base64"),
        ({"decades": ["7"], "files": [{"name": "a.txt", "base64": "x"}]}, "cannot be decoded"),
    ],
)
async def test_a_modal_says_what_it_does_not_take(people: People, modal: Json, fields: Json, reason: str) -> None:
    with pytest.raises(SandboxError, match=reason):
        await people.submit("ada", modal["interaction"], fields)


async def test_a_users_menu_shows_that_user_to_the_bot(people: People, bot: LittleBot, stand_in: StandIn) -> None:
    @bot.tree.context_menu(name="Score")
    async def score(interaction: discord.Interaction, user: discord.Member) -> None:
        await interaction.response.send_message(f"{user.name}: 3")

    await bot.tree.sync()
    body = {"user": "ada", "channel": "trivia", "target": "ben", "name": "Score"}
    headers = {"Authorization": f"Bearer {stand_in.key}"}
    async with aiohttp.request("POST", f"{stand_in.control}/context", json=body, headers=headers) as response:
        outcome = await response.json()
    assert outcome["response"]["text"] == "ben: 3"
