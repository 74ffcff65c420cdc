"""Arrays of treated hepatocytes: the specimen ``bulk``, one h5ad.

Card (pointers that examples use)
    ``/tables/0`` is ``X``, log_intensity, measured by ``/operators/0`` ``arrays`` (BulkExpression,
    scale sample, platform array, noise normal). ``/binding/keys/0`` time = pert_time_h, in h.
    ``/donors`` D1 (female), D2 (male), D3 (female). ``/samples`` sample_01 ... sample_48, one per
    row, primary cell culture CL:0000182. ``/batches`` scan_1, scan_2. No plates.
    ``/agents`` 0 acetaminophen, 1 omeprazole, 2 DMSO (all Chemical).
    ``/interventions`` 0-2 give_acetaminophen_low, _middle, _high (0.2, 1, 5 mmol/L), 3-5
    give_omeprazole_low, _middle, _high (5, 20, 80 umol/L); one event each, without ``duration``.
    ``/controls/0`` vehicle: kind vehicle, agent DMSO, for all treated, matched on time and batch.
    ``/conditions`` ``(3 * compound + level) * 2 + time`` for 0-11: acetaminophen_low_8h,
    acetaminophen_low_24h, acetaminophen_middle_8h, ...; 12 dmso_8h, 13 dmso_24h.
    ``/activities`` 0 summarize (external_reference), 1 take_log. ``/readouts/0`` dose_response.

Rows (48)
    Row ``3 * condition + donor`` for the treated, 0-35; row ``36 + 4 * donor + 2 * time + batch``
    for vehicle, 36-47. Names are array_01 ... array_48.

obs
    sample_id (as many as rows), condition_id, batch_id, donor_id, pert_time_h (integer, 8 or 24),
    cell_type_ and tissue_ontology_term_id (CL:0000182), tissue_type (primary cell culture),
    assay_ (EFO:0002768), development_stage_, disease_, self_reported_ethnicity_ and
    sex_ontology_term_id, suspension_type (na), is_primary_data. Donors, scans, times and
    conditions are crossed.

var (30)
    Ensembl ids; feature_name.

X
    Dense, float32, logarithm of base 2. uns: title, organism_ontology_term_id.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from aivc.validators.examples.specimen import (
    Specimen,
    SpecimenFrame,
    SpecimenMatrix,
    SpecimenTable,
)
from aivc.validators.examples.specimens.bulk_card import (
    COMPOUNDS,
    LEVELS,
    SCANS,
    TIMES,
    bulk_card,
)
from aivc.validators.examples.specimens.card_parts import DONORS
from aivc.validators.examples.specimens.genes import GENES
from aivc.validators.examples.specimens.sampling import (
    content_sha256,
    feature_list_sha256,
    read_only,
    sample_log_intensities,
)

HEPATOCYTE = "CL:0000182"
N_TREATED = 36

EXPRESSION = {
    "ALB": 13.8, "APOA1": 13.2, "TTR": 13.0, "CYP3A4": 10.5, "CYP1A2": 8.5, "CYP2E1": 12.0,
    "CYP2B6": 9.5, "CYP2C9": 11.5, "CYP1A1": 6.5, "UGT1A1": 9.0, "G6PC1": 9.8, "HNF4A": 9.6,
    "TF": 13.1, "SERPINA1": 13.6, "FGB": 13.0, "APOB": 12.4, "HMOX1": 8.4, "NQO1": 8.0,
    "GCLM": 8.6, "TXNRD1": 9.4, "SRXN1": 7.6, "DDIT3": 7.2, "ATF3": 5.6, "TRIB3": 6.8,
    "GDF15": 7.9, "CDKN1A": 8.8, "MDM2": 7.4, "ACTB": 12.6, "GAPDH": 12.9, "B2M": 12.2,
}  # fmt: skip
"""Logarithm of base 2 of the intensity in untreated hepatocytes."""

RESPONSES = {
    "acetaminophen": {
        "HMOX1": 2.6, "NQO1": 1.2, "GCLM": 1.8, "TXNRD1": 1.6, "SRXN1": 2.2, "ATF3": 2.8,
        "DDIT3": 1.9, "TRIB3": 1.7, "GDF15": 1.8, "CYP2E1": -0.9, "ALB": -0.4, "G6PC1": -1.0,
    },
    "omeprazole": {"CYP1A1": 5.2, "CYP1A2": 3.4, "NQO1": 0.6, "UGT1A1": 1.1, "CYP3A4": 0.8},
}  # fmt: skip
"""Log fold change at the highest dose after 24 hours."""

STRENGTH = {"low": 0.15, "middle": 0.5, "high": 1.0}
PACE = {8: 0.6, 24: 1.0}


@dataclass(frozen=True, slots=True)
class Array:
    """One observation; the compound of a vehicle array is empty."""

    donor: str
    compound: str
    level: str
    time: int
    scan: str

    @property
    def condition(self) -> str:
        """Identifier of the condition."""
        treatment = f"{self.compound}_{self.level}" if self.compound else "dmso"
        return f"{treatment}_{self.time}h"


def specimen() -> Specimen:
    """Return the specimen."""
    arrays = [_array(row) for row in range(48)]
    features = tuple(GENES[symbol] for symbol in EXPRESSION)
    means = np.array([[_mean(array, symbol) for symbol in EXPRESSION] for array in arrays])
    values = read_only(sample_log_intensities(means, seed=5, spread=0.15))
    digest = content_sha256(values)
    card = bulk_card(
        [
            (f"sample_{row:02d}", array.donor, array.condition)
            for row, array in enumerate(arrays, 1)
        ],
        feature_list_sha256(features),
        len(features),
        digest,
    )
    table = SpecimenTable(
        obs=_obs(arrays),
        var=SpecimenFrame(features, {"feature_name": tuple(EXPRESSION)}),
        matrices={"X": SpecimenMatrix(values, storage="dense")},
        uns={"title": card["title"], "organism_ontology_term_id": "NCBITaxon:9606"},
    )
    return Specimen("bulk", "h5ad", card, {"": table}, digest)


def _array(row: int) -> Array:
    donors = tuple(DONORS)
    if row >= N_TREATED:
        donor, within = divmod(row - N_TREATED, 4)
        time, scan = divmod(within, 2)
        return Array(donors[donor], "", "", TIMES[time], SCANS[scan])
    condition, donor = divmod(row, 3)
    treatment, time = divmod(condition, 2)
    compound, level = divmod(treatment, len(LEVELS))
    # Three donors over two scans: the scan that gets two of them alternates.
    scan = (treatment + donor + time) % 2
    return Array(donors[donor], COMPOUNDS[compound], LEVELS[level], TIMES[time], SCANS[scan])


def _mean(array: Array, symbol: str) -> float:
    response = float(RESPONSES.get(array.compound, {}).get(symbol, 0.0))
    between_donors = 0.2 * tuple(DONORS).index(array.donor) * (len(symbol) % 3 - 1)
    return (
        EXPRESSION[symbol]
        + response * STRENGTH.get(array.level, 0.0) * PACE[array.time]
        + between_donors
    )


def _obs(arrays: list[Array]) -> SpecimenFrame:
    every = len(arrays)
    return SpecimenFrame(
        tuple(f"array_{row:02d}" for row in range(1, every + 1)),
        {
            "sample_id": tuple(f"sample_{row:02d}" for row in range(1, every + 1)),
            "condition_id": tuple(array.condition for array in arrays),
            "batch_id": tuple(array.scan for array in arrays),
            "donor_id": tuple(array.donor for array in arrays),
            "pert_time_h": tuple(array.time for array in arrays),
            "cell_type_ontology_term_id": (HEPATOCYTE,) * every,
            "assay_ontology_term_id": ("EFO:0002768",) * every,
            "tissue_ontology_term_id": (HEPATOCYTE,) * every,
            "tissue_type": ("primary cell culture",) * every,
            "development_stage_ontology_term_id": tuple(
                str(DONORS[array.donor]["stage"]) for array in arrays
            ),
            "disease_ontology_term_id": ("PATO:0000461",) * every,
            "self_reported_ethnicity_ontology_term_id": ("unknown",) * every,
            "sex_ontology_term_id": tuple(str(DONORS[array.donor]["sex"]) for array in arrays),
            "suspension_type": ("na",) * every,
            "is_primary_data": (True,) * every,
        },
    )
