"""What lasts: the only place that speaks to the database."""

from trivia.store.audit import HOST, Audit, Entry, Thing, Verb
from trivia.store.boards import Page, Profile, Ranked
from trivia.store.database import BadAddress, Database, StoreDown, StoreTooNew, open_database
from trivia.store.drawing import Drawn
from trivia.store.games import Games, Saved
from trivia.store.own import TITLE as OWN_TITLE
from trivia.store.own import Change, Edition, Own, Stale, own_pack, own_server
from trivia.store.people import Kept
from trivia.store.publishing import Header
from trivia.store.questions import Listing, Questions
from trivia.store.resets import NothingToReset, Reset, ResetAlready, TooLate
from trivia.store.reviews import Cause, Decision, Review, Reviews
from trivia.store.schema import EVERYONE
from trivia.store.server_settings import Changed
from trivia.store.servers import NobodyScored, Place, Season, SeasonOver
from trivia.store.store import Store

__all__ = [
    "EVERYONE",
    "HOST",
    "OWN_TITLE",
    "Audit",
    "BadAddress",
    "Cause",
    "Change",
    "Changed",
    "Database",
    "Decision",
    "Drawn",
    "Edition",
    "Entry",
    "Games",
    "Header",
    "Kept",
    "Listing",
    "NobodyScored",
    "NothingToReset",
    "Own",
    "Page",
    "Place",
    "Profile",
    "Questions",
    "Ranked",
    "Reset",
    "ResetAlready",
    "Review",
    "Reviews",
    "Saved",
    "Season",
    "SeasonOver",
    "Stale",
    "Store",
    "StoreDown",
    "StoreTooNew",
    "Thing",
    "TooLate",
    "Verb",
    "open_database",
    "own_pack",
    "own_server",
]
