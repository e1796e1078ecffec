"""Which items serve which targets, and what is left: targets and items without any tie."""

from __future__ import annotations

from typing import Any

from lib.rows import indicators, projects
from lib.rows.cache import per_version


@per_version
def matrix(as_of: str) -> dict[str, Any]:
    """Items × targets; shared, do not change.

    groups: plan and action with rows (item, cells in the targets' order: the
    tie or None, count); idle_targets, idle_items: without any tie; ties: all
    of them with both names; stated: how many the documents state themselves.
    """
    items, targets = projects.items(as_of), indicators.indicators(as_of)
    ties = indicators.serving(as_of)
    by_pair = {(tie["project_id"], tie["indicator_id"]): tie for tie in ties}
    groups: dict[str, dict[str, Any]] = {}
    for item in items:
        cells = [by_pair.get((item["id"], row["id"])) for row in targets]
        head = {"plan": item["plan"], "level": item["level"], "action": item["action"], "rows": []}
        group = groups.setdefault(item["action_id"], head)
        group["rows"].append(
            {"item": item, "cells": cells, "count": sum(cell is not None for cell in cells)}
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
        "idle_items": [item for item in items if item["id"] not in serving],
        "serving_items": len(serving),
        "ties": [
            {**tie, "indicator": names[tie["indicator_id"]]}
            for tie in ties
            if tie["indicator_id"] in names
        ],
        "stated": sum(tie["certainty"] == "stated" for tie in ties),
    }
