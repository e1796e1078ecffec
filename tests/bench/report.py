"""The one table: ours beside the empty app."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

HEAD = ("what", "n", "ours ms", "empty ms", "ratio", "limit", "")


@dataclass(frozen=True)
class Row:
    """One measure: samples of ours and of the empty app, and the limit of their ratio."""

    name: str
    ours: Sequence[float]
    empty: Sequence[float]
    limit: float | None = None

    @property
    def ratio(self) -> float:
        return median(self.ours) / median(self.empty)

    def cells(self) -> tuple[str, ...]:
        verdict = "" if self.limit is None else "ok" if self.ratio <= self.limit else "OVER"
        return (
            self.name,
            str(len(self.ours)),
            f"{median(self.ours):.1f}",
            f"{median(self.empty):.1f}",
            f"{self.ratio:.2f}",
            "" if self.limit is None else f"{self.limit:.1f}",
            verdict,
        )


def plain(rows: Sequence[Row]) -> str:
    """Columns by spaces, for a terminal."""
    lines = [HEAD, *(row.cells() for row in rows)]
    widths = [max(len(line[at]) for line in lines) for at in range(len(HEAD))]
    # Chinese characters are two columns wide; only the last name has any
    return "\n".join(
        "  ".join(
            cell.ljust(width - _wide(cell)) if at in (0, 6) else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def markdown(rows: Sequence[Row]) -> str:
    """The same, to paste."""
    lines = [HEAD, ("---", *["---:"] * 5, "---"), *(row.cells() for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _wide(text: str) -> int:
    return sum(char > "\u2e80" for char in text)
