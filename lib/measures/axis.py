"""A time axis for facts that lie a century apart: empty years are folded.

Every year in which something happened is equally wide; a run of two or more
years without anything shrinks to a narrow fold that says how long it is.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

FOLD = 0.5  # a fold's width, in years


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """Years ``first`` to ``last`` between ``left`` and ``right`` (0 to 1)."""

    first: int
    last: int
    left: float
    right: float
    fold: bool


def stretches(years: Iterable[int]) -> tuple[Stretch, ...]:
    """The axis for these years, from the first to the last of them."""
    known = sorted(set(years))
    spans: list[tuple[int, int, float, bool]] = []
    for number, year in enumerate(known):
        before = known[number - 1] if number else year - 1
        empty = year - before - 1
        if empty > 1:
            spans.append((before + 1, year - 1, FOLD, True))
        elif empty == 1:
            spans.append((year - 1, year - 1, 1.0, False))
        spans.append((year, year, 1.0, False))
    total = sum(width for _, _, width, _ in spans)
    found, left = [], 0.0
    for first, last, width, fold in spans:
        right = left + width / total
        found.append(Stretch(first=first, last=last, left=left, right=right, fold=fold))
        left = right
    return tuple(found)


def position(axis: tuple[Stretch, ...], day: date) -> float:
    """Where a day lies on the axis, from 0 to 1; days outside it at its ends."""
    if day.year < axis[0].first:
        return 0.0
    for stretch in axis:
        if stretch.first <= day.year <= stretch.last:
            years = stretch.last - stretch.first + 1
            length = 366 if calendar.isleap(day.year) else 365
            passed = day.year - stretch.first + (day.timetuple().tm_yday - 1) / length
            return stretch.left + (stretch.right - stretch.left) * passed / years
    return 1.0


def packed(intervals: list[tuple[float, float]]) -> list[int]:
    """A row for each interval so that none in a row overlap; rows from 0, first come first."""
    ends: list[float] = []
    rows = [0] * len(intervals)
    for number in sorted(range(len(intervals)), key=lambda n: intervals[n]):
        left, right = intervals[number]
        row = next((row for row, end in enumerate(ends) if end <= left), len(ends))
        if row == len(ends):
            ends.append(right)
        ends[row] = right
        rows[number] = row
    return rows
