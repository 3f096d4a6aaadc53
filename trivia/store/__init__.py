"""What lasts: the only place that speaks to the database."""

from trivia.store.database import BadAddress, Database, StoreDown, StoreTooNew, open_database
from trivia.store.games import Games, Saved

__all__ = ["BadAddress", "Database", "Games", "Saved", "StoreDown", "StoreTooNew", "open_database"]
