"""From an uploaded file to a preview, and from a preview to the ledger."""

from __future__ import annotations

from dataclasses import dataclass

from lib import paths
from lib.intake.check import Checked, check_rows
from lib.intake.known import known_for
from lib.intake.problems import CellProblem, Unreadable
from lib.intake.read import read_file
from lib.queries import reporting
from lib.store import ledger


@dataclass(frozen=True)
class Preview:
    """What a file would do: for whom, which entries, which problems."""

    office_id: str
    office: str
    checked: Checked

    @property
    def acceptable(self) -> bool:
        return not self.checked.refused and bool(self.checked.fresh)


def preview(data: bytes, *, today: str, office_id: str = "") -> Preview:
    """Read and judge a file; nothing is written.

    ``office_id`` overrides what the template says of itself.
    :class:`Unreadable` when the file cannot be read at all, or was received before.
    """
    filled = read_file(data)
    stated = filled.system.get("office", "")
    chosen = office_id or stated
    if not chosen:
        raise Unreadable("no_office")
    names = dict(zip(*reporting.offices()[["id", "name"]].to_numpy().T, strict=True))
    if chosen not in names:
        raise Unreadable("unknown_office", chosen)
    checked = check_rows(filled.rows, known_for(chosen, today))
    checked.problems = sorted([*filled.problems, *checked.problems])
    if not checked.problems and not checked.fresh:
        checked.problems.append(CellProblem(kind="nothing", warning=True))
    # last: a file that somebody commits meanwhile must not pass as "nothing new"
    if earlier := ledger.received(paths.store_path(), data):
        raise Unreadable("same_file", earlier)
    return Preview(chosen, names[chosen], checked)


def commit(ready: Preview, data: bytes, *, filename: str, by: str, when: str) -> str:
    """Append an acceptable preview as one batch; returns its id.

    Only new and changed entries become rows; the original file is kept.
    """
    if not ready.acceptable:
        raise ValueError("nothing acceptable to commit")
    rows: dict[str, list[dict]] = {}
    for entry in ready.checked.fresh:
        row = dict(entry.values) | {entry.sheet.subject: entry.subject}
        if entry.sheet.table == "project_report":
            row["office_id"] = ready.office_id
        rows.setdefault(entry.sheet.table, []).append(row)
    batch = ledger.Batch(
        received_at=when,
        received_by=by,
        office_id=ready.office_id,
        filename=filename,
        original=data,
    )
    return ledger.append(paths.store_path(), batch, rows)
