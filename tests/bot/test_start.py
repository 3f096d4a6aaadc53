"""Starting and stopping: `python -m bot` says in one sentence what is missing, and parts from running games."""

from __future__ import annotations

import json
import signal
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.sandbox.people import People
from bot.sandbox.server import StandIn
from tests.bot.processes import Process, refused, running

NOWHERE = "http://127.0.0.1:1/api/v10"


@pytest.fixture
async def stand_in() -> AsyncIterator[StandIn]:
    async with StandIn() as stand_in:
        yield stand_in


@pytest.fixture
async def people(stand_in: StandIn) -> AsyncIterator[People]:
    async with People(stand_in.control, stand_in.key) as people:
        yield people


def joining(stand_in: StandIn, **more: str) -> dict[str, str]:
    """The settings of a bot that joins the stand-in."""
    return {"DISCORD_API_URL": stand_in.api, "DISCORD_TOKEN": stand_in.token} | more


async def connected(people: People, process: Process) -> None:
    """Wait until the process logs that its shard has connected, and the stand-in agrees."""
    await process.writes("has connected to Gateway")
    assert (await people.state())["bot"]["connected"]


# --- what can't start -----------------------------------------------------------------------------------------------


async def test_no_token(tmp_path: Path) -> None:
    said = await refused(tmp_path)
    assert said == "DISCORD_TOKEN is missing: copy .env.example to .env and put your bot's token there.\n"


async def test_a_wrong_token(tmp_path: Path, stand_in: StandIn) -> None:
    said = await refused(tmp_path, DISCORD_API_URL=stand_in.api, DISCORD_TOKEN="not.the.token")
    last = said.splitlines()[-1]
    assert last == "Discord does not accept DISCORD_TOKEN: copy it anew from the developer portal."
    assert "not.the.token" not in said


async def test_an_env_file_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"DISCORD_TOKEN=\xff\xfe")
    assert await refused(tmp_path) == ".env can't be read: make it a text file in UTF-8 that you may read.\n"


async def test_an_env_file_that_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / ".env").mkdir()
    assert await refused(tmp_path) == ".env can't be read: make it a text file in UTF-8 that you may read.\n"


async def test_all_wrong_settings_at_once(tmp_path: Path) -> None:
    wrong = {"TRIVIA_SEED": "x", "TRIVIA_PACKS": "nowhere", "TRIVIA_MESSAGE_CONTENT": "maybe", "DISCORD_API_URL": "x"}
    named = sorted(line.split()[0] for line in (await refused(tmp_path, **wrong)).splitlines())
    assert named == sorted([*wrong, "DISCORD_TOKEN"])


async def test_nothing_at_the_address(tmp_path: Path) -> None:
    said = await refused(tmp_path, DISCORD_TOKEN="abc", DISCORD_API_URL=NOWHERE)
    assert said == f"Nothing that speaks Discord's API answers at {NOWHERE}: check DISCORD_API_URL.\n"


async def test_something_else_at_the_address(tmp_path: Path, stand_in: StandIn) -> None:
    said = await refused(tmp_path, DISCORD_TOKEN="abc", DISCORD_API_URL=stand_in.control)
    assert "check DISCORD_API_URL" in said


