"""Files that real offices could hand in: how each is made and what must become of it.

Each stands for a kind of file; ``accept`` are the stored values (a report's
fields beside those of :data:`tests.intake.kit.GOOD`), ``refuse`` the words that
must stand at a cell, ``says`` words that the preview must have.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time

from openpyxl.comments import Comment

from tests.intake import kit
from tests.intake.kit import DAY, FIRST, GOOD, LAST, book, filled, rewritten, saved, with_cell

NEXT = {"s01": "s02", "s02": "s03"}
IDS = ("s01", "s02", "s03", "s04", "s12", "s31")
SHEET1 = "xl/worksheets/sheet1.xml"


@dataclass(frozen=True, kw_only=True)
class Case:
    """One file: its bytes, and what must happen.

    ``accept``: by kind of report, the stored rows, or None when refused.
    ``refuse``: (cell, words) that must be said. ``says``: words beside.
    """

    make: Callable[[], bytes]
    accept: dict[str, list[dict]] | None = None
    refuse: tuple[tuple[str, str], ...] = ()
    says: tuple[str, ...] = ()
    name: str = "表.xlsx"
    office: str = ""
    before: Callable[[], bytes] | None = None
    same: int | None = None


def report(id: str = "s01", **fields) -> dict:
    """A stored project report: GOOD's values, changed."""
    plain = {"id": id, "as_of": DAY, "state": "推进中", "percent": 50.0, "progress": "已选点"}
    values = plain | {"reporter": "王一"} | fields
    return {key: value for key, value in values.items() if value is not None}


def reports(*rows: dict) -> dict[str, list[dict]]:
    """Project reports only."""
    return {"projects": list(rows)}


def _inline(at: str, text: str) -> str:
    return f'<c r="{at}"{{s}} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def short_dimension() -> bytes:
    data = saved(book({FIRST: GOOD, FIRST + 1: GOOD, LAST: GOOD}))
    return rewritten(data, SHEET1, (r'<dimension ref="[^"]*" ?/>', '<dimension ref="A1:N4"/>'))


def sorted_without_id() -> bytes:
    opened = book({FIRST: GOOD | {"进展": "宣传栏已更新三处"}})
    page = opened["项目进展"]
    for column in (2, 3):
        page.cell(FIRST, column).value = page.cell(LAST, column).value
    return saved(opened)


def renamed() -> bytes:
    opened = book({FIRST: GOOD})
    opened["项目进展"].title = "项目进展（11月）"
    page = opened["指标数值"]
    for title, value in INDICATOR.items():
        page.cell(FIRST, kit.titles(page)[title]).value = value
    return saved(opened)


INDICATOR = {"数据日期": DAY, "数值": 3, "与方案口径一致": "是", "填报人": "王一"}
HIGHTECH = {"id": "hightech", "as_of": DAY, "value": 3.0, "definition_confirmed": 1,
            "reporter": "王一"}  # fmt: skip
PLACE = {"数据日期": DAY, "经度": "121.41800000000001", "纬度": "31.216", "填报人": "王一"}


def coffee(values: dict) -> bytes:
    """The template with one place's row filled."""
    opened = book()
    page = opened["点位坐标"]
    row = next(row for row in range(FIRST, page.max_row + 1) if page.cell(row, 2).value == COFFEE)
    for title, value in values.items():
        page.cell(row, kit.titles(page)[title]).value = value
    return saved(opened)


COFFEE = "机器人咖啡亭"


def true_dates() -> bytes:
    opened = book({FIRST: GOOD | {"数据日期": datetime(1926, 3, 5)},
                   FIRST + 1: GOOD | {"调整后期限": datetime(3026, 6, 30)}})  # fmt: skip
    for cell in ("F4", "L5"):
        opened["项目进展"][cell].number_format = "yyyy-mm-dd"
    return saved(opened)


def zero_width() -> bytes:
    return filled(
        GOOD | {"数据日期": "\u200b2026-11-20"},
        GOOD | {"状态": "推进中\u200b"},
        GOOD | {"进展": "已与\u200b园区签约"},
        GOOD | {"进度": "\u200e50%"},
        GOOD | {"填报人": "王一\ufeff"},
        GOOD | {"进展": "👨\u200d💻 团队到位"},
    )


def escapes() -> bytes:
    data = filled(GOOD, GOOD)
    data = with_cell(data, "I4", _inline("I4", "第一步_x000D_\n第二步_x000D_\n第三步"))
    data = with_cell(data, "I5", _inline("I5", "上半段_x000B_下半段"))
    data = with_cell(data, "J5", _inline("J5", "代码 _x005F_x000D_ 留原样"))
    return with_cell(data, "G4", _inline("G4", "推进中_x000D_"))


