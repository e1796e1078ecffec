"""创新生态: the catalogue of bodies, and everything that ties them, each tie with its source."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lib.rows import documents, projects
from lib.rows.cache import per_version
from lib.rows.shapes.organizations import (
    Mechanism,
    Model,
    ModelFact,
    ModelPart,
    Node,
    Organization,
    OrganizationFact,
    OwnTie,
    Tie,
    TieFact,
)
from lib.rows.shapes.projects import Project
from lib.rows.store import ask

ORGANIZATIONS = """
select o.id, o.name, o.kind, o.also, o.summary, p.id as place_id, p.name as place, p.lon, o.same_as,
       s.name as same_name, o.document_id, d.short_title as document, d.issued_on,
       o.locator, o.quote
from organization o
join document d on d.id = o.document_id
left join (
  select place.* from place left join document on document.id = place.document_id
  where coalesce(document.issued_on, '') <= :as_of
) p on p.id = o.place_id
left join (
  select organization.* from organization join document on document.id = organization.document_id
  where document.issued_on <= :as_of
) s on s.id = o.same_as
where d.issued_on <= :as_of
order by o.rowid
"""

LINKS = """
select l.from_id, l.to_id, l.relation, l.document_id, d.short_title as document, d.issued_on,
       l.locator, l.quote
from organization_link l join document d on d.id = l.document_id
where d.issued_on <= :as_of
order by l.rowid
"""

PARTNERS = """
select po.organization_id, po.project_id, po.role as relation, po.document_id,
       d.short_title as document, d.issued_on, po.locator, po.quote
from project_organization po join document d on d.id = po.document_id
where d.issued_on <= :as_of
order by po.rowid
"""

MODELS = """
select m.id, m.name, m.summary, m.joint, m.document_id, d.short_title as document, d.issued_on,
       m.locator, m.quote
from model m join document d on d.id = m.document_id
where d.issued_on <= :as_of
order by m.rowid
"""

PARTS = """
select p.model_id, p.ord, p.name, p.role, p.organization_id, p.document_id,
       d.short_title as document, d.issued_on, p.locator, p.quote
