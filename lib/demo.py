"""The demo store: the real facts and a fictitious year of reports.

Everything here is invented and the same each time; the store says so of itself
(``kind`` = demo) and every page and export of it bears 演示数据.
"""

from __future__ import annotations

import random
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from lib import files
from lib.store import connect, ledger
from lib.store.assign import Assignment, assign
from lib.store.build import build
from lib.store.place import place_over
from lib.store.problems import Problem, Refused

MONTHS = 12
NEW_DUE = 45  # days after the demo's last day
REPORTER = "演示填报人"
STEPS = ("已排出计划", "已选定点位", "已签合作意向", "现场施工", "试运行", "收尾核对")
TROUBLES = ("", "", "", "点位需要协调", "等待经费批复", "合作方更换联系人")
TASKS = (("s03", "定下次早餐会的日子和议题"), ("s12", "核对咖啡亭点位"), ("", "汇总各科室的难点"))
NEXT = ("开协调会", "签合同", "进场", "验收准备")


def build_demo(data_dir: Path, path: Path, *, today: date) -> None:
    """Make the demo store at ``path`` anew; refuses to replace a real store."""
    state = connect.state_of(path)
    older = state is not None and state.kind == "store_older"
    if (state is None or older) and _kind(path) != "demo":
        raise Refused([Problem(file=path.name, kind="not_demo")])
    if state is not None and state.kind != "store_missing" and not older:
        raise Refused([state])
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with connect.told(path), files.beside(path) as fresh:
            build(data_dir, fresh, kind="demo")
            _report_a_year(fresh, today)
            place_over(fresh, path)
    except Refused as error:  # of what is made beside nobody has heard
        beside = f"{path.name}."
        raise Refused(
            [
                replace(each, file=path.name) if each.file.startswith(beside) else each
                for each in error.problems
            ]
        ) from error


def _report_a_year(path: Path, today: date) -> None:
    chance = random.Random(20260101)
    _meetings(path, today)
    offices = _offices(path)
    for month in range(MONTHS, 0, -1):
        day = today - timedelta(days=30 * month - 25)
        for office, projects in offices.items():
            rows = [
                row
                for project in projects
                if (row := _report(chance, project, office, day, month, today))
            ]
            if rows:
                _append(path, office, day, {"project_report": rows})
        _indicators(path, chance, day, month)
    _assignments(path, today)


def _kind(path: Path) -> str:
    # of an older version, too: what is fictitious may be made anew
    sql = "select value from store_meta where key = 'kind' order by 1"
    with closing(connect.connect_read_only(path)) as connection:
        return str(connection.execute(sql).fetchone()[0])


def _offices(path: Path) -> dict[str, list[str]]:
    """The first office of each project reports it."""
    sql = """
        select office_id, project_id from project_office where ord = 1
        order by office_id, project_id
    """
    found: dict[str, list[str]] = {}
    for row in connect.read(path, sql):
        found.setdefault(row["office_id"], []).append(row["project_id"])
    return found


def _report(chance, project: str, office: str, day: date, month: int, today: date) -> dict | None:
    """A month's report of one project, or None: some projects stay silent, some stop."""
    fate = random.Random(project).random()
    if fate < 0.2 or (fate < 0.35 and month < 4) or chance.random() < 0.25:
        return None
    speed = 0.7 + random.Random(project + "speed").random() * 0.6
    percent = min(100, round((MONTHS - month + 1) / MONTHS * 100 * speed))
    done = percent >= 100 and fate > 0.5
    state = "已完成" if done else "暂缓" if 0.35 <= fate < 0.4 else "推进中"
    trouble = "等待上级批复，暂缓" if state == "暂缓" else chance.choice(TROUBLES) or None
    return {
        "project_id": project,
        "office_id": office,
        "as_of": day.isoformat(),
        "state": state,
        "percent": percent if done else min(percent, 95),
        "progress": STEPS[min(len(STEPS) - 1, percent * len(STEPS) // 101)],
        "problem": None if done else trouble,
        "next_step": None if done else chance.choice(NEXT),
        "due_on": None if done else _due(fate, today).isoformat(),
        "evidence": f"演示验收单 {project}" if done else None,
        "reporter": REPORTER,
    }


def _due(fate: float, today: date) -> date:
    return today + timedelta(days=-20 if fate > 0.9 else 15 if fate > 0.8 else 30 + NEW_DUE)


def _indicators(path: Path, chance, day: date, month: int) -> None:
    """Each quarter the values of some indicators, most with the definition confirmed."""
    if month % 3:
        return
    targets = connect.read(path, "select id, target_low from indicator order by ord")
    rows = []
    for row in targets:
        fate = random.Random(row["id"]).random()
        if fate < 0.3:
            continue
        share = (MONTHS - month + 3) / MONTHS * (0.6 + fate * 0.6)
        rows.append(
            {
                "indicator_id": row["id"],
                "as_of": day.isoformat(),
                "value": float(max(0, round(row["target_low"] * share))),
                "definition_confirmed": int(fate > 0.4),
                "note": "演示数",
                "reporter": REPORTER,
            }
        )
    _append(path, "q-kewei", day, {"indicator_report": rows})


def _append(path: Path, office: str, day: date, rows: dict) -> None:
    batch = ledger.Batch(
        received_at=f"{(day + timedelta(days=2)).isoformat()}T09:00:00+08:00",
        received_by=REPORTER,
        office_id=office,
        filename=f"演示-{office}-{day.isoformat()}.xlsx",
        original=f"演示 {office} {day.isoformat()} {sorted(rows)}".encode(),
    )
    ledger.append(path, batch, rows)


def _meetings(path: Path, today: date) -> None:
    with connect.write(path) as db:
        for number in range(MONTHS, 0, -1):
            day = today - timedelta(days=30 * number - 12)
            db.table("meeting").insert(
                {
                    "id": f"demo-{day.isoformat()}",
                    "held_on": day.isoformat(),
                    "title": "硅巷早餐会（演示）",
                    "agenda": "通报进展；协调问题；交办",
                }
            )


def _assignments(path: Path, today: date) -> None:
    """What the last meeting assigned: to the first office of a project, or of the store."""
    sql = """
        select project_id, office_id from project_office where ord = 1
        order by project_id, office_id
    """
    first = {row["project_id"]: row["office_id"] for row in connect.read(path, sql)}
    held = today - timedelta(days=30 - 12)
    for project, says in TASKS:
        assign(
            path,
            Assignment(
                meeting_on=held.isoformat(),
                says=f"{says}（演示）",
                office_id=first.get(project) or next(iter(first.values())),
                project_id=project if project in first else "",
                due_on=(held + timedelta(days=14)).isoformat(),
                assigned_by=REPORTER,
                received_at=f"{held.isoformat()}T10:00:00+08:00",
            ),
        )
