"""Further files of every kind: what else programs write and people fill in."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date, datetime

from openpyxl import Workbook
from openpyxl.drawing.image import Image as Picture
from PIL import Image

from lib.intake.cells import address
from lib.intake.columns import PROJECTS
from tests.intake import kit
from tests.intake.cases import (
    HIGHTECH,
    INDICATOR,
    INDICATOR_LINES,
    LINES,
    PLACE_LINES,
    SHEET1,
    TITLES,
    Case,
    coffee,
    csv,
    own_sheet,
    report,
    reports,
)
from tests.intake.kit import DAY, FIRST, GOOD, book, filled, rewritten, saved, with_cell

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TWO = reports(report(), report("s31"))
ONE = reports(report())
PLACED = {"places": [{"id": "coffee", "as_of": DAY, "lon": 121.418, "lat": 31.216,
                      "reporter": "王一"}]}  # fmt: skip


def changed(**cells) -> bytes:
    """GOOD in the first row, with cells by title."""
    return filled(GOOD | cells)


def at(cell: str, value: object, code: str = "", sheet: str = "项目进展") -> bytes:
    """GOOD in the first row, one cell by address with a number format."""
    opened = book({FIRST: GOOD})
    page = opened[sheet]
    page[cell].value = value
    if code:
        page[cell].number_format = code
    return saved(opened)


def _identities() -> Iterator[tuple[str, Case]]:
    opened = lambda **cells: changed(**cells)  # noqa: E731
    other = "硅巷NO.1打造"
    yield "id of another project", Case(make=lambda: opened(编号="s02"), refuse=(("C4", "编号"),))
    yield "name of another project", Case(make=lambda: opened(事项=other), refuse=(("C4", "编号"),))
    yield "no id, name alone", Case(make=lambda: opened(编号=None, 序号=None), accept=ONE)
    yield "id alone", Case(make=lambda: opened(事项=None, 序号=None), accept=ONE)
    yield "number alone", Case(make=lambda: opened(事项=None, 编号=None), accept=ONE)
    yield (
        "number of another project",
        Case(make=lambda: opened(序号="街道2"), refuse=(("B4", "序号"),)),
    )
    yield "name with blanks and widths", Case(make=lambda: opened(事项=" 科技 企业\n集聚\u200b"),
                                              accept=ONE)  # fmt: skip
    yield (
        "a project of another office",
        Case(
            make=lambda: opened(编号=None, 序号=None, 事项="“愚园路科创艺术节”"),
            refuse=(("C4", "没有"),),
        ),
    )
    yield "id in capitals", Case(make=lambda: opened(编号="S01"), refuse=(("A4", "清空这一格"),))
    yield (
        "grey column changed",
        Case(make=lambda: opened(角色="配合"), accept=ONE, says=("D4：灰色列改了，没有读",)),
    )
    yield "grey date as a date", Case(make=lambda: opened(原定期限=date(2023, 12, 31)), accept=ONE)

    def swapped(sheet: str, values: dict) -> bytes:
        wb = book({FIRST: values}, sheet)
        page = wb[sheet]
        page.cell(FIRST, 2).value = page.cell(FIRST + 1, 2).value
        return saved(wb)

    yield (
        "indicator of another id",
        Case(make=lambda: swapped("指标数值", INDICATOR), refuse=(("指标数值 B4", "编号"),)),
    )
    place = {"数据日期": DAY, "更正": "在二楼", "填报人": "王一"}
    yield (
        "place of another id",
        Case(make=lambda: swapped("点位坐标", place), refuse=(("点位坐标 B4", "编号"),)),
    )
    yield (
        "the office of another file",
        Case(make=lambda: filled(GOOD), office="服务办", refuse=(("", "文件是营商办的模板"),)),
    )


def _sheets() -> Iterator[tuple[str, Case]]:
    def with_sheet(change, *rows: dict) -> bytes:
        opened = book({FIRST + n: row for n, row in enumerate(rows or (GOOD,))})
        change(opened)
        return saved(opened)

    def copied(opened: Workbook) -> None:
        copy = opened.copy_worksheet(opened["项目进展"])
        copy.title = "项目进展 (2)"

    def copied_other_day(opened: Workbook) -> None:
        copied(opened)
        opened["项目进展 (2)"]["F4"].value = "2026-10-20"

    def hidden_copy(opened: Workbook) -> None:
        copied_other_day(opened)
        opened["项目进展 (2)"].sheet_state = "veryHidden"

    def hide_unfilled(opened: Workbook) -> None:
        for title in ("指标数值", "点位坐标"):
            opened[title].sheet_state = "hidden"

    def fill_hidden(opened: Workbook) -> None:
        hide_unfilled(opened)
        page = opened["指标数值"]
        for title, value in INDICATOR.items():
            page.cell(FIRST, kit.titles(page)[title]).value = value

    def like_ours(opened: Workbook) -> None:
        page = opened.create_sheet("十一月")
        page.append(["序号", "事项", "状态", "进展", "问题"])
        page.append(["街道1", "科技企业集聚", "推进中", "已选点", ""])

    def beside(opened: Workbook) -> None:
        page = opened["项目进展"]
        page["P3"], page["P4"], page["Q5"], page["A2"] = "备注", "请看附件", "x", "本表由张三填写"

    def notes(opened: Workbook) -> None:
        opened["填写说明"]["G3"] = "我们的补充说明"

    def signature(opened: Workbook) -> None:
        opened["项目进展"]["C12"] = "填表人：王一"

    def remark(opened: Workbook) -> None:
        opened["项目进展"]["C12"] = "以上均为初步数"

    yield "copied sheet, same day", Case(make=lambda: with_sheet(copied), refuse=(("C4", "两次"),))
    yield (
        "copied sheet, other day",
        Case(
            make=lambda: with_sheet(copied_other_day),
            accept=reports(report(), report(as_of="2026-10-20")),
            says=("项目进展 (2)：工作表改了名，按“项目进展”读",),
        ),
    )
    yield "hidden copy", Case(make=lambda: with_sheet(hidden_copy), refuse=(("", "隐藏"),))
    yield "hidden sheets without news", Case(make=lambda: with_sheet(hide_unfilled), accept=ONE)
    yield (
        "hidden sheet with news",
        Case(make=lambda: with_sheet(fill_hidden), refuse=(("指标数值", "隐藏"),)),
    )
    yield (
        "a sheet with our headers",
        Case(make=lambda: with_sheet(like_ours), refuse=(("十一月", "缺少列"),)),
    )
    yield (
        "cells beside the columns",
        Case(
            make=lambda: with_sheet(beside),
            accept=ONE,
            says=("项目进展 A2、P3、P4、Q5：在模板的格子之外，没有读",),
        ),
    )
    yield (
        "words on the notes sheet",
        Case(make=lambda: with_sheet(notes), accept=ONE, says=("填写说明 G3：在模板的格子之外",)),
    )
    yield (
        "signature below",
        Case(
            make=lambda: with_sheet(signature), accept=ONE, says=("C12：这一行只写了“填表人:王一”",)
        ),
    )
    yield (
        "remark below",
        Case(make=lambda: with_sheet(remark), accept=ONE, says=("C12：这一行只写了",)),
    )
    yield (
        "an own sheet of 20,000 rows",
        Case(make=lambda: own_sheet(20_000), accept=ONE, says=("企业名单：不是模板里的",)),
    )
    yield (
        "an empty own sheet",
        Case(make=lambda: with_sheet(lambda opened: opened.create_sheet("Sheet1")), accept=ONE),
    )
    for word in (
        "总计",
        "平均",
        "审核人：李四",
        "单位负责人（签字）：",
        "备注：以上属实",
        "制表：王一",
    ):

        def summed(opened: Workbook, word: str = word) -> None:
            opened["项目进展"]["C11"], opened["项目进展"]["I11"] = word, "共 6 项"

        yield (
            f"closing row {word}",
            Case(make=lambda change=summed: with_sheet(change), refuse=(("C11", "删去这一行"),)),
        )
    repeated = {title: title for title in TITLES}
    yield (
        "header printed again",
        Case(make=lambda: saved(book({FIRST: GOOD, 10: repeated})), accept=ONE),
    )


def _headers() -> Iterator[tuple[str, Case]]:
    for name, title in (
        ("line break", "数据\n日期"), ("star", "数据日期*"), ("blanks", " 数据 日期 "),
        ("mark", "数据日期（必填）"), ("invisible", "数据\u200b日期"),
    ):  # fmt: skip

        def relabelled(title: str = title) -> bytes:
            opened = book({FIRST: GOOD})
            opened["项目进展"]["F3"].value = title
            return saved(opened)

        yield f"header with {name}", Case(make=relabelled, accept=ONE)

    def without(title: str) -> bytes:
        opened = book({FIRST: GOOD})
        opened["项目进展"].delete_cols(kit.titles(opened["项目进展"])[title])
        return saved(opened)

    yield (
        "no column 问题",
        Case(make=lambda: without("问题"), refuse=(("项目进展", "缺少列“问题”"),)),
    )
    yield "no grey column", Case(make=lambda: without("原定期限"), accept=ONE)

    def lower() -> bytes:
        opened = book({FIRST: GOOD})
        opened["项目进展"].insert_rows(1, amount=5)
        return saved(opened)

    yield "header lower down", Case(make=lower, accept=ONE)


def _cells() -> Iterator[tuple[str, Case]]:
    formula = '<c r="I4"{s} t="str"><f>B4&amp;C4</f><v>街道1科技企业集聚</v></c>'
    yield (
        "formula with a value",
        Case(make=lambda: with_cell(filled(GOOD), "I4", formula), refuse=(("I4", "公式"),)),
    )
    shared = '<c r="H4"{s}><f t="shared" si="0"/><v>0.5</v></c>'
    yield (
        "shared formula",
        Case(make=lambda: with_cell(filled(GOOD), "H4", shared), refuse=(("H4", "公式"),)),
    )
    rich = (
        '<c r="I4"{s} t="inlineStr"><is><r><t>已</t></r><r><rPr><b/></rPr><t>选点</t></r></is></c>'
    )
    yield "rich text", Case(make=lambda: with_cell(filled(GOOD), "I4", rich), accept=ONE)
    spoken = (
        '<c r="N4"{s} t="inlineStr"><is><t>王一</t><rPh sb="0" eb="2"><t>WANG</t></rPh></is></c>'
    )
    yield "phonetic signs", Case(make=lambda: with_cell(filled(GOOD), "N4", spoken), accept=ONE)
    iso = '<c r="F4"{s} t="d"><v>2026-11-20T00:00:00</v></c>'
    yield "ISO date cell", Case(make=lambda: with_cell(filled(GOOD), "F4", iso), accept=ONE)
    pair = '<c r="I4"{s} t="inlineStr"><is><t>_xD83D__xDE00_ 到位</t></is></c>'
    yield (
        "escaped pair",
        Case(
            make=lambda: with_cell(filled(GOOD), "I4", pair),
            accept=reports(report(progress="😀 到位")),
        ),
    )
    for name, value in (("error", "#VALUE!"), ("spill", "#SPILL!"), ("python", "#PYTHON!")):
        xml = f'<c r="I4"{{s}} t="e"><v>{value}</v></c>'
        yield (
            f"{name} cell",
            Case(
                make=lambda xml=xml: with_cell(filled(GOOD), "I4", xml), refuse=(("I4", "错误值"),)
            ),
        )
    placed = '<c r="M4"{s} t="e" vm="1"><v>#VALUE!</v></c>'
    yield (
        "picture placed in a cell",
        Case(make=lambda: with_cell(filled(GOOD), "M4", placed), refuse=(("M4", "图片"),)),
    )
    bare = '<c{s} t="inlineStr"><is><t>已选点</t></is></c>'
    yield (
        "cells without address",
        Case(
            make=lambda: rewritten(
                filled(GOOD),
                SHEET1,
                (r'<c r="I4"[^>]*?(?:/>|>.*?</c>)', bare.replace("{s}", "")),
                (r'<row r="4"[^>]*>', "<row>"),
            ),
            accept=ONE,
        ),
    )
    yield (
        "no dimension",
        Case(
            make=lambda: rewritten(filled(GOOD), SHEET1, (r'<dimension ref="[^"]*" ?/>', "")),
            accept=ONE,
        ),
    )
    yield (
        "dimension too large",
        Case(
            make=lambda: rewritten(
                filled(GOOD),
                SHEET1,
                (r'<dimension ref="[^"]*" ?/>', '<dimension ref="A1:XFD1048576"/>'),
            ),
            accept=ONE,
        ),
    )
    yield "prefixed elements", Case(make=prefixed, accept=ONE)
    yield (
        "backslashes in the package",
        Case(
            make=lambda: kit.packed(
                {name.replace("/", "\\"): part for name, part in kit.parts(filled(GOOD)).items()}
            ),
            accept=ONE,
        ),
    )
    yield "no styles", Case(make=without_styles, accept=ONE)
    yield "date system of 1904", Case(make=mac, accept=ONE)
    yield (
        "picture above the cells",
        Case(make=with_picture, accept=ONE, says=("M4：上面放了图片、图形或文本框，不收",)),
    )
    yield (
        "link in a cell of its own words",
        Case(
            make=lambda: linked("I4", "https://example.org/a"),
            accept=reports(report(progress="已选点（https://example.org/a）")),
        ),
    )
    yield (
        "link to a place in the file",
        Case(make=lambda: linked("I4", "#项目进展!A1"), accept=ONE, says=("I4：链接 ",)),
    )
    yield (
        "link behind the reporter",
        Case(
            make=lambda: linked("N4", "mailto:wang@example.org"),
            accept=ONE,
            says=("N4：链接 mailto",),
        ),
    )
    yield "merged over columns", Case(make=lambda: merge("I4:K4"), refuse=(("I4", "合并"),))
    yield "merged names", Case(make=lambda: merge("C4:C5", GOOD, GOOD), refuse=(("C4", "合并"),))
    yield "merged title only", Case(make=lambda: merge("A2:N2"), accept=ONE)


def prefixed() -> bytes:
    content = kit.parts(filled(GOOD))
    text = content[SHEET1].decode()
    text = re.sub(r"<(/?)([a-zA-Z])", r"<\1x:\2", text.partition("?>")[2] or text)
    content[SHEET1] = text.replace(' xmlns="', ' xmlns:x="', 1).encode()
    return kit.packed(content)


def without_styles() -> bytes:
    content = kit.parts(filled(GOOD))
    content.pop("xl/styles.xml")
    return kit.packed(content)


def mac() -> bytes:
    data = kit.with_format(filled(GOOD), "F4", str(46346 - 1462), 14)
    return rewritten(data, "xl/workbook.xml", (r"<workbookPr ?/>", '<workbookPr date1904="1"/>'))


def with_picture() -> bytes:
    opened = book({FIRST: GOOD})
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(out, "PNG")
    opened["项目进展"].add_image(Picture(out), "M4")
    return saved(opened)


def linked(cell: str, target: str) -> bytes:
    opened = book({FIRST: GOOD})
    opened["项目进展"][cell].hyperlink = target
    return saved(opened)


def merge(area: str, *rows: dict) -> bytes:
    opened = book({FIRST + n: row for n, row in enumerate(rows or (GOOD,))})
    opened["项目进展"].merge_cells(area)
    return saved(opened)


def _dates() -> Iterator[tuple[str, Case]]:
    for number in (27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58, 14, 22):
        yield (
            f"date format {number}",
            Case(
                make=lambda number=number: kit.with_format(filled(GOOD), "F4", "46346", number),
                accept=ONE,
            ),
        )
    for number in (32, 33, 55):  # times of day are no days
        yield (
            f"time format {number}",
            Case(
                make=lambda number=number: kit.with_format(filled(GOOD), "F4", "0.5", number),
                refuse=(("F4", "不是日期"),),
            ),
        )
    for code in ("[$-804]yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@", "yyyy/m/d h:mm",
                 "[DBNum1][$-804]yyyy&quot;年&quot;m&quot;月&quot;;@", "e/m/d"):  # fmt: skip
        yield (
            f"date code {code}",
            Case(
                make=lambda code=code: kit.with_format(filled(GOOD), "F4", "46346.5", 200, code),
                accept=ONE,
            ),
        )
    yield (
        "serial below zero",
        Case(make=lambda: kit.with_format(filled(GOOD), "F4", "-5", 14), refuse=(("F4", "年份"),)),
    )
    yield (
        "serial beyond the calendar",
        Case(
            make=lambda: kit.with_format(filled(GOOD), "F4", "99999999", 14),
            refuse=(("F4", "错误值"),),
        ),
    )
    yield (
        "serial as a number",
        Case(make=lambda: at("F4", 46346, "General"), refuse=(("F4", "序号"),)),
    )
    for text in ("2026年11月20号", "2026.11.20", "2026/11/20 8:30", "二〇二六年十一月二十日",
                 "２０２６－１１－２０", "20261120", "2026年11月20日（周五）"):  # fmt: skip
        yield f"date text {text}", Case(make=lambda text=text: changed(数据日期=text), accept=ONE)
    for text, words in (("11月20日", "不是日期"), ("2026年11月", "不是日期"),
                        ("26.11.20", "不是日期"), ("1926-11-20", "年份"),
                        ("2026-11-31", "不是日期"), ("明天", "不是日期")):  # fmt: skip
        yield (
            f"no date {text}",
            Case(make=lambda text=text: changed(数据日期=text), refuse=(("F4", words),)),
        )


def _values() -> Iterator[tuple[str, Case]]:
    for text, percent in (
        ("-0", 0.0),
        ("５０％", 50.0),
        (" 50 % ", 50.0),
        ("0.5", 50.0),
        ("50.0", 50.0),
    ):
        yield (
            f"percent {text}",
            Case(
                make=lambda text=text: changed(进度=text), accept=reports(report(percent=percent))
            ),
        )
    for text in ("5²", "1,00", "五十", "约50%", "50-60%", "1 2", "150%", "½"):
        yield (
            f"no percent {text}",
            Case(make=lambda text=text: changed(进度=text), refuse=(("H4", "进度"),)),
        )
    yield (
        "percent of 150 in format",
        Case(make=lambda: at("H4", 1.5, "0%"), refuse=(("H4", "150%"),)),
    )
    for value, code, shown in (
        (12, "0000", "0012"), (3, '0"个"', "3个"), (1234567, "#,##0", "1,234,567"),
        (datetime(2026, 12, 1), "yyyy-mm-dd", "2026-12-01"), (False, "", "FALSE"),
        (0.125, "0.0%", "12.5%"), (1e11, "General", "100000000000"),
    ):  # fmt: skip
        yield (
            f"text column {shown}",
            Case(
                make=lambda value=value, code=code: at("I4", value, code or "General"),
                accept=reports(report(progress=shown)),
            ),
        )
    yield (
        "text column in fractions",
        Case(make=lambda: at("I4", 1.5, "# ?/?"), refuse=(("I4", "文本"),)),
    )
    for word in ("无", "/", "—", "N/A", "同上", "暂无", "－－", "。", "\u3164", "\u2800", "（无）"):
        yield (
            f"reporter {word!r}",
            Case(make=lambda word=word: changed(填报人=word), refuse=(("N4", "填报人"),)),
        )
        done = {"状态": "已完成", "进度": "100%", "完成证明": word}
        yield (
            f"evidence {word!r}",
            Case(make=lambda done=done: changed(**done), refuse=(("M4", "完成证明"),)),
        )
    for word in ("#N/A", "#REF!", "#FIELD!", "#名称?", "错误:502", "#####", "#DIV/0!"):
        yield (
            f"error words {word}",
            Case(make=lambda word=word: changed(问题=word), refuse=(("J4", "错误值"),)),
        )
    yield "made-up letters", Case(make=lambda: changed(填报人="王\ue123"), refuse=(("N4", "造字"),))
    yield (
        "no-break space",
        Case(make=lambda: changed(进度="\xa050%", 填报人="王一\xa0"), accept=ONE),
    )
    yield (
        "soft hyphen",
        Case(make=lambda: changed(进展="已\xad选点"), accept=ONE, says=("I4：有看不见的字符",)),
    )
    yield "coordinates with many decimals", Case(
        make=lambda: coffee({"数据日期": DAY, "经度": 121.41800000000001, "纬度": 31.216,
                             "填报人": "王一"}), accept=PLACED,
    )  # fmt: skip


def _csv() -> Iterator[tuple[str, Case]]:
    for separator, name in (
        (",", "comma"),
        (";", "semicolon"),
        ("\t", "tab"),
        ("，", "full-width"),
    ):
        for coding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"):
            yield f"{name} in {coding}", Case(
                make=lambda s=separator, c=coding: csv(s, c), accept=TWO, name="表.csv",
                office="营商办",
            )  # fmt: skip
    options = {"name": "表.csv", "office": "营商办"}
    yield (
        "csv of indicators",
        Case(make=lambda: csv(lines=INDICATOR_LINES), accept={"indicators": [HIGHTECH]}, **options),
    )
    yield "csv of places", Case(make=lambda: csv(lines=PLACE_LINES), accept=PLACED, **options)
    yield (
        "csv with sep line",
        Case(make=lambda: b"sep=;\r\n" + csv(";", "utf-8"), accept=TWO, **options),
    )
    yield (
        "csv as old Mac saves it",
        Case(make=lambda: csv(coding="utf-8").replace(b"\r\n", b"\r"), accept=TWO, **options),
    )
    broken = csv(coding="utf-8").replace("已选点".encode(), '"已选点'.encode(), 1)
    yield "csv with one quote", Case(make=lambda: broken, refuse=(("", "引号"),), **options)
    yield "csv without office", Case(make=csv, refuse=(("", "--office"),), name="表.csv")
    yield (
        "csv of a wrong office",
        Case(make=csv, refuse=(("", "没有“没有办”"),), name="表.csv", office="没有办"),
    )
    yield (
        "csv with a formula",
        Case(
            make=lambda: csv(lines=[*LINES[:3], [*LINES[3][:8], "=1+1", *LINES[3][9:]]]),
            refuse=(("I4", "公式"),),
            **options,
        ),
    )


def _others() -> Iterator[tuple[str, Case]]:
    long = "其他".encode("utf-16-le")
    for name, data, words in (
        ("xlsb", kit.packed({"[Content_Types].xml": b"", "xl/workbook.bin": b""}), ".xlsb"),
        ("word", kit.packed({"[Content_Types].xml": b"", "word/document.xml": b""}), "Word"),
        ("slides", kit.packed({"[Content_Types].xml": b"", "ppt/presentation.xml": b""}),
         "PowerPoint"),
        ("numbers", kit.packed({"Index/Document.iwa": b"", "preview.jpg": b""}), "Numbers"),
        ("zip", kit.packed({"表.xlsx": b"x"}), "ZIP"),
        ("odt", kit.packed({"mimetype": b"application/vnd.oasis.opendocument.text"}),
         "OpenDocument"),
        ("png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "图片"),
        ("jpg", b"\xff\xd8\xff\xe0", "图片"),
        ("heic", b"\x00\x00\x00\x18ftypheic", "图片"),
        ("webp", b"RIFF\x00\x00\x00\x00WEBPVP8 ", "图片"),
        ("rar", b"Rar!\x1a\x07", "压缩包"), ("7z", b"7z\xbc\xaf\x27\x1c", "压缩包"),
        ("rtf", b"{\\rtf1 x}", "RTF"),
        ("old xls", OLE + "Workbook".encode("utf-16-le"), ".xls"),
        ("old word", OLE + "WordDocument".encode("utf-16-le"), "Word"),
        ("password", OLE + "EncryptedPackage".encode("utf-16-le"),
         "密码"),
        ("xml table", b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:'
         b'spreadsheet"/>', "XML"),
        ("mhtml", b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "MHTML"),
        ("html without doctype", b"<html xmlns:x='x'><table></table>", "HTML"),
        ("html in utf-16", "\ufeff<table><tr></tr></table>".encode("utf-16-le"), "HTML"),
        ("cut short", filled_cut(), "另存为"), ("plain words", "今天开会".encode(), "列名"),
        ("binary", bytes(range(256)) * 20 + long, "编码"),
    ):  # fmt: skip
        yield (
            f"what is no workbook: {name}",
            Case(make=lambda data=data: data, refuse=(("", words),)),
        )


def filled_cut() -> bytes:
    return b"PK\x03\x04" + bytes(2000)


def patched(change: str, to: str, part: str = SHEET1) -> bytes:
    """GOOD in the first row, one piece of a part's XML replaced."""
    return rewritten(filled(GOOD), part, (re.escape(change), to))


