"""What is sent of a chart is what was drawn."""

from __future__ import annotations

import pyarrow as pa

from lib.charts.base import sent
from lib.ui import chronicle, ecosystem, targets
from lib.ui.request import View

DAY = "2026-11-22"


def test_the_rows_that_are_sent_are_the_rows_of_the_chart(real_store):
    makers = (
        (targets.chart, "/indicators"),
        (chronicle.chart, "/timeline"),
        (chronicle.series_chart, "/timeline"),
        (ecosystem.picture, "/ecosystem"),
    )
    for make, path in makers:
        spec = make(View(path, DAY))
        for name, stream in sent(spec)["datasets"].items():
            table = pa.ipc.open_stream(stream).read_all()
            assert table.to_pylist() == spec["datasets"][name], path
            # 64-bit integers would reach the browser as BigInt
            assert not any(pa.types.is_integer(field.type) for field in table.schema)


def test_what_is_sent_leaves_the_chart_as_it_is(real_store):
    spec = targets.chart(View("/indicators", DAY))
    rows = next(iter(spec["datasets"].values()))
    assert sent(spec)["layer"] is spec["layer"]
    assert isinstance(rows, list) and rows[0]["name"]
