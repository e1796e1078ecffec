"""Whether the clock is behind the ledger: a view of "today" would hide what came in later."""

from __future__ import annotations

from lib import clock
from lib.rows.cache import per_version
from lib.rows.store import ask

#: what has been withdrawn is shown on no day
NEWEST = """
select max(received_at) as newest from (
  select b.received_at from import_batch b
  where b.withdraws is null
    and not exists (select 1 from import_batch w where w.withdraws = b.id)
  union all
  select received_at from assignment
) order by 1
"""


LAST = "select max(received_at) as last from import_batch order by 1"


@per_version
def last() -> str | None:
    """When the newest batch (or withdrawal) came in, ISO with zone; None before the first."""
    return ask(LAST)[0]["last"]


@per_version
def ahead(today: str) -> str:
    """When the newest entry came in, if that is a later day than ``today``; else ''."""
    newest = str(ask(NEWEST)[0]["newest"] or "")
    return newest[:16].replace("T", " ") if newest[:10] > today else ""


def behind() -> str:
    """Both times and what to do, when the clock is behind the ledger; else ''."""
    newest = ahead(clock.today().isoformat())
    if not newest:
        return ""
    return (
        f"服务器的时钟是 {clock.now():%Y-%m-%d %H:%M}，最新的填报或交办却是 {newest} 收到的，"
        "今天以后收到的都没有算进来。请维护人员校准时钟；那一份若是时钟快的时候收的，撤回再收一次。"
    )
