"""资料与口径: documents, numbers, conflicts, doubts, rules, data."""

from lib.ui import archive, page

SOURCE = "来源：所列文件；摘句为原文，说明为我们的概述"

view = page.open("/sources", archive.allowed)
page.close(view, SOURCE, archive.heading(view), archive.body(view))
