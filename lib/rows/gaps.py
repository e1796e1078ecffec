"""Which projects serve which targets, and what is left of both without any tie."""

from __future__ import annotations

from typing import Any

from lib.rows import indicators, projects
from lib.rows.cache import per_version


@per_version
def matrix(as_of: str) -> dict[str, Any]:
    """Projects × targets; shared, do not change.

    groups: plan and action with rows (project, cells in the targets' order: the
    tie or None, count); idle_targets, idle_projects: without any tie; ties: all
    of them with both names; stated: how many the documents state themselves.
    """
    rows, targets = projects.projects(as_of), indicators.indicators(as_of)
    ties = indicators.serving(as_of)
    by_pair = {(tie["project_id"], tie["indicator_id"]): tie for tie in ties}
    groups: dict[str, dict[str, Any]] = {}
    for project in rows:
        cells = [by_pair.get((project["id"], row["id"])) for row in targets]
        head: dict[str, Any] = {key: project[key] for key in ("plan", "level", "action")}
        group = groups.setdefault(project["action_id"], head | {"rows": []})
        group["rows"].append(
            {"project": project, "cells": cells, "count": sum(cell is not None for cell in cells)}
        )
    served = {tie["indicator_id"] for tie in ties}
    serving = {tie["project_id"] for tie in ties}
    names = {row["id"]: row["name"] for row in targets}
    return {
        "groups": list(groups.values()),
        "targets": [
            {**row, "count": sum(tie["indicator_id"] == row["id"] for tie in ties)}
            for row in targets
        ],
        "idle_targets": [row for row in targets if row["id"] not in served],
        "idle_projects": [project for project in rows if project["id"] not in serving],
        "serving_projects": len(serving),
        "ties": [
            {**tie, "indicator": names[tie["indicator_id"]]}
            for tie in ties
            if tie["indicator_id"] in names
        ],
        "stated": sum(tie["certainty"] == "stated" for tie in ties),
    }
