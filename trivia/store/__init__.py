"""What lasts: the only place that speaks to the database."""

from trivia.store.boards import Page, Profile, Ranked
from trivia.store.database import BadAddress, Database, StoreDown, StoreTooNew, open_database
from trivia.store.drawing import Drawn
from trivia.store.games import Games, Saved
from trivia.store.people import Kept
from trivia.store.publishing import Entry
from trivia.store.questions import Listing, Questions
from trivia.store.schema import EVERYONE
from trivia.store.servers import NobodyScored, Place, Season, SeasonOver
from trivia.store.store import Store

__all__ = [
    "EVERYONE",
    "BadAddress",
    "Database",
    "Drawn",
    "Entry",
    "Games",
    "Kept",
    "Listing",
    "NobodyScored",
    "Page",
    "Place",
    "Profile",
    "Questions",
    "Ranked",
    "Saved",
    "Season",
    "SeasonOver",
    "Store",
    "StoreDown",
    "StoreTooNew",
    "open_database",
]
