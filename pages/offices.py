"""科室视图: one office's projects, what it owes, its template."""

from lib.screens import offices
from lib.ui import page

SOURCE = "来源：街道施工图 1.0 附件、区三年行动方案；进展由科室填报"

view = page.open("/offices", offices.allowed)
page.close(view, SOURCE, offices.body(view))
