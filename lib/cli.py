"""The maintainer's commands: ``python -m lib build | check | backup | …``.

Exit codes: 0 done, 1 the data was refused (nothing changed), 2 wrong call.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from functools import cache
from pathlib import Path

from lib import commands, paths
from lib.store import connect, lean
from lib.store.connect import StoreUnusable
from lib.store.messages import say
from lib.store.problems import Refused


def _takes(*names: str, **how: object) -> tuple[tuple[str, ...], dict[str, object]]:
    return names, how


#: verb → its help, what it takes
VERBS: dict[str, tuple[str, tuple]] = {
    "build": ("由 data/ 的 CSV 建立或更新数据库；整批成功或完全不动", ()),
    "check": ("检查事实、引用、日期、摘句、地理和数据库", (
        _takes("--sources", metavar="文件夹", help="原文文件夹；给出时逐句对照并更新存证"),)),
    "backup": ("备份数据库到一个新文件", (_takes("file", metavar="文件"),)),
    "restore": ("从备份恢复；原来的库另存", (_takes("file", metavar="文件"),)),
    "template": ("写出一个科室的填报模板", (
        _takes("--office", required=True, metavar="科室", help="标识或名称"),
        _takes("--out", metavar="文件"))),
    "import": ("收一份填好的模板或 CSV；整份收下或完全不收", (
        _takes("file", metavar="文件"),
        _takes("--dry-run", action="store_true", help="只检查和预览，不写入"),
        _takes("--office", default="", metavar="科室", help="标识或名称；模板自带，CSV 必须写"),
        _takes("--by", default="", metavar="姓名", help="接收人"))),
    "withdraw": ("撤回一个批次；原记录保留", (
        _takes("batch", metavar="批次"),
        _takes("--by", default="", metavar="姓名", help="撤回人"))),
    "deck": ("写出早餐会演示的离线 HTML 和 PPTX", (
        _takes("--out", required=True, metavar="文件夹"),
        _takes("--deck", default="whole", metavar="哪一套",
               help="whole、ten、office-科室、action-专项行动；科室可写名称"),
        _takes("--as-of", default="", metavar="日期", help="例如 2025-12-31；默认今天"))),
    "doctor": ("演示前自检：✖ 要先修，退出码 1；▲ 是提醒，退出码 0", (
        _takes("--port", type=int, default=8501, metavar="端口"),)),
    "export": ("写出公开数据：zip（CSV、JSON、xlsx、说明）和公开的 SQLite 副本", (
        _takes("folder", metavar="文件夹"),
        _takes("--as-of", default="", metavar="日期", help="截至哪一天，缺省为今天"))),
    "site": ("写出整个看板的静态网页：不用服务器，放进文件夹、U 盘、CDN 都能看", (
        _takes("--out", required=True, metavar="文件夹", help="再写一次，只改变了的"),
        _takes("--as-of", default="", metavar="日期", help="例如 2025-12-31；默认今天"))),
    "trail": ("谁在什么时候写入、撤回、恢复、登录、被拒绝：账本和记录里的都列出", (
        _takes("--days", type=int, default=30, metavar="天数", help="往回几天，缺省 30"),)),
    "publish": ("读机：把 litestream 跟着的文件发布成看板打开的副本；一直运行，收到信号就停", (
        _takes("--from", dest="source", required=True, metavar="私有文件",
               help="litestream restore -f 写的文件"),
        _takes("--to", dest="target", required=True, metavar="副本", help="看板的 GUIXIANG_DB"),
        _takes("--every", type=float, default=1.0, metavar="秒", help="隔多久看一次，缺省 1"),
        _takes("--once", action="store_true", help="只发布一次"))),
    "promote": ("读机提升为写入机：取副本的最新状态，核对，说明少了什么", (
        _takes("--replica", required=True, metavar="副本",
               help="litestream 的目标：文件夹或 s3://…"),
        _takes("--to", dest="target", required=True, metavar="文件", help="新的数据库；不能已有"),
        _takes("--old", default="", metavar="文件", help="原写入机的库（还读得到时），逐批对照"),
        _takes("--accept-loss", action="store_true", help="副本比读机见过的少时，也提升"),
        _takes("--litestream", default="", metavar="程序", help="litestream 在哪里"))),
    "demo": ("建立演示库：真实的事实，加虚构的一年填报", (
        _takes("--out", default=str(paths.ROOT / "data" / "demo.db"), metavar="文件"),)),
}  # fmt: skip


@cache
def parser() -> argparse.ArgumentParser:
    """The command line, one subcommand a verb."""
    top = argparse.ArgumentParser(prog="python -m lib", description="硅巷看板的维护命令")
    verbs = top.add_subparsers(dest="command", required=True, metavar="命令")
    for name, (text, taken) in VERBS.items():
        verb = verbs.add_parser(name, help=text, description=text)
        verb.set_defaults(run=commands.RUN[name])
        for names, how in taken:
            verb.add_argument(*names, **how)
    return top


def _tell(words: str) -> None:
    """Print what was done; who reads no further (``| head``) changes nothing of that."""
    try:
        print(words, flush=True)
    except BrokenPipeError:
        with Path(os.devnull).open("wb") as nowhere:  # what is left is written at the end
            os.dup2(nowhere.fileno(), sys.stdout.fileno())


def main(argv: list[str] | None = None) -> int:
    """Run one command; every problem is printed to stderr, one a line."""
    for stream in (sys.stdout, sys.stderr):  # a console of another encoding ends no command
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    args = parser().parse_args(argv)
    try:
        if args.command in commands.WRITES:
            connect.require_writer(paths.store_path())
            lean.database()  # before there are other threads
        _tell(args.run(args))
    except Refused as refused:
        for problem in refused.problems:
            print(say(problem), file=sys.stderr)
        kept = f"只更新了 {refused.changed}，别的没有改动"
        rest = kept if refused.changed else "没有改动任何数据"
        print(f"共 {len(refused.problems)} 个问题；{rest}", file=sys.stderr)
        return 1
    except commands.RefusedFile as refused:
        print(*refused.lines, sep="\n", file=sys.stderr)
        print(refused.closing, file=sys.stderr)
        return 1
    except StoreUnusable as error:
        print(say(error.problem), file=sys.stderr)
        return 1
    except (OSError, RuntimeError) as error:
        place = Path(getattr(error, "filename", None) or "磁盘")
        print(say(connect.problem_of(place, error)), file=sys.stderr)
        return 1
    return 0
