"""What was written, restored and refused, and by whom, can be read afterwards."""

from __future__ import annotations

import os
from datetime import datetime, timedelta

import pytest

from lib import clock, trail
from lib.trail import Entry, entries, file_of, note

EVER = datetime(1900, 1, 1, tzinfo=clock.SHANGHAI)


def test_lines_come_back_in_order(tmp_path):
    store = tmp_path / "store.db"
    note(store, "恢复", "王敏", "从 备份.db")
    note(store, "登录", "李雷 <l@x.cn>")
    found = list(entries(store, EVER))
    assert [(each.what, each.who, each.says) for each in found] == [
        ("恢复", "王敏", "从 备份.db"), ("登录", "李雷 <l@x.cn>", "")
    ]  # fmt: skip
    assert list(entries(store, clock.now() + timedelta(minutes=1))) == []


@pytest.mark.parametrize(
    "evil", ["a\n2026-01-01\t恢复\t别人\t", "\t\t\t", "\x00\x1b[2J", "长" * 9000]
)
def test_no_line_can_be_forged(evil, tmp_path):
    store = tmp_path / "store.db"
    note(store, evil, evil, evil)
    (found,) = entries(store, EVER)
    assert isinstance(found, Entry)
    assert all(len(field) <= trail.LONGEST and field.isprintable() for field in found)


def test_the_file_stays_small_and_the_one_before_is_kept(tmp_path, monkeypatch):
    monkeypatch.setattr(trail, "MOST", 2000)
    store = tmp_path / "store.db"
    for number in range(300):
        note(store, "拒绝", f"{number}")
    assert sum(each.stat().st_size for each in tmp_path.iterdir()) < 3 * 2000
    found = [int(each.who) for each in entries(store, EVER)]
    assert found == list(range(found[0], 300))


def test_where_nothing_can_be_written_the_work_goes_on(tmp_path, caplog):
    caplog.set_level("INFO", "guixiang")
    folder = tmp_path / "file"
    folder.write_text("")
    note(folder / "store.db", "恢复", "王敏")
    assert "恢复 · 王敏" in caplog.text and "没有写进" in caplog.text
    assert not list(entries(folder / "store.db", EVER))


def test_broken_lines_are_left_out(tmp_path):
    store = tmp_path / "store.db"
    note(store, "恢复")
    with file_of(store).open("ab") as file:
        file.write(b"junk\n\xff\xfe\tx\ty\tz\nnotime\ta\tb\tc\n" + os.urandom(99) + b"\n")
    note(store, "备份")
    assert [each.what for each in entries(store, EVER)] == ["恢复", "备份"]


def test_a_report_that_a_restore_took_away_is_still_told(own_store, tmp_path, capsys):
    from lib.cli import main
    from tests.ledger import add_batch

    day = clock.today().isoformat()
    assert main(["backup", str(tmp_path / "b.db")]) == 0
    add_batch(own_store, id="b9", when=f"{day}T00:00:01+08:00")
    note(own_store, "收下", "韩梅", "批次 b9，yingshang，表.xlsx")
    note(own_store, "撤回", "韩梅", "批次 b8，记为 b7")
    assert main(["trail"]) == 0
    told = capsys.readouterr().out
    assert told.count("批次 b9") == 1 and told.count("已不在数据库里") == 1
    assert main(["restore", str(tmp_path / "b.db")]) == 0
    capsys.readouterr()
    assert main(["trail"]) == 0
    lost = [line for line in capsys.readouterr().out.splitlines() if "已不在数据库里" in line]
    assert len(lost) == 2 and "批次 b9，yingshang，表.xlsx" in lost[0] and "韩梅" in lost[0]


def test_the_command_shows_who_did_what(own_store, tmp_path, capsys):
    from lib.cli import main
    from lib.store.ledger import withdraw
    from tests.ledger import add_batch

    add_batch(own_store, id="b1", when=f"{clock.today()}T00:00:01+08:00")
    when = clock.now().isoformat(timespec="seconds")
    withdraw(own_store, "b1", by="韩梅", when=when)
    assert main(["backup", str(tmp_path / "b.db")]) == 0
    assert main(["restore", str(tmp_path / "b.db")]) == 0
    trail.note(own_store, "拒绝", "10.0.0.9", "PUT /live/scene")
    capsys.readouterr()
    assert main(["trail"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert [line.split("  ")[1] for line in told] == ["收下", "撤回", "备份", "恢复", "拒绝"]
    assert "韩梅  批次 b1" in told[1]
    assert "b.db" in told[3] and "store.db.old-1" in told[3]
    file_of(own_store).unlink()
    assert main(["trail", "--days", "1"]) == 0  # writes are known from the ledger alone
    told = capsys.readouterr().out.splitlines()
    assert [line.split("  ")[1] for line in told] == ["收下", "撤回"]
    assert main(["trail", "--days", "0"]) == 0
    assert "没有" in capsys.readouterr().out
