"""Probes of the machine that the deck is shown from: fonts, settings, disk, port, clock."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import socket
import tempfile
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

from lib import clock, role

GOOD, LOOK, BAD = "good", "look", "bad"
#: file names of fonts with Chinese glyphs that the pages ask for
FONTS = ("notosanscjk", "notosanssc", "sourcehansans", "msyh", "pingfang", "harmonyos_sans_sc")
FONT_FOLDERS = (
    "/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts",
    "C:/Windows/Fonts", "~/AppData/Local/Microsoft/Windows/Fonts",
    "/System/Library/Fonts", "/Library/Fonts", "~/Library/Fonts",
)  # fmt: skip
ROOM = 200_000_000  # bytes
LEAST = 20_000_000  # bytes that an import and a deck's files need
ROOM_CURE = "移走旧备份、旧导出和别的大文件"
PROBE = 1_000_000  # bytes really written: an empty file fits on a full disk
OFFSET = timedelta(hours=8)
WAIT = 2.0  # seconds for an answer on the port
HOSTED = re.compile(r"(?:https?:|wss?:)?//([A-Za-z0-9.\[\]:_-]+)")


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing looked at: ``level`` good, look (it can be shown) or bad (mend it first).

    ``cure`` is for who runs the machine; ``ask``, where the cure is a command, is what a
    presenter asks of them.
    """

    what: str
    level: str
    says: str
    cure: str = ""
    ask: str = ""


def fonts(folders: Iterable[str] = FONT_FOLDERS) -> Finding:
    """A font with Chinese glyphs on this machine."""
    for folder in folders:
        for _, _, names in os.walk(Path(folder).expanduser()):
            for name in names:
                if name.lower().replace("-", "").startswith(FONTS):
                    return Finding(what="中文字体", level=GOOD, says="有")
    cure = "装一套中文字体：Debian/Ubuntu 用 apt install fonts-noto-cjk，Windows、macOS 自带"
    ask = "请维护人员装一套中文字体"
    return Finding(what="中文字体", level=BAD, says="没有找到，汉字会变成方框", cure=cure, ask=ask)


