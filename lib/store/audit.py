"""The audit trail as lines for maintainers: the ledger's writes and what the trail's file has."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from lib import trail
from lib.store import connect

WRITES = """
select received_at as at, '收下' as what, received_by as who,
       '批次 ' || id || '，' || coalesce(office_id, '') || '，' || filename as says
from import_batch where withdraws is null
union all
select received_at, '撤回', received_by, '批次 ' || withdraws || '，记为 ' || id
from import_batch where withdraws is not null
union all
select received_at, '交办', assigned_by, '第 ' || id || ' 号，' || office_id || '，限 ' || due_on
from assignment
order by 1, 4
"""
GONE = "（已不在数据库里）"
IN_LEDGER = ("收下", "撤回", "交办")


def lines(path: Path, since: datetime) -> list[str]:
    """One line for each write, restore, backup, sign-in and refusal since, the oldest first.

    Writes are the ledger's: complete, whatever happened to the file. Those that only the
    file knows (a restore put back an earlier ledger) say so.
    """
    own = [trail.Entry(**row) for row in connect.read(path, WRITES)]
    own = [each for each in own if datetime.fromisoformat(each.at) >= since]
    known = {_named(each) for each in own}
    others = [
        each._replace(says=f"{each.says}{GONE}") if each.what in IN_LEDGER else each
        for each in trail.entries(path, since)
        if each.what not in IN_LEDGER or _named(each) not in known
    ]
    found = sorted([*own, *others], key=lambda each: datetime.fromisoformat(each.at))
    return ["  ".join((each.at, each.what, each.who or "—", each.says)).rstrip() for each in found]


def _named(entry: trail.Entry) -> tuple[str, ...]:
    """A write, without what its line may say in more words."""
    return entry.what, *entry.says.split("，")[: 2 if entry.what == "撤回" else 1]
