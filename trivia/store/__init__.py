"""What lasts: the only place that speaks to the database."""

from trivia.store.boards import Page, Profile, Ranked
from trivia.store.database import BadAddress, Database, StoreDown, StoreTooNew, open_database
from trivia.store.games import Games, Saved
from trivia.store.people import Kept
from trivia.store.servers import NobodyScored, Place, Season, SeasonOver
from trivia.store.store import Store

__all__ = [
    "BadAddress",
    "Database",
    "Games",
    "Kept",
    "NobodyScored",
    "Page",
    "Place",
    "Profile",
    "Ranked",
    "Saved",
    "Season",
    "SeasonOver",
    "Store",
    "StoreDown",
    "StoreTooNew",
    "open_database",
]
