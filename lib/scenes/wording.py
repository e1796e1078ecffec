"""Words that several scenes use: lamps, counts, names, sources."""

from __future__ import annotations

from collections import Counter

from lib import text
from lib.measures.lamps import PROJECT_STATES
from lib.scenes.model import Cell
from lib.scenes.story import Story

PLANS = "街道施工图 1.0 附件、区三年行动方案"
CITED = 3
REPORTS = "科室填报，灯按公布的规则"


def lamp_cell(state: str) -> Cell:
    """A project's lamp as a table's cell."""
    word = PROJECT_STATES[state]
    return Cell(text=f"{word.mark} {word.word}", tone=word.colour)


def states_said(counts: dict[str, int]) -> str:
    """The states that occur, in words: 已完成 3 项，正常 8 项."""
    said = [f"{PROJECT_STATES[state].word} {count} 项" for state, count in counts.items() if count]
    return "，".join(said)


#: states that a sentence names, in this order
TOLD = ("done", "overdue", "behind", "unreported")


def standing_said(story: Story) -> str:
    """Where things stand in one sentence."""
    total = len(story.projects)
    if not total:
        return f"{text.chinese_date(story.as_of)}，方案公布以前的街区"
    if any(project["report"] for project in story.projects):
        counted = Counter(project["lamp"].state for project in story.projects)
        said = [
            f"{counted[state]} 项{PROJECT_STATES[state].word}" for state in TOLD if counted[state]
        ]
        rest = [state for state in PROJECT_STATES if counted[state] and state not in TOLD]
        if rest:
            words = "、".join(PROJECT_STATES[state].word for state in rest)
            said.append(f"其余 {sum(counted[state] for state in rest)} 项{words}")
        return f"{total} 项里 {'，'.join(said)}"
    over = sum(project["due"] < story.as_of for project in story.projects)
    dues = "、".join(sorted({project["due"] for project in story.projects}))
    due = "期限都已过" if over == total else f"{over} 项期限已过" if over else f"{dues} 到期"
    seen = sum(bool(project["seen"]) for project in story.projects)
    said = f"{len(story.plans)} 份方案 {total} 项，{due}"
    return said + (f"；后来的文件里，{seen} 项看得到进展，不等于完成" if seen else "")


def named(projects: list[dict]) -> list[str]:
    """Projects as people name them, with their names."""
    return [f"{number_of(project)} {project['name']}" for project in projects]


def tasks_standing(rows: list[dict], as_of: str) -> str:
    """How 交办 stand on a day: past their day without a report, the others by their lamps."""
    past = [row for row in rows if row["lamp"].state == "unreported" and row["due_on"] < as_of]
    silent = sum(bool(row["project_id"]) for row in past)
    counted = Counter(row["lamp"].state for row in rows if row not in past)
    said = [tasks_said({state: counted[state] for state in PROJECT_STATES})] if counted else []
    if silent:
        said.append(f"过期没有填报 {silent} 件")
    if len(past) > silent:
        said.append(f"过期待会上说明 {len(past) - silent} 件")
    return "，".join(said)


def tasks_said(counts: dict[str, int]) -> str:
    """States of 交办, which are counted in 件."""
    return states_said(counts).replace(" 项", " 件")


def number_of(project: dict) -> str:
    """How people name a project: 街道3."""
    return f"{project['level']}{project['no']}"


def few(names: list[str], most: int, unit: str = "个") -> str:
    """The first names, and how many there are in all."""
    if len(names) <= most:
        return "、".join(names)
    return f"{'、'.join(names[:most])}等 {len(names)} {unit}"


def cited(rows: list[dict]) -> str:
    """The documents of the rows, as many as a source line has room for."""
    names = list(dict.fromkeys(row["document"] for row in rows))
    if len(names) <= CITED:
        return "、".join(names)
    return f"{'、'.join(names[:CITED])}等 {len(names)} 份文件"
