"""Types of readout of the standard as kinds that metrics know, and the tasks that they fit."""

from __future__ import annotations

from aivc.evaluation.readouts.readout import ReadoutKind
from aivc.evaluation.task import TaskKind

KINDS = {
    "expression": ReadoutKind.EXPRESSION,
    "differential_expression": ReadoutKind.EXPRESSION,
    "perturbation_signature": ReadoutKind.EXPRESSION,
    "protein_abundance": ReadoutKind.EXPRESSION,
    "morphology_profile": ReadoutKind.EXPRESSION,
    "pathway_activity": ReadoutKind.PATHWAY,
    "tf_activity": ReadoutKind.PATHWAY,
    "gene_set_score": ReadoutKind.PATHWAY,
    "cell_state_composition": ReadoutKind.COMPOSITION,
    "spatial_neighbourhood": ReadoutKind.NEIGHBOURHOOD,
    "dose_response": ReadoutKind.DOSE_RESPONSE,
    "clinical_endpoint": ReadoutKind.ENDPOINT,
}
"""What metrics know a ``ReadoutType`` of the standard as; the others are not computed."""

JUDGED_ON = {
    TaskKind.RESPONSE: {
        ReadoutKind.EXPRESSION,
        ReadoutKind.PATHWAY,
        ReadoutKind.DOSE_RESPONSE,
        ReadoutKind.INTERACTION,
    },
    TaskKind.MODALITY: {ReadoutKind.EXPRESSION, ReadoutKind.PATHWAY},
    TaskKind.COMPOSITION: {ReadoutKind.COMPOSITION, ReadoutKind.NEIGHBOURHOOD},
    TaskKind.ENDPOINT: {ReadoutKind.ENDPOINT},
}
"""Readouts of which the states of a task are the input; others would score names by chance."""
