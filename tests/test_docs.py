"""The documents keep step with the code."""

from __future__ import annotations

import re

from lib.cli import parser
from lib.paths import ROOT
from lib.store.dictionary import dictionary
from lib.store.schema import ALL_TABLES

README = (ROOT / "README.md").read_text(encoding="utf-8")

#: in quotation marks in the guide and no control: a pattern, words of documents
GUIDE_PROSE = {"全部 n 项", "约、余、多"}


def test_dictionary_is_what_the_schema_says():
    assert (ROOT / "data" / "README.md").read_text(encoding="utf-8") == dictionary()


def test_every_dependency_has_its_reason():
    for name in ("requirements.txt", "requirements-dev.txt"):
        for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
            if not line or line.startswith(("#", "-r")):
                continue
            package, _, pin = line.partition("==")
            assert re.fullmatch(r"\d+\.\d+(\.\d+)?(\.\*)?", pin), f"{line} is not pinned"
            assert re.search(rf"^\| {re.escape(package)} \|", README, re.M), package


def test_every_command_is_in_the_readme():
    verbs = next(action for action in parser()._actions if action.dest == "command").choices
    for verb in verbs:
        assert f"python -m lib {verb}" in README


def test_make_targets_in_the_readme_exist():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.M))
    for target in re.findall(r"`make ([a-z-]+)`", README):
        assert target in targets
    assert {"run", "test"} <= targets


def test_glossary_names_exist():
    names = {table.name for table in ALL_TABLES}
    names |= {column.name for table in ALL_TABLES for column in table.columns}
    section = README.split("## Glossary")[1].split("\n## ")[0]
    words = re.findall(r"^\| [^|]+ \| `([a-z_]+)`", section, re.M)
    assert len(words) > 20
    for word in words:
        assert word in names, word


def test_layout_in_the_readme_exists():
    for path in re.findall(r"^(lib/[a-z_]+/|pages/|tests/|data/[a-z]+/)", README, re.M):
        assert (ROOT / path).is_dir(), path


def test_changelog_has_an_entry():
    assert re.search(r"^## ", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.M)


def test_python_files_of_the_guide_exist():
    guide = (ROOT / "README.zh-CN.md").read_text(encoding="utf-8")
    for picture in re.findall(r"\]\((docs/[^)]+)\)", guide):
        assert (ROOT / picture).is_file(), picture


def test_what_the_guide_names_is_on_the_screen():
    """A word in quotation marks is a control, a column or a state; prose has none."""
    guide = (ROOT / "README.zh-CN.md").read_text(encoding="utf-8")
    source = "".join(
        path.read_text(encoding="utf-8")
        for path in (ROOT / "lib").rglob("*")
        if path.suffix in (".py", ".html", ".js")
    )
    for word in dict.fromkeys(re.findall(r"“([^”\n]{1,14})”", guide)):
        assert word in source or word in GUIDE_PROSE, word


def test_the_tests_that_the_security_page_names_are_there():
    """A row without its proof is a promise."""
    words = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    named = re.findall(r"`([\w/]+\.py)::(\w+)`", words)
    assert len(named) > 30
    for file, name in named:
        source = (ROOT / "tests" / file).read_text(encoding="utf-8")
        assert f"def {name}(" in source, f"{file}::{name}"
