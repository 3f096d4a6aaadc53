"""Games on Discord, from the first command to the standings."""

import pytest

from bot.sandbox.people import SandboxError
from tests.bot.conftest import Channel


async def test_a_race_from_start_to_standings(channel: Channel) -> None:
    await channel.start()
    await channel.says("ben", "john wiliams")
    won = await channel.sees("takes it")
    assert "@ben takes it in" in won["text"]
    assert "@ben wins!" in (await channel.sees("Final standings"))["text"]


async def test_the_reveal_shows_the_fact_and_its_source_on_the_same_card(channel: Channel) -> None:
    card = await channel.start()
    await channel.says("ben", "williams")
    revealed = await channel.sees("Source: Ann Author, 1975")
    assert revealed["id"] == card["id"]
    assert "John Williams wrote the score of Jaws." in revealed["text"]


async def test_a_right_answer_gets_its_reaction(channel: Channel) -> None:
    await channel.start()
    assert await channel.reacted(await channel.says("ben", "williams")) == ["✅"]


async def test_a_photo_finish_is_shared(channel: Channel) -> None:
    await channel.start()
    await channel.says("ben", "williams")
    await channel.says("cleo", "john williams")
    assert "@cleo, 0." in (await channel.sees("takes it"))["text"]


async def test_an_answer_by_modal_is_private(channel: Channel) -> None:
    card = await channel.start()
    assert "is right" in await channel.answer("ben", card, "john williams")
    assert "@ben takes it" in (await channel.sees("takes it", user="cleo"))["text"]
    assert all("is right" not in message["text"] for message in await channel.people.messages("trivia", user="cleo"))


async def test_an_answer_by_command_counts(channel: Channel) -> None:
    await channel.start()
    assert "is right" in await channel.command("ben", "answer", text="williams")


async def test_a_wrong_private_answer_is_told_in_private(channel: Channel) -> None:
    await channel.start()
    assert "no," in await channel.command("ben", "answer", text="zimmer")


@pytest.mark.slow
async def test_everyone_mode_keeps_answers_secret_until_the_end(channel: Channel) -> None:
    card = await channel.start(mode="everyone", seconds=5)
    assert (await channel.answer("ben", card, "williams")).startswith("Noted")
    assert (await channel.answer("cleo", card, "zimmer")).startswith("Noted")
    text = (await channel.sees("Final standings"))["text"]
    assert "@ben wins!" in text


async def test_players_who_write_their_answers_at_the_same_time_are_all_heard(channel: Channel) -> None:
    card = await channel.start(mode="everyone")
    opened = {user: await channel.press(user, card, "Answer") for user in ("ada", "ben", "cleo")}
    for user, modal in opened.items():
        said = await channel.people.submit(user, modal["interaction"], {"Answer": user})
        assert f"Noted: {user}." in said["response"]["text"]


async def test_everyone_mode_tells_who_types_how_to_answer(channel: Channel) -> None:
    await channel.start(mode="everyone")
    await channel.says("ben", "williams")
    assert "only private answers count" in (await channel.sees("only private"))["text"]


async def test_multiple_choice_by_button(channel: Channel) -> None:
    card = await channel.start(choices=True)
    label = next(part for part in card["text"].replace("]", "[").split("[") if "John Williams" in part)
    pressed = await channel.press("ben", card, label)
    assert "is right" in pressed["response"]["text"]


async def test_a_list_is_found_together(channel: Channel) -> None:
    await channel.start(pack="team")
    await channel.says("ben", "zimmer")
    await channel.sees("Found 1 of 2")
    await channel.says("cleo", "james newton howard")
    assert "for James Newton Howard" in (await channel.sees("for Hans Zimmer"))["text"]


async def test_the_hint_button_shows_a_hint_on_the_card(channel: Channel) -> None:
    card = await channel.start()
    await channel.press("ben", card, "Hint")
    assert (await channel.sees("Hint: J··· W·······"))["id"] == card["id"]


async def test_the_starter_skips(channel: Channel) -> None:
    card = await channel.start()
    await channel.press("ada", card, "Skip")
    assert "Skipped. It was John Williams." in (await channel.sees("Skipped"))["text"]


