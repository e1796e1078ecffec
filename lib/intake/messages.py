"""What a problem in a filled file says: what is wrong, and a cure that keeps the work."""

from __future__ import annotations

from lib.intake.problems import CellProblem, Kind

AGAIN = "请在表格程序里打开它，“另存为” .xlsx，再交那一份"
SAYS: dict[Kind, str] = {
    "too_big": "文件太大（{value}，最多 10 MB）；请删去图片和别的工作表，或只留要交的工作表后另存",
    "empty": "文件是空的；请保存填好的模板后再交",
    "locked": "加了密码，读不出；请去掉密码，另存为 .xlsx 再交",
    "other_table": "这是{value}，格式、公式在里面认不全；" + AGAIN,
    "no_table": "这是{value}，不是表格；请交填好后保存的 .xlsx",
    "broken": "文件里有本程序读不了的地方，或没有传完整；" + AGAIN,
    "field_long": "第 {value} 行附近有一格太长，或引号没有配对；请缩短后另存为 .xlsx 再交",
    "quotes": "第 {value} 行附近的引号没有配对，后面的格子分不开；" + AGAIN,
    "macros": "含有宏；请另存为不带宏的 .xlsx，再交那一份",
    "external_links": "引用了别的文件；请把公式粘贴为数值、断开链接，另存后再交",
    "bomb": "解开后太大（{value}，最多 64 MB）；请删去图片和别的工作表后另存",
    "entities": "含有不允许的 XML 声明；" + AGAIN,
    "too_many_rows": "填报行太多（超过 {value} 行）；请删去空行，或分成几份交",
    "too_many_cells": "格子太多；请只留要交的工作表，删去空行空列后另存",
    "too_many_columns": "列太多（超过 {value} 列）；请删去表外的列后另存",
    "too_slow": "读了 {value} 秒还没有读完，已停下；请只留要交的工作表，另存后再交",
    "too_heavy": "读它要用的内存太多，已停下；请只留要交的工作表，另存后再交",
    "encoding": "文字编码认不出；请另存为 .xlsx，或“CSV UTF-8”",
    "no_sheet": "没有认识的工作表；应有“项目进展”“指标数值”或“点位坐标”的列名那一行",
    "no_office": "看不出是哪个科室的；请用该科室的模板，或写明 --office",
    "unknown_office": "没有“{value}”这个科室；请用下载的模板",
    "office_differs": "文件是{value}的模板，与写明的科室不同；请核对是不是交错了文件",
    "missing_column": "这张表缺少列“{value}”；要交请照模板补上，不交请删去这张表",
    "duplicate_column": "列“{value}”出现两次；请只留一列",
    "no_id": "认不出是哪一项；请写上“{value}”，不是事项就删去这一行",
    "unknown_id": "没有“{value}”这一项；请照模板写全名，不是事项就删去这一行",
    "ids_differ": "与本行的编号不是同一项（编号是“{value}”）；多半是只排了一部分列的序，"
    "请撤销排序，或取消隐藏编号列、清空这一行的编号",
    "bad_id": "编号“{value}”没有，事项写的是对的；请取消隐藏编号列，清空这一格",
    "no_differ": "写的序号与本行的事项“{value}”不是同一项；请核对这一行是哪一项，改正序号或清空",
    "not_yours": "“{value}”不是本科室的事项；请删去这一行",
    "total_row": "这一行（“{value}”）像合计或签字，不是事项；请删去这一行",
    "twice": "“{value}”同一数据日期出现了两次；请只留一行",
    "required": "“{value}”没有填；请补上（写“无”“-”“同上”不算）",
    "formula": "是公式；请复制后“粘贴为数值”",
    "link_formula": "是 HYPERLINK 公式；请写成文字和网址，例如 验收单（https://…）",
    "error_value": "是错误值 {value}；请改正，或清空这一格",
    "picture": "是图片，图片收不下；请写文字（编号、文件名或链接）",
    "merged": "{value} 是合并单元格，只有左上一格有内容；请取消合并，每一行各填各的",
    "long_number": "数字太长，程序已经改了后几位；请把这一格设成“文本”格式，再填一遍",
    "shown_format": "这一格的格式特殊，读不出它显示的样子；请设成“文本”格式，再填一遍",
    "too_long": "太长；请缩到 2000 字以内",
    "control_char": "有只在您的电脑上能显示的字（造字）；请换成通用的字",
    "not_date": "“{value}”不是日期；请写成 2026-03-05 或 2026年3月5日",
    "serial": "{value} 是日期的序号；请把这一格设成“日期”格式，或写成 2026-03-05",
    "date_range": "“{value}”不在 2000 到 2100 年之间；请核对年份",
    "not_number": "“{value}”不是数字；请只写数字",
    "not_percent": "“{value}”不是 0 到 100 的进度；请写成 50 或 50%",
    "not_state": "“{value}”不是允许的状态；请从下拉里选：未开始、推进中、已完成、暂缓",
    "not_yes": "“{value}”不是“是”或“否”；请从下拉里选",
    "outside_shanghai": "“{value}”不在上海范围内；请写 WGS-84 的经纬度",
    "half_coordinate": "经度和纬度要一起写；请补上",
    "nothing_said": "坐标和更正都没有写；请至少写一样，或把这一行清空",
    "done_without_evidence": "填了已完成，没有完成证明；请补上完成证明再销号（写“无”“-”不算）",
    "paused_without_reason": "填了暂缓，没有写理由；请写在“问题”里（写“无”“/”不算）",
    "hidden_filled": "这张表是隐藏的，里面有新的填报；请取消隐藏，看过再交，不交就删去这张表",
    "future": "数据日期 {value} 晚于今天；请改正",
    "older": "数据日期早于已有的填报（{value}）；请核对",
    "fell": "进度比上次（{value}）低；请核对",
    "done_not_full": "填了已完成，进度不是 100%；请核对",
    "full_not_done": "进度是 100%，状态不是已完成；请核对",
    "due_earlier": "调整后期限早于数据日期；请核对",
    "percent_format": "表里显示 {value}，按去掉百分号的数收；请核对",
    "one_percent": "写的是 1，按 1% 收；如果是全部完成，请写 100%",
    "invisible": "有看不见的字符，已去掉；请核对",
    "placeholder": "写的是“{value}”一类，按没有填收；请核对",
    "renamed": "工作表改了名，按“{value}”读；请核对",
    "own_sheet": "不是模板里的工作表，没有读；要紧的请写进模板的格子",
    "not_read": "在模板的格子之外，没有读；要紧的请写进“进展”“问题”“说明”等列",
    "row_not_read": "这一行只写了“{value}”，没有读；是填报请写全，不是可不管",
    "given_differs": "灰色列改了，没有读；以库里的为准",
    "comment": "有批注（{value}），批注不收；要紧的请写进格子",
    "picture_above": "上面放了图片、图形或文本框，不收；请写文字（编号、文件名或链接）",
    "embedded": "里面嵌了 {value} 个文件，不收；请写文字（编号、文件名或链接）",
    "link_dropped": "链接 {value} 没有收；请写进“完成证明”或“进展”",
    "same_file": "同一份文件已于 {value} 收过；没有再收",
    "nothing": "没有填任何新内容",
    "clock_behind": "最新的填报是 {value} 收到的，服务器的时钟比它早；请先校准时钟再收",
}


def say(problem: CellProblem) -> str:
    """One line in Chinese: sheet and cell, what is wrong, what to do."""
    place = "".join(part for part in (problem.sheet, problem.cell and f" {problem.cell}") if part)
    value = " ".join(problem.value.split())
    value = value if len(value) <= 40 else value[:38] + "…"
    words = SAYS[problem.kind].format(value=value)
    return f"{place}：{words}" if place else words
