"""What ``publish`` and ``promote`` do; gives the words to print."""

from __future__ import annotations

import argparse
import signal
import threading
import time
from pathlib import Path
from types import FrameType

from lib import clock, paths, role
from lib.store import batches
from lib.store.connect import is_readable, require
from lib.store.messages import say
from lib.store.problems import Refused
from lib.store.promote import promote as promoted
from lib.store.publish import Seen, look
from lib.store.publish import publish as put

AGAIN = 600.0  # seconds after which a trouble that stays is told again
SOON = 0.1  # seconds after which a file that was being written is looked at again
PATIENCE = 15.0  # seconds that --once waits for it


class Service:
    """Looks at the followed file and publishes what is new; tells each thing once."""

    def __init__(self, private: Path, public: Path):
        self.private, self.public = private, public
        self.last: Seen | None = None
        self._trouble, self._told = "", 0.0

    def step(self) -> bool:
        """One look; whether something was published."""
        try:
            if look(self.private) == self.last:
                return False
            before = _ledger(self.public)
            self.last = put(self.private, self.public, paths.data_dir())
        except Refused as refused:
            self._tell(refused)
            return False
        self._trouble = ""
        _print(_published(self.last, self.public))
        if gone := before - _ledger(self.public):
            _print(f"请注意 比上一份少 {len(gone)} 批（写入机恢复过备份？），如 {max(gone)}")
        return True

    def _tell(self, refused: Refused) -> None:
        words = "；".join(say(each) for each in refused.problems[:3])
        busy = all(each.kind == "follow_busy" for each in refused.problems)
        now = time.monotonic()
        if busy or (words == self._trouble and now - self._told < AGAIN):
            return
        self._trouble, self._told = words, now
        _print(f"没有发布：{words}")


def _ledger(public: Path) -> set[batches.Batch]:
    """What readers see now; nothing where they see nothing."""
    try:
        return set(batches.batches(public)) if is_readable(public) else set()
    except Refused:  # harmed: the next copy mends it
        return set()


def _published(seen: Seen, public: Path) -> str:
    step = f"第 {int(seen.txid, 16)} 步" if seen.txid else ""
    return f"已发布 {step}：{batches.told(public)}"


def _print(words: str) -> None:
    print(f"{clock.now().isoformat(timespec='seconds')} {words}", flush=True)


def publish(args: argparse.Namespace) -> str:
    """Once, or until the service is told to stop."""
    private, public = Path(args.source), Path(args.target)
    if args.once:
        return _once(private, public)
    stop = threading.Event()

    def ended(number: int, frame: FrameType | None) -> None:
        stop.set()

    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, ended)
    service = Service(private, public)
    _print(f"跟着 {private.name}，发布到 {public}")
    while not stop.is_set():
        service.step()
        stop.wait(max(args.every, SOON))
    return "已停止；副本留在原处"


def _once(private: Path, public: Path) -> str:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            seen = put(private, public, paths.data_dir())
            return _published(seen, public)
        except Refused as refused:
            busy = all(each.kind == "follow_busy" for each in refused.problems)
            if not busy or time.monotonic() > until:
                raise
        time.sleep(SOON)


def promote(args: argparse.Namespace) -> str:
    """Make the replica's newest state the store of a new writer; says what to do next."""
    target = Path(args.target)
    known = [each for each in (paths.store_path(),) if is_readable(each)]
    if args.old:
        if not is_readable(Path(args.old)):
            require(Path(args.old))
        known.append(Path(args.old))
    done = promoted(
        args.replica, target, paths.data_dir(), known=known, litestream=args.litestream,
        accept=args.accept_loss, by=paths.user(),
    )  # fmt: skip
    lines = [f"已提升：{target}，{done.holds}"]
    if done.lacks:
        lines.append(f"丢了 {len(done.lacks)} 批，请科室重交：")
        lines += [f"  {each}" for each in done.lacks]
    elif args.old:
        lines.append("与原写入机的库对过：一批不少")
    elif not known:
        lines.append("这台机器没有副本，没有对照；找到原写入机的库后用 --old 对")
    else:
        lines.append("比这台读机见过的一批不少；原写入机最后几秒收的，找到它的库后用 --old 对")
    stays = "，去掉 GUIXIANG_ROLE 和 GUIXIANG_WRITER" if role.is_reader() else ""
    lines.append(f"接着：GUIXIANG_DB={target}{stays}，重新启动看板，用新的文件夹开始复制")
    return "\n".join(lines)
