"""`/why` tells a player, and nobody else, what was made of their last guess."""

from tests.bot.conftest import Channel


async def test_it_gives_the_guess_how_it_was_read_and_the_reason(channel: Channel) -> None:
    await channel.start()
    await channel.reacted(await channel.says("ben", "John!!"))
    assert await channel.command("ben", "why") == (
        "In round 1 you said John!!, which I read as “john”. Close: the first name alone is not enough."
    )


async def test_it_is_for_its_player_alone(channel: Channel) -> None:
    await channel.start()
    await channel.command("ben", "answer", text="zimmer")
    told = await channel.people.command("ben", "trivia", "why")
    assert told["response"]["ephemeral"]
    assert "I have no guess of yours" in await channel.command("cleo", "why")


async def test_it_is_about_the_last_of_several_guesses(channel: Channel) -> None:
    await channel.start()
    for text in ("zimmer", "not williams"):
        await channel.command("ben", "answer", text=text)
    assert "it says what the answer is not" in await channel.command("ben", "why")


async def test_it_keeps_a_verdict_back_while_the_round_is_open(channel: Channel) -> None:
    await channel.start(mode="everyone")
    await channel.command("ben", "answer", text="williams")
    assert "judged when the round is over" in await channel.command("ben", "why")
    await channel.command("ada", "trivia stop")
    await channel.sees("Final standings")
    assert "Right: the surname is enough" in await channel.command("ben", "why")


async def test_it_answers_after_the_game_too(channel: Channel) -> None:
    await channel.start()
    await channel.command("ben", "answer", text="zimmer")
    await channel.command("ada", "trivia stop")
    await channel.sees("Final standings")
    assert "you said zimmer" in await channel.command("ben", "why")


async def test_where_nobody_played_there_is_nothing_to_tell(channel: Channel) -> None:
    assert "I have no guess of yours" in await channel.command("ben", "why")


async def test_a_choice_is_told_by_its_text(channel: Channel) -> None:
    card = await channel.start(choices=True)
    label = next(f"{letter} · Hans Zimmer" for letter in "ABCD" if f"{letter} · Hans Zimmer" in card["text"])
    await channel.press("ben", card, label)
    assert "you said Hans Zimmer" in await channel.command("ben", "why")