def array_formula() -> bytes:
    xml = '<c r="I4"{s}><f t="array" ref="I4">TEXTJOIN(B4:C4)</f><v></v></c>'
    return with_cell(filled(GOOD), "I4", xml)


def other_case() -> bytes:
    """A part whose name is written otherwise than it is referred to."""
    content = kit.parts(kit.shared(filled(GOOD)))
    content["xl/SharedStrings.xml"] = content.pop("xl/sharedStrings.xml")
    return kit.packed(content)


def empty_fill() -> bytes:
    return rewritten(filled(GOOD), "xl/styles.xml", (r"<fill>.*?</fill>", "<fill/>"))


def odd_properties() -> bytes:
    change = (r"(<dcterms:created[^>]*>)[^<]*", '<dcterms:created xsi:type="x">2026/11/20')
    return rewritten(filled(GOOD), "docProps/core.xml", change)


def strict() -> bytes:
    """ISO 29500 Strict: other namespaces for the same elements; a true date in it."""
    opened = book({FIRST: GOOD | {"数据日期": datetime(2026, 11, 20)}})
    opened["项目进展"]["F4"].number_format = "yyyy-mm-dd"
    content = kit.parts(saved(opened))
    pairs = (
        ("http://schemas.openxmlformats.org/spreadsheetml/2006/main",
         "http://purl.oclc.org/ooxml/spreadsheetml/main"),
        ("http://schemas.openxmlformats.org/officeDocument/2006/relationships",
         "http://purl.oclc.org/ooxml/officeDocument/relationships"),
    )  # fmt: skip
    for name in content:
        if name.endswith((".xml", ".rels")):
            for old, new in pairs:
                content[name] = content[name].replace(old.encode(), new.encode())
    return kit.packed(content)


def percents() -> bytes:
    opened = book({FIRST + at: GOOD for at in range(6)})
    forms = ((50, r"0\%"), (50, "0%"), (0.5, "0.00%;[Red]-0.00%"), (0.5, '[=1]"完成";0%'),
             (100, "General"), (1, "0.00"))  # fmt: skip
    for row, (value, code) in enumerate(forms, FIRST):
        cell = opened["项目进展"].cell(row, 8)
        cell.value, cell.number_format = value, code
    return saved(opened)


def merged(area: str, *rows: dict) -> bytes:
    opened = book({FIRST + at: row for at, row in enumerate(rows)})
    opened["项目进展"].merge_cells(area)
    return saved(opened)


def with_link() -> bytes:
    opened = book({FIRST: GOOD | {"状态": "已完成", "进度": "100%", "完成证明": "验收单"}})
    page = opened["项目进展"]
    page["M4"].hyperlink = "https://example.org/yanshou.pdf"
    page["I4"].comment = Comment("其实还差一份合同", "王一")
    return saved(opened)


def total_row() -> bytes:
    opened = book({FIRST: GOOD})
    page = opened["项目进展"]
    page["C10"], page["H10"] = "合计", "=AVERAGE(H4:H9)"
    return saved(opened)


def own_sheet(rows: int = 2500) -> bytes:
    opened = book({FIRST: GOOD})
    page = opened.create_sheet("企业名单")
    page.append(["企业", "地址"])
    for number in range(rows):
        page.append([f"企业{number}", "定西路"])
    return saved(opened)


TITLES = ["编号", "序号", "事项", "角色", "原定期限", "数据日期", "状态", "进度", "进展", "问题",
          "下一步", "调整后期限", "完成证明", "填报人"]  # fmt: skip
LINES = [
    ["营商办 · 项目进展（2026-11-26 下载）", *[""] * 13],
    [""] * 14,
    TITLES,
    ["s01", "街道1", "科技企业集聚", "负责", "2023-12-31", DAY, "推进中", "50%", "已选点", "", "",
     "", "", "王一"],
    ["s02", "街道2", "硅巷NO.1打造", "负责", "2023-12-31", *[""] * 9],
    ["s31", "街道31", "定西路、安化路、宣化路宣传栏更新", "负责", "2023-12-31", "2026/11/20",
     "推进中", "0.5", "已选点", "", "", "", "", "王一"],
]  # fmt: skip
INDICATOR_LINES = [
    ["编号", "指标", "目标", "方案口径", "数据日期", "数值", "与方案口径一致", "说明", "填报人"],
    ["hightech", "高成长性科技企业", "1000家", "", DAY, "3", "是", "", "王一"],
]
PLACE_LINES = [
    ["编号", "点位", "现在的坐标", "数据日期", "经度", "纬度", "更正", "填报人"],
    ["", "机器人咖啡亭", "", DAY, "121.418", "31.216", "", "王一"],
]


def csv(separator: str = ",", coding: str = "utf-8-sig", lines: list = LINES) -> bytes:
    return kit.csv_of(lines, separator, coding)


