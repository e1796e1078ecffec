"""What a problem in a filled file says to people."""

from __future__ import annotations

from lib.intake.problems import CellProblem

SAYS = {
    "too_big": "文件太大（{value}）；请只交模板，不超过 10 MB",
    "empty": "文件是空的；请交填好的模板",
    "old_or_locked": "是旧版 .xls 或加了密码；请去掉密码，另存为 .xlsx",
    "not_workbook": "不是 .xlsx 或 .csv 文件，或文件不完整；请重新下载模板填写",
    "macros": "含有宏；请另存为不带宏的 .xlsx",
    "external_links": "引用了别的文件；请粘贴为数值后再交",
    "bomb": "解开后太大（{value}）；请重新下载模板填写",
    "entities": "含有不允许的 XML 声明；请重新下载模板填写",
    "too_many_rows": "行数太多（超过 {value} 行）；请删去空行",
    "too_many_cells": "格子太多；请删去空行空列，或重新下载模板填写",
    "too_many_columns": "列数太多（超过 {value} 列）；请重新下载模板填写",
    "encoding": "文字编码认不出；请另存为 UTF-8 的 CSV",
    "no_sheet": "没有认识的工作表；应有“项目进展”“指标数值”或“点位坐标”",
    "no_office": "看不出是哪个科室的；请用该科室的模板，或写明 --office",
    "unknown_office": "没有“{value}”这个科室；请用下载的模板",
    "missing_column": "缺少列“{value}”；请照模板补上",
    "duplicate_column": "列“{value}”出现两次；请只留一列",
    "no_id": "认不出是哪一项；请照模板保留“编号”或“{value}”列",
    "unknown_id": "没有“{value}”这一项；请照模板保留编号",
    "not_yours": "“{value}”不是本科室的事项；请删去这一行",
    "twice": "“{value}”同一数据日期出现了两次；请只留一行",
    "required": "“{value}”没有填；请补上",
    "formula": "是公式；请粘贴为数值",
    "error_value": "是错误值 {value}；请改正",
    "too_long": "太长；请缩到 2000 字以内",
    "control_char": "含有看不见的控制字符；请删去",
    "not_date": "“{value}”不是日期；请写成 2026-03-05 或 2026年3月5日",
    "not_number": "“{value}”不是数字；请只写数字",
    "not_percent": "“{value}”不是 0 到 100 的进度；请写成 50 或 50%",
    "not_state": "“{value}”不是允许的状态；请从下拉里选：未开始、推进中、已完成、暂缓",
    "not_yes": "“{value}”不是“是”或“否”；请从下拉里选",
    "outside_shanghai": "“{value}”不在上海范围内；请写 WGS-84 的经纬度",
    "half_coordinate": "经度和纬度要一起写；请补上",
    "nothing_said": "坐标和更正都没有写；请至少写一样，或把这一行清空",
    "done_without_evidence": "填了已完成，没有完成证明；请补上完成证明再销号",
    "paused_without_reason": "填了暂缓，没有写理由；请写在“问题”里",
    "future": "数据日期 {value} 晚于今天；请改正",
    "older": "数据日期早于已有的填报（{value}）；请核对",
    "fell": "进度比上次（{value}）低；请核对",
    "done_not_full": "填了已完成，进度不是 100%；请核对",
    "full_not_done": "进度是 100%，状态不是已完成；请核对",
    "due_earlier": "调整后期限早于数据日期；请核对",
    "same_file": "同一份文件已于 {value} 收过；没有再收",
    "nothing": "没有填任何新内容",
}


def say(problem: CellProblem) -> str:
    """One line in Chinese: sheet and cell, what is wrong, what to do."""
    place = "".join(part for part in (problem.sheet, problem.cell and f" {problem.cell}") if part)
    value = problem.value if len(problem.value) <= 40 else problem.value[:38] + "…"
    words = SAYS[problem.kind].format(value=value)
    return f"{place}：{words}" if place else words
