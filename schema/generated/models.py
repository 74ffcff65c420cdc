"""Authoring models of the standard: pydantic classes, closed and typed.

Generated from schema/*.yaml. Do not edit; run `python tools/generate.py write`.
"""
from __future__ import annotations

import re
import sys
from datetime import (
    date,
    datetime,
    time
)
from decimal import Decimal
from enum import Enum
from typing import (
    Annotated,
    Any,
    ClassVar,
    Literal,
    Optional,
    Union
)

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    RootModel,
    SerializationInfo,
    SerializerFunctionWrapHandler,
    field_validator,
    model_serializer
)


metamodel_version = "1.12.0"
version = "0.1.0"


class ConfiguredBaseModel(BaseModel):
    model_config = ConfigDict(
        defer_build = True,
        serialize_by_alias = True,
        validate_by_name = True,
        validate_assignment = True,
        validate_default = True,
        extra = "forbid",
        arbitrary_types_allowed = True,
        use_enum_values = True,
        strict = False,
    )





class LinkMLMeta(RootModel):
    root: dict[str, Any] = {}
    model_config = ConfigDict(frozen=True)

    def __getattr__(self, key:str):
        return getattr(self.root, key)

    def __getitem__(self, key:str):
        return self.root[key]

    def __setitem__(self, key:str, value):
        self.root[key] = value

    def __contains__(self, key:str) -> bool:
        return key in self.root


linkml_meta = None

class QuantityBasis(str, Enum):
    """
    Where a number comes from.
    """
    nominal = "nominal"
    """
    The number that was intended.
    """
    measured = "measured"
    """
    The number that was measured.
    """


class ScaleLevel(str, Enum):
    """
    Where a state lives, from the finest to the coarsest.
    """
    molecule = "molecule"
    """
    One molecule, such as a transcript or a protein.
    """
    subcellular = "subcellular"
    """
    A compartment or organelle of a cell.
    """
    cell = "cell"
    """
    One cell or one nucleus.
    """
    niche = "niche"
    """
    A cell together with its neighbours.
    """
    spot = "spot"
    """
    A spot, bin or bead of a spatial array.
    """
    field = "field"
    """
    One field of view of a microscope.
    """
    well = "well"
    """
    One well of a plate.
    """
    plate = "plate"
    """
    One plate with its wells.
    """
    section = "section"
    """
    One section of a tissue.
    """
    sample = "sample"
    """
    One specimen or tissue block.
    """
    organ = "organ"
    """
    One organ.
    """
    organism = "organism"
    """
    One organism or patient.
    """
    cohort = "cohort"
    """
    A group of organisms.
    """


class ObsRole(str, Enum):
    """
    What a column of obs stands for. A control is matched on roles; a binding maps roles to columns.
    """
    sample = "sample"
    """
    The specimen that an observation comes from.
    """
    condition = "condition"
    """
    The experimental condition.
    """
    donor = "donor"
    """
    The individual that the cells come from.
    """
    cell_line = "cell_line"
    """
    The cell line.
    """
    cell_type = "cell_type"
    """
    The cell type.
    """
    batch = "batch"
    """
    The batch, of whatever kind.
    """
    lane = "lane"
    """
    The lane, library or gem group.
    """
    plate = "plate"
    """
    The plate.
    """
    well = "well"
    """
    The well of a plate.
    """
    site = "site"
    """
    The laboratory.
    """
    replicate = "replicate"
    """
    The replicate.
    """
    agent = "agent"
    """
    The agent or agents applied.
    """
    dose = "dose"
    """
    The dose applied.
    """
    time = "time"
    """
    The time of harvest or of measurement.
    """
    guide = "guide"
    """
    The guide RNA found in a cell.
    """
    target = "target"
    """
    The gene that a perturbation targets.
    """
    section = "section"
    """
    The tissue section.
    """
    section_position = "section_position"
    """
    The place of the tissue section in the series that it was cut in, as a number.
    """
    image = "image"
    """
    The image that an observation was taken from.
    """
    assay = "assay"
    """
    The assay.
    """
    cell = "cell"
    """
    The physical cell, nucleus or spot, where several rows are measurements of one.
    """
    family = "family"
    """
    The family of related individuals.
    """
    tissue = "tissue"
    """
    The tissue.
    """
    disease = "disease"
    """
    The disease.
    """
    organism = "organism"
    """
    The organism.
    """
    study = "study"
    """
    The study or dataset that an observation comes from.
    """
    modality = "modality"
    """
    The modality, where one column tells several apart.
    """
    structure = "structure"
    """
    The structure of a compound, as SMILES or InChIKey.
    """
    scaffold = "scaffold"
    """
    The scaffold of a compound, where the file states it.
    """
    control = "control"
    """
    The mark of controls, a truth value.
    """


class ContainerFormat(str, Enum):
    """
    Formats of a distribution.
    """
    h5ad = "h5ad"
    """
    AnnData in HDF5.
    """
    h5mu = "h5mu"
    """
    MuData in HDF5.
    """
    anndata_zarr = "anndata-zarr"
    """
    AnnData in Zarr.
    """
    mudata_zarr = "mudata-zarr"
    """
    MuData in Zarr.
    """
    spatialdata_zarr = "spatialdata-zarr"
    """
    SpatialData in Zarr.
    """
    ome_zarr = "ome-zarr"
    """
    OME-NGFF image in Zarr.
    """
    parquet = "parquet"
    """
    Apache Parquet.
    """
    csv = "csv"
    """
    Delimited text.
    """
    ome_tiff = "ome-tiff"
    """
    OME-TIFF image.
    """
    dicom = "dicom"
    """
    DICOM.
    """
    mzml = "mzml"
    """
    Mass spectra in mzML.
    """


class AccessLevel(str, Enum):
    """
    Who may read a file.
    """
    open = "open"
    """
    Anyone.
    """
    registered = "registered"
    """
    Anyone who registers.
    """
    controlled = "controlled"
    """
    Only by approval.
    """


class ValueType(str, Enum):
    """
    What the numbers of a matrix are.
    """
    raw_counts = "raw_counts"
    """
    Counts of molecules or reads, untouched.
    """
    normalized_counts = "normalized_counts"
    """
    Counts scaled to a common depth, with or without a logarithm.
    """
    log_normalized = "log_normalized"
    """
    Logarithm of counts scaled to a common depth.
    """
    scaled = "scaled"
    """
    Centred or standardised values.
    """
    batch_corrected = "batch_corrected"
    """
    Values after batch correction.
    """
    binary_accessibility = "binary_accessibility"
    """
    Open or closed.
    """
    intensity = "intensity"
    """
    Signal on a linear scale.
    """
    log_intensity = "log_intensity"
    """
    Signal on a logarithmic scale.
    """
    feature_vector = "feature_vector"
    """
    Computed features, such as image features or embeddings.
    """
    fraction = "fraction"
    """
    Values between 0 and 1, such as weights or probabilities.
    """
    fragments = "fragments"
    """
    Fragment intervals.
    """
    other = "other"
    """
    Something else, described in the card.
    """


class PerturbationType(str, Enum):
    """
    Kinds of perturbation, as CELLxGENE 7.1 names them.
    """
    chemical = "chemical"
    """
    A chemical entity.
    """
    diet = "diet"
    """
    A diet.
    """
    genetic = "genetic"
    """
    A genetic perturbation.
    """
    protein = "protein"
    """
    A protein or an antibody against one.
    """
    temperature = "temperature"
    """
    A temperature.
    """
    no_perturbations = "no perturbations"
    """
    None.
    """


class FeatureType(str, Enum):
    """
    Kinds of feature.
    """
    gene = "gene"
    """
    Gene.
    """
    transcript = "transcript"
    """
    Transcript isoform.
    """
    peak = "peak"
    """
    Genomic interval of open chromatin.
    """
    protein = "protein"
    """
    Protein.
    """
    antibody_tag = "antibody_tag"
    """
    Antibody-derived tag.
    """
    hashtag = "hashtag"
    """
    Sample hashtag.
    """
    peptide = "peptide"
    """
    Peptide or precursor.
    """
    guide = "guide"
    """
    Guide RNA.
    """
    image_feature = "image_feature"
    """
    Feature computed from an image.
    """
    image_channel = "image_channel"
    """
    Channel of an image.
    """
    metabolite = "metabolite"
    """
    Metabolite.
    """
    clinical_variable = "clinical_variable"
    """
    Clinical variable.
    """


class IdentifierScheme(str, Enum):
    """
    How features are named.
    """
    ensembl = "ensembl"
    """
    Ensembl gene or transcript identifiers, or the model-organism identifier that Ensembl uses.
    """
    symbol = "symbol"
    """
    Approved gene symbols.
    """
    hgnc = "hgnc"
    """
    HGNC identifiers.
    """
    uniprot = "uniprot"
    """
    UniProt accessions.
    """
    rrid = "rrid"
    """
    Research resource identifiers of antibodies.
    """
    genomic_interval = "genomic_interval"
    """
    chromosome:start-end.
    """
    probe_set = "probe_set"
    """
    Probe sets of an array.
    """
    peptide_sequence = "peptide_sequence"
    """
    Peptide sequences, with or without charge.
    """
    image_feature_name = "image_feature_name"
    """
    Names given by the software that computed the features.
    """
    local = "local"
    """
    Names with a meaning in this dataset only.
    """


class UnitDialect(str, Enum):
    """
    Whose spelling of units is used.
    """
    field = "field"
    """
    The common spellings of the field, such as uM and hr.
    """
    ucum = "ucum"
    """
    UCUM codes only.
    """
    lincs = "lincs"
    """
    LINCS L1000 spellings, where um is micromolar and -666 is missing.
    """


class DraftStatus(str, Enum):
    """
    State of a place in a draft.
    """
    guessed = "guessed"
    """
    A value was written from what the file shows; confirm or correct it.
    """
    blank = "blank"
    """
    A person has to fill it in.
    """


class TissueType(str, Enum):
    """
    Kinds of material, as CELLxGENE names them.
    """
    tissue = "tissue"
    """
    Tissue taken from an organism.
    """
    organoid = "organoid"
    """
    Organoid.
    """
    primary_cell_culture = "primary cell culture"
    """
    Cells cultured directly from tissue.
    """
    cell_line = "cell line"
    """
    Established cell line.
    """


class SuspensionType(str, Enum):
    """
    What was suspended.
    """
    cell = "cell"
    """
    Whole cells.
    """
    nucleus = "nucleus"
    """
    Nuclei.
    """
    na = "na"
    """
    Nothing was suspended, such as in imaging or bulk lysis.
    """


class PreservationMethod(str, Enum):
    """
    How material was preserved.
    """
    fresh = "fresh"
    """
    Not preserved.
    """
    fresh_frozen = "fresh_frozen"
    """
    Frozen without fixation.
    """
    cryopreserved = "cryopreserved"
    """
    Frozen alive.
    """
    ffpe = "ffpe"
    """
    Formalin-fixed and paraffin-embedded.
    """
    fixed = "fixed"
    """
    Fixed by other means.
    """
    methanol_fixed = "methanol_fixed"
    """
    Fixed in methanol.
    """


class ReplicateType(str, Enum):
    """
    Kinds of replicate.
    """
    biological = "biological"
    """
    Another organism, culture or passage.
    """
    technical = "technical"
    """
    The same material measured again.
    """


class CultureFormat(str, Enum):
    """
    Shapes of a culture.
    """
    adherent_2d = "adherent_2d"
    """
    Attached to a flat surface.
    """
    suspension = "suspension"
    """
    In suspension.
    """
    spheroid = "spheroid"
    """
    Spheroid.
    """
    organoid = "organoid"
    """
    Organoid.
    """
    organ_on_chip = "organ_on_chip"
    """
    Organ on a chip.
    """
    slice = "slice"
    """
    Tissue slice.
    """


class BatchKind(str, Enum):
    """
    What the members of a batch share.
    """
    culture = "culture"
    """
    Culture.
    """
    library = "library"
    """
    Sequencing library.
    """
    sublibrary = "sublibrary"
    """
    Part of a split-pool library.
    """
    lane = "lane"
    """
    Lane or gem group.
    """
    sequencing_run = "sequencing_run"
    """
    Sequencing run.
    """
    array_scan = "array_scan"
    """
    Hybridisation or scan of arrays.
    """
    staining = "staining"
    """
    Staining.
    """
    imaging = "imaging"
    """
    Imaging session.
    """
    ms_run = "ms_run"
    """
    Mass spectrometry run.
    """
    tmt_set = "tmt_set"
    """
    Set of isobaric labels.
    """
    plate = "plate"
    """
    Plate.
    """
    site = "site"
    """
    Laboratory.
    """


class StepType(str, Enum):
    """
    Kinds of processing step.
    """
    alignment = "alignment"
    """
    Reads to a reference.
    """
    quantification = "quantification"
    """
    Counting of molecules or intensities.
    """
    ambient_removal = "ambient_removal"
    """
    Removal of ambient molecules.
    """
    doublet_removal = "doublet_removal"
    """
    Removal of doublets.
    """
    demultiplexing = "demultiplexing"
    """
    Assignment of cells to samples.
    """
    guide_assignment = "guide_assignment"
    """
    Assignment of guides to cells.
    """
    cell_calling = "cell_calling"
    """
    Choice of barcodes that are cells.
    """
    segmentation = "segmentation"
    """
    Outlines of cells or nuclei.
    """
    registration = "registration"
    """
    Alignment of images or coordinates.
    """
    filtering = "filtering"
    """
    Removal of observations or features.
    """
    normalization = "normalization"
    """
    Scaling to a common depth or level.
    """
    log_transform = "log_transform"
    """
    Logarithm.
    """
    scaling = "scaling"
    """
    Centring and standardising.
    """
    feature_selection = "feature_selection"
    """
    Choice of features.
    """
    imputation = "imputation"
    """
    Filling in of missing values.
    """
    batch_correction = "batch_correction"
    """
    Removal of batch effects.
    """
    dimensionality_reduction = "dimensionality_reduction"
    """
    Projection to fewer dimensions.
    """
    clustering = "clustering"
    """
    Grouping of observations.
    """
    annotation = "annotation"
    """
    Cell type labels, by hand or transferred.
    """
    deconvolution = "deconvolution"
    """
    Split of mixtures into parts.
    """
    aggregation = "aggregation"
    """
    Summary of fine units in coarse ones.
    """
    illumination_correction = "illumination_correction"
    """
    Correction of uneven light.
    """
    subsampling = "subsampling"
    """
    Random choice of observations or molecules.
    """
    recalibration = "recalibration"
    """
    Adjustment of predictions.
    """
    other = "other"
    """
    Another step, described in words.
    """


class FitScope(str, Enum):
    """
    Which observations a step learned from.
    """
    stateless = "stateless"
    """
    It learns nothing.
    """
    per_observation = "per_observation"
    """
    It uses each observation alone.
    """
    per_sample = "per_sample"
    """
    It learns within each sample alone.
    """
    per_batch = "per_batch"
    """
    It learns within each batch alone.
    """
    controls_only = "controls_only"
    """
    It learned from controls.
    """
    train_only = "train_only"
    """
    It learned from the training partition.
    """
    train_and_validation = "train_and_validation"
    """
    It learned from training and validation.
    """
    all_partitions = "all_partitions"
    """
    It learned from everything, test included.
    """
    external_reference = "external_reference"
    """
    It learned from data that are not in this dataset.
    """
    unknown = "unknown"
    """
    Nobody knows.
    """


class EndBias(str, Enum):
    """
    Part of the transcript that is read.
    """
    three_prime = "three_prime"
    """
    3' end.
    """
    five_prime = "five_prime"
    """
    5' end.
    """
    full_length = "full_length"
    """
    Whole transcript.
    """
    probe = "probe"
    """
    Probes chosen in advance.
    """


class NucleicAcidSource(str, Enum):
    """
    Where RNA came from.
    """
    single_cell = "single_cell"
    """
    Single cells.
    """
    single_nucleus = "single_nucleus"
    """
    Single nuclei.
    """
    bulk_cell = "bulk_cell"
    """
    Many cells.
    """
    bulk_nuclei = "bulk_nuclei"
    """
    Many nuclei.
    """


class IsolationProtocol(str, Enum):
    """
    How single cells were isolated, after SDRF-Proteomics.
    """
    facs = "facs"
    """
    Fluorescence-activated cell sorting.
    """
    cellenone = "cellenone"
    """
    cellenONE dispensing.
    """
    microfluidics = "microfluidics"
    """
    Microfluidics.
    """
    laser_capture_microdissection = "laser_capture_microdissection"
    """
    Laser capture microdissection.
    """
    manual_picking = "manual_picking"
    """
    By hand.
    """
    nanopots = "nanopots"
    """
    nanoPOTS.
    """
    droplet_microfluidics = "droplet_microfluidics"
    """
    Droplets.
    """
    acoustic_droplet_ejection = "acoustic_droplet_ejection"
    """
    Acoustic droplet ejection.
    """


class AcquisitionMethod(str, Enum):
    """
    How spectra were acquired.
    """
    DDA = "DDA"
    """
    Data-dependent.
    """
    DIA = "DIA"
    """
    Data-independent.
    """
    PRM = "PRM"
    """
    Parallel reaction monitoring.
    """


class Missingness(str, Enum):
    """
    What decides whether a value is missing.
    """
    below_detection = "below_detection"
    """
    Low values are missing more often, so that a missing value says something.
    """
    at_random = "at_random"
    """
    Missing values say nothing about how high they would have been.
    """
    unknown = "unknown"
    """
    Not known.
    """


class ProteinPlatform(str, Enum):
    """
    How proteins of many cells were read.
    """
    mass_spectrometry = "mass_spectrometry"
    """
    Mass spectrometry.
    """
    reverse_phase_array = "reverse_phase_array"
    """
    Reverse-phase protein array.
    """
    immunoblot = "immunoblot"
    """
    Immunoblot.
    """
    immunoassay = "immunoassay"
    """
    Immunoassay, such as ELISA or beads.
    """
    proximity_extension = "proximity_extension"
    """
    Proximity extension assay.
    """
    aptamer = "aptamer"
    """
    Aptamer array.
    """


class ArrayGeometry(str, Enum):
    """
    Layout of a spatial array.
    """
    hexagonal = "hexagonal"
    """
    Spots on a hexagonal grid.
    """
    square = "square"
    """
    Bins on a square grid.
    """
    bead = "bead"
    """
    Beads at random places.
    """


class ObjectClass(str, Enum):
    """
    What was outlined.
    """
    nucleus = "nucleus"
    """
    Nucleus.
    """
    cytoplasm = "cytoplasm"
    """
    Cytoplasm.
    """
    whole_cell = "whole_cell"
    """
    Whole cell.
    """
    spot = "spot"
    """
    Spot.
    """


class ProfileLevel(str, Enum):
    """
    How far morphology profiles were summarised.
    """
    single_cell = "single_cell"
    """
    One profile per cell.
    """
    well_aggregated = "well_aggregated"
    """
    One per well, not normalised (level 3).
    """
    well_normalized = "well_normalized"
    """
    One per well, normalised (level 4a).
    """
    feature_selected = "feature_selected"
    """
    Normalised, features selected (level 4b).
    """
    consensus = "consensus"
    """
    One per treatment (level 5).
    """


class RnaSelection(str, Enum):
    """
    How RNA was selected.
    """
    poly_a = "poly_a"
    """
    Poly-A selection.
    """
    ribo_depletion = "ribo_depletion"
    """
    Depletion of ribosomal RNA.
    """
    capture = "capture"
    """
    Capture by probes.
    """
    none = "none"
    """
    No selection.
    """


class ExpressionPlatform(str, Enum):
    """
    How bulk expression was read.
    """
    sequencing = "sequencing"
    """
    Sequencing.
    """
    array = "array"
    """
    Microarray.
    """
    l1000 = "l1000"
    """
    L1000 bead assay.
    """
    nanostring = "nanostring"
    """
    Direct digital counting.
    """
    qpcr = "qpcr"
    """
    Quantitative PCR.
    """


class ViabilityNormalization(str, Enum):
    """
    What viability was divided by.
    """
    none = "none"
    """
    Nothing.
    """
    percent_of_control = "percent_of_control"
    """
    The untreated or vehicle control.
    """
    growth_rate = "growth_rate"
    """
    Growth of the control from time zero (GR metrics).
    """


class NoiseFamily(str, Enum):
    """
    Families of noise.
    """
    poisson = "poisson"
    """
    Poisson.
    """
    negative_binomial = "negative_binomial"
    """
    Negative binomial.
    """
    zero_inflated_negative_binomial = "zero_inflated_negative_binomial"
    """
    Zero-inflated negative binomial.
    """
    negative_binomial_mixture = "negative_binomial_mixture"
    """
    Mixture of background and signal.
    """
    bernoulli = "bernoulli"
    """
    Bernoulli.
    """
    binomial = "binomial"
    """
    Binomial.
    """
    beta_binomial = "beta_binomial"
    """
    Beta-binomial.
    """
    dirichlet_multinomial = "dirichlet_multinomial"
    """
    Dirichlet-multinomial.
    """
    beta = "beta"
    """
    Beta.
    """
    normal = "normal"
    """
    Normal.
    """
    log_normal = "log_normal"
    """
    Log-normal.
    """
    laplace = "laplace"
    """
    Laplace.
    """
    log_laplace = "log_laplace"
    """
    Log-Laplace.
    """
    gamma = "gamma"
    """
    Gamma.
    """
    student_t = "student_t"
    """
    Student's t.
    """
    categorical = "categorical"
    """
    Categorical.
    """
    unknown = "unknown"
    """
    Not known.
    """


class SizeFactor(str, Enum):
    """
    How depth enters a noise model.
    """
    observed_library = "observed_library"
    """
    The sum of the observation.
    """
    estimated = "estimated"
    """
    Estimated with the model.
    """
    none = "none"
    """
    Not at all.
    """


class LinkDirection(str, Enum):
    """
    Which way an operator goes between scales.
    """
    project = "project"
    """
    Fine to coarse.
    """
    lift = "lift"
    """
    Coarse to fine.
    """
    same_scale = "same_scale"
    """
    Between sets at the same scale.
    """


class LinkType(str, Enum):
    """
    What is linked to what.
    """
    transcript_to_cell = "transcript_to_cell"
    """
    Transcript in a cell.
    """
    cell_to_image_object = "cell_to_image_object"
    """
    Cell and its outline.
    """
    cell_to_spot = "cell_to_spot"
    """
    Cells under a spot.
    """
    bin_to_cell = "bin_to_cell"
    """
    Bins of a cell.
    """
    spot_to_image_region = "spot_to_image_region"
    """
    Spot and what is seen there.
    """
    cell_to_image_region = "cell_to_image_region"
    """
    Cell and what is seen around it.
    """
    image_to_image = "image_to_image"
    """
    Two images of one section.
    """
    serial_section = "serial_section"
    """
    Neighbouring sections.
    """
    cell_to_well = "cell_to_well"
    """
    Cell in a well.
    """
    cell_to_niche = "cell_to_niche"
    """
    Cell and its neighbours.
    """
    cell_to_sample = "cell_to_sample"
    """
    Cell of a sample.
    """
    well_to_plate = "well_to_plate"
    """
    Well of a plate.
    """
    sample_to_donor = "sample_to_donor"
    """
    Sample of a donor.
    """
    sample_to_outcome = "sample_to_outcome"
    """
    Sample and what became of the patient.
    """
    guide_to_cell = "guide_to_cell"
    """
    Guide found in a cell.
    """
    hashtag_to_sample = "hashtag_to_sample"
    """
    Hashtag that marks a sample.
    """
    same_cell_multiome = "same_cell_multiome"
    """
    Two measurements of one cell.
    """
    clone_to_cell = "clone_to_cell"
    """
    Cells of a clone.
    """
    matched_bulk = "matched_bulk"
    """
    Bulk measurement of the same sample.
    """
    pseudobulk = "pseudobulk"
    """
    Cells summed to a sample.
    """


class LinkBasis(str, Enum):
    """
    How a link is known.
    """
    measured_identity = "measured_identity"
    """
    The unit is the same.
    """
    barcode = "barcode"
    """
    A barcode says so.
    """
    physical_containment = "physical_containment"
    """
    One lies within the other.
    """
    image_registration = "image_registration"
    """
    Images were laid over each other.
    """
    demultiplexing = "demultiplexing"
    """
    Hashtags or genotypes.
    """
    lineage_barcode = "lineage_barcode"
    """
    Inherited barcodes.
    """
    computational_mapping = "computational_mapping"
    """
    A model inferred it.
    """
    shared_donor = "shared_donor"
    """
    Only the donor is shared.
    """
    shared_condition = "shared_condition"
    """
    Only the condition is shared.
    """


class LinkCardinality(str, Enum):
    """
    Partners on either side.
    """
    one_to_one = "one_to_one"
    """
    One each.
    """
    many_to_one = "many_to_one"
    """
    Many sources to one target.
    """
    one_to_many = "one_to_many"
    """
    One source to many targets.
    """
    many_to_many = "many_to_many"
    """
    Many each.
    """


class WeightSemantics(str, Enum):
    """
    What a weight is.
    """
    indicator = "indicator"
    """
    0 or 1.
    """
    fraction = "fraction"
    """
    Shares that sum to one for each unit of one side - of a spot its cells, or of a bin the cells that it touches.
    """
    probability = "probability"
    """
    Probability that the link holds.
    """
    count = "count"
    """
    Number of things.
    """
    abundance = "abundance"
    """
    Amount on an open scale.
    """


class AggregationFunction(str, Enum):
    """
    How fine units become a coarse one.
    """
    sum = "sum"
    """
    Sum.
    """
    mean = "mean"
    """
    Mean.
    """
    median = "median"
    """
    Median.
    """
    modz = "modz"
    """
    Weighted mean of L1000.
    """
    consensus = "consensus"
    """
    Consensus profile.
    """
    barycenter = "barycenter"
    """
    Optimal transport barycentre.
    """


class ConservedQuantity(str, Enum):
    """
    What is the same in sum on both sides.
    """
    counts = "counts"
    """
    Molecules or reads.
    """
    mass = "mass"
    """
    Mass.
    """
    cells = "cells"
    """
    Cells.
    """
    none = "none"
    """
    Nothing.
    """


class Pairing(str, Enum):
    """
    How close two sides are in nature.
    """
    same_unit = "same_unit"
    """
    The same unit.
    """
    adjacent_section = "adjacent_section"
    """
    Neighbouring sections.
    """
    sibling_aliquot = "sibling_aliquot"
    """
    Two parts of one suspension.
    """
    matched_donor = "matched_donor"
    """
    The same donor.
    """
    matched_condition = "matched_condition"
    """
    The same condition.
    """


class TransformClass(str, Enum):
    """
    How free a transform is.
    """
    rigid = "rigid"
    """
    Rotation and translation.
    """
    similarity = "similarity"
    """
    Rigid and one scale.
    """
    affine = "affine"
    """
    Affine.
    """
    piecewise_affine = "piecewise_affine"
    """
    Affine in pieces.
    """
    displacement_field = "displacement_field"
    """
    A displacement at every place.
    """


class AlignmentErrorMetric(str, Enum):
    """
    How an alignment error was measured.
    """
    target_registration_error = "target_registration_error"
    """
    Distance of landmarks that were not used in the fit.
    """
    fiducial_registration_error = "fiducial_registration_error"
    """
    Distance of landmarks that were used in the fit.
    """
    landmark_rmse = "landmark_rmse"
    """
    Root mean square distance of landmarks.
    """
    overlap_dice = "overlap_dice"
    """
    Overlap of outlines.
    """
    none_reported = "none_reported"
    """
    It was not measured.
    """


