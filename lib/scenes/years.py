"""The plans' years as a line: what the documents date, under its year."""

from __future__ import annotations

from datetime import date

from lib.scenes import fit
from lib.scenes.model import HIGH, SMALLEST, WIDE, Box, Scene
from lib.scenes.pictures import Course, Stop, Year
from lib.scenes.story import Story
from lib.scenes.wording import cited

YEARS = 3
HEAD = 7.0  # above the words: the year and its line
#: kinds in the order in which they are kept when there is no room for all
KEPT = ("政策", "成立", "决策", "荣誉", "活动", "调研")
MOST, LINES, AFTER = 5, 3, 0.8


def years(story: Story) -> tuple[Scene, ...]:
    """What happened in the years of the plans, as far as the documents date it."""
    first = min((project["starts_on"][:4] for project in story.projects), default="")
    last = min(
        story.as_of[:4], max((project["due_on"][:4] for project in story.projects), default="")
    )
    shown = [str(year) for year in range(int(first), int(last) + 1)][-YEARS:] if first else []
    rows = [row for row in story.milestones if row["on_date"][:4] in shown]
    if not rows:
        return ()
    room = WIDE / len(shown) - 2
    columns = tuple(
        Year(label=year, stops=_stops([row for row in rows if row["on_date"][:4] == year], room))
        for year in shown
    )
    newest = max((row for row in rows if row["date_precision"] == "day"),
                 key=lambda row: row["on_date"], default=rows[-1])  # fmt: skip
    kept = sum(len(column.stops) for column in columns)
    span = f"{shown[0]}–{shown[-1]} 年" if len(shown) > 1 else f"{shown[0]} 年"
    scene = Scene(
        id="years",
        title=span if kept == len(rows) else f"{span}（选 {kept} 件，共 {len(rows)} 件）",
        message=f"{span}文件记下 {len(rows)} 件事，最近是 {newest['on_date']} {newest['title']}",
        boxes=(Box(part=Course(years=columns)),),
        source=cited(rows),
        note="实点有日子，空点只到年。"
        + "；".join(f"{row['on_date']} {row['title']}" for row in rows[-3:])
        + "。",
        seconds=45,
    )
    return (scene,)


def _stops(rows: list[dict], room: float) -> tuple[Stop, ...]:
    """As many as fit, by kind; then in the order of time."""
    ranked = sorted(
        rows,
        key=lambda row: (
            row["date_precision"] != "day",
            KEPT.index(row["kind"]) if row["kind"] in KEPT else len(KEPT),
        ),
    )
    kept, high = [], 0.0
    for row in ranked[:MOST]:
        stop = _stop(row, room)
        high += fit.lines(said(stop), SMALLEST, room) * SMALLEST * fit.LEADING + AFTER
        if high > HIGH - HEAD:
            break
        kept.append((row["date_precision"] != "day", row["on_date"], stop))
    return tuple(stop for *_, stop in sorted(kept, key=lambda each: each[:2]))


def said(stop: Stop) -> str:
    """A stop's line of text."""
    return f"{stop.when} {stop.text}"


def _stop(row: dict, room: float) -> Stop:
    precise = row["date_precision"] == "day"
    when = row["on_date"][5:] if precise else "年内"
    title = fit.brief(row["title"], SMALLEST, room - fit.width(when, SMALLEST) / LINES, LINES)
    at = None
    if precise:
        day = date.fromisoformat(row["on_date"])
        at = round((day.timetuple().tm_yday - 0.5) / 366, 3)
    return Stop(when=when, text=title, at=at)
