"""Where the nodes of a picture lie: laid out with networkx, then moved apart.

The layout is the same every time. Each node has a box for its mark and its label;
the boxes are moved until none touches another.
"""

from __future__ import annotations

import math
import re

import networkx as nx

WIDTH = 1256
FONT_SIZE, LINE = 13, 16
MARK = 15  # a node's mark is so high and wide
GAP = 5  # between two boxes
TIED = ("项目", "合作模式")  # kinds that bodies are tied by
HEAD, HEAD_SIZE = 34, 15  # room for a cluster's title, and its type
LONGEST, LINES = 10, 2  # characters a line, lines of a label
#: nodes with longer labels: characters a line, lines
WIDE = {"合作模式": (16, 3)}
WORD = re.compile("[A-Za-z0-9]{2}")
SPREAD = 3.1  # how much larger than its boxes a connected part is
APART = 26  # between two nodes of a row
SEED = 11
ROUNDS = 1500


def lines_of(label: str, longest: int, most: int) -> list[str]:
    """A label in ``most`` lines of ``longest`` characters; what is beyond is an ellipsis."""
    text = label if len(label) <= most * longest else label[: most * longest - 1] + "…"
    even = math.ceil(len(text) / math.ceil(len(text) / longest))
    found = []
    while text and len(found) < most - 1:
        cut = _cut(text, even, longest)
        found.append(text[:cut])
        text = text[cut:]
    return [*found, text] if text else found


def _cut(text: str, even: int, longest: int) -> int:
    """Where a line ends: at ``even``, but a word in Latin letters stays in one piece."""
    tries = [even, *range(even + 1, longest + 1), *range(even - 1, 0, -1)]
    return next((at for at in tries if not WORD.fullmatch(text[at - 1 : at + 1])), even)


def width_of(text: str, size: float = FONT_SIZE) -> float:
    """About how wide a text is: a Chinese character is as wide as high."""
    return sum(size if char > "\u2000" else size * 0.6 for char in text)


def placed(nodes: list[dict], edges: list[dict]) -> tuple[list[dict], list[dict], float]:
    """The nodes with x, y (of the mark's middle), lines, w and h; the clusters' titles (x, y of
    the upper left corner, text); the picture's height.

    ``nodes``: id, label, kind; ``edges``: from, to. A node's box is w wide around x and
    reaches from ``y - MARK / 2`` h down.
    """
    boxes = {node["id"]: _box(node) for node in nodes}
    graph = nx.Graph()
    graph.add_nodes_from(boxes)
    graph.add_edges_from((edge["from"], edge["to"]) for edge in edges)
    parts = [graph.subgraph(part) for part in nx.connected_components(graph)]
    parts.sort(key=lambda part: (-len(part), min(part)))
    top = left = row = 0.0
    titles: list[dict] = []
    for part in parts:
        spots, width, height = _part(part, boxes)
        title = _title(part, boxes)
        width = max(width, width_of(title, HEAD_SIZE))
        if left and left + width > WIDTH:
            top, left, row = top + row, 0.0, 0.0
        titles.append({"x": round(left, 1), "y": round(top, 1), "text": title})
        for id, (x, y) in spots.items():
            boxes[id] |= {"x": round(left + x, 1), "y": round(top + HEAD + y, 1)}
        left, row = left + width + GAP * 6, max(row, height + HEAD + GAP * 5)
    return [boxes[node["id"]] for node in nodes], titles, math.ceil(top + row)


def _title(part: nx.Graph, boxes: dict) -> str:
    """A cluster by the body with most ties (a project or model only where there is none), and
    how many belong to it.
    """
    hub = min(part, key=lambda id: (boxes[id]["kind"] in TIED, -part.degree[id], id))
    return f"{boxes[hub]['label'].partition('：')[0]}一带，{len(part)} 个"


def _box(node: dict) -> dict:
    lines = lines_of(node["label"], *WIDE.get(node["kind"], (LONGEST, LINES)))
    width = max(MARK, *(width_of(line) for line in lines))
    return node | {"lines": lines, "w": width + GAP, "h": MARK + len(lines) * LINE + GAP}


