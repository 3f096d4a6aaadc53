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
    return _zstd() if wanted == "zstd-stream" else None


def _zlib() -> Compressor:
    stream = zlib.compressobj(level=1)
    return lambda data: stream.compress(data) + stream.flush(zlib.Z_SYNC_FLUSH)


def _zstd() -> Compressor | None:
    """Compress with Python 3.14's own module, or else with the package."""
    if find_spec("compression"):
        module = import_module("compression.zstd")
        own = module.ZstdCompressor(level=1)
        return lambda data: own.compress(data, module.ZstdCompressor.FLUSH_BLOCK)
    if find_spec("zstandard"):
        module = import_module("zstandard")
        stream = module.ZstdCompressor(level=1).compressobj()
        return lambda data: stream.compress(data) + stream.flush(module.COMPRESSOBJ_FLUSH_BLOCK)
    return None
