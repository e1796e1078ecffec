"""Pages for paper: empty columns left out, hard text stays text, a code only where it scans."""

from __future__ import annotations

import pytest
from lxml import html

from lib import text
from lib.exports.printing import LEFT_OUT, LONGEST_CODE, REMINDER_COLUMNS, qr
from lib.exports.printing import register_page as register
from lib.exports.printing import reminder_page as reminder
from lib.exports.workbook import COLUMNS
from lib.rows import meetings
from lib.rows.projects import projects
from lib.store.assign import Assignment, assign

DAY = "2024-06-30"
HARD = "<script>1</script>&\"'\n=1+1"
FRAME = {"size": "A4", "as_of": DAY, "filters": [], "qr": "", "a4": "?a", "a3": "?b",
         "demo": False}  # fmt: skip
TASK = Assignment(
    meeting_on="2024-02-01", says="核对点位", office_id="yingshang", due_on="2024-02-20",
    assigned_by="测试员", received_at="2024-02-01T09:00:00+08:00",
)  # fmt: skip


@pytest.fixture
def rows(real_store) -> list[dict]:
    return projects(DAY)


def titles(page) -> list[str]:
    return [each.text for each in page.xpath("//thead//th")]


def cells(page, title: str) -> list[str]:
    """A column of the page's first table."""
    column = titles(page).index(title)
    return [row[column].text_content() for row in page.xpath("(//tbody)[1]/tr")]


def read(body: bytes):
    return html.document_fromstring(body.decode())


def test_a_code_only_for_what_a_phone_can_scan():
    assert qr("https://example.org/?q=" + "x" * 20).startswith("data:image/svg+xml")
    assert qr("x" * LONGEST_CODE) and qr("x" * (LONGEST_CODE + 1)) == ""


def test_an_empty_list_says_so(real_store):
    page = read(register([], title="台账", **FRAME))
    assert not page.xpath("//table | //header//img") and "没有符合的事项" in page.text_content()
    assert "全部 · 0 项" in page.text_content()


def test_columns_that_are_empty_in_every_row_are_left_out(rows):
    page = read(register(rows, title="台账", **FRAME))
    assert not set(titles(page)) & LEFT_OUT
    assert "进度" not in titles(page) and "问题" not in titles(page)  # nobody reported
    assert set(cells(page, "进展")) == {text.UNREPORTED}
    assert cells(page, "事项") == [row["name"] for row in rows]
    report = {"as_of": DAY, "percent": 0, "problem": "x"}
    page = read(register([rows[0] | {"report": report}, rows[1]], title="台账", **FRAME))
    assert cells(page, "进度") == ["0%", ""]  # nought is a number, no reason to leave it out
    assert [each for each in titles(page) if each in COLUMNS] == titles(page)


def test_a_moved_due_date_keeps_the_documents_under_it(rows):
    moved = rows[0] | {"due": "2025-05-05"}
    page = read(register([moved, rows[1]], title="台账", **FRAME))
    assert cells(page, "期限") == [f"2025-05-05\n原 {rows[0]['due_on']}", rows[1]["due"]]


def test_hard_text_is_text(rows):
    page = read(
        register(
            [rows[0] | {"name": HARD}], title="台账", **FRAME | {"filters": [HARD], "qr": qr("x")}
        )
    )
    assert cells(page, "事项") == [HARD] and not page.xpath("//script")
    assert HARD in page.xpath("//p[@class='soft']")[0].text_content()
    assert page.xpath("//img/@src") == [qr("x")]


@pytest.mark.parametrize("demo", [False, True])
def test_only_the_demo_is_marked(demo, rows):
    page = read(register(rows[:1], title="台账", **FRAME | {"demo": demo}))
    assert bool(page.xpath("//p[@class='demo']")) is demo


def test_a_reminder_without_projects_still_says_how_to_report(real_store):
    page = read(reminder([], title="提醒", contact="<某人>", **FRAME))
    (closing,) = page.xpath("//p[@class='closing']")
    assert "交给<某人>；" in closing.text_content() and "不会自动发送" in closing.text_content()
    assert not page.xpath("//table")


def test_a_task_comes_first_and_needs_no_project(own_store):
    assign(own_store, TASK)
    tasks = [row | {"says": HARD} for row in meetings.assignments(DAY)]
    own = [row for row in projects(DAY) if "yingshang" in row["facets"]["office"]]
    page = read(reminder(own, title="提醒", tasks=tasks, contact="x", **FRAME))
    assert page.xpath("//h2")[0].text == "交办（1 项）" and not page.xpath("//script")
    first = dict(zip(REMINDER_COLUMNS, [td.text_content() for td in page.xpath("//td")[:7]],
                     strict=True))  # fmt: skip
    assert (first["序号"], first["要做什么"]) == ("", "在会上说明")
    assert first["事项"] == HARD and first["期限"] == "2024-02-20"
    listed = [row[1].text for row in page.xpath("//tbody/tr")][1:]
    assert sorted(listed) == sorted(row["name"] for row in own)  # each once
    total = page.xpath("//p[@class='soft']")[0].text_content()
    assert f" {len(own) + 1} 项" in total
