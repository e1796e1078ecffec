"""``make audit``: known vulnerabilities, licences, the bill of materials.

What the vulnerability services cannot tell here (no network, a mirror without such data) is
said and fails nothing; a known vulnerability or a licence that is not allowed does.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from tests.supply import bom
from tests.supply.licences import licence, may
from tests.supply.lock import DEV, RUN, locked

#: asked in this order until one knows something
SERVICES = (("-s", "pypi"), ("-s", "osv"))
AUDIT = (
    sys.executable, "-m", "pip_audit", "--disable-pip", "--require-hashes",
    "--format", "json", "--progress-spinner", "off", "--desc", "off", "--timeout", "5",
)  # fmt: skip


def known(lock: Path, service: Sequence[str]) -> tuple[list[dict], str]:
    """The libraries that a service knows, with their vulnerabilities; if none: why."""
    run = subprocess.run([*AUDIT, *service, "-r", lock], capture_output=True, text=True)
    try:
        answer = json.loads(run.stdout)
    except ValueError:
        return [], (run.stderr.strip().splitlines() or ["没有回答"])[-1][:100]
    looked = [each for each in answer["dependencies"] if "skip_reason" not in each]
    return looked, "" if looked else "没有这些库的资料"


def vulnerabilities(
    lock: Path = DEV, services: Sequence[Sequence[str]] = SERVICES
) -> tuple[str, list[str]]:
    """One line that says how far it was looked, and what was found."""
    total, silent = len(locked(lock)), []
    for service in services:
        looked, why = known(lock, service)
        if looked:
            found = [
                f"{each['name']} {each['version']}：{fault['id']}，"
                f"修在 {'、'.join(fault['fix_versions']) or '（尚无）'}"
                for each in looked
                for fault in each["vulns"]
            ]
            return f"已知漏洞：{total} 个库查了 {len(looked)} 个，发现 {len(found)} 处", found
        silent.append(f"{service[1]}：{why}")
    return f"已知漏洞：{total} 个库都没有查（{'；'.join(silent)}）", []


def licences(lock: Path = RUN) -> tuple[list[str], list[str]]:
    """A line for each licence with its libraries, and what may not be."""
    under = defaultdict(list)
    for each in locked(lock).values():
        under[licence(each.name) or "（没有写明）"].append(f"{each.name} {each.version}")
    lines = [f"{name}：{'、'.join(libraries)}" for name, libraries in sorted(under.items())]
    return lines, [line for name, line in zip(sorted(under), lines, strict=True) if not may(name)]


def main() -> int:
    """Say everything, write the bill; 1 when something was found."""
    said, holes = vulnerabilities()
    print(said, *holes, sep="\n")
    lines, refused = licences()
    print(f"许可证（运行用的 {len(locked(RUN))} 个库）：", *lines, sep="\n")
    if refused:
        print("不在允许之列：", *refused, sep="\n")
        return 1
    bom.FILE.write_text(bom.bill(), encoding="utf-8")
    print(f"物料清单已写到 docs/{bom.FILE.name}")
    return 1 if holes else 0


if __name__ == "__main__":
    sys.exit(main())