from model_part p join document d on d.id = p.document_id
join model m on m.id = p.model_id join document own on own.id = m.document_id
where d.issued_on <= :as_of and own.issued_on <= :as_of
order by p.model_id, p.ord
"""

#: facets of the catalogue: key → label
FACETS = {"kind": "类别", "tie": "联系"}
TIES = {
    "link": "与别的机构有联系",
    "project": "参与项目",
    "model": "属于合作模式",
    "same": "疑同",
    "none": "没有写到联系",
}
#: what a tie's line stands for in the picture; a relation not named here is 其他
GROUPS = {
    "共建合办": "共建 拟联合打造 拟联合筹划 拟会同组建 联合设立 冠名 参投 会同 合作推进落地"
    " 合作探索推动设立",
    "设立进驻": "设于 进驻 首站进驻 分中心进驻 契机 设立 筹建 指导筹建 原文称是它的 核心",
    "模式构成": "新微模式 以它为名",
    "资源同源": "渊源于 优势资源面向其企业开放 数据面向科技园企业开放 持续培育",
}
MODEL, PROJECT, SAME, OTHER = "模式构成", "项目合作", "疑同", "其他"
GROUP_OF = {
    relation: group for group, relations in GROUPS.items() for relation in relations.split()
}
SOURCE = ("document_id", "document", "issued_on", "locator", "quote")


@per_version
def organizations(as_of: str) -> list[Organization]:
    """Every body with its ties, facets and search text; shared, do not change."""
    found = ties(as_of)
    own: dict[str, list[OwnTie]] = {}
    for tie in found:
        ends = ((tie["from"], tie["from_name"]), (tie["to"], tie["to_name"]))
        for (here, _), (other, name) in (ends, ends[::-1]):
            if here.startswith("o:"):
                mine: OwnTie = {**tie, "other": other, "other_name": name}
                own.setdefault(here[2:], []).append(mine)
    return [_organization(row, own.get(row["id"], [])) for row in ask(ORGANIZATIONS, as_of=as_of)]


def _organization(row: OrganizationFact, own: list[OwnTie]) -> Organization:
    kinds = {"o:": "link", "p:": "project", "m:": "model"}
    found = {"same" if tie["group"] == SAME else kinds[tie["other"][:2]] for tie in own}
    words = [row["name"], row["kind"], row["summary"], row["place"] or ""]
    words += [tie["other_name"] + tie["relation"] for tie in own]
    return {
        **row,
        "ties": own,
        "located": row["lon"] is not None,
        "facets": {"kind": (row["kind"],), "tie": tuple(sorted(found)) or ("none",)},
        "text": " ".join(words).casefold(),
    }


@per_version
def ties(as_of: str) -> list[Tie]:
    """Every tie known on ``as_of``: from, to (``o:``, ``p:`` or ``m:`` and an id), their
    names, relation, group and source. A tie needs both its ends to be known by then.
    """
    bodies = {row["id"]: row for row in ask(ORGANIZATIONS, as_of=as_of)}
    names = {f"o:{id}": row["name"] for id, row in bodies.items()}
    names |= {
        f"p:{project['id']}": f"{project['level']}{project['no']} {project['name']}"
        for project in projects.projects(as_of)
    }
    names |= {f"m:{row['id']}": row["name"] for row in ask(MODELS, as_of=as_of)}
    found = [
        _tie(f"o:{row['from_id']}", f"o:{row['to_id']}", GROUP_OF.get(row["relation"], OTHER), row)
        for row in ask(LINKS, as_of=as_of)
    ]
    for row in ask(PARTS, as_of=as_of):
        if row["organization_id"]:
            own = row | {"relation": row["role"]}
            start, end = f"o:{row['organization_id']}", f"m:{row['model_id']}"
            found.append(_tie(start, end, MODEL, own))
    found += [
        _tie(f"o:{row['organization_id']}", f"p:{row['project_id']}", PROJECT, row)
        for row in ask(PARTNERS, as_of=as_of)
    ]
    found += [
        _tie(f"o:{row['id']}", f"o:{row['same_as']}", SAME, row | {"relation": SAME})
        for row in bodies.values()
        if row["same_as"]
    ]
    return [
        {**tie, "from_name": names[tie["from"]], "to_name": names[tie["to"]]}
        for tie in found
        if tie["from"] in names and tie["to"] in names
    ]


def _tie(start: str, end: str, group: str, row: Mapping[str, Any]) -> TieFact:
    ends = {"from": start, "to": end, "group": group, "relation": row["relation"]}
    tie: Any = ends | {key: row[key] for key in SOURCE}
    return tie


def models(as_of: str) -> list[Model]:
    """The models of cooperation with their parts; ``chain``: the steps, joined as documented."""
    parts: list[ModelPart] = ask(PARTS, as_of=as_of)
    found: list[Model] = []
    rows: list[ModelFact] = ask(MODELS, as_of=as_of)
    for row in rows:
        own = [part for part in parts if part["model_id"] == row["id"]]
        steps = [part["name"] for part in own if not part["organization_id"]]
        joint = {"-": "–", "+": "＋"}.get(row["joint"], row["joint"])
        found.append({**row, "parts": own, "chain": joint.join(steps)})
    return found


def network(
    rows: list[Organization],
    found: list[Tie],
    all_projects: list[Project],
    all_models: list[Model],
    centre: set[str] | None = None,
) -> tuple[list[Node], list[Tie]]:
    """Nodes and edges of the picture.

    ``rows`` as from :func:`organizations`, ``found`` as from :func:`ties`. With
    ``centre`` (ids of bodies) only what touches one of them.
    """  # fmt: skip
    marked = None if centre is None else {f"o:{id}" for id in centre}
    edges = [tie for tie in found if marked is None or {tie["from"], tie["to"]} & marked]
    wanted = {end for tie in edges for end in (tie["from"], tie["to"])} | (marked or set())
    nodes: list[Node] = [
        {"id": f"o:{row['id']}", "name": row["name"], "label": row["name"], "kind": row["kind"]}
        for row in rows
    ]
    nodes += [
        {
            "id": f"m:{row['id']}",
            "name": row["name"],
            "label": f"{row['name']}：{row['chain']}" if row["chain"] else row["name"],
            "kind": "合作模式",
        }
        for row in all_models
    ]
    nodes += [
        {
            "id": f"p:{project['id']}",
            "name": f"{project['level']}{project['no']} {project['name']}",
            "label": f"{project['level']}{project['no']} {project['name']}",
            "kind": "项目",
        }
        for project in all_projects
    ]
    return [node for node in nodes if node["id"] in wanted], edges


def mechanisms(as_of: str) -> tuple[list[Mechanism], bool]:
    """What the documents promise, and whether the later ones can be judged yet."""
    rows = documents.mechanisms(as_of)
    return rows, as_of >= documents.last_issued()


def bodies(as_of: str) -> list[OrganizationFact]:
    """Every body named by ``as_of``, with its place, its doubtful twin and its source."""
    return ask(ORGANIZATIONS, as_of=as_of)
