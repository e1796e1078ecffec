"""搜索: everything that has a name."""

from lib.screens import search
from lib.ui import page

view = page.open("/search", {"q": None})
page.close(view, "来源：公开文件", search.results(view))
