"""What lasts: the only place that speaks to the database."""

from trivia.store.audit import Audit, Entry, Thing, Verb
from trivia.store.boards import Page, Profile, Ranked
from trivia.store.database import BadAddress, Database, StoreDown, StoreTooNew, open_database
from trivia.store.drawing import Drawn
from trivia.store.games import Games, Saved
from trivia.store.people import Kept
from trivia.store.publishing import Header
from trivia.store.questions import Listing, Questions
from trivia.store.resets import NothingToReset, Reset, ResetAlready, TooLate
from trivia.store.schema import EVERYONE
from trivia.store.server_settings import Changed
from trivia.store.servers import NobodyScored, Place, Season, SeasonOver
from trivia.store.store import Store

__all__ = [
    "EVERYONE",
    "Audit",
    "BadAddress",
    "Changed",
    "Database",
    "Drawn",
    "Entry",
    "Games",
    "Header",
    "Kept",
    "Listing",
    "NobodyScored",
    "NothingToReset",
    "Page",
    "Place",
    "Profile",
    "Questions",
    "Ranked",
    "Reset",
    "ResetAlready",
    "Saved",
    "Season",
    "SeasonOver",
    "Store",
    "StoreDown",
    "StoreTooNew",
    "Thing",
    "TooLate",
    "Verb",
    "open_database",
]
