"""Problems as data: which file, row and column, and what kind.

The words for people live in ``lib.store.messages``.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True, kw_only=True)
class Problem:
    """One thing wrong with the input; ``row`` counts lines, the header being 1."""

    file: str
    row: int = 0
    column: str = ""
    kind: str = ""
    value: str = ""


class Refused(Exception):
    """The input was refused and nothing was changed; carries every problem."""

    def __init__(self, problems: list[Problem]):
        super().__init__(f"{len(problems)} problems")
        self.problems = problems
