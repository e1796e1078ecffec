"""What only the scenes ask for: organizations by kind and the ties between them."""

from __future__ import annotations

import pandas as pd

from lib.queries.base import ask

ORGANIZATIONS = """
select o.id, o.name, o.kind, o.same_as, d.short_title as document
from organization o join document d on d.id = o.document_id
where d.issued_on <= :as_of
order by o.kind, o.id
"""

LINKS = """
select l.relation, f.name as from_name, t.name as to_name, d.short_title as document
from organization_link l
join organization f on f.id = l.from_id
join organization t on t.id = l.to_id
join document d on d.id = l.document_id
where d.issued_on <= :as_of
order by l.relation, l.from_id, l.to_id
"""


def organizations(as_of: str) -> pd.DataFrame:
    """id, name, kind, same_as, document of every organization named by ``as_of``."""
    return ask(ORGANIZATIONS, as_of=as_of)


def links(as_of: str) -> pd.DataFrame:
    """relation, from_name, to_name, document of every documented tie."""
    return ask(LINKS, as_of=as_of)
