"""What is installed is what the locks say, and the locks say what the lists ask for."""

from __future__ import annotations

import ast
import re
import sys
from importlib.metadata import PackageNotFoundError, packages_distributions, version

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from lib.paths import ROOT
from tests.supply.lock import DEV, RUN, WHEELS, direct, locked

LISTS = {RUN: ROOT / "requirements.txt", DEV: ROOT / "requirements-dev.txt"}
CLUSTER = ROOT / "requirements-cluster.lock"
#: run-time libraries that Streamlit imports for us: signing in, its server
THROUGH_STREAMLIT = {"authlib", "httpx", "httptools"}
#: imported by us, chosen by the library that brings it
BROUGHT = {
    "branca": "folium",
    "markupsafe": "jinja2",
    "numpy": "pandas",
    "protobuf": "streamlit",
    "websockets": "streamlit",
}
#: what the tests ask for themselves, though the dashboard's libraries bring it
BOTH = {"packaging", "websockets"}
#: what a command imports late and can do without, in words
LATE = {"opencc"}


@pytest.mark.parametrize("lock", LISTS, ids=lambda path: path.name)
def test_each_library_asked_for_is_locked_at_a_version_it_admits(lock):
    asked, has = direct(LISTS[lock]), locked(lock)
    assert asked
    for name, requirement in asked.items():
        assert name in has, f"{name}: make lock"
        assert has[name].version in requirement.specifier, f"{requirement}: make lock"


def test_development_has_run_time_at_the_same_versions_and_files():
    run, dev = locked(RUN), locked(DEV)
    assert len(run) < len(dev)
    for name, library in run.items():
        assert (dev[name].version, dev[name].hashes) == (library.version, library.hashes)
    assert direct(LISTS[DEV]).keys() & run.keys() == BOTH


@pytest.mark.parametrize("lock", LISTS, ids=lambda path: path.name)
def test_every_library_has_hashes(lock):
    """And comes as a wheel: nothing is built by tools without one."""
    text = lock.read_text(encoding="utf-8")
    libraries = locked(lock)
    assert len(libraries) == len(re.findall(r"^[a-z0-9]", text, re.M)) > 50
    assert all(each.hashes for each in libraries.values())
    assert text.count(f"\n{WHEELS}\n") == 1
    assert sum(len(each.hashes) for each in libraries.values()) == text.count("--hash=")


@pytest.mark.parametrize("lock", [*LISTS, CLUSTER], ids=lambda path: path.name)
def test_no_address_and_no_path_of_a_machine_is_in_a_lock(lock):
    """Whoever installs says from where; a registry of ours would be everybody's trouble."""
    for line in lock.read_text(encoding="utf-8").splitlines():
        assert not re.search(r"://|/|\\.|@|index-url|find-links|trusted-host", line), line


def test_the_program_beside_is_locked_as_well():
    """Litestream is no library of ours: it has a list, a lock and an environment of its own."""
    asked = direct(ROOT / "requirements-cluster.txt")
    has = locked(CLUSTER)
    assert has.keys() == asked.keys() and all(each.hashes for each in has.values())
    assert all(has[name].version in each.specifier for name, each in asked.items())
    assert not has.keys() & locked(DEV).keys()


def test_a_lock_that_is_not_one_is_not_read(tmp_path):
    for line in ("pandas==3.1.*\n", "pandas>=3\n", "--index-url x\npandas==3.1.1\n"):
        (tmp_path / "lock").write_text(line, encoding="utf-8")
        with pytest.raises(ValueError):
            locked(tmp_path / "lock")


def test_what_is_installed_is_what_is_locked():
    seen = 0
    for library in locked(DEV).values():
        wanted = Requirement(f"x ; {library.marker}" if library.marker else "x").marker
        try:
            installed = version(library.name)
        except PackageNotFoundError:
            continue  # somebody runs the tests with a part of it
        seen += 1
        if wanted is None or wanted.evaluate():
            assert installed == library.version, f"{library.name}: make .venv/.dev"
    assert seen > len(locked(RUN)) / 2


def imported() -> set[str]:
    """The packages from outside that the dashboard and its commands import."""
    found: set[str] = set()
    for path in (ROOT / "app.py", *ROOT.glob("pages/*.py"), *ROOT.glob("lib/**/*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.partition(".")[0])
    return found - set(sys.stdlib_module_names) - {"lib"}


def test_run_time_has_what_is_imported_and_nothing_else():
    by_module = packages_distributions()
    used = {canonicalize_name(each) for name in imported() for each in by_module[name]}
    assert used - LATE - BROUGHT.keys() == direct(LISTS[RUN]).keys() - THROUGH_STREAMLIT
    run = locked(RUN)
    assert all(by in run[name].wanted_by for name, by in BROUGHT.items())
    assert not LATE & run.keys()
    assert locked(DEV).keys() >= LATE
