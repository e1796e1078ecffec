"""进展填报 on the web: signed in against a real OIDC server, and everybody else."""

from __future__ import annotations

import csv
import io
import shutil
import urllib.error
import urllib.request
from contextlib import contextmanager
from datetime import timedelta

import pytest
from openpyxl import load_workbook
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect as connect_socket

from lib import clock
from lib.intake.service import commit, preview
from lib.intake.template import template
from lib.store import ledger as ledger_module
from lib.ui.upload import OVERTAKEN
from tests import frames
from tests.browser.server import serving
from tests.browser.watch import PATIENCE, Watch, go, settle
from tests.intake.cases import PUBLISHED
from tests.intake.kit import GOOD, OFFICE, STORED, filled, stored
from tests.ledger import add_batch

pytestmark = pytest.mark.browser
LEDGER = """
select (select count(*) from import_batch) as batches,
       (select count(*) from project_report) as rows
"""
SECRETS = """[auth]
redirect_uri = "http://localhost:{{port}}/oauth2callback"
cookie_secret = "a secret for tests only, forty characters"
client_id = "guixiang"
client_secret = "for tests only"
server_metadata_url = "http://localhost:{port}/.well-known/openid-configuration"
"""
EDITORS = """[editors]
"zhao@example.cn" = ["营商办"]
"qian@example.cn" = "全部"
"""


@contextmanager
def office_of(built, folder):
    """A provider with three people, a server that trusts it, and its store."""
    import oidc_provider_mock as oidc  # Flask comes with it

    people = [
        oidc.User(sub=name, claims={"email": f"{name}@example.cn", "name": shown})
        for name, shown in (("zhao", "赵一"), ("qian", "钱二"), ("sun", "孙三"))
    ]
    store = folder / "store.db"
    shutil.copy(built, store)
    (folder / "editors.toml").write_text(EDITORS, encoding="utf-8")
    with oidc.run_server_in_thread(user_claims=people) as provider:
        secrets = folder / "secrets.toml"
        secrets.write_text(SECRETS.format(port=provider.server_port), encoding="utf-8")
        options = ("--secrets.files", str(secrets))
        editors = {"GUIXIANG_EDITORS": str(folder / "editors.toml")}
        with serving(store, folder / "log.txt", *options, **editors) as url:
            yield url, store


@pytest.fixture(scope="module")
def desk(built, tmp_path_factory):
    with office_of(built, tmp_path_factory.mktemp("desk")) as found:
        yield found


@pytest.fixture
def page(browser):
    """A window with cookies of its own."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    one = context.new_page()
    one.watch = Watch(one)
    yield one
    context.close()


def ledger(store) -> tuple[int, int]:
    row = frames.read(store, LEDGER, {}).iloc[0]
    return int(row["batches"]), int(row["rows"])


def sign_in(page, url: str, name: str) -> None:
    go(page, f"{url}/report")
    page.get_by_role("button", name="登录").click()
    page.wait_for_selector("input[name=sub]")
    page.fill("input[name=sub]", name)
    page.get_by_role("button", name="Authorize").click()
    page.wait_for_url("**/report*")  # back to where the signing in began
    page.wait_for_selector("text=退出登录")
    settle(page)


def year(store, monkeypatch, office: str = "yingshang") -> bytes:
    """An office's template with twelve months of reports for each of its projects."""
    monkeypatch.setenv("GUIXIANG_DB", str(store))
    today = clock.today()
    book = load_workbook(io.BytesIO(template(office, today.isoformat())))
    sheet = book["项目进展"]
    at = {cell.value: cell.column for cell in sheet[3]}
    given = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4) if row[0].value]
    number = 4
    for month in range(12):
        day = today - timedelta(days=30 * (11 - month))
        for values in given:
            for column, value in enumerate(values, start=1):
                sheet.cell(number, column).value = value
            filled = {
                "数据日期": day,
                "状态": "推进中",
                "进度": 5 * month,
                "进展": f"第 {month + 1} 个月",
            }
            for title, value in (filled | {"填报人": "赵一"}).items():
                sheet.cell(number, at[title]).value = value
            number += 1
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def hand_in(page, name: str, content: bytes) -> None:
    page.set_input_files(".gx-drop input", {"name": name, "mimeType": "", "buffer": content})
    page.wait_for_selector(f".preview h2:has-text('{name}')")
    settle(page)


