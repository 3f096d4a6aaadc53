"""Collecting the faults of a body in the shape of Discord's "Invalid Form Body"."""

from collections.abc import Iterable

from bot.sandbox.errors import DiscordError, Json
from bot.sandbox.ids import read_id

Path = tuple[str | int, ...]


class Form:
    """Collects every fault of a body with the path of its field, and refuses the body once."""

    def __init__(self) -> None:
        self._faults: list[tuple[Path, str, str]] = []

    def fault(self, path: Path, code: str, message: str) -> None:
        self._faults.append((path, code, message))

    def finish(self) -> None:
        """Raise Discord's 400, code 50035, if there was a fault."""
        if self._faults:
            raise DiscordError(400, 50035, "Invalid Form Body", self._nested())

    def _nested(self) -> Json:
        tree: Json = {}
        for path, code, message in self._faults:
            branch = tree
            for step in path:
                branch = branch.setdefault(str(step), {})
            branch.setdefault("_errors", []).append({"code": code, "message": message})
        return tree

    def text(
        self, body: Json, key: str, path: Path, *, most: int, least: int = 0, required: bool = False
    ) -> str | None:
        """Read a string of ``least`` to ``most`` characters; None where it is absent, null or at fault."""
        value = body.get(key)
        if value is None:
            if required:
                self.required((*path, key))
            return None
        if not isinstance(value, str):
            self.fault((*path, key), "STRING_TYPE_CONVERT", f'Could not interpret "{value}" as string.')
            return None
        if not least <= len(value) <= most:
            self.length((*path, key), least, most)
        return value

    def integer(self, body: Json, key: str, path: Path, *, least: int, most: int, required: bool = False) -> int | None:
        """Read a whole number of ``least`` to ``most``; None where it is absent, null or at fault."""
        value = body.get(key)
        if value is None:
            if required:
                self.required((*path, key))
            return None
        if not isinstance(value, int) or isinstance(value, bool):
            self.fault((*path, key), "NUMBER_TYPE_COERCE", f'Value "{value}" is not int.')
            return None
        if not least <= value <= most:
            self.fault((*path, key), "NUMBER_TYPE_MAX", f"int value should be between {least} and {most}.")
        return value

    def boolean(self, body: Json, key: str, path: Path) -> bool:
        value = body.get(key)
        if value is not None and not isinstance(value, bool):
            self.fault((*path, key), "BOOLEAN_TYPE_CONVERT", "Must be either true or false.")
        return value is True

    def array(self, body: Json, key: str, path: Path, *, most: int, least: int = 0) -> list[Json]:
        """Read a list of objects; those that are none are faults and left out."""
        value = body.get(key)
        if value is None:
            value = []
        if not isinstance(value, list):
            self.fault((*path, key), "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
            return []
        if not least <= len(value) <= most:
            self.length((*path, key), least, most)
        for index, item in enumerate(value):
            if not isinstance(item, dict):
                self.fault((*path, key, index), "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType")
        return [item for item in value if isinstance(item, dict)]

    def record(self, body: Json, key: str, path: Path) -> Json:
        """Read an object; an empty one where it is absent, null or at fault."""
        value = body.get(key)
        if value is not None and not isinstance(value, dict):
            self.fault((*path, key), "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType")
        return value if isinstance(value, dict) else {}

    def snowflakes(self, value: object, path: Path, *, most: int = 100) -> frozenset[int]:
        """Read a list of ids, given as text or as numbers."""
        listed = value if isinstance(value, list) else []
        if len(listed) > most:
            self.length(path, 0, most)
        for index, item in enumerate(listed):
            if read_id(item) is None:
                self.fault((*path, index), "NUMBER_TYPE_COERCE", f'Value "{item}" is not snowflake.')
        return frozenset(found for item in listed if (found := read_id(item)) is not None)

    def choice(self, body: Json, key: str, path: Path, allowed: Iterable[int]) -> int | None:
        value = body.get(key)
        if value not in (options := tuple(allowed)) or isinstance(value, bool):
            self.fault((*path, key), "BASE_TYPE_CHOICES", f"Value must be one of {set(options)}.")
            return None
        return value

    def required(self, path: Path) -> None:
        self.fault(path, "BASE_TYPE_REQUIRED", "This field is required")

    def length(self, path: Path, least: int, most: int) -> None:
        self.fault(path, "BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")
