"""A store with many synthetic places, for tests and measurements."""

from __future__ import annotations

from pathlib import Path
from random import Random

from lib.store import connect
from tests.totals import STREET

CATEGORIES = ("carrier", "facility", "culture", "community", "renewal")
BOX = (121.402, 31.204, 121.436, 31.230)


def crowd(store: Path, count: int) -> None:
    """Add ``count`` located places to a built store; the same ones every time."""
    chance = Random(7)
    west, south, east, north = BOX
    rows = [
        {
            "id": f"crowd-{number}",
            "name": f"虚构点位{number}号",
            "category": chance.choice(CATEGORIES),
            "address": f"试验路{number}号",
            "lon": round(chance.uniform(west, east), 6),
            "lat": round(chance.uniform(south, north), 6),
            "precision": chance.choice(("exact", "building", "road")),
            "within_boundary": 1,
            "geo_source": "虚构",
        }
        for number in range(count)
    ]
    ties = [
        {"project_id": f"s{number % STREET + 1:02d}", "place_id": row["id"],
         "document_id": "street-2023", "locator": "试验", "quote": "试验"}
        for number, row in enumerate(rows)
        if number % 3 == 0
    ]  # fmt: skip
    with connect.write(store) as db:
        db["place"].insert_all(rows)
        db["project_place"].insert_all(ties)
        db["store_meta"].update("facts", {"value": f"crowd-{count}"})
