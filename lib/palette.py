"""Every colour and the type stack, named once.

Text colours reach WCAG AA (4.5:1) on white and on ``paper``.
"""

from __future__ import annotations

FONT = (
    '"PingFang SC", "HarmonyOS Sans SC", "Microsoft YaHei", '
    '"Noto Sans CJK SC", "Noto Sans SC", sans-serif'
)

INK = "#1f2a2c"
SOFT = "#55605f"
LINE = "#d9d6cf"
PAPER = "#f7f5f0"
WHITE = "#ffffff"
BRAND = "#0b5c5a"
BRAND_SOFT = "#e3efed"
AMBER = "#9a5b00"

#: lamp colours: text, ground
LAMPS = {
    "done": ("#14532d", "#dff1e4"),
    "good": ("#1b6b3a", "#e6f4ea"),
    "soon": ("#1d4f91", "#e5eefa"),
    "warn": ("#7a5200", "#fdf1d3"),
    "bad": ("#a12622", "#fbe5e3"),
    "calm": ("#5b4a86", "#efeaf8"),
    "none": ("#5a6263", "#eeeeec"),
}

#: of place categories and indicator dimensions, named in their rows; safe for colour-blind
#: readers by lightness and glyph
CATEGORIES = {
    "teal": "#0b5c5a",
    "ink": "#3b4547",
    "blue": "#1d4f91",
    "violet": "#5b3f8c",
    "brown": "#7a4a1e",
    "green": "#2f6b2f",
    "amber": "#9a5b00",
    "rose": "#9b2f5b",
    "slate": "#44546a",
    "grey": "#6b7072",
}

#: the map's base
MAP = {
    "axis": "#c28a2c",
    "main": "#a9b0ad",
    "road": "#cfd2cd",
    "outer": "#dddcd6",
    "tunnel": "#e4dfd2",
    "metro": "#8fa3c4",
    "water": "#bcd5e3",
    "ring": "#0b5c5a",
    "ground": "#faf9f5",
    "quiet": "#71839c",
    "label": "#5d6664",
}