def drawn(anchor: str) -> bytes:
    """The template with a picture whose anchor holds something else."""
    data = with_picture()
    name = "xl/drawings/drawing1.xml"
    return rewritten(data, name, (r"<(?:xdr:)?pic>.*?</(?:xdr:)?pic>", anchor))


def _seen_once_more() -> Iterator[tuple[str, Case]]:
    """What a hostile tester brought in after the rest held."""
    for value, code, said in (
        (12, 'General"人"', "12人"), (12, "General_)", "12"), (2.5, "0", "3"),
        (1.005, "0.00", "1.01"),
        (1234, "[$¥-804]#,##0.00", "¥1,234.00"), (5, "[红色]0", "5"), (-0.04, "0.0", "0.0"),
    ):  # fmt: skip
        yield (
            f"shown {code} {value}",
            Case(
                make=lambda value=value, code=code: at("I4", value, code),
                accept=reports(report(progress=said)),
            ),
        )
    for value, code in (
        (12, "[DBNum1][$-804]General"), (46346, 'yyyy"年"m"月"d"日" aaaa'), (46346, 'ggge"年"'),
        (0.6, "h:mm A/P"), (5, "Standard"), (1.5, "[h]:mm"), (5, ";;;"),
    ):  # fmt: skip
        yield (
            f"not to be told {code}",
            Case(
                make=lambda value=value, code=code: at("I4", value, code), refuse=(("I4", "文本"),)
            ),
        )
    for code in ("??0%", "0.00E+00%", '[=1]"完成";0%', ";;;", "# ?/?"):
        yield (
            f"percent in {code}",
            Case(make=lambda code=code: at("H4", 1, code), refuse=(("H4", "文本"),)),
        )
    for value, share in ((0.325, 32.5), (0.505, 50.5)):
        yield (
            f"percent keeps its digits {value}",
            Case(
                make=lambda value=value: at("H4", value, "0%"),
                accept=reports(report(percent=share)),
            ),
        )
    yield (
        "percent 1 as text",
        Case(
            make=lambda: changed(进度="1"),
            accept=reports(report(percent=1.0)),
            says=("H4：写的是 1",),
        ),
    )
    for code in ('0"万"', "0‰", '0"亿元"', '0.0,"千"', ";;;"):

        def measured(code: str = code) -> bytes:
            opened = book({FIRST: INDICATOR}, "指标数值")
            opened["指标数值"]["F4"].number_format = code
            return saved(opened)

        yield f"value in {code}", Case(make=measured, refuse=(("指标数值 F4", ""),))
    for text in (
        "2026-11-12:30",
        "2026-11-120:00",
        "2026-11-1 5",
        "2026-11-20 99:99",
        "2026 11 20",
    ):
        yield (
            f"no date {text}",
            Case(make=lambda text=text: changed(数据日期=text), refuse=(("F4", "不是日期"),)),
        )
    for text in ("2026年11月20日 星期五", "2026-11-20T08:30:00Z", "2026 年 11 月 20 日"):
        yield f"date text {text}", Case(make=lambda text=text: changed(数据日期=text), accept=ONE)
    yield (
        "time alone in a date",
        Case(
            make=lambda: kit.with_format(filled(GOOD), "F4", "46346.3", 20),
            refuse=(("F4", "不是日期"),),
        ),
    )
    yield (
        "link with a fragment",
        Case(
            make=lambda: linked("I4", "https://example.org/doc#page=7"),
            accept=reports(report(progress="已选点（https://example.org/doc#page=7）")),
        ),
    )
    yield "link that words begin with", Case(
        make=lambda: rewritten(linked("I4", "https://example.org/a"), SHEET1,
                               ("已选点|&#24050;&#36873;&#28857;", "https://example.org/abc")),
        accept=reports(report(progress="https://example.org/abc（https://example.org/a）")),
    )  # fmt: skip
    yield (
        "link over several cells",
        Case(
            make=lambda: rewritten(
                saved(_linked_twice()), SHEET1, (r'ref="I4" r:id', 'ref="I4:I5" r:id')
            ),
            accept=reports(
                report(progress="已选点（https://example.org/a）"),
                report("s02", progress="已选点（https://example.org/a）"),
            ),
        ),
    )
    yield (
        "link on a grey cell",
        Case(make=lambda: linked("C4", "https://example.org/a"), accept=ONE, says=("C4：链接 ",)),
    )
    yield (
        "link formula",
        Case(
            make=lambda: changed(问题='=HYPERLINK("https://example.org","单")'),
            refuse=(("J4", "网址"),),
        ),
    )
    yield (
        "merge that hides what is below",
        Case(
            make=lambda: rewritten(
                filled(GOOD, GOOD | {"问题": "缺电源"}),
                SHEET1,
                ("</sheetData>(?:<sheetProtection[^>]*>)?", "</sheetData>"),
                ("<mergeCells[^>]*>", '<mergeCells><mergeCell ref="J4:J5"/>'),
            ),
            refuse=(("J4", "合并"),),
        ),
    )
    yield "merged whole columns", Case(make=lambda: patched(
        f'ref="A1:{address(1, len(PROJECTS.fields))}"', 'ref="XY:XZ"'), accept=ONE)  # fmt: skip
    yield "text box", Case(
        make=lambda: drawn("<sp><txBody><p><r><t>看这里</t></r></p></txBody></sp>"), accept=ONE,
        says=("M4：上面放了图片、图形或文本框",),
    )  # fmt: skip
    yield "two parts of one name", Case(make=doubled, refuse=(("", "另存为"),))
    yield (
        "a number with an underscore",
        Case(
            make=lambda: with_cell(filled(GOOD), "H4", '<c r="H4"{s}><v>5_0</v></c>'),
            refuse=(("", "另存为"),),
        ),
    )
    yield (
        "f outside of a cell",
        Case(
            make=lambda: patched(
                "</worksheet>", "<extLst><ext><xf>A</xf><f>1</f></ext></extLst></worksheet>"
            ),
            accept=ONE,
        ),
    )
    yield (
        "spilled error",
        Case(
            make=lambda: with_cell(
                filled(GOOD), "I4", '<c r="I4"{s} t="e" vm="1"><v>#SPILL!</v></c>'
            ),
            refuse=(("I4", "错误值"),),
        ),
    )

    def low_own_sheet() -> bytes:
        opened = book({FIRST: GOOD})
        opened.create_sheet("补充")["B25"] = "请协调用电"
        return saved(opened)

    def own_words_in_notes() -> bytes:
        opened = book({FIRST: GOOD})
        opened["填写说明"]["E5"] = "我们的说明"
        opened["项目进展"]["A1"].value += "；另：请协调用电"
        return saved(opened)

    yield (
        "own sheet filled far below",
        Case(make=low_own_sheet, accept=ONE, says=("补充：不是模板里的工作表",)),
    )
    yield (
        "words among the notes",
        Case(
            make=own_words_in_notes, accept=ONE, says=("填写说明 E5：在模板", "项目进展 A1：在模板")
        ),
    )
    yield (
        "grey cell changed in an unfilled row",
        Case(
            make=lambda: filled(GOOD, {"原定期限": "2027-12-31"}),
            accept=ONE,
            says=("E5：灰色列改了",),
        ),
    )
    yield (
        "wrong id, right name",
        Case(make=lambda: changed(编号="无此"), refuse=(("A4", "清空这一格"),)),
    )
    yield (
        "a report that begins like a total",
        Case(
            make=lambda: changed(编号=None, 序号=None, 事项="科技企业集聚区", 下一步="汇总"),
            refuse=(("C4", "写全名"),),
        ),
    )
    yield "endless text", Case(make=lambda: changed(进展="长" * 30_000), refuse=(("I4", "2000"),))
    yield (
        "text that looks escaped",
        Case(
            make=lambda: csv(lines=[*LINES[:3], [*LINES[3][:8], "型号_x0041_", *LINES[3][9:]]]),
            accept=reports(report(progress="型号_x0041_")),
            name="表.csv",
            office="营商办",
        ),
    )
    yield "csv that begins with BM", Case(
        make=lambda: "BM平台;\r\n".encode() + csv(";", "utf-8"), accept=TWO, name="表.csv",
        office="营商办", says=("A1、A2：在模板的格子之外",),
    )  # fmt: skip


def _linked_twice() -> Workbook:
    opened = book({FIRST: GOOD, FIRST + 1: GOOD})
    opened["项目进展"]["I4"].hyperlink = "https://example.org/a"
    return opened


def doubled() -> bytes:
    content = kit.parts(filled(GOOD))
    return kit.packed(content | {"xl/worksheets/Sheet1.xml": content[SHEET1]})


KINDS = (_identities, _sheets, _headers, _cells, _dates, _values, _csv, _others, _seen_once_more)
OWN: dict[str, Case] = dict(case for kind in KINDS for case in kind())
