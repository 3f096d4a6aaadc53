"""Which page of which leaderboard somebody looks at, as text that a button can carry."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from trivia.boards import Board, Metric, Period, Scope

PATTERN = (
    f":(?P<scope>{'|'.join(Scope)}):(?P<of>[a-z0-9-]{{0,40}}):(?P<period>{'|'.join(Period)})"
    rf":(?P<start>\d{{1,7}}):(?P<metric>{'|'.join(Metric)}):(?P<number>\d{{1,6}})"
)
"""What `Look.text` makes, as a regular expression."""


@dataclass(frozen=True, slots=True)
class Look:
    """A page (from 0) of a leaderboard by one metric."""

    board: Board
    metric: Metric
    number: int = 0

    def text(self) -> str:
        """All of it but the server, which is the one that the card is in."""
        board = self.board
        return f":{board.scope}:{board.of}:{board.period}:{board.start}:{self.metric}:{self.number}"

    @classmethod
    def read(cls, match: re.Match[str], server: int | None) -> Look:
        """The look in such a text."""
        scope = Scope(match["scope"])
        home = None if scope is Scope.EVERYWHERE else server
        board = Board(scope, Period(match["period"]), int(match["start"]), home, match["of"])
        return cls(board, Metric(match["metric"]), int(match["number"]))

    def at(self, number: int) -> Look:
        """Another page of the same leaderboard."""
        return replace(self, number=number)
