"""A long list in parts that somebody can read; ``part=2`` in the address is the second."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Generic, NamedTuple, TypeVar

from lib import text
from lib.screens.view import PART, View

T = TypeVar("T")


class Numbers:
    """1 to 9999, as a set of allowed values."""

    def __contains__(self, value: str) -> bool:
        return re.fullmatch("[1-9][0-9]{0,3}", value) is not None

    def why_not(self, value: str) -> str:
        """The notice for any other value."""
        return f"第几段要写成 part=2 这样：{value}，已忽略。"


class Part(NamedTuple, Generic[T]):
    """The rows shown, the number of the first and the last of them, addresses beside."""

    rows: Sequence[T]
    first: int
    last: int
    total: int
    before: str
    after: str


def part(rows: Sequence[T], view: View, most: int = text.LONG) -> Part[T]:
    """The part of ``rows`` that a view asks for; behind the end the last one."""
    parts = max(1, -(-len(rows) // most)) if most else 1
    number = min(int(view.get(PART) or 1), parts)
    begin = most * (number - 1)
    shown = rows[begin : begin + most]
    before = view.change(**{PART: str(number - 1) if number > 2 else ""}) if number > 1 else ""
    after = view.change(**{PART: str(number + 1)}) if number < parts else ""
    return Part(shown, begin + 1, begin + len(shown), len(rows), before, after)
