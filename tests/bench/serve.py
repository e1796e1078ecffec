"""Streamlit's command line with a stopwatch around every script run.

``python -m tests.bench.serve run app.py --server.port 8501`` is ``streamlit run`` to the
app; the wall time of each run goes to the file named by ``BENCH_RUNS``, one line of
nanoseconds each. Private to Streamlit, so the one place to mend after an upgrade.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from time import perf_counter_ns
from typing import Any

from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.web.cli import main

RUNS = "BENCH_RUNS"


def install(log: Path) -> None:
    """Wrap ``_run_script``: preparation, script, clean-up and garbage collection."""
    original = ScriptRunner._run_script

    def timed(self: ScriptRunner, *args: Any, **kwargs: Any) -> None:
        start = perf_counter_ns()
        try:
            original(self, *args, **kwargs)
        finally:
            spent = perf_counter_ns() - start
            # one write a line: whoever reads never sees half a number
            with log.open("a", encoding="ascii") as file:
                file.write(f"{spent}\n")

    ScriptRunner._run_script = timed


if __name__ == "__main__":
    install(Path(os.environ[RUNS]))
    # as with the streamlit command, the project's root is not on the path by itself
    sys.path[:] = [entry for entry in sys.path if Path(entry or ".").resolve() != Path.cwd()]
    main()
