"""搜索: everything that has a name."""

from lib.ui import finder, page

view = page.open("/search", {"q": None})
page.close(view, "来源：公开文件", finder.results(view))
