"""资料与口径: documents, numbers, conflicts, doubts, rules, data."""

from lib.screens import sources
from lib.ui import page

SOURCE = "来源：所列文件；摘句为原文，说明为我们的概述"

view = page.open("/sources", sources.allowed)
page.close(view, SOURCE, page.facts_are_stale(), sources.heading(view), sources.body(view))
