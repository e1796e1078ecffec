"""搜索: everything that has a name."""

from lib.ui import archive, page

view = page.open("/search", {"q": None})
page.close(view, "来源：公开文件", archive.results(view))
