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
IN_LEDGER = ("收下", "撤回", "交办")


def lines(path: Path, since: datetime) -> list[str]:
    """One line for each write, restore, backup, sign-in and refusal since, the oldest first.

    Writes are the ledger's: complete, whatever happened to the file.
    """
    own = [trail.Entry(**row) for row in connect.read(path, WRITES)]
    own = [each for each in own if datetime.fromisoformat(each.at) >= since]
    others = [each for each in trail.entries(path, since) if each.what not in IN_LEDGER]
    found = sorted([*own, *others], key=lambda each: datetime.fromisoformat(each.at))
    return ["  ".join((each.at, each.what, each.who or "—", each.says)).rstrip() for each in found]
