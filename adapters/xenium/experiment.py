"""What a Xenium run says of itself."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from aivc.adapters.contract.hints import Said
from aivc.adapters.space.documents import number_in, text_in
from aivc.adapters.xenium.files import EXPERIMENT, METRICS
from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aivc.adapters.space.side_tables import SideTable

_ORGANISMS: Mapping[str, str] = MappingProxyType(
    {"human": "NCBITaxon:9606", "mouse": "NCBITaxon:10090"}
)
_PRESERVED: Mapping[str, str] = MappingProxyType(
    {"ffpe": "ffpe", "fresh frozen": "fresh_frozen", "ff": "fresh_frozen"}
)
_QUALITY = 20
"""Transcripts below this Phred score are in no cell-feature matrix, says the definition."""

_MOST_METHODS = 4


IMAGING = (
    "Xenium decodes transcripts in an image; EFO lists Xenium itself (EFO:0022615) as an instrument"
)


def experiment_card(experiment: dict[str, Any]) -> dict[str, Said]:
    """Return what ``experiment.xenium`` says that the card asks for, by JSON pointer."""
    at, said = "/operators/*", f"{EXPERIMENT} says so"
    found: dict[str, Said] = {
        f"{at}/assay_ontology_term_id": Said("EFO:0022955", IMAGING),
        f"{at}/decoding_threshold": Said(
            _QUALITY, "Xenium counts transcripts with a quality value of 20 or more"
        ),
    }
    panel = text_in(experiment, "panel_name")
    if panel is not None:
        found[f"{at}/panel"] = Said(panel, said)
    for key, slot in (("pixel_size", "pixel_size"), ("z_step_size", "z_step")):
        size = number_in(experiment, key)
        if size is not None:
            found[f"{at}/{slot}"] = Said({"value": size, "unit": "um"}, said)
    organism = _ORGANISMS.get((text_in(experiment, "panel_organism") or "").lower())
    if organism is not None:
        said_panel = f"{EXPERIMENT} says that the panel is for it"
        found["/organism_ontology_term_id"] = Said(organism, said_panel)
    kept = _PRESERVED.get((text_in(experiment, "preservation_method") or "").lower())
    if kept is not None:
        found["/samples/*/preservation_method"] = Said(kept, said)
    return found


def control_rate(metrics: SideTable) -> dict[str, Said]:
    """Return the share of negative control probes, where the summary of the run has it."""
    name = "negative_control_probe_rate"
    if name not in metrics.names or metrics.n_rows != 1:
        return {}
    rate = float(metrics.numbers(name)[0])
    if not 0 <= rate <= 1:
        msg = f"{metrics.path}, column {name!r}: expected a share between 0 and 1, found {rate:g}"
        raise UnreadableInputError(msg)
    return {"/operators/*/negative_control_rate": Said(rate, f"{METRICS} says so")}


def segmentation(cells: SideTable) -> dict[str, Said]:
    """Return how cells were outlined, where each of them says it."""
    name = "segmentation_method"
    if name not in cells.names:
        return {}
    methods = [label for label in cells.column(name).read().categories if label]
    if not 0 < len(methods) <= _MOST_METHODS:
        return {}
    said = Said(
        {"segmentation_method": "; ".join(sorted(methods)), "object_class": "whole_cell"},
        f"{cells.path.name} says it of each cell",
    )
    return {"/operators/*/segmentation": said}