class TransformType(str, Enum):
    """
    Types of transform of OME-NGFF.
    """
    identity = "identity"
    """
    Nothing changes.
    """
    mapAxis = "mapAxis"
    """
    Axes change places.
    """
    translation = "translation"
    """
    Shift.
    """
    scale = "scale"
    """
    Stretch along axes.
    """
    affine = "affine"
    """
    Affine.
    """
    rotation = "rotation"
    """
    Rotation.
    """
    sequence = "sequence"
    """
    One after the other.
    """
    displacements = "displacements"
    """
    Displacement field.
    """
    byDimension = "byDimension"
    """
    Each dimension by itself.
    """


class TargetAction(str, Enum):
    """
    How an agent acts on a target.
    """
    inhibitor = "inhibitor"
    """
    Inhibitor.
    """
    agonist = "agonist"
    """
    Agonist.
    """
    antagonist = "antagonist"
    """
    Antagonist.
    """
    degrader = "degrader"
    """
    Degrader.
    """
    activator = "activator"
    """
    Activator.
    """
    binder = "binder"
    """
    Binder of unknown effect.
    """
    unknown = "unknown"
    """
    Not known.
    """


class BiologicType(str, Enum):
    """
    Kinds of biologic.
    """
    protein = "protein"
    """
    Protein.
    """
    peptide = "peptide"
    """
    Peptide.
    """
    antibody = "antibody"
    """
    Antibody.
    """
    enzyme = "enzyme"
    """
    Enzyme.
    """
    growth_factor = "growth_factor"
    """
    Growth factor.
    """
    cytokine = "cytokine"
    """
    Cytokine.
    """
    hormone = "hormone"
    """
    Hormone.
    """
    vaccine = "vaccine"
    """
    Vaccine.
    """
    oligonucleotide = "oligonucleotide"
    """
    Oligonucleotide.
    """
    ligand = "ligand"
    """
    Other ligand.
    """


class GeneticModality(str, Enum):
    """
    What is done to a gene.
    """
    activation = "activation"
    """
    Transcription is raised.
    """
    interference = "interference"
    """
    Transcription is lowered.
    """
    knockout = "knockout"
    """
    The gene is broken.
    """
    cutting = "cutting"
    """
    The genome is cut for another purpose.
    """
    base_editing = "base_editing"
    """
    A base is changed.
    """
    prime_editing = "prime_editing"
    """
    A sequence is written.
    """
    knockdown = "knockdown"
    """
    RNA is degraded.
    """
    overexpression = "overexpression"
    """
    A transgene is expressed.
    """
    mutant_overexpression = "mutant_overexpression"
    """
    A mutant transgene is expressed.
    """
    localizing = "localizing"
    """
    A locus is marked or moved.
    """


class GeneticStrategy(str, Enum):
    """
    Strategies, as CELLxGENE 7.1 names them.
    """
    CRISPR_activation_screen = "CRISPR activation screen"
    """
    CRISPR activation.
    """
    CRISPR_interference_screen = "CRISPR interference screen"
    """
    CRISPR interference.
    """
    CRISPR_knockout_mutant = "CRISPR knockout mutant"
    """
    Clone with a knockout.
    """
    CRISPR_knockout_screen = "CRISPR knockout screen"
    """
    CRISPR knockout.
    """
    control = "control"
    """
    Control constructs only.
    """
    no_perturbations = "no perturbations"
    """
    None.
    """
    other = "other"
    """
    Not a CRISPR strategy of CELLxGENE, such as RNA interference or overexpression.
    """


class GuideRole(str, Enum):
    """
    What a guide is for.
    """
    targeting = "targeting"
    """
    It is meant to hit a gene.
    """
    control = "control"
    """
    It is meant to hit nothing that matters.
    """


class EnvironmentalFactor(str, Enum):
    """
    What is changed in the surroundings.
    """
    temperature = "temperature"
    """
    Temperature.
    """
    diet = "diet"
    """
    Diet.
    """
    gas = "gas"
    """
    Gas phase, such as hypoxia.
    """
    radiation = "radiation"
    """
    Radiation.
    """
    stiffness = "stiffness"
    """
    Stiffness or other mechanics.
    """
    light = "light"
    """
    Light.
    """
    osmolarity = "osmolarity"
    """
    Osmolarity.
    """
    ph = "ph"
    """
    Acidity.
    """
    nutrient = "nutrient"
    """
    Nutrients or serum.
    """


class EventType(str, Enum):
    """
    What is done at one time. NONMEM EVID in brackets.
    """
    administer = "administer"
    """
    An amount is given (1).
    """
    set_concentration = "set_concentration"
    """
    The concentration is brought to a value and held (5).
    """
    medium_change = "medium_change"
    """
    Medium is renewed, without agents (3).
    """
    washout = "washout"
    """
    An agent is removed (3).
    """
    rechallenge = "rechallenge"
    """
    An agent is given again after a washout (1).
    """
    induce = "induce"
    """
    A construct that is already there is switched on (1).
    """
    reset = "reset"
    """
    All agents are removed (3).
    """
    sample_take = "sample_take"
    """
    Part of the culture is taken for measurement (0).
    """
    other = "other"
    """
    Something else (2).
    """


class DoseQuantityKind(str, Enum):
    """
    Kinds of dose. The dimension of a unit alone does not tell them apart.
    """
    molar_concentration = "molar_concentration"
    """
    Amount of substance per volume.
    """
    mass_concentration = "mass_concentration"
    """
    Mass per volume.
    """
    mass_per_body_mass = "mass_per_body_mass"
    """
    Mass per mass of the organism.
    """
    mass_per_body_surface_area = "mass_per_body_surface_area"
    """
    Mass per surface of the organism.
    """
    absolute_mass = "absolute_mass"
    """
    Mass.
    """
    absolute_amount = "absolute_amount"
    """
    Amount of substance.
    """
    activity_concentration = "activity_concentration"
    """
    Units of activity per volume.
    """
    volume_fraction = "volume_fraction"
    """
    Volume per volume.
    """
    mass_fraction = "mass_fraction"
    """
    Mass per mass or mass per volume in percent.
    """
    multiplicity_of_infection = "multiplicity_of_infection"
    """
    Particles per cell.
    """
    viral_titre = "viral_titre"
    """
    Particles per volume.
    """
    cell_ratio = "cell_ratio"
    """
    Cells added per cell, such as effector to target.
    """
    cell_number = "cell_number"
    """
    Cells added.
    """
    absorbed_radiation_dose = "absorbed_radiation_dose"
    """
    Energy absorbed per mass.
    """
    temperature = "temperature"
    """
    Temperature.
    """
    pressure = "pressure"
    """
    Pressure or stiffness.
    """
    partial_pressure_fraction = "partial_pressure_fraction"
    """
    Share of a gas.
    """
    relative_level = "relative_level"
    """
    A level without a unit, such as low, middle and high, coded by number.
    """


class ExposureMode(str, Enum):
    """
    How an agent reaches the cells.
    """
    bath_concentration = "bath_concentration"
    """
    In the medium, at a concentration.
    """
    bolus = "bolus"
    """
    At once.
    """
    infusion = "infusion"
    """
    Over a time.
    """
    topical = "topical"
    """
    On a surface.
    """
    oral = "oral"
    """
    By mouth.
    """
    constitutive_genetic = "constitutive_genetic"
    """
    Carried by the cells from then on.
    """
    field = "field"
    """
    A field, such as light, heat or radiation.
    """


class Route(str, Enum):
    """
    Routes of administration, after CDISC ROUTE, and the culture medium.
    """
    culture_medium = "culture_medium"
    """
    Into the medium.
    """
    oral = "oral"
    """
    By mouth.
    """
    intravenous = "intravenous"
    """
    Into a vein.
    """
    intramuscular = "intramuscular"
    """
    Into a muscle.
    """
    subcutaneous = "subcutaneous"
    """
    Under the skin.
    """
    topical = "topical"
    """
    On the skin or a surface.
    """
    intraperitoneal = "intraperitoneal"
    """
    Into the peritoneum.
    """
    inhalation = "inhalation"
    """
    By breathing.
    """
    viral_delivery = "viral_delivery"
    """
    By a vector.
    """


class CombinationOrder(str, Enum):
    """
    Order of the agents of a combination.
    """
    simultaneous = "simultaneous"
    """
    Together.
    """
    sequential = "sequential"
    """
    One after the other, not overlapping.
    """
    staggered = "staggered"
    """
    One after the other, overlapping.
    """


class CombinationDesign(str, Enum):
    """
    Layouts of combinations.
    """
    pairwise = "pairwise"
    """
    Chosen pairs.
    """
    matrix = "matrix"
    """
    All pairs of doses.
    """
    factorial = "factorial"
    """
    All levels of all agents.
    """
    checkerboard = "checkerboard"
    """
    Two-fold dilutions of two agents.
    """


class NullModel(str, Enum):
    """
    Models of no interaction.
    """
    bliss = "bliss"
    """
    Bliss independence.
    """
    loewe = "loewe"
    """
    Loewe additivity.
    """
    hsa = "hsa"
    """
    Highest single agent.
    """
    zip = "zip"
    """
    Zero interaction potency.
    """
    additive_logfc = "additive_logfc"
    """
    Sum of log fold changes.
    """


class EfficiencyMeasure(str, Enum):
    """
    What is measured to see whether an intervention worked.
    """
    residual_target_expression = "residual_target_expression"
    """
    Expression of the target against control.
    """
    pct_cells_with_guide = "pct_cells_with_guide"
    """
    Share of cells with a guide.
    """
    indel_frequency = "indel_frequency"
    """
    Share of edited alleles.
    """
    target_engagement = "target_engagement"
    """
    Occupancy of the target.
    """
    viability = "viability"
    """
    Viability.
    """
    reporter = "reporter"
    """
    Reporter.
    """


class TimeZero(str, Enum):
    """
    What happened at time zero.
    """
    first_dose = "first_dose"
    """
    First dose.
    """
    seeding = "seeding"
    """
    Seeding of cells.
    """
    transduction = "transduction"
    """
    Transduction or transfection.
    """
    stimulation = "stimulation"
    """
    Stimulation.
    """
    randomisation = "randomisation"
    """
    Randomisation of a trial.
    """
    fertilisation = "fertilisation"
    """
    Fertilisation or first cleavage.
    """


class ControlKind(str, Enum):
    """
    Kinds of control.
    """
    untreated = "untreated"
    """
    Nothing was done.
    """
    vehicle = "vehicle"
    """
    The liquid without the agent.
    """
    mock = "mock"
    """
    The procedure without the agent.
    """
    non_targeting_guide = "non_targeting_guide"
    """
    A guide that hits nothing.
    """
    safe_targeting_guide = "safe_targeting_guide"
    """
    A guide that hits a place without a gene.
    """
    no_guide = "no_guide"
    """
    No guide.
    """
    empty_vector = "empty_vector"
    """
    Vector without insert.
    """
    reporter_orf = "reporter_orf"
    """
    Vector with a reporter.
    """
    reference_transduction = "reference_transduction"
    """
    Reference transduction.
    """
    isotype = "isotype"
    """
    Antibody of the same type that binds nothing.
    """
    baseline = "baseline"
    """
    Before anything was done.
    """
    wild_type = "wild_type"
    """
    Unmodified genotype.
    """
    positive = "positive"
    """
    An agent of known effect.
    """
    empty = "empty"
    """
    No cells; not a biological control.
    """
    carrier = "carrier"
    """
    Carrier channel of isobaric labels; not a biological control.
    """
    reference_channel = "reference_channel"
    """
    Reference channel of isobaric labels; not a biological control.
    """


class ReadoutType(str, Enum):
    """
    Kinds of readout.
    """
    expression = "expression"
    """
    Expression itself, predicted from another modality.
    """
    differential_expression = "differential_expression"
    """
    Change of expression.
    """
    pathway_activity = "pathway_activity"
    """
    Activity of pathways.
    """
    tf_activity = "tf_activity"
    """
    Activity of transcription factors.
    """
    gene_set_score = "gene_set_score"
    """
    Score of gene sets.
    """
    cell_state_composition = "cell_state_composition"
    """
    Shares of cell states.
    """
    perturbation_signature = "perturbation_signature"
    """
    Profile of a perturbation against control.
    """
    ligand_receptor = "ligand_receptor"
    """
    Ligand-receptor interactions.
    """
    spatial_neighbourhood = "spatial_neighbourhood"
    """
    Who is next to whom.
    """
    morphology_profile = "morphology_profile"
    """
    Profile of morphology.
    """
    dose_response = "dose_response"
    """
    Parameters of a dose-response curve.
    """
    time_course = "time_course"
    """
    Parameters of a course over time.
    """
    latent_distance = "latent_distance"
    """
    Distance in a latent space.
    """
    protein_abundance = "protein_abundance"
    """
    Abundance of proteins.
    """
    clinical_endpoint = "clinical_endpoint"
    """
    What happened to a patient.
    """


class Decision(str, Enum):
    """
    Decisions that a readout supports.
    """
    target_selection = "target_selection"
    """
    Which target to pursue.
    """
    dose_selection = "dose_selection"
    """
    Which dose to give.
    """
    combination_choice = "combination_choice"
    """
    Which agents to combine.
    """
    patient_stratification = "patient_stratification"
    """
    Whom to treat.
    """
    experiment_design = "experiment_design"
    """
    What to measure next.
    """
    none = "none"
    """
    None.
    """


class GraphKind(str, Enum):
    """
    Kinds of neighbourhood graph.
    """
    delaunay = "delaunay"
    """
    Delaunay triangulation.
    """
    knn = "knn"
    """
    Nearest neighbours.
    """
    radius = "radius"
    """
    All within a radius.
    """


class EndpointKind(str, Enum):
    """
    Kinds of clinical endpoint.
    """
    overall_survival = "overall_survival"
    """
    Time to death.
    """
    progression_free_survival = "progression_free_survival"
    """
    Time to progression or death.
    """
    event_free_survival = "event_free_survival"
    """
    Time to an event.
    """
    overall_response = "overall_response"
    """
    Best response.
    """
    pathological_response = "pathological_response"
    """
    Response under the microscope.
    """
    toxicity_grade = "toxicity_grade"
    """
    Grade of toxicity.
    """


class TaskKind(str, Enum):
    """
    What a predictor is asked for.
    """
    response = "response"
    """
    The state of units after an intervention.
    """
    modality = "modality"
    """
    The state of units in another modality.
    """
    composition = "composition"
    """
    Shares of cell states in units, or the state of single cells.
    """
    endpoint = "endpoint"
    """
    What happens to a subject, and when.
    """


class Aggregation(str, Enum):
    """
    How observations become the state of their unit.
    """
    log_of_sum = "log_of_sum"
    """
    Counts are summed over the observations, scaled to ten thousand, and ln(1 + x) is taken.
    """
    mean_of_log = "mean_of_log"
    """
    Counts of each observation are scaled to ten thousand, ln(1 + x) is taken, and the mean of these.
    """
    mean = "mean"
    """
    The mean of the values as they stand.
    """


class InterventionRegime(str, Enum):
    """
    What training knew of the intervention of a unit. The first that fits, in this order.
    """
    none = "none"
    """
    There is no intervention.
    """
    unseen_agent = "unseen_agent"
    """
    Its only agent is not in training.
    """
    combination_none_seen = "combination_none_seen"
    """
    A combination of which no member is in training.
    """
    combination_some_seen = "combination_some_seen"
    """
    A combination of which some members are in training, and others not.
    """
    combination_all_seen = "combination_all_seen"
    """
    A combination that is not in training, of members that all are.
    """
    dose_extrapolation = "dose_extrapolation"
    """
    A dose beyond those of training.
    """
    time_extrapolation = "time_extrapolation"
    """
    A time beyond those of training.
    """
    schedule_unseen = "schedule_unseen"
    """
    Doses and times that training holds, in an order or with a wash-out that it does not.
    """
    dose_interpolation = "dose_interpolation"
    """
    A dose between those of training.
    """
    time_interpolation = "time_interpolation"
    """
    A time between those of training.
    """
    seen = "seen"
    """
    The intervention is in training, in other contexts or other replicates.
    """


class SplitAxis(str, Enum):
    """
    Axes along which data can be new.
    """
    observation = "observation"
    """
    Single observations.
    """
    condition = "condition"
    """
    Condition.
    """
    agent = "agent"
    """
    Agent.
    """
    target = "target"
    """
    Target of an agent.
    """
    scaffold = "scaffold"
    """
    Scaffold of a compound.
    """
    compound_cluster = "compound_cluster"
    """
    Cluster of similar compounds.
    """
    combination = "combination"
    """
    Combination of agents.
    """
    dose = "dose"
    """
    Dose.
    """
    time = "time"
    """
    Time.
    """
    cell_type = "cell_type"
    """
    Cell type.
    """
    cell_line = "cell_line"
    """
    Cell line.
    """
    tissue = "tissue"
    """
    Tissue.
    """
    disease = "disease"
    """
    Disease.
    """
    donor = "donor"
    """
    Donor.
    """
    sample = "sample"
    """
    Sample.
    """
    site = "site"
    """
    Laboratory.
    """
    platform = "platform"
    """
    Platform or assay.
    """
    organism = "organism"
    """
    Organism.
    """
    batch = "batch"
    """
    Batch.
    """
    plate = "plate"
    """
    Plate.
    """
    well = "well"
    """
    Well.
    """
    section = "section"
    """
    Tissue section.
    """
    spatial_block = "spatial_block"
    """
    Block in space.
    """
    modality = "modality"
    """
    Modality.
    """
    study = "study"
    """
    Study.
    """
    guide = "guide"
    """
    Guide RNA.
    """
    family = "family"
    """
    Family of related individuals.
    """
    lane = "lane"
    """
    Lane, library or gem group.
    """
    replicate = "replicate"
    """
    Replicate.
    """
    cell = "cell"
    """
    Physical cell, nucleus or spot, of which several rows may be measurements.
    """


class SplitPurpose(str, Enum):
    """
    What a split is for.
    """
    benchmark = "benchmark"
    """
    Comparison of models.
    """
    training = "training"
    """
    Training of one model.
    """
    calibration = "calibration"
    """
    Calibration.
    """
    external_validation = "external_validation"
    """
    Validation on data from elsewhere.
    """


class SplitMethod(str, Enum):
    """
    How groups are assigned.
    """
    random = "random"
    """
    At random.
    """
    group_kfold = "group_kfold"
    """
    Folds of groups.
    """
    leave_one_group_out = "leave_one_group_out"
    """
    One group at a time.
    """
    stratified = "stratified"
    """
    With equal shares of strata.
    """
    scaffold = "scaffold"
    """
    By scaffold.
    """
    temporal = "temporal"
    """
    By time.
    """
    spatial_block = "spatial_block"
    """
    By blocks in space.
    """
    similarity_cluster = "similarity_cluster"
    """
    By clusters of similar things.
    """
    given = "given"
    """
    Taken over from elsewhere.
    """


class OrderRule(str, Enum):
    """
    How training and test lie along an ordered axis.
    """
    training_before_test = "training_before_test"
    """
    Everything in training comes before everything in test.
    """
    test_within_training = "test_within_training"
    """
    Test lies between values of training.
    """
    test_beyond_training = "test_beyond_training"
    """
    Test lies outside the values of training.
    """


class PartitionRole(str, Enum):
    """
    What a partition is used for.
    """
    training = "training"
    """
    Training.
    """
    validation = "validation"
    """
    Validation.
    """
    test = "test"
    """
    Test.
    """
    calibration = "calibration"
    """
    Calibration.
    """
    external_test = "external_test"
    """
    Test on data from elsewhere.
    """
    excluded = "excluded"
    """
    In no part.
    """
    buffer = "buffer"
    """
    Kept free between parts.
    """


class Novelty(str, Enum):
    """
    How new a value is.
    """
    unseen = "unseen"
    """
    Not in training.
    """
    seen_in_other_context = "seen_in_other_context"
    """
    In training, in another context.
    """
    few_shot = "few_shot"
    """
    A few observations in training.
    """
    interpolation = "interpolation"
    """
    Between values of training.
    """
    extrapolation = "extrapolation"
    """
    Beyond the values of training.
    """
    seen = "seen"
    """
    In training.
    """


class ControlPolicy(str, Enum):
    """
    Where controls go.
    """
    split_with_group = "split_with_group"
    """
    With the group that they are matched to.
    """
    split_random = "split_random"
    """
    At random.
    """
    train_only = "train_only"
    """
    All to training.
    """
    shared_all = "shared_all"
    """
    The same controls in all parts.
    """


class ValidationRole(str, Enum):
    """
    What validation is for.
    """
    model_selection = "model_selection"
    """
    Choice of hyperparameters.
    """
    early_stopping = "early_stopping"
    """
    When to stop.
    """
    calibration = "calibration"
    """
    Calibration.
    """
    none = "none"
    """
    None.
    """


class ClaimResult(str, Enum):
    """
    Verdicts on a claim.
    """
    supported = "supported"
    """
    It holds.
    """
    refuted = "refuted"
    """
    It does not hold.
    """
    not_identifiable = "not_identifiable"
    """
    It holds, and proves nothing, because something else is new wherever this is.
    """
    not_checked = "not_checked"
    """
    It could not be checked.
    """


class Sharing(str, Enum):
    """
    What a manifest says about sharing on an axis.
    """
    kept_whole = "kept_whole"
    """
    Nothing may be shared.
    """
    claimed = "claimed"
    """
    A claim is about it, jointly with other axes or in another way than unseen.
    """
    shared = "shared"
    """
    Values may be shared.
    """
    unsaid = "unsaid"
    """
    Nothing is said.
    """


class AxisSource(str, Enum):
    """
    How an axis was found.
    """
    bound = "bound"
    """
    By a binding of the manifest or the card.
    """
    standard = "standard"
    """
    By a column of the standard.
    """
    card = "card"
    """
    Through the card.
    """
    guessed = "guessed"
    """
    By the name and content of a column. A person should look.
    """
    computed = "computed"
    """
    Computed from another axis.
    """
    rows = "rows"
    """
    By the names of rows.
    """


class DoubtKind(str, Enum):
    """
    Why a label could not be decided.
    """
    ambiguous = "ambiguous"
    """
    It may mean several things.
    """
    unresolved = "unresolved"
    """
    Nothing is known by this name.
    """
    not_held = "not_held"
    """
    The vocabulary is not held offline.
    """
    needs_chem = "needs_chem"
    """
    It needs the extra chem.
    """


class ChainStepKind(str, Enum):
    """
    Kinds of steps of a chain.
    """
    state = "state"
    """
    The state that the first operator is applied to.
    """
    observation = "observation"
    """
    The table or image that a readout is computed from.
    """
    intervene = "intervene"
    """
    What was done.
    """
    project = "project"
    """
    From fine to coarse; also between units of one scale.
    """
    lift = "lift"
    """
    From coarse to fine.
    """
    measure = "measure"
    """
    A measurement.
    """
    readout = "readout"
    """
    A readout.
    """
    missing = "missing"
    """
    An operator that the card would need to declare.
    """
    left_out = "left_out"
    """
    Operators that are not listed because there are too many.
    """


class UncertaintyKind(str, Enum):
    """
    Kinds of uncertainty.
    """
    none = "none"
    """
    None.
    """
    ensemble = "ensemble"
    """
    Ensemble.
    """
    bayesian = "bayesian"
    """
    Bayesian.
    """
    quantile = "quantile"
    """
    Quantiles.
    """
    conformal = "conformal"
    """
    Conformal intervals.
    """
    generative_samples = "generative_samples"
    """
    Samples.
    """


class BetterDirection(str, Enum):
    """
    Which way is better.
    """
    higher = "higher"
    """
    Higher.
    """
    lower = "lower"
    """
    Lower.
    """


class CalibrationKind(str, Enum):
    """
    Kinds of calibration result.
    """
    interval_coverage = "interval_coverage"
    """
    Coverage of intervals.
    """
    quantile = "quantile"
    """
    Calibration of quantiles.
    """
    reliability = "reliability"
    """
    Slope or intercept of reliability.
    """
    ece = "ece"
    """
    Expected calibration error.
    """
    brier = "brier"
    """
    Brier score.
    """
    crps = "crps"
    """
    Continuous ranked probability score.
    """
    selective_risk = "selective_risk"
    """
    Risk against coverage.
    """
    brier_skill = "brier_skill"
    """
    Brier score against that of the base rate.
    """
    crps_skill = "crps_skill"
    """
    Continuous ranked probability score against that of the climatology.
    """
    interval_score = "interval_score"
    """
    Interval score.
    """
    horizon = "horizon"
    """
    Predicted against observed probability of an endpoint at a horizon.
    """


class PredictionSpace(str, Enum):
    """
    Space of predicted values.
    """
    log_of_sum = "log_of_sum"
    """
    ln(1 + counts per ten thousand) of summed counts.
    """
    mean_of_log = "mean_of_log"
    """
    Mean over observations of ln(1 + counts per ten thousand).
    """
    mean = "mean"
    """
    The mean of the values as they stand in the dataset.
    """
    share = "share"
    """
    Shares that sum to one.
    """
    survival = "survival"
    """
    A risk, and probabilities of being without the event at horizons.
    """


class Evidence(str, Enum):
    """
    Whether a result supports a decision.
    """
    supported = "supported"
    """
    Better than the best trivial predictor, and the interval of the difference excludes zero.
    """
    not_supported = "not_supported"
    """
    Enough units, and no better than the best trivial predictor.
    """
    insufficient_evidence = "insufficient_evidence"
    """
    Too few units to tell.
    """
    blank = "blank"
    """
    No unit of the test partition fills it.
    """


class CalledOutKind(str, Enum):
    """
    What a reader must know before using a number.
    """
    undercoverage_responding = "undercoverage_responding"
    """
    Intervals hold overall and fail where something happens.
    """
    undercoverage_stratum = "undercoverage_stratum"
    """
    Intervals fail in a stratum.
    """
    undercoverage_worst_unit = "undercoverage_worst_unit"
    """
    Intervals fail for a unit.
    """
    worse_than_floor = "worse_than_floor"
    """
    A trivial predictor is better.
    """
    missing_units = "missing_units"
    """
    Units were left out, and score worst.
    """
    missing_folds = "missing_folds"
    """
    Folds of the split are not in the report.
    """
    many_looks = "many_looks"
    """
    The test partition was looked at many times.
    """
    low_feature_coverage = "low_feature_coverage"
    """
    A readout has few of its features in the data.
    """
    scale_only_blind = "scale_only_blind"
    """
    Only metrics that do not see the size of effects could be computed.
    """
    metric_without_range = "metric_without_range"
    """
    In these data the metric does not tell a replicate from the floor.
    """
    unverified_claim = "unverified_claim"
    """
    A claim of the manifest was not supported by its audit.
    """
    not_recorded = "not_recorded"
    """
    The look at the test partition could not be recorded.
    """


class Verdict(str, Enum):
    """
    Results of a validation.
    """
    valid = "valid"
    """
    Everything was looked at and nothing failed.
    """
    no_problem_found = "no_problem_found"
    """
    Nothing failed in what was looked at.
    """
    invalid = "invalid"
    """
    Something failed.
    """
    not_checked = "not_checked"
    """
    The input could not be read.
    """


class ValidationLevel(str, Enum):
    """
    How deep a validation goes.
    """
    header = "header"
    """
    Headers and the card.
    """
    obs = "obs"
    """
    Also the columns of obs and var.
    """
    full = "full"
    """
    Also every value of every matrix.
    """


class Severity(str, Enum):
    """
    How bad a finding is.
    """
    error = "error"
    """
    The dataset must not be released like this.
    """
    warning = "warning"
    """
    A person should look.
    """
    info = "info"
    """
    Good to know.
    """


