"""还缺什么: every absence once, with who can end it."""

from __future__ import annotations

from dataclasses import dataclass

from lib import text
from lib.rows.indicators import PROVEN
from lib.scenes.model import Cell, Scene
from lib.scenes.story import Story
from lib.scenes.tables import paged
from lib.scenes.wording import PLANS, REPORTS

OLD = 365  # days after which the newest document is told as old


@dataclass(frozen=True, kw_only=True)
class Lack:
    """What is missing, how much of it, and who can bring it."""

    what: str
    says: str
    who: str


def lacking(story: Story) -> list[Lack]:
    """Everything that the deck would need and the store does not have, most needed first."""
    day, found = text.chinese_date(story.as_of), []
    if not story.plans:
        found.append(Lack(what="方案", says=f"{day}以前还没有公开的方案", who="发文机关公布"))
    silent = sum(project["report"] is None for project in story.projects)
    if silent:
        says = f"{_of(silent, len(story.projects), '项')}没有科室填报"
        found.append(Lack(what="科室填报", says=says, who="各项的负责科室、责任部门补"))
    open_targets = [row for row in story.targets if row["lamp"].state not in PROVEN]
    if open_targets:
        says = f"{_of(len(open_targets), len(story.targets), '项指标')}没有口径一致的数"
        found.append(Lack(what="指标的数", says=says, who="有关部门确认口径后报"))
    return found + _around(story)


def _of(part: int, whole: int, unit: str) -> str:
    """How many of all, or that it is all of them."""
    return f"{whole} {unit}都" if part == whole else f"{whole} {unit}里 {part} 项"


def _around(story: Story) -> list[Lack]:
    found = []
    if story.plans and not story.meeting and not story.assigned:
        found.append(Lack(what="会议记录", says="还没有一次会议的交办", who="主讲人在会上记第一件"))
    lost = [row for row in story.places if not row["located"]]
    if lost:
        says = f"{len(story.places)} 处点位里 {len(lost)} 处没有查到坐标"
        found.append(Lack(what="点位坐标", says=says, who="负责科室填报坐标"))
    age, newest = story.known["age"], story.known["document"]
    if newest and age > OLD:
        says = f"最新的是 {newest['issued_on']} 的{newest['short_title']}，已过 {age} 天"
        found.append(Lack(what="新的文件", says=says, who="发文机关公布"))
    if story.whole and not story.organizations:
        says = f"{text.chinese_date(story.as_of)}以前的文件没有点名机构"
        found.append(Lack(what="创新生态", says=says, who="区科委补创新生态地图"))
    return found


def missing(story: Story) -> tuple[Scene, ...]:
    """What is missing, in one scene."""
    lacks = lacking(story)
    if not lacks:
        return ()
    return paged(
        id="missing",
        title="还缺什么",
        message=f"还缺 {len(lacks)} 样：" + "、".join(row.what for row in lacks),
        head=("缺什么", "缺多少", "由谁补"),
        widths=(18, 44, 30),
        rows=[
            (Cell(text=row.what, strong=True), Cell(text=row.says), Cell(text=row.who))
            for row in lacks
        ],
        source=f"{PLANS}；{REPORTS}",
        note="没有人报不等于没有做，也不是零。先定谁报："
        + "；".join(f"{row.says}，由{row.who}" for row in lacks)
        + "。",
        seconds=45,
    )
