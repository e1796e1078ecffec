"""Bodies of the district's innovation, how they are tied, models of cooperation."""

from __future__ import annotations

from lib.queries.base import ask

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


def organizations(as_of: str) -> list[dict]:
    """Every body named by ``as_of``, with its place, its doubtful twin and its source."""
    return ask(ORGANIZATIONS, as_of=as_of)


def links(as_of: str) -> list[dict]:
    """Ties between bodies: from_id, to_id, relation and source."""
    return ask(LINKS, as_of=as_of)


def partners(as_of: str) -> list[dict]:
    """Bodies of items: organization_id, project_id, relation and source."""
    return ask(PARTNERS, as_of=as_of)


def models(as_of: str) -> list[dict]:
    """Models of cooperation with their source."""
    return ask(MODELS, as_of=as_of)


def parts(as_of: str) -> list[dict]:
    """Parts of the models; ``organization_id`` is null where a part is a step, no body."""
    return ask(PARTS, as_of=as_of)
