"""What lasts: the only place that speaks to the database."""

from trivia.store.appeals import Appeals, CantAppeal, Grant, Why
from trivia.store.audit import Audit, Entry, Thing, Verb
from trivia.store.boards import Page, Profile, Ranked
from trivia.store.database import BadAddress, Database, StoreDown, StoreTooNew, open_database
from trivia.store.deciding import DecidedAlready, Deciding, QuestionGone, Settled, Unfit, Yours
from trivia.store.drawing import Drawn
from trivia.store.games import Games, Saved
from trivia.store.health import Ail, Ailing, Health
from trivia.store.mailbox import Mailbox, NeverAsked, ReportedAlready, TooMany, Wrong
from trivia.store.own import TITLE as OWN_TITLE
from trivia.store.own import Change, Edition, Own, Stale, own_pack, own_server
from trivia.store.people import Kept
from trivia.store.publishing import Header
from trivia.store.questions import Listing, Questions
from trivia.store.records import Tally
from trivia.store.resets import NothingToReset, Reset, ResetAlready, TooLate
from trivia.store.reviews import Cause, Decision, Review, Reviews, Waiting
from trivia.store.schema import EVERYONE
from trivia.store.server_settings import Changed
from trivia.store.servers import NobodyScored, Place, Season, SeasonOver
from trivia.store.store import Store

__all__ = [
    "EVERYONE",
    "OWN_TITLE",
    "Ail",
    "Ailing",
    "Appeals",
    "Audit",
    "BadAddress",
    "CantAppeal",
    "Cause",
    "Change",
    "Changed",
    "Database",
    "DecidedAlready",
    "Deciding",
    "Decision",
    "Drawn",
    "Edition",
    "Entry",
    "Games",
    "Grant",
    "Header",
    "Health",
    "Kept",
    "Listing",
    "Mailbox",
    "NeverAsked",
    "NobodyScored",
    "NothingToReset",
    "Own",
    "Page",
    "Place",
    "Profile",
    "QuestionGone",
    "Questions",
    "Ranked",
    "ReportedAlready",
    "Reset",
    "ResetAlready",
    "Review",
    "Reviews",
    "Saved",
    "Season",
    "SeasonOver",
    "Settled",
    "Stale",
    "Store",
    "StoreDown",
    "StoreTooNew",
    "Tally",
    "Thing",
    "TooLate",
    "TooMany",
    "Unfit",
    "Verb",
    "Waiting",
    "Why",
    "Wrong",
    "Yours",
    "open_database",
    "own_pack",
    "own_server",
]