def test_a_year_of_reports_goes_in_and_out_again(desk, page, monkeypatch):
    url, store = desk
    content = year(store, monkeypatch)
    sign_in(page, url, "zhao")
    assert "赵一，您可以交：营商办" in page.inner_text(".steps")
    before = ledger(store)
    hand_in(page, "一年.xlsx", content)
    count = len({row["project_id"] for row in _own(store, "yingshang")})
    assert f"新填 {count} 项，有变 {11 * count} 项" in page.inner_text(".preview")
    assert ledger(store) == before
    page.get_by_role("button", name="确认收下").click()
    page.wait_for_selector("text=已收下，批次")
    assert ledger(store) == (before[0] + 1, before[1] + 12 * count)
    last = frames.read(store, "select received_by, original from import_batch order by rowid", {})
    assert last.iloc[-1]["received_by"] == "赵一 <zhao@example.cn>"
    assert bytes(last.iloc[-1]["original"]) == content

    hand_in(page, "又一次.xlsx", content)
    assert "同一份文件已于" in page.inner_text(".preview")
    assert page.get_by_role("button", name="确认收下").count() == 0

    page.get_by_role("link", name="查看").first.click()
    page.get_by_role("link", name="撤回这一批").click()
    page.get_by_role("button", name="确认撤回").click()
    page.wait_for_selector("text=原件保留")
    assert ledger(store) == (before[0] + 2, before[1] + 12 * count)
    assert frames.read(store, "select count(*) as n from v_report", {}).iloc[0, 0] == 0
    # the outcome outlives a run that other news cause
    add_batch(store, "news", clock.now().isoformat(timespec="seconds"), filename="别人的.xlsx")
    page.wait_for_selector("text=别人的.xlsx")
    assert "原件保留" in page.inner_text("[data-testid=stMain]")
    assert page.watch.english() == []
    assert [fault for fault in page.watch.faults if url in fault] == []


def _own(store, office: str) -> list[dict]:
    sql = "select project_id from project_office where office_id = :office"
    return frames.read(store, sql, {"office": office}).to_dict("records")


def test_another_offices_project_is_refused(desk, page, monkeypatch):
    url, store = desk
    sign_in(page, url, "zhao")
    before = ledger(store)
    hand_in(page, "别的科室.xlsx", year(store, monkeypatch, "fuwu"))
    assert "不在您可以填报的科室里" in page.inner_text(".preview")
    # one's own template with another office's project smuggled in
    foreign = next(row["project_id"] for row in _own(store, "fuwu"))
    book = load_workbook(io.BytesIO(year(store, monkeypatch)))
    sheet = book["项目进展"]
    sheet.cell(4, 1).value = foreign
    sheet.cell(4, 2).value = sheet.cell(4, 3).value = None
    out = io.BytesIO()
    book.save(out)
    hand_in(page, "夹带.xlsx", out.getvalue())
    assert "不是本科室的事项" in page.inner_text(".preview")
    assert page.get_by_role("button", name="确认收下").count() == 0
    assert ledger(store) == before


def test_problems_name_their_cells_and_the_next_file_is_taken(desk, page, monkeypatch):
    url, store = desk
    sign_in(page, url, "qian")
    book = load_workbook(io.BytesIO(year(store, monkeypatch, "fuwu")))
    sheet = book["项目进展"]
    at = {cell.value: cell.column_letter for cell in sheet[3]}
    sheet[f"{at['状态']}4"] = "<script>alert(1)</script>"
    sheet[f"{at['进度']}5"] = "很多"
    out = io.BytesIO()
    book.save(out)
    hand_in(page, "有错.xlsx", out.getvalue())
    words = page.inner_text(".preview")
    assert f"项目进展 {at['状态']}4" in words and f"项目进展 {at['进度']}5" in words
    assert "<script>alert(1)" in words
    page.get_by_role("button", name="不收").click()
    page.wait_for_selector(".preview", state="detached")


