"""What a 10x HDF5 file says of itself: chemistry, software, libraries, genomes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aivc.adapters.contract.hints import Said
from aivc.adapters.tenx.chemistry import assay_of, end_of
from aivc.adapters.tenx.features import GENOME

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aivc.adapters.tenx.features import Features
    from aivc.storage.model import Table

RNA = "SingleCellRNA"
_SPATIAL_SOFTWARE = {"spaceranger": "SpotSpatial", "xenium": "ImagingSpatial"}
_NO_GENOME = frozenset({"", "Unknown", "unknown", "NA"})


@dataclass(frozen=True, slots=True)
class H5Facts:
    """The attributes at the root of a file, as plain values."""

    attributes: Mapping[str, Any]

    @property
    def chemistry(self) -> str:
        """Name of the chemistry; empty where it is not said."""
        return self._text("chemistry_description")

    @property
    def software(self) -> str:
        """Program and version that wrote the file; empty where it is not said."""
        return self._text("software_version")

    @property
    def spatial_operator(self) -> str | None:
        """Class of the operator, where the file was written by a spatial pipeline."""
        said = f"{self.software} {self.chemistry}".lower()
        if "visium" in said or said.strip().startswith("spatial"):
            return "SpotSpatial"
        return next((kind for name, kind in _SPATIAL_SOFTWARE.items() if name in said), None)

    def _text(self, name: str) -> str:
        value = self.attributes.get(name)
        if isinstance(value, list) and len(value) == 1:
            value = value[0]
        return value if isinstance(value, str) else ""


def common_facts(facts: Sequence[H5Facts]) -> H5Facts:
    """Return the attributes on which all files agree."""
    first = dict(facts[0].attributes)
    agreed = {
        name: value
        for name, value in first.items()
        if all(other.attributes.get(name) == value for other in facts[1:])
    }
    return H5Facts(agreed)


def genome_of(features: Features) -> str | None:
    """Return the genome that reads were mapped to, None where it is not exactly one."""
    genomes = set(features.texts(GENOME)) - _NO_GENOME
    return genomes.pop() if len(genomes) == 1 else None


def operators_of(
    tables: Sequence[Table], operators: Sequence[str | None], facts: H5Facts, because: str
) -> dict[str, Said]:
    """Return the class of the operator of each matrix, by its path in the dataset."""
    found: dict[str, Said] = {}
    for table, operator in zip(tables, operators, strict=True):
        kind = facts.spatial_operator if operator == RNA and facts.spatial_operator else operator
        if kind is not None:
            said = f"{facts.software} wrote the file" if kind == facts.spatial_operator else because
            found[f"{table.name}/X" if table.name else "X"] = Said(kind, said)
    return found


def card_of(
    operators: Sequence[str | None], features: Sequence[Features], facts: H5Facts
) -> dict[str, Said]:
    """Return what the card can say because the file says it, by JSON pointer."""
    found: dict[str, Said] = {}
    genomes = {genome_of(named) for named in features}
    if len(genomes) == 1 and (genome := genomes.pop()) is not None:
        found["/reference_genome"] = Said(genome, "it is the only genome of the features")
    if facts.spatial_operator is not None or not facts.chemistry:
        return found
    said = f"the file states the chemistry {facts.chemistry}"
    assay = assay_of(facts.chemistry)
    is_multiome = "Multiome" in facts.chemistry
    for place, operator in enumerate(operators):
        at = f"/operators/{place if len(operators) > 1 else '*'}"
        if assay is not None and (operator == RNA or is_multiome):
            found[f"{at}/assay_ontology_term_id"] = Said(assay, said)
        if operator == RNA:
            found[f"{at}/chemistry"] = Said(facts.chemistry, said)
            found[f"{at}/has_umi"] = Said(value=True, because="10x counts unique identifiers")
            end = end_of(facts.chemistry)
            if end is not None:
                found[f"{at}/end_bias"] = Said(end, said)
    return found
