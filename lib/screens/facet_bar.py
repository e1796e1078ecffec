"""The filter row: facets with counts that react to the other filters.

In two parts: the bar is the same for every choice on a page, so it stays in the
browser untouched; what a choice changes (the counts, the chips) comes apart.
ui/scripts/facets.js joins them when a facet is opened.
"""

from __future__ import annotations

import json

from lib.measures import facets
from lib.render import render
from lib.rows.cache import per_version
from lib.screens.view import View


def choice_of(view: View, keys) -> dict[str, tuple[str, ...]]:
    """The chosen ids of each facet in the URL."""
    return {key: view.all(key) for key in keys}


def bar(
    path: str, labels: dict[str, str], options: dict[str, dict], hint: str, *, drop: str = ""
) -> str:
    """HTML of the filter row of a page; ``options`` maps a facet to its ids and labels.

    ``drop`` is a parameter that a new keyword search should forget.
    """
    offered = tuple((key, label, tuple(options[key].items())) for key, label in labels.items())
    return _bar(path, offered, hint, drop)


@per_version
def _bar(path: str, offered: tuple, hint: str, drop: str) -> str:
    # remembered apart: a filter never used before changes the counts, not this
    found = [
        {"key": key, "label": label, "choices": _packed(choices)} for key, label, choices in offered
    ]
    return render("filters.html", path=path, facets=found, placeholder=hint, drop=drop)


def chosen(
    view: View,
    rows: list[dict],
    labels: dict[str, str],
    options: dict[str, dict],
    unit: str = "项",
) -> str:
    """HTML of what is chosen, with the counts beside every choice as text."""
    choice, words = choice_of(view, labels), view.get("q")
    numbers = facets.counts(rows, choice, words=words)
    counted = {key: {"on": choice[key], "n": dict(numbers[key])} for key in labels}
    chips = [
        {"label": f"{label}：{options[key][id]}", "href": view.toggle(key, id)}
        for key, label in labels.items()
        for id in choice[key]
    ]
    if words:
        chips.append({"label": f"关键词：{words}", "href": view.change(q="")})
    left = len(facets.select(rows, choice, words=words))
    said = f"{len(rows)} {unit}中 {left} {unit}"
    return render("chosen.html", view=view, chips=chips, counts=_packed(counted), said=said)


def facet_bar(
    view: View,
    rows: list[dict],
    labels: dict[str, str],
    options: dict[str, dict],
    hint: str,
    *,
    drop: str = "",
    unit: str = "项",
) -> str:
    """Both parts in one, for a page that draws them together."""
    return bar(view.path, labels, options, hint, drop=drop) + chosen(
        view, rows, labels, options, unit
    )


def _packed(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
