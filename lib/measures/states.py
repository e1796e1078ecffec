"""The states of lamps, how each is shown, and the rules' parameters."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Thresholds:
    """``pace_tolerance`` in percentage points; the others in calendar days.

    Each is the row of the ``threshold`` table that has its name, with hyphens.
    """

    pace_tolerance: float = 10
    due_soon: float = 30
    fresh: float = 30
    stale: float = 60


@dataclass(frozen=True, kw_only=True)
class Lamp:
    """``state`` is a key of ``PROJECT_STATES`` or ``INDICATOR_STATES``."""

    state: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Word:
    """How a state is shown: a word and a colour, and a mark that no other lamp has."""

    mark: str
    word: str
    colour: str


PROJECT_STATES = {
    "done": Word(mark="✔", word="已完成", colour="done"),
    "on_track": Word(mark="●", word="正常", colour="good"),
    "due_soon": Word(mark="◆", word="临期", colour="soon"),
    "behind": Word(mark="▲", word="滞后", colour="warn"),
    "overdue": Word(mark="■", word="逾期", colour="bad"),
    "paused": Word(mark="Ⅱ", word="暂缓", colour="calm"),
    "unreported": Word(mark="○", word="未填报", colour="none"),
}
INDICATOR_STATES = {
    "met": Word(mark="✔", word="达标", colour="done"),
    "late_met": Word(mark="◈", word="逾期达标", colour="soon"),
    "on_track": Word(mark="●", word="正常", colour="good"),
    "behind": Word(mark="▲", word="滞后", colour="warn"),
    "missed": Word(mark="■", word="未达标", colour="bad"),
    "no_pace": Word(mark="◇", word="有数据，节奏待定", colour="calm"),
    "proxy": Word(mark="◌", word="相近数据", colour="none"),
    "no_data": Word(mark="○", word="无数据", colour="none"),
}


def report_ages(thresholds: Thresholds) -> dict[str, Word]:
    """The second lamp, by the age of the last report; its words name the parameters.

    Without marks: they would be taken for those of the first lamp.
    """
    return {
        "fresh": Word(mark="", word="近期填报", colour="good"),
        "ageing": Word(mark="", word=f"超过 {thresholds.fresh:g} 天", colour="warn"),
        "stale": Word(mark="", word=f"超过 {thresholds.stale:g} 天", colour="bad"),
        "never": Word(mark="", word="从未", colour="none"),
    }