def test_every_kind_of_file_on_the_page_as_by_command(desk, page, monkeypatch):
    """The same files as in tests/intake/cases.py: words at cells, preview, stored values."""
    url, store = desk
    monkeypatch.setenv("GUIXIANG_DB", str(store))
    sign_in(page, url, "qian")
    go(page, f"{url}/report?office={OFFICE}")
    for number, (name, case) in enumerate(PUBLISHED.items()):
        if case.before:
            hand_in(page, f"{number}-先交.xlsx", case.before())
            first = _confirm(page, store)
        hand_in(page, f"{number}-{case.name}", case.make())
        words = page.inner_text(".preview")
        for cell, said in case.refuse:
            found = any(cell in line and said in line for line in words.splitlines())
            assert found, (name, cell, said, words)
        assert all(said in words for said in case.says), (name, words)
        if case.accept is None:
            assert "没有写入任何数据" in words, name
            assert page.get_by_role("button", name="确认收下").count() == 0, name
        elif case.same is not None:
            assert f"未变 {case.same} 项" in words, (name, words)
            assert page.get_by_role("button", name="确认收下").count() == 0, name
            ledger_module.withdraw(store, first, by="测试", when=clock.now().isoformat())
        else:
            batch = _confirm(page, store)
            for kind in STORED:
                assert stored(store, kind, batch) == case.accept.get(kind, []), name
            ledger_module.withdraw(store, batch, by="测试", when=clock.now().isoformat())
    assert page.watch.english() == []


NEWS = """() => {
  // what links.js does when the store has news, at the worst moments
  window.news = setInterval(() => {
    window.dispatchEvent(new PopStateEvent('popstate', { state: {} }));
  }, 15);
  setTimeout(() => clearInterval(window.news), 600);
}"""


#: as soon as it is there: the news may have broken off the run that draws it
PRESS = """() => {
  const button = document.querySelector('.st-key-commit button');
  if (button) button.click();
  return Boolean(button);
}"""


def test_news_of_the_store_never_costs_a_hand_in(desk, page, monkeypatch):
    """Reruns that wait break off callbacks: what was sent must arrive all the same."""
    url, store = desk
    monkeypatch.setenv("GUIXIANG_DB", str(store))
    sign_in(page, url, "qian")
    for number in range(8):
        content = filled(GOOD | {"进展": f"第 {number} 次"})
        page.evaluate(NEWS)
        hand_in(page, f"新闻-{number}.xlsx", content)
        before = ledger(store)
        page.evaluate(NEWS)
        page.wait_for_function(PRESS)
        page.wait_for_selector("text=已收下，批次")
        assert ledger(store) == (before[0] + 1, before[1] + 1)
        assert stored(store)[-1]["progress"] == f"第 {number} 次"


def test_who_was_overtaken_is_told_and_looks_again(desk, page, monkeypatch):
    url, store = desk
    monkeypatch.setenv("GUIXIANG_DB", str(store))
    sign_in(page, url, "zhao")
    page.watch.faults.clear()  # the provider's own pages are not ours
    hand_in(page, "后来的.xlsx", filled(GOOD | {"进展": "后来的人看见的"}))
    mine, theirs = ledger(store), filled(GOOD | {"进展": "别人先写的"})
    ready = preview(theirs, today=clock.today().isoformat())
    commit(ready, theirs, filename="先.xlsx", by="乙", when=clock.now().isoformat())
    page.get_by_role("button", name="确认收下").click()
    page.wait_for_selector(f".preview .warn:has-text('{OVERTAKEN}')")
    settle(page)
    assert "别人先写的" in page.inner_text(".preview")
    assert ledger(store) == (mine[0] + 1, mine[1] + 1)
    page.get_by_role("button", name="确认收下").click()
    page.wait_for_selector("text=已收下，批次")
    assert ledger(store) == (mine[0] + 2, mine[1] + 2)
    assert page.watch.faults == []


def _confirm(page, store) -> str:
    """Confirm the preview; the new batch's id."""
    before = ledger(store)[0]
    page.get_by_role("button", name="确认收下").click()
    page.wait_for_selector("text=已收下，批次")
    settle(page)
    assert ledger(store)[0] == before + 1
    return frames.read(store, "select id from import_batch order by rowid desc limit 1").iloc[0, 0]


def test_a_csv_needs_an_office_and_the_admin_may_choose_any(desk, page, monkeypatch):
    url, store = desk
    sign_in(page, url, "qian")
    titles = ["编号", "事项", "数据日期", "状态", "进度", "进展", "问题", "下一步"]
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow([*titles, "调整后期限", "完成证明", "填报人"])
    own = _own(store, "pingan")[0]["project_id"]
    day = clock.today().isoformat()
    rows.writerow([own, "", day, "推进中", "30%", "", "", "", "", "", "钱二"])
    content = text.getvalue().encode("utf-8-sig")
    hand_in(page, "表.csv", content)
    assert "请先在上面选科室" in page.inner_text(".preview")
    go(page, f"{url}/report?office=pingan")
    hand_in(page, "表.csv", content)
    before = ledger(store)
    page.get_by_role("button", name="确认收下 1 项").click()
    page.wait_for_selector("text=已收下，批次")
    assert ledger(store) == (before[0] + 1, before[1] + 1)


