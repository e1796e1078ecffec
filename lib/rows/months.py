"""Who handed in what in which month."""

from __future__ import annotations

from collections import Counter
from typing import Any

from lib.rows.reports import batches
from lib.rows.shapes.offices import CountedOffice, Handed, MonthCell
from lib.rows.shapes.projects import Project
from lib.rows.store import ask

MONTHS = 6  # shown of who has reported
NOT_BEGUN, BY_OTHERS, LACKING, ALL_DONE = "未开始", "由共同科室报", "缺", "都已完成"
SHORT = {NOT_BEGUN: "—", BY_OTHERS: "共", LACKING: "缺", ALL_DONE: "完"}

HANDED = """
select r.project_id, r.office_id, substr(r.known_on, 1, 7) as month, r.state = '已完成' and
       coalesce(r.evidence, '') <> '' as done
from v_report r where r.known_on <= :as_of
order by r.as_of, r.id
"""


def months(as_of: str, offices: list[CountedOffice], projects: list[Project]) -> dict[str, Any]:
    """The last months, and what stands in each of them for each office.

    months: ``2026-11`` …, the newest last; rows: id, name, cells (one a month: how many
    batches, or why there is none). An office without a batch is lacking only if no office that
    answers with it reported on its projects and one of them is not done yet.
    """
    standing = [row for row in batches(as_of) if row["withdrawn"] is None]
    first = min((row["received_at"][:7] for row in standing), default="")
    counted = Counter((row["office_id"], row["received_at"][:7]) for row in standing)
    handed = _by_project(ask(HANDED, as_of=as_of))
    answering = _answering(projects)
    named = _last(as_of)

    def cell(id: str, own: dict[str, set[str]], month: str) -> MonthCell:
        if count := counted[id, month]:
            return {"count": count, "says": str(count), "short": str(count)}
        if month < first:
            return _empty(NOT_BEGUN)
        return _without(id, own, handed, month)

    rows = []
    for row in offices:
        cells = [cell(row["id"], answering.get(row["id"], {}), month) for month in named]
        rows.append({"id": row["id"], "name": row["name"], "cells": cells})
    return {"months": named, "rows": rows if standing else []}


def _by_project(rows: list[Handed]) -> dict[str, list[Handed]]:
    """What was handed in on each project, in the order in which it counts."""
    found: dict[str, list[Handed]] = {}
    for row in rows:
        found.setdefault(row["project_id"], []).append(row)
    return found


def _answering(projects: list[Project]) -> dict[str, dict[str, set[str]]]:
    """Each office's projects, each with all offices that answer for it."""
    found: dict[str, dict[str, set[str]]] = {}
    for project in projects:
        offices = set(project["facets"]["office"])
        for id in offices:
            found.setdefault(id, {})[project["id"]] = offices
    return found


def _last(as_of: str) -> list[str]:
    last = int(as_of[:4]) * 12 + int(as_of[5:7]) - 1
    return [f"{at // 12:04d}-{at % 12 + 1:02d}" for at in range(last - MONTHS + 1, last + 1)]


def _without(
    id: str, own: dict[str, set[str]], handed: dict[str, list[Handed]], month: str
) -> MonthCell:
    """Why the office has no batch in that month; ``own``: its projects with who answers."""
    by_others = {
        project
        for project, offices in own.items()
        for row in handed.get(project, ())
        if row["month"] == month and row["office_id"] in offices - {id}
    }
    if by_others:
        part = f" {len(by_others)}/{len(own)}" if len(by_others) < len(own) else ""
        return _empty(BY_OTHERS, part)
    # the last one of each stands
    done = {project: row["done"] for project in own for row in handed.get(project, ())
            if row["month"] <= month}  # fmt: skip
    return _empty(ALL_DONE if all(done.get(project) for project in own) else LACKING)


def _empty(word: str, part: str = "") -> MonthCell:
    return {"count": 0, "says": word + part, "short": SHORT[word] + part.strip()}
