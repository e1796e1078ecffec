"""What a maintainer meets: consoles, old Pythons, folders that cannot be written, log lines."""

from __future__ import annotations

import ast
import logging
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from lib import clock, text
from lib.cli import VERBS
from lib.paths import ROOT
from lib.store import audit, stale
from lib.store.build import build
from lib.store.schema import SCHEMA_VERSION
from lib.web.access import Access
from lib.web.api import routes
from tests import frames
from tests.intake.kit import PROJECTS, TITLES
from tests.ledger import add_batch

DATA = ROOT / "data"


def command(*words: str, **env: str) -> subprocess.CompletedProcess:
    """``python -m lib …`` in a process of its own; bytes out."""
    settings = {**os.environ, "PYTHONUTF8": "0", **env}
    return subprocess.run(
        [sys.executable, "-m", "lib", *words], cwd=ROOT, env=settings, capture_output=True
    )


@pytest.fixture
def store(built, tmp_path, monkeypatch) -> Path:
    own = tmp_path / "store.db"
    shutil.copy(built, own)
    monkeypatch.setenv("GUIXIANG_DB", str(own))
    return own


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "cp1252"])
def test_no_console_ends_a_command_and_all_print_utf8(encoding, store, tmp_path):
    env = {"PYTHONIOENCODING": encoding, "LC_ALL": "C", "GUIXIANG_DB": str(store)}
    done = command("backup", str(tmp_path / f"{encoding}.db"), **env)
    assert done.returncode == 0
    assert "已备份到" in done.stdout.decode("utf-8")
    refused = command("backup", str(tmp_path / f"{encoding}.db"), **env)
    assert refused.returncode == 1
    assert "这个文件已经存在" in refused.stderr.decode("utf-8")


@pytest.mark.parametrize("words", [("backup", "kept.db"), ("check",), ("trail",), ("build",)])
def test_who_reads_no_further_is_no_fault(words, store, tmp_path):
    words = [sys.executable, "-m", "lib", *words]
    reads, writes = os.pipe()
    os.close(reads)
    env = os.environ | {"GUIXIANG_DB": str(store)}
    env["PYTHONPATH"] = str(ROOT)
    done = subprocess.run(words, cwd=tmp_path, env=env, stdout=writes, stderr=subprocess.PIPE)
    os.close(writes)
    assert (done.returncode, done.stderr) == (0, b"")
    assert (tmp_path / "kept.db").exists() == ("backup" in words)


def test_a_pipe_that_breaks_before_it_is_done_is_told(store, tmp_path):
    """Of an import that lists more than a pipe holds back: nothing came in, and it says so."""
    rows = [f"{id},,2026-11-01,推进中,,{'长' * 1900},,,,,甲" for id in PROJECTS]
    report = tmp_path / "long.csv"
    report.write_text("\r\n".join([TITLES, *rows]), encoding="utf-8-sig")
    reads, writes = os.pipe()
    os.close(reads)
    words = [sys.executable, "-m", "lib", "import", str(report), "--office", "fuwu"]
    env = os.environ | {"GUIXIANG_DB": str(store)}
    done = subprocess.run(words, cwd=ROOT, env=env, stdout=writes, stderr=subprocess.PIPE)
    os.close(writes)
    assert done.returncode == 1 and done.stderr
    assert frames.read(store, "select * from import_batch").empty


