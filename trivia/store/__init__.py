"""What lasts: the only place that speaks to the database."""

from trivia.store.database import BadAddress, Database, StoreDown, StoreTooNew, open_database
from trivia.store.games import Games, Saved
from trivia.store.store import Store

__all__ = ["BadAddress", "Database", "Games", "Saved", "Store", "StoreDown", "StoreTooNew", "open_database"]
