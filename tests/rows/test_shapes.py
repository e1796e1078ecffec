"""Rows are what their shapes say: every key, every type, on both stores and several days."""

from __future__ import annotations

import inspect
import pkgutil
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, get_type_hints

import pytest
from typeguard import CollectionCheckStrategy, TypeCheckError, check_type

from lib.rows import (
    boundary,
    changes,
    conflicts,
    course,
    documents,
    excerpts,
    indicators,
    meetings,
    milestones,
    numbers,
    offices,
    organizations,
    overview,
    places,
    projects,
    reports,
    search,
    shapes,
    spots,
    thresholds,
)
from lib.rows.shapes.changes import Since, Span
from lib.rows.shapes.documents import LocatedExcerpt
from lib.rows.shapes.indicators import FacetedIndicator, Known, TargetYear
from lib.rows.shapes.offices import CountedOffice
from lib.rows.shapes.places import Spot
from lib.rows.shapes.projects import DueDate, PlanCount, Project, ProjectDetail
from lib.rows.shapes.search import Found, Hit

#: every shape by its name, whatever subject it is of
SHAPES = {
    name: shape
    for each in pkgutil.iter_modules(shapes.__path__, f"{shapes.__name__}.")
    for name, shape in vars(import_module(each.name)).items()
    if name[0].isupper()
}
DAYS = ("2022-12-31", "2023-11-01", "2025-06-01", "2026-11-20")
ASKED = (
    boundary, conflicts, documents, indicators, meetings, milestones, numbers, organizations,
    places, reports, thresholds,
)  # fmt: skip


def fits(rows: Any, shape: Any) -> None:
    check_type(rows, shape, collection_check_strategy=CollectionCheckStrategy.ALL_ITEMS)


def asked(module: ModuleType, day: str, rows: list) -> list[tuple[str, Any, Any]]:
    """Every public function that a day (and its projects) is enough for: name, rows, shape."""
    given = {"as_of": day, "projects": rows, "rows": rows}
    found = []
    for name, function in inspect.getmembers(module, inspect.isfunction):
        wanted = inspect.signature(function).parameters
        own = function.__module__ == module.__name__ and not name.startswith("_")
        if own and set(wanted) <= set(given) and ("as_of" in wanted or not wanted):
            shape = get_type_hints(function, SHAPES | vars(module))["return"]
            found.append((name, function(*(given[key] for key in wanted)), shape))
    return found


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("kind", ("built", "demo"))
def test_rows_have_their_shapes(kind, day, request, monkeypatch, quick):
    if quick and day in DAYS[1:-1]:
        pytest.skip("the first and the last day are enough while working")
    monkeypatch.setenv("GUIXIANG_DB", str(request.getfixturevalue(kind)))
    own = projects.projects(day)
    targets = indicators.indicators(day)
    at = places.places(day)
    found = search.entries(day)
    fits(own, list[Project])
    fits([projects.detail(project, day) for project in own], list[ProjectDetail])
    fits(spots.together(at), list[Spot])
    fits(indicators.faceted(targets), list[FacetedIndicator])
    fits([course.numbers(row) for row in targets], list[list[Known]])
    fits(milestones.years(day), list[TargetYear])
    fits(offices.offices(own), list[CountedOffice])
    fits(overview.plans(own, day), list[PlanCount])
    fits(overview.due_dates(own, day), list[DueDate])
    fits(changes.spans(day), list[Span])
    fits(changes.changes(changes.default_since(day), day), Since)
    fits(found, list[Found])
    fits(search.search("定西路", found), list[Hit])
    fits(excerpts.excerpts(day), list[LocatedExcerpt])
    for module in ASKED:
        for name, rows, shape in asked(module, day, own):
            try:
                fits(rows, shape)
            except TypeCheckError as error:
                raise AssertionError(f"{module.__name__}.{name}: {error}") from error


def test_a_row_of_another_shape_is_seen(built, monkeypatch):
    monkeypatch.setenv("GUIXIANG_DB", str(built))
    (first, *_) = projects.projects(DAYS[-1])
    for spoilt in ({**first, "no": "8"}, {**first, "extra": 1}, {"id": first["id"]}):
        with pytest.raises(TypeCheckError):
            fits([spoilt], list[Project])


def test_every_shape_is_used():
    """A shape that no function of the rows gives, takes or holds is dropped."""
    folder = Path(shapes.__file__).parent.parent
    source = "".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.py"))
    for name, shape in SHAPES.items():
        if getattr(shape, "__module__", "").startswith(f"{shapes.__name__}."):
            assert source.count(name) > 1, name
