"""Assignments: what a meeting asks of an office, appended to the ledger."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from lib import trail
from lib.letters import drawn
from lib.store.ledger import transact
from lib.store.problems import Kind, Problem, Refused

if TYPE_CHECKING:  # it brings pandas along
    from sqlite_utils import Database

LONGEST = 200
#: how a scene of the presentation is named; its length is also held by the store itself
SCENE = re.compile(r"[a-z0-9-]{1,80}")
MEETING = "硅巷早餐会"
FILE = "会上交办"
MEETING_OF = "select id from meeting where held_on = :day order by id limit 1"
OFFICE = "select 1 from office where id = :id order by 1"
PROJECT = "select 1 from project where id = :id order by 1"


@dataclass(frozen=True, kw_only=True)
class Assignment:
    """One task: who is to do what by when; ``meeting_on`` is the meeting's day.

    ``project_id`` is '' for a task that belongs to no project; ``received_at`` is ISO
    with zone.
    """

    meeting_on: str
    says: str
    office_id: str
    due_on: str
    assigned_by: str
    received_at: str
    project_id: str = ""
    scene: str = ""


def assign(path: Path, task: Assignment) -> int:
    """Append one assignment; the day's meeting is recorded with its first one.

    Returns the row's number; :class:`Refused` carries every problem.
    """
    found: list[int] = []

    def work(db: Database) -> None:
        problems = _problems(db, task)
        if problems:
            raise Refused(problems)
        row = {
            "meeting_id": _meeting(db, task.meeting_on),
            "project_id": task.project_id or None,
            "office_id": task.office_id,
            "says": task.says.strip(),
            "due_on": task.due_on,
            "scene": task.scene or None,
            "assigned_by": task.assigned_by,
            "received_at": task.received_at,
        }
        found.append(int(db.table("assignment").insert(row).last_pk or 0))

    transact(path, work)
    trail.note(
        path, "交办", task.assigned_by, f"第 {found[0]} 号，{task.office_id}，限 {task.due_on}"
    )
    return found[0]


def _meeting(db: Database, day: str) -> str:
    known = db.execute(MEETING_OF, {"day": day}).fetchone()
    if known:
        return known[0]
    id = f"m-{day.replace('-', '')}"
    db.table("meeting").insert({"id": id, "held_on": day, "title": MEETING})
    return id


def _problems(db: Database, task: Assignment) -> list[Problem]:
    def wrong(column: str, kind: Kind, value: str = "") -> Problem:
        return Problem(file=FILE, column=column, kind=kind, value=value)

    found = []
    says = task.says.strip()
    if not drawn(says):
        found.append(wrong("交办事项", "required"))
    if not drawn(task.assigned_by):
        found.append(wrong("交办人", "required"))
    if task.scene and not SCENE.fullmatch(task.scene):
        found.append(wrong("场景", "bad_scene"))
    if len(says) > LONGEST:
        found.append(wrong("交办事项", "task_long"))
    if any(not char.isprintable() for char in says):
        found.append(wrong("交办事项", "control_char"))
    if db.execute(OFFICE, {"id": task.office_id}).fetchone() is None:
        found.append(wrong("承办", "unknown_ref", task.office_id))
    if task.project_id and db.execute(PROJECT, {"id": task.project_id}).fetchone() is None:
        found.append(wrong("对应事项", "unknown_ref", task.project_id))
    if not _is_day(task.due_on):
        found.append(wrong("期限", "not_day", task.due_on))
    elif task.due_on < task.meeting_on:
        found.append(wrong("期限", "due_past", task.due_on))
    return found


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
