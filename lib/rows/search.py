"""Search over everything the dashboard can name: words, numbers as printed, people, quotes."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any

from lib import text
from lib.rows import documents, indicators, places, projects
from lib.rows.conflicts import conflicts
from lib.rows.excerpts import grouped
from lib.rows.shapes.indicators import Indicator
from lib.rows.shapes.projects import Project
from lib.rows.shapes.search import Found, Hit

#: kinds in the order of the results
KINDS = (
    "页面", "项目", "指标", "科室与部门", "分管领导", "点位", "机构", "合作模式", "活动",
    "大事记", "工作机制", "资料佐证", "文件里的数", "出入", "存疑的读法", "文件",
)  # fmt: skip
#: tables whose rows are found by themselves: table → kind
OF_TABLE = {
    "model": "合作模式", "event_series": "活动", "event": "活动", "milestone": "大事记",
    "mechanism": "工作机制", "evidence": "资料佐证", "observation": "文件里的数",
    "reading": "存疑的读法",
}  # fmt: skip
#: words that people use for one another; the first of a line is the documents' own
SYNONYMS = (
    ("长者", "老人", "老年人", "老年"),
    ("科室", "部门", "处室"),
    ("分管领导", "负责人", "领导"),
    ("点位", "地点", "位置"),
    ("出入", "矛盾", "不一致", "冲突"),
    ("佐证", "证据"),
    ("充电桩", "电桩", "换电柜"),
    ("口袋公园", "小公园"),
    ("中国科学院", "中科院"),
    ("微系统所", "微系统与信息技术研究所"),
    ("硅酸盐所", "硅酸盐研究所", "上硅所"),
    ("质量科学研究院", "质科院"),
    ("华阳路街道", "华阳街道"),
    ("江苏街道", "江苏路街道"),
    ("讨论通过", "审议通过", "批准"),
    ("保障措施", "保障"),
    ("原则", "方向"),
    ("嬴彻", "赢彻"),
    ("孵化器", "众创空间"),
    ("事项", "项目", "子项", "任务"),
    ("指标", "目标"),
    ("四至", "边界", "范围线"),
)
Quotes = dict[tuple[str, str], list[str]]  # (table, id) → quotes
#: further columns that a row is found by
TOLD = ("doubt", "strictness", "counting_rule", "printed", "kind")
NUMBER = re.compile(r"#?(\d{1,2})")
AROUND = 18  # characters of a quote on either side of the hit


def plain(words: str) -> str:
    """Text as it is compared: compatible characters unified, lower case, no blanks."""
    return "".join(unicodedata.normalize("NFKC", words).split()).casefold()


def entries(as_of: str) -> list[Found]:
    """Everything that can be found on ``as_of``: kind, table, id, name, detail, quotes
    (shown around the hit), and ``words``: all it is found by, one text a line.
    """
    said = _quotes(as_of)
    rows = projects.projects(as_of)
    found = [_project(project, said) for project in rows]
    found += [_target(row, said) for row in indicators.indicators(as_of)]
    found += _people(as_of, rows, said)
    found += [
        _entry("点位", "place", row, row["category_name"], said, row["address"], row["note"])
        for row in places.places(as_of)
    ]
    for name, kind in (("organization", "机构"), *OF_TABLE.items()):
        found += [_row(kind, name, row, said) for row in documents.known_rows(name, as_of)]
    found += _conflicts(as_of)
    found += [
        _entry("文件", "document", {**row, "name": row["title"]}, row["issuer"], said,
               row["doc_no"], row["issued_on"], text.chinese_date(row["issued_on"]))
        for row in documents.documents(as_of)
    ]  # fmt: skip
    found.sort(key=lambda each: KINDS.index(each["kind"]))
    return [{**each, "words": lines(each["words"], *each["quotes"])} for each in found]


def lines(*texts: str) -> str:
    """Texts as they are compared, a line each, so that no word is found across two."""
    return "\n".join(plain(line) for text in texts for line in text.split("\n"))


def _quotes(as_of: str) -> Quotes:
    """Own and further quotes by (table, id)."""
    found: Quotes = defaultdict(list)
    for document in documents.documents(as_of):
        for group in grouped(as_of, document["id"]):
            for row in group["rows"]:
                found[group["table"], row["key"]].append(row["quote"])
    for more in documents.known_rows("citation", as_of):
        found[more["subject_table"], more["subject_id"]] += [more["says"], more["quote"]]
    return found


def _entry(
    kind: str, name: str, row: Mapping[str, Any], detail: str, said: Quotes, *more: str | None
) -> Found:
    words = [row["name"], detail, row.get("also") or "", *(each or "" for each in more)]
    return {
        "kind": kind,
        "table": name,
        "id": row["id"],
        "name": row["name"],
        "detail": detail,
        "words": lines(*words),
        "quotes": said.get((name, row["id"]), []),
    }


def _project(project: Project, said: Quotes) -> Found:
    people = "、".join(each["name"] for each in (*project["offices"], *project["leaders"]))
    name = f"{project['level']}{project['no']} {project['name']}"
    places = "、".join(each["name"] for each in project["places"])
    partners = "、".join(each["name"] for each in project["partners"])
    entry = _entry(
        "项目", "project", {**project, "name": name}, f"{project['action']}；{people}", said,
        project["content"], places, partners, f"序号{project['no']}", f"#{project['no']}号",
    )  # fmt: skip
    return {**entry, "no": project["no"]}


def _target(row: Indicator, said: Quotes) -> Found:
    number = f"{text.number(row['target_low'])}{row['unit']}"
    detail = f"目标 {row['target']}；{row['dimension']}"
    return _entry("指标", "indicator", row, detail, said, number, row["definition"])


def _people(as_of: str, rows: list[Project], said: Quotes) -> list[Found]:
    found: list[Any] = []
    offices = Counter(each["office_id"] for project in rows for each in project["offices"])
    leaders = Counter(each["leader_id"] for project in rows for each in project["leaders"])
    for kind, name, counted in (
        ("科室与部门", "office", offices),
        ("分管领导", "leader", leaders),
    ):
        for row in documents.known_rows(name, as_of):
            what = f"{row['level']} · {row['kind']} · " if "level" in row else ""
            detail = f"{what}{counted[row['id']]} 项"
            found.append(_entry(kind, name, row, detail, said, kind))
    return found


def _row(kind: str, name: str, row: documents.Row, said: Quotes) -> Found:
    """A row of a table of facts: what it is called, and the rest of its words."""
    called = row.get("name") or row.get("title") or row.get("topic") or row.get("says")
    if name == "observation":
        number = f"{text.number(row['value'])}{row['unit'] or ''}"
        detail = f"{row['printed']} · {row['scope']} · {row['as_of']}"
        more: list[str | None] = [number, f"{row['qualifier'] or ''}{number}"]
        return _entry(kind, name, row | {"name": row["metric"]}, detail, said, *more)
    when = row.get("on_date") or row.get("as_of") or ""
    first = text.chinese_date(when) if when else row.get("kind") or ""
    rest = row.get("summary") or row.get("as_read") or row.get("scope") or ""
    detail = "；".join(part for part in (first, rest) if part)
    rest_of: list[str | None] = [
        when,
        row.get("doubt"),
        row.get("strictness"),
        row.get("counting_rule"),
        kind,
    ]
    rest_of += [row.get("printed"), row.get("kind")]
    return _entry(kind, name, row | {"name": called}, detail, said, *rest_of)


def _conflicts(as_of: str) -> list[Found]:
    found: list[Any] = []
    for topic in conflicts(as_of):
        said = "；".join(row["says"] for row in topic["statements"])
        row = {"id": topic["id"], "name": topic["topic"]}
        entry = _entry("出入", "conflict", row, said, {}, topic["reason"] if topic["whole"] else "")
        quotes = [row["quote"] for row in topic["statements"]]
        found.append({**entry, "quotes": quotes})
    return found


def search(words: str, rows: list[Found]) -> list[Hit]:
    """The entries that have all the words, by kind, within a kind as the lists have them.

    Each hit with ``marks`` (what to mark) and ``line``: its detail, with the quote
    around what was found where it is not there.
    """
    asked = [_alike(word) for word in words.split()]
    if not asked:
        return []
    found: list[Any] = []
    for row in rows:
        if all(any(_holds(row, word) for word in group) for group in asked):
            marks = [word for group in asked for word in group]
            found.append({**row, "line": _line(row, marks), "marks": tuple(marks)})
    return found


def _alike(word: str) -> list[str]:
    """The word and its synonyms, as they are compared."""
    own = plain(word)
    same = next((group for group in SYNONYMS if own in map(plain, group)), ())
    return list(dict.fromkeys([own, *map(plain, same)]))


def _holds(row: Found, word: str) -> bool:
    """Whether an entry has a word; #29 is the project of that number alone."""
    if word.startswith("#"):
        number = NUMBER.fullmatch(word)
        return number is not None and row.get("no") == int(number[1])
    return word in row["words"]


def _line(row: Found, marks: list[str]) -> str:
    """One line beside the name: the detail, or the quote that has what was looked for."""
    shown = plain(row["name"] + row["detail"])
    if any(mark in shown for mark in marks):
        return row["detail"]
    for quote in row["quotes"]:
        for mark in marks:
            if around := _around(quote, mark):
                return f"{row['detail']}「{around}」"
    return row["detail"]


def _around(quote: str, mark: str) -> str:
    """The part of a quote around a mark, as the quote has it; '' where it is not there."""
    # one by one, so that a place in the compared text is a place in the quote
    chars = [plain(char) or " " for char in quote]
    at = "".join(char[0] for char in chars).find(mark)
    if at < 0:
        return ""
    start, end = max(0, at - AROUND), at + len(mark) + AROUND
    front, back = "…" if start else "", "…" if end < len(quote) else ""
    return f"{front}{quote[start:end].strip('…')}{back}"
