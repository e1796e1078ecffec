"""The filter row: facets with counts that react to the other filters."""

from __future__ import annotations

import json

from lib.measures import facets
from lib.render import render
from lib.ui.request import View


def choice_of(view: View, keys) -> dict[str, tuple[str, ...]]:
    """The chosen ids of each facet in the URL."""
    return {key: view.all(key) for key in keys}


def facet_bar(
    view: View,
    rows: list[dict],
    labels: dict[str, str],
    options: dict[str, dict],
    hint: str,
    *,
    drop: str = "",
) -> str:
    """HTML of the filter row; ``options`` maps a facet to its ids and labels.

    ``drop`` is a parameter that a new keyword search should forget.
    """
    chosen = choice_of(view, labels)
    words = view.get("q")
    bar, chips = [], []
    counted = facets.all_counts(rows, chosen, words=words)
    for key, label in labels.items():
        # links.js makes the links when the facet is opened: a closed one costs nothing
        entries = [[id, name, counted[key][id]] for id, name in options[key].items()]
        packed = json.dumps(entries, ensure_ascii=False, separators=(",", ":"))
        bar.append({"key": key, "label": label, "choices": packed, "chosen": chosen[key]})
        chips += [
            {"label": f"{label}：{options[key][id]}", "href": view.toggle(key, id)}
            for id in chosen[key]
        ]
    if words:
        chips.append({"label": f"关键词：{words}", "href": view.change(q="")})
    return render("filters.html", view=view, facets=bar, chips=chips, placeholder=hint, drop=drop)
