"""The tables. Ids of games, players, servers, channels and messages are Discord's snowflakes; times are seconds since
1970. A change here needs a migration (`migrations/versions`), which a test holds against this file.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    false,
    text,
)

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

games = Table(
    "games",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("server", BigInteger, index=True),
    Column("channel", BigInteger, nullable=False),
    Column("starter", BigInteger, nullable=False, index=True),
    Column("plan", Text, nullable=False),
    Column("wish", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("started", Double, nullable=False),
    Column("ended", Double, index=True),
    Column("reason", String(40)),
    Column("day", Integer),
    Column("season", Integer),
    Column("era", Integer, nullable=False, server_default="0"),
)
"""One row a game. `plan` and `state` are its snapshot in JSON (`codec`), empty when it is not needed any more; `wish`
is the bot's own. `day`, `season` and `era` are the moment (`trivia.boards`) at which it counted; no day where it had no
end for its players.
"""

Index(
    "ix_games_unfinished", games.c.channel, sqlite_where=games.c.ended.is_(None), postgresql_where=text("ended IS NULL")
)

rounds = Table(
    "rounds",
    metadata,
    Column("game", BigInteger, ForeignKey("games.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("question", String(110), nullable=False),
    Column("outcome", String(20), nullable=False),
    Column("at", Double, nullable=False),
    Column("day", Integer, nullable=False, server_default="0"),
    Column("season", Integer, nullable=False, server_default="0"),
    Column("era", Integer, nullable=False, server_default="0"),
)
"""One row a round that is over: which question it asked, how it ended, and the moment at which it counted."""

awards = Table(
    "awards",
    metadata,
    Column("game", BigInteger, ForeignKey("games.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("guess", BigInteger, primary_key=True, autoincrement=False),
    Column("number", Integer, nullable=False),
    Column("player", BigInteger, nullable=False),
    Column("points", Integer, nullable=False),
    Column("elapsed", Double, nullable=False),
    Column("streak", Integer, nullable=False),
    Column("shared", Boolean, nullable=False),
    Column("at", Double, nullable=False),
)
"""What a guess earned. Its snowflake is the key, so that nothing earns twice."""

servers = Table(
    "servers",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("zone", String(64), nullable=False, server_default="UTC"),
    Column("season", Integer, nullable=False, server_default="1"),
    Column("left_at", Double),
    Column("era", Integer, nullable=False, server_default="0"),
    Column("settings", Text, nullable=False, server_default="{}"),
)
"""A server: where its days end, the number of the running season and of the era of its leaderboards (`resets`), when it
removed the bot, and what else it has set, in JSON (`server_settings`).
"""

barred = Table(
    "barred",
    metadata,
    Column("server", BigInteger, primary_key=True, autoincrement=False),
    Column("player", BigInteger, primary_key=True, autoincrement=False, index=True),
    Column("told", Boolean, nullable=False, server_default=false()),
)
"""Who may not play in a server, and whether they were told so where they typed."""

resets = Table(
    "resets",
    metadata,
    Column("server", BigInteger, primary_key=True, autoincrement=False),
    Column("era", Integer, primary_key=True, autoincrement=False),
    Column("at", Double, nullable=False, index=True),
)
"""The eras whose leaderboards were set aside when the scores were reset, for as long as that can be undone."""

audit = Table(
    "audit",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("server", BigInteger, nullable=False),
    Column("at", Double, nullable=False, index=True),
    Column("who", BigInteger, index=True),
    Column("verb", String(20), nullable=False),
    Column("thing", String(20), nullable=False),
    Column("of", String(120), nullable=False),
    Column("before", Text, nullable=False, server_default="null"),
    Column("after", Text, nullable=False, server_default="null"),
    Column("undone_by", BigInteger),
)
"""What people changed in a server: who (nobody, once they were erased), what they did to which thing, and its state
before and after in JSON; `undone_by` is the entry that took it back.
"""

Index("ix_audit_server_id", audit.c.server, audit.c.id)

seasons = Table(
    "seasons",
    metadata,
    Column("server", BigInteger, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("ended", Double, nullable=False),
    Column("players", Integer, nullable=False),
)
"""The seasons that are over, and how many players scored in each."""

podiums = Table(
    "podiums",
    metadata,
    Column("server", BigInteger, primary_key=True, autoincrement=False),
    Column("season", Integer, primary_key=True, autoincrement=False),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("rank", Integer, nullable=False),
    Column("player", BigInteger, nullable=False, index=True),
    Column("points", Integer, nullable=False),
    Column("wins", Integer, nullable=False),
)
"""The best players of each season that is over. Player 0 is somebody who was erased."""

players = Table(
    "players",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("name", String(100), nullable=False),
)
"""Who opted in to the boards of everywhere, and the name they are shown by there."""

tried = Table(
    "tried",
    metadata,
    Column("game", BigInteger, ForeignKey("games.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("player", BigInteger, primary_key=True, autoincrement=False),
)
"""Who made a guess in a round that is over."""

played = Table(
    "played",
    metadata,
    Column("game", BigInteger, ForeignKey("games.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("player", BigInteger, primary_key=True, autoincrement=False, index=True),
    Column("won", Boolean, nullable=False, server_default=false()),
)
"""Who made a guess in a game, and whether they won it."""

guesses = Table(
    "guesses",
    metadata,
    Column("game", BigInteger, ForeignKey("games.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("guess", BigInteger, primary_key=True, autoincrement=False),
    Column("number", Integer, nullable=False),
    Column("player", BigInteger, nullable=False, index=True),
    Column("text", String(200), nullable=False),
    Column("ruling", String(10), nullable=False),
    Column("at", Double, nullable=False, index=True),
    Column("elapsed", Double, nullable=False, server_default="0"),
    Column("hints", Integer, nullable=False, server_default="0"),
    Column("appealed", Boolean, nullable=False, server_default=false()),
)
"""What was said in the rounds of a game that are over, for as long as it is needed (`trivia.store.tidying`): how many
seconds into its round, after how many hints, and whether somebody appealed to the editors because of it.
"""

boards = Table(
    "boards",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("scope", String(10), nullable=False),
    Column("server", BigInteger, index=True),
    Column("of", String(40), nullable=False),
    Column("period", String(10), nullable=False),
    Column("start", Integer, nullable=False),
    Column("era", Integer, nullable=False, server_default="0"),
)
"""The leaderboards that have rows; the id is made of the rest (`trivia.boards.Board`)."""

scores = Table(
    "scores",
    metadata,
    Column("board", BigInteger, primary_key=True, autoincrement=False),
    Column("player", BigInteger, primary_key=True, autoincrement=False, index=True),
    Column("points", Integer, nullable=False),
    Column("wins", Integer, nullable=False),
    Column("right", Integer, nullable=False),
    Column("rounds", Integer, nullable=False),
    Column("games", Integer, nullable=False),
    Column("streak", Integer, nullable=False),
    Column("fastest", Integer),
    Column("accuracy", Integer),
    sqlite_with_rowid=False,
)
"""A player's row on a board: the roll-up of what they did (`trivia.boards.Totals`), with an index for each metric."""

