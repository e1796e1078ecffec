"""A command that writes goes without pandas; who needs it beside finds it."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from lib.paths import ROOT
from tests.intake.kit import TITLES

ALONE = """
from lib.store import connect, lean
with connect.write(store) as db, connect.transaction(db):
    db.table("meeting").insert({"id": "m", "held_on": "2026-01-01", "title": "会"})
    assert "pandas" not in sys.modules
import pandas
assert pandas.DataFrame({"a": [1]}).a.sum() == 1
"""
BESIDE = """
import threading
from lib.store import lean
over = threading.Event()
threading.Thread(target=over.wait).start()
lean.database()
over.set()
assert sys.modules["pandas"].DataFrame
"""
COMMAND = """
from lib.cli import main
assert main(["import", sys.argv[2], "--office", "fuwu", "--by", "甲"]) == 0
assert "pandas" not in sys.modules
"""
CSV = f"{TITLES}\r\ns05,,2026-11-01,推进中,,,,,,,甲\r\n"


@pytest.mark.parametrize("said", [ALONE, BESIDE, COMMAND], ids=["alone", "beside", "command"])
def test_pandas_is_left_out_where_nobody_misses_it(said, store, tmp_path):
    file = tmp_path / "a.csv"
    file.write_text(CSV, encoding="utf-8")
    before = "import sys\nfrom pathlib import Path\nstore = Path(sys.argv[1])\n"
    done = subprocess.run(
        [sys.executable, "-c", before + said, str(store), str(file)],
        cwd=ROOT,
        env=os.environ | {"GUIXIANG_DB": str(store)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
