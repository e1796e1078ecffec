"""The store's tables as data: one description serves CSV, SQLite and dictionary.

Every table is a ``Table`` of ``Column`` rows. From it come the DDL
(:func:`create_table`), the typing of CSV cells (``lib.store.facts``), the data
dictionary (``data/README.md``) and the proof of quotes (``Column.proven``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

SCHEMA_VERSION = 7
APPLICATION_ID = 0x47584B42  # "GXKB"

DATE = "date"
DAY = "day"  # a whole day
TEXT = "text"
INT = "int"
REAL = "real"


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column: ``kind`` is text, int, real, date (ISO text, maybe shortened) or day.

    ``proven``: the value must stand in the row's quote (digits or numeral for
    numbers). ``built``: computed by the build, never in the CSV.
    """

    name: str
    kind: str = TEXT
    required: bool = False
    choices: tuple[str, ...] = ()
    ref: str = ""
    proven: bool = False
    built: bool = False
    low: float | None = None
    high: float | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Table:
    """One table; ``room`` is facts, geo, derived or ledger."""

    name: str
    title: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ("id",)
    room: str = "facts"
    sourced: bool = field(default=False)

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)

    @cached_property
    def csv_columns(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if not column.built)


def col(name: str, note: str, kind: str = TEXT, **options: Any) -> Column:
    """A column that may be empty."""
    return Column(name=name, note=note, kind=kind, **options)


def must(name: str, note: str, kind: str = TEXT, **options: Any) -> Column:
    """A column that must be filled."""
    return Column(name=name, note=note, kind=kind, required=True, **options)


def ref(name: str, table: str, note: str, required: bool = True) -> Column:
    """A column that holds another table's id."""
    return Column(name=name, note=note, ref=table, required=required)


def code(name: str, note: str, *choices: str, required: bool = True) -> Column:
    """A column with a fixed list of values."""
    return Column(name=name, note=note, choices=choices, required=required)


COLOURS = (
    "teal", "ink", "blue", "violet", "brown", "green", "amber", "rose", "slate", "grey",
)  # fmt: skip
ID = must("id", "短标识，小写英文、数字和连字符，不重用")
SOURCE = (
    ref("document_id", "document", "出处文件"),
    must("locator", "文件中的位置"),
    must("quote", "原文摘句（简体，去掉换行和空格后须与原文一致）"),
)
MAYBE_SOURCE = (
    ref("document_id", "document", "出处文件；仅来自地图资料的留空", required=False),
    col("locator", "文件中的位置"),
    col("quote", "原文摘句"),
)
LON = {"low": 120.85, "high": 122.0}
LAT = {"low": 30.65, "high": 31.9}
PRECISION = ("exact", "building", "road", "approximate", "line", "none")
DATE_PRECISION = ("day", "month", "year")


def facts(
    name: str,
    title: str,
    *columns: Column,
    key: tuple[str, ...] = ("id",),
    source: tuple[Column, ...] = SOURCE,
) -> Table:
    """A fact table; with source columns unless told otherwise."""
    return Table(
        name=name, title=title, columns=columns + tuple(source), key=key, sourced=bool(source)
    )


