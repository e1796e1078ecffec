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
    page.show(stage.lobby(view), rehearsal.part(view))
    task.desk(view)
    page.close(view, SOURCE, task.list_of(view))
