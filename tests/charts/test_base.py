"""What is sent of a chart is what was drawn."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator

import altair as alt
import pandas as pd
import pyarrow as pa
import pytest
from altair.utils import schemapi

from lib.charts.base import layered, sent, specification
from lib.exports import catalogue
from lib.paths import ROOT
from lib.rows import cache
from lib.rows.indicators import indicators
from lib.screens import indicators as indicators_screen
from lib.screens.view import View
from lib.web import charts

DAY = "2026-11-22"


def _all() -> Iterator[tuple[str, dict]]:
    """Every chart with its page."""
    courses = (
        (indicators_screen.course_chart, "/indicators", (("indicator", (row["id"],)),))
        for row in indicators(DAY)
    )
    makers = (
        *courses,  # half of them have no number: whole columns are empty
        (indicators_screen.chart, "/indicators", (("state", ("no_data",)),)),
        *(
            (chart.spec, catalogue.CHARTS[name][0])
            for name, chart in charts.CHARTS.items()
            if chart.spec and not chart.needs
        ),
    )
    for make, path, *params in makers:
        yield path, make(View(path, DAY, False, *params))


@pytest.mark.parametrize("which", ["built", "demo"])
def test_every_chart_is_what_the_schema_asks_for(which, request, monkeypatch, quick, tmp_path):
    if quick and which == "built":
        pytest.skip("charts of fewer parts: make test")
    # a store of its own: what another test drew of one is remembered, unchecked
    store = shutil.copy(request.getfixturevalue(which), tmp_path / "own.db")
    monkeypatch.setenv("GUIXIANG_DB", str(store))
    cache.begin_run()
    checked = []
    plain = alt.LayerChart.to_dict

    def noted(chart, **how):
        checked.append(how["validate"])
        return plain(chart, **how)

    monkeypatch.setattr(alt.LayerChart, "to_dict", noted)
    with schemapi.debug_mode(True):  # off elsewhere, as served
        drawn = sum(1 for _ in _all())
    assert drawn > len(charts.CHARTS) and checked.count(True) >= drawn


HALF = """
import importlib.machinery, sys, threading
half, asked = threading.Event(), threading.Event()

class Slow(importlib.machinery.PathFinder):
    @classmethod
    def find_spec(cls, name, path=None, target=None):
        spec = super().find_spec(name, path)
        if name == "pandas.core.config_init":  # in the midst of it
            plain = spec.loader.exec_module
            spec.loader.exec_module = lambda module: (half.set(), asked.wait(3), plain(module))
        return spec

sys.meta_path.insert(0, Slow)
threading.Thread(target=__import__, args=("pandas",)).start()
assert half.wait(60)
from lib.charts.network import network
node = {"id": "a", "name": "甲", "label": "甲", "kind": "企业"}
print(network([node], [], {})["height"])
asked.set()
"""


def test_a_chart_waits_for_pandas_that_another_thread_is_importing():
    """Altair takes a module for whole as soon as it has begun."""
    done = subprocess.run([sys.executable, "-c", HALF], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0 and int(done.stdout) > 0, done.stderr


def test_the_check_sees_a_fault():
    wrong = layered([alt.Chart().mark_bar(width="wide")], data=pd.DataFrame({"a": [1]}))
    specification(wrong)
    with schemapi.debug_mode(True), pytest.raises(schemapi.SchemaValidationError):
        specification(wrong)


def test_the_rows_that_are_sent_are_the_rows_of_the_chart(real_store):
    for path, spec in _all():
        for name, stream in sent(spec)["datasets"].items():
            table = pa.ipc.open_stream(stream).read_all()
            assert table.to_pylist() == spec["datasets"][name], path
            # 64-bit integers would reach the browser as BigInt
            assert not any(pa.types.is_integer(field.type) for field in table.schema)


def test_what_is_sent_leaves_the_chart_as_it_is(real_store):
    spec = indicators_screen.chart(View("/indicators", DAY))
    rows = next(iter(spec["datasets"].values()))
    assert sent(spec)["layer"] is spec["layer"]
    assert isinstance(rows, list) and rows[0]["name"]
