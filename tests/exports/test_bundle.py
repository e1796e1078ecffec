"""The zip of everything: its README counts what is in it, its parts are the routes' own bytes."""

from __future__ import annotations

import csv
import io
import re
import zipfile

import pytest
from openpyxl import load_workbook

from lib.exports import api, bundle
from lib.measures.lamps import INDICATOR_STATES, PROJECT_STATES
from lib.rows import cache, indicators
from lib.rows.documents import PUBLIC, known_rows

DAYS = ("1900-01-01", "2023-12-01", "2026-01-01")
COUNTED = re.compile(r"^- `(csv/[^`]+)`：(.+)，(\d+) 行$", re.M)


def parts(day: str) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(bundle.bundle(day))) as archive:
        names = archive.namelist()
        assert len(set(names)) == len(names)
        return {name: archive.read(name) for name in names}


@pytest.mark.parametrize("day", DAYS)
def test_the_readme_counts_every_table(day, real_store):
    files = parts(day)
    counted = {name: (title, int(n)) for name, title, n in
               COUNTED.findall(files["README.md"].decode())}  # fmt: skip
    assert set(counted) == {f"csv/{name}.csv" for name in PUBLIC}
    for name, (title, count) in counted.items():
        head, *rows = csv.reader(io.StringIO(files[name].decode("utf-8-sig")))
        assert title and len(rows) == count and {len(row) for row in rows} <= {len(head)}, name


def test_before_anything_was_known_it_is_all_heads(real_store):
    files = parts("1900-01-01")
    readme = files["README.md"].decode()
    assert "截至：1900-01-01" in readme and "## 指标的口径" in readme
    assert "目标" not in readme.partition("## 指标的口径")[2].partition("##")[0]
    for sheet in load_workbook(io.BytesIO(files[bundle.WORKBOOK])).worksheets[1:]:
        assert sheet.max_row == 1, sheet.title


def test_its_json_is_what_the_routes_answer(real_store):
    files = parts("2024-06-30")
    for path, make in api.MAKERS.items():
        assert files[f"json/{path.rpartition('/')[2]}"] == make("2024-06-30")


def test_only_the_workbook_bears_the_moment_it_was_made(real_store):
    one, other = parts("2024-06-30"), parts("2024-06-30")
    assert {name for name in one if one[name] != other[name]} <= {bundle.WORKBOOK}


def test_the_readme_tells_every_rule_and_every_reading(real_store):
    targets = indicators.indicators("2024-06-30")
    said = bundle.readme("2024-06-30", {}, targets).decode()
    for row in targets:
        line = f"- {row['name']}：目标 {row['target']}，期限 {row['due_on']}。{row['definition']}"
        assert line in said.splitlines()
    for word in (*PROJECT_STATES.values(), *INDICATOR_STATES.values()):
        assert f"- {word.word}：" in said
    titles = [row["title"] for row in known_rows("document", "2024-06-30")]
    assert titles and all(f"- {title}（" in said for title in titles)
    later = {row["title"] for row in known_rows("document", "2026-01-01")} - set(titles)
    assert later and not any(title in said for title in later)


def test_missing_cells_of_a_table_are_empty(real_store):
    table = parts("2026-01-01")["csv/place.csv"].decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table)))
    stored = {row["id"]: row for row in known_rows("place", "2026-01-01")}
    assert len(rows) == len(stored)
    bare = [row for row in rows if stored[row["id"]]["lon"] is None]
    assert bare and all(row["lon"] == row["lat"] == "" for row in bare)


def test_the_public_copy_says_its_day_and_the_demo_what_it_is(real_store, demo, monkeypatch):
    said = bundle.about("2024-06-30", "v1")
    assert said["as_of"] == "2024-06-30" and said["version"] == "v1" and all(said.values())
    monkeypatch.setenv("GUIXIANG_DB", str(demo))
    cache._run.now = None
    assert bundle.about("2024-06-30", "v1").keys() - said.keys() == {"demo"}
