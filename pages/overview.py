"""总览: the leader's ten seconds."""

from lib.screens import overview
from lib.ui import page

view = page.open("/")
page.close(view, "来源：公开文件与科室填报", overview.body(view))
