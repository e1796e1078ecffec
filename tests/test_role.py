"""A process that only reads writes by no path, and says where one can."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import streamlit as st
from hypothesis import given
from hypothesis import strategies as some
from starlette.applications import Starlette
from starlette.testclient import TestClient

from lib import commands, role, trail
from lib.cli import main
from lib.demo import build_demo
from lib.paths import ROOT
from lib.scenes import machine
from lib.sitemap import PAGES, PATHS
from lib.store import connect, ledger
from lib.store.assign import assign
from lib.store.backup import backup, restore
from lib.store.build import build
from lib.store.problems import Refused
from lib.ui import account, signed, task, upload
from lib.web import api, start
from tests import app
from tests.conftest import DATA
from tests.intake.kit import PROJECTS, TITLES
from tests.store.test_assign import TASK

pytestmark = pytest.mark.filterwarnings("ignore")
WRITER = "https://report.example"
#: commands that leave the store as it is; a new command belongs here or in ``commands.WRITES``
READS = {"check", "backup", "template", "export", "deck", "doctor", "trail", "publish", "promote",
         "site"}  # fmt: skip
#: a call of each writing command that would be taken by a writer
CALLS = {
    "build": ["build"],
    "restore": ["restore", "{kept}"],
    "import": ["import", "{report}", "--office", "fuwu", "--by", "甲"],
    "withdraw": ["withdraw", "b1", "--by", "甲"],
    "demo": ["demo", "--out", "{folder}/demo.db"],
}


@pytest.fixture
def reader(own_store, tmp_path, monkeypatch) -> Path:
    """This process is a reader of a store with one batch."""
    from tests.ledger import add_batch, add_report

    add_batch(own_store)
    add_report(own_store)
    backup(own_store, tmp_path / "kept.db")
    day = "2026-01-09"
    report = tmp_path / "report.csv"
    lines = [f"{id},,{day},推进中,,新的,,,,,甲" for id in PROJECTS]
    report.write_text("\r\n".join([TITLES, *lines]), encoding="utf-8-sig")
    monkeypatch.setenv("GUIXIANG_ROLE", "reader")
    monkeypatch.setenv("GUIXIANG_WRITER", f"{WRITER}/")
    return own_store


def files(store: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in sorted(store.parent.iterdir())
            if each.is_file()}  # fmt: skip


def test_each_command_is_known_to_write_or_not():
    assert commands.RUN.keys() == READS | commands.WRITES
    assert not READS & commands.WRITES
    assert CALLS.keys() == commands.WRITES


@pytest.mark.parametrize("command", CALLS)
def test_no_command_writes(command, reader, tmp_path, capsys):
    before = files(reader)
    kept, report = tmp_path / "kept.db", tmp_path / "report.csv"
    words = [each.format(kept=kept, report=report, folder=tmp_path) for each in CALLS[command]]
    assert main(words) == 1
    said = capsys.readouterr().err
    assert "只供查看" in said and WRITER in said
    assert files(reader) == before


def test_nothing_below_the_commands_writes(reader, tmp_path):
    """Whoever finds another way in meets the same refusal."""
    before = files(reader)
    batch = ledger.Batch(received_at="2026-01-10T09:00:00+08:00", received_by="甲",
                         office_id="fuwu", filename="x", original=b"x")  # fmt: skip
    ways = (
        lambda: ledger.append(reader, batch, {}),
        lambda: ledger.withdraw(reader, "b1", by="甲", when="2026-01-10T09:00:00+08:00"),
        lambda: assign(reader, TASK),
        lambda: build(DATA, reader),
        lambda: restore(tmp_path / "kept.db", reader),
        lambda: build_demo(DATA, tmp_path / "demo.db", today=start.clock.today()),
        lambda: connect.write(reader).__enter__(),
    )
    for way in ways:
        with pytest.raises(Refused) as refused:
            way()
        assert [each.kind for each in refused.value.problems] == ["read_only"]
    assert files(reader) == before


def test_the_trail_and_signings_out_write_no_file(reader, caplog):
    before = files(reader)
    caplog.set_level("INFO", "guixiang")
    trail.note(reader, "拒绝", "1.2.3.4", "不是看板的地址")
    signed.end("f" * 64)
    assert "f" * 64 in signed.ended()
    assert files(reader) == before
    assert "不是看板的地址" in caplog.text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_every_page_opens_and_writes_nothing(page, reader):
    before = files(reader)
    assert "没能打开" not in app.opened(page.file)
    there = {name: body for name, body in files(reader).items()
             if not name.endswith(("-shm", "-wal"))}  # fmt: skip
    assert there == {name: body for name, body in before.items()
                     if not name.endswith(("-shm", "-wal"))}  # fmt: skip


def test_the_pages_that_take_something_lead_to_the_writer(reader):
    said = app.opened(PATHS["/report"].file)
    assert f'href="{WRITER}/report"' in said and "只供查看" in said
    assert f'href="{WRITER}/present"' in app.opened(PATHS["/present"].file)


def test_without_the_writers_address_the_pages_say_whom_to_ask(reader, monkeypatch):
    for address in ("", "javascript:alert(1)", "board.example"):
        monkeypatch.setenv("GUIXIANG_WRITER", address)
        said = app.opened(PATHS["/report"].file)
        assert "只供查看" in said and "看板的维护人员" in said
        assert "javascript:" not in said


def test_a_signed_in_editor_may_nothing_here(reader, monkeypatch):
    claims = {"is_logged_in": True, "sub": "zhao", "email": "zhao@example.cn"}
    monkeypatch.setattr(type(st.user), "to_dict", lambda _: claims)
    assert account.visitor().state == "reader" and account.current() is None
    monkeypatch.setattr(st, "session_state", {"task": None})
    own = task.Desk()
    task._take(own)
    assert own.taken == 0 and "没有记下" in own.says
    desk = upload.Desk(pending=upload.Pending("x", b"x", None))
    upload._commit(desk)
    assert not desk.done


def test_the_start_builds_no_store_and_health_waits(tmp_path, built, monkeypatch):
    store = tmp_path / "public.db"
    monkeypatch.setenv("GUIXIANG_DB", str(store))
    monkeypatch.setenv("GUIXIANG_ROLE", "reader")
    start.ensure_store()
    assert not store.exists()
    client = TestClient(Starlette(routes=api.routes()))
    answer = client.get("/api/v1/health")
    assert answer.status_code == 503 and "还没有收到第一份数据" in answer.text
    backup(built, store)
    assert client.get("/api/v1/health").status_code == 200


@given(some.text(some.characters(exclude_categories=["Cs", "Cc"]), max_size=12))
def test_a_slip_of_the_pen_makes_no_second_writer(word):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GUIXIANG_ROLE", word)
        assert role.is_reader() == (word.strip().lower() not in ("", "writer"))


def test_reading_commands_work_on_a_reader(reader, tmp_path, capsys):
    assert main(["backup", str(tmp_path / "mine.db")]) == 0
    assert main(["check"]) == 0
    assert main(["trail"]) == 0
    assert main(["export", str(tmp_path / "out")]) == 0
    capsys.readouterr()


def test_the_self_check_wants_no_room_to_write(reader, monkeypatch):
    monkeypatch.setattr(machine.os, "access", lambda *_: False)
    for known in (True, False):
        found = machine.disk(reader.parent, known=known)
        assert (found.level, found.says[:5]) == (machine.GOOD, "只读的副本")


def test_by_the_command_line_as_people_call_it(reader):
    done = subprocess.run([sys.executable, "-m", "lib", "build"], cwd=ROOT, text=True,
                          capture_output=True, encoding="utf-8", env=dict(os.environ))  # fmt: skip
    assert done.returncode == 1 and WRITER in done.stderr


def test_a_writer_writes(own_store, monkeypatch):
    monkeypatch.setenv("GUIXIANG_ROLE", "writer")
    assert assign(own_store, TASK) == 1
