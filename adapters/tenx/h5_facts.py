"""What a 10x HDF5 file says of itself: chemistry, software, libraries, genomes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from aivc.adapters.contract.hints import Said
from aivc.adapters.tenx.activities import activities_of, software_of
from aivc.adapters.tenx.chemistry import assay_of, end_of
from aivc.adapters.tenx.features import GENOME

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aivc.adapters.tenx.features import Features
    from aivc.storage.model import Table

RNA = "SingleCellRNA"
_SPATIAL_SOFTWARE = {"spaceranger": "SpotSpatial", "xenium": "ImagingSpatial"}
_XENIUM_FILE = "cell_feature_matrix.h5"
_NO_GENOME = frozenset({"", "Unknown", "unknown", "NA"})


@dataclass(frozen=True, slots=True)
class H5Facts:
    """What a file says of itself.

    Attributes
    ----------
    attributes
        The attributes at its root, as plain values.
    file_name
        Its name; a pipeline for images gives its matrix one of its own.
    counts_umis
        Whether a program of 10x for single cells wrote it, which counts unique identifiers.
    is_filtered
        Whether its name says that only cells are in it.
    """

    attributes: Mapping[str, Any]
    file_name: str = ""
    counts_umis: bool = False
    is_filtered: bool = False

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
        if self.file_name.endswith(_XENIUM_FILE):
            return "ImagingSpatial"
        return next((kind for name, kind in _SPATIAL_SOFTWARE.items() if name in said), None)

    @property
    def told_by(self) -> str:
        """Why the operator is a spatial one."""
        if self.software:
            return f"{self.software} wrote the file"
        return f"the file is called {self.file_name}" if not self.chemistry else self.chemistry

    def _text(self, name: str) -> str:
        value = self.attributes.get(name)
        if isinstance(value, list) and len(value) == 1:
            value = value[0]
        return value if isinstance(value, str) else ""


def common_facts(facts: Sequence[H5Facts]) -> H5Facts:
    """Return the attributes on which all files agree."""
    first = facts[0]
    agreed = {
        name: value
        for name, value in first.attributes.items()
        if all(other.attributes.get(name) == value for other in facts[1:])
    }
    is_filtered = all(other.is_filtered for other in facts)
    return replace(first, attributes=agreed, is_filtered=is_filtered)


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
            said = facts.told_by if kind == facts.spatial_operator else because
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
    software = software_of(facts.software)
    if software is not None:
        steps = activities_of(software, is_filtered=facts.is_filtered)
        found["/activities"] = Said(steps, f"the file says that {facts.software} wrote it")
    if facts.spatial_operator is not None:
        return found
    for place, operator in enumerate(operators):
        at = f"/operators/{place if len(operators) > 1 else '*'}"
        if operator == RNA and facts.counts_umis:
            found[f"{at}/has_umi"] = Said(value=True, because="10x counts unique identifiers")
        if facts.chemistry:
            told = _of_chemistry(facts.chemistry, operator)
            said = f"the file states the chemistry {facts.chemistry}"
            found |= {f"{at}/{slot}": Said(value, said) for slot, value in told.items()}
    return found


def _of_chemistry(chemistry: str, operator: str | None) -> dict[str, str]:
    """Return what a chemistry says of one operator."""
    told: dict[str, str | None] = {}
    if operator == RNA or "Multiome" in chemistry:
        told["assay_ontology_term_id"] = assay_of(chemistry)
    if operator == RNA:
        told |= {"chemistry": chemistry, "end_bias": end_of(chemistry)}
    return {slot: value for slot, value in told.items() if value is not None}
