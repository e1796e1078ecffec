"""The maintainer's commands: ``python -m lib build | check | backup | …``.

Exit codes: 0 done, 1 the data was refused (nothing changed), 2 wrong call.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from lib import clock, files, paths
from lib.letters import drawn
from lib.store import connect, versions
from lib.store.backup import backup, restore
from lib.store.build import Report, build, fingerprint, ready
from lib.store.check import check, store_problems
from lib.store.connect import StoreUnusable
from lib.store.ledger import withdraw
from lib.store.messages import BESIDE, say
from lib.store.problems import Problem, Refused


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
    beside = [BESIDE] if connect.unsettled(paths.store_path()) else []
    return "\n".join([f"通过：{_totals(report)}（{how}核对）", _same(), *beside])


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


def _template(args: argparse.Namespace) -> str:
    from lib.intake.service import office_of
    from lib.intake.template import template
    from lib.rows import reports

    names = {row["id"]: row["name"] for row in reports.offices()}
    id = office_of(args.office)
    if not id:
        raise Refused([Problem(file=args.office, kind="no_office")])
    target = Path(args.out or f"填报模板-{names[id]}-{clock.today().isoformat()}.xlsx")
    if target.exists():  # it may be filled in already
        raise Refused([Problem(file=target.name, kind="file_exists")])
    files.write(target, template(id, clock.today().isoformat()), new=True)
    return f"已写出 {target}"


def _import(args: argparse.Namespace) -> str:
    from lib.intake import safety
    from lib.intake.apart import read_apart
    from lib.intake.lines import said
    from lib.intake.messages import say as say_cell
    from lib.intake.problems import CellProblem, Unreadable
    from lib.intake.service import commit, preview

    source = Path(args.file)
    try:
        if (size := source.stat().st_size) > safety.MOST_BYTES:  # not even read
            raise RefusedFile([say_cell(CellProblem(kind="too_big", value=safety.size(size)))])
        data = source.read_bytes()
    except OSError as error:
        problem = Problem(file=source.name, kind="unreadable", value=connect.in_words(error))
        raise Refused([problem]) from error
    connect.require(paths.store_path())
    try:
        ready = preview(data, today=f"{clock.today()}", office_id=args.office, read=read_apart)
    except Unreadable as error:
        raise RefusedFile([say_cell(error.problem)]) from error
    for warning in ready.checked.warnings:
        print(f"请核对 {say_cell(warning)}")
    if ready.checked.refused:
        raise RefusedFile([say_cell(problem) for problem in ready.checked.refused])
    counts = Counter(entry.change for entry in ready.checked.entries)
    for line in said(ready.checked.fresh):
        print(line)
    total = f"{ready.office}：新填 {counts['new']}，有变 {counts['changed']}，未变 {counts['same']}"
    if args.dry_run or not ready.acceptable:
        return f"{total}；没有写入"
    now = clock.now().isoformat(timespec="seconds")
    id = commit(ready, data, filename=source.name, by=drawn(args.by) or paths.user(), when=now)
    return f"{total}；已收，批次 {id}"


def _withdraw(args: argparse.Namespace) -> str:
    now = clock.now().isoformat(timespec="seconds")
    id = withdraw(paths.store_path(), args.batch, by=drawn(args.by) or paths.user(), when=now)
    return f"已撤回 {args.batch}，记录为 {id}"


def _export(args: argparse.Namespace) -> str:
    from lib.exports.bundle import about, bundle, is_demo
    from lib.store.public import copy_public

    store, today, day = paths.store_path(), clock.today().isoformat(), _day(args.as_of)
    folder = Path(args.folder)
    mark = "演示数据-" if is_demo() else ""
    whole, public = folder / f"{mark}guixiang-{day}.zip", folder / f"{mark}guixiang-public.db"
    connect.require(store)
    folder.mkdir(parents=True, exist_ok=True)
    copy_public(store, public, as_of=today, about=about(today, versions.version(store)))
    files.write(whole, bundle(day))
    return f"已写出 {whole} 和 {public}；填报人、原件和自由文字不在内"


def _demo(args: argparse.Namespace) -> str:
    from lib.demo import build_demo

    build_demo(paths.data_dir(), Path(args.out), today=clock.today())
    return f"已建立演示库 {args.out}；用 GUIXIANG_DB={args.out} 打开，每一页都标“演示数据”"


def _deck(args: argparse.Namespace) -> str:
    from lib.scenes.files import write

    as_of = _day(args.as_of)
    connect.require(paths.store_path())
    found = write(Path(args.out), deck=args.deck, as_of=as_of, address=paths.public_address())
    if found is None:
        raise Refused([Problem(file=args.deck, kind="no_deck")])
    return "\n".join(f"已写出 {file}" for file in found)


def _day(text: str) -> str:
    """The asked day, today by default."""
    today = clock.today().isoformat()
    try:
        day = clock.read_day(text).isoformat() if text else today
    except ValueError as error:
        raise Refused([Problem(file=text, kind="not_day", value=text)]) from error
    if day > today:
        raise Refused([Problem(file=text, kind="day_ahead", value=text)])
    return day


def _doctor(args: argparse.Namespace) -> str:
    from lib.scenes.doctor import BAD, lines, rehearse

    problems = store_problems(paths.store_path(), ready(paths.data_dir()).fingerprint)
    findings = rehearse(
        clock.today().isoformat(),
        store=[say(problem) for problem in problems],
        beside=connect.unsettled(paths.store_path()),
        port=args.port,
        used=paths.public_address(),
    )
    if any(each.level == BAD for each in findings):
        raise RefusedFile(lines(findings), "有要先修的")
    return "\n".join(lines(findings))


class RefusedFile(Exception):
    """A filled file was refused; carries the sentences to print."""

    def __init__(self, lines: list[str], closing: str = ""):
        super().__init__(f"{len(lines)} problems")
        self.lines = lines
        self.closing = closing or f"共 {len(lines)} 个问题；没有改动任何数据"


def _takes(*names: str, **how: object) -> tuple[tuple[str, ...], dict[str, object]]:
    return names, how


#: verb → what runs it, its help, what it takes
VERBS: dict[str, tuple[Callable, str, tuple]] = {
    "build": (_build, "由 data/ 的 CSV 建立或更新数据库；整批成功或完全不动", ()),
    "check": (_check, "检查事实、引用、日期、摘句、地理和数据库", (
        _takes("--sources", metavar="文件夹", help="原文文件夹；给出时逐句对照并更新存证"),)),
    "backup": (_backup, "备份数据库到一个新文件", (_takes("file", metavar="文件"),)),
    "restore": (_restore, "从备份恢复；原来的库另存", (_takes("file", metavar="文件"),)),
    "template": (_template, "写出一个科室的填报模板", (
        _takes("--office", required=True, metavar="科室", help="标识或名称"),
        _takes("--out", metavar="文件"))),
    "import": (_import, "收一份填好的模板或 CSV；整份收下或完全不收", (
        _takes("file", metavar="文件"),
        _takes("--dry-run", action="store_true", help="只检查和预览，不写入"),
        _takes("--office", default="", metavar="科室", help="标识或名称；模板自带，CSV 必须写"),
        _takes("--by", default="", metavar="姓名", help="接收人"))),
    "withdraw": (_withdraw, "撤回一个批次；原记录保留", (
        _takes("batch", metavar="批次"),
        _takes("--by", default="", metavar="姓名", help="撤回人"))),
    "deck": (_deck, "写出早餐会演示的离线 HTML 和 PPTX", (
        _takes("--out", required=True, metavar="文件夹"),
        _takes("--deck", default="whole", metavar="哪一套",
               help="whole、ten、office-科室、action-专项行动；科室可写名称"),
        _takes("--as-of", default="", metavar="日期", help="例如 2025-12-31；默认今天"))),
    "doctor": (_doctor, "演示前自检：✖ 要先修，退出码 1；▲ 是提醒，退出码 0", (
        _takes("--port", type=int, default=8501, metavar="端口"),)),
    "export": (_export, "写出公开数据：zip（CSV、JSON、xlsx、说明）和公开的 SQLite 副本", (
        _takes("folder", metavar="文件夹"),
        _takes("--as-of", default="", metavar="日期", help="截至哪一天，缺省为今天"))),
    "demo": (_demo, "建立演示库：真实的事实，加虚构的一年填报", (
        _takes("--out", default=str(paths.ROOT / "data" / "demo.db"), metavar="文件"),)),
}  # fmt: skip


def parser() -> argparse.ArgumentParser:
    """The command line, one subcommand a verb."""
    top = argparse.ArgumentParser(prog="python -m lib", description="硅巷看板的维护命令")
    verbs = top.add_subparsers(dest="command", required=True, metavar="命令")
    for name, (run, text, taken) in VERBS.items():
        verb = verbs.add_parser(name, help=text, description=text)
        verb.set_defaults(run=run)
        for names, how in taken:
            verb.add_argument(*names, **how)
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
    except RefusedFile as refused:
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