async def test_a_skip_vote_of_the_players_counts_on_the_card(channel: Channel) -> None:
    card = await channel.start()
    for user in ("ben", "cleo"):
        await channel.says(user, "spielberg")
    await channel.press("ben", card, "Skip")
    assert "[Skip 1/2]" in (await channel.sees("Skip 1/2"))["text"]


async def test_pause_and_resume(channel: Channel) -> None:
    await channel.start()
    assert "Paused" in await channel.command("ada", "trivia pause")
    assert "paused with" in (await channel.sees("paused with"))["text"]
    assert "goes on" in await channel.command("ada", "trivia resume")
    await channel.says("ben", "williams")
    await channel.sees("@ben takes it")


async def test_play_again_starts_the_same_game(channel: Channel) -> None:
    await channel.start()
    await channel.command("ada", "trivia stop")
    standings = await channel.sees("Play again")
    channel.bot.play._sessions._started.clear()
    again = await channel.press("ben", standings, "Play again")
    assert "@ben starts a game: Film" in again["response"]["text"]


async def test_a_direct_message_is_a_game_alone(channel: Channel) -> None:
    await channel.people.command("ada", "dm", "trivia start", {"pack": "film", "rounds": 1})
    await channel.people.wait_for("dm", "Round 1 of 1", user="ada")
    await channel.people.say("ada", "dm", "williams")
    await channel.people.wait_for("dm", "@ada takes it", user="ada")


@pytest.mark.slow
async def test_two_channels_and_a_thread_play_at_once(channel: Channel) -> None:
    thread = await channel.people.thread("ada", "general", "side game")
    places = ("trivia", "quiet", thread["id"])
    for place in places:
        await channel.people.command("ada", place, "trivia start", {"pack": "film", "rounds": 1})
        await channel.people.wait_for(place, "Round 1 of 1")
    for place in places:
        await channel.people.say("ben", place, "williams")
        await channel.people.wait_for(place, "@ben takes it")


async def test_scores_packs_and_help_answer(channel: Channel) -> None:
    await channel.start()
    assert "Nobody has scored yet" in await channel.command("ben", "trivia scores")
    assert "Sequels" in await channel.command("ben", "trivia packs")
    assert "How to play" in await channel.command("ben", "trivia help")


async def test_packs_complete_as_one_types(channel: Channel) -> None:
    offered = await channel.people.autocomplete("ada", "trivia", "trivia start", "pack", {"pack": "seq"})
    assert offered["choices"][0]["value"] == "sequel"


async def test_packs_can_be_mixed(channel: Channel) -> None:
    started = await channel.command("ada", "trivia start", pack="film+sequel", rounds=2)
    assert "a mix of 2 packs, 2 rounds" in started


async def test_without_message_content_the_card_says_how_to_answer(deaf: Channel) -> None:
    card = await deaf.start()
    assert "type it" not in card["text"]
    assert "/answer" in card["text"]


async def test_without_message_content_a_mention_answers(deaf: Channel) -> None:
    await deaf.start()
    await deaf.says("cleo", "john williams")
    await deaf.says("ben", f"<@{deaf.bot.user.id}> john williams")
    assert "@cleo" not in (await deaf.sees("takes it"))["text"]


async def test_without_message_content_a_reply_answers(deaf: Channel) -> None:
    card = await deaf.start()
    await deaf.says("ben", "john williams", reply_to=card["id"])
    await deaf.sees("@ben takes it")


async def test_commands_are_registered_once(channel: Channel) -> None:
    requests = await channel.people.requests()
    assert sum(r["method"] == "PUT" and r["path"].endswith("/commands") for r in requests) == 1


async def test_a_new_server_is_greeted_with_three_steps(channel: Channel) -> None:
    await channel.people.bot("invite")
    state = await channel.people.state("Second Screening")
    lobby = next(place["id"] for place in state["channels"] if place["name"] == "lobby")
    assert "3. " in (await channel.people.wait_for(lobby, "Three steps"))["text"]


async def test_discord_itself_refuses_fifty_one_rounds(channel: Channel) -> None:
    with pytest.raises(SandboxError):
        await channel.command("ada", "trivia start", rounds=51)