FACTS = (
    facts(
        "document",
        "公开文件",
        ID,
        must("title", "标题"),
        must("short_title", "界面上的简称"),
        col("doc_no", "文号；原文没有则留空"),
        must("issuer", "发文机关"),
        col("approved_on", "审议通过日期，与印发日期不是一回事", DAY),
        must("issued_on", "印发或落款日期", DAY),
        code("kind", "类别", "plan", "reply"),
        must("file", "文件短名，不含正文"),
        col("address", "公开网址；没有查到则留空"),
        col("note", "说明"),
        ref("document_id", "document", "即本文件"),
        must("locator", "文件中的位置"),
        must("quote", "原文摘句"),
        source=(),
    ),
    facts(
        "plan",
        "方案",
        ID,
        must("name", "名称"),
        must("short_name", "简称"),
        code("level", "层级", "街道", "区"),
        must("starts_on", "开始日期", DAY),
        must("ends_on", "结束日期", DAY),
        must("period_basis", "起止日期的依据"),
    ),
    facts(
        "action",
        "专项行动",
        ID,
        ref("plan_id", "plan", "所属方案"),
        must("ord", "次序", INT),
        must("name", "名称", proven=True),
        must("short_name", "简称"),
    ),
    facts(
        "office",
        "科室与部门",
        ID,
        must("name", "名称，照原文", proven=True),
        code("level", "层级", "街道", "区"),
        code("kind", "类别", "科室", "中心", "居民区", "群团", "工作站", "部门", "街道"),
        ref("parent_id", "office", "上级", required=False),
    ),
    facts("leader", "分管领导", ID, must("name", "姓名，照附件", proven=True)),
    facts(
        "project",
        "项目与子项",
        ID,
        ref("plan_id", "plan", "所属方案"),
        ref("action_id", "action", "所属专项行动"),
        must("no", "序号", INT, low=1, proven=True),
        must("name", "名称，照原文", proven=True),
        must("content", "内容（我们的概述）"),
        must("due_on", "期限", DAY),
        must("due_basis", "期限的依据"),
    ),
    facts(
        "project_office",
        "项目的科室与部门",
        ref("project_id", "project", "项目"),
        ref("office_id", "office", "科室或部门"),
        code("role", "角色", "负责", "牵头", "配合", "责任部门"),
        must("ord", "原文中的次序", INT),
        key=("project_id", "office_id"),
    ),
    facts(
        "project_leader",
        "项目的分管领导",
        ref("project_id", "project", "项目"),
        ref("leader_id", "leader", "分管领导"),
        must("ord", "原文中的次序；与科室不配对", INT),
        key=("project_id", "leader_id"),
    ),
    facts(
        "place_category",
        "点位类别",
        ID,
        must("name", "名称"),
        code("colour", "调色板中的颜色名", *COLOURS),
        must("icon", "图例字符"),
        must("ord", "次序", INT),
        must("label_ord", "名称在地图上的先后：小的先占位置", INT, low=0),
        col("label_zoom", "地图放大到几级起写名称；空为不写", REAL, low=10, high=20),
        source=(),
    ),
    facts(
        "place",
        "点位",
        ID,
        must("name", "名称，照原文"),
        ref("category", "place_category", "类别"),
        col("also", "文件里的其他叫法与合称，用分号分开"),
        col("address", "地址"),
        code(
            "address_from",
            "地址出自哪里：文件写明，或只见于地图资料",
            "document",
            "map",
            required=False,
        ),
        col("lon", "经度（WGS-84）", REAL, **LON),
        col("lat", "纬度（WGS-84）", REAL, **LAT),
        code("precision", "坐标精度", *PRECISION),
        col("error_m", "坐标误差（米）；未定位为空", REAL, low=1),
        ref("line_id", "line", "所沿道路或线路", required=False),
        col("note", "说明"),
        col("geo_source", "坐标来源"),
        col("geo_note", "坐标说明"),
        col("edge_m", "到沿线范围线的距离（米），范围内为正；未定位为空", REAL, built=True),
        col(
            "within_boundary",
            "是否在沿线范围内；未定位，或离范围线不超过误差（边界附近）时为空",
            INT,
            choices=("0", "1"),
            built=True,
        ),
        source=MAYBE_SOURCE,
    ),
    facts(
        "project_place",
        "项目的点位",
        ref("project_id", "project", "项目"),
        ref("place_id", "place", "点位"),
        key=("project_id", "place_id"),
    ),
    facts(
        "organization",
        "机构",
        ID,
        must("name", "名称，照原文", proven=True),
        code(
            "kind",
            "类别",
            "院所高校",
            "平台实验室",
            "载体园区",
            "企业",
            "投资机构",
            "联盟协会",
            "服务机构",
            "政府部门",
        ),
        col("also", "文件里的其他叫法与合称，用分号分开"),
        must("summary", "文件怎么说（我们的概述）"),
        ref("place_id", "place", "所在点位", required=False),
        ref("same_as", "organization", "疑为同一机构", required=False),
    ),
    facts(
        "project_organization",
        "项目的合作机构",
        ref("project_id", "project", "项目"),
        ref("organization_id", "organization", "机构"),
        must("role", "角色"),
        key=("project_id", "organization_id"),
    ),
    facts(
        "organization_link",
        "机构间的联系",
        ref("from_id", "organization", "从"),
        ref("to_id", "organization", "到"),
        must("relation", "关系"),
        key=("from_id", "to_id", "relation"),
    ),
    facts(
        "model",
        "合作模式",
        ID,
        must("name", "名称，照原文", proven=True),
        must("summary", "是什么（我们的概述）"),
        code("joint", "环节之间的连接号，照原文", "-", "+", "、"),
    ),
    facts(
        "model_part",
        "合作模式的组成",
        ref("model_id", "model", "模式"),
        must("ord", "次序", INT, low=1),
        must("name", "机构或环节，照原文", proven=True),
        must("role", "它在模式里是什么"),
        ref("organization_id", "organization", "机构；环节留空", required=False),
        key=("model_id", "ord"),
    ),
    facts(
        "dimension",
        "指标维度",
        ID,
        must("ord", "次序", INT),
        must("name", "名称", proven=True),
        must("goal", "目标原句的小标题"),
        code("colour", "调色板中的颜色名", *COLOURS),
    ),
    facts(
        "indicator",
        "量化指标",
        ID,
        ref("dimension_id", "dimension", "维度"),
        ref("plan_id", "plan", "所属方案"),
        must("ord", "次序", INT),
        must("name", "名称"),
        must("unit", "单位", proven=True),
        code("direction", "方向：越大越好或越小越好", "up", "down"),
        code(
            "operator",
            "目标的读法：区间、达到、多于、新增",
            "range",
            "at_least",
            "more_than",
            "new",
        ),
        must("printed", "目标在文件里的写法", proven=True),
        must("target_low", "目标下限", REAL, proven=True),
        col("target_high", "目标上限；只有区间才有", REAL, proven=True),
        code("period", "按期末或按年", "by", "per_year"),
        must("due_on", "期限", DAY),
        col("baseline", "基期值；文件未载明则留空", REAL),
        must("definition", "口径：文件说了什么、没说什么"),
        col("inferred", "哪些读法是推断，为什么"),
    ),
    facts(
        "indicator_project",
        "指标与项目的联系",
        ref("indicator_id", "indicator", "指标"),
        ref("project_id", "project", "项目"),
        must("basis", "联系的依据"),
        code("certainty", "原文写明或推断", "stated", "inferred"),
        key=("indicator_id", "project_id"),
    ),
    facts(
        "observation",
        "文件所载数量",
        ID,
        ref("indicator_id", "indicator", "所近的指标；空为背景数", required=False),
        must("metric", "所说的是什么"),
        must("printed", "数在文件里的写法，连限定词和单位", proven=True),
        must("value", "数值", REAL, proven=True),
        col("qualifier", "限定词：余、多、约、超过、等", proven=True),
        col("unit", "单位，照原文；原文没有则留空", proven=True),
        must("as_of", "所指时间", DATE),
        code("date_precision", "时间精度", *DATE_PRECISION),
        must("scope", "范围"),
        code("match", "与指标口径：一致、相近、背景", "exact", "proxy", "context"),
        ref(
            "repeats", "observation", "重述的是哪一条：同一句话说了两次，只算一个数", required=False
        ),
        must("reason", "这样归类的理由"),
    ),
    facts(
        "milestone",
        "大事记",
        ID,
        must("on_date", "日期", DATE),
        code("date_precision", "时间精度", *DATE_PRECISION),
        code("kind", "类别", "历史", "决策", "调研", "成立", "活动", "荣誉", "政策"),
        must("title", "事件（我们的概述）"),
    ),
    facts(
        "event_series",
        "活动系列",
        ID,
        must("name", "名称，照原文", proven=True),
        must("kind", "类别"),
        ref("indicator_id", "indicator", "所近的指标", required=False),
        col("counting_rule", "计数口径"),
        must("scope", "范围"),
    ),
    facts(
        "event",
        "活动场次",
        ID,
        ref("series_id", "event_series", "活动系列"),
        must("on_date", "时间", DATE),
        code("date_precision", "时间精度", *DATE_PRECISION),
        must("title", "活动"),
        col("printed", "场次在文件里的写法；文件未载明为空", proven=True),
        col("count", "场次；文件未载明为空", INT, proven=True),
    ),
    facts(
        "evidence",
        "资料佐证",
        ID,
        ref("project_id", "project", "项目"),
        must("as_of", "所指时间", DATE),
        code("date_precision", "时间精度", *DATE_PRECISION),
        must("says", "后来的文件说了什么（我们的概述）"),
        must("strictness", "能证明到哪一步"),
        code(
            "certainty",
            "与项目的对应：文件点到的就是它、对应为推断、只是相近的工作",
            "direct",
            "inferred",
            "near",
        ),
    ),
    facts(
        "conflict",
        "文件间的出入",
        ID,
        must("ord", "次序，要紧的在前", INT),
        must("topic", "事项"),
        col("subject_table", "所涉表"),
        col("subject_id", "所涉标识"),
        must("reason", "为什么这样采用"),
        source=(),
    ),
    facts(
        "conflict_statement",
        "出入的各方说法",
        ref("conflict_id", "conflict", "出入"),
        must("ord", "次序", INT),
        must("says", "这一方怎么说"),
        must("chosen", "是否采用", INT, choices=("0", "1")),
        key=("conflict_id", "ord"),
    ),
    facts(
        "reading",
        "存疑的读法",
        ID,
        must("topic", "事项"),
        must("as_read", "读作"),
        must("doubt", "疑点与依据"),
    ),
    facts(
        "mechanism",
        "工作机制",
        ID,
        must("name", "名称，照原文", proven=True),
        must("kind", "类别"),
        must("summary", "是什么（我们的概述）"),
        code(
            "later",
            "后来的文件怎么说：提到已有（须有摘句）、只有本文件称已有、是否同一属推断、是打算且此后没有文件说已有、没有再提",
            "exists",
            "claimed",
            "inferred",
            "announced",
            "silent",
        ),
        must("later_note", "依据"),
    ),
    facts(
        "citation",
        "补充出处",
        ID,
        must("subject_table", "所证事实的表"),
        must("subject_id", "所证事实的标识"),
        must("says", "证明什么"),
    ),
    facts(
        "threshold",
        "规则参数",
        ID,
        must("value", "数值", REAL),
        must("unit", "单位"),
        must("note", "用途"),
        source=(),
    ),
    facts(
        "data_change",
        "数据更改记录",
        must("change_id", "哪一次更改：日期加序号"),
        must("table_name", "哪张表"),
        must("on_date", "日期", DAY),
        must("added", "新增几行", INT, low=0),
        must("changed", "改了几行", INT, low=0),
        must("removed", "删去几行", INT, low=0),
        must("says", "改了什么、为什么"),
        key=("change_id", "table_name"),
        source=(),
    ),
)

