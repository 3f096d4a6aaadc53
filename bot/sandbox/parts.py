"""All parts of the stand-in together, as its routes use them."""

from dataclasses import dataclass

from .changes import Changes
from .commands import Commands
from .events import Events
from .faults import Faults
from .gateway import Gateway
from .ids import Clock, Snowflakes
from .interactions import Interactions
from .messages import Messages
from .places import Places
from .world import World


@dataclass(frozen=True, slots=True)
class Parts:
    world: World
    ids: Snowflakes
    now: Clock
    changes: Changes
    gateway: Gateway
    events: Events
    messages: Messages
    places: Places
    commands: Commands
    interactions: Interactions
    faults: Faults
    ws_url: str
    shards: int
    granted: set[str]
    """The privileged intents the application has; the gateway shares this set."""