for _metric in ("points", "wins", "right", "accuracy", "streak", "fastest"):
    Index(f"ix_scores_{_metric}", scores.c.board, scores.c[_metric], scores.c.player)

EVERYONE = 0
"""The `server` of what is not one server's own, and can be asked in all."""

_ORDERED = {length: String(length).with_variant(String(length, collation="C"), "postgresql") for length in (24, 60)}
"""Texts that are compared letter by letter, as every database sorts them alike."""

packs = Table(
    "packs",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("server", BigInteger, nullable=False),
    Column("title", String(200), nullable=False),
    Column("about", Text),
    Column("language", String(40), nullable=False),
    Column("digest", String(64), nullable=False, index=True),
)
"""The packs that were published; the digest is that of what they were read from, so that the same costs nothing."""

questions = Table(
    "questions",
    metadata,
    Column("id", String(110), primary_key=True),
    Column("pack", String(40), ForeignKey("packs.id"), nullable=False),
    Column("difficulty", String(10), nullable=False),
    Column("lot", Integer, nullable=False),
    Column("digest", String(32), nullable=False),
    Column("body", Text, nullable=False),
)
"""The questions that can be asked, each in JSON (`codec`). `lot` is its number among those of its pack and difficulty,
by which it is drawn; what is removed leaves a gap.
"""

