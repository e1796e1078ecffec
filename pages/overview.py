"""总览: the leader's ten seconds."""

from lib.ui import front, page

view = page.open("/")
page.show(front.body(view))
page.close(view, "来源：公开文件与科室填报")