GEO = (
    Table(
        name="line",
        title="道路与线路",
        room="geo",
        columns=(
            ID,
            must("name", "名称"),
            code("kind", "类别", "axis", "main", "road", "outer", "metro", "tunnel", "water"),
            must("licence", "许可"),
            must("source", "来源"),
        ),
    ),
    Table(
        name="line_vertex",
        title="线路折点",
        room="geo",
        key=("line_id", "seq"),
        columns=(
            ref("line_id", "line", "线路"),
            must("seq", "次序", INT, low=1),
            must("lon", "经度", REAL, **LON),
            must("lat", "纬度", REAL, **LAT),
            col("precision_m", "误差（米）", REAL),
        ),
    ),
    Table(
        name="boundary",
        title="四至中心线折点",
        room="geo",
        key=("seq",),
        columns=(
            must("seq", "次序", INT, low=1),
            must("lon", "经度", REAL, **LON),
            must("lat", "纬度", REAL, **LAT),
            col("note", "说明"),
        ),
    ),
)

DERIVED = (
    Table(
        name="ring",
        title="范围线（构建时计算）",
        room="derived",
        columns=(
            must("id", "centre 中心线 / outer 沿线"),
            must("name", "名称"),
            must("km2", "面积（平方公里，WGS-84 椭球）", REAL),
            must("offset_m", "由中心线外移（米）", REAL),
            must("geojson", "GeoJSON 多边形"),
        ),
    ),
    Table(
        name="quarter",
        title="田字四格（构建时计算）",
        room="derived",
        columns=(
            must("id", "ne / nw / sw / se"),
            must("name", "名称"),
            must("km2", "面积（平方公里）", REAL),
            must("geojson", "GeoJSON 多边形"),
        ),
    ),
    Table(
        name="store_meta",
        title="库的版本",
        room="derived",
        key=("key",),
        columns=(must("key", "键"), must("value", "值")),
    ),
)