Index("ix_questions_lot", questions.c.pack, questions.c.difficulty, questions.c.lot, unique=True)

lots = Table(
    "lots",
    metadata,
    Column("pack", String(40), primary_key=True),
    Column("difficulty", String(10), primary_key=True),
    Column("size", Integer, nullable=False),
    Column("live", Integer, nullable=False),
)
"""How far the lots of a pack's questions of one difficulty go, and how many of them have a question."""

laps = Table(
    "laps",
    metadata,
    Column("place", BigInteger, primary_key=True, autoincrement=False),
    Column("pack", String(40), primary_key=True),
    Column("difficulty", String(10), primary_key=True),
    Column("start", Integer, primary_key=True, autoincrement=False),
    Column("size", Integer, nullable=False),
    Column("key", BigInteger, nullable=False),
    Column("drawn", Integer, nullable=False),
    Index("ix_laps_pack", "pack", "difficulty"),
)
"""How far a server, or a conversation, is through the lots from `start` on, shuffled by `key` (`trivia.shuffle`)."""

answers = Table(
    "answers",
    metadata,
    Column("question", String(110), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("server", BigInteger, nullable=False),
    Column("pack", String(40), nullable=False),
    Column("kind", String(10), nullable=False),
    Column("key", _ORDERED[60], nullable=False),
    Column("text", Text, nullable=False),
    Index("ix_answers_server", "server", "kind", "key"),
    Index("ix_answers_pack", "pack", "kind", "key"),
)
"""The canonical answers of the questions that can be asked, sorted by how they are folded."""

words = Table(
    "words",
    metadata,
    Column("server", BigInteger, primary_key=True, autoincrement=False),
    Column("word", _ORDERED[24], primary_key=True),
    Column("question", String(110), primary_key=True),
    Index("ix_words_question", "question"),
    sqlite_with_rowid=False,
)
"""The words that the questions ask with, folded, for the search."""

records = Table(
    "records",
    metadata,
    Column("question", String(110), primary_key=True),
    *(
        Column(name, Integer, nullable=False, server_default="0")
        for name in ("asked", "answered", "skipped", "tried", "right", "close", "reported")
    ),
)
"""What came of a question: its rounds, those in which somebody was right, those skipped; the players who tried, were
right, came no nearer than close; reports. Kept while the question changes, and when it is gone.
"""

paces = Table(
    "paces",
    metadata,
    Column("question", String(110), primary_key=True),
    Column("pace", Integer, primary_key=True, autoincrement=False),
    Column("rounds", Integer, nullable=False),
)
"""In how many rounds the first right answer took so many half seconds."""

editions = Table(
    "editions",
    metadata,
    Column("question", String(110), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("server", BigInteger, nullable=False, index=True),
    Column("at", Double, nullable=False),
    Column("who", BigInteger, index=True),
    Column("body", Text),
)
"""All that a server's own questions ever were: each change is a new edition. Without a body the question is removed."""

reviews = Table(
    "reviews",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("server", BigInteger, nullable=False),
    Column("cause", String(20), nullable=False),
    Column("key", String(160), nullable=False),
    Column("question", String(110), index=True),
    Column("who", BigInteger, index=True),
    Column("at", Double, nullable=False),
    Column("body", Text, nullable=False),
    Column("decided", Double, index=True),
    Column("decision", String(20)),
    Column("by", BigInteger),
    Index("ix_reviews_key", "server", "key", unique=True),
    Index("ix_reviews_open", "server", "decided", "id"),
)
"""What waits for a server's editors, and what became of it. `key` is what there can be one of: a guess has one appeal.
`body` is small JSON, by `cause`.
"""

accepted = Table(
    "accepted",
    metadata,
    Column("server", BigInteger, primary_key=True, autoincrement=False),
    Column("question", String(110), primary_key=True),
    Column("text", String(200), primary_key=True),
)
"""What a server's editors let count as well, for questions that are not its own."""
