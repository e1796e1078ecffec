"""搜索: everything that has a name."""

from lib.ui import archive, page

view = page.open("/search", {"q": None})
page.show(archive.results(view))
page.close(view, "来源：公开文件")
