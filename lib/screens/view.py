"""The URL is the state: parameters in, links out.

A :class:`View` is what a page knows of its request. It is hashable, so whole
rendered sections can be remembered by it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import parse_qs

from lib.clock import read_day
from lib.render import link

#: what chat programs put into an address of ours under a name of ours (`from=`)
FOREIGN = ("singlemessage", "groupmessage", "timeline")
#: the parameter for a part of a long list
PART = "part"
LONGEST_WORD = 100
SHOWN = 24

#: words for parameters in notices
LABELS = {
    "project": "项目",
    "deck": "演示",
    "indicator": "指标",
    "dimension": "维度",
    "plan": "方案",
    "action": "专项行动",
    "office": "科室",
    "leader": "分管领导",
    "state": "状态",
    "place": "点位",
    "site": "点位",
    "category": "类别",
    "precision": "精度",
    "age": "填报时间",
    "due": "期限",
    "sort": "排序",
    "document": "文件",
    "view": "栏目",
    "fact": "事实",
    "tie": "联系",
    "organization": "机构",
    "batch": "批次",
    "step": "步骤",
    "all": "批次名单",
    "notes": "备注",
    "check": "自检",
    "kind": "类别",
    "conflict": "出入",
    "quote": "摘句",
    "match": "归类",
    "about": "指标",
    "year": "年份",
    "said_in": "文件",
    "part": "段",
}


@dataclass(frozen=True)
class View:
    """A page's path, its day, its valid parameters and what was wrong with the rest."""

    path: str
    as_of: str
    replay: bool = False
    params: tuple[tuple[str, tuple[str, ...]], ...] = ()
    #: no part of what a page is remembered by: each odd address would make all parts anew
    notices: tuple[str, ...] = field(default=(), compare=False)

    def all(self, name: str) -> tuple[str, ...]:
        return dict(self.params).get(name, ())

    def get(self, name: str) -> str:
        return next(iter(self.all(name)), "")

    def pairs(self) -> list[tuple[str, str]]:
        """Name and value of every parameter, the day included when it is a past one."""
        found = [(name, value) for name, values in self.params for value in values]
        return found + ([("as_of", self.as_of)] if self.replay else [])

    def url(self, path: str, **params: str | list[str]) -> str:
        """A link to ``path`` that keeps only the day."""
        return link(path, params | ({"as_of": self.as_of} if self.replay else {}))

    def to(self, address: str) -> str:
        """:meth:`url` of an address that has parameters already."""
        path, _, query = address.partition("?")
        return self.url(path, **parse_qs(query))

    def change(self, **params: str) -> str:
        """A link to this page with some parameters replaced; '' removes one.

        Another order or another choice begins with its first part.
        """
        first = {} if set(params) <= {PART, "project"} else {PART: ""}
        kept = dict(self.params) | ({"as_of": self.as_of} if self.replay else {})
        return link(self.path, kept | first | params)

    def file(self, path: str) -> str:
        """A link to a file made of what this page shows."""
        return link(path, dict(self.params) | {"as_of": self.as_of})

    def toggle(self, name: str, value: str) -> str:
        """A link to this page with one value of a facet added or taken away."""
        now = self.all(name)
        wanted = tuple(v for v in now if v != value) if value in now else (*now, value)
        kept = dict(self.params) | ({"as_of": self.as_of} if self.replay else {})
        return link(self.path, kept | {name: wanted, PART: ""})


def read(
    path: str,
    query: Mapping[str, list[str]],
    allowed: Callable[[str], Mapping[str, Set[str] | None]],
    today: date,
) -> View:
    """:func:`parse` with what is valid on the day that the query asks for."""
    return parse(path, query, allowed(parse(path, query, {}, today).as_of), today)


def parse(
    path: str,
    query: Mapping[str, list[str]],
    allowed: Mapping[str, Set[str] | None],
    today: date,
) -> View:
    """Read a query string; ``allowed`` maps a parameter to its ids, None for free text.

    What is unknown or impossible is left out and named in a notice.
    """
    params, notices = [], []
    as_of, replay, problem = _day(query.get("as_of", []), today)
    if problem:
        notices.append(problem)
    for name, ids in allowed.items():
        # a NUL would cut the pattern of a search short, a control character ruin a workbook
        clean = ("".join(filter(str.isprintable, value)).strip() for value in query.get(name, []))
        values = tuple(dict.fromkeys(value for value in clean if value))
        if ids is None:
            good = tuple(value[:LONGEST_WORD].strip() for value in values[:1])
            if any(len(value) > LONGEST_WORD for value in values):
                notices.append(f"关键词太长，只用了前 {LONGEST_WORD} 个字。")
        else:
            good = tuple(value for value in values if value in ids)
            bad = [value for value in values if value not in ids and value not in FOREIGN]
            if bad:
                notices.append(_why_not(name, ids, shown(bad[0])))
        if good:
            params.append((name, good))
    return View(path, as_of, replay, tuple(params), tuple(notices))


def _why_not(name: str, ids: Set[str], value: str) -> str:
    own = getattr(ids, "why_not", None)  # where the values are a rule, not a list
    return own(value) if own else f"没有这个{LABELS.get(name, '参数')}：{value}，已忽略。"


def _day(values: list[str], today: date) -> tuple[str, bool, str]:
    now = today.isoformat()
    values = [value for value in dict.fromkeys(values) if value]
    if not values:
        return now, False, ""
    if len(values) > 1:
        return now, False, "网址里有两个日期，请只留一个；现在显示今天。"
    try:
        day = read_day(values[0])
    except ValueError:
        return now, False, f"日期写法不对：{shown(values[0])}，请写成 2025-12-31；现在显示今天。"
    if day > today:
        return now, False, f"{day.isoformat()} 还没有到，现在显示今天。"
    return day.isoformat(), day != today, ""


def shown(value: str) -> str:
    """A stranger's value in quotation marks, cut short."""
    text = "".join(char if char.isprintable() else "□" for char in value)
    return f"“{text[:SHOWN]}{'…' if len(text) > SHOWN else ''}”"
