"""总览: the leader's ten seconds."""

from lib.ui import front, page

view = page.open("/")
page.close(view, "来源：公开文件与科室填报", front.body(view))
