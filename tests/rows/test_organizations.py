"""The picture's nodes and edges are the store's rows, each with a source."""

from __future__ import annotations

import pytest

from lib.rows.organizations import GROUP_OF, GROUPS, OTHER, organizations
from lib.screens import ecosystem
from lib.screens.view import View
from tests import frames

DAY = "2026-11-22"


@pytest.fixture
def whole(real_store):
    return ecosystem._network(View("/ecosystem", DAY))


@pytest.fixture
def ask(built):
    return lambda sql: [tuple(row) for row in frames.read(built, sql).itertuples(index=False)]


def test_edges_are_the_rows_of_the_store(whole, ask):
    _, edges = whole
    drawn = sorted((edge["from"], edge["to"], edge["relation"]) for edge in edges)
    rows = ask("select 'o:' || from_id, 'o:' || to_id, relation from organization_link")
    rows += ask(
        "select 'o:' || organization_id, 'm:' || model_id, role from model_part"
        " where organization_id is not null"
    )
    rows += ask(
        "select 'o:' || organization_id, 'p:' || project_id, role from project_organization"
    )
    rows += ask(
        "select 'o:' || id, 'o:' || same_as, '疑同' from organization where same_as is not null"
    )
    assert drawn == sorted(rows)


def test_nodes_are_whatever_a_tie_names(whole):
    nodes, edges = whole
    ends = {end for edge in edges for end in (edge["from"], edge["to"])}
    assert {node["id"] for node in nodes} == ends
    assert len(nodes) == len(ends)


def test_every_edge_has_a_source_that_was_proven(whole, ask):
    _, edges = whole
    documents = {row[0] for row in ask("select id from document")}
    for edge in edges:
        assert edge["document_id"] in documents
        assert edge["locator"]
        assert edge["quote"]


def test_what_the_issue_names_is_there(whole):
    nodes, edges = whole
    pairs = {(edge["from"], edge["to"]) for edge in edges}
    for body in ("simit", "sitri", "xinwei-group"):
        assert (f"o:{body}", "m:xinwei") in pairs
    for body in ("service-team", "law-base", "blockchain", "yrd-finance", "seeker"):
        assert (f"o:{body}", "o:maker") in pairs
    assert ("o:concept-zk", "o:consortium-zk") in pairs
    assert ("o:donghua", "o:consortium-dh") in pairs
    assert {("o:maker", "m:triangle"), ("o:no1", "m:triangle")} <= pairs
    labels = {node["id"]: node["label"] for node in nodes}
    assert labels["m:xinwei"] == "新微模式：科技研发–转化–孵化–产业化"
    assert labels["m:four-in-one"] == "四位一体：创新载体＋成果转化＋企业孵化＋创业投资"


def test_doubtful_twins_stay_two(whole):
    nodes, edges = whole
    ids = {node["id"] for node in nodes}
    twins = [edge for edge in edges if edge["group"] == "疑同"]
    assert twins
    for edge in twins:
        assert {edge["from"], edge["to"]} <= ids


def test_every_relation_has_a_line(whole):
    _, edges = whole
    assert {edge["group"] for edge in edges} <= {*GROUPS, "项目合作", "疑同", OTHER}
    assert not [edge["relation"] for edge in edges if edge["group"] == OTHER]
    assert len(GROUP_OF) == sum(len(own.split()) for own in GROUPS.values())


def test_a_past_day_knows_only_its_documents(real_store):
    _, edges = ecosystem._network(View("/ecosystem", "2023-07-01", True))
    assert edges
    assert {edge["document_id"] for edge in edges} == {"street-2023"}
    assert all(edge["issued_on"] <= "2023-07-01" for edge in edges)
    assert ecosystem._network(View("/ecosystem", "2020-01-01", True)) == ([], [])


def test_facets_count_what_they_leave(real_store):
    rows = organizations(DAY)
    view = View("/ecosystem", DAY, params=(("kind", ("平台实验室",)),))
    found = [row for row in rows if row["kind"] == "平台实验室"]
    assert f"名录：{len(found)} 个（共 {len(rows)} 个）" in ecosystem.body(view)


def test_every_body_has_a_card_with_its_quote(real_store):
    for row in organizations(DAY):
        view = View("/ecosystem", DAY, params=(("organization", (row["id"],)),))
        card = ecosystem.card(view)
        assert 'id="panel"' in card
        assert '<blockquote class="quote">' in card
        assert f"联系（{len(row['ties'])}）" in card


def test_mechanisms_say_what_became_of_them(real_store):
    view = View("/ecosystem", DAY, params=(("view", ("mechanisms",)),))
    text = ecosystem.body(view)
    for words in ("硅巷战略委员会", "任务清单", "目标企业清单", "企业梯度培育机制", "四维指标体系"):
        assert words in text
    for words in ("后来的文件提到已有", "文件称是打算", "后来没有再提"):
        assert words in text
    early = View("/ecosystem", "2023-12-01", True, (("view", ("mechanisms",)),))
    assert "当天还不能判断" in ecosystem.body(early)