def _part(part: nx.Graph, boxes: dict) -> tuple[dict, float, float]:
    """One connected part: spots from its upper left corner, its width and height."""
    ids = sorted(part)
    if _is_row(part):
        return _row(part, boxes)
    area = sum(boxes[id]["w"] * boxes[id]["h"] for id in ids)
    width = min(WIDTH, max(math.sqrt(area * SPREAD * 2.1), max(boxes[id]["w"] for id in ids)))
    height = area * SPREAD / width
    ordered = nx.Graph()
    ordered.add_nodes_from(ids)
    ordered.add_edges_from(sorted(tuple(sorted(edge)) for edge in part.edges))
    raw = nx.spring_layout(ordered, seed=SEED, iterations=400, k=1.6 / math.sqrt(len(ids)))
    spots = _fitted(raw, width, height)
    _part_ways(spots, boxes, width)
    low_x = min(spots[id][0] - boxes[id]["w"] / 2 for id in ids)
    low_y = min(spots[id][1] for id in ids) - MARK / 2
    high_x = max(spots[id][0] + boxes[id]["w"] / 2 for id in ids)
    high_y = max(spots[id][1] + boxes[id]["h"] for id in ids) - MARK / 2
    moved = {id: (spots[id][0] - low_x, spots[id][1] - low_y) for id in ids}
    return moved, high_x - low_x, high_y - low_y


def _is_row(part: nx.Graph) -> bool:
    return len(part) < 6 and len(part.edges) < len(part) and max(d for _, d in part.degree) < 3


def _row(part: nx.Graph, boxes: dict) -> tuple[dict, float, float]:
    """A few nodes one after the other, as they hang together."""
    start = min(part, key=lambda id: (part.degree[id], id))
    ids = list(nx.dfs_preorder_nodes(part, start))
    spots, left = {}, 0.0
    for id in ids:
        spots[id] = (left + boxes[id]["w"] / 2, MARK / 2)
        left += boxes[id]["w"] + APART
    return spots, left, max(boxes[id]["h"] for id in ids)


def _fitted(raw: dict, width: float, height: float) -> dict[str, list[float]]:
    """Spread over the whole sheet by rank and place, so that the middle is not crowded."""
    found: dict[str, list[float]] = {id: [0.0, 0.0] for id in raw}
    for axis, length in ((0, width), (1, height)):
        values = sorted((float(spot[axis]), id) for id, spot in raw.items())
        low, high = values[0][0], values[-1][0]
        for rank, (value, id) in enumerate(values):
            by_rank = rank / max(1, len(values) - 1)
            by_place = (value - low) / ((high - low) or 1)
            found[id][axis] = (0.5 * by_rank + 0.5 * by_place) * length
    return found


def _part_ways(spots: dict, boxes: dict, width: float) -> None:
    """Push overlapping boxes apart, each pair along the shorter way; sheets grow downwards."""
    ids = sorted(spots)
    for _ in range(ROUNDS):
        touched = False
        for number, one in enumerate(ids):
            for other in ids[number + 1 :]:
                touched = _push(spots, boxes, one, other) or touched
        for id in ids:
            half, was = boxes[id]["w"] / 2, spots[id][0]
            spots[id][0] = min(max(was, half), max(half, width - half))
            touched = touched or spots[id][0] != was
        if not touched:
            return
    _stack(spots, boxes, ids)


def _stack(spots: dict, boxes: dict, ids: list[str]) -> None:
    """What would not come apart: from the top down, each box below what it touches."""
    ordered = sorted(ids, key=lambda id: (spots[id][1], id))
    for number, id in enumerate(ordered):
        above = ordered[:number]
        while under := [other for other in above if _touch(spots, boxes, id, other)]:
            spots[id][1] = max(spots[other][1] + boxes[other]["h"] for other in under) + 0.1


def _touch(spots: dict, boxes: dict, one: str, other: str) -> bool:
    a, b = spots[one], spots[other]
    return (
        abs(a[0] - b[0]) < (boxes[one]["w"] + boxes[other]["w"]) / 2
        and a[1] < b[1] + boxes[other]["h"]
        and b[1] < a[1] + boxes[one]["h"]
    )


def _push(spots: dict, boxes: dict, one: str, other: str) -> bool:
    a, b = spots[one], spots[other]
    across = (boxes[one]["w"] + boxes[other]["w"]) / 2 - abs(a[0] - b[0])
    # tops are at y - MARK / 2; compare the boxes' middles
    middle_a, middle_b = a[1] + boxes[one]["h"] / 2, b[1] + boxes[other]["h"] / 2
    down = (boxes[one]["h"] + boxes[other]["h"]) / 2 - abs(middle_a - middle_b)
    if across <= 0.01 or down <= 0.01:
        return False
    axis, depth = (0, across) if across < down else (1, down)
    sign = 1 if (a[0], a[1], one) < (b[0], b[1], other) else -1
    if axis == 1:
        sign = 1 if (middle_a, one) < (middle_b, other) else -1
    a[axis] -= sign * (depth / 2 + 0.05)
    b[axis] += sign * (depth / 2 + 0.05)
    return True
