"""At the start: what a run of Streamlit may not do to what else runs meanwhile."""

from __future__ import annotations

import subprocess
import sys

from streamlit.runtime.scriptrunner.exec_code import modified_sys_path

from lib.paths import ROOT
from lib.web.start import SHELL, keep_path, open_more_files


def test_no_run_changes_where_modules_are_looked_for(monkeypatch):
    """Red when an upgrade leaves the path alone by itself: then ours goes."""
    monkeypatch.setattr(sys, "path", [each for each in sys.path if each != str(SHELL.parent)])
    plain = list(sys.path)
    with modified_sys_path(str(SHELL)):
        assert sys.path != plain
    keep_path(SHELL)
    keep_path(SHELL)
    assert sys.path == [*plain, str(SHELL.parent)], "the last: no module of ours hides another"
    with modified_sys_path(str(SHELL)):
        assert sys.path == [*plain, str(SHELL.parent)]


def test_a_system_that_allows_less_than_it_says_is_taken_at_its_word(monkeypatch):
    """macOS: no limit is said, more than 10,240 refused."""
    import resource

    taken = []

    def allows(kind, pair):
        if pair[0] > 10_240:
            raise ValueError("current limit exceeds maximum limit")
        taken.append(pair)

    monkeypatch.setattr(resource, "getrlimit", lambda _: (256, resource.RLIM_INFINITY))
    monkeypatch.setattr(resource, "setrlimit", allows)
    open_more_files()
    assert taken == [(10_240, resource.RLIM_INFINITY)]


def test_as_many_files_as_the_system_allows():
    said = (
        "import resource\n"
        "from lib.web.start import open_more_files\n"
        "resource.setrlimit(resource.RLIMIT_NOFILE, (256, 900))\n"
        "open_more_files()\n"
        "print(resource.getrlimit(resource.RLIMIT_NOFILE))"
    )
    done = subprocess.run([sys.executable, "-c", said], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout == "(900, 900)\n", done.stderr
