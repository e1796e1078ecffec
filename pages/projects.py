"""项目台账: the projects of both plans, filtered by the URL."""

from lib.screens import projects
from lib.ui import page

SOURCE = "来源：街道施工图 1.0 附件、区三年行动方案；灯由科室填报按公布的规则得出"

view = page.open("/projects", projects.allowed, head=projects.head)
page.close(view, SOURCE, projects.chosen(view), projects.body(view))