@pytest.mark.parametrize("entry", ["lib.cli", "app"])
def test_an_old_python_is_refused_in_one_line(entry):
    said = f"import sys; sys.version_info = (3, 10, 4)\nimport {entry}"
    done = subprocess.run([sys.executable, "-c", said], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == ("硅巷看板要 Python 3.11 或更新的版本；现在用的是 3.10")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("file", ["lib/__init__.py", "lib/__main__.py"])
def test_an_old_python_can_read_what_refuses_it(file):
    ast.parse((ROOT / file).read_text(encoding="utf-8"), feature_version=(3, 6))


@pytest.mark.parametrize("words", [("build",), ("demo", "--out", "/proc/demo.db")])
def test_a_folder_that_cannot_be_written_is_named(words):
    if not Path("/proc/self").exists():
        pytest.skip("no folder that even an administrator cannot write")
    done = command(*words, GUIXIANG_DB="/proc/store.db")
    assert done.returncode == 1
    assert "文件夹“/proc”不能写" in done.stderr.decode("utf-8")


def test_health_says_what_this_is(store):
    client = TestClient(Starlette(routes=routes()))
    said = client.get("/api/v1/health").json()
    assert said["status"] == "ok"
    assert said["program"] == text.VERSION and said["schema"] == SCHEMA_VERSION
    assert said["role"] == "writer"
    assert said["last_batch"] is None and said["version"] and said["day"]
    add_batch(store)
    assert client.get("/api/v1/health").json()["last_batch"].startswith("20")
    store.unlink()
    answer = client.get("/api/v1/health")
    assert answer.status_code == 503
    assert answer.json()["status"] == "bad" and answer.json()["program"] == text.VERSION


def test_facts_that_are_not_built_are_said(store, tmp_path):
    data = tmp_path / "data"
    shutil.copytree(DATA, data, ignore=shutil.ignore_patterns("*.db*"))
    assert stale.look(data, store) is None
    places = data / "facts" / "place.csv"
    says = places.read_text(encoding="utf-8")
    assert "范围中心，仅作标注" in says
    places.write_text(says.replace("范围中心，仅作标注", "范围中心"), encoding="utf-8")
    problem = stale.look(data, store)
    assert problem is not None and problem.kind == "store_stale"
    build(data, store)
    assert stale.stale(data, store) is None


def test_a_folder_with_faults_says_nothing_of_the_store(store, tmp_path):
    data = tmp_path / "data"
    shutil.copytree(DATA, data, ignore=shutil.ignore_patterns("*.db*"))
    (data / "facts" / "office.csv").write_text("nonsense\n", encoding="utf-8")
    assert stale.look(data, store) is None


def test_a_refused_file_is_in_the_trail(store, tmp_path):
    bad = tmp_path / "bad.csv"
    bad.write_text("什么,都不是\n1,2\n", encoding="utf-8")
    env = {"GUIXIANG_DB": str(store)}
    assert command("import", str(bad), "--office", "营商办", "--dry-run", **env).returncode == 1
    assert not any("拒收" in line for line in audit.lines(store, clock.now().replace(year=2000)))
    assert command("import", str(bad), "--office", "营商办", "--by", "王敏", **env).returncode == 1
    (line,) = audit.lines(store, clock.now().replace(year=2000))
    assert "拒收" in line and "王敏" in line and "bad.csv" in line


@pytest.mark.parametrize("told", [True, False])
def test_the_access_log_names_paths_and_nothing_else(told, caplog):
    inner = Starlette(routes=[Route("/search", lambda _: PlainTextResponse("x"))])
    client = TestClient(Access(inner, told))
    with caplog.at_level(logging.INFO, logger="guixiang"):
        logging.getLogger("guixiang").propagate = True
        client.get("/search?q=张三", headers={"x-forwarded-for": "10.1.2.3"})
        client.get("/a%0ab%09c")
    lines = [record.getMessage() for record in caplog.records]
    assert len(lines) == (2 if told else 0)
    if told:
        assert lines[0].startswith("请求 GET /search 200 ") and "张三" not in "".join(lines)
        assert "10.1.2.3" not in "".join(lines) and lines[1].startswith("请求 GET /abc 404")


def test_the_operations_guide_knows_every_command_and_log_line():
    """docs/operations.md: each command, each first word of a log line, each file of deploy/."""
    guide = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    missing = [verb for verb in VERBS if f"`python -m lib {verb}" not in guide]
    missing += [each.name for each in (ROOT / "deploy").iterdir() if each.name not in guide]
    told = ("记录", "请求", "已建立数据库", "page failed", "route failed", "GUIXIANG_BASE 的")
    missing += [word for word in told if word not in guide]
    assert missing == []
