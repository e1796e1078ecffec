"""早餐会演示: a deck that fills the screen, or the choice of one."""

from lib.ui import page, rehearsal, stage, task

SOURCE = "来源：公开文件与科室填报"

view = page.open("/present", stage.allowed, bare=stage.is_running)
if stage.is_running(view):
    page.show(stage.running(view))
    stage.keys()
    task.desk(view)
    page.alone(task.list_of(view))
else:
    parts = [stage.lobby(view), rehearsal.part(view)]
    if task.is_open(view):
        page.show(*parts)
        task.desk(view)
        parts = []
    page.close(view, SOURCE, *parts, task.list_of(view))
