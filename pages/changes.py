"""会议之间: what changed between two meetings or days."""

from lib.ui import between, page

SOURCE = "来源：科室填报与公开文件；灯按公布的规则得出"

view = page.open("/changes", between.allowed)
page.close(view, SOURCE, between.body(view))
