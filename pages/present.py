"""早餐会演示: a deck that fills the screen, or the choice of one."""

from lib.screens import present as screen
from lib.ui import page, present, rehearsal, task

SOURCE = "来源：公开文件与科室填报"

view = page.open("/present", present.allowed, bare=present.is_running)
if present.is_running(view):
    page.show(present.running(view))
    present.keys()
    task.desk(view)
    page.alone(screen.tasks(view))
else:
    parts = [rehearsal.part(view), present.lobby(view)]
    if task.is_open(view):
        page.show(*parts)
        task.desk(view)
        parts = []
    page.close(view, SOURCE, *parts, screen.tasks(view))
