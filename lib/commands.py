"""What each of the maintainer's commands does; gives the words to print."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from time import perf_counter

from lib import clock, cluster, files, paths, trail
from lib.letters import drawn
from lib.store import audit, connect, versions
from lib.store.backup import backup, restore
from lib.store.build import Report, build, fingerprint, ready
from lib.store.check import check, store_problems
from lib.store.ledger import Overtaken, withdraw
from lib.store.messages import BESIDE, say
from lib.store.problems import Problem, Refused

TRIES = 50  # others may write while a file is judged; each time one of them is done


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
    backup(paths.store_path(), Path(args.file), by=paths.user())
    return f"已备份到 {args.file}"


def _restore(args: argparse.Namespace) -> str:
    kept = restore(Path(args.file), paths.store_path(), data_dir=paths.data_dir(), by=paths.user())
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
    try:
        for _ in range(TRIES - 1):
            with suppress(Overtaken):
                return _taken_in(args)
            print("库里刚才有了变化；按新的再看一遍：")
        return _taken_in(args)
    except RefusedFile as refused:
        if not args.dry_run and connect.state_of(paths.store_path()) is None:
            says = f"{Path(args.file).name}：{len(refused.lines)} 个问题"
            trail.note(paths.store_path(), "拒收", drawn(args.by) or paths.user(), says)
        raise


def _taken_in(args: argparse.Namespace) -> str:
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


def _site(args: argparse.Namespace) -> str:
    from lib.site.build import Fault, build_site
    from lib.site.folder import Foreign
    from lib.web.offline import fetcher

    as_of, target = _day(args.as_of), Path(args.out)
    connect.require(paths.store_path())
    try:
        made = build_site(target, as_of=as_of, live=paths.public_address(), fetch=fetcher())
    except Foreign as error:
        raise Refused([Problem(file=args.out, kind="not_edition")]) from error
    except Fault as fault:
        raise RefusedFile([f"这一版没有换上：有链接打不开（{fault}）；请告诉维护人员"]) from fault
    unsaid = (
        ""
        if paths.public_address()
        else ("\n没有设 GUIXIANG_ADDRESS：页面上没有通往实时看板的链接，链接预览没有图")
    )
    return (
        f"已写出 {target}：截至 {as_of}，{made.pages} 页、{made.files} 个下载文件，"
        f"{made.bytes / 1e6:.0f} MB，用时 {made.seconds:.0f} 秒；"
        f"新写 {made.written} 个，没有变 {made.kept} 个，去掉 {made.gone} 个{unsaid}"
    )


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


def _trail(args: argparse.Namespace) -> str:
    connect.require(paths.store_path())
    since = clock.now() - timedelta(days=args.days)
    return "\n".join(audit.lines(paths.store_path(), since)) or f"{args.days} 天里没有记录"


#: command → what runs it
RUN: dict[str, Callable[[argparse.Namespace], str]] = {
    "build": _build,
    "check": _check,
    "backup": _backup,
    "restore": _restore,
    "template": _template,
    "import": _import,
    "withdraw": _withdraw,
    "export": _export,
    "demo": _demo,
    "deck": _deck,
    "doctor": _doctor,
    "site": _site,
    "trail": _trail,
    "publish": cluster.publish,
    "promote": cluster.promote,
}
#: those that write to the store, or make one: refused where it is only read
WRITES = frozenset({"build", "restore", "import", "withdraw", "demo"})
