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
#: the only option of a lock: what would have to be built asks for tools that no lock names
WHEELS = "--only-binary :all:"
#: uv's remark who wants a library: other libraries, ``-r LIST``, ``-c LOCK``
VIA = re.compile(r"^ +# (?:via ?| +)(.*)$", re.M)


@dataclass(frozen=True, kw_only=True)
class Locked:
    """One library: its only version, where and by whom it is wanted, its files' hashes."""

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]
    wanted_by: tuple[str, ...]


def direct(path: Path) -> dict[str, Requirement]:
    """The requirements that a list names itself."""
    lines = path.read_text(encoding="utf-8").splitlines()
    asked = [Requirement(line) for line in lines if line and not line.startswith(("#", "-r"))]
    return {canonicalize_name(each.name): each for each in asked}


def locked(path: Path) -> dict[str, Locked]:
    """What a lock admits; a line that is neither library, hash nor remark is an error."""
    text = path.read_text(encoding="utf-8").replace(f"\n{WHEELS}\n", "\n")
    blocks = re.split(r"\n(?=[^\s#])", text)
    found = [_library(block) for block in blocks if not block.startswith("#")]
    return {each.name: each for each in found}


def _library(block: str) -> Locked:
    line = HASH.sub("", VIA.sub("", block)).replace("\\\n", " ")
    asked = Requirement(line.strip())
    (pin,) = asked.specifier
    if pin.operator != "==" or "*" in pin.version:
        raise ValueError(f"{asked} names no single version")
    return Locked(
        name=canonicalize_name(asked.name),
        version=pin.version,
        marker=str(asked.marker or ""),
        hashes=tuple(HASH.findall(block)),
        wanted_by=tuple(filter(None, VIA.findall(block))),
    )
