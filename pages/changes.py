"""会议之间: what changed between two meetings or days."""

from lib.screens import changes
from lib.ui import page

SOURCE = "来源：科室填报与公开文件；灯按公布的规则得出"

view = page.open("/changes", changes.allowed)
page.close(view, SOURCE, changes.body(view))
