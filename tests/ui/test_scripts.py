"""Modules become one text; what the scripts are told is declared once, in Python."""

from __future__ import annotations

import re

import pytest

from lib.paths import ROOT
from lib.render.scripts import modules, one_script
from lib.screens import map as map_screen
from lib.screens import projects
from lib.sitemap import PASSING, PATHS
from lib.ui import page, report

DAY = "2026-11-22"
ENTRIES = [
    ROOT / "lib" / name
    for name in (
        "ui/scripts/links.js", "ui/scripts/stage.js", "ui/scripts/task.js",
        "ui/scripts/upload.js", "maps/scripts/frame.js", "render/deck/deck.js",
        "render/plain/plain.js",
    )
]  # fmt: skip


def test_every_module_belongs_to_an_entry():
    reached = {path for entry in ENTRIES for path in modules(entry)}
    assert reached == set((ROOT / "lib").rglob("*.js"))


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda path: "/".join(path.parts[-3:]))
def test_an_entry_becomes_one_text(entry):
    text = one_script(entry)
    assert not re.search(r"^\s*import\b", text, re.MULTILINE)
    assert len(re.findall(r"^export ", text, re.MULTILINE)) <= 1
    for path in modules(entry)[:-1]:
        assert text.count(f"const module_{path.stem} = ") == 1


def test_what_is_imported_stands_before_and_once(tmp_path):
    (tmp_path / "low.js").write_text("export const one = 1;\nconst own = 2;\n")
    (tmp_path / "mid.js").write_text(
        "import { one } from './low.js';\nexport const two = one + 1;\n"
    )
    (tmp_path / "top.js").write_text(
        "import {\n  one,\n} from './low.js';\nimport { two } from './mid.js';\n"
        "export default function () { return one + two; }\n"
    )
    assert [path.stem for path in modules(tmp_path / "top.js")] == ["low", "mid", "top"]
    text = one_script(tmp_path / "top.js")
    assert text.index("module_low = ") < text.index("module_mid = ") < text.index("export default")
    assert text.count("const one = 1;") == 1
    assert "return { one };" in text  # and not what the module keeps to itself


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/map", map_screen.allowed),
        ("/projects", projects.allowed),
        ("/report", report.allowed),
    ],
)
def test_what_a_page_opens_is_a_parameter_of_it(path, allowed, real_store):
    opens = PATHS[path].opens
    assert opens
    assert set(opens) <= set(allowed(DAY))


def test_the_script_is_told_what_passes():
    assert page.TOLD["passing"] == PASSING
    assert {"as_of", "missing", "project", "site", "batch", "step"} <= set(PASSING)
    assert "office" not in PASSING
