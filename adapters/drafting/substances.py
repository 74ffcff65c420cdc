"""Liquids that carry agents, and compounds by name."""

from __future__ import annotations

import re
from typing import Any

from aivc.adapters.drafting.names import joined
from aivc.schema.vocabulary import find_by_label

SYNONYM = re.compile(r"\s*\([^()]*\)\s*$")
"""A second name in brackets, as catalogues write it."""

VEHICLES: dict[str, dict[str, str]] = {
    "dmso": {
        "label": "dimethyl sulfoxide",
        "inchikey": "IAZDPXIOMUYVGZ-UHFFFAOYSA-N",
        "chebi_id": "CHEBI:28262",
    },
    "water": {
        "label": "water",
        "inchikey": "XLYOFNOQVPJJNP-UHFFFAOYSA-N",
        "chebi_id": "CHEBI:15377",
    },
    "ethanol": {
        "label": "ethanol",
        "inchikey": "LFQSCWFLJHTTHZ-UHFFFAOYSA-N",
        "chebi_id": "CHEBI:16236",
    },
}
SAME_VEHICLE = {
    "dimethylsulfoxide": "dmso",
    "dimethylsulphoxide": "dmso",
    "dmsotf": "dmso",
    "jcp2022033924": "dmso",
    "dmsovehicle": "dmso",
    "vehicledmso": "dmso",
    "h2o": "water",
    "etoh": "ethanol",
}


def vehicle_facts(name: str) -> dict[str, str] | None:
    """Return what identifies a vehicle, or None where its name is no pure substance.

    Examples
    --------
    >>> vehicle_facts("DMSO")["chebi_id"], vehicle_facts("PBS")
    ('CHEBI:28262', None)
    """
    key = joined(name)
    return VEHICLES.get(SAME_VEHICLE.get(key, key))


def compound_facts(name: str) -> dict[str, Any]:
    """Return the ChEBI term that has a compound's name, where exactly one has.

    Examples
    --------
    >>> compound_facts("panobinostat"), compound_facts("Trametinib (GSK1120212)")
    ({'chebi_id': 'CHEBI:85990'}, {'chebi_id': 'CHEBI:75998'})
    """
    for spelling in dict.fromkeys((name, SYNONYM.sub("", name))):
        terms = [match.term for match in find_by_label("CHEBI", spelling)]
        found = [term for term in terms if not term.deprecated]
        if len(found) == 1:
            return {"chebi_id": found[0].curie}
    return {}