def dispimg() -> bytes:
    xml = '<c r="M4"{s}><f>_xlfn.DISPIMG("ID_5BA4",1)</f><v></v></c>'
    return with_cell(filled(GOOD), "M4", xml)


def autoconverted() -> bytes:
    opened = book({FIRST: GOOD | {"状态": "已完成", "进度": "100%"}, FIRST + 1: GOOD})
    page = opened["项目进展"]
    for at, value, code in (
        ("I4", datetime(2026, 3, 5), 'm"月"d"日"'), ("J4", time(12, 30), "h:mm:ss"),
        ("K4", 0.85, "0%"), ("M4", datetime(2026, 12, 1), r"yyyy\-m"), ("I5", 0.1 + 0.2, "@"),
        ("J5", True, "@"), ("K5", 12345, "@"),
    ):  # fmt: skip
        page[at].value, page[at].number_format = value, code
    return saved(opened)


def long_number() -> bytes:
    opened = book({FIRST: GOOD})
    opened["项目进展"]["M4"].value = 2026001234567891234
    return saved(opened)


def placeholders_required() -> bytes:
    return filled(
        GOOD | {"状态": "已完成", "进度": "100%", "完成证明": "无"},
        GOOD | {"状态": "暂缓", "问题": "/"},
        GOOD | {"状态": "已完成", "进度": "100%", "完成证明": "-"},
        GOOD | {"进展": "同上", "填报人": "同上"},
    )


def placeholders_optional() -> bytes:
    return filled(GOOD | {"进度": "/", "调整后期限": "无"}, GOOD | {"进度": "—", "调整后期限": "/"})


LONG = "已完成第一轮走访，" * 90
NASTY = (
    {"进展": "- 第一步\n- 第二步", "问题": "+86 21 咨询电话无人接", "下一步": "@全体成员 开会"},
    {"进展": "＝1+1 全角等号", "问题": "－缺电源", "下一步": "＠负责人", "完成证明": "‘2026-12’"},
    {"进展": LONG, "问题": '"引号",逗号\t制表\n换行'},
    {"进展": "😀 表情 𠮷 生僻字 㐂", "问题": "<script>alert(1)</script> & <b>",
     "下一步": "http://example.org/?a=1&b=2"},
    {"进展": "0012", "问题": "1E5", "下一步": "3-5", "完成证明": "2026/12"},
    {"状态": "已完成", "进度": "100%", "完成证明": "验收单 2026-12 号\n二期"},
)  # fmt: skip
ENGLISH = {"进展": "progress", "问题": "problem", "下一步": "next_step", "完成证明": "evidence",
           "状态": "state", "进度": "percent"}  # fmt: skip


def nasty() -> bytes:
    return filled(*(GOOD | row for row in NASTY))


def nasty_stored() -> dict[str, list[dict]]:
    rows = [
        report(id, **{ENGLISH[title]: 100.0 if value == "100%" else value
                      for title, value in row.items()})
        for id, row in zip(IDS, NASTY, strict=True)
    ]  # fmt: skip
    return reports(*rows)


def nasty_again() -> bytes:
    """The prefilled template as another program saves it: its own line ends and spaces."""
    content = kit.parts(kit.shared(saved(book())))
    name = "xl/sharedStrings.xml"
    content[name] = content[name].decode().replace("\n", "_x000D_\n").encode()
    return kit.packed(content)


def html() -> bytes:
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in LINES)
    return f'<!DOCTYPE html>\n<html><meta charset="utf-8"><table>{rows}</table></html>'.encode()


def ods() -> bytes:
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    return kit.packed({"mimetype": kind, "content.xml": b"<office/>"})


def errors(*values: str) -> bytes:
    return filled(*(GOOD | {"进展": value} for value in values))


def _date_by_format(number: int) -> Callable[[], bytes]:
    return lambda: kit.with_format(filled(GOOD), "F4", "46346", number)


