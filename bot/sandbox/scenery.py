"""The world as it is when the stand-in starts: two servers, their channels, roles and people."""

from itertools import count

from .ids import Clock, Snowflakes, time_of
from .permissions import bits
from .world import TEXT, Channel, Member, Role, Server, User, World

FIRST_SERVER, SECOND_SERVER = "Soundtrack Club", "Second Screening"
CHANNELS = {FIRST_SERVER: ("trivia", "general", "quiet"), SECOND_SERVER: ("lobby", "foyer")}
PLAYERS = ("ada", "ben", "cleo", "dev")
MODERATOR, OWNER, BOT = "mo", "owner", "Soundtrack Trivia"

EVERYONE = bits(
    *[
        "add_reactions",
        "view_channel",
        "send_messages",
        "embed_links",
        "attach_files",
        "read_message_history",
        "use_external_emojis",
        "connect",
        "speak",
        "change_nickname",
        "use_application_commands",
        "create_public_threads",
        "create_instant_invite",
        "send_messages_in_threads",
        "use_external_stickers",
        "send_polls",
    ]
)
"""What everybody may do on a new Discord server, as far as text goes."""

BOT_ROLE = bits(
    *[
        "view_channel",
        "send_messages",
        "send_messages_in_threads",
        "embed_links",
        "attach_files",
        "read_message_history",
        "add_reactions",
        "use_external_emojis",
        "create_public_threads",
    ]
)

_AGE = 30 * 86_400
"""People and servers are a month old; the servers were made a millisecond apart, so they fall on different shards."""


def make_world(now: Clock) -> World:
    """Build the world of DESIGN §6; the bot is a member of the first server only."""
    began, steps = int(now()) - _AGE, count()
    ids = Snowflakes(lambda: began + next(steps) / 1000)
    world = World(User(ids.next(), BOT, bot=True))
    for name in (*PLAYERS, MODERATOR, OWNER):
        user = User(ids.next(), name)
        world.users[user.id] = user
    for server_id, name in [(ids.next(), name) for name in (FIRST_SERVER, SECOND_SERVER)]:
        server = _make_server(world, ids, server_id, name)
        world.servers[server.id] = server
    add_bot(next(iter(world.servers.values())), world.bot, ids)
    return world


def _make_server(world: World, ids: Snowflakes, server_id: int, name: str) -> Server:
    people = {user.name: user for user in world.users.values() if not user.bot}
    everyone = Role(server_id, "@everyone", EVERYONE, 0)
    server = Server(server_id, name, people[OWNER], time_of(server_id), everyone)
    server.roles[everyone.id] = everyone
    moderator = Role(ids.next(), "Moderator", bits("manage_messages", "manage_threads", "moderate_members"), 1)
    admin = Role(ids.next(), "Admin", bits("manage_guild", "manage_channels", "manage_roles", "manage_messages"), 2)
    for role in (moderator, admin):
        server.roles[role.id] = role
    for user in people.values():
        roles = [moderator] if user.name == MODERATOR else []
        server.members[user.id] = Member(user, server.created, roles)
    for position, channel_name in enumerate(CHANNELS[name]):
        channel = Channel(ids.next(), TEXT, channel_name, server, position=position)
        server.channels[channel.id] = channel
    return server


def add_bot(server: Server, bot: User, ids: Snowflakes) -> None:
    """Make the bot a member, with the managed role that Discord gives to every bot that is invited."""
    role = Role(ids.next(), bot.name, BOT_ROLE, len(server.roles), bot_id=bot.id)
    server.roles[role.id] = role
    server.members[bot.id] = Member(bot, time_of(role.id), [role])


def remove_bot(server: Server, bot: User) -> None:
    del server.members[bot.id]
    for role in [role for role in server.roles.values() if role.bot_id == bot.id]:
        del server.roles[role.id]
