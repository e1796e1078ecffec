"""The parameters of the lamp rules, as the store keeps them."""

from __future__ import annotations

from dataclasses import fields

from lib.measures.states import Thresholds
from lib.rows.shapes.indicators import Parameter
from lib.rows.store import ask

PARAMETERS = "select id, value, unit, note from threshold order by id"


def parameters() -> list[Parameter]:
    """id, value, unit and note of every parameter."""
    return ask(PARAMETERS)


def thresholds() -> Thresholds:
    """The parameters as the rules of ``lib.measures.lamps`` take them."""
    value = {row["id"]: row["value"] for row in parameters()}
    names = [each.name for each in fields(Thresholds)]
    return Thresholds(**{name: value[name.replace("_", "-")] for name in names})
