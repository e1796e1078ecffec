"""Everything as one zip: tables as CSV, the data routes' JSON, a workbook, a README."""

from __future__ import annotations

import io
import zipfile

from lib.exports import sheets
from lib.exports.api import CSV_COLUMNS, MAKERS, project_cells
from lib.exports.csv_file import csv_bytes
from lib.exports.table import Sheet, as_workbook
from lib.measures.lamps import INDICATOR_STATES, PROJECT_STATES
from lib.measures.rules import INDICATOR_RULES, PROJECT_RULES, published
from lib.rows import documents as documents_rows
from lib.rows import gaps, indicators, milestones
from lib.rows import projects as project_rows
from lib.rows.store import is_demo
from lib.rows.thresholds import thresholds
from lib.text import LICENCE

WORKBOOK = "硅巷看板.xlsx"


def bundle(as_of: str) -> bytes:
    """The zip of what was known on ``as_of``."""
    rows, targets = project_rows.projects(as_of), indicators.indicators(as_of)
    tables = {name: documents_rows.known_table(name, as_of) for name in documents_rows.PUBLIC}
    out, demo = io.BytesIO(), is_demo()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:

        def put(name: str, body: bytes) -> None:
            info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o100644 << 16  # readable when unpacked
            archive.writestr(info, body)

        counts = {name: len(table) for name, (_, table) in tables.items()}
        put("README.md", readme(as_of, counts, targets))
        for name, (columns, table) in tables.items():
            put(_path(name, demo), csv_bytes(columns, (row.values() for row in table)))
        for path, make in MAKERS.items():
            put(f"json/{path.rpartition('/')[2]}", make(as_of))
        book = as_workbook(_sheets(rows, targets, as_of), as_of=as_of, demo=demo)
        put(WORKBOOK, book)
    return out.getvalue()


def about(as_of: str, version: str) -> dict[str, str]:
    """What the public SQLite copy says of itself."""
    said = {
        "title": "上海硅巷看板公开数据",
        "as_of": as_of,
        "version": version,
        "licence": LICENCE,
        "left_out": "填报人、接收人、文件名、原件和自由文字不公开；已撤回的批次不在内",
    }
    return said | ({"demo": "演示数据：填报与数值均为虚构"} if is_demo() else {})


def _path(name: str, demo: bool) -> str:
    return f"csv/{'演示数据-' if demo else ''}{name}.csv"


def _sheets(rows: list[dict], targets: list[dict], as_of: str) -> list[Sheet]:
    projects = Sheet(
        title="项目台账",
        columns=list(CSV_COLUMNS.values()),
        rows=[project_cells(project) for project in rows],
        notes=(("未填报", "科室还没有报，不是 0，也不算落后"),),
    )
    return [
        projects,
        sheets.targets_sheet(targets),
        sheets.observations_sheet(indicators.observations(as_of)),
        sheets.ties_sheet(gaps.matrix(as_of)),
        sheets.years_sheet(milestones.years(as_of)),
        sheets.milestones_sheet(milestones.milestones(as_of)),
    ]


def readme(as_of: str, counts: dict[str, int], targets: list[dict]) -> bytes:
    """What is in the zip, where it comes from, what may be done with it, what it means."""
    rules = thresholds()
    documents, demo = documents_rows.documents(as_of), is_demo()
    lines = ["# 上海硅巷看板数据", ""]
    if demo:
        lines += ["**演示数据：填报与数值均为虚构，仅用于演示。**", ""]
    lines += [f"截至：{as_of}（当天已公开的文件和已收到的填报）", f"许可：{LICENCE}"]
    lines += ["", "## 来源", ""]
    lines += [f"- {row['title']}（{row['issuer']}，{row['issued_on']}）" for row in documents]
    lines += ["", "每行事实带文件标识、位置、摘句；只有摘句，没有全文。", "", "## 内容", ""]
    lines += [
        f"- `{_path(name, demo)}`：{documents_rows.title_of(name)}，{count} 行"
        for name, count in counts.items()
    ]
    lines += [
        "- `json/`：与看板数据接口相同的 JSON、GeoJSON、CSV",
        f"- `{WORKBOOK}`：台账、指标、文件里的数、指标与事项、按年的目标、大事记",
        "",
        "填报只含日期、状态、进度和数值；填报人、原件、文件名和自由文字不公开。",
        "底图与范围线不随日期变化。",
        "",
        "## 指标的口径",
        "",
    ]
    lines += [
        f"- {row['name']}：目标 {row['target']}，期限 {row['due_on']}。{row['definition']}"
        for row in targets
    ]
    for title, states, table in (
        ("项目的灯", PROJECT_STATES, PROJECT_RULES),
        ("指标的灯", INDICATOR_STATES, INDICATOR_RULES),
    ):
        lines += ["", f"## {title}（从上往下，第一条符合的）", ""]
        lines += [
            f"- {states[row['state']].word}：{row['says']}" for row in published(table, rules)
        ]
    lines += ["", "未填报、资料未载明、不适用都不是 0。相近的数从不计入进展。", ""]
    return "\n".join(lines).encode()
