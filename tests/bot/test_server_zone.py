"""`/server zone:` where a server's days end."""

import pytest

from bot.sandbox.people import SandboxError
from bot.zones import zones
from tests.bot.conftest import Channel


async def test_days_end_in_utc_until_an_admin_says_otherwise(channel: Channel) -> None:
    assert "end at midnight in UTC, where it is " in await channel.command("owner", "server")


@pytest.mark.parametrize("typed", ["Asia/Tokyo", "asia/tokyo", " tokyo "])
async def test_an_admin_sets_the_zone_however_it_is_typed(channel: Channel, typed: str) -> None:
    said = await channel.command("owner", "server", zone=typed)
    assert "From now on the days of this server end at midnight in Asia/Tokyo" in said
    assert "What was played before stays on the day it counted for." in said
    assert "midnight in Asia/Tokyo" in await channel.command("owner", "server")


async def test_an_unknown_zone_is_refused_with_those_that_may_be_meant(channel: Channel) -> None:
    said = await channel.command("owner", "server", zone="Asia/Tokio")
    assert said.startswith("There is no time zone called Asia/Tokio: did you mean Asia/Tokyo")
    assert "midnight in UTC" in await channel.command("owner", "server")


async def test_a_name_of_several_places_is_not_guessed(channel: Channel) -> None:
    assert "There is no time zone called central" in await channel.command("owner", "server", zone="central")


async def test_zones_complete_as_one_types(channel: Channel) -> None:
    offered = await channel.people.autocomplete("owner", "trivia", "server", "zone", {"zone": "new york"})
    assert offered["choices"][0]["value"] == "America/New_York"
    assert len(offered["choices"]) == 25


def test_no_zone_is_that_of_the_hosts_own_computer() -> None:
    assert not {"localtime", "Factory"} & set(zones())


async def test_discord_shows_it_to_admins_only(channel: Channel) -> None:
    with pytest.raises(SandboxError):
        await channel.command("ada", "server")


async def test_whatever_discord_shows_only_who_manages_the_server_may(channel: Channel) -> None:
    for command in channel.stand_in.parts.commands.all(None):
        command["default_member_permissions"] = None
    assert "Only someone who may manage the server" in await channel.command("ada", "server", zone="Asia/Tokyo")
