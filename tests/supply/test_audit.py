"""What ``make audit`` says: of vulnerabilities, licences, the bill of materials."""

from __future__ import annotations

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from tests.supply import bom
from tests.supply.audit import licences, vulnerabilities
from tests.supply.licences import may
from tests.supply.lock import RUN, direct, locked

LOCK = "".join(f"{name}=={version} --hash=sha256:{'0' * 64}\n" for name, version in (
    ("jinja2", "3.1.2"), ("segno", "1.6.6")))  # fmt: skip
FAULT = {
    "id": "GX-2026-1",
    "summary": "made for this test",
    "affected": [{
        "package": {"name": "jinja2", "ecosystem": "PyPI"},
        "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "3.1.9"}]}],
    }],
}  # fmt: skip


class Service(BaseHTTPRequestHandler):
    """A vulnerability service that knows one fault of one library."""

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
        found = {"vulns": [FAULT]} if asked["package"]["name"] == "jinja2" else {}
        body = json.dumps(found).encode()
        self.send_response(200)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Nothing: the test's output is pytest's."""


@pytest.fixture
def server():
    with ThreadingHTTPServer(("127.0.0.1", 0), Service) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def lock(tmp_path):
    path = tmp_path / "some.lock"
    path.write_text(LOCK, encoding="utf-8")
    return path


def osv(port: int) -> tuple[str, ...]:
    return ("-s", "osv", "--osv-url", f"http://127.0.0.1:{port}/v1/query")


def test_a_known_vulnerability_is_told_with_its_cure(server, lock):
    said, found = vulnerabilities(lock, [osv(server.server_port)])
    assert said == "已知漏洞：2 个库查了 2 个，发现 1 处"
    assert found == ["jinja2 3.1.2：GX-2026-1，修在 3.1.9"]


def test_a_service_out_of_reach_is_told_and_the_next_one_asked(server, lock, quick):
    if quick:
        pytest.skip("three starts of pip-audit, which waits")
    with ThreadingHTTPServer(("127.0.0.1", 0), Service) as gone:
        closed = gone.server_port
    said, found = vulnerabilities(lock, [osv(closed)])
    assert said.startswith("已知漏洞：2 个库都没有查（osv：") and "\n" not in said
    assert "ConnectionError" in said and not found
    assert vulnerabilities(lock, [osv(closed), osv(server.server_port)])[1]


def test_every_library_of_the_dashboard_has_a_licence_that_may_be():
    lines, refused = licences()
    assert refused == []
    assert sum(line.count("、") + 1 for line in lines) == len(locked(RUN))


@pytest.mark.parametrize(
    ("expression", "good"),
    [
        ("MIT", True),
        ("MIT AND Zlib", True),
        ("GPL-3.0-only OR BSD-3-Clause", True),
        ("GPL-3.0-only", False),
        ("MIT AND AGPL-3.0-only", False),
        ("(MIT OR GPL-2.0-only) AND Zlib", False),
        ("UNKNOWN", False),
        ("", False),
    ],
)
def test_a_licence_not_on_the_list_may_not_be(expression, good):
    assert may(expression) is good


def test_a_library_without_a_licence_is_refused(tmp_path):
    path = tmp_path / "some.lock"
    path.write_text(f"nobody-knows-this==1.0 --hash=sha256:{'0' * 64}\n", encoding="utf-8")
    assert licences(path) == (["（没有写明）：nobody-knows-this 1.0"],) * 2


def test_the_bill_of_materials_is_the_run_time_lock():
    """``make audit`` renews it; without it a release would list what it no longer has."""
    text = bom.FILE.read_text(encoding="utf-8")
    assert text == bom.bill(), "make audit"
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    made = json.loads(text)
    named = {each["name"]: each["version"] for each in made["components"]}
    assert named == {each.name: each.version for each in locked(RUN).values()}
    assert all(each["licenses"] for each in made["components"])
    ours = next(each for each in made["dependencies"] if each["ref"] == "guixiang")
    assert {each.partition("@")[0].removeprefix("pkg:pypi/") for each in ours["dependsOn"]} == set(
        direct(RUN.with_name("requirements.txt"))
    )


def test_the_bill_tells_nothing_of_the_machine_or_the_hour():
    made = json.loads(bom.FILE.read_text(encoding="utf-8"))
    assert "serialNumber" not in made and set(made["metadata"]) == {"component"}