async def test_a_data_folder_that_takes_no_files(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    said = await refused(tmp_path, DISCORD_TOKEN="abc", TRIVIA_DATA="file/data")
    assert said == "TRIVIA_DATA can't be used: make file/data a folder that I may write to.\n"


async def test_a_port_in_use(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = await refused(tmp_path, "--sandbox", "--port", str(port))
    assert said == f"Port {port} can't be used: name another with --port.\n"


async def test_a_port_that_is_none(tmp_path: Path) -> None:
    assert await refused(tmp_path, "--sandbox", "--port", "70000") == (
        "Port 70000 can't be used: name another with --port.\n"
    )


async def test_discord_that_is_down(tmp_path: Path, stand_in: StandIn, people: People) -> None:
    await people.fault("http", status=503, path="/users/@me", count=9)
    said = await refused(tmp_path, **joining(stand_in))
    assert said.splitlines()[-1].startswith("Discord can't be reached: check the network")


# --- what starts ----------------------------------------------------------------------------------------------------


async def test_the_sandbox_prints_how_to_join_and_ends_when_told(tmp_path: Path) -> None:
    async with running(tmp_path, "--sandbox") as process:
        await process.writes("}\n")
        line = json.loads(process.out)
        assert set(line) == {"api", "control", "key", "token"}
        async with People(line["control"], line["key"]) as people:
            assert (await people.state())["bot"]["connected"]
        process.tell(signal.SIGTERM)
        assert await process.ends(within=5) == 0


async def test_a_broken_pack_of_the_host_is_said_and_the_rest_is_served(
    tmp_path: Path, stand_in: StandIn, people: People
) -> None:
    packs = tmp_path / "packs"
    packs.mkdir()
    (packs / "mine.yaml").write_text("pack: mine\ntitel: Mine\n")
    (packs / "ours.yaml").write_text("pack: ours\ntitle: Ours\nquestions:\n  - {id: a, ask: Who?, answer: Ann}\n")
    async with running(tmp_path, **joining(stand_in, TRIVIA_PACKS=str(packs))) as process:
        await connected(people, process)
        assert f"a pack is broken and not served: {packs}/mine.yaml:2:1: " in process.log
        offered = await people.command("ada", "trivia", "trivia packs")
        assert "Ours (ours), 1 question" in offered["response"]["text"]
        assert "mine" not in offered["response"]["text"]


async def test_commands_are_registered_only_when_they_have_changed(
    tmp_path: Path, stand_in: StandIn, people: People
) -> None:
    for _ in range(2):
        async with running(tmp_path, **joining(stand_in)) as process:
            await connected(people, process)
    written = [request for request in stand_in.requests if request["method"] == "PUT"]
    assert len(written) == 1


async def test_the_log_has_the_invite_link_and_not_the_token(tmp_path: Path, stand_in: StandIn, people: People) -> None:
    async with running(tmp_path, **joining(stand_in)) as process:
        await connected(people, process)
    assert f"client_id={stand_in.world.bot.id}" in process.log
    assert "scope=bot+applications.commands" in process.log
    assert stand_in.token not in process.log


async def test_refused_typing_on_auto_is_a_line_in_the_log(tmp_path: Path, stand_in: StandIn, people: People) -> None:
    await people.fault("content", granted=False)
    async with running(tmp_path, **joining(stand_in)) as process:
        await process.writes("Discord refuses the message content intent: answers come by buttons")
        await connected(people, process)
        await people.command("ada", "trivia", "trivia start", {"rounds": 1})
        assert "or reply to me" in (await people.wait_for("trivia", "Round 1 of 1"))["text"]


async def test_refused_typing_on_on_says_what_to_do(tmp_path: Path, stand_in: StandIn, people: People) -> None:
    await people.fault("content", granted=False)
    said = await refused(tmp_path, **joining(stand_in, TRIVIA_MESSAGE_CONTENT="on"))
    assert said.splitlines()[-1] == (
        "Discord refuses the message content intent: enable it in the developer portal under Bot, "
        "or set TRIVIA_MESSAGE_CONTENT=auto."
    )


async def test_typing_is_never_asked_for_on_off(tmp_path: Path, stand_in: StandIn, people: People) -> None:
    async with running(tmp_path, **joining(stand_in, TRIVIA_MESSAGE_CONTENT="off")) as process:
        await connected(people, process)
        assert [session.intents & 1 << 15 for session in stand_in.parts.gateway.sessions.values()] == [0]
    assert "refuses" not in process.log


# --- what ends ------------------------------------------------------------------------------------------------------


async def test_running_games_are_told_when_the_process_is_ended(
    tmp_path: Path, stand_in: StandIn, people: People
) -> None:
    async with running(tmp_path, **joining(stand_in)) as process:
        await connected(people, process)
        for channel in ("trivia", "quiet"):
            await people.command("ada", channel, "trivia start")
            await people.wait_for(channel, "Round 1 of")
        process.tell(signal.SIGTERM)
        assert await process.ends(within=5) == 0
    for channel in ("trivia", "quiet"):
        await people.wait_for(channel, "I have to restart. The game goes on from here")
    assert "Traceback" not in process.log


@pytest.mark.slow
async def test_the_process_ends_in_time_while_discord_is_silent(tmp_path: Path) -> None:
    async with running(tmp_path, module="bot.sandbox") as discord:
        await discord.writes("}\n")
        line = json.loads(discord.out)
        settings = {"DISCORD_API_URL": line["api"], "DISCORD_TOKEN": line["token"]}
        async with running(tmp_path, **settings) as process, People(line["control"], line["key"]) as people:
            await connected(people, process)
            await people.command("ada", "trivia", "trivia start")
            await people.wait_for("trivia", "Round 1 of")
            discord.tell(signal.SIGSTOP)
            process.tell(signal.SIGTERM)
            status = await process.ends(within=5)
            discord.tell(signal.SIGCONT)
    assert status == 0


async def test_a_token_that_is_taken_back_ends_the_bot_with_a_sentence(
    tmp_path: Path, stand_in: StandIn, people: People
) -> None:
    async with running(tmp_path, **joining(stand_in)) as process:
        await connected(people, process)
        await stand_in.parts.gateway.drop(4004)
        assert await process.ends() == 2
    assert process.log.splitlines()[-1].startswith("Discord does not accept DISCORD_TOKEN")
    assert "Traceback" not in process.log


async def test_typing_refused_while_games_run_leads_to_a_start_without_it(
    tmp_path: Path, stand_in: StandIn, people: People
) -> None:
    async with running(tmp_path, **joining(stand_in)) as process:
        await connected(people, process)
        await people.command("ada", "trivia", "trivia start")
        await people.wait_for("trivia", "Round 1 of")
        await people.fault("content", granted=False)
        await people.wait_for("trivia", "I have to restart")
        await process.writes("has connected to Gateway", after="answers come by buttons")
        await people.command("ada", "quiet", "trivia start")
        assert "or reply to me" in (await people.wait_for("quiet", "Round 1 of"))["text"]
