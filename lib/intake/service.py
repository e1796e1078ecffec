"""From an uploaded file to a preview, and from a preview to the ledger."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from lib import paths
from lib.intake.check import Checked, check_rows
from lib.intake.gathered import gathered
from lib.intake.known import known_for
from lib.intake.problems import CellProblem, Unreadable
from lib.intake.read import Filled, read_file
from lib.intake.values import tidy
from lib.rows import entered, reports
from lib.store import ledger, versions


@dataclass(frozen=True)
class Preview:
    """What a file would do: for whom, which entries, which problems; ``seen``: the version of
    the store that it was judged by.
    """

    office_id: str
    office: str
    checked: Checked
    seen: str

    @property
    def acceptable(self) -> bool:
        return not self.checked.refused and bool(self.checked.fresh)


def office_of(words: str) -> str:
    """The id of an office named by id or name, '' when there is none."""
    names = _offices()
    by_name = {tidy(name): id for id, name in names.items()}
    return words if words in names else by_name.get(tidy(words), "")


def _offices() -> dict[str, str]:
    return {row["id"]: row["name"] for row in reports.offices()}


def preview(
    data: bytes,
    *,
    today: str,
    office_id: str = "",
    read: Callable[[bytes], Filled] = read_file,
) -> Preview:
    """Read and judge a file; nothing is written.

    ``office_id`` (or a name) says whose it is when the file does not; ``read``: files of
    other people are read by :func:`lib.intake.apart.read_apart`.
    :class:`Unreadable` when the file cannot be read at all, names another
    office, or was received before.
    """
    filled = read(data)
    seen = versions.current_version(paths.store_path())  # before anything is asked of it
    names = _offices()
    stated = filled.system.get("office", "")
    chosen = office_of(office_id) if office_id else stated
    if not stated and not office_id:
        raise Unreadable("no_office")
    if chosen not in names:
        raise Unreadable("unknown_office", office_id or stated)
    if stated in names and stated != chosen:
        raise Unreadable("office_differs", names[stated])
    checked = check_rows(filled.rows, known_for(chosen, today))
    checked.problems = sorted(gathered([*filled.problems, *checked.problems]))
    if not checked.refused and not checked.fresh:
        checked.problems.append(CellProblem(kind="nothing", warning=True))
    if newest := entered.ahead(today):
        checked.problems.append(CellProblem(kind="clock_behind", value=newest, warning=True))
    # last: a file that somebody commits meanwhile must not pass as "nothing new"
    if earlier := ledger.received(paths.store_path(), data):
        raise Unreadable("same_file", earlier)
    return Preview(chosen, names[chosen], checked, seen)


def commit(ready: Preview, data: bytes, *, filename: str, by: str, when: str) -> str:
    """Append an acceptable preview as one batch; returns its id.

    Only new and changed entries become rows; the original file is kept. When somebody else
    has written since it was judged: :class:`lib.store.ledger.Overtaken`.
    """
    if not ready.acceptable:
        raise ValueError("nothing acceptable to commit")
    rows: dict[str, list[dict[str, Any]]] = {}
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
    return ledger.append(paths.store_path(), batch, rows, seen=ready.seen)
