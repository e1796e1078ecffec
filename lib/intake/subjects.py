"""What a row is about: all that the row says of it must agree with the store."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lib.intake.cells import Cell
from lib.intake.columns import PROJECTS
from lib.intake.problems import CellProblem, Kind
from lib.intake.read import RawRow
from lib.intake.readings import problem_of, words_of
from lib.intake.values import bare, read_value, same_name

TOTAL = re.compile(
    r"(?:合计|总计|小计|共计|汇总|累计|平均|总数|填[表报]人?|填写人|制[表单]|审[核批]|复核|批准|核准|主管|经办"
    r"|(?:单位|科室|部门)?负责人|签[字名章]|盖章|公章|日期|时间|备注|注|附注|说明|联系(?:人|电话|方式)|电话|单位|科室|部门)"
    r"(?:[(（].*[)）])?(?:\s*[:：].*)?\Z",
    re.S,
)


@dataclass(frozen=True, kw_only=True)
class Known:
    """What the store knows for one office.

    ``subjects``: by ledger table, id → name of what the office may report.
    ``everything``: the same for all offices (tells "not yours" from "unknown").
    ``latest``: by ledger table, id → its last report's fields.
    ``given``: by ledger table, id → the grey columns as the template shows them.
    """

    office_id: str
    today: str
    subjects: Mapping[str, Mapping[str, str]]
    everything: Mapping[str, Mapping[str, str]]
    latest: Mapping[str, Mapping[str, dict[str, Any]]]
    given: Mapping[str, Mapping[str, dict[str, Any]]] = field(default_factory=dict[str, Any])


def at_column(row: RawRow, name: str, kind: Kind, value: object = "", **more: bool) -> CellProblem:
    """A problem at the column called ``name``."""
    title = next(each.title for each in row.sheet.fields if each.name == name)
    return problem_of(row.place, row.at(title)[0], kind, value, **more)


def _words(row: RawRow, title: str) -> str:
    """What the sheet shows in a grey column."""
    return words_of(row.at(title)[1])


def _name_title(row: RawRow) -> str:
    return next(each.title for each in row.sheet.fields if each.name == "name")


def subject_of(row: RawRow, known: Known) -> tuple[str, list[CellProblem]]:
    """The id of what the row is about; all that the row says of it must agree."""
    own, every = known.subjects[row.sheet.table], known.everything[row.sheet.table]
    id, name = _words(row, "编号"), _words(row, _name_title(row))
    number = _words(row, "序号") if row.sheet == PROJECTS else ""
    numbered = _numbered(row, known, number)
    if id and id in every and name and not same_name(every[id], name):
        return "", [at_column(row, "name", "ids_differ", every[id])]
    if not id and name:
        id = _named(name, own) or _named(name, every)
    if not id and not name and len(numbered) == 1:
        id = numbered[0]
    if id not in every:
        return "", [_nobody(row, id, name, known)]
    if numbered and id not in numbered:
        return "", [at_column(row, "no", "no_differ", every[id])]
    if id not in own:
        return "", [at_column(row, "name", "not_yours", every[id])]
    return id, []


def _numbered(row: RawRow, known: Known, number: str) -> list[str]:
    """Ids of the projects with this 序号."""
    shown = _shown(row, known).items()
    return [id for id, each in shown if number and bare(str(each.get("no", ""))) == bare(number)]


def _named(name: str, among: Mapping[str, str]) -> str:
    fitting = [key for key, title in among.items() if same_name(title, name)]
    return fitting[0] if len(fitting) == 1 else ""


def _nobody(row: RawRow, id: str, name: str, known: Known) -> CellProblem:
    for at, text in _grey(row):
        if TOTAL.match(text):
            return problem_of(row.place, at, "total_row", text)
    if id and name and _named(name, known.everything[row.sheet.table]):
        return at_column(row, row.sheet.fields[0].name, "bad_id", id)
    if name or id:
        return at_column(row, "name", "unknown_id", name or id)
    return at_column(row, "name", "no_id", _name_title(row))


def _shown(row: RawRow, known: Known) -> Mapping[str, dict[str, Any]]:
    return known.given.get(row.sheet.table, {})


def _grey(row: RawRow) -> list[tuple[str, str]]:
    """Addresses and words of the grey columns that are filled."""
    given = [row.at(each.title) for each in row.sheet.fields if each.given]
    found = [(at, words_of(cell)) for at, cell in given]
    return [(at, words) for at, words in found if words]


def untouched(row: RawRow, known: Known) -> list[CellProblem]:
    """What a row says that reports nothing: a signature, a remark, a changed grey cell."""
    every = known.everything[row.sheet.table]
    id, name = _words(row, "编号"), _words(row, _name_title(row))
    id = id if id in every else _named(name, every)
    if id:
        renamed = name and not same_name(every[id], name)
        more = [at_column(row, "name", "given_differs", warning=True)] if renamed else []
        return [*more, *given_changes(row, id, known)]
    return [problem_of(row.place, at, "row_not_read", text, warning=True)
            for at, text in _grey(row)[:1]]  # fmt: skip


def given_changes(row: RawRow, subject: str, known: Known) -> Iterator[CellProblem]:
    """Grey columns that say something else than the store does."""
    stored = _shown(row, known).get(subject, {})
    for each in row.sheet.fields:
        address, cell = row.at(each.title)
        if each.given and cell.link:
            yield problem_of(row.place, address, "link_dropped", cell.link, warning=True)
        if each.name not in stored or each.name == "name" or not cell.filled:
            continue
        told, wanted = _words(row, each.title), str(stored[each.name] or "")
        if not same_name(told, wanted) and _day(cell) != wanted:
            yield problem_of(row.place, address, "given_differs", warning=True)


def _day(cell: Cell) -> object:
    return read_value("date", cell.value)[0]


def stored_name(row: RawRow, subject: str, known: Known) -> str:
    """The subject's name in the store, never the sheet's."""
    return known.everything[row.sheet.table][subject]