def asked_by_settings(settings: Path) -> list[str]:
    """What in Streamlit's settings would ask another host."""
    try:
        raw = tomllib.loads(settings.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ["设置文件读不出来"]
    found = []
    if raw.get("browser", {}).get("gatherUsageStats", True):
        found.append("browser.gatherUsageStats 没有关")
    return found + [f"{name} 写了 {host}" for name, host in _hosts(raw) if not _near(host)]


def _hosts(value: object, name: str = "") -> Iterable[tuple[str, str]]:
    """Every host named anywhere in the settings."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _hosts(each, f"{name}.{key}".lstrip("."))
    elif isinstance(value, list):
        for each in value:
            yield from _hosts(each, name)
    elif isinstance(value, str):
        yield from ((name, host) for host in HOSTED.findall(value))


def _near(host: str) -> bool:
    """This machine or the house's own network."""
    name = (urlsplit(f"//{host}").hostname or "").lower()
    if name == "localhost" or name.endswith((".local", ".internal")):
        return True
    try:
        return ip_address(name).is_private
    except ValueError:
        return False


def disk(folder: Path, *, known: bool = True) -> Finding:
    """The store's folder can be written and has room.

    ``known``: whoever asks may write here and learn how much room there is; for others
    nothing is written, and it is said without figures.
    """
    reader = role.is_reader()  # writes nothing here, and need not
    try:
        if known and not reader:
            with tempfile.NamedTemporaryFile(dir=folder, prefix=".check-") as probe:
                probe.write(bytes(PROBE))
                probe.flush()
                os.fsync(probe.fileno())
        elif not reader and not os.access(folder, os.W_OK):
            raise PermissionError
        free = shutil.disk_usage(folder).free
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            return _full(f"{folder.name} 满了，写不进去")
        cure = "换到可写的文件夹（GUIXIANG_DB），或改权限；只读时能讲，不能记交办和收填报"
        ask = "请维护人员换到可写的文件夹；只读时能讲，不能记交办和收填报"
        return Finding(what="磁盘", level=BAD, says=f"{folder.name} 写不进去", cure=cure, ask=ask)
    says = f"只剩 {free // 1_000_000} MB" if known else "快满了"
    if free < LEAST:
        return _full(f"{says}，收不了填报")
    if free < ROOM:
        return Finding(what="磁盘", level=LOOK, says=says, cure=ROOM_CURE)
    room = f"，还有 {free // 1_000_000_000} GB" if known else ""
    return Finding(what="磁盘", level=GOOD, says=("只读的副本" if reader else "可写") + room)


def _full(says: str) -> Finding:
    ask = "请维护人员腾出磁盘空间；能讲，不能记交办和收填报"
    return Finding(what="磁盘", level=BAD, says=says, cure=ROOM_CURE, ask=ask)


def port_finding(port: int) -> Finding:
    """The port is free, or the dashboard itself is on it."""
    with socket.socket() as probe:
        probe.settimeout(WAIT)
        taken = probe.connect_ex(("127.0.0.1", port)) == 0
    if not taken:
        return Finding(what="端口", level=GOOD, says=f"{port} 空着")
    if _is_ours(port):
        return Finding(what="端口", level=GOOD, says=f"看板正在 {port} 上运行")
    cure = f"关掉占用 {port} 的程序，或换一个：make run PORT={port + 1}"
    return Finding(what="端口", level=BAD, says=f"{port} 被别的程序占着", cure=cure)


def _is_ours(port: int) -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{port}/api/v1/health", timeout=WAIT) as answer:
            return json.load(answer).get("status") == "ok"
    except (OSError, ValueError):
        return False


def zone(latest: str, behind: str = "") -> Finding:
    """The machine's clock: Shanghai's zone, and not before ``latest``, a day already known.

    ``behind``: what :func:`lib.rows.entered.behind` says of clock and ledger.
    """
    now = datetime.now().astimezone()
    if behind:
        cure = "把系统日期和时间调准；那一份若是时钟快的时候收的，用 withdraw 撤回再收一次"
        says, _, _ = behind.partition("。")
        return Finding(what="时钟", level=BAD, says=says, cure=cure, ask="请维护人员校准时钟")
    if clock.today().isoformat() < latest:
        cure = "把系统日期调准；日期不对，灯和期限都不对"
        return Finding(what="时钟", level=BAD, says=f"今天早于已有的资料 {latest}", cure=cure)
    if now.utcoffset() != OFFSET:
        cure = (
            "把系统时区设为上海：Windows 在“设置 → 时间和语言”，"
            "Linux 用 timedatectl set-timezone Asia/Shanghai"
        )
        says = f"系统时区是 {now.strftime('%z')}，不是 +0800（看板自己按上海时间算）"
        ask = "请维护人员把系统时区设为上海"
        return Finding(what="时钟", level=LOOK, says=says, cure=cure, ask=ask)
    return Finding(what="时钟", level=GOOD, says=f"{now:%Y-%m-%d %H:%M}，上海时间")


def is_local(address: str) -> bool:
    """Whether no other machine can open the address."""
    host = (urlsplit(address).hostname or "").lower()
    if not host or host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        own = ip_address(host)
    except ValueError:
        return False
    return own.is_loopback or own.is_unspecified


def reachable(used: str) -> Finding:
    """Whether a phone can follow the QR code."""
    if is_local(used):
        cure = "要让手机扫码打开，用 GUIXIANG_ADDRESS 写上看板的公开地址再启动"
        says = (
            f"{used} 只有本机打得开，场景里不放二维码"
            if used
            else "不知道看板的公开地址，场景里不放二维码"
        )
        ask = "要让手机扫码打开，请维护人员设好看板的公开地址"
        return Finding(what="二维码", level=LOOK, says=says, cure=cure, ask=ask)
    return Finding(what="二维码", level=GOOD, says=f"指向 {used}")
