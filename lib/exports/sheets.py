"""The tables behind the charts, as sheets to download."""

from __future__ import annotations

from lib import text
from lib.exports.table import Sheet
from lib.measures.lamps import INDICATOR_STATES
from lib.rows.course import near, numbers

NOTES = (
    ("口径一致", "与方案的口径相同，计入进展"),
    ("相近", "口径不同，只供参考，不计入进展"),
)
NONE = "没有"
PRECISION = {"day": "到日", "month": "到月", "year": "到年"}


def targets_sheet(rows: list[dict]) -> Sheet:
    """One row a target: what it asks, its lamp, its best values."""
    return Sheet(
        title="指标进展",
        columns=(
            "维度", "指标", "目标", "读法", "期限", "灯", "依据", "口径一致的数",
            "相近的数（不计入）", "口径", "文件", "位置", "摘句",
        ),
        rows=[
            [
                row["dimension"],
                row["name"],
                row["target"],
                f"{text.OPERATOR[row['operator']]}，{text.PERIOD[row['period']]}",
                row["due_on"],
                INDICATOR_STATES[row["lamp"].state].word,
                row["lamp"].why,
                _exact(row) or text.UNREPORTED,
                _near(row) or NONE,
                row["definition"],
                row["document"],
                row["locator"],
                row["quote"],
            ]
            for row in rows
        ],
        notes=NOTES,
    )  # fmt: skip


def _exact(row: dict) -> str:
    return "；".join(
        f"{each['what']} {each['label']}（{each['as_of']}，{each['scope']}）"
        for each in numbers(row)
        if each["match"] == "exact"
    )


def _near(row: dict) -> str:
    return "；".join(f"{each['said']}（不计入：{each['reason']}）" for each in near(row))


def course_sheet(row: dict) -> Sheet:
    """One row a number of one indicator, in order of time."""
    return Sheet(
        title=row["name"],
        columns=(
            "时间", "精度", "数值", "单位", "写法", "归类", "所指", "范围", "理由或说明",
            "出处或填报人", "位置", "摘句",
        ),
        rows=[
            [
                each["as_of"],
                _precision(each["as_of"]),
                each["value"],
                each["source"]["unit"] or "" if each["source"] else row["unit"],
                each["label"],
                text.MATCH[each["match"]],
                each["what"],
                each["scope"],
                each["reason"],
                each["who"],
                each["source"]["locator"] if each["source"] else "",
                each["source"]["quote"] if each["source"] else "",
            ]
            for each in numbers(row)
        ],
        notes=(("目标", f"{row['target']}，期限 {row['due_on']}"), *NOTES),
    )  # fmt: skip


def _precision(day: str) -> str:
    return PRECISION[{4: "year", 7: "month"}.get(len(day), "day")]


def ties_sheet(found: dict) -> Sheet:
    """One row a tie of project and target; projects and targets without one follow."""
    rows = [
        [
            tie["indicator"], f"{tie['level']}{tie['no']}", tie["name"],
            text.CERTAINTY[tie["certainty"]], tie["basis"], tie["document"], tie["locator"],
            tie["quote"],
        ]
        for tie in found["ties"]
    ]  # fmt: skip
    blank = [""] * 3
    rows += [
        [row["name"], "", "（没有事项）", "", "文件里没有事项直接对应", *blank]
        for row in found["idle_targets"]
    ]
    alone = "看不出服务于哪项指标"
    rows += [
        ["（没有指标）", f"{project['level']}{project['no']}", project["name"], "", alone, *blank]
        for project in found["idle_projects"]
    ]
    columns = ("指标", "序号", "事项", "依据的性质", "依据", "文件", "位置", "摘句")
    return Sheet(title="指标与事项", columns=columns, rows=rows)


def milestones_sheet(rows: list[dict]) -> Sheet:
    """One row a milestone, oldest first."""
    return Sheet(
        title="大事记",
        columns=("序号", "日期", "精度", "类别", "事件", "文件", "位置", "摘句"),
        rows=[
            [row["number"], row["on_date"], PRECISION[row["date_precision"]], row["kind"]]
            + [row[name] for name in ("title", "document", "locator", "quote")]
            for row in rows
        ],
        notes=(("日期", "照原文的精度；只写到年的不补月日"),),
    )


def years_sheet(rows: list[dict]) -> Sheet:
    """One row a yearly target and year."""
    return Sheet(
        title="按年的目标",
        columns=(
            "指标",
            "年份",
            "目标",
            "灯",
            "依据",
            "口径一致的数",
            "相近的数（不计入）",
            "口径",
        ),
        rows=[
            [
                row["name"],
                int(row["year"]),
                row["target"],
                INDICATOR_STATES[row["lamp"].state].word,
                row["lamp"].why,
                "；".join(f"{each['label']}（{each['as_of']}）" for each in row["exact"]),
                "；".join(f"{each['said']}（不计入：{each['reason']}）" for each in row["proxies"])
                or NONE,
                row["definition"],
            ]
            for row in rows
        ],
        notes=NOTES,
    )


def observations_sheet(rows: list[dict]) -> Sheet:
    """One row a documented quantity."""
    return Sheet(
        title="文件里的数",
        columns=(
            "所指", "写法", "数值", "限定词", "单位", "时间", "精度", "范围", "归类", "理由",
            "文件", "位置", "摘句",
        ),
        rows=[
            [row["metric"], row["printed"], row["value"], row["qualifier"] or ""]
            + [row["unit"] or "", row["as_of"]]
            + [PRECISION[row["date_precision"]], row["scope"], text.MATCH[row["match"]]]
            + [row[name] for name in ("reason", "document", "locator", "quote")]
            for row in rows
        ],
        notes=NOTES,
    )  # fmt: skip


def excerpts_sheet(rows: list[dict], title: str) -> Sheet:
    """One row a fact taken from a document, with the words that prove it."""
    names = ("document", "table", "says", "locator", "quote", "fact")
    return Sheet(
        title=title,
        columns=("文件", "类别", "事实", "位置", "摘句", "在看板中的网址"),
        rows=[[row[name] for name in names] for row in rows],
        notes=(("摘句", "原文的话，繁体转成简体，去掉换行和空格；不附全文"),),
    )
