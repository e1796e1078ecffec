"""File routes speak Chinese when asked for what cannot be."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from starlette.applications import Starlette
from starlette.datastructures import QueryParams
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from lib.web import answers, charts, downloads, files, mapfiles
from lib.web.guard import Guard


def _broken(request):
    raise RuntimeError("no words for people")


@pytest.fixture
def client(real_store):
    routes = [*files.routes(), *mapfiles.routes(), *charts.routes(), *downloads.routes()]
    broken = answers.spoken("/export/broken", _broken)
    app = Starlette(routes=[*routes, broken, *answers.nothing()], middleware=[Middleware(Guard)])
    return TestClient(app)


@pytest.mark.parametrize("day", ["abc", "2999-01-01", "2026-13-01"])
@pytest.mark.parametrize(
    "path", ["/export/projects.xlsx", "/print/projects", "/export/projects.csv"]
)
def test_a_day_that_cannot_be_is_refused(path, day, client):
    answer = client.get(path, params={"as_of": day})
    assert answer.status_code == 400
    assert day in answer.json()["error"] and "现在显示" not in answer.json()["error"]


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("/export/projects.csv?office=zzz", "科室"),
        ("/print/projects?office=yingshang&state=zzz", "状态"),
        ("/export/template.xlsx?office=zzz", "科室"),
        ("/export/map.html?category=zzz", "类别"),
        ("/print/map?site=zzz", "点位"),
        ("/export/chart/course.csv?indicator=zzz", "指标"),
        ("/export/excerpts.csv?document=zzz", "文件"),
    ],
)
def test_an_unknown_id_is_refused_and_never_left_out(path, label, client):
    answer = client.get(path)
    assert answer.status_code == 400
    assert answer.json()["error"] == f"没有这个{label}：“zzz”。"


@pytest.mark.parametrize("path", ["/vendor/map/shown.json", "/vendor/map/places.json"])
def test_thousands_of_names_are_read_once(path, client, monkeypatch):
    """Each name looked for among all others: 8,000 of them stopped the server for 2 seconds."""

    def searched(*_):
        raise AssertionError("all names are searched for one")

    monkeypatch.setattr(QueryParams, "getlist", searched)
    names = "&".join(f"{number:x}=" for number in range(8000))
    assert client.get(f"{path}?{names}&as_of=2024-01-01").status_code == 200


def test_two_days_in_one_address_are_refused(client):
    answer = client.get("/export/projects.csv?as_of=2024-01-01&as_of=2025-01-01")
    assert answer.status_code == 400
    assert "两个日期" in answer.json()["error"]
    assert client.get("/export/projects.csv?as_of=&as_of=2024-01-01").status_code == 200


def test_a_long_word_is_refused_without_a_promise(client):
    answer = client.get("/export/projects.csv", params={"q": "长" * 101})
    assert answer.json() == {"error": "关键词太长。"}


@pytest.mark.parametrize("char", ["\x00", "\x01", "\uffff", "\u202e"])
def test_control_characters_in_a_search_do_no_harm(char, client):
    answer = client.get("/export/projects.xlsx", params={"q": f"{char}咖啡{char}"})
    assert answer.status_code == 200
    assert client.get("/print/projects", params={"q": char}).status_code == 200


@pytest.mark.parametrize(
    "path", ["/export/x", "/print", "/vendor/x", "/live", "/app/x", "/index.html"]
)
def test_unknown_addresses_in_our_rooms(path, client):
    answer = client.get(path)
    assert answer.status_code == 404
    assert "没有这个地址" in answer.json()["error"]


def test_a_fault_is_said_in_words(client):
    answer = client.get("/export/broken")
    assert answer.status_code == 500
    assert "意外" in answer.json()["error"]


def test_a_name_with_a_slash_stays_one_file_name(real_store):
    answer = answers.attachment(b"", "目标 20余次/年", "2026-11-22", "csv")
    name = answer.headers["content-disposition"].partition("UTF-8''")[2]
    assert "/" not in name
    assert unquote(name) == "目标 20余次／年-2026-11-22.csv"
