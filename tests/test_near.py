"""Near numbers are words: however large, no output has a mark for them on the target's axis."""

from __future__ import annotations

import io
import json
import re
import shutil
from pathlib import Path

import pytest
from pptx import Presentation

from lib.exports import pictures
from lib.rows import indicators as indicator_rows
from lib.rows.cache import begin_run
from lib.scenes.html import offline
from lib.scenes.slides import presentation
from lib.screens import indicators, timeline
from lib.screens.view import View
from lib.store import connect
from tests.ledger import add_batch, add_value
from tests.scenes.build import deck
from tests.totals import INDICATORS

DAY = "2026-11-22"
REASON = "口径不同，只是试验"


@pytest.fixture(scope="module")
def planted_store(built, tmp_path_factory):
    """Each indicator with near numbers of a hundred times its target; one exact value."""
    store = Path(shutil.copy(built, tmp_path_factory.mktemp("planted") / "store.db"))
    with connect.write(store) as db:
        for row in list(db.query("select id, target_low, unit from indicator order by ord")):
            number = f"{100 * row['target_low']:g}"
            db["observation"].insert(
                {
                    "id": f"planted-{row['id']}", "indicator_id": row["id"], "metric": "相近的东西",
                    "printed": f"{number}多{row['unit']}", "value": 100.0 * row["target_low"],
                    "qualifier": "多", "unit": row["unit"], "as_of": "2025", "scope": "长宁区",
                    "date_precision": "year", "match": "proxy", "reason": REASON,
                    "document_id": "reply-2024-005", "locator": "试验", "quote": "试验",
                }
            )  # fmt: skip
    add_batch(store)
    add_value(store, "talent-city", 3, confirmed=1)
    add_value(store, "base", 4_000, confirmed=0)
    with connect.write(store) as db:
        db.execute("update store_meta set value = 'planted' where key = 'facts'")
    return store


@pytest.fixture
def planted(planted_store, monkeypatch):
    """The app reads it."""
    monkeypatch.setenv("GUIXIANG_DB", str(planted_store))
    begin_run()


def charts() -> list[dict]:
    view = View("/indicators", DAY)
    made = [indicators.chart(view, reasons) for reasons in (False, True)]
    made += [timeline.series_chart(View("/timeline", DAY), reasons) for reasons in (False, True)]
    for row in indicators.selected(view):
        own = View("/indicators", DAY, params=(("indicator", (row["id"],)),))
        made.append(indicators.course_chart(own))
    return made


def layers(spec: dict) -> list[dict]:
    return [each for layer in spec["layer"] for each in (layer.get("layer") or [layer])]


def test_no_chart_has_a_mark_for_a_near_number(planted):
    for spec in charts():
        rows = next(iter(spec["datasets"].values()))
        for row in rows:
            if row["kind"] == "near":
                assert row["share"] is None
                assert row["why"]
            assert not str(row["kind"]).startswith("proxy")
        for layer in layers(spec):
            kept = json.dumps(layer.get("transform", []))
            if "'near'" in kept:
                assert layer["mark"]["type"] == "text"
                assert layer["encoding"]["x"] == {"value": 0}
        drawn = [row for row in rows if str(row["kind"]).startswith("exact")]
        assert all((row.get("value") or 3) == 3 for row in drawn)


def test_the_number_stands_in_words_with_its_reason(planted):
    page = indicators.body(View("/indicators", DAY))
    for words in ("100000多家相近的东西 · 长宁区 · 2025", f"不计入：{REASON}", "不画在轴上"):
        assert words in page
    course = View("/indicators", DAY, params=(("indicator", ("hightech",)),))
    assert any("100000多家" in line and REASON in line for line in indicators.near_lines(course))


def test_the_picture_has_it_in_words_too(planted, quick):
    if quick:
        pytest.skip("a picture of many texts: make test")
    picture = pictures.svg(
        pictures.titled(
            indicators.chart(View("/indicators", DAY), True), title="", lines=[], width=900
        )
    )
    assert "100000多家相近的东西" in picture and REASON in picture


def test_no_deck_draws_it(planted):
    made = deck("whole", DAY)
    kinds = {box.part.kind for scene in made.scenes for box in scene.boxes}
    assert kinds <= {"table", "figures", "tiles", "course", "lines", "map", "code"}
    told = [scene for scene in made.scenes if re.fullmatch(r"near(-\d+)?", scene.id)]
    assert told and all(scene.appendix for scene in told)
    values = [scene for scene in made.scenes if scene.id.startswith("targets")]
    cells = [cell.text for scene in values for row in scene.boxes[0].part.rows for cell in row]
    assert "3人（2024-01）" in cells
    assert not any("100000" in text or "4000" in text for text in cells)
    scenes = [part for part in re.split("<section", offline(made).decode()) if REASON in part]
    assert len(scenes) >= 3


def test_no_slide_carries_its_share(planted):
    show = Presentation(io.BytesIO(presentation(deck(as_of=DAY))))
    shapes = [shape for slide in show.slides for shape in slide.shapes]
    assert not any(getattr(shape, "has_chart", False) for shape in shapes)
    words = "\n".join(
        cell.text_frame.text
        for shape in shapes
        if getattr(shape, "has_table", False)
        for row in shape.table.rows
        for cell in row.cells
    )
    assert "100000多家相近的东西" in words and words.count(REASON) >= INDICATORS - 1


def test_one_statement_is_one_number(real_store):
    rows = {row["id"]: row for row in indicator_rows.indicators(DAY)}
    assert [each["id"] for each in rows["scene"]["proxies"]] == ["scene-5-2024"]
    assert rows["scene"]["proxies"][0]["again"] == ["2025年人大003号答复"]
    assert "只有 1 个口径不同的数" in rows["scene"]["lamp"].why