def test_an_import_that_the_replica_has_not_says_so(built, browser, tmp_path, monkeypatch):
    monkeypatch.setenv("GUIXIANG_SYNC", str(tmp_path / "nobody"))  # to the server's process
    with office_of(built, tmp_path) as (url, store):
        monkeypatch.delenv("GUIXIANG_SYNC")
        page = browser.new_context(locale="zh-CN").new_page()
        sign_in(page, url, "qian")
        hand_in(page, "表.xlsx", year(store, monkeypatch, "fuwu"))
        page.get_by_role("button", name="确认收下").click()
        page.wait_for_selector("text=副本还没有确认")
        assert ledger(store)[0] == 1  # it stands all the same
        page.context.close()


def test_signed_in_but_not_on_the_list(desk, page):
    url, _ = desk
    sign_in(page, url, "sun")
    assert "不在填报名单上" in page.inner_text(".steps")
    assert page.locator(".gx-drop").count() == 0


def test_removed_from_the_list_counts_at_once(built, browser, tmp_path, monkeypatch):
    with office_of(built, tmp_path) as (url, store):
        page = browser.new_context(locale="zh-CN").new_page()
        sign_in(page, url, "zhao")
        hand_in(page, "表.xlsx", year(store, monkeypatch))
        (tmp_path / "editors.toml").write_text("[editors]\n", encoding="utf-8")
        page.get_by_role("button", name="确认收下").click()
        page.wait_for_selector("text=不在填报名单上")
        assert ledger(store) == (0, 0)
        (tmp_path / "editors.toml").write_text("[editors\n", encoding="utf-8")
        page.reload()
        page.wait_for_selector("text=名单现在不能用")
        page.context.close()


def _recorded(page, url, store, content: bytes) -> tuple[list[bytes], dict[str, str]]:
    """The messages of a hand-in that was written (and withdrawn again), and its cookies."""
    sent: list[bytes] = []
    page.on("websocket", lambda s: s.on("framesent", lambda frame: sent.append(frame)))
    sign_in(page, url, "qian")
    sent.clear()
    page.reload()
    settle(page)
    hand_in(page, "规划.xlsx", content)
    before = ledger(store)
    page.get_by_role("button", name="确认收下").click()
    page.wait_for_selector("text=已收下，批次")
    assert ledger(store)[0] == before[0] + 1
    recorded = [frame for frame in sent if isinstance(frame, bytes)]
    cookies = {each["name"]: each["value"] for each in page.context.cookies(url)}
    _withdraw_last(page, url)
    return recorded, cookies


def test_an_anonymous_visitor_cannot_write_by_any_path(desk, page, monkeypatch):
    """The very messages that write when signed in write nothing without the cookie."""
    url, store = desk
    content = year(store, monkeypatch, "fuwu")
    recorded, cookies = _recorded(page, url, store, content)

    # control: with the cookie the recorded messages do write
    before = ledger(store)
    _replay(url, recorded, cookies)
    assert ledger(store)[0] == before[0] + 1
    _withdraw_last(page, url)

    before = ledger(store)
    forged = {name: value[:-4] + "AAAA" for name, value in cookies.items()}
    forged["_streamlit_xsrf"] = cookies["_streamlit_xsrf"]
    for wrong in ({}, forged, {"_streamlit_user": "e30="}):
        _replay(url, recorded, wrong)
    for method in ("PUT", "POST", "DELETE", "PATCH"):
        for path in ("/_stcore/upload_file/a/b", "/report", "/api/v1/projects.json", "/export/x"):
            asked = urllib.request.Request(url + path, data=content[:100], method=method)
            with pytest.raises(urllib.error.HTTPError) as refused:
                urllib.request.urlopen(asked, timeout=PATIENCE)
            assert refused.value.code == 405
    assert ledger(store) == before


