"""The software bill of materials of a release: CycloneDX, the same bytes from the same lock."""

from __future__ import annotations

import json

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import ExternalReference, ExternalReferenceType, HashAlgorithm, HashType, XsUri
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from lib.paths import ROOT
from tests.supply.licences import licence
from tests.supply.lock import RUN, Locked, locked

FILE = ROOT / "docs" / "sbom.json"
#: how the lock says that the dashboard itself wants a library
OURS = "-r requirements.txt"


def bill() -> str:
    """Every library of the run-time lock: version, licence, hashes, what it depends on."""
    libraries = locked(RUN)
    parts = {name: _component(each) for name, each in libraries.items()}
    parts[OURS] = Component(type=ComponentType.APPLICATION, name="硅巷看板", bom_ref="guixiang")
    bom = Bom(components=[parts[name] for name in libraries])
    bom.metadata.component = parts[OURS]
    for name, part in parts.items():
        needs = [parts[each.name] for each in libraries.values() if name in each.wanted_by]
        bom.register_dependency(part, needs)
    made = json.loads(JsonV1Dot6(bom).output_as_string())
    del made["serialNumber"], made["metadata"]["timestamp"]  # new at each making
    return json.dumps(made, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _component(library: Locked) -> Component:
    purl = PackageURL("pypi", None, library.name, library.version)
    files = [HashType(alg=HashAlgorithm.SHA_256, content=each) for each in library.hashes]
    source = ExternalReference(
        type=ExternalReferenceType.DISTRIBUTION, url=XsUri(str(purl)), hashes=files
    )
    return Component(
        type=ComponentType.LIBRARY,
        name=library.name,
        version=library.version,
        purl=purl,
        bom_ref=str(purl),
        licenses=[LicenseFactory().make_from_string(licence(library.name))],
        external_references=[source],
    )
