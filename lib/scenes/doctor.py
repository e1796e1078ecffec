"""演示前自检: what would fail in front of the audience, each with its cure.

Every probe returns findings as data; nothing is changed but for one file that is
written and removed again where the store lies.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from lib import paths
from lib.measures.lamps import report_ages
from lib.rows import entered
from lib.rows.documents import last_issued
from lib.rows.project_facets import choices
from lib.rows.projects import projects
from lib.rows.thresholds import thresholds
from lib.scenes import decks, machine
from lib.scenes.html import offline
from lib.scenes.machine import BAD, GOOD, LOOK, Finding
from lib.scenes.missing import lacking
from lib.scenes.slides import presentation
from lib.scenes.story import Story, gather

ASKED = re.compile(r"(?:src|href)=\"([^\"]+)\"|url\(([^)]+)\)")


def examine(
    story: Story,
    *,
    store: Iterable[str] = (),
    beside: bool = False,
    port: int | None = None,
    used: str = "",
    folders: Iterable[str] = machine.FONT_FOLDERS,
    config: Path | None = None,
    known: bool = True,
) -> list[Finding]:
    """All findings; ``store`` are the sentences of the store's own check.

    ``beside``: newer reports stand beside the store's file.
    ``port`` is looked at when given (the page's own is in use by itself); ``used``
    is the address the dashboard is reached by; ``known``: see :func:`lib.scenes.machine.disk`.
    """
    settings = config or paths.ROOT / ".streamlit" / "config.toml"
    return [
        store_finding(store, beside),
        *scene_findings(story),
        ages(story),
        machine.fonts(folders),
        outside(story, settings),
        machine.disk(paths.store_path().parent, known=known),
        *([machine.port_finding(port)] if port else []),
        machine.zone(last_issued(), entered.behind()),
        machine.reachable(used),
    ]


def rehearse(
    as_of: str, *, store: list[str], beside: bool, port: int | None, used: str
) -> list[Finding]:
    """The findings for the whole deck of one day; a broken store ends it early."""
    if store:
        return [store_finding(store), machine.fonts(), machine.disk(paths.store_path().parent)]
    rows = projects(as_of)
    names = {kind: choices(rows, kind) for kind in decks.SCOPED}
    story = gather(as_of, decks.choice_of("whole", names), address=used)
    return examine(story, beside=beside, port=port, used=used)


def store_finding(sentences: Iterable[str], beside: bool = False) -> Finding:
    """The store opens and passes its check, and is one file."""
    said = list(sentences)
    if not said and beside:
        return Finding(
            what="数据库",
            level=LOOK,
            says="打得开，检查通过；最新的填报还在旁边的 -wal 文件里，只复制数据库文件会缺它们",
            cure="备份请用 python -m lib backup（不会缺）；下一次收填报时会自动并回一个文件",
            ask="讲不受影响；复制备份前请维护人员按手册备份",
        )
    if not said:
        return Finding(what="数据库", level=GOOD, says="打得开，检查通过")
    cure = "照提示处理：python -m lib build 更新，或 python -m lib restore 备份文件 恢复"
    ask = "请维护人员恢复数据库；可先用上次导出的 HTML 或 PPTX"
    return Finding(what="数据库", level=BAD, says="；".join(said), cure=cure, ask=ask)


def scene_findings(story: Story) -> list[Finding]:
    """Every scene can be made in all three ways, and what is missing."""
    try:
        deck = decks.build(story)
        offline(deck)
        presentation(deck)
    except Exception as error:
        cure = "请维护人员看日志；可先用上次导出的 HTML 或 PPTX"
        return [
            Finding(what="场景", level=BAD, says=f"做不出来（{type(error).__name__}）", cure=cure)
        ]
    total = len(deck.scenes)
    found = [Finding(what="场景", level=GOOD, says=f"{total} 张都做得出来，三种形式都行")]
    found += [
        Finding(what=f"还缺：{row.what}", level=LOOK, says=row.says, cure=f"由{row.who}")
        for row in lacking(story)
    ]
    return found


def ages(story: Story) -> Finding:
    """How old the reports are."""
    words = report_ages(thresholds())
    counted = {age: sum(project["age"] == age for project in story.projects) for age in words}
    said = "，".join(f"{words[age].word} {count} 项" for age, count in counted.items() if count)
    if not story.projects:
        return Finding(what="填报新旧", level=LOOK, says="当天没有事项", cure="换一个日期")
    if counted["stale"] or counted["ageing"] or counted["never"]:
        cure = "会前把“科室视图”的提醒单发给有关科室，收齐后导入；收不齐就照实讲“未填报”"
        return Finding(what="填报新旧", level=LOOK, says=said, cure=cure)
    return Finding(what="填报新旧", level=GOOD, says=said)


def outside(story: Story, settings: Path) -> Finding:
    """Nothing in the settings or in the deck asks another host."""
    found = machine.asked_by_settings(settings)
    page = offline(decks.build(story)).decode()
    for first, second in ASKED.findall(page):
        host = machine.HOSTED.match((first or second).strip("'\""))
        if host:
            found.append(f"离线文件里有 {host[1]}")
    if found:
        cure = "改 .streamlit/config.toml：删去外网地址，gatherUsageStats = false，再重新启动"
        return Finding(what="不连外网", level=BAD, says="；".join(found), cure=cure)
    return Finding(what="不连外网", level=GOOD, says="设置和离线文件都不要外网")


MARKS = {GOOD: "✔", LOOK: "▲", BAD: "✖"}


def lines(findings: Iterable[Finding]) -> list[str]:
    """The findings as text, a cure under what needs one."""
    said = []
    for each in findings:
        said.append(f"{MARKS[each.level]} {each.what}：{each.says}")
        if each.cure:
            said.append(f"  → {each.cure}")
    return said