WHEN = must("received_at", "收到时间（ISO，含时区）")
LEDGER = (
    Table(
        name="meeting",
        title="会议",
        room="ledger",
        columns=(
            ID,
            must("held_on", "召开日期", DATE),
            must("title", "名称"),
            col("agenda", "议程"),
        ),
    ),
    Table(
        name="import_batch",
        title="填报批次",
        room="ledger",
        columns=(
            ID,
            WHEN,
            must("received_by", "接收人"),
            ref("office_id", "office", "填报科室", required=False),
            must("filename", "文件名"),
            must("sha256", "原件摘要"),
            Column(name="original", kind="blob", note="原件"),
            ref("withdraws", "import_batch", "本批是对该批的撤回", required=False),
            col("withdrawn_by", "撤回人；只在撤回批次上"),
        ),
    ),
    Table(
        name="project_report",
        title="项目填报",
        room="ledger",
        columns=(
            must("id", "流水号", INT),
            ref("batch_id", "import_batch", "批次"),
            ref("project_id", "project", "项目"),
            ref("office_id", "office", "填报科室"),
            must("as_of", "数据日期", DATE),
            code("state", "状态", "未开始", "推进中", "已完成", "暂缓"),
            col("percent", "进度（%）", REAL, low=0, high=100),
            col("progress", "进展"),
            col("problem", "问题"),
            col("next_step", "下一步"),
            col("due_on", "调整后的期限", DAY),
            col("evidence", "完成证明"),
            must("reporter", "填报人"),
        ),
    ),
    Table(
        name="indicator_report",
        title="指标填报",
        room="ledger",
        columns=(
            must("id", "流水号", INT),
            ref("batch_id", "import_batch", "批次"),
            ref("indicator_id", "indicator", "指标"),
            must("as_of", "数据日期", DATE),
            must("value", "数值", REAL),
            must("definition_confirmed", "填报人确认与方案口径一致", INT, choices=("0", "1")),
            col("note", "说明"),
            must("reporter", "填报人"),
        ),
    ),
    Table(
        name="place_report",
        title="点位填报",
        room="ledger",
        columns=(
            must("id", "流水号", INT),
            ref("batch_id", "import_batch", "批次"),
            ref("place_id", "place", "点位"),
            must("as_of", "数据日期", DATE),
            col("lon", "经度", REAL, **LON),
            col("lat", "纬度", REAL, **LAT),
            col("correction", "更正内容"),
            must("reporter", "填报人"),
        ),
    ),
    Table(
        name="assignment",
        title="会上交办",
        room="ledger",
        columns=(
            must("id", "流水号", INT),
            ref("meeting_id", "meeting", "会议"),
            ref("project_id", "project", "项目", required=False),
            ref("office_id", "office", "承办科室"),
            must("says", "交办事项"),
            must("due_on", "期限", DAY),
            col("scene", "场景"),
            must("assigned_by", "交办人"),
            WHEN,
        ),
    ),
)

#: rows that rules and geometry cannot do without: table → ids
REQUIRED_ROWS = {
    "threshold": (
        "pace-tolerance", "due-soon", "fresh", "stale", "ring-offset", "ring-error",
        "area-tolerance",
    ),
    "line": ("wuyi-rd", "dingxi-rd"),
    "observation": ("area",),
}  # fmt: skip
BUILT_FROM_CSV = FACTS + GEO
ALL_TABLES = BUILT_FROM_CSV + DERIVED + LEDGER


def table(name: str) -> Table:
    """The table called ``name``; ``KeyError`` if there is none."""
    return {each.name: each for each in ALL_TABLES}[name]
