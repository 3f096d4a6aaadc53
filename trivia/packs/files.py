"""Pack files on the disk: finding, reading and checking them, one by one and together."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from trivia.packs.decoding import MOST_BYTES, too_big
from trivia.packs.faults import Fault, PackFaults
from trivia.packs.format import read
from trivia.packs.lint import lint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from trivia.packs.pack import Pack, Placed

_SUFFIXES = frozenset({".yaml", ".yml"})


def shipped() -> list[Path]:
    """The packs that come with the program."""
    return _within(Path(__file__).parent)


def load(path: Path) -> Pack:
    """The pack in the file at `path`. Raises `PackFaults` with every fault of it."""
    return _read(path).pack


def check(paths: Iterable[Path]) -> list[Fault]:
    """All faults of the files at `paths`, and what `lint` finds in those that have none.

    A directory stands for the `.yaml` and `.yml` files in it.
    """
    placed, faults = load_placed(paths)
    return faults + lint(placed)


def load_all(paths: Iterable[Path]) -> tuple[list[Pack], list[Fault]]:
    """The packs at `paths` (as `check` takes them) that are whole, and the faults of the others.

    Of two packs with one id the first is taken, the other is a fault.
    """
    placed, faults = load_placed(paths)
    return [one.pack for one in placed], faults


def load_placed(paths: Iterable[Path]) -> tuple[list[Placed], list[Fault]]:
    """The same, with the places of the packs' questions."""
    packs: dict[str, Placed] = {}
    faults: list[Fault] = []
    for path in _files(paths, faults):
        try:
            placed = _read(path)
        except PackFaults as error:
            faults += error.faults
            continue
        name = placed.pack.id
        if name in packs:
            sentence = f'the pack id "{name}" is that of {packs[name].file} already; choose another'
            faults.append(Fault(str(path), *placed.mark, sentence))
            continue
        packs[name] = placed
    return list(packs.values()), faults


def _read(path: Path) -> Placed:
    return read(read_bytes(path), str(path))


def read_bytes(path: Path) -> bytes:
    """What the pack file at `path` holds. Raises `PackFaults` where it can't be read, or holds more than a pack may."""
    try:
        if not path.is_file():
            raise _whole(
                path, "this is not a file; name a pack" if path.exists() else "there is no such file; check the name"
            )
        if path.stat().st_size > MOST_BYTES:
            raise PackFaults([Fault(str(path), 1, 1, too_big())])
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise _whole(path, f"the file cannot be read ({_reason(error)}); check its name and its permissions") from None


def _files(paths: Iterable[Path], faults: list[Fault]) -> Iterator[Path]:
    """Each file at `paths` once."""
    seen: set[Path] = set()
    for path in paths:
        try:
            found = _within(path) if path.is_dir() else [path]
        except OSError as error:
            faults += _whole(path, f"this cannot be read ({_reason(error)}); check its name and its permissions").faults
            continue
        if not found:
            faults += _whole(path, "there is no pack in this folder; packs end in .yaml or .yml").faults
        for file in found:
            if file.absolute() not in seen:
                seen.add(file.absolute())
                yield file


def _within(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix.lower() in _SUFFIXES)


def _whole(path: Path, sentence: str) -> PackFaults:
    return PackFaults([Fault(str(path), 0, 0, sentence)])


def _reason(error: OSError) -> str:
    return (error.strerror or "the system gives no reason").lower()
