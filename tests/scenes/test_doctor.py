"""演示前自检 finds what was planted, and says what to do."""

from __future__ import annotations

import os
import shutil
import socket
import time

import pytest

from lib import clock
from lib.cli import main
from lib.paths import ROOT
from lib.rows.project_facets import choices
from lib.rows.projects import projects
from lib.scenes import decks, doctor, machine
from lib.scenes.story import gather
from lib.store import connect
from lib.store.check import store_problems
from lib.store.messages import say
from lib.ui import rehearsal
from tests.ledger import add_batch, add_report

CONFIG = ROOT / ".streamlit" / "config.toml"


def story():
    day = clock.today().isoformat()
    rows = projects(day)
    names = {kind: choices(rows, kind) for kind in decks.SCOPED}
    return gather(day, decks.choice_of("whole", names), address="http://board.local")


def of(what: str, findings) -> machine.Finding:
    return next(each for each in findings if each.what.startswith(what))


@pytest.fixture
def shanghai():
    yield from _zone("Asia/Shanghai")


@pytest.fixture
def elsewhere():
    yield from _zone("America/New_York")


def _zone(name: str):
    old = os.environ.get("TZ")
    os.environ["TZ"] = name
    time.tzset()
    yield
    if old is None:
        del os.environ["TZ"]
    else:
        os.environ["TZ"] = old
    time.tzset()


def test_a_ready_machine_is_green_where_it_can_be(real_store, shanghai, tmp_path):
    (tmp_path / "NotoSansCJK-Regular.ttc").write_bytes(b"")
    found = doctor.examine(story(), used="http://board.local", folders=[tmp_path])
    levels = {each.what: each.level for each in found}
    for what in ("数据库", "场景", "中文字体", "不连外网", "磁盘", "时钟", "二维码"):
        assert levels[what] == machine.GOOD, what
    assert not [each for each in found if each.level == machine.BAD]


def test_1_a_missing_font(tmp_path):
    found = machine.fonts([tmp_path])
    assert found.level == machine.BAD
    assert "fonts-noto-cjk" in found.cure


def test_2_a_corrupt_store(own_store, capsys):
    own_store.write_bytes(b"ruin" * 500)
    said = [say(problem) for problem in store_problems(own_store)]
    found = of(
        "数据库", doctor.rehearse("2026-01-01", store=said, beside=False, port=None, used="")
    )
    assert found.level == machine.BAD
    assert "python -m lib restore" in found.cure
    assert main(["doctor"]) == 1
    assert "✖ 数据库" in capsys.readouterr().err


def test_3_stale_reports(own_store):
    add_batch(own_store)
    add_report(own_store, "s01", as_of="2024-01-09")
    found = doctor.ages(story())
    assert found.level == machine.LOOK
    assert "超过 60 天 1 项" in found.says
    assert "提醒单" in found.cure


def test_4_a_scene_without_data(own_store):
    with connect.write(own_store) as db:
        for name in ("model_part", "organization_link", "project_organization", "organization"):
            db[name].delete_where()
    found = of("还缺：创新生态", doctor.scene_findings(story()))
    assert found.level == machine.LOOK
    assert "区科委" in found.cure


def test_5_a_port_that_is_taken():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        found = machine.port_finding(port)
        assert found.level == machine.BAD
        assert f"PORT={port + 1}" in found.cure
    assert machine.port_finding(port).level == machine.GOOD


def test_6_a_disk_that_cannot_be_written(tmp_path):
    folder = tmp_path / "locked"
    folder.mkdir()
    folder.chmod(0o500)
    if os.access(folder, os.W_OK):  # nothing is locked to root; a file holds no file either
        folder = folder / "store.db"
        folder.write_bytes(b"")
    found = machine.disk(folder)
    assert found.level == machine.BAD
    assert "GUIXIANG_DB" in found.cure


@pytest.mark.parametrize(
    "line",
    [
        '[theme]\nfont = "A:https://fonts.example.com/a.css"\n',
        '[[theme.fontFaces]]\nfamily = "A"\nurl = "//cdn.example.com/a.woff2"\n',
        '[server]\ncorsAllowedOrigins = ["https://example.com"]\n',
    ],
)
def test_7_an_outside_address_in_the_settings(line, real_store, tmp_path):
    settings = tmp_path / "config.toml"
    settings.write_text("[browser]\ngatherUsageStats = false\n" + line, encoding="utf-8")
    found = doctor.outside(story(), settings)
    assert found.level == machine.BAD
    assert "example.com" in found.says
    assert "config.toml" in found.cure


def test_7b_settings_that_call_home_or_cannot_be_read(real_store, tmp_path):
    settings = tmp_path / "config.toml"
    settings.write_text("[server]\nheadless = true\n", encoding="utf-8")
    assert "gatherUsageStats" in doctor.outside(story(), settings).says
    settings.write_text("[[[", encoding="utf-8")
    assert doctor.outside(story(), settings).level == machine.BAD
    assert doctor.outside(story(), CONFIG).level == machine.GOOD


def test_8_a_wrong_clock_zone(elsewhere):
    found = machine.zone("2025-04-17")
    assert found.level == machine.LOOK
    assert "Asia/Shanghai" in found.cure
    assert "不是 +0800" in found.says


def test_8b_a_clock_in_the_past(shanghai):
    found = machine.zone("2999-01-01")
    assert found.level == machine.BAD
    assert "系统日期" in found.cure


def test_the_command_names_every_cure(real_store, capsys):
    assert main(["doctor", "--port", "1"]) == 0
    said = capsys.readouterr().out
    assert "✔ 数据库" in said
    assert said.count("▲") == said.count("  → ")


def test_a_missing_store_is_a_finding_too(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("GUIXIANG_DB", str(tmp_path / "none.db"))
    assert main(["doctor"]) == 1
    assert "python -m lib build" in capsys.readouterr().err


def test_nothing_is_left_behind(own_store, shanghai):
    folder = own_store.parent
    before = sorted(path.name for path in folder.iterdir())
    shutil.copy(own_store, folder / "twin.db")
    (folder / "twin.db").unlink()
    machine.disk(folder)
    assert sorted(path.name for path in folder.iterdir()) == before
    assert connect.state_of(own_store) is None


def test_strangers_learn_no_figures_and_nothing_is_written(tmp_path):
    before = tmp_path.stat().st_mtime_ns
    said = machine.disk(tmp_path, known=False)
    assert said.says == "可写"
    assert tmp_path.stat().st_mtime_ns == before
    assert "GB" in machine.disk(tmp_path).says or "MB" in machine.disk(tmp_path).says


def test_it_is_made_once_in_half_a_minute(real_store):
    today = clock.today().isoformat()
    first = rehearsal.findings(today, known=False)
    assert rehearsal.findings(today, known=False) is first
    assert rehearsal.findings(today, known=True) is not first
