"""Every kind of file that offices hand in, by the real command: exit code and stored values."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.intake.cases import PUBLISHED, Case
from tests.intake.kinds import OWN
from tests.intake.kit import STORED, stored_all, take_in

CASES = PUBLISHED | OWN


@pytest.fixture(scope="module")
def unchanged(built, tmp_path_factory) -> Path:
    """A store for all files that are refused: each leaves it as it was."""
    return Path(shutil.copy2(built, tmp_path_factory.mktemp("unchanged") / "store.db"))


@pytest.fixture
def case_store(name, request, monkeypatch) -> Path:
    """The store that the app reads."""
    refused = CASES[name].accept is None and not CASES[name].before
    store = request.getfixturevalue("unchanged" if refused else "store")
    monkeypatch.setenv("GUIXIANG_DB", str(store))
    return store


@pytest.mark.parametrize("name", CASES)
def test_what_goes_in_is_what_was_meant(name, case_store, tmp_path, capsys):
    case = CASES[name]
    if case.before:
        assert take_in(case.before(), tmp_path, capsys)[0] == 0
    before = stored_all(case_store)
    code, said = take_in(case.make(), tmp_path, capsys, case.name, case.office)
    judge(case, code, said, stored_all(case_store), before)


def judge(case: Case, code: int, said: str, after: dict, before: dict) -> None:
    """What was said and stored is what the case wants."""
    lines = said.splitlines()
    for cell, words in case.refuse:
        assert any(words in line and cell in line for line in lines), (cell, words, said)
    for words in case.says:
        assert words in said
    if case.accept is None:
        assert code == 1, said
        assert after == before
        assert "没有改动任何数据" in said
    else:
        assert code == 0, said
        assert after == {kind: case.accept.get(kind, []) for kind in STORED}
    if case.same is not None:
        assert f"未变 {case.same}" in said
