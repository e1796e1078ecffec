"""The district itself: where it is, what is there, three places to walk to."""

from __future__ import annotations

from lib import palette, text
from lib.maps.drawn import drawing
from lib.maps.figure import Tint
from lib.measures.lamps import PROJECT_STATES
from lib.rows.project_facets import STATE_ORDER
from lib.rows.spots import together
from lib.scenes import fit
from lib.scenes.model import (
    HIGH,
    LEFT,
    WIDE,
    Box,
    Figure,
    Figures,
    Lines,
    Map,
    Scene,
    Sentence,
)
from lib.scenes.story import Story
from lib.scenes.wording import PLANS, cited, few, number_of, states_said

PICTURE = 58.0
NAMED = {"carrier": "载体", "institute": "院所"}
UNITS = {"载体": "处", "院所": "家"}
SITES = 3
SHORT = 11  # characters of a name on the map
ACROSS, BIG = 4, (3.6, 3.2, 2.8, 2.4)
TELLING = 5  # assets in the message


def district(story: Story) -> tuple[Scene, ...]:
    """The map with its carriers and institutes by name."""
    shown = [row for row in story.places if row["located"] and row["category"] in NAMED]
    named = {row["id"]: _short(row["name"]) for row in shown}
    drawn = drawing(
        story.lines, story.rings, shown, width=PICTURE, height=HIGH, named=named
    )  # fmt: skip
    axes = "、".join(dict.fromkeys(line["name"] for line in story.lines if line["kind"] == "axis"))
    counted = _by_word([row for row in shown if row["id"] in drawn.shown], named)
    there = "、".join(
        f"{len(names)} {UNITS[word]}{word}" for word, names in counted.items() if names
    )
    words = f"{story.area or '四条路围成'}的田字格，{axes}在中间交叉"
    lines = [Sentence(lead=word, text=few(names, 5)) for word, names in counted.items() if names]
    scene = Scene(
        id="district",
        title="街区",
        message=words + (f"，图上有 {there}" if there else ""),
        boxes=(
            Box(part=Map(drawing=drawn, words=words, credit=text.CREDIT), width=PICTURE),
            _beside(
                [
                    Sentence(lead="四至", text="东江苏路，南延安西路，西凯旋路，北长宁路、愚园路"),
                    Sentence(lead="两轴", text=axes),
                    *lines,
                ],
            ),
        ),
        source=f"区三年行动方案；{text.CREDIT}，非官方红线" if story.area else text.RING_LATER,
        note=f"道路中心线围合 {story.rings['centre']['km2']:.2f} 平方公里，外移约 "
        f"{story.rings['outer']['offset_m']:.0f} 米到路的外侧。地图是示意，不作红线依据。",
        seconds=60,
    )
    return (scene,)


def _by_word(rows: list[dict], named: dict[str, str]) -> dict[str, list[str]]:
    """The names of what the map shows, by the word of their category."""
    return {
        word: [named[row["id"]] for row in rows if row["category"] == category]
        for category, word in NAMED.items()
    }


def _short(name: str) -> str:
    """Without what stands in brackets and before the body's own name."""
    plain = name.partition("（")[0].removeprefix("中国科学院")
    if len(plain) > SHORT:
        plain = plain.removeprefix("上海")
    return plain if len(plain) <= SHORT else f"{plain[: SHORT - 1]}…"


def _beside(lines: list[Sentence]) -> Box:
    room = WIDE - PICTURE - 2.5
    size = next(
        (s for s in (2.6, 2.4, 2.2) if fit.lines_height(lines, "", s, room) <= HIGH), 2.1
    )  # fmt: skip
    part = Lines(lines=tuple(lines), size=size)
    return Box(part=part, left=LEFT + PICTURE + 2.5, width=room)