PUBLISHED: dict[str, Case] = {
    "01b dimension": Case(
        make=short_dimension, accept=reports(report(), report("s02"), report("s31"))
    ),
    "02a sorted": Case(make=sorted_without_id, refuse=(("C4", "编号"),)),
    "03b renamed": Case(
        make=renamed,
        accept={"projects": [report()], "indicators": [HIGHTECH]},
        says=("项目进展(11月)：", "按“项目进展”读"),
    ),
    "04 date 27": Case(make=_date_by_format(27), accept=reports(report())),
    "04 date 31": Case(make=_date_by_format(31), accept=reports(report())),
    "04 date 57": Case(make=_date_by_format(57), accept=reports(report())),
    "06a true dates": Case(make=true_dates, refuse=(("F4", "2000"), ("L5", "2000"))),
    "07 zero width": Case(
        make=zero_width,
        accept=reports(
            report(), report("s02"), report("s03", progress="已与园区签约"), report("s04"),
            report("s12"), report("s31", progress="👨\u200d💻 团队到位"),
        ),
        says=("F4、G5、H7、I6、N8：有看不见的字符，已去掉",),
    ),
    "08 escapes": Case(
        make=escapes,
        accept=reports(
            report(progress="第一步\n第二步\n第三步"),
            report("s02", progress="上半段\n下半段", problem="代码 _x000D_ 留原样"),
        ),
    ),
    "09b array formula": Case(make=array_formula, refuse=(("I4", "公式"),)),
    "11a other case": Case(make=other_case, accept=reports(report())),
    "11c empty fill": Case(make=empty_fill, accept=reports(report())),
    "11f odd properties": Case(make=odd_properties, accept=reports(report())),
    "12 strict": Case(make=strict, accept=reports(report())),
    "14c percents": Case(
        make=percents,
        accept=reports(
            *(report(id) for id in IDS[:4]), report("s12", percent=100.0),
            report("s31", percent=1.0),
        ),
        says=("H5：表里显示 5000%", "H9：写的是 1"),
    ),
    "15a merged reporter": Case(
        make=lambda: merged("N4:N6", GOOD, GOOD, GOOD), refuse=(("N4", "合并"),)
    ),
    "15b merged progress": Case(make=lambda: merged("I4:I5", GOOD, GOOD), refuse=(("I4", "合并"),)),
    "19a link": Case(
        make=with_link,
        accept=reports(
            report(state="已完成", percent=100.0,
                   evidence="验收单（https://example.org/yanshou.pdf）")
        ),
        says=("I4：有批注（其实还差一份合同）",),
    ),
    "19b total row": Case(make=total_row, refuse=(("C10", "删去这一行"),)),
    "20a own sheet": Case(
        make=own_sheet, accept=reports(report()), says=("企业名单：不是模板里的",)
    ),
    "21b semicolon": Case(
        make=lambda: csv(";"), accept=reports(report(), report("s31")), name="表.csv",
        office="营商办",
    ),
    "21c tab": Case(
        make=lambda: csv("\t"), accept=reports(report(), report("s31")), name="表.csv",
        office="yingshang",
    ),
    "21k indicators": Case(
        make=lambda: csv(coding="gb18030", lines=INDICATOR_LINES),
        accept={"indicators": [HIGHTECH]}, name="表.csv", office="营商办",
    ),
    "22a ods": Case(make=ods, refuse=(("", ".ods"), ("", "另存为” .xlsx")), name="表.ods"),
    "22d html": Case(make=html, refuse=(("", "HTML"), ("", "另存为” .xlsx")), name="表.xls"),
    "22f pdf": Case(make=lambda: b"%PDF-1.7\n%\xe2\xe3", refuse=(("", "PDF，不是表格"),)),
    "24a dispimg": Case(make=dispimg, refuse=(("M4", "图片"),)),
    "24d errors": Case(
        make=lambda: errors("#SPILL!", "#CALC!", "########", "Err:502"),
        refuse=tuple((f"I{row}", "错误值") for row in range(4, 8)),
    ),
    "24e autoconverted": Case(
        make=autoconverted,
        accept=reports(
            report(state="已完成", percent=100.0, progress="3月5日", problem="12:30:00",
                   next_step="85%", evidence="2026-12"),
            report("s02", progress="0.3", problem="TRUE", next_step="12345"),
        ),
    ),
    "24e long number": Case(make=long_number, refuse=(("M4", "文本"),)),
    "26a placeholders": Case(
        make=placeholders_required,
        refuse=(("M4", "完成证明"), ("J5", "理由"), ("M6", "完成证明"), ("N7", "填报人")),
    ),
    "26b placeholders": Case(
        make=placeholders_optional,
        accept=reports(report(percent=None), report("s02", percent=None)),
        says=("H4、H5、L4、L5：写的是", "按没有填收"),
    ),
    "27 decimals": Case(
        make=lambda: filled(GOOD | {"进度": "33.3333333333333"},
                            GOOD | {"进度": "33.3333333333333%"}),
        accept=reports(report(percent=33.3333), report("s02", percent=33.3333)),
    ),
    "27 decimals of a place": Case(
        make=lambda: coffee(PLACE),
        accept={"places": [{"id": "coffee", "as_of": DAY, "lon": 121.418, "lat": 31.216,
                            "reporter": "王一"}]},
    ),
    "30 nasty": Case(make=nasty, accept=nasty_stored()),
    "30c nasty again": Case(make=nasty_again, before=nasty, accept=nasty_stored(), same=6),
    "31 long": Case(
        make=lambda: filled(GOOD, GOOD, GOOD | {"进展": LONG[:400]}),
        accept=reports(report(), report("s02"), report("s03", progress=LONG[:400])),
    ),
}  # fmt: skip
