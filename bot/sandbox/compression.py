"""Transport compression of the gateway, as the ``compress`` query asks for it."""

import zlib
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec

Compressor = Callable[[bytes], bytes]
"""Compresses one payload in the connection's stream and flushes it."""


def compressor(wanted: str | None) -> Compressor | None:
    """Answer what compresses a connection; None where nothing was asked for, or what this Python lacks."""
    if wanted == "zlib-stream":
        return _zlib()
    if wanted == "zstd-stream" and find_spec("zstandard"):
        return _zstd()
    return None


def _zlib() -> Compressor:
    stream = zlib.compressobj(level=1)
    return lambda data: stream.compress(data) + stream.flush(zlib.Z_SYNC_FLUSH)


def _zstd() -> Compressor:
    zstandard = import_module("zstandard")
    stream = zstandard.ZstdCompressor(level=1).compressobj()
    return lambda data: stream.compress(data) + stream.flush(zstandard.COMPRESSOBJ_FLUSH_BLOCK)