def why_here(story: Story) -> tuple[Scene, ...]:
    """What is here, as the documents count it: each number with its qualifier and scope."""
    assets = story.known["assets"]
    if not assets:
        return ()
    room = (WIDE - 1.6 * (ACROSS - 1)) / ACROSS - 3
    figures = tuple(
        Figure(
            value=row["printed"],
            label=row["what"],
            note="\n".join(_told(row)),
            size=next((s for s in BIG if fit.width(row["printed"], s) <= room), BIG[-1]),
        )
        for row in assets[: 2 * ACROSS]
    )
    said = "、".join(_counted(row) for row in assets[:TELLING])
    near = "、".join(row["what"] for row in assets if row["near"])
    scene = Scene(
        id="why",
        title="这里有什么",
        message=f"文件写着：{said}",
        boxes=(Box(part=Figures(figures=figures, across=min(ACROSS, len(figures)))),),
        source=cited(assets) + ("；标“相近”的与指标口径不同，不计入" if near else ""),
        note=f"“多”“余”是文件原话，照念。{near or '这些'}和指标口径不同，是背景，不是完成数。",
        seconds=60,
    )
    return (scene,)


def _told(row: dict) -> list[str]:
    """Scope and day of an asset; 相近 where it comes near a target and is no progress of it."""
    when = "，".join(part for part in (row["when"], "相近" if row["near"] else "") if part)
    return [part for part in (row["scope"], when) if part]


def _counted(row: dict) -> str:
    what = row["what"].partition("（")[0].strip("“”")
    return row["printed"] if row["printed"] in what or "面积" in what else row["printed"] + what


def sites(story: Story) -> tuple[Scene, ...]:
    """Roads in the colour of their worst lamp, and three different places to look at."""
    spots = together(row for row in story.places if row["located"] and row["projects"])
    roads = [row for row in spots if row["category"] == "road" and row["line_id"]]
    roads.sort(key=lambda row: -len(row["projects"]))  # the first find the best place for a name
    chosen = _different([row for row in spots if row not in roads], SITES)
    if not roads and not chosen:
        return ()
    marked = {row["id"]: str(number) for number, row in enumerate(chosen, 1)}
    drawn = drawing(
        story.lines, story.rings, chosen, width=PICTURE, height=HIGH, marked=marked,
        tinted={row["line_id"]: _tint(row) for row in roads},
    )  # fmt: skip
    lines = [
        Sentence(
            lead=f"{marked[row['id']]} {row['name']}",
            text=few([_project(project) for project in row["projects"]], 2, "项"),
            tone=PROJECT_STATES[row["lamp"]].colour,
        )
        for row in chosen
    ]
    first = min(roads or chosen, key=lambda row: (-len(row["projects"]), _urgency(row)))
    states = {state: _count(first, state) for state in (first["lamp"], *STATE_ORDER[:2])}
    walk = "、".join(_short(row["name"]) for row in chosen)
    scene = Scene(
        id="sites",
        title="在街上看",
        message=f"{first['name']}上 {len(first['projects'])} 项：{states_said(states)}"
        + (f"；再看{walk}" if walk and chosen[0] is not first else ""),
        boxes=(
            Box(part=Map(drawing=drawn, words="各条路上的事项", credit=text.CREDIT), width=PICTURE),
            _beside(lines or [Sentence(text="路的颜色是路上最急的灯")]),
        ),
        source=f"{PLANS}；{text.CREDIT}",
        note="路的颜色是路上最急的那盏灯："
        + "；".join(f"{row['name']} {len(row['projects'])} 项" for row in roads)
        + "。会后可以走一圈。",
        seconds=60,
    )
    return (scene,)


def _urgency(row: dict) -> int:
    return STATE_ORDER.index(row["lamp"])


def _different(rows: list[dict], most: int) -> list[dict]:
    """The most pressing places of which no two share a project or a point."""
    found: list[dict] = []
    for row in sorted(rows, key=lambda row: (_urgency(row), -len(row["projects"]), row["id"])):
        if len(found) == most:
            break
        own = {project["id"] for project in row["projects"]}
        taken = {project["id"] for each in found for project in each["projects"]}
        points = {(each["lon"], each["lat"]) for each in found}
        if not own & taken and (row["lon"], row["lat"]) not in points:
            found.append(row)
    return found


def _count(row: dict, state: str) -> int:
    return sum(project["lamp"].state == state for project in row["projects"])


def _tint(row: dict) -> Tint:
    word = PROJECT_STATES[row["lamp"]]
    count, total = _count(row, row["lamp"]), len(row["projects"])
    said = word.word if count == total else f" · {count} {word.word}"
    return Tint(colour=palette.LAMPS[word.colour][0], label=f"{row['name']} {total} 项{said}")


def _project(project: dict) -> str:
    return f"{number_of(project)} {project['name']}（{PROJECT_STATES[project['lamp'].state].word}）"
