"""The store: every room of it, on one database."""

from __future__ import annotations

from trivia.store.appeals import Appeals
from trivia.store.audit import Audit
from trivia.store.boards import Boards
from trivia.store.database import Database
from trivia.store.deciding import Deciding
from trivia.store.games import Games
from trivia.store.health import Health
from trivia.store.mailbox import Mailbox
from trivia.store.own import Own
from trivia.store.people import People
from trivia.store.presence import Presence
from trivia.store.questions import Questions
from trivia.store.resets import Resets
from trivia.store.reviews import Reviews
from trivia.store.servers import Servers
from trivia.store.tidying import Tidying


class Store:
    """What lasts. Every call of its rooms raises `StoreDown` where the database can't be used."""

    def __init__(self, database: Database) -> None:
        self.questions = Questions(database)
        self.own = Own(database)
        self.mailbox = Mailbox(database)
        self.reviews = Reviews(database)
        self.appeals = Appeals(database)
        self.deciding = Deciding(database)
        self.health = Health(database)
        self.games = Games(database)
        self.boards = Boards(database)
        self.servers = Servers(database)
        self.resets = Resets(database)
        self.audit = Audit(database)
        self.people = People(database)
        self.presence = Presence(database)
        self.tidying = Tidying(database)
