"""资料与口径: documents, numbers, conflicts, doubts, rules, data."""

from lib.ui import archive, page

view = page.open("/sources", archive.allowed)
page.show(archive.heading(view), archive.body(view))
page.close(view, "来源：所列文件；摘句为原文，说明为我们的概述")