def test_news_at_the_moment_of_the_click_loses_nothing(desk, page, monkeypatch):
    """A run that is asked for right after the click takes neither the click nor its outcome."""
    url, store = desk
    recorded, cookies = _recorded(page, url, store, year(store, monkeypatch, "fuwu"))
    *first, click = recorded[: 1 + _last_click(recorded)]
    for _ in range(5):
        before = ledger(store)[0]
        with _connected(url, cookies) as socket:
            for frame in first:
                socket.send(frame)
                _until(socket, lambda answer: answer.WhichOneof("type") == "script_finished")
            socket.send(click)
            socket.send(_without_triggers(click))
            _until(socket, lambda answer: "已收下，批次".encode() in answer.SerializeToString())
        assert ledger(store)[0] == before + 1
        _withdraw_last(page, url)


def _last_click(frames: list[bytes]) -> int:
    """Where the last message with a pressed button stands."""
    return max(
        at
        for at, frame in enumerate(frames)
        for state in BackMsg.FromString(frame).rerun_script.widget_states.widgets
        if state.trigger_value
    )


def _without_triggers(frame: bytes) -> bytes:
    """The run that news ask for right after: the same widgets, nothing pressed."""
    message = BackMsg.FromString(frame)
    states = message.rerun_script.widget_states.widgets
    kept = [state for state in states if not state.WhichOneof("value").endswith("trigger_value")]
    del states[:]
    states.extend(kept)
    return message.SerializeToString()


def test_after_signing_out_the_old_cookie_writes_nothing(desk, page, monkeypatch):
    url, store = desk
    recorded, cookies = _recorded(page, url, store, year(store, monkeypatch, "fuwu"))
    page.get_by_role("button", name="退出登录").click()
    page.wait_for_url("**/end_session**")  # the provider asks whether to sign out there too
    before = ledger(store)
    _replay(url, recorded, cookies)
    assert ledger(store) == before
    # the copied cookie in a browser: words, and the way to sign in anew
    page.context.add_cookies(
        [{"name": name, "value": value, "url": url} for name, value in cookies.items()]
    )
    go(page, f"{url}/report")
    assert "登录已经结束" in page.inner_text("body")
    sign_in(page, url, "qian")


def test_anonymous_eyes_see_no_names(desk, page):
    url, store = desk
    go(page, f"{url}/report")
    assert ledger(store)[0] > 0
    words = page.inner_text("body")
    assert "example.cn" not in words and ".xlsx" not in words.split("收到的批次")[1]
    assert page.locator(".gx-drop").count() == 0


def _withdraw_last(page, url: str) -> None:
    go(page, f"{url}/report")
    page.get_by_role("link", name="查看").first.click()
    page.get_by_role("link", name="撤回这一批").click()
    page.get_by_role("button", name="确认撤回").click()
    page.wait_for_selector("text=原件保留")


def _replay(url: str, frames: list[bytes], cookies: dict[str, str]) -> None:
    """Send recorded messages in a new connection; wait until each run has ended."""
    with _connected(url, cookies) as socket:
        for frame in frames:
            socket.send(frame)
            _until(socket, lambda answer: answer.WhichOneof("type") == "script_finished")


def _connected(url: str, cookies: dict[str, str]):
    """A connection like the browser's, with these cookies."""
    cookie = "; ".join(f"{name}={value}" for name, value in cookies.items())
    headers = {"Origin": url} | ({"Cookie": cookie} if cookie else {})
    address = url.replace("http", "ws") + "/_stcore/stream"
    spoken = ["streamlit", *filter(None, [cookies.get("_streamlit_xsrf")])]
    return connect_socket(address, additional_headers=headers, subprotocols=spoken, max_size=None)


def _until(socket, holds) -> None:
    """Read answers until one is as wanted; ``TimeoutError`` when none comes any more."""
    while not holds(ForwardMsg.FromString(socket.recv(timeout=PATIENCE))):
        pass


def test_without_oidc_the_page_says_whom_to_ask(built, browser, tmp_path):
    store = tmp_path / "store.db"
    shutil.copy(built, store)
    with serving(store, tmp_path / "log.txt", GUIXIANG_CONTACT="硅巷专班（三楼）") as url:
        page = browser.new_context(locale="zh-CN").new_page()
        watch = Watch(page)
        go(page, f"{url}/report")
        words = page.inner_text("body")
        assert "没有开通网页填报" in words and "硅巷专班（三楼）" in words
        assert page.get_by_role("button", name="登录").count() == 0
        assert watch.faults == [] and watch.english() == []
        page.context.close()