class NotRunReason(str, Enum):
    """
    Why a rule was not run.
    """
    level = "level"
    """
    The level did not collect what the rule needs.
    """
    profile = "profile"
    """
    The profile leaves the rule out.
    """
    not_applicable = "not_applicable"
    """
    Nothing in the dataset is of the kind that the rule is about.
    """
    no_card = "no_card"
    """
    There is no card, or the part of it that the rule needs could not be read.
    """
    extra_missing = "extra_missing"
    """
    An optional package is not installed.
    """
    unreadable = "unreadable"
    """
    What the rule needs could not be read.
    """
    not_given = "not_given"
    """
    What the rule compares with, such as the truth, was not given.
    """


class ConversionAction(str, Enum):
    """
    What a conversion does with a part of its source.
    """
    mapped = "mapped"
    """
    It took a place of the standard, because the format or a person says what it is.
    """
    converted = "converted"
    """
    Its values were written differently, with the same meaning.
    """
    inferred = "inferred"
    """
    It was guessed from what the source shows; a person is to confirm it.
    """
    added = "added"
    """
    It was not in the source and was made, such as a key.
    """
    left_alone = "left_alone"
    """
    It was kept as it is, or left in the source, and plays no part.
    """



class Quantity(ConfiguredBaseModel):
    """
    A number with its unit. A dose, a time or a length is never a bare number or a text.
    """
    value: float = Field(default=..., description="""The number, in the unit given beside it.""")
    unit: str = Field(default=..., description="""UCUM code of the unit. Spellings of the field (uM, hr) are read by adapters and written here as UCUM (umol/L, h).""")
    lower: Optional[float] = Field(default=None, description="""Lower bound of the quantity where a range is known, in the same unit.""")
    upper: Optional[float] = Field(default=None, description="""Upper bound of the quantity where a range is known, in the same unit.""")
    basis: Optional[QuantityBasis] = Field(default=None, description="""Whether the number was intended or measured.""")
    raw_text: Optional[str] = Field(default=None, description="""The text that the source gave, kept when the value was read from it.""")

    @field_validator('unit')
    def pattern_unit(cls, v):
        pattern=re.compile(r"^[^\s]+$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid unit format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid unit format: {v}"
            raise ValueError(err_msg)
        return v


class ColumnMatch(ConfiguredBaseModel):
    """
    One column of the file and the value by which the rows of an entity are recognised.
    """
    column: str = Field(default=..., description="""Name of an obs column, as the file spells it.""")
    column_value: Union[bool, float, str] = Field(default=..., description="""Value of that column in the rows that are meant. Numbers are compared as numbers, text as text.""")


class DataFile(ConfiguredBaseModel):
    """
    A file that belongs to the dataset, named by relative path and bound by digest.
    """
    path: str = Field(default=..., description="""Path relative to the card. Absolute paths and paths that climb out are refused.""")
    sha256: Optional[str] = Field(default=None, description="""SHA-256 digest of the bytes, 64 lower-case hexadecimal digits.""")
    media_type: Optional[str] = Field(default=None, description="""Media type or common name of the file's format.""")
    n_rows: Optional[int] = Field(default=None, description="""Number of rows that the file holds, header aside.""", ge=0)

    @field_validator('path')
    def pattern_path(cls, v):
        pattern=re.compile(r"^(?!/)(?!.*(^|/)\.\.(/|$)).+$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid path format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid path format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('sha256')
    def pattern_sha256(cls, v):
        pattern=re.compile(r"^[0-9a-f]{64}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid sha256 format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid sha256 format: {v}"
            raise ValueError(err_msg)
        return v


class Creator(ConfiguredBaseModel):
    """
    A person or an organisation that made the dataset.
    """
    name: str = Field(default=..., description="""Name as it should be printed.""")
    orcid: Optional[str] = Field(default=None, description="""ORCID of a person.""")
    ror: Optional[str] = Field(default=None, description="""ROR identifier of an organisation.""")
    affiliation: Optional[str] = Field(default=None, description="""Organisation that a person belongs to.""")

    @field_validator('name')
    def pattern_name(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid name format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid name format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('orcid')
    def pattern_orcid(cls, v):
        pattern=re.compile(r"^https://orcid\.org/\d{4}-\d{4}-\d{4}-\d{3}[\dX]$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid orcid format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid orcid format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('ror')
    def pattern_ror(cls, v):
        pattern=re.compile(r"^https://ror\.org/0[a-z0-9]{8}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid ror format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid ror format: {v}"
            raise ValueError(err_msg)
        return v


class DatasetCard(ConfiguredBaseModel):
    """
    The metadata of one dataset, in a sidecar file or embedded in the data.
    """
    aivc_schema_version: str = Field(default=..., description="""Version of this standard that the card follows.""")
    id: str = Field(default=..., description="""Identifier of the dataset, a DOI where there is one.""")
    title: str = Field(default=..., description="""Title of the dataset.""")
    description: Optional[str] = Field(default=None, description="""What this is, in one or a few sentences.""")
    version: Optional[str] = Field(default=None, description="""Version. Of a dataset it is a semantic version, so that a split or a report can name exactly what it used.""")
    creators: Optional[list[Creator]] = Field(default=None, description="""Who made the dataset, in the order of citation.""", min_length=1)
    license: Optional[str] = Field(default=None, description="""SPDX identifier of the licence, or a web address of its text.""")
    publications: Optional[list[str]] = Field(default=None, description="""DOI of each publication that describes the data.""")
    accessions: Optional[list[str]] = Field(default=None, description="""Where the source data are deposited, as a compact identifier.""")
    data_use: Optional[list[str]] = Field(default=None, description="""Data use conditions, as DUO terms.""")
    organism_ontology_term_id: Optional[list[str]] = Field(default=None, description="""NCBI Taxonomy identifier of every organism whose cells were measured.""", min_length=1)
    reference_genome: Optional[str] = Field(default=None, description="""Genome assembly that reads were mapped to.""")
    gene_annotation: Optional[str] = Field(default=None, description="""Gene annotation and its release.""")
    is_primary_data: Optional[bool] = Field(default=None, description="""Whether this is the first release of these observations. Copies of the same cells in two datasets are a leak.""")
    distributions: Optional[list[Distribution]] = Field(default=None, description="""Files that carry the dataset.""")
    binding: Optional[Binding] = Field(default=None, description="""Which of the file's own columns play which role.""")
    tables: Optional[list[ModalityTable]] = Field(default=None, description="""Every matrix of the container that is part of the dataset.""", min_length=1)
    images: Optional[list[ModalityImage]] = Field(default=None, description="""Every image of the container that is part of the dataset.""")
    operators: Optional[list[Annotated[Union[SingleCellRNA,SingleCellATAC,SurfaceProtein,SingleCellProteomics,SpotSpatial,ImagingSpatial,Histology,Morphology,LiveImaging,BulkExpression,BulkProteomics,PooledScreen,Viability,ClinicalTable], Field(discriminator="operator_type")]]] = Field(default=None, description="""Measurement operators of the dataset.""", min_length=1)
    donors: Optional[list[Donor]] = Field(default=None, description="""Donors of the dataset.""")
    cultures: Optional[list[Culture]] = Field(default=None, description="""Cultures that samples were kept in.""")
    samples: Optional[list[Sample]] = Field(default=None, description="""Samples of the dataset.""")
    samples_table: Optional[DataFile] = Field(default=None, description="""Samples in a table of their own, one row each, where they are many.""")
    sites: Optional[list[Site]] = Field(default=None, description="""Laboratories that took part.""")
    plates: Optional[list[Plate]] = Field(default=None, description="""Plates used.""")
    batches: Optional[list[Batch]] = Field(default=None, description="""Batches.""")
    instruments: Optional[list[Instrument]] = Field(default=None, description="""Instruments used.""")
    agents: Optional[list[Annotated[Union[Chemical,Biologic,GeneticPerturbation,Environmental,Cellular,Infectious], Field(discriminator="agent_type")]]] = Field(default=None, description="""Everything that is applied.""")
    interventions: Optional[list[Intervention]] = Field(default=None, description="""What was done.""")
    events_table: Optional[DataFile] = Field(default=None, description="""Dosing events in a table of their own, one row each, with the intervention that they belong to.""")
    controls: Optional[list[Control]] = Field(default=None, description="""Controls.""")
    conditions: Optional[list[Condition]] = Field(default=None, description="""Conditions.""")
    conditions_table: Optional[DataFile] = Field(default=None, description="""Conditions in a table of their own, one row each, where they are many.""")
    activities: Optional[list[ProcessingActivity]] = Field(default=None, description="""Processing steps.""")
    unit_sets: Optional[list[ScaleUnitSet]] = Field(default=None, description="""Sets of units that scales are made of.""")
    links: Optional[list[ScaleLink]] = Field(default=None, description="""Anchors between scales.""")
    readouts: Optional[list[Readout]] = Field(default=None, description="""Readouts that are defined on the dataset.""")
    data_limitations: Optional[str] = Field(default=None, description="""What the data cannot be used for.""")
    data_biases: Optional[str] = Field(default=None, description="""Known biases.""")
    personal_sensitive_information: Optional[str] = Field(default=None, description="""Personal or sensitive information that the data carry.""")
    draft_notes: Optional[list[DraftNote]] = Field(default=None, description="""What a draft guessed or left blank. A card that is ready for release has none.""")

    @field_validator('aivc_schema_version')
    def pattern_aivc_schema_version(cls, v):
        pattern=re.compile(r"^\d+\.\d+\.\d+$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid aivc_schema_version format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid aivc_schema_version format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('id')
    def pattern_id(cls, v):
        pattern=re.compile(r"^[A-Za-z_][A-Za-z0-9_.+-]*:[^\s]+$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('title')
    def pattern_title(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid title format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid title format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('version')
    def pattern_version(cls, v):
        pattern=re.compile(r"^\d+\.\d+\.\d+([-+][0-9A-Za-z.-]+)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid version format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid version format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('license')
    def pattern_license(cls, v):
        pattern=re.compile(r"^(https?://\S+|[A-Za-z0-9][A-Za-z0-9.+-]*( (AND|OR|WITH) [A-Za-z0-9.+-]+)*)$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid license format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid license format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('publications')
    def pattern_publications(cls, v):
        pattern=re.compile(r"^doi:10\.\d{4,9}/\S+$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid publications format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid publications format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('accessions')
    def pattern_accessions(cls, v):
        pattern=re.compile(r"^[A-Za-z][A-Za-z0-9._-]*:\S+$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid accessions format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid accessions format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('data_use')
    def pattern_data_use(cls, v):
        pattern=re.compile(r"^DUO:\d{7}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid data_use format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid data_use format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('organism_ontology_term_id')
    def pattern_organism_ontology_term_id(cls, v):
        pattern=re.compile(r"^NCBITaxon:\d+$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid organism_ontology_term_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid organism_ontology_term_id format: {v}"
            raise ValueError(err_msg)
        return v


class Distribution(ConfiguredBaseModel):
    """
    One file or store that carries the dataset.
    """
    path: Optional[str] = Field(default=None, description="""Path relative to the card. Absolute paths and paths that climb out are refused.""")
    content_url: Optional[str] = Field(default=None, description="""Web address at which the file can be had.""")
    container_format: ContainerFormat = Field(default=..., description="""Format of the container.""")
    sha256: Optional[str] = Field(default=None, description="""SHA-256 digest of the bytes, 64 lower-case hexadecimal digits.""")
    byte_size: Optional[int] = Field(default=None, description="""Size of the file in bytes.""", ge=0)
    access_level: Optional[AccessLevel] = Field(default=None, description="""Who may read the file.""")

    @field_validator('path')
    def pattern_path(cls, v):
        pattern=re.compile(r"^(?!/)(?!.*(^|/)\.\.(/|$)).+$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid path format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid path format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('content_url')
    def pattern_content_url(cls, v):
        pattern=re.compile(r"^(https?|s3|gs|ftp)://\S+$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid content_url format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid content_url format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('sha256')
    def pattern_sha256(cls, v):
        pattern=re.compile(r"^[0-9a-f]{64}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid sha256 format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid sha256 format: {v}"
            raise ValueError(err_msg)
        return v


class ModalityTable(ConfiguredBaseModel):
    """
    One observations x features matrix inside the container, and the operator that measured it.
    """
    path_in_file: str = Field(default=..., description="""Where the matrix is in the container, as `inspect` prints it.""")
    measured_by: Optional[str] = Field(default=None, description="""The measurement operator that produced the matrix or the image.""")
    value_type: Optional[ValueType] = Field(default=None, description="""What the numbers are.""")
    n_obs: Optional[int] = Field(default=None, description="""Number of rows.""", ge=0)
    n_var: Optional[int] = Field(default=None, description="""Number of columns.""", ge=0)
    feature_space: Optional[FeatureSpace] = Field(default=None, description="""What the columns are.""")
    unit_set: Optional[str] = Field(default=None, description="""The set of units that the rows are, or that the image is one of, where scales are linked.""")
    derived_from_table: Optional[str] = Field(default=None, description="""The matrix that this one was computed from.""")
    was_generated_by: Optional[list[str]] = Field(default=None, description="""The processing steps that made it, in order.""")
    noise_model: Optional[NoiseModel] = Field(default=None, description="""Distribution of the observation around the state.""")

    @field_validator('path_in_file')
    def pattern_path_in_file(cls, v):
        pattern=re.compile(r"^((mod|tables)/[^/]+/)?(X|raw/X|(layers|obsm)/[^/]+)$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid path_in_file format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid path_in_file format: {v}"
            raise ValueError(err_msg)
        return v


class ModalityImage(ConfiguredBaseModel):
    """
    One image inside the container, and the operator that took it.
    """
    image_path: str = Field(default=..., description="""Where the image is in the container, as `inspect` prints it.""")
    measured_by: Optional[str] = Field(default=None, description="""The measurement operator that produced the matrix or the image.""")
    value_type: Optional[ValueType] = Field(default=None, description="""What the numbers are.""")
    unit_set: Optional[str] = Field(default=None, description="""The set of units that the rows are, or that the image is one of, where scales are linked.""")
    was_generated_by: Optional[list[str]] = Field(default=None, description="""The processing steps that made it, in order.""")

    @field_validator('image_path')
    def pattern_image_path(cls, v):
        pattern=re.compile(r"^(images/[^/]+|uns/spatial/[^/]+/images/[^/]+)$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid image_path format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid image_path format: {v}"
            raise ValueError(err_msg)
        return v


class Observation(ConfiguredBaseModel):
    """
    One row of obs. Names that CELLxGENE 7.1 defines are used as they are; the others are keys into the card.
    """
    sample_id: Optional[str] = Field(default=None, description="""Identifier of the sample, the value of sample_id in obs.""")
    condition_id: Optional[str] = Field(default=None, description="""Identifier of the condition, the value of condition_id in obs.""")
    batch_id: Optional[str] = Field(default=None, description="""Identifier of the batch, the value of batch_id in obs.""")
    plate_id: Optional[str] = Field(default=None, description="""Identifier or barcode of the plate, the value of plate_id in obs.""")
    well_position: Optional[str] = Field(default=None, description="""Row letters and column number of a well.""")
    site_id: Optional[str] = Field(default=None, description="""Identifier of the site, the value of site_id in obs.""")
    donor_id: Optional[str] = Field(default=None, description="""Identifier of the donor, the value of donor_id in obs.""")
    assay_ontology_term_id: Optional[str] = Field(default=None, description="""Assay, an EFO term.""")
    cell_type_ontology_term_id: Optional[str] = Field(default=None, description="""Cell type, a CL term or one of the organism's own anatomy (FBbt, WBbt, ZFA, PO), where the whole sample is of one type.""")
    development_stage_ontology_term_id: Optional[str] = Field(default=None, description="""Stage of development, a term of HsapDv, MmusDv or of the organism's own vocabulary.""")
    disease_ontology_term_id: Optional[list[str]] = Field(default=None, description="""Diseases, as MONDO terms; PATO:0000461 alone where there is none.""")
    experimental_condition_ontology_term_id: Optional[list[str]] = Field(default=None, description="""What was applied to the cells, as CHEBI, UniProt or EFO terms, or na.""")
    genetic_perturbation_id: Optional[list[str]] = Field(default=None, description="""Guides found in the cell.""")
    genetic_perturbation_strategy: Optional[GeneticStrategy] = Field(default=None, description="""Strategy of the genetic perturbation of the cell.""")
    is_primary_data: Optional[bool] = Field(default=None, description="""Whether this is the first release of these observations. Copies of the same cells in two datasets are a leak.""")
    perturbation_types: Optional[list[PerturbationType]] = Field(default=None, description="""Kinds of perturbation of the cell, as CELLxGENE derives them.""")
    self_reported_ethnicity_ontology_term_id: Optional[str] = Field(default=None, description="""Self-reported ethnicity, a HANCESTRO or AfPO term.""")
    sex_ontology_term_id: Optional[str] = Field(default=None, description="""Phenotypic sex, a PATO term, or unknown.""")
    suspension_type: Optional[SuspensionType] = Field(default=None, description="""Whether whole cells or nuclei were suspended.""")
    tissue_ontology_term_id: Optional[str] = Field(default=None, description="""UBERON for tissue and organoid, CL for primary cell culture, Cellosaurus (CVCL_) for a cell line; of a fly, a worm, a zebrafish or a plant also its own anatomy (FBbt, WBbt, ZFA, PO).""")
    tissue_type: Optional[TissueType] = Field(default=None, description="""What kind of material the tissue term describes.""")
    array_row: Optional[int] = Field(default=None, description="""Row of a spot in the array.""", ge=0)
    array_col: Optional[int] = Field(default=None, description="""Column of a spot in the array.""", ge=0)
    in_tissue: Optional[int] = Field(default=None, description="""1 where the spot lies under tissue, else 0.""", ge=0, le=1)

    @field_validator('sample_id')
    def pattern_sample_id(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid sample_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid sample_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('condition_id')
    def pattern_condition_id(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid condition_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid condition_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('batch_id')
    def pattern_batch_id(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid batch_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid batch_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('plate_id')
    def pattern_plate_id(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid plate_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid plate_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('well_position')
    def pattern_well_position(cls, v):
        pattern=re.compile(r"^[A-Z]{1,2}\d{1,2}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid well_position format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid well_position format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('site_id')
    def pattern_site_id(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid site_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid site_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('donor_id')
    def pattern_donor_id(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid donor_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid donor_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('assay_ontology_term_id')
    def pattern_assay_ontology_term_id(cls, v):
        pattern=re.compile(r"^EFO:\d{7}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid assay_ontology_term_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid assay_ontology_term_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('cell_type_ontology_term_id')
    def pattern_cell_type_ontology_term_id(cls, v):
        pattern=re.compile(r"^((CL|WBbt|ZFA|PO):\d{7}|FBbt:\d{8}|unknown|na)$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid cell_type_ontology_term_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid cell_type_ontology_term_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('development_stage_ontology_term_id')
    def pattern_development_stage_ontology_term_id(cls, v):
        pattern=re.compile(r"^([A-Za-z]+:\d+|unknown|na)$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid development_stage_ontology_term_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid development_stage_ontology_term_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('disease_ontology_term_id')
    def pattern_disease_ontology_term_id(cls, v):
        pattern=re.compile(r"^(MONDO:\d{7}|PATO:0000461|unknown)$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid disease_ontology_term_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid disease_ontology_term_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('experimental_condition_ontology_term_id')
    def pattern_experimental_condition_ontology_term_id(cls, v):
        pattern=re.compile(r"^(CHEBI:\d+|(anti-)?uniprot:[A-Z0-9]{6,10}|EFO:\d{7}|na)$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid experimental_condition_ontology_term_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid experimental_condition_ontology_term_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('self_reported_ethnicity_ontology_term_id')
    def pattern_self_reported_ethnicity_ontology_term_id(cls, v):
        pattern=re.compile(r"^((HANCESTRO|AfPO):\d+|unknown|na)$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid self_reported_ethnicity_ontology_term_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid self_reported_ethnicity_ontology_term_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('sex_ontology_term_id')
    def pattern_sex_ontology_term_id(cls, v):
        pattern=re.compile(r"^(PATO:\d{7}|unknown|na)$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid sex_ontology_term_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid sex_ontology_term_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('tissue_ontology_term_id')
    def pattern_tissue_ontology_term_id(cls, v):
        pattern=re.compile(r"^((UBERON|CL|WBbt|ZFA|PO):\d{7}|FBbt:\d{8}|CVCL_[A-Z0-9]{4}|unknown)$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid tissue_ontology_term_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid tissue_ontology_term_id format: {v}"
            raise ValueError(err_msg)
        return v


class FeatureSpace(ConfiguredBaseModel):
    """
    What the columns of a matrix are.
    """
    feature_type: FeatureType = Field(default=..., description="""Kind of feature.""")
    identifier_scheme: Optional[IdentifierScheme] = Field(default=None, description="""How features are named.""")
    annotation_release: Optional[str] = Field(default=None, description="""Release of the annotation that the features come from.""")
    feature_list_sha256: Optional[str] = Field(default=None, description="""SHA-256 of the feature names, one a line, in file order, joined by line feeds.""")
    panel_name: Optional[str] = Field(default=None, description="""Name of a targeted panel or an antibody panel.""")
    is_targeted: Optional[bool] = Field(default=None, description="""Whether features were chosen before measuring, so that absence from the list says nothing.""")
    feature_column: Optional[str] = Field(default=None, description="""Column of var that holds the identifier, where it is not the index.""")

    @field_validator('feature_list_sha256')
    def pattern_feature_list_sha256(cls, v):
        pattern=re.compile(r"^[0-9a-f]{64}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid feature_list_sha256 format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid feature_list_sha256 format: {v}"
            raise ValueError(err_msg)
        return v


class Binding(ConfiguredBaseModel):
    """
    Reads a file as it is: which of its own columns play which role. With a binding a large file can be validated and split without being rewritten; conversion writes the standard keys instead.
    """
    keys: Optional[list[RoleColumns]] = Field(default=None, description="""The columns that play each role. A role that is not named is looked for under the standard's own column names.""")
    combination_separator: Optional[str] = Field(default=None, description="""Text between the members of a combination in the file's own labels. A hyphen is part of a name and never assumed to separate.""")
    unit_dialect: Optional[UnitDialect] = Field(default=None, description="""Whose spelling of units the file uses. LINCS writes um for micromolar; UCUM reads um as micrometre.""")
    dose_unit: Optional[str] = Field(default=None, description="""UCUM unit of the column with the role dose, where the column holds bare numbers.""")
    time_unit: Optional[str] = Field(default=None, description="""UCUM unit of the column with the role time, where the column holds bare numbers.""")

    @field_validator('dose_unit')
    def pattern_dose_unit(cls, v):
        pattern=re.compile(r"^[^\s]+$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid dose_unit format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid dose_unit format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('time_unit')
    def pattern_time_unit(cls, v):
        pattern=re.compile(r"^[^\s]+$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid time_unit format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid time_unit format: {v}"
            raise ValueError(err_msg)
        return v


class RoleColumns(ConfiguredBaseModel):
    """
    The columns that together play one role.
    """
    role: ObsRole = Field(default=..., description="""The role played.""")
    columns: list[str] = Field(default=..., description="""The columns of obs that together make up the key, in order.""", min_length=1)
    in_table: Optional[str] = Field(default=None, description="""Table whose obs holds the columns, where the container has several. The name as `inspect` prints it.""")


class DraftNote(ConfiguredBaseModel):
    """
    A mark left by a draft. Guesses are to be confirmed or corrected, blanks to be filled in; then the note is deleted.
    """
    about: str = Field(default=..., description="""JSON pointer to the place in the card.""")
    draft_status: DraftStatus = Field(default=..., description="""Whether a value was guessed or left blank.""")
    because: Optional[str] = Field(default=None, description="""What the guess rests on, or what is asked for, in plain words.""")

    @field_validator('about')
    def pattern_about(cls, v):
        pattern=re.compile(r"^(/[^/]*)*$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid about format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid about format: {v}"
            raise ValueError(err_msg)
        return v


class Donor(ConfiguredBaseModel):
    """
    An individual that cells come from.
    """
    donor_id: str = Field(default=..., description="""Identifier of the donor, the value of donor_id in obs.""")
    sex_ontology_term_id: Optional[str] = Field(default=None, description="""Phenotypic sex, a PATO term, or unknown.""")
    age: Optional[Quantity] = Field(default=None, description="""Age at collection.""")
    development_stage_ontology_term_id: Optional[str] = Field(default=None, description="""Stage of development, a term of HsapDv, MmusDv or of the organism's own vocabulary.""")
    self_reported_ethnicity_ontology_term_id: Optional[str] = Field(default=None, description="""Self-reported ethnicity, a HANCESTRO or AfPO term.""")
    disease_ontology_term_id: Optional[list[str]] = Field(default=None, description="""Diseases, as MONDO terms; PATO:0000461 alone where there is none.""")
    family_id: Optional[str] = Field(default=None, description="""Family of the donor. Relatives must not be split across partitions.""")
    genotype: Optional[str] = Field(default=None, description="""Genotype or genetic background in the notation of the organism's community.""")
    matches: Optional[list[ColumnMatch]] = Field(default=None, description="""Which rows of the file belong here, when the file does not carry the standard's own key. All of them must hold.""")

    @field_validator('donor_id')
    def pattern_donor_id(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid donor_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid donor_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('sex_ontology_term_id')
    def pattern_sex_ontology_term_id(cls, v):
        pattern=re.compile(r"^(PATO:\d{7}|unknown|na)$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid sex_ontology_term_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid sex_ontology_term_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('development_stage_ontology_term_id')
    def pattern_development_stage_ontology_term_id(cls, v):
        pattern=re.compile(r"^([A-Za-z]+:\d+|unknown|na)$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid development_stage_ontology_term_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid development_stage_ontology_term_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('self_reported_ethnicity_ontology_term_id')
    def pattern_self_reported_ethnicity_ontology_term_id(cls, v):
        pattern=re.compile(r"^((HANCESTRO|AfPO):\d+|unknown|na)$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid self_reported_ethnicity_ontology_term_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid self_reported_ethnicity_ontology_term_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('disease_ontology_term_id')
    def pattern_disease_ontology_term_id(cls, v):
        pattern=re.compile(r"^(MONDO:\d{7}|PATO:0000461|unknown)$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid disease_ontology_term_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid disease_ontology_term_id format: {v}"
            raise ValueError(err_msg)
        return v


class Sample(ConfiguredBaseModel):
    """
    A specimen and the suspension or section made from it.
    """
    sample_id: str = Field(default=..., description="""Identifier of the sample, the value of sample_id in obs.""")
    derived_from: Optional[list[str]] = Field(default=None, description="""Samples that this one was taken, sorted or pooled from.""")
    from_donors: Optional[list[str]] = Field(default=None, description="""Donors that the sample comes from; several where it is a pool.""")
    culture: Optional[str] = Field(default=None, description="""How the cells were kept.""")
    organism_ontology_term_id: Optional[list[str]] = Field(default=None, description="""NCBI Taxonomy identifier of every organism whose cells were measured.""", min_length=1)
    tissue_type: Optional[TissueType] = Field(default=None, description="""What kind of material the tissue term describes.""")
    tissue_ontology_term_id: Optional[str] = Field(default=None, description="""UBERON for tissue and organoid, CL for primary cell culture, Cellosaurus (CVCL_) for a cell line; of a fly, a worm, a zebrafish or a plant also its own anatomy (FBbt, WBbt, ZFA, PO).""")
    cell_type_ontology_term_id: Optional[str] = Field(default=None, description="""Cell type, a CL term or one of the organism's own anatomy (FBbt, WBbt, ZFA, PO), where the whole sample is of one type.""")
    disease_ontology_term_id: Optional[list[str]] = Field(default=None, description="""Diseases, as MONDO terms; PATO:0000461 alone where there is none.""")
    development_stage_ontology_term_id: Optional[str] = Field(default=None, description="""Stage of development, a term of HsapDv, MmusDv or of the organism's own vocabulary.""")
    suspension_type: Optional[SuspensionType] = Field(default=None, description="""Whether whole cells or nuclei were suspended.""")
    preservation_method: Optional[PreservationMethod] = Field(default=None, description="""How the material was preserved.""")
    collection_time: Optional[Quantity] = Field(default=None, description="""Time of collection relative to the index date of the donor.""")
    replicate_type: Optional[ReplicateType] = Field(default=None, description="""Biological or technical replicate.""")
    replicate_number: Optional[int] = Field(default=None, description="""Number of the replicate, from 1.""", ge=1)
    is_virtual: Optional[bool] = Field(default=None, description="""Whether the sample was made by computing, such as a pseudobulk.""")
    matches: Optional[list[ColumnMatch]] = Field(default=None, description="""Which rows of the file belong here, when the file does not carry the standard's own key. All of them must hold.""")

    @field_validator('sample_id')
    def pattern_sample_id(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid sample_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid sample_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('organism_ontology_term_id')
    def pattern_organism_ontology_term_id(cls, v):
        pattern=re.compile(r"^NCBITaxon:\d+$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid organism_ontology_term_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid organism_ontology_term_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('tissue_ontology_term_id')
    def pattern_tissue_ontology_term_id(cls, v):
        pattern=re.compile(r"^((UBERON|CL|WBbt|ZFA|PO):\d{7}|FBbt:\d{8}|CVCL_[A-Z0-9]{4}|unknown)$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid tissue_ontology_term_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid tissue_ontology_term_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('cell_type_ontology_term_id')
    def pattern_cell_type_ontology_term_id(cls, v):
        pattern=re.compile(r"^((CL|WBbt|ZFA|PO):\d{7}|FBbt:\d{8}|unknown|na)$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid cell_type_ontology_term_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid cell_type_ontology_term_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('disease_ontology_term_id')
    def pattern_disease_ontology_term_id(cls, v):
        pattern=re.compile(r"^(MONDO:\d{7}|PATO:0000461|unknown)$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid disease_ontology_term_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid disease_ontology_term_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('development_stage_ontology_term_id')
    def pattern_development_stage_ontology_term_id(cls, v):
        pattern=re.compile(r"^([A-Za-z]+:\d+|unknown|na)$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid development_stage_ontology_term_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid development_stage_ontology_term_id format: {v}"
            raise ValueError(err_msg)
        return v


class Culture(ConfiguredBaseModel):
    """
    How cells were kept before and while they were measured.
    """
    culture_id: str = Field(default=..., description="""Identifier of the culture.""")
    culture_format: Optional[CultureFormat] = Field(default=None, description="""Shape of the culture.""")
    medium: Optional[str] = Field(default=None, description="""Culture medium.""")
    serum: Optional[str] = Field(default=None, description="""Serum and its share.""")
    stiffness: Optional[Quantity] = Field(default=None, description="""Stiffness of the substrate.""")
    oxygen_fraction: Optional[Quantity] = Field(default=None, description="""Oxygen in the gas phase.""")
    culture_temperature: Optional[Quantity] = Field(default=None, description="""Temperature of the culture.""")
    passage_number: Optional[int] = Field(default=None, description="""Number of passages.""", ge=0)
    seeding_density: Optional[Quantity] = Field(default=None, description="""Cells seeded per area or volume.""")
    time_in_culture: Optional[Quantity] = Field(default=None, description="""Time from explantation or seeding to time zero of the experiment.""")
    differentiation_day: Optional[Quantity] = Field(default=None, description="""Time since differentiation was started.""")
    co_cultured_with: Optional[list[str]] = Field(default=None, description="""Samples that share the culture.""")

    @field_validator('culture_id')
    def pattern_culture_id(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid culture_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid culture_id format: {v}"
            raise ValueError(err_msg)
        return v


class Site(ConfiguredBaseModel):
    """
    A laboratory or facility.
    """
    site_id: str = Field(default=..., description="""Identifier of the site, the value of site_id in obs.""")
    name: Optional[str] = Field(default=None, description="""Name as it should be printed.""")
    ror: Optional[str] = Field(default=None, description="""ROR identifier of an organisation.""")
    matches: Optional[list[ColumnMatch]] = Field(default=None, description="""Which rows of the file belong here, when the file does not carry the standard's own key. All of them must hold.""")

    @field_validator('site_id')
    def pattern_site_id(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid site_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid site_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('name')
    def pattern_name(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid name format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid name format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('ror')
    def pattern_ror(cls, v):
        pattern=re.compile(r"^https://ror\.org/0[a-z0-9]{8}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid ror format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid ror format: {v}"
            raise ValueError(err_msg)
        return v


class Plate(ConfiguredBaseModel):
    """
    A plate, and how its wells were filled.
    """
    plate_id: str = Field(default=..., description="""Identifier or barcode of the plate, the value of plate_id in obs.""")
    plate_format: Optional[int] = Field(default=None, description="""Number of wells.""")
    plate_map: Optional[DataFile] = Field(default=None, description="""File that says what is in each well.""")
    matches: Optional[list[ColumnMatch]] = Field(default=None, description="""Which rows of the file belong here, when the file does not carry the standard's own key. All of them must hold.""")

    @field_validator('plate_id')
    def pattern_plate_id(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid plate_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid plate_id format: {v}"
            raise ValueError(err_msg)
        return v


class Batch(ConfiguredBaseModel):
    """
    Observations that were made together and share what went wrong.
    """
    batch_id: str = Field(default=..., description="""Identifier of the batch, the value of batch_id in obs.""")
    batch_kind: BatchKind = Field(default=..., description="""What the members of the batch share.""")
    batch_site: Optional[str] = Field(default=None, description="""Site at which the batch was made.""")
    batch_instrument: Optional[str] = Field(default=None, description="""Instrument on which the batch was measured.""")
    matches: Optional[list[ColumnMatch]] = Field(default=None, description="""Which rows of the file belong here, when the file does not carry the standard's own key. All of them must hold.""")

    @field_validator('batch_id')
    def pattern_batch_id(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid batch_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid batch_id format: {v}"
            raise ValueError(err_msg)
        return v


class Instrument(ConfiguredBaseModel):
    """
    An instrument.
    """
    instrument_id: str = Field(default=..., description="""Identifier of the instrument.""")
    vendor: Optional[str] = Field(default=None, description="""Vendor.""")
    model: Optional[str] = Field(default=None, description="""Model of an instrument.""")
    software: Optional[Software] = Field(default=None, description="""Software used.""")

    @field_validator('instrument_id')
    def pattern_instrument_id(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid instrument_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid instrument_id format: {v}"
            raise ValueError(err_msg)
        return v


class Software(ConfiguredBaseModel):
    """
    A piece of software, named so that it can be found and run again.
    """
    name: str = Field(default=..., description="""Name as it should be printed.""")
    version: Optional[str] = Field(default=None, description="""Version. Of a dataset it is a semantic version, so that a split or a report can name exactly what it used.""")
    commit: Optional[str] = Field(default=None, description="""Commit of the source, 7 to 40 hexadecimal digits.""")
    container_digest: Optional[str] = Field(default=None, description="""Digest of the container image that the software ran in.""")

    @field_validator('name')
    def pattern_name(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid name format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid name format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('commit')
    def pattern_commit(cls, v):
        pattern=re.compile(r"^[0-9a-f]{7,40}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid commit format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid commit format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('container_digest')
    def pattern_container_digest(cls, v):
        pattern=re.compile(r"^sha256:[0-9a-f]{64}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid container_digest format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid container_digest format: {v}"
            raise ValueError(err_msg)
        return v


class ObservationSet(ConfiguredBaseModel):
    """
    A set of observations, named by partition or by digest.
    """
    partition: Optional[str] = Field(default=None, description="""Name of a partition of a split.""")
    observation_ids_sha256: Optional[str] = Field(default=None, description="""SHA-256 of the sorted observation ids, one a line.""")
    n_observations: Optional[int] = Field(default=None, description="""Number of observations.""", ge=0)
    description: Optional[str] = Field(default=None, description="""What this is, in one or a few sentences.""")

    @field_validator('observation_ids_sha256')
    def pattern_observation_ids_sha256(cls, v):
        pattern=re.compile(r"^[0-9a-f]{64}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid observation_ids_sha256 format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid observation_ids_sha256 format: {v}"
            raise ValueError(err_msg)
        return v


class ProcessingActivity(ConfiguredBaseModel):
    """
    One step between the instrument and the matrix.
    """
    activity_id: str = Field(default=..., description="""Identifier of the processing step.""")
    step_type: StepType = Field(default=..., description="""Kind of step.""")
    order_index: Optional[int] = Field(default=None, description="""Position in the order of steps or members, from 1.""", ge=1)
    software: Optional[Software] = Field(default=None, description="""Software used.""")
    parameters: Optional[str] = Field(default=None, description="""Parameters as they were given to the software.""")
    seed: Optional[int] = Field(default=None, description="""Seed of the random number generator.""")
    fit_scope: Optional[FitScope] = Field(default=None, description="""Which observations the step learned from. A step that learned from test data has seen the answer.""")
    fitted_on: Optional[list[ObservationSet]] = Field(default=None, description="""The observations that the step learned from.""")
    fitted_artifact: Optional[DataFile] = Field(default=None, description="""What was learned - scaler, gene list, loadings, reference, weights.""")
    uses_outcome: Optional[bool] = Field(default=None, description="""Whether the step looked at the outcome that a model is to predict.""")
    description: Optional[str] = Field(default=None, description="""What this is, in one or a few sentences.""")

    @field_validator('activity_id')
    def pattern_activity_id(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid activity_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid activity_id format: {v}"
            raise ValueError(err_msg)
        return v


class MeasurementOperator(ConfiguredBaseModel):
    """
    Takes a state at a scale and gives an observation.
    """
    operator_id: str = Field(default=..., description="""Identifier of the operator.""")
    operator_type: Literal["MeasurementOperator"] = Field(default="MeasurementOperator", description="""Kind of measurement; it decides which further slots there are.""")
    label: Optional[str] = Field(default=None, description="""Short text for people.""")
    assay_ontology_term_id: Optional[str] = Field(default=None, description="""Assay, an EFO term.""")
    assay_gap_note: Optional[str] = Field(default=None, description="""Which assay it is, where EFO has no term for it.""")
    scale: Optional[ScaleLevel] = Field(default=None, description="""The scale at which the state lives.""")
    is_destructive: Optional[bool] = Field(default=None, description="""Whether measuring uses the unit up, so that it cannot be measured again.""")
    noise_model: Optional[NoiseModel] = Field(default=None, description="""Distribution of the observation around the state.""")
    site: Optional[str] = Field(default=None, description="""Where it was measured.""")
    instrument: Optional[str] = Field(default=None, description="""What it was measured with.""")
    protocols: Optional[list[str]] = Field(default=None, description="""DOI of each protocol followed.""")

    @field_validator('operator_id')
    def pattern_operator_id(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid operator_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid operator_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('assay_ontology_term_id')
    def pattern_assay_ontology_term_id(cls, v):
        pattern=re.compile(r"^EFO:\d{7}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid assay_ontology_term_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid assay_ontology_term_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('protocols')
    def pattern_protocols(cls, v):
        pattern=re.compile(r"^doi:10\.\d{4,9}/\S+$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid protocols format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid protocols format: {v}"
            raise ValueError(err_msg)
        return v


class SingleCellRNA(MeasurementOperator):
    """
    Transcriptome of single cells or nuclei.
    """
    has_umi: Optional[bool] = Field(default=None, description="""Whether molecules carry unique identifiers, so that counts are of molecules.""")
    end_bias: Optional[EndBias] = Field(default=None, description="""Which part of a transcript is read.""")
    nucleic_acid_source: Optional[NucleicAcidSource] = Field(default=None, description="""Whether RNA came from cells or from nuclei.""")
    includes_introns: Optional[bool] = Field(default=None, description="""Whether reads in introns were counted.""")
    chemistry: Optional[str] = Field(default=None, description="""Chemistry or kit, as the vendor names it.""")
    operator_id: str = Field(default=..., description="""Identifier of the operator.""")
    operator_type: Literal["SingleCellRNA"] = Field(default="SingleCellRNA", description="""Kind of measurement; it decides which further slots there are.""")
    label: Optional[str] = Field(default=None, description="""Short text for people.""")
    assay_ontology_term_id: Optional[str] = Field(default=None, description="""Assay, an EFO term.""")
    assay_gap_note: Optional[str] = Field(default=None, description="""Which assay it is, where EFO has no term for it.""")
    scale: Optional[ScaleLevel] = Field(default=None, description="""The scale at which the state lives.""")
    is_destructive: Optional[bool] = Field(default=None, description="""Whether measuring uses the unit up, so that it cannot be measured again.""")
    noise_model: Optional[NoiseModel] = Field(default=None, description="""Distribution of the observation around the state.""")
    site: Optional[str] = Field(default=None, description="""Where it was measured.""")
    instrument: Optional[str] = Field(default=None, description="""What it was measured with.""")
    protocols: Optional[list[str]] = Field(default=None, description="""DOI of each protocol followed.""")

    @field_validator('operator_id')
    def pattern_operator_id(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid operator_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid operator_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('assay_ontology_term_id')
    def pattern_assay_ontology_term_id(cls, v):
        pattern=re.compile(r"^EFO:\d{7}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid assay_ontology_term_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid assay_ontology_term_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('protocols')
    def pattern_protocols(cls, v):
        pattern=re.compile(r"^doi:10\.\d{4,9}/\S+$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid protocols format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid protocols format: {v}"
            raise ValueError(err_msg)
        return v


class SingleCellATAC(MeasurementOperator):
    """
    Accessible chromatin of single nuclei.
    """
    fragments_file: Optional[DataFile] = Field(default=None, description="""File of fragments.""")
    peak_set: Optional[DataFile] = Field(default=None, description="""File of the peaks that were counted.""")
    paired_with: Optional[list[str]] = Field(default=None, description="""Operators that measured the same cells.""")
    operator_id: str = Field(default=..., description="""Identifier of the operator.""")
    operator_type: Literal["SingleCellATAC"] = Field(default="SingleCellATAC", description="""Kind of measurement; it decides which further slots there are.""")
    label: Optional[str] = Field(default=None, description="""Short text for people.""")
    assay_ontology_term_id: Optional[str] = Field(default=None, description="""Assay, an EFO term.""")
    assay_gap_note: Optional[str] = Field(default=None, description="""Which assay it is, where EFO has no term for it.""")
    scale: Optional[ScaleLevel] = Field(default=None, description="""The scale at which the state lives.""")
    is_destructive: Optional[bool] = Field(default=None, description="""Whether measuring uses the unit up, so that it cannot be measured again.""")
    noise_model: Optional[NoiseModel] = Field(default=None, description="""Distribution of the observation around the state.""")
    site: Optional[str] = Field(default=None, description="""Where it was measured.""")
    instrument: Optional[str] = Field(default=None, description="""What it was measured with.""")
    protocols: Optional[list[str]] = Field(default=None, description="""DOI of each protocol followed.""")

    @field_validator('operator_id')
    def pattern_operator_id(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid operator_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid operator_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('assay_ontology_term_id')
    def pattern_assay_ontology_term_id(cls, v):
        pattern=re.compile(r"^EFO:\d{7}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid assay_ontology_term_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid assay_ontology_term_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('protocols')
    def pattern_protocols(cls, v):
        pattern=re.compile(r"^doi:10\.\d{4,9}/\S+$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid protocols format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid protocols format: {v}"
            raise ValueError(err_msg)
        return v


class SurfaceProtein(MeasurementOperator):
    """
    Antibody-derived tags on single cells, such as CITE-seq or cell hashing.
    """
    antibodies: Optional[list[Antibody]] = Field(default=None, description="""Antibodies of the panel.""")
    paired_with: Optional[list[str]] = Field(default=None, description="""Operators that measured the same cells.""")
    operator_id: str = Field(default=..., description="""Identifier of the operator.""")
    operator_type: Literal["SurfaceProtein"] = Field(default="SurfaceProtein", description="""Kind of measurement; it decides which further slots there are.""")
    label: Optional[str] = Field(default=None, description="""Short text for people.""")
    assay_ontology_term_id: Optional[str] = Field(default=None, description="""Assay, an EFO term.""")
    assay_gap_note: Optional[str] = Field(default=None, description="""Which assay it is, where EFO has no term for it.""")
    scale: Optional[ScaleLevel] = Field(default=None, description="""The scale at which the state lives.""")
    is_destructive: Optional[bool] = Field(default=None, description="""Whether measuring uses the unit up, so that it cannot be measured again.""")
    noise_model: Optional[NoiseModel] = Field(default=None, description="""Distribution of the observation around the state.""")
    site: Optional[str] = Field(default=None, description="""Where it was measured.""")
    instrument: Optional[str] = Field(default=None, description="""What it was measured with.""")
    protocols: Optional[list[str]] = Field(default=None, description="""DOI of each protocol followed.""")

    @field_validator('operator_id')
    def pattern_operator_id(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid operator_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid operator_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('assay_ontology_term_id')
    def pattern_assay_ontology_term_id(cls, v):
        pattern=re.compile(r"^EFO:\d{7}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid assay_ontology_term_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid assay_ontology_term_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('protocols')
    def pattern_protocols(cls, v):
        pattern=re.compile(r"^doi:10\.\d{4,9}/\S+$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid protocols format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid protocols format: {v}"
            raise ValueError(err_msg)
        return v


class SingleCellProteomics(MeasurementOperator):
    """
    Proteome of single cells by mass spectrometry.
    """
    isolation_protocol: Optional[IsolationProtocol] = Field(default=None, description="""How single cells were isolated.""")
    mass_label: Optional[str] = Field(default=None, description="""Isobaric or isotopic label, or label free.""")
    acquisition_method: Optional[AcquisitionMethod] = Field(default=None, description="""How spectra were acquired.""")
    carrier_channel: Optional[str] = Field(default=None, description="""Channel with the carrier.""")
    reference_channel: Optional[str] = Field(default=None, description="""Channel with the reference.""")
    blank_channels: Optional[list[str]] = Field(default=None, description="""Channels that no cell was put into.""")
    missingness: Optional[Missingness] = Field(default=None, description="""What decides whether a value is missing.""")
    search_software: Optional[Software] = Field(default=None, description="""Software that identified peptides.""")
    operator_id: str = Field(default=..., description="""Identifier of the operator.""")
    operator_type: Literal["SingleCellProteomics"] = Field(default="SingleCellProteomics", description="""Kind of measurement; it decides which further slots there are.""")
    label: Optional[str] = Field(default=None, description="""Short text for people.""")
    assay_ontology_term_id: Optional[str] = Field(default=None, description="""Assay, an EFO term.""")
    assay_gap_note: Optional[str] = Field(default=None, description="""Which assay it is, where EFO has no term for it.""")
    scale: Optional[ScaleLevel] = Field(default=None, description="""The scale at which the state lives.""")
    is_destructive: Optional[bool] = Field(default=None, description="""Whether measuring uses the unit up, so that it cannot be measured again.""")
    noise_model: Optional[NoiseModel] = Field(default=None, description="""Distribution of the observation around the state.""")
    site: Optional[str] = Field(default=None, description="""Where it was measured.""")
    instrument: Optional[str] = Field(default=None, description="""What it was measured with.""")
    protocols: Optional[list[str]] = Field(default=None, description="""DOI of each protocol followed.""")

    @field_validator('operator_id')
    def pattern_operator_id(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid operator_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid operator_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('assay_ontology_term_id')
    def pattern_assay_ontology_term_id(cls, v):
        pattern=re.compile(r"^EFO:\d{7}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid assay_ontology_term_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid assay_ontology_term_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('protocols')
    def pattern_protocols(cls, v):
        pattern=re.compile(r"^doi:10\.\d{4,9}/\S+$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid protocols format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid protocols format: {v}"
            raise ValueError(err_msg)
        return v


class SpotSpatial(MeasurementOperator):
    """
    Transcriptome on spots, bins or beads of a spatial array.
    """
    array_geometry: Optional[ArrayGeometry] = Field(default=None, description="""Layout of the array.""")
    spot_diameter: Optional[Quantity] = Field(default=None, description="""Diameter of a spot, side of a bin or diameter of a bead.""")
    spot_pitch: Optional[Quantity] = Field(default=None, description="""Distance from centre to centre.""")
    slide_id: Optional[str] = Field(default=None, description="""Identifier of the slide.""")
    image_element: Optional[str] = Field(default=None, description="""Element of the container with the image of the section.""")
    operator_id: str = Field(default=..., description="""Identifier of the operator.""")
    operator_type: Literal["SpotSpatial"] = Field(default="SpotSpatial", description="""Kind of measurement; it decides which further slots there are.""")
    label: Optional[str] = Field(default=None, description="""Short text for people.""")
    assay_ontology_term_id: Optional[str] = Field(default=None, description="""Assay, an EFO term.""")
    assay_gap_note: Optional[str] = Field(default=None, description="""Which assay it is, where EFO has no term for it.""")
    scale: Optional[ScaleLevel] = Field(default=None, description="""The scale at which the state lives.""")
    is_destructive: Optional[bool] = Field(default=None, description="""Whether measuring uses the unit up, so that it cannot be measured again.""")
    noise_model: Optional[NoiseModel] = Field(default=None, description="""Distribution of the observation around the state.""")
    site: Optional[str] = Field(default=None, description="""Where it was measured.""")
    instrument: Optional[str] = Field(default=None, description="""What it was measured with.""")
    protocols: Optional[list[str]] = Field(default=None, description="""DOI of each protocol followed.""")

    @field_validator('operator_id')
    def pattern_operator_id(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid operator_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid operator_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('assay_ontology_term_id')
    def pattern_assay_ontology_term_id(cls, v):
        pattern=re.compile(r"^EFO:\d{7}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid assay_ontology_term_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid assay_ontology_term_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('protocols')
    def pattern_protocols(cls, v):
        pattern=re.compile(r"^doi:10\.\d{4,9}/\S+$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid protocols format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid protocols format: {v}"
            raise ValueError(err_msg)
        return v


class ImagingSpatial(MeasurementOperator):
    """
    Transcripts decoded in an image and assigned to cells.
    """
    panel: Optional[str] = Field(default=None, description="""Name of the gene panel.""")
    pixel_size: Optional[Quantity] = Field(default=None, description="""Side of a pixel in the specimen.""")
    z_step: Optional[Quantity] = Field(default=None, description="""Distance between planes.""")
    segmentation: Optional[Segmentation] = Field(default=None, description="""How objects were outlined.""")
    transcripts_element: Optional[str] = Field(default=None, description="""Element of the container that holds the decoded transcripts.""")
    transcript_column: Optional[str] = Field(default=None, description="""Column of the transcripts that names what was decoded.""")
    quality_column: Optional[str] = Field(default=None, description="""Column of the transcripts that holds the quality of decoding (Phred scale).""")
    decoding_threshold: Optional[float] = Field(default=None, description="""Smallest quality value of a transcript that was kept (Phred scale).""", ge=0)
    negative_controls: Optional[list[str]] = Field(default=None, description="""What names of negative control probes begin with.""")
    negative_control_rate: Optional[float] = Field(default=None, description="""Share of decoded transcripts that are negative control probes.""", ge=0, le=1)
    operator_id: str = Field(default=..., description="""Identifier of the operator.""")
    operator_type: Literal["ImagingSpatial"] = Field(default="ImagingSpatial", description="""Kind of measurement; it decides which further slots there are.""")
    label: Optional[str] = Field(default=None, description="""Short text for people.""")
    assay_ontology_term_id: Optional[str] = Field(default=None, description="""Assay, an EFO term.""")
    assay_gap_note: Optional[str] = Field(default=None, description="""Which assay it is, where EFO has no term for it.""")
    scale: Optional[ScaleLevel] = Field(default=None, description="""The scale at which the state lives.""")
    is_destructive: Optional[bool] = Field(default=None, description="""Whether measuring uses the unit up, so that it cannot be measured again.""")
    noise_model: Optional[NoiseModel] = Field(default=None, description="""Distribution of the observation around the state.""")
    site: Optional[str] = Field(default=None, description="""Where it was measured.""")
    instrument: Optional[str] = Field(default=None, description="""What it was measured with.""")
    protocols: Optional[list[str]] = Field(default=None, description="""DOI of each protocol followed.""")

    @field_validator('operator_id')
    def pattern_operator_id(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid operator_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid operator_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('assay_ontology_term_id')
    def pattern_assay_ontology_term_id(cls, v):
        pattern=re.compile(r"^EFO:\d{7}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid assay_ontology_term_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid assay_ontology_term_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('protocols')
    def pattern_protocols(cls, v):
        pattern=re.compile(r"^doi:10\.\d{4,9}/\S+$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid protocols format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid protocols format: {v}"
            raise ValueError(err_msg)
        return v


class Histology(MeasurementOperator):
    """
    Stained section under a microscope.
    """
    stains: Optional[list[str]] = Field(default=None, description="""Stains, as SNOMED CT codes of DICOM CID 8112.""")
    section_thickness: Optional[Quantity] = Field(default=None, description="""Thickness of the section.""")
    pixel_size: Optional[Quantity] = Field(default=None, description="""Side of a pixel in the specimen.""")
    embedding: Optional[str] = Field(default=None, description="""Embedding medium.""")
    objective_power: Optional[float] = Field(default=None, description="""Magnification of the objective.""", ge=0)
    operator_id: str = Field(default=..., description="""Identifier of the operator.""")
    operator_type: Literal["Histology"] = Field(default="Histology", description="""Kind of measurement; it decides which further slots there are.""")
    label: Optional[str] = Field(default=None, description="""Short text for people.""")
    assay_ontology_term_id: Optional[str] = Field(default=None, description="""Assay, an EFO term.""")
    assay_gap_note: Optional[str] = Field(default=None, description="""Which assay it is, where EFO has no term for it.""")
    scale: Optional[ScaleLevel] = Field(default=None, description="""The scale at which the state lives.""")
    is_destructive: Optional[bool] = Field(default=None, description="""Whether measuring uses the unit up, so that it cannot be measured again.""")
    noise_model: Optional[NoiseModel] = Field(default=None, description="""Distribution of the observation around the state.""")
    site: Optional[str] = Field(default=None, description="""Where it was measured.""")
    instrument: Optional[str] = Field(default=None, description="""What it was measured with.""")
    protocols: Optional[list[str]] = Field(default=None, description="""DOI of each protocol followed.""")

    @field_validator('stains')
    def pattern_stains(cls, v):
        pattern=re.compile(r"^SCT:\d+$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid stains format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid stains format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('operator_id')
    def pattern_operator_id(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid operator_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid operator_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('assay_ontology_term_id')
    def pattern_assay_ontology_term_id(cls, v):
        pattern=re.compile(r"^EFO:\d{7}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid assay_ontology_term_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid assay_ontology_term_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('protocols')
    def pattern_protocols(cls, v):
        pattern=re.compile(r"^doi:10\.\d{4,9}/\S+$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid protocols format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid protocols format: {v}"
            raise ValueError(err_msg)
        return v


class Morphology(MeasurementOperator):
    """
    Features of cells in plate-based microscopy, such as Cell Painting.
    """
    channels: Optional[list[Channel]] = Field(default=None, description="""Channels of the microscope.""")
    pixel_size: Optional[Quantity] = Field(default=None, description="""Side of a pixel in the specimen.""")
    objective_aperture: Optional[float] = Field(default=None, description="""Numerical aperture of the objective.""", ge=0, le=2)
    sites_per_well: Optional[int] = Field(default=None, description="""Fields imaged per well.""", ge=1)
    feature_extractor: Optional[Software] = Field(default=None, description="""Software that computed features.""")
    profile_level: Optional[ProfileLevel] = Field(default=None, description="""How far profiles were summarised.""")
    operator_id: str = Field(default=..., description="""Identifier of the operator.""")
    operator_type: Literal["Morphology"] = Field(default="Morphology", description="""Kind of measurement; it decides which further slots there are.""")
    label: Optional[str] = Field(default=None, description="""Short text for people.""")
    assay_ontology_term_id: Optional[str] = Field(default=None, description="""Assay, an EFO term.""")
    assay_gap_note: Optional[str] = Field(default=None, description="""Which assay it is, where EFO has no term for it.""")
    scale: Optional[ScaleLevel] = Field(default=None, description="""The scale at which the state lives.""")
    is_destructive: Optional[bool] = Field(default=None, description="""Whether measuring uses the unit up, so that it cannot be measured again.""")
    noise_model: Optional[NoiseModel] = Field(default=None, description="""Distribution of the observation around the state.""")
    site: Optional[str] = Field(default=None, description="""Where it was measured.""")
    instrument: Optional[str] = Field(default=None, description="""What it was measured with.""")
    protocols: Optional[list[str]] = Field(default=None, description="""DOI of each protocol followed.""")

    @field_validator('operator_id')
    def pattern_operator_id(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid operator_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid operator_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('assay_ontology_term_id')
    def pattern_assay_ontology_term_id(cls, v):
        pattern=re.compile(r"^EFO:\d{7}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid assay_ontology_term_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid assay_ontology_term_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('protocols')
    def pattern_protocols(cls, v):
        pattern=re.compile(r"^doi:10\.\d{4,9}/\S+$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid protocols format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid protocols format: {v}"
            raise ValueError(err_msg)
        return v


class LiveImaging(MeasurementOperator):
    """
    Living cells imaged over time.
    """
    channels: Optional[list[Channel]] = Field(default=None, description="""Channels of the microscope.""")
    pixel_size: Optional[Quantity] = Field(default=None, description="""Side of a pixel in the specimen.""")
    frame_interval: Optional[Quantity] = Field(default=None, description="""Time between frames.""")
    n_frames: Optional[int] = Field(default=None, description="""Number of frames.""", ge=1)
    tracking_method: Optional[str] = Field(default=None, description="""How cells were followed from frame to frame.""")
    operator_id: str = Field(default=..., description="""Identifier of the operator.""")
    operator_type: Literal["LiveImaging"] = Field(default="LiveImaging", description="""Kind of measurement; it decides which further slots there are.""")
    label: Optional[str] = Field(default=None, description="""Short text for people.""")
    assay_ontology_term_id: Optional[str] = Field(default=None, description="""Assay, an EFO term.""")
    assay_gap_note: Optional[str] = Field(default=None, description="""Which assay it is, where EFO has no term for it.""")
    scale: Optional[ScaleLevel] = Field(default=None, description="""The scale at which the state lives.""")
    is_destructive: Optional[bool] = Field(default=None, description="""Whether measuring uses the unit up, so that it cannot be measured again.""")
    noise_model: Optional[NoiseModel] = Field(default=None, description="""Distribution of the observation around the state.""")
    site: Optional[str] = Field(default=None, description="""Where it was measured.""")
    instrument: Optional[str] = Field(default=None, description="""What it was measured with.""")
    protocols: Optional[list[str]] = Field(default=None, description="""DOI of each protocol followed.""")

    @field_validator('operator_id')
    def pattern_operator_id(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid operator_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid operator_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('assay_ontology_term_id')
    def pattern_assay_ontology_term_id(cls, v):
        pattern=re.compile(r"^EFO:\d{7}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid assay_ontology_term_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid assay_ontology_term_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('protocols')
    def pattern_protocols(cls, v):
        pattern=re.compile(r"^doi:10\.\d{4,9}/\S+$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid protocols format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid protocols format: {v}"
            raise ValueError(err_msg)
        return v


class BulkExpression(MeasurementOperator):
    """
    Transcriptome of many cells at once, by sequencing, array or bead.
    """
    rna_selection: Optional[RnaSelection] = Field(default=None, description="""How RNA was selected.""")
    n_cells_estimate: Optional[int] = Field(default=None, description="""Number of cells that went in, about.""", ge=1)
    expression_platform: Optional[ExpressionPlatform] = Field(default=None, description="""How expression was read.""")
    l1000_data_level: Optional[int] = Field(default=None, description="""Data level of L1000, 3 to 5.""", ge=1, le=5)
    operator_id: str = Field(default=..., description="""Identifier of the operator.""")
    operator_type: Literal["BulkExpression"] = Field(default="BulkExpression", description="""Kind of measurement; it decides which further slots there are.""")
    label: Optional[str] = Field(default=None, description="""Short text for people.""")
    assay_ontology_term_id: Optional[str] = Field(default=None, description="""Assay, an EFO term.""")
    assay_gap_note: Optional[str] = Field(default=None, description="""Which assay it is, where EFO has no term for it.""")
    scale: Optional[ScaleLevel] = Field(default=None, description="""The scale at which the state lives.""")
    is_destructive: Optional[bool] = Field(default=None, description="""Whether measuring uses the unit up, so that it cannot be measured again.""")
    noise_model: Optional[NoiseModel] = Field(default=None, description="""Distribution of the observation around the state.""")
    site: Optional[str] = Field(default=None, description="""Where it was measured.""")
    instrument: Optional[str] = Field(default=None, description="""What it was measured with.""")
    protocols: Optional[list[str]] = Field(default=None, description="""DOI of each protocol followed.""")

    @field_validator('operator_id')
    def pattern_operator_id(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid operator_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid operator_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('assay_ontology_term_id')
    def pattern_assay_ontology_term_id(cls, v):
        pattern=re.compile(r"^EFO:\d{7}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid assay_ontology_term_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid assay_ontology_term_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('protocols')
    def pattern_protocols(cls, v):
        pattern=re.compile(r"^doi:10\.\d{4,9}/\S+$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid protocols format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid protocols format: {v}"
            raise ValueError(err_msg)
        return v


class BulkProteomics(MeasurementOperator):
    """
    Proteins of many cells at once, by mass spectrometry, arrays, blots or immunoassays.
    """
    protein_platform: Optional[ProteinPlatform] = Field(default=None, description="""How proteins of many cells were read.""")
    mass_label: Optional[str] = Field(default=None, description="""Isobaric or isotopic label, or label free.""")
    acquisition_method: Optional[AcquisitionMethod] = Field(default=None, description="""How spectra were acquired.""")
    antibodies: Optional[list[Antibody]] = Field(default=None, description="""Antibodies of the panel.""")
    missingness: Optional[Missingness] = Field(default=None, description="""What decides whether a value is missing.""")
    n_cells_estimate: Optional[int] = Field(default=None, description="""Number of cells that went in, about.""", ge=1)
    search_software: Optional[Software] = Field(default=None, description="""Software that identified peptides.""")
    operator_id: str = Field(default=..., description="""Identifier of the operator.""")
    operator_type: Literal["BulkProteomics"] = Field(default="BulkProteomics", description="""Kind of measurement; it decides which further slots there are.""")
    label: Optional[str] = Field(default=None, description="""Short text for people.""")
    assay_ontology_term_id: Optional[str] = Field(default=None, description="""Assay, an EFO term.""")
    assay_gap_note: Optional[str] = Field(default=None, description="""Which assay it is, where EFO has no term for it.""")
    scale: Optional[ScaleLevel] = Field(default=None, description="""The scale at which the state lives.""")
    is_destructive: Optional[bool] = Field(default=None, description="""Whether measuring uses the unit up, so that it cannot be measured again.""")
    noise_model: Optional[NoiseModel] = Field(default=None, description="""Distribution of the observation around the state.""")
    site: Optional[str] = Field(default=None, description="""Where it was measured.""")
    instrument: Optional[str] = Field(default=None, description="""What it was measured with.""")
    protocols: Optional[list[str]] = Field(default=None, description="""DOI of each protocol followed.""")

    @field_validator('operator_id')
    def pattern_operator_id(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid operator_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid operator_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('assay_ontology_term_id')
    def pattern_assay_ontology_term_id(cls, v):
        pattern=re.compile(r"^EFO:\d{7}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid assay_ontology_term_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid assay_ontology_term_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('protocols')
    def pattern_protocols(cls, v):
        pattern=re.compile(r"^doi:10\.\d{4,9}/\S+$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid protocols format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid protocols format: {v}"
            raise ValueError(err_msg)
        return v


class PooledScreen(MeasurementOperator):
    """
    Guides counted in a pool of cells by sequencing.
    """
    guide_library: Optional[str] = Field(default=None, description="""Name of the library of guides.""")
    cells_per_guide: Optional[int] = Field(default=None, description="""Cells that each guide was kept in, about.""", ge=1)
    operator_id: str = Field(default=..., description="""Identifier of the operator.""")
    operator_type: Literal["PooledScreen"] = Field(default="PooledScreen", description="""Kind of measurement; it decides which further slots there are.""")
    label: Optional[str] = Field(default=None, description="""Short text for people.""")
    assay_ontology_term_id: Optional[str] = Field(default=None, description="""Assay, an EFO term.""")
    assay_gap_note: Optional[str] = Field(default=None, description="""Which assay it is, where EFO has no term for it.""")
    scale: Optional[ScaleLevel] = Field(default=None, description="""The scale at which the state lives.""")
    is_destructive: Optional[bool] = Field(default=None, description="""Whether measuring uses the unit up, so that it cannot be measured again.""")
    noise_model: Optional[NoiseModel] = Field(default=None, description="""Distribution of the observation around the state.""")
    site: Optional[str] = Field(default=None, description="""Where it was measured.""")
    instrument: Optional[str] = Field(default=None, description="""What it was measured with.""")
    protocols: Optional[list[str]] = Field(default=None, description="""DOI of each protocol followed.""")

    @field_validator('operator_id')
    def pattern_operator_id(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid operator_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid operator_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('assay_ontology_term_id')
    def pattern_assay_ontology_term_id(cls, v):
        pattern=re.compile(r"^EFO:\d{7}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid assay_ontology_term_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid assay_ontology_term_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('protocols')
    def pattern_protocols(cls, v):
        pattern=re.compile(r"^doi:10\.\d{4,9}/\S+$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid protocols format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid protocols format: {v}"
            raise ValueError(err_msg)
        return v


class Viability(MeasurementOperator):
    """
    Number or health of the cells in a well.
    """
    viability_readout: Optional[str] = Field(default=None, description="""What was read, such as ATP, dehydrogenase release or a count of nuclei.""")
    viability_normalization: Optional[ViabilityNormalization] = Field(default=None, description="""What the value was divided by.""")
    has_time_zero: Optional[bool] = Field(default=None, description="""Whether the count at the start of treatment was measured.""")
    operator_id: str = Field(default=..., description="""Identifier of the operator.""")
    operator_type: Literal["Viability"] = Field(default="Viability", description="""Kind of measurement; it decides which further slots there are.""")
    label: Optional[str] = Field(default=None, description="""Short text for people.""")
    assay_ontology_term_id: Optional[str] = Field(default=None, description="""Assay, an EFO term.""")
    assay_gap_note: Optional[str] = Field(default=None, description="""Which assay it is, where EFO has no term for it.""")
    scale: Optional[ScaleLevel] = Field(default=None, description="""The scale at which the state lives.""")
    is_destructive: Optional[bool] = Field(default=None, description="""Whether measuring uses the unit up, so that it cannot be measured again.""")
    noise_model: Optional[NoiseModel] = Field(default=None, description="""Distribution of the observation around the state.""")
    site: Optional[str] = Field(default=None, description="""Where it was measured.""")
    instrument: Optional[str] = Field(default=None, description="""What it was measured with.""")
    protocols: Optional[list[str]] = Field(default=None, description="""DOI of each protocol followed.""")

    @field_validator('operator_id')
    def pattern_operator_id(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid operator_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid operator_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('assay_ontology_term_id')
    def pattern_assay_ontology_term_id(cls, v):
        pattern=re.compile(r"^EFO:\d{7}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid assay_ontology_term_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid assay_ontology_term_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('protocols')
    def pattern_protocols(cls, v):
        pattern=re.compile(r"^doi:10\.\d{4,9}/\S+$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid protocols format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid protocols format: {v}"
            raise ValueError(err_msg)
        return v


class ClinicalTable(MeasurementOperator):
    """
    Variables of patients in a trial or a cohort.
    """
    subject_column: Optional[str] = Field(default=None, description="""Column with the identifier of the subject.""")
    clinical_standard: Optional[str] = Field(default=None, description="""Standard that the table follows.""")
    operator_id: str = Field(default=..., description="""Identifier of the operator.""")
    operator_type: Literal["ClinicalTable"] = Field(default="ClinicalTable", description="""Kind of measurement; it decides which further slots there are.""")
    label: Optional[str] = Field(default=None, description="""Short text for people.""")
    assay_ontology_term_id: Optional[str] = Field(default=None, description="""Assay, an EFO term.""")
    assay_gap_note: Optional[str] = Field(default=None, description="""Which assay it is, where EFO has no term for it.""")
    scale: Optional[ScaleLevel] = Field(default=None, description="""The scale at which the state lives.""")
    is_destructive: Optional[bool] = Field(default=None, description="""Whether measuring uses the unit up, so that it cannot be measured again.""")
    noise_model: Optional[NoiseModel] = Field(default=None, description="""Distribution of the observation around the state.""")
    site: Optional[str] = Field(default=None, description="""Where it was measured.""")
    instrument: Optional[str] = Field(default=None, description="""What it was measured with.""")
    protocols: Optional[list[str]] = Field(default=None, description="""DOI of each protocol followed.""")

    @field_validator('operator_id')
    def pattern_operator_id(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid operator_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid operator_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('assay_ontology_term_id')
    def pattern_assay_ontology_term_id(cls, v):
        pattern=re.compile(r"^EFO:\d{7}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid assay_ontology_term_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid assay_ontology_term_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('protocols')
    def pattern_protocols(cls, v):
        pattern=re.compile(r"^doi:10\.\d{4,9}/\S+$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid protocols format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid protocols format: {v}"
            raise ValueError(err_msg)
        return v


class NoiseModel(ConfiguredBaseModel):
    """
    The distribution of an observation around the state, as declared or as fitted.
    """
    noise_family: NoiseFamily = Field(default=..., description="""Family of distributions.""")
    size_factor: Optional[SizeFactor] = Field(default=None, description="""How depth enters the model.""")
    is_declared_not_fitted: Optional[bool] = Field(default=None, description="""Whether the family was declared from knowledge of the assay and not fitted to the data.""")


class Antibody(ConfiguredBaseModel):
    """
    One antibody of a panel.
    """
    tag_name: str = Field(default=..., description="""Name of the tag, as in var.""")
    target_protein: Optional[str] = Field(default=None, description="""UniProt accession of the protein that is bound.""")
    clone: Optional[str] = Field(default=None, description="""Clone of the antibody.""")
    rrid: Optional[str] = Field(default=None, description="""Research resource identifier.""")
    is_isotype_control: Optional[bool] = Field(default=None, description="""Whether the antibody binds nothing on purpose.""")
    marks_sample: Optional[str] = Field(default=None, description="""Sample that the antibody marks, where it is a hashtag.""")

    @field_validator('tag_name')
    def pattern_tag_name(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid tag_name format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid tag_name format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('target_protein')
    def pattern_target_protein(cls, v):
        pattern=re.compile(r"^uniprot:[A-Z0-9]{6,10}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid target_protein format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid target_protein format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('rrid')
    def pattern_rrid(cls, v):
        pattern=re.compile(r"^RRID:\S+$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid rrid format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid rrid format: {v}"
            raise ValueError(err_msg)
        return v


class Channel(ConfiguredBaseModel):
    """
    One channel of a microscope.
    """
    name: str = Field(default=..., description="""Name as it should be printed.""")
    dye: Optional[str] = Field(default=None, description="""Dye or reporter.""")
    stained_compartment: Optional[str] = Field(default=None, description="""Compartment of the cell that is stained.""")
    excitation: Optional[Quantity] = Field(default=None, description="""Wavelength of excitation.""")
    emission: Optional[Quantity] = Field(default=None, description="""Wavelength of emission.""")

    @field_validator('name')
    def pattern_name(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid name format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid name format: {v}"
            raise ValueError(err_msg)
        return v


class Segmentation(ConfiguredBaseModel):
    """
    How cells or nuclei were outlined.
    """
    segmentation_method: str = Field(default=..., description="""Method of segmentation.""")
    object_class: Optional[ObjectClass] = Field(default=None, description="""What was outlined.""")
    software: Optional[Software] = Field(default=None, description="""Software used.""")


class ScaleUnitSet(ConfiguredBaseModel):
    """
    A set of units at one scale.
    """
    unit_set_id: str = Field(default=..., description="""Identifier of the set.""")
    scale: Optional[ScaleLevel] = Field(default=None, description="""The scale at which the state lives.""")
    n_units: Optional[int] = Field(default=None, description="""Number of units.""", ge=0)
    unit_id_column: Optional[str] = Field(default=None, description="""Column with the identifier of each unit; the row names where it is absent.""")
    element: Optional[str] = Field(default=None, description="""Table or element of the container that holds the units.""")
    region_column: Optional[str] = Field(default=None, description="""Column that says which element a row of a table annotates.""")
    physical_size: Optional[Quantity] = Field(default=None, description="""Diameter or side of one unit.""")
    coordinate_system: Optional[str] = Field(default=None, description="""Name of the coordinate system of the units.""")
    coordinate_unit: Optional[str] = Field(default=None, description="""UCUM unit of the coordinates. Pixels, which are no unit of UCUM, are written {pixel}.""")
    matches: Optional[list[ColumnMatch]] = Field(default=None, description="""Which rows of the file belong here, when the file does not carry the standard's own key. All of them must hold.""")

    @field_validator('unit_set_id')
    def pattern_unit_set_id(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid unit_set_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid unit_set_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('coordinate_unit')
    def pattern_coordinate_unit(cls, v):
        pattern=re.compile(r"^[^\s]+$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid coordinate_unit format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid coordinate_unit format: {v}"
            raise ValueError(err_msg)
        return v


class ScaleLink(ConfiguredBaseModel):
    """
    The anchor of a lift or a project - the evidence that links units of two scales.
    """
    link_id: str = Field(default=..., description="""Identifier of the link.""")
    source_set: str = Field(default=..., description="""Units that the operator starts from.""")
    target_set: str = Field(default=..., description="""Units that the operator gives.""")
    direction: LinkDirection = Field(default=..., description="""Project goes from fine to coarse and loses information; lift goes from coarse to fine and needs an assumption.""")
    link_type: LinkType = Field(default=..., description="""What is linked to what.""")
    link_basis: Optional[LinkBasis] = Field(default=None, description="""How the link is known.""")
    cardinality: Optional[LinkCardinality] = Field(default=None, description="""How many units of the target a unit of the source is linked to, and the other way round.""")
    partner_column: Optional[str] = Field(default=None, description="""Column of the units of one side that holds the identifier of the partner, such as the cell of a transcript.""")
    unassigned_labels: Optional[list[str]] = Field(default=None, description="""Labels of the partner column that stand for no partner.""")
    weights: Optional[DataFile] = Field(default=None, description="""Table of source, target and weight.""")
    pairs_table: Optional[str] = Field(default=None, description="""Matrix of the container whose values above zero are the pairs, such as the guides that each cell was given. Its rows are the units of one side, its columns, whose element is the var, those of the other.""")
    weight_semantics: Optional[WeightSemantics] = Field(default=None, description="""What a weight is.""")
    aggregation_function: Optional[AggregationFunction] = Field(default=None, description="""How fine units become a coarse one.""")
    conserved_quantity: Optional[ConservedQuantity] = Field(default=None, description="""What is the same in sum on both sides.""")
    transform: Optional[list[CoordinateTransform]] = Field(default=None, description="""Transforms from the coordinates of the source to those of the target.""")
    coverage: Optional[CoverageReport] = Field(default=None, description="""How many units are linked. Recomputed from the data by the validator.""")
    alignment: Optional[AlignmentReport] = Field(default=None, description="""How exactly the two sides were aligned.""")
    pairing: Optional[Pairing] = Field(default=None, description="""How close the two sides are in nature.""")
    was_generated_by: Optional[list[str]] = Field(default=None, description="""The processing steps that made it, in order.""")

    @field_validator('link_id')
    def pattern_link_id(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid link_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid link_id format: {v}"
            raise ValueError(err_msg)
        return v


class CoverageReport(ConfiguredBaseModel):
    """
    How many units of each side are linked.
    """
    n_source: int = Field(default=..., description="""Units of the source.""", ge=0)
    n_source_linked: int = Field(default=..., description="""Units of the source that are linked.""", ge=0)
    n_target: int = Field(default=..., description="""Units of the target.""", ge=0)
    n_target_linked: int = Field(default=..., description="""Units of the target that are linked.""", ge=0)
    ambiguous_fraction: Optional[float] = Field(default=None, description="""Share of linked units with more than one partner where one is meant.""", ge=0, le=1)
    by_group: Optional[list[GroupCoverage]] = Field(default=None, description="""Coverage per donor, condition or batch.""")


class GroupCoverage(ConfiguredBaseModel):
    """
    Coverage within one group, because what is missing is seldom missing at random.
    """
    role: ObsRole = Field(default=..., description="""The role played.""")
    column_value: Union[bool, float, str] = Field(default=..., description="""Value of that column in the rows that are meant. Numbers are compared as numbers, text as text.""")
    n_units: int = Field(default=..., description="""Number of units.""", ge=0)
    n_linked: int = Field(default=..., description="""Units of the group that are linked.""", ge=0)


class AlignmentReport(ConfiguredBaseModel):
    """
    How exactly two coordinate systems were aligned.
    """
    alignment_method: Optional[str] = Field(default=None, description="""Method and software of the alignment.""")
    transform_class: Optional[TransformClass] = Field(default=None, description="""How free the transform was.""")
    error_metric: AlignmentErrorMetric = Field(default=..., description="""How the error was measured.""")
    error_value: Optional[Quantity] = Field(default=None, description="""Error of the alignment in the specimen.""")
    error_p95: Optional[Quantity] = Field(default=None, description="""Error that 95 % of landmarks stay below.""")
    n_landmarks: Optional[int] = Field(default=None, description="""Landmarks on which the error was measured.""", ge=0)
    landmarks_independent_of_fit: Optional[bool] = Field(default=None, description="""Whether the landmarks were kept out of the fit.""")


class CoordinateTransform(ConfiguredBaseModel):
    """
    A transform between two named coordinate systems, as in OME-NGFF.
    """
    transform_type: TransformType = Field(default=..., description="""Type of transform.""")
    input_system: str = Field(default=..., description="""Coordinate system that points are given in.""")
    output_system: str = Field(default=..., description="""Coordinate system that points are brought to.""")
    transform_parameters: Optional[list[float]] = Field(default=None, description="""Numbers of the transform - scales, translations, or a matrix row by row.""")


class Agent(ConfiguredBaseModel):
    """
    What is applied to cells.
    """
    agent_id: str = Field(default=..., description="""Identifier of the agent.""")
    agent_type: Literal["Agent"] = Field(default="Agent", description="""Kind of agent; it decides which further slots there are.""")
    label: Optional[str] = Field(default=None, description="""Short text for people.""")
    agent_targets: Optional[list[AgentTarget]] = Field(default=None, description="""What the agent acts on.""")
    mechanism_of_action: Optional[list[str]] = Field(default=None, description="""Mechanism of action, as CLUE names it.""")
    vendor: Optional[str] = Field(default=None, description="""Vendor.""")
    catalog_number: Optional[str] = Field(default=None, description="""Catalogue number of the vendor.""")
    lot: Optional[str] = Field(default=None, description="""Lot of the vendor.""")

    @field_validator('agent_id')
    def pattern_agent_id(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid agent_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid agent_id format: {v}"
            raise ValueError(err_msg)
        return v


class Chemical(Agent):
    """
    A small molecule.
    """
    inchikey: Optional[str] = Field(default=None, description="""InChIKey of the substance as it was applied, salt included.""")
    smiles: Optional[str] = Field(default=None, description="""SMILES as supplied.""")
    parent_inchikey: Optional[str] = Field(default=None, description="""InChIKey of the parent - counter-ions removed, neutral.""")
    chebi_id: Optional[str] = Field(default=None, description="""ChEBI identifier.""")
    pubchem_cid: Optional[int] = Field(default=None, description="""PubChem compound identifier.""", ge=1)
    chembl_id: Optional[str] = Field(default=None, description="""ChEMBL identifier.""")
    lincs_id: Optional[str] = Field(default=None, description="""LINCS or Broad identifier.""")
    agent_id: str = Field(default=..., description="""Identifier of the agent.""")
    agent_type: Literal["Chemical"] = Field(default="Chemical", description="""Kind of agent; it decides which further slots there are.""")
    label: Optional[str] = Field(default=None, description="""Short text for people.""")
    agent_targets: Optional[list[AgentTarget]] = Field(default=None, description="""What the agent acts on.""")
    mechanism_of_action: Optional[list[str]] = Field(default=None, description="""Mechanism of action, as CLUE names it.""")
    vendor: Optional[str] = Field(default=None, description="""Vendor.""")
    catalog_number: Optional[str] = Field(default=None, description="""Catalogue number of the vendor.""")
    lot: Optional[str] = Field(default=None, description="""Lot of the vendor.""")

    @field_validator('inchikey')
    def pattern_inchikey(cls, v):
        pattern=re.compile(r"^[A-Z]{14}-[A-Z]{10}-[A-Z]$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid inchikey format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid inchikey format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('smiles')
    def pattern_smiles(cls, v):
        pattern=re.compile(r"^\S+$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid smiles format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid smiles format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('parent_inchikey')
    def pattern_parent_inchikey(cls, v):
        pattern=re.compile(r"^[A-Z]{14}-[A-Z]{10}-[A-Z]$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid parent_inchikey format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid parent_inchikey format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('chebi_id')
    def pattern_chebi_id(cls, v):
        pattern=re.compile(r"^CHEBI:\d+$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid chebi_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid chebi_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('chembl_id')
    def pattern_chembl_id(cls, v):
        pattern=re.compile(r"^CHEMBL\d+$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid chembl_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid chembl_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('lincs_id')
    def pattern_lincs_id(cls, v):
        pattern=re.compile(r"^(BRD-[A-Z]\d{8}(-\d{3}-\d{2}-\d)?|LSM-\d+)$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid lincs_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid lincs_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('agent_id')
    def pattern_agent_id(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid agent_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid agent_id format: {v}"
            raise ValueError(err_msg)
        return v


class Biologic(Agent):
    """
    A protein, peptide, antibody, cytokine or other biologic.
    """
    biologic_type: Optional[BiologicType] = Field(default=None, description="""Kind of biologic.""")
    protein_id: Optional[str] = Field(default=None, description="""Protein applied, as uniprot:ACCESSION; anti-uniprot:ACCESSION for an antibody against it.""")
    rrid: Optional[str] = Field(default=None, description="""Research resource identifier.""")
    agent_id: str = Field(default=..., description="""Identifier of the agent.""")
    agent_type: Literal["Biologic"] = Field(default="Biologic", description="""Kind of agent; it decides which further slots there are.""")
    label: Optional[str] = Field(default=None, description="""Short text for people.""")
    agent_targets: Optional[list[AgentTarget]] = Field(default=None, description="""What the agent acts on.""")
    mechanism_of_action: Optional[list[str]] = Field(default=None, description="""Mechanism of action, as CLUE names it.""")
    vendor: Optional[str] = Field(default=None, description="""Vendor.""")
    catalog_number: Optional[str] = Field(default=None, description="""Catalogue number of the vendor.""")
    lot: Optional[str] = Field(default=None, description="""Lot of the vendor.""")

    @field_validator('protein_id')
    def pattern_protein_id(cls, v):
        pattern=re.compile(r"^(anti-)?uniprot:[A-Z0-9]{6,10}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid protein_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid protein_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('rrid')
    def pattern_rrid(cls, v):
        pattern=re.compile(r"^RRID:\S+$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid rrid format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid rrid format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('agent_id')
    def pattern_agent_id(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid agent_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid agent_id format: {v}"
            raise ValueError(err_msg)
        return v


class GeneticPerturbation(Agent):
    """
    A change of a gene or of its expression.
    """
    genetic_modality: GeneticModality = Field(default=..., description="""What is done to the gene.""")
    strategy: Optional[GeneticStrategy] = Field(default=None, description="""Strategy, as CELLxGENE names it.""")
    method_ontology_term_id: Optional[str] = Field(default=None, description="""Method, an EFO term below EFO:0022867.""")
    effector: Optional[str] = Field(default=None, description="""Nuclease and fused domain, as published.""")
    delivery_ontology_term_id: Optional[str] = Field(default=None, description="""Delivery of the construct, an EFO term below EFO:0920064.""")
    guides: Optional[list[GuideRNA]] = Field(default=None, description="""Guides, hairpins or ORFs of the perturbation.""")
    intended_features: Optional[list[str]] = Field(default=None, description="""Genes that are meant, as Ensembl ids, or as WormBase, FlyBase, SGD and TAIR names and b-numbers. Empty for a control.""")
    multiplicity_of_infection: Optional[float] = Field(default=None, description="""Particles per cell at delivery.""", ge=0)
    agent_id: str = Field(default=..., description="""Identifier of the agent.""")
    agent_type: Literal["GeneticPerturbation"] = Field(default="GeneticPerturbation", description="""Kind of agent; it decides which further slots there are.""")
    label: Optional[str] = Field(default=None, description="""Short text for people.""")
    agent_targets: Optional[list[AgentTarget]] = Field(default=None, description="""What the agent acts on.""")
    mechanism_of_action: Optional[list[str]] = Field(default=None, description="""Mechanism of action, as CLUE names it.""")
    vendor: Optional[str] = Field(default=None, description="""Vendor.""")
    catalog_number: Optional[str] = Field(default=None, description="""Catalogue number of the vendor.""")
    lot: Optional[str] = Field(default=None, description="""Lot of the vendor.""")

    @field_validator('method_ontology_term_id')
    def pattern_method_ontology_term_id(cls, v):
        pattern=re.compile(r"^EFO:\d{7}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid method_ontology_term_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid method_ontology_term_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('delivery_ontology_term_id')
    def pattern_delivery_ontology_term_id(cls, v):
        pattern=re.compile(r"^EFO:\d{7}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid delivery_ontology_term_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid delivery_ontology_term_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('intended_features')
    def pattern_intended_features(cls, v):
        pattern=re.compile(r"^(ENS[A-Z]*G\d{11}|WBGene\d{8}|FBgn\d{7}|Y[A-P][LR]\d{3}[WC](-[A-Z])?|AT[1-5CM]G\d{5}|b\d{4})$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid intended_features format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid intended_features format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('agent_id')
    def pattern_agent_id(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid agent_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid agent_id format: {v}"
            raise ValueError(err_msg)
        return v


class Environmental(Agent):
    """
    A change of the surroundings.
    """
    environmental_factor: EnvironmentalFactor = Field(default=..., description="""What is changed.""")
    is_depletion: Optional[bool] = Field(default=None, description="""Whether something is taken away, so that there is no amount.""")
    agent_id: str = Field(default=..., description="""Identifier of the agent.""")
    agent_type: Literal["Environmental"] = Field(default="Environmental", description="""Kind of agent; it decides which further slots there are.""")
    label: Optional[str] = Field(default=None, description="""Short text for people.""")
    agent_targets: Optional[list[AgentTarget]] = Field(default=None, description="""What the agent acts on.""")
    mechanism_of_action: Optional[list[str]] = Field(default=None, description="""Mechanism of action, as CLUE names it.""")
    vendor: Optional[str] = Field(default=None, description="""Vendor.""")
    catalog_number: Optional[str] = Field(default=None, description="""Catalogue number of the vendor.""")
    lot: Optional[str] = Field(default=None, description="""Lot of the vendor.""")

    @field_validator('agent_id')
    def pattern_agent_id(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid agent_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid agent_id format: {v}"
            raise ValueError(err_msg)
        return v


class Cellular(Agent):
    """
    Cells that are added, as in co-culture or cell therapy.
    """
    cell_type_term: Optional[str] = Field(default=None, description="""Type of the added cells, a CL term.""")
    cell_line_id: Optional[str] = Field(default=None, description="""Line of the added cells, a Cellosaurus identifier.""")
    agent_id: str = Field(default=..., description="""Identifier of the agent.""")
    agent_type: Literal["Cellular"] = Field(default="Cellular", description="""Kind of agent; it decides which further slots there are.""")
    label: Optional[str] = Field(default=None, description="""Short text for people.""")
    agent_targets: Optional[list[AgentTarget]] = Field(default=None, description="""What the agent acts on.""")
    mechanism_of_action: Optional[list[str]] = Field(default=None, description="""Mechanism of action, as CLUE names it.""")
    vendor: Optional[str] = Field(default=None, description="""Vendor.""")
    catalog_number: Optional[str] = Field(default=None, description="""Catalogue number of the vendor.""")
    lot: Optional[str] = Field(default=None, description="""Lot of the vendor.""")

    @field_validator('cell_type_term')
    def pattern_cell_type_term(cls, v):
        pattern=re.compile(r"^CL:\d{7}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid cell_type_term format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid cell_type_term format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('cell_line_id')
    def pattern_cell_line_id(cls, v):
        pattern=re.compile(r"^CVCL_[A-Z0-9]{4}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid cell_line_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid cell_line_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('agent_id')
    def pattern_agent_id(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid agent_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid agent_id format: {v}"
            raise ValueError(err_msg)
        return v


class Infectious(Agent):
    """
    A virus, bacterium or parasite.
    """
    taxon: Optional[str] = Field(default=None, description="""NCBI Taxonomy identifier.""")
    strain: Optional[str] = Field(default=None, description="""Strain.""")
    agent_id: str = Field(default=..., description="""Identifier of the agent.""")
    agent_type: Literal["Infectious"] = Field(default="Infectious", description="""Kind of agent; it decides which further slots there are.""")
    label: Optional[str] = Field(default=None, description="""Short text for people.""")
    agent_targets: Optional[list[AgentTarget]] = Field(default=None, description="""What the agent acts on.""")
    mechanism_of_action: Optional[list[str]] = Field(default=None, description="""Mechanism of action, as CLUE names it.""")
    vendor: Optional[str] = Field(default=None, description="""Vendor.""")
    catalog_number: Optional[str] = Field(default=None, description="""Catalogue number of the vendor.""")
    lot: Optional[str] = Field(default=None, description="""Lot of the vendor.""")

    @field_validator('taxon')
    def pattern_taxon(cls, v):
        pattern=re.compile(r"^NCBITaxon:\d+$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid taxon format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid taxon format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('agent_id')
    def pattern_agent_id(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid agent_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid agent_id format: {v}"
            raise ValueError(err_msg)
        return v


class AgentTarget(ConfiguredBaseModel):
    """
    What an agent acts on, and how.
    """
    target_feature: str = Field(default=..., description="""Ensembl gene id, or a protein as uniprot:ACCESSION.""")
    target_action: Optional[TargetAction] = Field(default=None, description="""How it acts.""")

    @field_validator('target_feature')
    def pattern_target_feature(cls, v):
        pattern=re.compile(r"^(ENS[A-Z]*G\d{11}|uniprot:[A-Z0-9]{6,10}|WBGene\d{8}|FBgn\d{7}|Y[A-P][LR]\d{3}[WC](-[A-Z])?|AT[1-5CM]G\d{5}|b\d{4})$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid target_feature format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid target_feature format: {v}"
            raise ValueError(err_msg)
        return v


class GuideRNA(ConfiguredBaseModel):
    """
    A guide RNA, an ORF or a hairpin - the construct that is found in a cell.
    """
    guide_id: str = Field(default=..., description="""Identifier of the guide.""")
    guide_role: GuideRole = Field(default=..., description="""Whether the guide is meant to hit a gene.""")
    protospacer_sequence: Optional[str] = Field(default=None, description="""Protospacer, 14 to 22 bases.""")
    protospacer_adjacent_motif: Optional[str] = Field(default=None, description="""PAM, with the end it lies at.""")
    guide_features: Optional[list[str]] = Field(default=None, description="""Genes that the guide is meant to hit, as ids of the same kind as in intended_features.""")

    @field_validator('guide_id')
    def pattern_guide_id(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid guide_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid guide_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('protospacer_sequence')
    def pattern_protospacer_sequence(cls, v):
        pattern=re.compile(r"^[ACGT]{14,22}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid protospacer_sequence format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid protospacer_sequence format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('protospacer_adjacent_motif')
    def pattern_protospacer_adjacent_motif(cls, v):
        pattern=re.compile(r"^3' [ABCDGHKMNRSTVWY]+$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid protospacer_adjacent_motif format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid protospacer_adjacent_motif format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('guide_features')
    def pattern_guide_features(cls, v):
        pattern=re.compile(r"^(ENS[A-Z]*G\d{11}|WBGene\d{8}|FBgn\d{7}|Y[A-P][LR]\d{3}[WC](-[A-Z])?|AT[1-5CM]G\d{5}|b\d{4})$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid guide_features format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid guide_features format: {v}"
            raise ValueError(err_msg)
        return v


class DosingEvent(ConfiguredBaseModel):
    """
    One thing that was done to the cells, at one time. A schedule is the ordered list of them.
    """
    event_type: EventType = Field(default=..., description="""What was done.""")
    event_time: Quantity = Field(default=..., description="""When, counted from time zero. Negative for a pre-treatment.""")
    agent: Optional[str] = Field(default=None, description="""The agent.""")
    amount: Optional[Quantity] = Field(default=None, description="""How much, as value and unit.""")
    dose_kind: Optional[DoseQuantityKind] = Field(default=None, description="""What kind of quantity the dose is; it decides which units fit.""")
    exposure_mode: Optional[ExposureMode] = Field(default=None, description="""How the agent reaches the cells; it decides whether an amount is given once or held.""")
    duration: Optional[Quantity] = Field(default=None, description="""How long the event lasts; until the next event on the same agent, or the harvest, where it is absent.""")
    interval: Optional[Quantity] = Field(default=None, description="""Time between repeated doses.""")
    additional_doses: Optional[int] = Field(default=None, description="""Number of doses after the first.""", ge=1)
    route: Optional[Route] = Field(default=None, description="""Route of administration.""")


class Exposure(ConfiguredBaseModel):
    """
    What an agent sums up to over a schedule, as declared; it is compared with the expanded events.
    """
    agent: str = Field(default=..., description="""The agent.""")
    total_amount: Optional[Quantity] = Field(default=None, description="""Sum of all amounts of the agent.""")
    n_doses: Optional[int] = Field(default=None, description="""Number of doses, repeated ones included.""", ge=1)


class Combination(ConfiguredBaseModel):
    """
    More than one agent in one intervention, and the order of them.
    """
    members: list[CombinationMember] = Field(default=..., description="""The agents combined.""", min_length=2)
    combination_order: CombinationOrder = Field(default=..., description="""Whether the agents act together or one after the other.""")
    n_perturbations: Optional[int] = Field(default=None, description="""Number of perturbing agents, controls not counted.""", ge=1)
    interval_between: Optional[Quantity] = Field(default=None, description="""Time from the first agent to the next.""")
    combination_design: Optional[CombinationDesign] = Field(default=None, description="""Layout of the combinations.""")
    null_model: Optional[NullModel] = Field(default=None, description="""Model of no interaction that results are compared with.""")


class CombinationMember(ConfiguredBaseModel):
    """
    One agent of a combination.
    """
    agent: str = Field(default=..., description="""The agent.""")
    order_index: Optional[int] = Field(default=None, description="""Position in the order of steps or members, from 1.""", ge=1)


class Efficiency(ConfiguredBaseModel):
    """
    Whether the intervention worked, and on which observations that was judged.
    """
    efficiency_measure: EfficiencyMeasure = Field(default=..., description="""What was measured.""")
    value: float = Field(default=..., description="""The number, in the unit given beside it.""")
    threshold: Optional[float] = Field(default=None, description="""Value that decides.""")
    filter_applied: Optional[bool] = Field(default=None, description="""Whether observations were removed by it. A filter on the outcome biases what is left.""")
    fitted_on: Optional[list[ObservationSet]] = Field(default=None, description="""The observations that the step learned from.""")


class Intervention(ConfiguredBaseModel):
    """
    What was done to a state - agents, events in order, and the scale at which they act.
    """
    intervention_id: str = Field(default=..., description="""Identifier of the intervention.""")
    label: Optional[str] = Field(default=None, description="""Short text for people.""")
    acts_at: Optional[ScaleLevel] = Field(default=None, description="""Scale at which the intervention acts.""")
    time_zero: Optional[TimeZero] = Field(default=None, description="""What happened at time zero.""")
    events: Optional[list[DosingEvent]] = Field(default=None, description="""What was done, in order of time.""")
    combination: Optional[Combination] = Field(default=None, description="""How several agents are combined.""")
    vehicle: Optional[str] = Field(default=None, description="""The vehicle control whose liquid carries the agents.""")
    vehicle_fraction: Optional[Quantity] = Field(default=None, description="""Share of the vehicle in the medium.""")
    exposures: Optional[list[Exposure]] = Field(default=None, description="""What each agent sums up to, as declared.""")
    efficiency: Optional[list[Efficiency]] = Field(default=None, description="""Whether it worked.""")

    @field_validator('intervention_id')
    def pattern_intervention_id(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid intervention_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid intervention_id format: {v}"
            raise ValueError(err_msg)
        return v


class Control(ConfiguredBaseModel):
    """
    A control, with what it is a control for and what it is matched on. Never a magic word in a column.
    """
    control_id: str = Field(default=..., description="""Identifier of the control.""")
    control_kind: ControlKind = Field(default=..., description="""What kind of control it is.""")
    label: Optional[str] = Field(default=None, description="""Short text for people.""")
    control_agent: Optional[str] = Field(default=None, description="""What is applied in place of the agent, as an agent of the card.""")
    vehicle_fraction: Optional[Quantity] = Field(default=None, description="""Share of the vehicle in the medium.""")
    control_for: Optional[list[str]] = Field(default=None, description="""Conditions that this is a control for.""")
    is_for_all_treated: Optional[bool] = Field(default=None, description="""Whether it is a control for every treated condition, within what it is matched on.""")
    matched_on: Optional[list[ObsRole]] = Field(default=None, description="""What a control must share with the observations that it is compared with.""")

    @field_validator('control_id')
    def pattern_control_id(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid control_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid control_id format: {v}"
            raise ValueError(err_msg)
        return v


class Condition(ConfiguredBaseModel):
    """
    A context, an intervention or a control, and a time of harvest - what a row of the file is an observation of.
    """
    condition_id: str = Field(default=..., description="""Identifier of the condition, the value of condition_id in obs.""")
    label: Optional[str] = Field(default=None, description="""Short text for people.""")
    intervention: Optional[str] = Field(default=None, description="""What was done.""")
    control: Optional[str] = Field(default=None, description="""The control that this condition is.""")
    harvest_time: Optional[Quantity] = Field(default=None, description="""Time of harvest or measurement, counted from time zero.""")
    condition_sample: Optional[list[str]] = Field(default=None, description="""Samples in which the condition was realised.""")
    n_observations: Optional[int] = Field(default=None, description="""Number of observations.""", ge=0)
    n_replicates: Optional[int] = Field(default=None, description="""Number of biological replicates.""", ge=0)
    matches: Optional[list[ColumnMatch]] = Field(default=None, description="""Which rows of the file belong here, when the file does not carry the standard's own key. All of them must hold.""")

    @field_validator('condition_id')
    def pattern_condition_id(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid condition_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid condition_id format: {v}"
            raise ValueError(err_msg)
        return v


class Readout(ConfiguredBaseModel):
    """
    A quantity computed from an observation, and the scale that it lives at.
    """
    readout_id: str = Field(default=..., description="""Identifier of the readout.""")
    readout_type: ReadoutType = Field(default=..., description="""Kind of readout.""")
    input_tables: Optional[list[str]] = Field(default=None, description="""Matrices that it is computed from.""")
    input_images: Optional[list[str]] = Field(default=None, description="""Images that it is computed from.""")
    input_scale: Optional[ScaleLevel] = Field(default=None, description="""Scale of the observations that go in.""")
    output_scale: ScaleLevel = Field(default=..., description="""Scale of the quantity that comes out.""")
    readout_method: Optional[str] = Field(default=None, description="""Method, as its software names it.""")
    readout_unit: Optional[str] = Field(default=None, description="""Unit of the quantity that comes out, as a UCUM code; 1 where it has none.""")
    software: Optional[Software] = Field(default=None, description="""Software used.""")
    feature_set: Optional[FeatureSet] = Field(default=None, description="""Collection of gene sets or weights.""")
    neighbourhood: Optional[Neighbourhood] = Field(default=None, description="""How neighbours are found.""")
    endpoint: Optional[ClinicalEndpoint] = Field(default=None, description="""The endpoint, where the readout is clinical.""")
    decision: Optional[Decision] = Field(default=None, description="""The decision that the readout supports.""")
    fit_scope: Optional[FitScope] = Field(default=None, description="""Which observations the step learned from. A step that learned from test data has seen the answer.""")
    fitted_on: Optional[list[ObservationSet]] = Field(default=None, description="""The observations that the step learned from.""")

    @field_validator('readout_id')
    def pattern_readout_id(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid readout_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid readout_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('readout_unit')
    def pattern_readout_unit(cls, v):
        pattern=re.compile(r"^\S+$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid readout_unit format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid readout_unit format: {v}"
            raise ValueError(err_msg)
        return v


class FeatureSet(ConfiguredBaseModel):
    """
    A collection of feature sets with its version and digest.
    """
    name: str = Field(default=..., description="""Name as it should be printed.""")
    version: str = Field(default=..., description="""Version. Of a dataset it is a semantic version, so that a split or a report can name exactly what it used.""")
    path: Optional[str] = Field(default=None, description="""File beside the card with the sets - GMT, or a table of source, target and weight.""")
    sha256: Optional[str] = Field(default=None, description="""SHA-256 digest of the bytes, 64 lower-case hexadecimal digits.""")
    license: Optional[str] = Field(default=None, description="""SPDX identifier of the licence, or a web address of its text.""")

    @field_validator('name')
    def pattern_name(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid name format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid name format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('path')
    def pattern_path(cls, v):
        pattern=re.compile(r"^(?!/)(?!.*(^|/)\.\.(/|$)).+$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid path format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid path format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('sha256')
    def pattern_sha256(cls, v):
        pattern=re.compile(r"^[0-9a-f]{64}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid sha256 format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid sha256 format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('license')
    def pattern_license(cls, v):
        pattern=re.compile(r"^(https?://\S+|[A-Za-z0-9][A-Za-z0-9.+-]*( (AND|OR|WITH) [A-Za-z0-9.+-]+)*)$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid license format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid license format: {v}"
            raise ValueError(err_msg)
        return v


class Neighbourhood(ConfiguredBaseModel):
    """
    How neighbours are found.
    """
    graph: GraphKind = Field(default=..., description="""Kind of graph.""")
    radius: Optional[Quantity] = Field(default=None, description="""Radius within which cells are neighbours.""")
    n_neighbours: Optional[int] = Field(default=None, description="""Number of nearest neighbours.""", ge=1)


class ClinicalEndpoint(ConfiguredBaseModel):
    """
    What happened to a patient, and until when.
    """
    endpoint_kind: EndpointKind = Field(default=..., description="""Kind of endpoint.""")
    time_horizon: Optional[Quantity] = Field(default=None, description="""Time up to which the endpoint is judged.""")
    event_column: Optional[str] = Field(default=None, description="""Column that says whether the event was seen.""")
    time_column: Optional[str] = Field(default=None, description="""Column with the time to event or censoring.""")
    subject_column: str = Field(default=..., description="""Column with the identifier of the subject.""")


class EvaluationTask(ConfiguredBaseModel):
    """
    What a predictor is asked for, of which units, and what its answers are judged on. A manifest declares its tasks, so that units and rows of the grid are chosen before any prediction is seen.
    """
    task_id: str = Field(default=..., description="""Name of the task.""")
    task_kind: TaskKind = Field(default=..., description="""What is asked for.""")
    target_table: Optional[str] = Field(default=None, description="""Table whose values are predicted, as the container names it, or the path of a matrix, such as obsm/protein; the only table where it is absent.""")
    target_layer: Optional[str] = Field(default=None, description="""Matrix of that table - X, raw/X or a layer.""")
    target_features: Optional[list[str]] = Field(default=None, description="""Features that are predicted; all of the table where absent.""")
    input_table: Optional[str] = Field(default=None, description="""Table that a predictor may read of the units it is asked about, or the path of a matrix.""")
    input_layer: Optional[str] = Field(default=None, description="""Matrix of the table that may be read.""")
    input_features: Optional[list[str]] = Field(default=None, description="""Features of the input table that may be read, or columns of obs where there is no input table; all where absent.""")
    aggregation: Optional[Aggregation] = Field(default=None, description="""How the observations of a unit become its state.""")
    state_column: Optional[str] = Field(default=None, description="""Column of obs with the cell states whose shares are predicted.""")
    context_axes: Optional[list[SplitAxis]] = Field(default=None, description="""Axes that say where an intervention acts. With the intervention and the harvest time they make the unit.""")
    control_matched_on: Optional[list[str]] = Field(default=None, description="""Columns of obs on which the control of a unit agrees with it; the context where absent.""")
    cluster_axes: Optional[list[SplitAxis]] = Field(default=None, description="""Axes whose values are exchangeable. Intervals and comparisons count these, never cells.""")
    asked_readouts: Optional[list[str]] = Field(default=None, description="""Readouts of the card, or expression, that answers are judged on.""")
    horizons: Optional[list[float]] = Field(default=None, description="""Times at which the probability of the endpoint is judged, in the unit of the endpoint.""")
    interval_level: Optional[float] = Field(default=None, description="""Level of the intervals that are judged.""", ge=0, le=1)
    least_units: Optional[int] = Field(default=None, description="""Number of clusters below which a result is no evidence.""", ge=1)
    grid_rows: Optional[list[GridRow]] = Field(default=None, description="""Rows of the transport grid that the split was made to fill.""")

    @field_validator('task_id')
    def pattern_task_id(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid task_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid task_id format: {v}"
            raise ValueError(err_msg)
        return v


class GridRow(ConfiguredBaseModel):
    """
    One row of the transport grid - from what to what, in which shift of context and regime of intervention - and the decision that a result in it supports.
    """
    grid_row_id: str = Field(default=..., description="""Name of the row.""")
    input_modality: Optional[str] = Field(default=None, description="""Modality that goes in.""")
    target_modality: Optional[str] = Field(default=None, description="""Modality that comes out.""")
    scale_level: Optional[ScaleLevel] = Field(default=None, description="""Scale of the units.""")
    shifted_axes: Optional[list[SplitAxis]] = Field(default=None, description="""Axes of context on which the units have values that training has not; none where absent.""")
    regime: InterventionRegime = Field(default=..., description="""What training knew of the intervention.""")
    readout_id: Optional[str] = Field(default=None, description="""Identifier of the readout.""")
    decision: Decision = Field(default=..., description="""The decision that the readout supports.""")
    least_units: Optional[int] = Field(default=None, description="""Number of clusters below which a result is no evidence.""", ge=1)

    @field_validator('grid_row_id')
    def pattern_grid_row_id(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid grid_row_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid grid_row_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('readout_id')
    def pattern_readout_id(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid readout_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid readout_id format: {v}"
            raise ValueError(err_msg)
        return v


class SplitManifest(ConfiguredBaseModel):
    """
    How a dataset is divided, and what that division is claimed to test.
    """
    aivc_schema_version: str = Field(default=..., description="""Version of this standard that the card follows.""")
    manifest_id: str = Field(default=..., description="""Identifier of the manifest.""")
    split_of: DatasetReference = Field(default=..., description="""The dataset that is divided.""")
    purpose: SplitPurpose = Field(default=..., description="""What the split is for.""")
    unit_of_split: SplitAxis = Field(default=..., description="""What is kept whole.""")
    grouping_keys: Optional[list[str]] = Field(default=None, description="""Columns of obs that define the groups.""")
    binding: Optional[Binding] = Field(default=None, description="""Which of the file's own columns play which role.""")
    control_labels: Optional[list[str]] = Field(default=None, description="""Labels of agents, guides or targets that are controls, where the dataset has no card that says so.""")
    split_method: Optional[SplitMethod] = Field(default=None, description="""How groups were assigned.""")
    strata: Optional[list[str]] = Field(default=None, description="""Columns of obs whose shares were kept equal between parts.""")
    seed: Optional[int] = Field(default=None, description="""Seed of the random number generator.""")
    tool: Optional[Software] = Field(default=None, description="""Software that made the split.""")
    fold: Optional[Fold] = Field(default=None, description="""Which fold this is, where there are several.""")
    partitions: list[Partition] = Field(default=..., description="""The parts.""", min_length=2)
    claims: Optional[list[Claim]] = Field(default=None, description="""What the split is claimed to test.""")
    shared_axes: Optional[list[SplitAxis]] = Field(default=None, description="""Axes whose values may be the same on both sides.""")
    control_policy: Optional[ControlPolicy] = Field(default=None, description="""Where controls go.""")
    validation_role: Optional[ValidationRole] = Field(default=None, description="""What the validation partition is for.""")
    ordered_axes: Optional[list[OrderedAxis]] = Field(default=None, description="""Axes along which the order of the parts matters.""")
    exclusions: Optional[list[Exclusion]] = Field(default=None, description="""What is in no partition.""")
    coordinates: Optional[list[str]] = Field(default=None, description="""Entry of obsm, or two or three numeric columns of obs, that hold the places of observations.""")
    coordinate_unit: Optional[str] = Field(default=None, description="""UCUM unit of the coordinates. Pixels, which are no unit of UCUM, are written {pixel}.""")
    buffer: Optional[Quantity] = Field(default=None, description="""Distance kept between partitions in space.""")
    tile_width: Optional[float] = Field(default=None, description="""Width of the image tile around each observation, in the unit of the coordinates.""", ge=0)
    tile_height: Optional[float] = Field(default=None, description="""Height of the image tile around each observation, in the unit of the coordinates.""", ge=0)
    similarity_threshold: Optional[float] = Field(default=None, description="""Tanimoto similarity of Morgan fingerprints (radius 2, 2048 bits) from which compounds are neighbours.""", ge=0, le=1)
    grants: Optional[list[Grant]] = Field(default=None, description="""What else a predictor may read.""")
    corpora: Optional[list[Corpus]] = Field(default=None, description="""Data that a predictor may have been trained on beforehand.""")
    tasks: Optional[list[EvaluationTask]] = Field(default=None, description="""What predictors are asked for on this split.""")
    assignments: Optional[DataFile] = Field(default=None, description="""Table of assignments.""")

    @field_validator('aivc_schema_version')
    def pattern_aivc_schema_version(cls, v):
        pattern=re.compile(r"^\d+\.\d+\.\d+$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid aivc_schema_version format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid aivc_schema_version format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('manifest_id')
    def pattern_manifest_id(cls, v):
        pattern=re.compile(r"^[A-Za-z_][A-Za-z0-9_.+-]*:[^\s]+$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid manifest_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid manifest_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('coordinate_unit')
    def pattern_coordinate_unit(cls, v):
        pattern=re.compile(r"^[^\s]+$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid coordinate_unit format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid coordinate_unit format: {v}"
            raise ValueError(err_msg)
        return v


class DatasetReference(ConfiguredBaseModel):
    """
    A dataset, its version and the digest of its content.
    """
    dataset_id: str = Field(default=..., description="""Identifier of the dataset, as in its card.""")
    version: Optional[str] = Field(default=None, description="""Version. Of a dataset it is a semantic version, so that a split or a report can name exactly what it used.""")
    content_digest: Optional[str] = Field(default=None, description="""Digest of the content, independent of container and row order.""")
    observations_digest: Optional[str] = Field(default=None, description="""Digest of the names of the observations, sorted. It tells a manifest of another file from one of this file without reading a matrix.""")

    @field_validator('dataset_id')
    def pattern_dataset_id(cls, v):
        pattern=re.compile(r"^[A-Za-z_][A-Za-z0-9_.+-]*:[^\s]+$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid dataset_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid dataset_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('content_digest')
    def pattern_content_digest(cls, v):
        pattern=re.compile(r"^[a-z0-9-]+:[0-9a-f]{16,128}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid content_digest format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid content_digest format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('observations_digest')
    def pattern_observations_digest(cls, v):
        pattern=re.compile(r"^[a-z0-9-]+:[0-9a-f]{16,128}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid observations_digest format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid observations_digest format: {v}"
            raise ValueError(err_msg)
        return v


class Partition(ConfiguredBaseModel):
    """
    One part of a split.
    """
    partition_name: str = Field(default=..., description="""Name of the partition.""")
    partition_role: PartitionRole = Field(default=..., description="""What the partition is used for.""")
    target_share: Optional[float] = Field(default=None, description="""Share of the observations that the part was to get.""", ge=0, le=1)
    n_observations: Optional[int] = Field(default=None, description="""Number of observations.""", ge=0)
    labels_released: Optional[bool] = Field(default=None, description="""Whether the truth of the partition is public.""")

    @field_validator('partition_name')
    def pattern_partition_name(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid partition_name format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid partition_name format: {v}"
            raise ValueError(err_msg)
        return v


class Claim(ConfiguredBaseModel):
    """
    What a partition is claimed to hold that training did not.
    """
    claim_axis: SplitAxis = Field(default=..., description="""Axis of the claim.""")
    joint_with: Optional[list[SplitAxis]] = Field(default=None, description="""Further axes of the claim. What is new is then the combination of values, each of which may be known.""")
    novelty: Novelty = Field(default=..., description="""How new the values of the axis are.""")
    members_seen: Optional[int] = Field(default=None, description="""Number of members of a combination that were seen alone in training.""", ge=0)
    few_shot_limit: Optional[int] = Field(default=None, description="""Number of observations of a value that training may hold.""", ge=1)
    partition: str = Field(default=..., description="""Name of a partition of a split.""")
    against_partition: Optional[str] = Field(default=None, description="""Partition that the claim compares with; training where it is absent.""")


class Assignment(ConfiguredBaseModel):
    """
    One row of the table of assignments. It names an observation, or the values of the grouping keys that decide; all observations that fit belong to the partition. Every other column of the table is a grouping key.
    """
    observation_id: Optional[str] = Field(default=None, description="""Name of a row of obs.""")
    in_table: Optional[str] = Field(default=None, description="""Table whose obs holds the columns, where the container has several. The name as `inspect` prints it.""")
    condition_id: Optional[str] = Field(default=None, description="""Identifier of the condition, the value of condition_id in obs.""")
    sample_id: Optional[str] = Field(default=None, description="""Identifier of the sample, the value of sample_id in obs.""")
    partition: str = Field(default=..., description="""Name of a partition of a split.""")

    @field_validator('observation_id')
    def pattern_observation_id(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid observation_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid observation_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('condition_id')
    def pattern_condition_id(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid condition_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid condition_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('sample_id')
    def pattern_sample_id(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid sample_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid sample_id format: {v}"
            raise ValueError(err_msg)
        return v


class Fold(ConfiguredBaseModel):
    """
    Which one of several divisions of the same data this is.
    """
    fold_index: int = Field(default=..., description="""Number of the fold, from 1.""", ge=1)
    n_folds: int = Field(default=..., description="""Number of folds.""", ge=1)
    repeat_index: Optional[int] = Field(default=None, description="""Number of the repeat, from 1.""", ge=1)


class OrderedAxis(ConfiguredBaseModel):
    """
    An axis with an order, and how the parts lie along it.
    """
    claim_axis: SplitAxis = Field(default=..., description="""Axis of the claim.""")
    order_rule: OrderRule = Field(default=..., description="""How training and test lie along the axis.""")


class Corpus(ConfiguredBaseModel):
    """
    Data that a predictor may have been trained on beforehand, named by its fingerprint.
    """
    corpus_id: str = Field(default=..., description="""Name of the corpus.""")
    fingerprint_file: DataFile = Field(default=..., description="""Fingerprint of the corpus, as the command fingerprint writes it.""")
    may_overlap: Optional[bool] = Field(default=None, description="""Whether observations of the evaluated parts may be in the corpus.""")

    @field_validator('corpus_id')
    def pattern_corpus_id(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid corpus_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid corpus_id format: {v}"
            raise ValueError(err_msg)
        return v


class Exclusion(ConfiguredBaseModel):
    """
    Observations that are in no partition, and why.
    """
    exclusion_reason: str = Field(default=..., description="""Why it was left out.""")
    n_observations: Optional[int] = Field(default=None, description="""Number of observations.""", ge=0)
    matches: Optional[list[ColumnMatch]] = Field(default=None, description="""Which rows of the file belong here, when the file does not carry the standard's own key. All of them must hold.""")


class Grant(ConfiguredBaseModel):
    """
    Something beyond the training partition that a predictor may read.
    """
    granted: str = Field(default=..., description="""What may be read.""")
    grant_reason: Optional[str] = Field(default=None, description="""Why that is fair.""")


class SplitAudit(ConfiguredBaseModel):
    """
    The audit of one split, beside the findings of the report that it belongs to.
    """
    manifest_path: str = Field(default=..., description="""The manifest, as it was given.""")
    manifest_sha256: Optional[str] = Field(default=None, description="""SHA-256 of the text of the manifest.""")
    audited_parts: Optional[list[AuditedPart]] = Field(default=None, description="""The parts of the split.""")
    claim_verdicts: Optional[list[ClaimVerdict]] = Field(default=None, description="""The verdict on each claim of the manifest, for each pair of parts.""")
    supported_claims: Optional[list[ClaimVerdict]] = Field(default=None, description="""The largest claims that the split supports, whether the manifest makes them or not.""")
    overlaps: Optional[list[AxisOverlap]] = Field(default=None, description="""What is shared, for every pair of parts and every axis.""")
    audit_notes: Optional[list[str]] = Field(default=None, description="""What else was measured, in sentences.""")
    axes_read: Optional[list[AxisRead]] = Field(default=None, description="""Axes on which the data say something.""")
    label_merges: Optional[list[LabelMerge]] = Field(default=None, description="""Labels that were taken for one thing.""")
    label_doubts: Optional[list[LabelDoubt]] = Field(default=None, description="""Labels that could not be decided.""")

    @field_validator('manifest_sha256')
    def pattern_manifest_sha256(cls, v):
        pattern=re.compile(r"^[0-9a-f]{64}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid manifest_sha256 format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid manifest_sha256 format: {v}"
            raise ValueError(err_msg)
        return v


class AuditedPart(ConfiguredBaseModel):
    """
    A part and its rows.
    """
    partition_name: str = Field(default=..., description="""Name of the partition.""")
    partition_role: Optional[PartitionRole] = Field(default=None, description="""What the partition is used for.""")
    n_observations: int = Field(default=..., description="""Number of observations.""", ge=0)
    n_controls: int = Field(default=..., description="""Number of observations that are negative controls.""", ge=0)

    @field_validator('partition_name')
    def pattern_partition_name(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid partition_name format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid partition_name format: {v}"
            raise ValueError(err_msg)
        return v


class ClaimVerdict(ConfiguredBaseModel):
    """
    Whether a claim holds.
    """
    claim_text: str = Field(default=..., description="""The claim in words.""")
    claim_result: ClaimResult = Field(default=..., description="""Whether it holds.""")
    claim_reason: str = Field(default=..., description="""Why, in one sentence.""")
    counter_examples: Optional[list[str]] = Field(default=None, description="""Values or rows that break the claim, at most five.""")
    qualifiers: Optional[list[str]] = Field(default=None, description="""What must be said beside the verdict.""")


class AxisOverlap(ConfiguredBaseModel):
    """
    What two parts share on an axis, or on several together.
    """
    overlap_axes: list[SplitAxis] = Field(default=..., description="""The axis, or the axes taken together.""")
    partition: str = Field(default=..., description="""Name of a partition of a split.""")
    against_partition: str = Field(default=..., description="""Partition that the claim compares with; training where it is absent.""")
    n_values: int = Field(default=..., description="""Values of the axis in the part.""", ge=0)
    n_values_shared: int = Field(default=..., description="""Those that the other part has too.""", ge=0)
    n_observations: int = Field(default=..., description="""Number of observations.""", ge=0)
    n_observations_shared: int = Field(default=..., description="""Observations of the part whose value the other part has too.""", ge=0)
    shared_fraction: Optional[float] = Field(default=None, description="""Their share of the observations of the part.""", ge=0, le=1)
    published_name: Optional[str] = Field(default=None, description="""Name of this share in published audits.""")
    sharing: Optional[Sharing] = Field(default=None, description="""What the manifest says about sharing on this axis.""")


class AxisRead(ConfiguredBaseModel):
    """
    Where the values of an axis were read.
    """
    claim_axis: SplitAxis = Field(default=..., description="""Axis of the claim.""")
    columns: Optional[list[str]] = Field(default=None, description="""The columns of obs that together make up the key, in order.""", min_length=1)
    axis_source: AxisSource = Field(default=..., description="""How the axis was found.""")


class LabelMerge(ConfiguredBaseModel):
    """
    Labels that were taken for one thing, and why.
    """
    claim_axis: SplitAxis = Field(default=..., description="""Axis of the claim.""")
    canonical_label: str = Field(default=..., description="""The name that they got.""")
    merged_labels: list[str] = Field(default=..., description="""The labels as in the file.""")
    merge_reason: str = Field(default=..., description="""Why they are one thing.""")


class LabelDoubt(ConfiguredBaseModel):
    """
    Labels of which it could not be decided what they name.
    """
    claim_axis: SplitAxis = Field(default=..., description="""Axis of the claim.""")
    doubt_kind: DoubtKind = Field(default=..., description="""Why it could not be decided.""")
    merged_labels: Optional[list[str]] = Field(default=None, description="""The labels as in the file.""")
    count: Optional[int] = Field(default=None, description="""How many times.""", ge=0)
    detail: Optional[str] = Field(default=None, description="""The reason in words.""")


class OperatorChain(ConfiguredBaseModel):
    """
    One chain of operators, for all families of conditions that differ in nothing but what was done.
    """
    chain_result: str = Field(default=..., description="""Path of the table or image, or identifier of the readout.""")
    chain_notation: str = Field(default=..., description="""The chain in the notation of the grammar, of its first family of conditions.""")
    chain_steps: list[ChainStep] = Field(default=..., description="""What the chain starts from and its operators, in the order in which they are applied.""")
    chain_fault: Optional[str] = Field(default=None, description="""Why the chain does not compose; absent where it does, and where the card does not say enough to judge it.""")
    condition_families: Optional[list[ConditionFamily]] = Field(default=None, description="""The families of conditions that the chain holds for.""")
    n_families_left_out: Optional[int] = Field(default=None, description="""Families that are not listed because there are too many.""", ge=0)


class ChainStep(ConfiguredBaseModel):
    """
    One operator of a chain, or what the first one is applied to.
    """
    step_kind: ChainStepKind = Field(default=..., description="""What kind of operator it is.""")
    step_name: Optional[str] = Field(default=None, description="""The modality, the method, the link or the key by its name; of what the chain starts from, its context or path.""")
    from_scale: Optional[ScaleLevel] = Field(default=None, description="""The scale that it takes.""")
    to_scale: Optional[ScaleLevel] = Field(default=None, description="""The scale that it gives.""")
    step_details: Optional[list[str]] = Field(default=None, description="""More about it, in words, such as the events of an intervention.""")
    declared_coverage: Optional[CoverageReport] = Field(default=None, description="""How many units the anchor links, as the card says.""")
    counted_coverage: Optional[CoverageReport] = Field(default=None, description="""How many units the anchor links, as recounted from the data.""")
    step_fault: Optional[str] = Field(default=None, description="""Why the chain does not compose here.""")


class ConditionFamily(ConfiguredBaseModel):
    """
    Conditions that differ in agent, amount and harvest at most.
    """
    family_conditions: Optional[list[str]] = Field(default=None, description="""Identifiers of the first conditions.""")
    n_conditions: Optional[int] = Field(default=None, description="""Conditions of the family.""", ge=0)
    family_events: Optional[list[str]] = Field(default=None, description="""What was done, in order; of a control, which one it is.""")
    family_harvest: Optional[str] = Field(default=None, description="""When it was harvested.""")
    family_context: Optional[str] = Field(default=None, description="""Tissue and donors.""")


class PredictorCard(ConfiguredBaseModel):
    """
    What a predictor takes, gives and was trained on.
    """
    aivc_schema_version: str = Field(default=..., description="""Version of this standard that the card follows.""")
    predictor_id: str = Field(default=..., description="""Identifier of the predictor.""")
    name: str = Field(default=..., description="""Name as it should be printed.""")
    version: Optional[str] = Field(default=None, description="""Version. Of a dataset it is a semantic version, so that a split or a report can name exactly what it used.""")
    license: Optional[str] = Field(default=None, description="""SPDX identifier of the licence, or a web address of its text.""")
    covers_tasks: Optional[list[TaskKind]] = Field(default=None, description="""Kinds of task that it answers.""")
    covers_regimes: Optional[list[InterventionRegime]] = Field(default=None, description="""What it may be asked of interventions that training did not hold.""")
    most_combined: Optional[int] = Field(default=None, description="""Number of agents of the largest combination that it takes.""", ge=1)
    covers_operators: Optional[list[str]] = Field(default=None, description="""Kinds of measurement operator that it takes.""")
    covers_readouts: Optional[list[ReadoutType]] = Field(default=None, description="""Kinds of readout that it gives.""")
    trained_on: Optional[list[DataUse]] = Field(default=None, description="""Data that it was trained on.""")
    pretrained_on: Optional[list[DataUse]] = Field(default=None, description="""Data that it was pretrained on, with what is known of overlap.""")
    uncertainty: UncertaintyKind = Field(default=..., description="""What kind of uncertainty it gives.""")
    abstains_when: Optional[str] = Field(default=None, description="""When it gives no answer.""")
    is_stochastic: Optional[bool] = Field(default=None, description="""Whether another seed gives another answer.""")
    code_digest: Optional[str] = Field(default=None, description="""Digest of its code.""")
    intended_use: Optional[str] = Field(default=None, description="""What it is for.""")
    out_of_scope: Optional[str] = Field(default=None, description="""What it is not for.""")

    @field_validator('aivc_schema_version')
    def pattern_aivc_schema_version(cls, v):
        pattern=re.compile(r"^\d+\.\d+\.\d+$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid aivc_schema_version format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid aivc_schema_version format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('predictor_id')
    def pattern_predictor_id(cls, v):
        pattern=re.compile(r"^[A-Za-z_][A-Za-z0-9_.+-]*:[^\s]+$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid predictor_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid predictor_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('name')
    def pattern_name(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid name format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid name format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('license')
    def pattern_license(cls, v):
        pattern=re.compile(r"^(https?://\S+|[A-Za-z0-9][A-Za-z0-9.+-]*( (AND|OR|WITH) [A-Za-z0-9.+-]+)*)$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid license format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid license format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('code_digest')
    def pattern_code_digest(cls, v):
        pattern=re.compile(r"^[0-9a-f]{64}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid code_digest format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid code_digest format: {v}"
            raise ValueError(err_msg)
        return v


class DataUse(ConfiguredBaseModel):
    """
    A dataset and the partition of it that was used.
    """
    dataset_id: str = Field(default=..., description="""Identifier of the dataset, as in its card.""")
    partition: Optional[str] = Field(default=None, description="""Name of a partition of a split.""")
    overlap_statement: Optional[str] = Field(default=None, description="""What is known of overlap with the test data.""")

    @field_validator('dataset_id')
    def pattern_dataset_id(cls, v):
        pattern=re.compile(r"^[A-Za-z_][A-Za-z0-9_.+-]*:[^\s]+$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid dataset_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid dataset_id format: {v}"
            raise ValueError(err_msg)
        return v


class EvaluationReport(ConfiguredBaseModel):
    """
    Results of one predictor on one split, with what they were compared with.
    """
    aivc_schema_version: str = Field(default=..., description="""Version of this standard that the card follows.""")
    report_id: str = Field(default=..., description="""Identifier of the report.""")
    predictor: str = Field(default=..., description="""The predictor.""")
    predictor_card: Optional[PredictorCard] = Field(default=None, description="""The card of the predictor.""")
    evaluated_on: DatasetReference = Field(default=..., description="""The dataset.""")
    manifest_digest: str = Field(default=..., description="""Digest of the manifest.""")
    split_digest: Optional[str] = Field(default=None, description="""Digest of what the manifest of a fold has in common with those of the other folds of its split.""")
    fold: Optional[Fold] = Field(default=None, description="""Which fold this is, where there are several.""")
    pooled_from: Optional[list[str]] = Field(default=None, description="""Digests of the manifests of the folds that the report is over, where these are several.""")
    task_id: Optional[str] = Field(default=None, description="""Name of the task.""")
    profile_digest: Optional[str] = Field(default=None, description="""Digest of the metrics, their versions and their settings.""")
    readout_digest: Optional[str] = Field(default=None, description="""Digest of the readouts and of the files of sets or weights that they use.""")
    prediction_digest: Optional[str] = Field(default=None, description="""Digest of what was predicted - status, mean and quantiles by unit and feature - whatever it cost.""")
    looks: Optional[int] = Field(default=None, description="""How many different files of predictions were judged on this test partition so far, this one included.""", ge=1)
    unit_counts: Optional[UnitCounts] = Field(default=None, description="""What became of the units that were asked for.""")
    verified_claims: Optional[list[str]] = Field(default=None, description="""Claims of the manifest that the audit found supported, in its words. A report may name no other.""")
    results: list[MetricResult] = Field(default=..., description="""Numbers.""", min_length=1)
    grid_results: Optional[list[GridResult]] = Field(default=None, description="""The transport grid as it was filled.""")
    calibration: Optional[list[CalibrationResult]] = Field(default=None, description="""Calibration.""")
    called_out: Optional[list[CalledOut]] = Field(default=None, description="""What a reader must know before using the numbers.""")
    unit_scores: Optional[list[UnitScores]] = Field(default=None, description="""Values by unit.""")
    metric_cards: Optional[list[MetricCard]] = Field(default=None, description="""Definitions of the metrics that the report holds.""")
    metric_trials: Optional[list[MetricTrial]] = Field(default=None, description="""What each metric gives in these data for predictions whose worth is known.""")
    pooling_basis: Optional[PoolingBasis] = Field(default=None, description="""Numbers by unit from which a report over all folds is computed.""")
    cost: Optional[PredictionCost] = Field(default=None, description="""What answering cost.""")
    baselines: Optional[list[str]] = Field(default=None, description="""Trivial predictors that were run on the same split.""")
    evaluation_notes: Optional[list[str]] = Field(default=None, description="""What was assumed, drafted or left out on the way to the numbers.""")
    tool: Optional[Software] = Field(default=None, description="""Software that made the split.""")

    @field_validator('aivc_schema_version')
    def pattern_aivc_schema_version(cls, v):
        pattern=re.compile(r"^\d+\.\d+\.\d+$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid aivc_schema_version format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid aivc_schema_version format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('report_id')
    def pattern_report_id(cls, v):
        pattern=re.compile(r"^[A-Za-z_][A-Za-z0-9_.+-]*:[^\s]+$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid report_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid report_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('predictor')
    def pattern_predictor(cls, v):
        pattern=re.compile(r"^[A-Za-z_][A-Za-z0-9_.+-]*:[^\s]+$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid predictor format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid predictor format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('manifest_digest')
    def pattern_manifest_digest(cls, v):
        pattern=re.compile(r"^[0-9a-f]{64}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid manifest_digest format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid manifest_digest format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('split_digest')
    def pattern_split_digest(cls, v):
        pattern=re.compile(r"^[0-9a-f]{64}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid split_digest format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid split_digest format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('pooled_from')
    def pattern_pooled_from(cls, v):
        pattern=re.compile(r"^[0-9a-f]{64}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid pooled_from format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid pooled_from format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('task_id')
    def pattern_task_id(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid task_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid task_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('profile_digest')
    def pattern_profile_digest(cls, v):
        pattern=re.compile(r"^[0-9a-f]{64}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid profile_digest format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid profile_digest format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('readout_digest')
    def pattern_readout_digest(cls, v):
        pattern=re.compile(r"^[0-9a-f]{64}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid readout_digest format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid readout_digest format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('prediction_digest')
    def pattern_prediction_digest(cls, v):
        pattern=re.compile(r"^[0-9a-f]{64}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid prediction_digest format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid prediction_digest format: {v}"
            raise ValueError(err_msg)
        return v


class PredictionSet(ConfiguredBaseModel):
    """
    What a file of predictions says of itself - which predictor answered which queries of which task, on which data.
    """
    aivc_schema_version: str = Field(default=..., description="""Version of this standard that the card follows.""")
    prediction_id: str = Field(default=..., description="""Identifier of the file of predictions.""")
    predictor_card: PredictorCard = Field(default=..., description="""The card of the predictor.""")
    task_id: str = Field(default=..., description="""Name of the task.""")
    evaluated_on: Optional[DatasetReference] = Field(default=None, description="""The dataset.""")
    manifest_digest: str = Field(default=..., description="""Digest of the manifest.""")
    view_digest: str = Field(default=..., description="""Digest of the training view that was read.""")
    prediction_space: PredictionSpace = Field(default=..., description="""Space of the predicted values.""")
    quantile_levels: Optional[list[float]] = Field(default=None, description="""Levels of the quantiles that the file holds, ascending.""")
    seed: Optional[int] = Field(default=None, description="""Seed of the random number generator.""")
    cost: Optional[PredictionCost] = Field(default=None, description="""What answering cost.""")
    tool: Optional[Software] = Field(default=None, description="""Software that made the split.""")

    @field_validator('aivc_schema_version')
    def pattern_aivc_schema_version(cls, v):
        pattern=re.compile(r"^\d+\.\d+\.\d+$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid aivc_schema_version format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid aivc_schema_version format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('prediction_id')
    def pattern_prediction_id(cls, v):
        pattern=re.compile(r"^[A-Za-z_][A-Za-z0-9_.+-]*:[^\s]+$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid prediction_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid prediction_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('task_id')
    def pattern_task_id(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid task_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid task_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('manifest_digest')
    def pattern_manifest_digest(cls, v):
        pattern=re.compile(r"^[0-9a-f]{64}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid manifest_digest format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid manifest_digest format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('view_digest')
    def pattern_view_digest(cls, v):
        pattern=re.compile(r"^[0-9a-f]{64}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid view_digest format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid view_digest format: {v}"
            raise ValueError(err_msg)
        return v


class PredictionCost(ConfiguredBaseModel):
    """
    What answering cost, measured from outside.
    """
    fit_seconds: Optional[float] = Field(default=None, description="""Wall time of fitting, in seconds.""", ge=0)
    predict_seconds: Optional[float] = Field(default=None, description="""Wall time of answering all queries, in seconds.""", ge=0)
    seconds_per_1000_queries: Optional[float] = Field(default=None, description="""Wall time of answering a thousand queries, in seconds.""", ge=0)
    peak_memory_bytes: Optional[int] = Field(default=None, description="""Most memory that was held at once, in bytes.""", ge=0)
    n_queries: Optional[int] = Field(default=None, description="""Number of queries.""", ge=0)


class MetricCard(ConfiguredBaseModel):
    """
    A metric - its definition, the values it gives where nothing was learnt, and how it was tried.
    """
    metric_id: str = Field(default=..., description="""Name of the metric.""")
    metric_version: int = Field(default=..., description="""Number of the definition. It changes when what the metric means does.""", ge=1)
    title: Optional[str] = Field(default=None, description="""Title of the dataset.""")
    definition: str = Field(default=..., description="""How it is computed, in words that allow to compute it again.""")
    space: Optional[str] = Field(default=None, description="""Space in which it was computed - gene, latent, or a readout.""")
    better: BetterDirection = Field(default=..., description="""Which way is better.""")
    no_skill_value: Optional[float] = Field(default=None, description="""Value of a prediction that knows nothing of the unit.""")
    best_value: Optional[float] = Field(default=None, description="""Value of a perfect prediction.""")
    worst_value: Optional[float] = Field(default=None, description="""Value that a missing prediction scores.""")
    is_scale_blind: Optional[bool] = Field(default=None, description="""Whether all effects may be multiplied without a change of the value.""")
    least_features: Optional[int] = Field(default=None, description="""Number of features below which a unit is not scored.""", ge=1)
    references: Optional[list[str]] = Field(default=None, description="""Papers, standards and software that a definition comes from.""")

    @field_validator('metric_id')
    def pattern_metric_id(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid metric_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid metric_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('title')
    def pattern_title(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid title format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid title format: {v}"
            raise ValueError(err_msg)
        return v


class GridResult(ConfiguredBaseModel):
    """
    One row of the transport grid as it was filled, or that nothing fills it.
    """
    grid_row_id: str = Field(default=..., description="""Name of the row.""")
    input_modality: Optional[str] = Field(default=None, description="""Modality that goes in.""")
    target_modality: Optional[str] = Field(default=None, description="""Modality that comes out.""")
    scale_level: Optional[ScaleLevel] = Field(default=None, description="""Scale of the units.""")
    shifted_axes: Optional[list[SplitAxis]] = Field(default=None, description="""Axes of context on which the units have values that training has not; none where absent.""")
    regime: Optional[InterventionRegime] = Field(default=None, description="""What training knew of the intervention.""")
    is_declared: Optional[bool] = Field(default=None, description="""Whether the manifest declares the row; units that no declared row takes stand in a row of their own.""")
    decision: Decision = Field(default=..., description="""The decision that the readout supports.""")
    n_units: Optional[int] = Field(default=None, description="""Number of units.""", ge=0)
    n_clusters: Optional[int] = Field(default=None, description="""Number of clusters that the units belong to.""", ge=0)
    least_units: Optional[int] = Field(default=None, description="""Number of clusters below which a result is no evidence.""", ge=1)
    n_missing: Optional[int] = Field(default=None, description="""Units that the file does not hold.""", ge=0)
    n_failed: Optional[int] = Field(default=None, description="""Units at which the predictor failed.""", ge=0)
    n_abstained: Optional[int] = Field(default=None, description="""Units of which the predictor said that it cannot tell.""", ge=0)
    evidence: Evidence = Field(default=..., description="""Whether the result supports the decision.""")
    because: Optional[str] = Field(default=None, description="""What the guess rests on, or what is asked for, in plain words.""")
    results: Optional[list[MetricResult]] = Field(default=None, description="""Numbers.""", min_length=0)

    @field_validator('grid_row_id')
    def pattern_grid_row_id(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid grid_row_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid grid_row_id format: {v}"
            raise ValueError(err_msg)
        return v


class UnitCounts(ConfiguredBaseModel):
    """
    How many units were asked for, and what became of them.
    """
    n_asked: int = Field(default=..., description="""Units that were asked for.""", ge=0)
    n_predicted: Optional[int] = Field(default=None, description="""Units that were answered.""", ge=0)
    n_abstained: Optional[int] = Field(default=None, description="""Units of which the predictor said that it cannot tell.""", ge=0)
    n_failed: Optional[int] = Field(default=None, description="""Units at which the predictor failed.""", ge=0)
    n_missing: Optional[int] = Field(default=None, description="""Units that the file does not hold.""", ge=0)


class UnitScores(ConfiguredBaseModel):
    """
    The value of one metric for each unit, from which predictors are compared pair by pair.
    """
    metric: str = Field(default=..., description="""Name and version of the metric.""")
    metric_version: Optional[int] = Field(default=None, description="""Number of the definition. It changes when what the metric means does.""", ge=1)
    readout_id: Optional[str] = Field(default=None, description="""Identifier of the readout.""")
    stratum: Optional[str] = Field(default=None, description="""Part of the units that it is over.""")
    unit_ids: list[str] = Field(default=..., description="""Identifiers of the units.""")
    clusters: Optional[list[str]] = Field(default=None, description="""Cluster of each unit.""")
    unit_values: list[float] = Field(default=..., description="""Value for each unit.""")
    unit_weights: Optional[list[float]] = Field(default=None, description="""What each unit adds to the denominator; ones where absent. The value of a set of units is the sum of their values over the sum of these.""")

    @field_validator('readout_id')
    def pattern_readout_id(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid readout_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid readout_id format: {v}"
            raise ValueError(err_msg)
        return v


class PoolingBasis(ConfiguredBaseModel):
    """
    What the report of one fold adds to a report over all folds - numbers by unit, from which every result is computed in the same way for one fold and for all.
    """
    task_settings: str = Field(default=..., description="""The task as it was carried out, every default included, as JSON.""")
    unit_of_split: Optional[SplitAxis] = Field(default=None, description="""What is kept whole.""")
    asked_readouts: list[str] = Field(default=..., description="""Readouts of the card, or expression, that answers are judged on.""")
    state_readout: Optional[str] = Field(default=None, description="""Readout whose values are the predicted states, which calibration is about.""")
    judged_units: JudgedUnits = Field(default=..., description="""The units that were asked for.""")
    judged_readouts: list[JudgedReadout] = Field(default=..., description="""Rows of readouts with their scores.""")
    unit_sums: Optional[list[UnitSum]] = Field(default=None, description="""What units add to calibration.""")


class JudgedUnits(ConfiguredBaseModel):
    """
    The units that were asked for, column by column.
    """
    unit_ids: list[str] = Field(default=..., description="""Identifiers of the units.""")
    clusters: list[str] = Field(default=..., description="""Cluster of each unit.""")
    unit_strata: list[str] = Field(default=..., description="""Where each row stands in the transport grid, as a JSON list - what training knew of its intervention, then the axes of its context that were new.""")
    unit_fates: list[str] = Field(default=..., description="""What became of each unit - predicted, abstained, failed or missing.""")
    unit_doubts: list[float] = Field(default=..., description="""How unsure the predictor is of each unit, in widths of its intervals; larger is less sure.""")


class JudgedReadout(ConfiguredBaseModel):
    """
    The rows of a readout, which are units or what several units make together, and what they scored.
    """
    readout_id: str = Field(default=..., description="""Identifier of the readout.""")
    judged_as: str = Field(default=..., description="""Kind of readout that metrics take it for.""")
    readout_definition: Optional[str] = Field(default=None, description="""Digest of the readout without what training measured, which differs from fold to fold.""")
    feature_coverage: Optional[float] = Field(default=None, description="""Share of the features that the readout declares which the data hold.""", ge=0, le=1)
    row_ids: list[str] = Field(default=..., description="""Names of the rows.""")
    clusters: list[str] = Field(default=..., description="""Cluster of each unit.""")
    unit_strata: list[str] = Field(default=..., description="""Where each row stands in the transport grid, as a JSON list - what training knew of its intervention, then the axes of its context that were new.""")
    row_scores: Optional[list[RowScores]] = Field(default=None, description="""Scores of the rows.""")

    @field_validator('readout_id')
    def pattern_readout_id(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid readout_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid readout_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('readout_definition')
    def pattern_readout_definition(cls, v):
        pattern=re.compile(r"^[0-9a-f]{64}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid readout_definition format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid readout_definition format: {v}"
            raise ValueError(err_msg)
        return v


class RowScores(ConfiguredBaseModel):
    """
    What the rows of a readout add to one metric, of the prediction or of what it is compared with. The value over any rows is the sum of their numerators over that of their denominators.
    """
    metric: str = Field(default=..., description="""Name and version of the metric.""")
    metric_version: int = Field(default=..., description="""Number of the definition. It changes when what the metric means does.""", ge=1)
    answered_by: str = Field(default=..., description="""Whose answer it is - the prediction, a trivial predictor (floor NAME), half of the data (half N), or, of the same half, a prediction that knows nothing (uninformed N) and the half mixed with it (interpolated N).""")
    scored_rows: list[int] = Field(default=..., description="""Places of the rows that count, from 0.""")
    row_numerators: list[float] = Field(default=..., description="""What each of these rows adds to the numerator.""")
    row_denominators: list[float] = Field(default=..., description="""What each of these rows adds to the denominator.""")
    unanswered_rows: Optional[list[int]] = Field(default=None, description="""Places, from 0, of the rows without an answer.""")


class UnitSum(ConfiguredBaseModel):
    """
    What the features of each unit add to one quantity of calibration.
    """
    stratum: Optional[str] = Field(default=None, description="""Part of the units that it is over.""")
    summed: str = Field(default=..., description="""Name of the quantity, with the level of the interval where it is about one.""")
    unit_values: list[float] = Field(default=..., description="""Value for each unit.""")


class MetricTrial(ConfiguredBaseModel):
    """
    What a metric gives in these data where the best answer is known - one half of the data is taken as the prediction of the other, and changed in ways that a useful metric must see.
    """
    metric: str = Field(default=..., description="""Name and version of the metric.""")
    metric_version: Optional[int] = Field(default=None, description="""Number of the definition. It changes when what the metric means does.""", ge=1)
    readout_id: Optional[str] = Field(default=None, description="""Identifier of the readout.""")
    dynamic_range: Optional[float] = Field(default=None, description="""How far the metric tells a replicate from the floor in these units, as a share of its whole range.""")
    repeated_value: float = Field(default=..., description="""Value of one half of the data as the prediction of the other.""")
    neutral_value: Optional[float] = Field(default=None, description="""Value of a prediction that knows nothing.""")
    same_for_all_value: Optional[float] = Field(default=None, description="""Value where each unit is predicted as the mean of all.""")
    permuted_value: Optional[float] = Field(default=None, description="""Value where units have each other's predictions.""")
    halved_value: Optional[float] = Field(default=None, description="""Value where all predicted effects are halved.""")
    tripled_value: Optional[float] = Field(default=None, description="""Value where all predicted effects are tripled.""")
    mixed_value: Optional[float] = Field(default=None, description="""Value where predictions are mixed, half and half, with the mean of all.""")

    @field_validator('readout_id')
    def pattern_readout_id(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid readout_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid readout_id format: {v}"
            raise ValueError(err_msg)
        return v


class CalledOut(ConfiguredBaseModel):
    """
    Something about a result that its reader must know before using the number.
    """
    called_out_kind: CalledOutKind = Field(default=..., description="""What is wrong.""")
    because: str = Field(default=..., description="""What the guess rests on, or what is asked for, in plain words.""")
    stratum: Optional[str] = Field(default=None, description="""Part of the units that it is over.""")


class Query(ConfiguredBaseModel):
    """
    One row of the table of queries, which asks a predictor for the state of one unit - what was done, when the unit was harvested, and, in a column for each axis of context, where it starts from. It holds nothing that the truth decides.
    """
    unit_id: str = Field(default=..., description="""Identifier of the unit of evaluation that is asked for.""")
    condition_id: Optional[str] = Field(default=None, description="""Identifier of the condition, the value of condition_id in obs.""")
    agents_asked: Optional[str] = Field(default=None, description="""Agents that were given, sorted and joined by a plus sign; empty where nothing was done.""")
    dose_asked: Optional[float] = Field(default=None, description="""Dose, where one agent is given at one dose.""")
    dose_unit_asked: Optional[str] = Field(default=None, description="""UCUM code of the unit of the dose.""")
    harvest_hours: Optional[float] = Field(default=None, description="""Hours from time zero to harvest.""")
    dosing_steps: Optional[str] = Field(default=None, description="""What was given and when, as a JSON list of objects with agent, dose, unit, start_hours and end_hours; null where not known, and end_hours also where the exposure lasts until harvest.""")
    control_unit_id: Optional[str] = Field(default=None, description="""Unit of the training view that is the control of this one; empty where there is none.""")

    @field_validator('unit_id')
    def pattern_unit_id(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid unit_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid unit_id format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('condition_id')
    def pattern_condition_id(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid condition_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid condition_id format: {v}"
            raise ValueError(err_msg)
        return v


class MetricResult(ConfiguredBaseModel):
    """
    One number, with its space, partition, count and interval.
    """
    metric: str = Field(default=..., description="""Name and version of the metric.""")
    metric_version: Optional[int] = Field(default=None, description="""Number of the definition. It changes when what the metric means does.""", ge=1)
    readout_id: Optional[str] = Field(default=None, description="""Identifier of the readout.""")
    value: float = Field(default=..., description="""The number, in the unit given beside it.""")
    ci_low: Optional[float] = Field(default=None, description="""Lower bound of the interval.""")
    ci_high: Optional[float] = Field(default=None, description="""Upper bound of the interval.""")
    ci_method: Optional[str] = Field(default=None, description="""How the interval was computed.""")
    n_evaluated: int = Field(default=..., description="""Number of units that the number is over.""", ge=1)
    n_clusters: Optional[int] = Field(default=None, description="""Number of clusters that the units belong to.""", ge=0)
    space: str = Field(default=..., description="""Space in which it was computed - gene, latent, or a readout.""")
    partition: str = Field(default=..., description="""Name of a partition of a split.""")
    stratum: Optional[str] = Field(default=None, description="""Part of the units that it is over.""")
    better: Optional[BetterDirection] = Field(default=None, description="""Which way is better.""")
    floor: Optional[float] = Field(default=None, description="""Value of the best trivial predictor.""")
    floor_predictor: Optional[str] = Field(default=None, description="""Trivial predictor that the floor is of.""")
    replicate: Optional[float] = Field(default=None, description="""Value of half of the data as a prediction of the other half, mean of five halvings. It is no ceiling.""")
    scaled_value: Optional[float] = Field(default=None, description="""(value - floor) / (replicate - floor), not clipped.""")
    delta_to_floor: Optional[float] = Field(default=None, description="""Mean of the paired differences to the floor; positive is better than the floor.""")
    delta_low: Optional[float] = Field(default=None, description="""Lower bound of the difference to the floor.""")
    delta_high: Optional[float] = Field(default=None, description="""Upper bound of the difference to the floor.""")
    win_rate: Optional[float] = Field(default=None, description="""Share of units in which the predictor is better than the floor; ties count half.""", ge=0, le=1)
    p_value: Optional[float] = Field(default=None, description="""Probability of a difference to the floor at least as large if signs of clusters were arbitrary.""", ge=0, le=1)
    adjusted_p_value: Optional[float] = Field(default=None, description="""The same, adjusted (Holm) for the number of metrics in the row of the grid.""", ge=0, le=1)
    dynamic_range: Optional[float] = Field(default=None, description="""How far the metric tells a replicate from the floor in these units, as a share of its whole range.""")
    evidence: Optional[Evidence] = Field(default=None, description="""Whether the result supports the decision.""")

    @field_validator('readout_id')
    def pattern_readout_id(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid readout_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid readout_id format: {v}"
            raise ValueError(err_msg)
        return v


class CalibrationResult(ConfiguredBaseModel):
    """
    How well an uncertainty holds.
    """
    calibration_kind: CalibrationKind = Field(default=..., description="""Kind of calibration result.""")
    readout_id: Optional[str] = Field(default=None, description="""Identifier of the readout.""")
    nominal_level: Optional[float] = Field(default=None, description="""Level that was promised.""", ge=0, le=1)
    observed_level: float = Field(default=..., description="""Level or value that was observed.""")
    recalibrated_on: Optional[str] = Field(default=None, description="""Partition that was used to recalibrate. Never the test partition.""")
    stratum: Optional[str] = Field(default=None, description="""Part of the units that it is over.""")
    n_evaluated: Optional[int] = Field(default=None, description="""Number of units that the number is over.""", ge=1)
    n_clusters: Optional[int] = Field(default=None, description="""Number of clusters that the units belong to.""", ge=0)
    interval_width: Optional[float] = Field(default=None, description="""Mean width of the intervals, in the unit of the readout.""")
    expected_level: Optional[float] = Field(default=None, description="""Coverage that intervals would have of one who knows the effects and not the sampling noise. Below the level that was promised where values were chosen by what was measured of them.""", ge=0, le=1)
    highest_level: Optional[float] = Field(default=None, description="""Upper bound of the coverage, one-sided at 95 %, over clusters.""", ge=0, le=1)
    worst_unit: Optional[str] = Field(default=None, description="""Unit with the lowest coverage.""")
    worst_level: Optional[float] = Field(default=None, description="""Coverage of that unit.""", ge=0, le=1)
    worst_chance: Optional[float] = Field(default=None, description="""Probability that the worst of so many units is as low where intervals hold as often as they promise and values err independently.""", ge=0, le=1)

    @field_validator('readout_id')
    def pattern_readout_id(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid readout_id format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid readout_id format: {v}"
            raise ValueError(err_msg)
        return v


class ValidationReport(ConfiguredBaseModel):
    """
    The result of one validation.
    """
    aivc_schema_version: str = Field(default=..., description="""Version of this standard that the card follows.""")
    verdict: Verdict = Field(default=..., description="""The result in one word. Valid is said only after a full validation.""")
    level: ValidationLevel = Field(default=..., description="""How deep the validation went.""")
    profile: str = Field(default=..., description="""Profile that decided severities.""")
    fail_on: Severity = Field(default=..., description="""Lowest severity that fails.""")
    input_path: str = Field(default=..., description="""The input, as it was given.""")
    findings: Optional[list[Finding]] = Field(default=None, description="""What was found.""")
    rules_run: Optional[list[str]] = Field(default=None, description="""Codes of the rules that were run.""")
    rules_not_run: Optional[list[RuleNotRun]] = Field(default=None, description="""Rules that were not run, and why.""")
    operator_chains: Optional[list[OperatorChain]] = Field(default=None, description="""How tables, images and readouts came about; those that do not compose first.""")
    n_chains_left_out: Optional[int] = Field(default=None, description="""Chains that are not listed because there are too many.""", ge=0)
    split_audit: Optional[SplitAudit] = Field(default=None, description="""What was found out about a split, where one was audited.""")
    receipt: Receipt = Field(default=..., description="""Proof of the validation.""")

    @field_validator('aivc_schema_version')
    def pattern_aivc_schema_version(cls, v):
        pattern=re.compile(r"^\d+\.\d+\.\d+$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid aivc_schema_version format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid aivc_schema_version format: {v}"
            raise ValueError(err_msg)
        return v


class Finding(ConfiguredBaseModel):
    """
    One problem, with where it is and how to mend it.
    """
    code: str = Field(default=..., description="""Permanent code of the rule.""")
    rule_name: str = Field(default=..., description="""Name of the rule.""")
    severity: Severity = Field(default=..., description="""How bad it is.""")
    location: Location = Field(default=..., description="""Where it is.""")
    message: str = Field(default=..., description="""What is wrong, in one sentence.""")
    observed: Optional[str] = Field(default=None, description="""What was found.""")
    expected: Optional[str] = Field(default=None, description="""What was expected.""")
    count: Optional[int] = Field(default=None, description="""How many times.""", ge=0)
    total: Optional[int] = Field(default=None, description="""Out of how many.""", ge=0)
    example_rows: Optional[list[str]] = Field(default=None, description="""At most five examples, such as row names.""", max_length=5)
    fix: str = Field(default=..., description="""How to mend it.""")
    suppressed_because: Optional[str] = Field(default=None, description="""Reason for which the finding does not count.""")
    is_known: Optional[bool] = Field(default=None, description="""Whether a baseline lists the finding already.""")

    @field_validator('code')
    def pattern_code(cls, v):
        pattern=re.compile(r"^[A-Z]{3}\d{3}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid code format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid code format: {v}"
            raise ValueError(err_msg)
        return v


class Location(ConfiguredBaseModel):
    """
    Where a finding is.
    """
    location_text: str = Field(default=..., description="""The location as one path, as suppressions and baselines write it.""")
    element: str = Field(default=..., description="""Table or element of the container that holds the units.""")
    in_table: Optional[str] = Field(default=None, description="""Table whose obs holds the columns, where the container has several. The name as `inspect` prints it.""")
    column: Optional[str] = Field(default=None, description="""Name of an obs column, as the file spells it.""")
    card_pointer: Optional[str] = Field(default=None, description="""JSON pointer into the card or the manifest.""")
    line: Optional[int] = Field(default=None, description="""Line of the card or the manifest.""", ge=1)

    @field_validator('card_pointer')
    def pattern_card_pointer(cls, v):
        pattern=re.compile(r"^(/[^/]*)*$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid card_pointer format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid card_pointer format: {v}"
            raise ValueError(err_msg)
        return v


class RuleNotRun(ConfiguredBaseModel):
    """
    A rule that was not run, and why.
    """
    code: str = Field(default=..., description="""Permanent code of the rule.""")
    not_run_reason: NotRunReason = Field(default=..., description="""Why a rule was not run.""")
    detail: Optional[str] = Field(default=None, description="""The reason in words.""")

    @field_validator('code')
    def pattern_code(cls, v):
        pattern=re.compile(r"^[A-Z]{3}\d{3}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid code format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid code format: {v}"
            raise ValueError(err_msg)
        return v


class Receipt(ConfiguredBaseModel):
    """
    Proof of a validation.
    """
    dataset_digest: Optional[str] = Field(default=None, description="""Digest of the bytes or the content of the dataset.""")
    card_digest: Optional[str] = Field(default=None, description="""SHA-256 of the card.""")
    software: Optional[Software] = Field(default=None, description="""Software used.""")
    rule_set_digest: str = Field(default=..., description="""Digest of the set of rules.""")
    vocabulary_versions: Optional[list[VocabularyVersion]] = Field(default=None, description="""Vocabularies used.""")
    level: ValidationLevel = Field(default=..., description="""How deep the validation went.""")
    profile: str = Field(default=..., description="""Profile that decided severities.""")
    verdict: Verdict = Field(default=..., description="""The result in one word. Valid is said only after a full validation.""")
    receipt_digest: str = Field(default=..., description="""SHA-256 of the receipt without this slot, in canonical JSON.""")

    @field_validator('dataset_digest')
    def pattern_dataset_digest(cls, v):
        pattern=re.compile(r"^[a-z0-9-]+:[0-9a-f]{16,128}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid dataset_digest format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid dataset_digest format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('card_digest')
    def pattern_card_digest(cls, v):
        pattern=re.compile(r"^[0-9a-f]{64}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid card_digest format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid card_digest format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('receipt_digest')
    def pattern_receipt_digest(cls, v):
        pattern=re.compile(r"^[0-9a-f]{64}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid receipt_digest format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid receipt_digest format: {v}"
            raise ValueError(err_msg)
        return v


class VocabularyVersion(ConfiguredBaseModel):
    """
    A vocabulary and its version.
    """
    name: str = Field(default=..., description="""Name as it should be printed.""")
    version: str = Field(default=..., description="""Version. Of a dataset it is a semantic version, so that a split or a report can name exactly what it used.""")

    @field_validator('name')
    def pattern_name(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid name format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid name format: {v}"
            raise ValueError(err_msg)
        return v


class SuppressionFile(ConfiguredBaseModel):
    """
    Findings that are accepted, each with a reason and an end.
    """
    suppressions: list[Suppression] = Field(default=..., description="""Accepted findings.""")


class Suppression(ConfiguredBaseModel):
    """
    A finding that is accepted for a while.
    """
    code: str = Field(default=..., description="""Permanent code of the rule.""")
    location_glob: Optional[str] = Field(default=None, description="""Locations that are meant, with * as a wild card; all where it is absent.""")
    suppression_reason: str = Field(default=..., description="""Why the finding is accepted.""")
    expires: date = Field(default=..., description="""Day from which the finding counts again.""")

    @field_validator('code')
    def pattern_code(cls, v):
        pattern=re.compile(r"^[A-Z]{3}\d{3}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid code format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid code format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('suppression_reason')
    def pattern_suppression_reason(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid suppression_reason format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid suppression_reason format: {v}"
            raise ValueError(err_msg)
        return v


class ConversionMapping(ConfiguredBaseModel):
    """
    How a source is to be read, in a file beside it. What it says decides over every guess; what it leaves open is guessed, and each guess is marked as one.
    """
    aivc_schema_version: str = Field(default=..., description="""Version of this standard that the card follows.""")
    adapter: Optional[str] = Field(default=None, description="""Name of the reader of the source's format, as `aivc adapters` lists it.""")
    mapped_columns: Optional[list[MappedColumn]] = Field(default=None, description="""Columns of the source that a person explains.""")
    constants: Optional[list[Constant]] = Field(default=None, description="""Values that hold for every observation.""")
    known_controls: Optional[list[ControlLabel]] = Field(default=None, description="""Labels that mark controls, with the kind of control that each stands for.""")
    combination_separator: Optional[str] = Field(default=None, description="""Text between the members of a combination in the file's own labels. A hyphen is part of a name and never assumed to separate.""")
    unit_dialect: Optional[UnitDialect] = Field(default=None, description="""Whose spelling of units the file uses. LINCS writes um for micromolar; UCUM reads um as micrometre.""")
    dose_unit: Optional[str] = Field(default=None, description="""UCUM unit of the column with the role dose, where the column holds bare numbers.""")
    time_unit: Optional[str] = Field(default=None, description="""UCUM unit of the column with the role time, where the column holds bare numbers.""")

    @field_validator('aivc_schema_version')
    def pattern_aivc_schema_version(cls, v):
        pattern=re.compile(r"^\d+\.\d+\.\d+$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid aivc_schema_version format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid aivc_schema_version format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('adapter')
    def pattern_adapter(cls, v):
        pattern=re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid adapter format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid adapter format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('dose_unit')
    def pattern_dose_unit(cls, v):
        pattern=re.compile(r"^[^\s]+$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid dose_unit format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid dose_unit format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('time_unit')
    def pattern_time_unit(cls, v):
        pattern=re.compile(r"^[^\s]+$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid time_unit format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid time_unit format: {v}"
            raise ValueError(err_msg)
        return v


class MappedColumn(ConfiguredBaseModel):
    """
    What a column of the source stands for, and how its labels are to be read.
    """
    column: str = Field(default=..., description="""Name of an obs column, as the file spells it.""")
    in_table: Optional[str] = Field(default=None, description="""Table whose obs holds the columns, where the container has several. The name as `inspect` prints it.""")
    role: Optional[ObsRole] = Field(default=None, description="""The role played.""")
    label_readings: Optional[list[LabelReading]] = Field(default=None, description="""Labels that mean something else than they say.""")


class LabelReading(ConfiguredBaseModel):
    """
    A label of the source and what it means.
    """
    source_label: str = Field(default=..., description="""A label as the source spells it.""")
    read_as: str = Field(default=..., description="""What the label was, or is to be, read as.""")
    n_rows: Optional[int] = Field(default=None, description="""Number of rows that the file holds, header aside.""", ge=0)


class Constant(ConfiguredBaseModel):
    """
    A value that holds for every observation and stands in no column.
    """
    role: ObsRole = Field(default=..., description="""The role played.""")
    constant_value: str = Field(default=..., description="""The value, as a label of a column would say it.""")

    @field_validator('constant_value')
    def pattern_constant_value(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid constant_value format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid constant_value format: {v}"
            raise ValueError(err_msg)
        return v


class ControlLabel(ConfiguredBaseModel):
    """
    A label that marks controls in the source.
    """
    source_label: str = Field(default=..., description="""A label as the source spells it.""")
    control_kind: ControlKind = Field(default=..., description="""What kind of control it is.""")


class ConversionLog(ConfiguredBaseModel):
    """
    What a conversion read and what it did with it. It is kept beside the dataset that it made, and inside it.
    """
    aivc_schema_version: str = Field(default=..., description="""Version of this standard that the card follows.""")
    adapter: str = Field(default=..., description="""Name of the reader of the source's format, as `aivc adapters` lists it.""")
    adapter_reason: str = Field(default=..., description="""Why this reader was chosen.""")
    software: Software = Field(default=..., description="""Software used.""")
    source_files: Optional[list[SourceFile]] = Field(default=None, description="""The files that were read, relative to the source.""")
    steps: list[ConversionStep] = Field(default=..., description="""What was done, in the order of the source.""")

    @field_validator('aivc_schema_version')
    def pattern_aivc_schema_version(cls, v):
        pattern=re.compile(r"^\d+\.\d+\.\d+$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid aivc_schema_version format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid aivc_schema_version format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('adapter')
    def pattern_adapter(cls, v):
        pattern=re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid adapter format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid adapter format: {v}"
            raise ValueError(err_msg)
        return v


class SourceFile(ConfiguredBaseModel):
    """
    A file of the source.
    """
    path: str = Field(default=..., description="""Path relative to the card. Absolute paths and paths that climb out are refused.""")
    byte_size: Optional[int] = Field(default=None, description="""Size of the file in bytes.""", ge=0)

    @field_validator('path')
    def pattern_path(cls, v):
        pattern=re.compile(r"^(?!/)(?!.*(^|/)\.\.(/|$)).+$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid path format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid path format: {v}"
            raise ValueError(err_msg)
        return v


class ConversionStep(ConfiguredBaseModel):
    """
    What was done with one column, file or value.
    """
    action: ConversionAction = Field(default=..., description="""What was done.""")
    subject: str = Field(default=..., description="""What it was done with, a column, a file or a value of the source.""")
    in_table: Optional[str] = Field(default=None, description="""Table whose obs holds the columns, where the container has several. The name as `inspect` prints it.""")
    result: Optional[str] = Field(default=None, description="""What became of it.""")
    readings: Optional[list[LabelReading]] = Field(default=None, description="""Labels before and after.""")
    n_rows: Optional[int] = Field(default=None, description="""Number of rows that the file holds, header aside.""", ge=0)
    because: str = Field(default=..., description="""What the guess rests on, or what is asked for, in plain words.""")

    @field_validator('subject')
    def pattern_subject(cls, v):
        pattern=re.compile(r"\S")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid subject format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid subject format: {v}"
            raise ValueError(err_msg)
        return v
