"""What a quote is: words of a document, … where some are left out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import accumulate

ELLIPSIS = "…"
#: marks at which a sentence may be cut without saying so
MARKS = frozenset("，。；、：！？,;:!?—)）”》(（“《【】…")
PAIRS = ("“”", "‘’", "（）", "()", "《》", "【】", "〔〕")
BETWEEN = re.compile(r"\n|(?<=[\u4e00-\u9fff])[ \t]+(?=[\u4e00-\u9fff])")
FURTHEST = 700  # characters that an ellipsis may stand for


def normalise(text: str) -> str:
    """Text for comparison: compatible characters unified, white space removed."""
    return "".join(unicodedata.normalize("NFKC", text.replace(ELLIPSIS, "\0")).split()).replace(
        "\0", ELLIPSIS
    )


def pieces(quote: str) -> list[str]:
    """The parts between the ellipses, normalised."""
    return [part for part in normalise(quote).split(ELLIPSIS) if part]


def find(quote: str, text: str) -> Iterator[tuple[int, int]]:
    """Each place where the quote's pieces stand in order in a normalised text: start, end."""
    first, *rest = pieces(quote) or [""]
    start = text.find(first) if first else -1
    while start >= 0:
        end = start + len(first)
        for piece in rest:
            at = text.find(piece, end, end + FURTHEST + len(piece))
            if at < 0:
                break
            end = at + len(piece)
        else:
            yield start, end
        start = text.find(first, start + 1)


def laid_out(text: str) -> tuple[str, frozenset[int]]:
    """The normalised text, and the positions where a quote may begin or end unmarked.

    These are beside punctuation, at the ends of lines and where a blank stands between
    two words: headings and the cells of the annex' table have no punctuation of their own.
    """
    parts = [normalise(part) for part in BETWEEN.split(text)]
    whole = "".join(parts)
    edges = {0, *accumulate(len(part) for part in parts)}
    for number, char in enumerate(whole):
        if char in MARKS:
            edges |= {number, number + 1}
    return whole, frozenset(edges)


def unpaired(quote: str) -> Iterator[str]:
    """Marks of a quote that lack their other half."""
    for pair in PAIRS:
        left, right = pair[0], pair[1]
        if left not in quote and right not in quote:
            continue
        depth = 0
        for char in quote:
            depth += (char == left) - (char == right)
            if depth < 0:
                break
        if depth:
            yield left + right
