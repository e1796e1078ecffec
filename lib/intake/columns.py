"""The report template's sheets and columns as data.

Template, intake, notes sheet and messages all read these rows.
"""

from __future__ import annotations

from dataclasses import dataclass

STATES = ("未开始", "推进中", "已完成", "暂缓")
YES_NO = ("是", "否")
LONGEST = 2000


@dataclass(frozen=True, kw_only=True)
class Field:
    """One column: ``name`` in the ledger, ``title`` on the sheet.

    ``kind``: text, date, percent, number, state, yes, lon, lat. ``given``
    columns are prefilled and protected. ``later`` ones came after the first template: a
    file without them is read as if nothing were filled in there.
    """

    name: str
    title: str
    kind: str = "text"
    given: bool = False
    required: bool = False
    later: bool = False
    width: int = 14
    hidden: bool = False
    help: str = ""
    example: str = ""


@dataclass(frozen=True, kw_only=True)
class Form:
    """One sheet of the template: ``subject`` is the ledger's column for the id, ``none`` what
    stands there when the office has no subject of this kind.
    """

    key: str
    title: str
    subject: str
    table: str
    none: str
    fields: tuple[Field, ...]

    @property
    def filled(self) -> tuple[Field, ...]:
        """The columns that people fill in."""
        return tuple(field for field in self.fields if not field.given)


def _given(name: str, title: str, width: int = 14, *, hidden: bool = False) -> Field:
    return Field(name=name, title=title, given=True, width=width, hidden=hidden)


AS_OF = Field(
    name="as_of",
    title="数据日期",
    kind="date",
    required=True,
    width=13,
    help="这些数据截止到哪一天，不晚于今天",
    example="2026-03-05",
)
REPORTER = Field(
    name="reporter", title="填报人", required=True, width=11, help="谁填的", example="王一"
)

PROJECTS = Form(
    key="projects",
    title="项目进展",
    subject="project_id",
    table="project_report",
    none="本科室没有事项",
    fields=(
        _given("project_id", "编号", 9, hidden=True),
        _given("no", "序号", 9),
        _given("name", "事项", 26),
        _given("role", "角色", 10),
        _given("plan_due", "原定期限", 12),
        AS_OF,
        Field(
            name="state",
            title="状态",
            kind="state",
            required=True,
            width=10,
            help="从下拉里选；填“已完成”须写完成证明，填“暂缓”须在“问题”里写理由",
            example="推进中",
        ),
        Field(
            name="percent",
            title="进度",
            kind="percent",
            width=8,
            help="0 到 100；写 50、50% 或 0.5 都行（1 以下的小数按比例读）",
            example="50%",
        ),
        Field(name="progress", title="进展", width=36, help="做到哪一步", example="已选定点位"),
        Field(name="problem", title="问题", width=28, help="卡在哪里、需要谁帮", example="缺电源"),
        Field(name="next_step", title="下一步", width=24, help="接下来做什么", example="签约"),
        Field(
            name="due_on",
            title="调整后期限",
            kind="date",
            width=13,
            help="期限有变才填",
            example="2026-06-30",
        ),
        Field(
            name="evidence",
            title="完成证明",
            width=24,
            help="销号必填：验收单号、文件名、链接等",
            example="验收单 2026-12 号",
        ),
        REPORTER,
    ),
)
INDICATORS = Form(
    key="indicators",
    title="指标数值",
    subject="indicator_id",
    table="indicator_report",
    none="本科室没有指标",
    fields=(
        _given("indicator_id", "编号", 9, hidden=True),
        _given("name", "指标", 30),
        _given("target", "目标", 14),
        _given("definition", "方案口径", 46),
        AS_OF,
        Field(
            name="value",
            title="数值",
            kind="number",
            required=True,
            width=10,
            help="按方案口径的数",
            example="3",
        ),
        Field(
            name="definition_confirmed",
            title="与方案口径一致",
            kind="yes",
            required=True,
            width=16,
            help="选“是”才计入进展；选“否”按相近数据列出",
            example="是",
        ),
        Field(name="note", title="说明", width=30, help="数从哪里来", example="年度台账"),
        REPORTER,
    ),
)
PLACES = Form(
    key="places",
    title="点位坐标",
    subject="place_id",
    table="place_report",
    none="本科室没有点位",
    fields=(
        _given("place_id", "编号", 9, hidden=True),
        _given("name", "点位", 30),
        _given("known", "现在的坐标", 24),
        AS_OF,
        Field(
            name="lon",
            title="经度",
            kind="lon",
            width=13,
            help="WGS-84，上海在 120.85–122 之间",
            example="121.4180",
        ),
        Field(
            name="lat",
            title="纬度",
            kind="lat",
            width=13,
            help="WGS-84，上海在 30.65–31.9 之间",
            example="31.2160",
        ),
        Field(
            name="correction", title="更正", width=34, help="名称、地址有误", example="在 5 号楼"
        ),
        REPORTER,
    ),
)
SHEETS = (PROJECTS, INDICATORS, PLACES)
SYSTEM_SHEET = "_系统"
NOTES_SHEET = "填写说明"
VERSION = "1"
NOTES_HEAD = ("工作表", "列", "必填", "怎么填", "例子")
NOTES_END = (
    "没有变的行不用动，不会改动原来的填报；“科室视图”里列为久未更新的，再填一次同样的状态，"
    "数据日期写今天。填好后交维护人员，或在“进展填报”页上传。"
)
#: how the notes of templates handed out before ended
NOTES_ENDED = (
    "整行不填就是没有新情况，不会改动原来的填报。填好后交维护人员，或在“进展填报”页上传。",
)
TITLE_END = "灰色列不用改，其余照实填，不清楚的留空"


def notes_rows() -> list[tuple[str, ...]]:
    """The table of the notes sheet: one row a column that people fill in."""
    return [
        (sheet.title, each.title, "必填" if each.required else "", each.help, each.example)
        for sheet in SHEETS
        for each in sheet.filled
    ]
