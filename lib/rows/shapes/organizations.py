"""Organizations, their ties, models of cooperation and mechanisms."""

from __future__ import annotations

from typing import TypedDict

from lib.rows.shapes.base import Dated, Facets, Quoted


class OrganizationFact(Dated):
    """A body that a document names; ``same_as``: perhaps the same as another."""

    id: str
    name: str
    kind: str
    also: str | None
    summary: str
    place_id: str | None
    place: str | None
    lon: float | None
    same_as: str | None
    same_name: str | None


#: from and to: ``o:``, ``p:`` or ``m:`` (organization, project, model) and an id
TieEnds = TypedDict("TieEnds", {"from": str, "to": str})


class TieFact(TieEnds, Dated):
    """What ties two of them."""

    group: str
    relation: str


class Tie(TieFact):
    """A tie with the names of its ends."""

    from_name: str
    to_name: str


class OwnTie(Tie):
    """A tie as one end sees it."""

    other: str
    other_name: str


class Organization(OrganizationFact):
    """A body with its ties."""

    ties: list[OwnTie]
    located: bool
    facets: Facets
    text: str


class ModelPart(Dated):
    """A step, or a member, of a model of cooperation."""

    model_id: str
    ord: int
    name: str
    role: str
    organization_id: str | None


class ModelFact(Dated):
    """A model of cooperation."""

    id: str
    name: str
    summary: str
    joint: str


class Model(ModelFact):
    """A model with its parts; ``chain``: the steps, joined as documented."""

    parts: list[ModelPart]
    chain: str


class Node(TypedDict):
    """A node of the ecosystem's picture."""

    id: str
    name: str
    label: str
    kind: str


class Mechanism(Quoted):
    """A mechanism of governance, and what later documents say of it."""

    id: str
    name: str
    kind: str
    summary: str
    later: str
    later_note: str
