"""The call that breaks something on purpose, or mends it."""

from collections.abc import Awaitable, Callable

from bot.sandbox import permissions
from bot.sandbox.errors import ControlError, Json
from bot.sandbox.faults import RETRY_AFTER, Failure, Slowness
from bot.sandbox.gateway import INTENTS_REFUSED, PRIVILEGED

from .asking import Ask
from .servers import permission_bits
from .views import Views


async def fault(ask: Ask, _: Views) -> Json:
    kind = ask.text("kind")
    handler = _KINDS.get(kind)
    if handler is None:
        raise ControlError(f'"kind" must be one of {", ".join(_KINDS)}.')
    await handler(ask, ask.flag("clear", default=False))
    return {}


async def _drop(ask: Ask, clear: bool) -> None:
    if not clear:
        await ask.parts.gateway.drop()


async def _invalidate(ask: Ask, clear: bool) -> None:
    if not clear:
        ask.parts.gateway.invalidate()


async def _reconnect(ask: Ask, clear: bool) -> None:
    if not clear:
        ask.parts.gateway.ask_to_reconnect()


async def _http(ask: Ask, clear: bool) -> None:
    faults = ask.parts.faults
    if clear:
        faults.failures.clear()
        return
    faults.failures.append(
        Failure(
            status=int(ask.number("status", least=400, most=599)),
            path=ask.optional("path") or "",
            method=(ask.optional("method") or "").upper() or None,
            count=int(ask.number("count", 1, least=1)),
            retry_after=ask.number("retry_after", RETRY_AFTER, most=60),
        )
    )


async def _slow(ask: Ask, clear: bool) -> None:
    faults = ask.parts.faults
    if clear:
        faults.slowness.clear()
    else:
        faults.slowness.append(Slowness(ask.number("ms", most=60_000) / 1000, ask.optional("path") or ""))


async def _forbid(ask: Ask, clear: bool) -> None:
    """Forbid the bot something in a channel; cleared without a channel or a permission, all of it is allowed again."""
    named = ask.optional("permission")
    if named is None and not clear:
        raise ControlError('"permission" must name what to forbid.')
    bits = permission_bits([named.lower()]) if named else permissions.ALL
    everywhere = clear and ask.optional("channel") is None
    channels = ask.parts.world.channels() if everywhere else [ask.channel(None)]
    for channel in channels:
        if channel.server is not None:
            ask.parts.places.forbid(channel, bits, forbidden=not clear)


async def _delete_channel(ask: Ask, clear: bool) -> None:
    if clear:
        raise ControlError("A deleted channel does not come back.")
    ask.parts.places.delete_channel(ask.channel(None))


async def _content(ask: Ask, clear: bool) -> None:
    """Grant or refuse the message-content intent; sessions that asked for it are closed when it is refused."""
    granted, gateway = ask.parts.granted, ask.parts.gateway
    if clear or ask.flag("granted", default=ask.flag("intent", default=False)):
        granted.add("content")
        return
    granted.discard("content")
    if any(session.intents & PRIVILEGED["content"] for session in gateway.connected()):
        await gateway.drop(INTENTS_REFUSED)


async def _closed_direct(ask: Ask, clear: bool) -> None:
    """A user takes no direct messages of the bot."""
    ask.user().takes_direct = clear


_KINDS: dict[str, Callable[[Ask, bool], Awaitable[None]]] = {
    "drop": _drop,
    "invalidate": _invalidate,
    "reconnect": _reconnect,
    "http": _http,
    "slow": _slow,
    "forbid": _forbid,
    "delete_channel": _delete_channel,
    "content": _content,
    "closed_dms": _closed_direct,
}
