"""The layout's rules: imports point down, pages are thin, libraries keep their rooms."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from lib.paths import ROOT
from lib.sitemap import PAGES

#: room → what it may import of lib (besides itself)
MAY = {
    "pages": {"ui", "screens"},
    "shell": {"ui", "screens", "store", "sitemap", "paths", "text"},
    "cli": {"commands", "store", "paths"},
    "commands": {"store", "trail", "paths", "clock", "intake", "rows", "demo", "exports", "scenes",
                 "web", "site", "files", "letters", "cluster"},
    "cluster": {"store", "paths", "clock", "role"},
    "demo": {"store", "files"},
    "ui": {"screens", "rows", "render", "charts", "maps", "store", "sitemap",
           "text", "paths", "clock", "scenes", "intake", "exports", "hosts", "files", "letters",
           "trail", "role"},
    "site": {"screens", "scenes", "rows", "render", "charts", "maps", "exports", "measures",
             "sitemap", "palette", "text", "paths", "clock", "files"},
    "screens": {"rows", "render", "charts", "maps", "measures", "store", "sitemap",
                "palette", "text", "paths", "clock", "scenes", "exports", "role"},
    "scenes": {"rows", "charts", "maps", "render", "exports", "measures", "palette",
               "text", "paths", "clock", "sitemap", "files", "role"},
    "web": {"exports", "intake", "scenes", "maps", "charts", "render", "rows", "store",
            "sitemap", "paths", "clock", "screens", "site", "ui", "text", "hosts", "trail", "role"},
    "exports": {"book", "rows", "measures", "render", "palette", "text", "clock", "sitemap"},
    "book": {"palette"},
    "intake": {"book", "rows", "store", "palette", "text", "paths", "letters"},
    "rows": {"measures", "text", "clock", "store", "paths"},
    "render": {"palette", "paths", "text", "measures"},
    "charts": {"palette"},
    "maps": {"palette", "render"},
    "measures": set(),
    "store": {"files", "letters", "trail", "role"}, "trail": {"clock", "role"}, "role": set(),
    "sitemap": {"paths"}, "hosts": {"paths"},
    "palette": set(), "text": set(), "paths": set(), "clock": set(),
    "files": set(), "letters": set(), "__main__": {"cli"},
}  # fmt: skip
#: outside library → rooms that may import it
ONLY = {
    "streamlit": {"pages", "shell", "ui", "web", "app"},
    "streamlit_folium": {"ui", "maps", "web"},
    "sqlite3": {"store"},
    "sqlite_utils": {"store"},
    "altair": {"charts", "web"},
    "folium": {"maps", "web"},
    "shapely": {"store", "maps"},
    "pyproj": {"store"},
    "opencc": {"store"},
    "starlette": {"web", "app"},
    "uvicorn": {"web"},
    "jinja2": {"render"},
    "openpyxl": {"intake", "exports", "book"},
    "segno": {"exports", "scenes"},
    "vl_convert": {"exports"},
    "networkx": {"charts"},
    "pptx": {"scenes"},
    "lxml": {"site"},
    "chinese_calendar": {"clock"},
}
FILES = [*ROOT.glob("app.py"), *ROOT.glob("pages/*.py"), *ROOT.glob("lib/**/*.py")]


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def room_of(path: Path) -> str:
    parts = path.relative_to(ROOT).parts
    if parts[0] in ("app.py", "pages"):
        return parts[0].removesuffix(".py")
    return parts[1].removesuffix(".py")


def imports_of(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            if node.module == "lib":
                found |= {f"lib.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_down(path):
    room = room_of(path)
    for name in imports_of(path):
        top, _, rest = name.partition(".")
        if top == "lib" and rest and room != "app":
            target = rest.partition(".")[0]
            assert target == room or target in MAY[room], f"{room} must not import {name}"
        if top in ONLY:
            assert room in ONLY[top], f"{room} must not import {name}"
        assert top != "pages"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_pages_are_thin(page):
    text = page.file.read_text(encoding="utf-8")
    tree = ast.parse(text)
    assert ast.get_docstring(tree)
    assert len(text.splitlines()) <= 40
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    assert "select " not in text
    assert "<" not in text


def test_every_page_script_is_listed():
    assert {page.file for page in PAGES} == set((ROOT / "pages").glob("*.py"))


def test_sql_is_never_an_f_string_over_data():
    """f-strings with SQL appear only where every name comes from the schema."""
    allowed = {"ddl.py", "build.py", "documents.py", "migrations.py"}
    for path in FILES:
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.JoinedStr):
                words = "".join(v.value for v in node.values if isinstance(v, ast.Constant))
                if re.search(r"\b(select|insert|delete|update|create|pragma)\s", words):
                    assert path.name in allowed, path


def test_one_place_makes_html():
    for path in FILES:
        if room_of(path) in ("render",):
            continue
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert not re.search(r"<(div|p|a|table|td|script|span)\b", node.value), path
    for path in (ROOT / "lib" / "render" / "templates").iterdir():
        assert "|safe" not in path.read_text(encoding="utf-8").replace(" ", "")


def test_templates_and_styles_are_readable():
    """No line beyond 120 characters; what ``style`` sets on an element comes from data."""
    for path in [*(ROOT / "lib" / "render" / "templates").iterdir(), *ROOT.glob("lib/**/*.css")]:
        text = path.read_text(encoding="utf-8")
        assert max(map(len, text.splitlines())) <= 120, path
        for value in re.findall(r'\bstyle="([^"]*)"', text):
            names = re.findall(r"([\w-]+):", re.sub(r"\{\{.*?\}\}", "", value))
            assert "{{" in value and all(name.startswith("--") for name in names), (path, value)


def test_modules_and_functions_stay_small():
    for path in FILES:
        if path.name == "schema.py":  # a table of tables
            continue
        text = path.read_text(encoding="utf-8")
        assert len(text.splitlines()) <= 260, path
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                assert node.end_lineno - node.lineno < 40, f"{path}:{node.name}"


def test_public_functions_say_what_they_do():
    for path in FILES:
        tree = parsed(path)
        assert ast.get_docstring(tree), path
        for node in tree.body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                assert ast.get_docstring(node), f"{path}:{node.name}"


def test_nothing_outside_is_named():
    """No address of another host in code, styles or scripts (namespaces apart)."""
    wanted = (".py", ".js", ".css", ".html", ".svg", ".toml")
    for path in (ROOT / "lib").rglob("*"):
        if path.suffix in wanted:
            text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
            assert not re.search(r"(https?:)?//[a-z0-9-]+\.[a-z]", text), path


def test_no_path_of_a_machine():
    for path in [*FILES, *ROOT.glob("*.md"), ROOT / "Makefile", *ROOT.glob("tests/**/*.py")]:
        text = path.read_text(encoding="utf-8")
        for word in ("/" + "work/", "/" + "root/", "/" + "home/"):
            assert word not in text, path
