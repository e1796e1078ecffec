"""What a problem says to people: what is wrong and what to do."""

from __future__ import annotations

from lib import role
from lib.store.problems import Kind, Problem

SAYS: dict[Kind, str] = {
    "missing_file": "没有这个文件；请补上，至少要有表头",
    "unreadable": "文件读不出来；请检查它是不是文件、有没有权限",
    "empty_file": "文件是空的；请至少写上表头",
    "not_utf8": "不是 UTF-8 编码（像是 GBK）；请另存为“UTF-8（无 BOM）”",
    "bom": "文件以 BOM 开头；请另存为“UTF-8（无 BOM）”",
    "crlf": "换行是 Windows 的 CRLF；请改成 LF",
    "nul": "含有空字符，可能是损坏的文件；请换一份",
    "broken_csv": "CSV 格式坏了；请检查引号和过长的单元格",
    "unknown_column": "表头有不认识的列“{value}”；请删去或改名",
    "missing_column": "表头缺少列“{value}”；请补上",
    "duplicate_column": "表头的列“{value}”重复；请只留一列",
    "cell_count": "这一行的格数与表头不同（{value}）；含逗号的内容请加引号",
    "required": "必填，现在是空的；请填写",
    "not_number": "“{value}”不是数字；请只写数字",
    "not_integer": "“{value}”不是整数；请改正",
    "not_date": "“{value}”不是日期；请写成 2023-06-28、2023-06 或 2023",
    "not_day": "“{value}”不是整日；请写成 2023-12-31",
    "too_long": "太长；请缩到 600 字以内",
    "task_long": "太长；请缩到 200 字以内",
    "bad_scene": "不是场景的标识；请从演示的场景里交办",
    "due_past": "“{value}”早于会议日期；请写会议当天或以后",
    "required_row": "缺少“{value}”这一行，程序离不开它；请补上",
    "no_crossing": "{value} 两条轴没有交于一点；请核对折点",
    "short_line": "“{value}”在范围内的折点不到两个；请补全",
    "no_later": "“{value}”说后来的文件提到已有，却没有更晚文件的摘句；请在 citation.csv 补上",
    "no_subject": "没有“{value}”这个事实；请改正所证或所涉的表和标识",
    "not_choice": "“{value}”不在允许的取值里；请照数据说明改正",
    "out_of_range": "“{value}”超出允许范围；经纬度须在上海市内（WGS-84）",
    "control_char": "含有看不见的控制字符；请删去",
    "bad_id": "“{value}”不能作标识；只用小写英文、数字和连字符",
    "duplicate": "“{value}”与前面的行重复；请改用新的标识",
    "unknown_ref": "引用了不存在的“{value}”；请先加上那一行或改正",
    "loop": "“{value}”自己引用自己或成环；请改正",
    "quote_long": "摘句太长（{value} 字）；请缩到 60 字以内",
    "not_in_quote": "“{value}”不在摘句里；请换能证明它的摘句",
    "unpaired": "摘句里的“{value}”不成对；请把另一半补上，或改短",
    "cut_quote": "摘句从句子中间断开（{value}）；请摘到标点，或在断处写“…”",
    "no_date": "摘句里没有“{value}”；请换带日期的摘句，或在 citation.csv 补一句",
    "no_name": "摘句里没有“{value}”，也没有它的别名；请换摘句、补别名或在 citation.csv 补一句",
    "not_printed": "“{value}”不在“文件里的写法”里；请改其一",
    "no_error": "有坐标须有误差（米），未定位则留空；请改正",
    "no_address_from": "有地址须写地址出自哪里，没有则留空；请改正",
    "address_unsaid": "摘句里没有地址“{value}”；地址只见于地图资料的，请写 map",
    "past_change": "以前的记录被改动（{value}）；这张表只能在末尾添加，请把原来的行恢复",
    "half_source": "出处不全；文件、位置、摘句要么都写，要么都不写",
    "half_coordinate": "经度、纬度和精度对不上；有坐标须有精度，未定位则都留空",
    "no_geo_source": "有坐标但没写坐标来源；请补上",
    "period": "开始日期晚于结束日期；请改正",
    "range_order": "目标上限小于下限；请改正",
    "range_missing": "区间目标必须有上限，其他目标不能有；请改正",
    "date_precision": "“{value}”与时间精度不符；请改其一",
    "choice_count": "没有一方被采用；请把采用的一方标为 1",
    "unproven": "这句摘句还没有对照原文证明；请运行 python -m lib check --sources 原文文件夹",
    "document_changed": "文件“{value}”的原文与证明时不同；请重新对照",
    "no_source_text": "找不到原文“{value}”；请把它放进原文文件夹",
    "no_opencc": "对照原文要用它，这里没有装；"
    "请运行 python -m pip install --require-hashes -r requirements-dev.lock",
    "not_in_document": "原文里没有这句“{value}”；请照原文改正",
    "outside_extent": "点位在底图范围以外（{value}）；请核对坐标",
    "ring_open": "四至折点没有首尾相接；请让末点与首点相同",
    "ring_invalid": "四至折线自相交，围不成面；请检查折点次序",
    "area": "沿线面积 {value}；与公布的约 1.48 平方公里相差超过允许值",
    "ledger_ref": "填报记录还在引用“{value}”，不能删去；请把这一行加回来",
    "ledger_shape": "填报表的新列或改动（{value}）放不下已有的填报；新列不能是必填，旧列不能删",
    "file_exists": "这个文件已经存在，里面可能已有填报；请换一个文件名",
    "not_edition": "这个文件夹里有别的东西，不是看板写出的静态网页；请换一个文件夹，或先清空",
    "target_exists": "这个文件已经存在；请换一个文件名，以免盖掉旧备份",
    "same_file": "同一份文件已于 {value} 收过；没有再收",
    "overtaken": "库里刚才有了变化，看过的预览不一定还对；没有收，请再来一次",
    "not_demo": "这是真实数据库，不是演示库；没有改动它。请换一个文件名",
    "no_office": "没有这个科室；请写科室的标识或名称，例如 yingshang 或 营商办",
    "no_deck": "没有这一套；有 whole、ten、office-科室、action-专项行动标识",
    "day_ahead": "{value} 还没有到；请写今天或以前",
    "no_batch": "没有这个批次；请核对批次号",
    "already_withdrawn": "这个批次已经撤回；不用再撤",
    "store_missing": "没有数据库；请运行 python -m lib build",
    "store_corrupt": "数据库坏了（{value}）；没有覆盖它。请用 python -m lib restore 备份文件 恢复",
    "store_newer": "数据库是更新的版本（{value}）；没有改动它。请升级程序",
    "store_older": "数据库是旧版本（{value}）；请运行 python -m lib build 升级",
    "store_foreign": "这个文件不是看板的数据库；没有改动它。请检查 GUIXIANG_DB",
    "store_locked": "数据库正被别的程序写；请稍后再试",
    "store_io": "读写失败（{value}）；请检查路径、权限和磁盘",
    "folder_locked": "文件夹“{value}”不能写；请改它的权限，或换一个文件夹（数据库用 GUIXIANG_DB）",
    "disk_full": "写不下（{value}），没有留下半份；请腾出空间（例如移走旧备份、旧导出）再做一遍",
    "store_stale": "数据库里的事实与 data/ 里的不同；请运行 python -m lib build",
    "store_content": "数据库内容自相矛盾（{value}）；请用备份恢复",
    "read_only": "这里只供查看（GUIXIANG_ROLE=reader），不写数据库；请到写入机上做（{value}）",
    "follow_missing": "还没有这个文件；请看 litestream restore -f 是不是在跟",
    "follow_busy": "正在写；过一会再看",
    "follow_torn": "写到一半停了（比旁边的 -txid 新）；没有发布。请重新启动 litestream restore -f",
    "follow_foreign": "不是看板的数据库（{value}）；没有发布。请检查 --from",
    "follow_written": "旁边的 -wal 里有东西，有程序在直接写它；没有发布。"
    "--from 要用 litestream restore -f 跟着的文件",
    "not_a_copy": "那里已有别的文件（{value}），不是 publish 放的副本；没有覆盖它。"
    "请检查 --to，或先把它移走",
    "same_place": "--from 和 --to 是同一个文件；请分开",
    "no_litestream": "没有找到 litestream（{value}）；"
    "请运行 python -m pip install --require-hashes -r requirements-cluster.lock，"
    "或用 --litestream 指明",
    "no_replica": "副本恢复不出来（{value}）；请检查 --replica 和它的权限",
    "promote_behind": "副本比这台读机的数据（或 --old 的库）少（少了 {value}）；没有提升。"
    "请核对 --replica；确实要用它，加 --accept-loss",
    "store_there": "那里已经有文件；没有覆盖它。请换一个 --to",
}


BESIDE = (
    "请注意 最新的填报还在旁边的 -wal 文件里，只复制数据库文件会缺它们；"
    "备份请用 python -m lib backup（不会缺）"
)


#: the same for a process that only reads its copy
SAYS_READER: dict[Kind, str] = {
    "store_missing": "还没有收到第一份数据，收到就能打开；"
    "请维护人员看 python -m lib publish 的输出",
    "store_older": "收到的数据是旧版本（{value}）；"
    "请维护人员重新启动 python -m lib publish，由它升级",
    "store_corrupt": "收到的数据坏了（{value}）；请维护人员看 python -m lib publish 的输出",
    "store_stale": "事实与这里 data/ 里的不同；请维护人员让各台机器用同一版程序",
}


def say(problem: Problem) -> str:
    """One line in Chinese: place, what is wrong, what to do."""
    place = problem.file
    if problem.row:
        place += f" 第 {problem.row} 行"
    if problem.column:
        place += f" {problem.column} 列"
    value = problem.value if len(problem.value) <= 60 else problem.value[:57] + "…"
    words = SAYS | SAYS_READER if role.is_reader() else SAYS
    return f"{place}：{words[problem.kind].format(value=value)}"
