"""A small line of reported percentages: a picture of one project's history."""

from __future__ import annotations

from datetime import date

from lib import palette

WIDTH, HEIGHT = 420, 110
LEFT, RIGHT, TOP, BOTTOM = 40, 10, 10, 24  # left: room for "100%"


def spark(history: list[tuple[str, float]]) -> dict | None:
    """Values for ``spark.svg`` of (day, percent) in order of time; None below two days.

    Units: pixels of the picture; x by the calendar, y from 0 to 100 %.
    """
    days = [date.fromisoformat(day) for day, _ in history]
    if len(set(days)) < 2:
        return None
    span = (days[-1] - days[0]).days
    dots = [
        (
            round(LEFT + (WIDTH - LEFT - RIGHT) * (day - days[0]).days / span, 1),
            _height(percent),
        )
        for day, (_, percent) in zip(days, history, strict=True)
    ]
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "left": LEFT - 4,
        "rows": {level: _height(level) for level in (0, 50, 100)},
        "dots": dots,
        "points": " ".join(f"{x},{y}" for x, y in dots),
        "first": history[0][0],
        "last": history[-1][0],
        "colour": palette.BRAND,
    }


def _height(percent: float) -> float:
    return round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * percent / 100, 1)
