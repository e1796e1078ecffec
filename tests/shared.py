"""What is dear: made once for all workers of a run, tried less in the loop while working."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from hypothesis import settings

PATIENCE = 720  # seconds


def at_most(examples: int, **others: Any) -> settings:
    """Settings of a dear property: so many random examples, fewer where the run asks for fewer."""
    return settings(max_examples=min(examples, settings().max_examples), **others)


@contextmanager
def once(path: Path):
    """Yield whether the thing at ``path`` has to be made; the other workers wait for it."""
    lock, done, failed = (
        path.with_name(f"{path.name}.{end}") for end in ("lock", "done", "failed")
    )
    try:
        os.close(os.open(lock, os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        deadline = time.monotonic() + PATIENCE
        while not done.exists():
            assert not failed.exists(), failed.read_text(encoding="utf-8")
            assert time.monotonic() < deadline, "nobody finished it"
            time.sleep(0.2)
        yield False
        return
    try:
        yield True
    except BaseException as error:
        failed.write_text(f"another worker could not make it: {error!r}", encoding="utf-8")
        raise
    done.touch()


def shared(tmp_path_factory, worker: str, name: str, make: Callable[[Path], object]) -> Path:
    """The folder or file ``name`` that the first worker makes for all."""
    base = tmp_path_factory.getbasetemp()
    path = (base if worker == "master" else base.parent) / name
    with once(path) as first:
        if first:
            make(path)
    return path
