"""Help for tests: put reports into a store's ledger."""

from __future__ import annotations

from pathlib import Path

from lib.store import connect


def add_batch(path: Path, id: str = "b1", when: str = "2024-01-10T09:00:00+08:00", **more) -> None:
    """One import batch."""
    row = {
        "id": id,
        "received_at": when,
        "received_by": "测试员",
        "office_id": "yingshang",
        "filename": "表.xlsx",
        "sha256": "0" * 64,
        "original": b"x",
    }
    with connect.write(path) as db:
        db["import_batch"].insert(row | more)


def add_report(path: Path, project: str = "s01", **more) -> None:
    """One project report in batch ``b1``."""
    row = {
        "batch_id": "b1",
        "project_id": project,
        "office_id": "yingshang",
        "as_of": "2024-01-09",
        "state": "推进中",
        "percent": 50,
        "reporter": "测试员",
    }
    with connect.write(path) as db:
        db["project_report"].insert(row | more)


def add_value(path: Path, indicator: str, value: float, confirmed: int = 1, **more) -> None:
    """One indicator report in batch ``b1``."""
    row = {
        "batch_id": "b1",
        "indicator_id": indicator,
        "as_of": "2024-01-09",
        "value": value,
        "definition_confirmed": confirmed,
        "reporter": "测试员",
    }
    with connect.write(path) as db:
        db["indicator_report"].insert(row | more)
