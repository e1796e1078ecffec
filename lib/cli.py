"""The maintainer's commands: ``python -m lib build | check | backup | restore``.

Exit codes: 0 done, 1 the data was refused (nothing changed), 2 wrong call.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from lib import clock, paths
from lib.store.backup import backup, restore
from lib.store.build import Report, build, fingerprint
from lib.store.check import check
from lib.store.messages import say
from lib.store.problems import Refused


def _build(args: argparse.Namespace) -> str:
    start = perf_counter()
    report = build(paths.data_dir(), paths.store_path())
    verb = "已更新" if report.changed else "没有变化"
    return f"{verb}：{_totals(report)}，用时 {perf_counter() - start:.1f} 秒\n{_same()}"


def _check(args: argparse.Namespace) -> str:
    sources = Path(args.sources) if args.sources else None
    report = check(
        paths.data_dir(), paths.store_path(), sources=sources, today=clock.today().isoformat()
    )
    how = "对照原文" if sources else "按存证"
    return f"通过：{_totals(report)}（{how}核对）\n{_same()}"


def _totals(report: Report) -> str:
    return f"{report.facts} 行事实，{report.quotes} 句摘句"


def _same() -> str:
    return f"内容摘要：{fingerprint(paths.store_path())}"


def _backup(args: argparse.Namespace) -> str:
    backup(paths.store_path(), Path(args.file))
    return f"已备份到 {args.file}"


def _restore(args: argparse.Namespace) -> str:
    kept = restore(Path(args.file), paths.store_path())
    return "已恢复" + (f"；原来的库保留为 {kept.name}" if kept else "")


def parser() -> argparse.ArgumentParser:
    """The command line, one subcommand a verb."""
    top = argparse.ArgumentParser(prog="python -m lib", description="硅巷看板的维护命令")
    verbs = top.add_subparsers(dest="command", required=True, metavar="命令")

    def verb(name: str, run: Callable, text: str) -> argparse.ArgumentParser:
        one = verbs.add_parser(name, help=text, description=text)
        one.set_defaults(run=run)
        return one

    verb("build", _build, "由 data/ 的 CSV 建立或更新数据库；整批成功或完全不动")
    one = verb("check", _check, "检查事实、引用、日期、摘句、地理和数据库")
    one.add_argument("--sources", metavar="文件夹", help="原文文件夹；给出时逐句对照并更新存证")
    one = verb("backup", _backup, "备份数据库到一个新文件")
    one.add_argument("file", metavar="文件")
    one = verb("restore", _restore, "从备份恢复；原来的库另存")
    one.add_argument("file", metavar="文件")
    return top


def main(argv: list[str] | None = None) -> int:
    """Run one command; every problem is printed to stderr, one a line."""
    args = parser().parse_args(argv)
    try:
        print(args.run(args))
    except Refused as refused:
        for problem in refused.problems:
            print(say(problem), file=sys.stderr)
        print(f"共 {len(refused.problems)} 个问题；没有改动任何数据", file=sys.stderr)
        return 1
    return 0
