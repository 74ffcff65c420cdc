"""What a person is asked, slot by slot, in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

QUESTIONS: Mapping[str, str] = {
    "DatasetCard.description": "What is this dataset about, in one to three sentences?",
    "DatasetCard.version": "Which version of the dataset is this? The first is 1.0.0.",
    "DatasetCard.creators": "Who made the dataset? Names of people or institutes",
    "DatasetCard.license": "Which licence may others use the data under? e.g. CC-BY-4.0",
    "DatasetCard.organism_ontology_term_id": (
        "Of which organism are the cells? e.g. human or mouse (as NCBITaxon:9606, NCBITaxon:10090)"
    ),
    "DatasetCard.reference_genome": (
        "Which genome assembly were reads mapped to? e.g. GRCh38.p14 for human, GRCm39 for mouse"
    ),
    "DatasetCard.gene_annotation": "Which gene annotation was used? e.g. GENCODE v48",
    "DatasetCard.tables": (
        "Which matrix was measured on these rows, and where is it? The source holds none"
    ),
    "DatasetCard.operators": (
        "What was measured on these rows? e.g. single-cell RNA, bulk expression, proteomics"
    ),
    "DatasetCard.activities": (
        "Which steps led from the instrument to the numbers in the file, with which software? "
        "e.g. counting with STARsolo 2.7.11b, cell calling, filtering"
    ),
    "DatasetCard.conditions": (
        "Which rows were treated with what? Name a column of obs that says so, or add one"
    ),
    "DatasetCard.samples": "Which samples do the rows come from? Name a column of obs that says so",
    "DatasetCard.controls": (
        "Which rows are controls, and of which kind? e.g. the label DMSO of column drug, vehicle"
    ),
    "ModalityTable.measured_by": (
        "What was measured in this matrix? Describe the operator and name it here"
    ),
    "ModalityTable.feature_space": (
        "What are the columns of this matrix? e.g. genes, proteins, antibody tags, guides"
    ),
    "FeatureSpace.identifier_scheme": (
        "How are the features named? e.g. ensembl, symbol, uniprot, local"
    ),
    "MeasurementOperator.assay_ontology_term_id": (
        "Which assay was it? An EFO term, e.g. EFO:0009922 for 10x 3' v3"
    ),
    "MeasurementOperator.is_destructive": "Does measuring use the cells up? true or false",
    "SingleCellRNA.has_umi": (
        "Do the counts use unique molecular identifiers (UMIs)? true for 10x, false for Smart-seq2"
    ),
    "SingleCellATAC.fragments_file": "Which file holds the fragments? A path beside the card",
    "SingleCellProteomics.isolation_protocol": (
        "How were single cells isolated? e.g. facs, cellenone, manual_picking"
    ),
    "SingleCellProteomics.mass_label": (
        "Which label was used for mass spectrometry? e.g. TMT16plex, label free"
    ),
    "SpotSpatial.array_geometry": "How are the spots laid out? hexagonal, square or bead",
    "SpotSpatial.spot_diameter": "How wide is a spot? e.g. 55 um for Visium",
    "ImagingSpatial.pixel_size": "How wide is a pixel in the specimen? e.g. 0.2125 um for Xenium",
    "ImagingSpatial.segmentation": (
        "With which method were cells outlined? e.g. Cellpose 3, Baysor, by hand"
    ),
    "Morphology.feature_extractor": (
        "Which software computed the features? Name and version, e.g. CellProfiler 4.2.1"
    ),
    "Morphology.profile_level": (
        "How far were profiles summed up? e.g. single_cell, well_aggregated, well_normalized"
    ),
    "BulkExpression.expression_platform": (
        "How was expression read? sequencing, array, l1000, nanostring or qpcr"
    ),
    "SingleCellRNA.includes_introns": "Were reads in introns counted? true or false",
    "SurfaceProtein.antibodies": "Which antibodies are in the panel, against which proteins?",
    "Morphology.channels": "Which channels does the microscope record, and which dye is in each?",
    "LiveImaging.frame_interval": "How long is it from one image to the next? e.g. 2 h",
    "Histology.stains": "Which stains were used? e.g. haematoxylin and eosin, as SNOMED CT codes",
    "Histology.pixel_size": "How wide is a pixel in the specimen? e.g. 0.25 um",
    "Viability.viability_readout": (
        "What was read from the wells? e.g. ATP (CellTiter-Glo), LDH release, count of nuclei"
    ),
    "Viability.has_time_zero": ("Were cells also counted when the treatment began? true or false"),
    "ClinicalTable.subject_column": "Which column identifies the subject? e.g. USUBJID",
    "Segmentation.segmentation_method": "With which method were cells outlined? e.g. Cellpose 3",
    "Donor.sex_ontology_term_id": (
        "What is the sex of the donor? PATO:0000383 female, PATO:0000384 male, or unknown"
    ),
    "Sample.tissue_type": (
        "What kind of material is it? tissue, cell line, organoid or primary cell culture"
    ),
    "Sample.tissue_ontology_term_id": (
        "Which tissue (UBERON term) or cell line (Cellosaurus, CVCL_...) is it? "
        "e.g. UBERON:0000955 for brain, CVCL_0023 for A549"
    ),
    "Sample.disease_ontology_term_id": (
        "Which disease does the material have? A MONDO term, or PATO:0000461 for healthy"
    ),
    "Sample.suspension_type": "Were whole cells or nuclei measured? cell, nucleus or na",
    "Sample.from_donors": "Which donor is the sample from? An entry of donors",
    "Plate.plate_format": "How many wells has the plate? e.g. 96 or 384",
    "Agent.label": "What is the agent called?",
    "Chemical.inchikey": (
        "Which compound is it exactly? Its InChIKey, as PubChem and vendors give it, "
        "e.g. FPOHNWQLNRZRFC-ZHACJKMWSA-N"
    ),
    "Biologic.biologic_type": (
        "What kind of biologic is it? e.g. cytokine, antibody, growth_factor, protein"
    ),
    "Biologic.protein_id": "Which protein is it? A UniProt accession, e.g. uniprot:P01579",
    "GeneticPerturbation.intended_features": (
        "Which gene is it meant to hit? An Ensembl gene id, e.g. ENSG00000141510"
    ),
    "GeneticPerturbation.strategy": (
        "How were genes perturbed? e.g. CRISPR interference screen, CRISPR knockout screen"
    ),
    "DosingEvent.amount": "How much was given? A number and a unit, e.g. 0.2 umol/L",
    "DosingEvent.exposure_mode": (
        "How did the agent reach the cells, and at which dose? e.g. bath_concentration with "
        "amount 0.2 umol/L in the medium, constitutive_genetic"
    ),
    "Intervention.acts_at": ("What was treated as one unit? e.g. well, cell, sample, organism"),
    "Intervention.time_zero": (
        "What happened at time zero? e.g. first_dose, stimulation, transduction, seeding"
    ),
    "Control.matched_on": (
        "What must a control share with the cells it is compared with? e.g. donor, plate, batch"
    ),
    "Control.control_for": "What is this a control for? List conditions, or is_for_all_treated",
    "Control.control_agent": "Which liquid is the vehicle? e.g. DMSO, water",
    "Condition.harvest_time": (
        "How long after time zero were the cells harvested or measured? e.g. 24 h"
    ),
    "Binding.dose_unit": (
        "In which unit are the doses? e.g. uM. Give it once with --dose-unit and draft again, and "
        "every amount is filled in"
    ),
    "Binding.time_unit": (
        "In which unit are the times? e.g. h. Give it once with --time-unit and draft again, and "
        "every harvest time is filled in"
    ),
    "DataFile.sha256": "What is the SHA-256 digest of the file? `sha256sum FILE` prints it",
    "ProcessingActivity.order_index": "Which step was it in order, from 1?",
    "ProcessingActivity.software": (
        "Which software did this step, in which version? e.g. scanpy 1.10.1"
    ),
    "ProcessingActivity.fit_scope": (
        "Which cells did this step learn from? e.g. per_observation, all_partitions, unknown"
    ),
    "Software.version": "Which version of the software was it?",
    "ScaleUnitSet.n_units": "How many units are there?",
    "ScaleUnitSet.coordinate_unit": (
        "In which unit are the coordinates? um for micrometres, {pixel} for pixels of the image"
    ),
}
"""By class and slot; a slot of a parent class serves its children."""

ONE_BY_ONE = frozenset(
    {
        "inchikey", "protein_id", "intended_features", "sex_ontology_term_id", "from_donors",
        "label", "amount", "control_for", "control_agent", "software", "pixel_size",
        "segmentation", "has_umi", "assay_ontology_term_id", "feature_space", "order_index",
        "biologic_type",
    }
)  # fmt: skip
"""Slots whose value differs from entity to entity, so that one answer cannot serve them all."""


def question_for(class_name: str, slot: str) -> str:
    """Return the question about a slot, that of its parent class where it has none of its own.

    Where nobody wrote one, the description of the slot in the standard serves.
    """
    own = written_question(class_name, slot)
    if own is not None:
        return own
    from aivc.schema.slots import class_spec

    spec = class_spec(class_name).slots.get(slot)
    said = spec.description if spec is not None else ""
    return f"What is {slot.replace('_', ' ')}? {said}".strip()


def written_question(class_name: str, slot: str) -> str | None:
    """Return the question that was written for a slot; None where there is none."""
    from aivc.schema.slots import class_spec

    name: str | None = class_name
    while name is not None:
        if f"{name}.{slot}" in QUESTIONS:
            return QUESTIONS[f"{name}.{slot}"]
        name = class_spec(name).is_a
    return None
