"""The stand-in for Discord: a loopback double of its gateway and HTTP API, and people to play on it (DESIGN §6)."""

from .people import People, SandboxError
from .server import StandIn

__all__ = ["People", "SandboxError", "StandIn"]
