"""Pages run by Streamlit's own test program, without a server."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from lib.paths import ROOT

# each AppTest looks through every installed package for components; they stay the same
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)


def started() -> AppTest:
    """The dashboard, not yet run."""
    return AppTest.from_file(ROOT / "lib" / "shell.py", default_timeout=180)


def opened(file: Path, **query: str) -> str:
    """The HTML of a page, all parts joined."""
    app = started()
    for name, value in query.items():
        app.query_params[name] = value
    app.switch_page(str(file))
    app.run()
    return shown(app)


def shown(app: AppTest) -> str:
    """The HTML of what ran without an exception."""
    assert not app.exception
    return "\n".join(each.proto.body for each in app.get("html"))
