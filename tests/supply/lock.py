"""The direct requirements and the two locks, as data."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from lib.paths import ROOT

RUN, DEV = ROOT / "requirements.lock", ROOT / "requirements-dev.lock"
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})(?=\s|$)")


@dataclass(frozen=True, kw_only=True)
class Locked:
    """One library: its only version, where it is wanted, the files that may be installed."""

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]


def direct(path: Path) -> dict[str, Requirement]:
    """The requirements that a list names itself."""
    lines = path.read_text(encoding="utf-8").splitlines()
    asked = [Requirement(line) for line in lines if line and not line.startswith(("#", "-r"))]
    return {canonicalize_name(each.name): each for each in asked}


def locked(path: Path) -> dict[str, Locked]:
    """What a lock admits; a line that is neither library, hash nor remark is an error."""
    text = re.sub(r"^\s*#.*$", "", path.read_text(encoding="utf-8"), flags=re.M)
    lines = text.replace("\\\n", " ").splitlines()
    found = [_library(line) for line in lines if line.strip()]
    return {each.name: each for each in found}


def _library(line: str) -> Locked:
    asked = Requirement(HASH.sub("", line).strip())
    (pin,) = asked.specifier
    if pin.operator != "==" or "*" in pin.version:
        raise ValueError(f"{line[:60]} names no single version")
    return Locked(
        name=canonicalize_name(asked.name),
        version=pin.version,
        marker=str(asked.marker or ""),
        hashes=tuple(HASH.findall(line)),
    )
