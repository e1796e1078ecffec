"""Parts of 会议之间: what changed from one day to another."""

from __future__ import annotations

from lib.clock import read_day
from lib.render import render
from lib.rows import changes
from lib.rows.cache import per_version
from lib.rows.meetings import meeting_before
from lib.screens.view import View


class DaysBefore:
    """Every written day before ``as_of``, as a set of allowed values."""

    def __init__(self, as_of: str):
        self.as_of = as_of

    def __contains__(self, text: str) -> bool:
        try:
            return read_day(text).isoformat() < self.as_of
        except ValueError:
            return False

    def why_not(self, value: str) -> str:
        """The notice for any other value."""
        return f"起始日期要早于 {self.as_of}，写成 2025-12-31 这样：{value}，已忽略。"


def allowed(as_of: str) -> dict[str, DaysBefore]:
    """``from``: any day before the shown one."""
    return {"from": DaysBefore(as_of)}


@per_version
def body(view: View) -> str:
    """The form, the meetings to choose from, and what changed."""
    since = view.get("from") or changes.default_since(view.as_of)
    return render(
        "changes.html",
        view=view,
        spans=changes.spans(view.as_of),
        last=meeting_before(view.as_of),
        **changes.changes(since, view.as_of),
    )


#: what the plain page is made of
PARTS = (body,)
