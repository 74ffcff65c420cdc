"""Reading views of the classes of the standard.

Generated from schema/*.yaml. Do not edit; run `python tools/generate.py write`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from aivc.schema.view import Field, View

__all__ = [
    "Agent",
    "AgentTarget",
    "AlignmentReport",
    "Antibody",
    "Assignment",
    "AuditedPart",
    "AxisOverlap",
    "AxisRead",
    "Batch",
    "Binding",
    "Biologic",
    "BulkExpression",
    "BulkProteomics",
    "CalibrationResult",
    "CalledOut",
    "Cellular",
    "ChainStep",
    "Channel",
    "Chemical",
    "Claim",
    "ClaimVerdict",
    "ClinicalEndpoint",
    "ClinicalTable",
    "ColumnMatch",
    "Combination",
    "CombinationMember",
    "Condition",
    "ConditionFamily",
    "Constant",
    "Control",
    "ControlLabel",
    "ConversionLog",
    "ConversionMapping",
    "ConversionStep",
    "CoordinateTransform",
    "Corpus",
    "CoverageReport",
    "Creator",
    "Culture",
    "DataFile",
    "DataUse",
    "DatasetCard",
    "DatasetReference",
    "Distribution",
    "Donor",
    "DosingEvent",
    "DraftNote",
    "Efficiency",
    "Environmental",
    "EvaluationReport",
    "EvaluationTask",
    "Exclusion",
    "Exposure",
    "FeatureSet",
    "FeatureSpace",
    "Finding",
    "Fold",
    "GeneticPerturbation",
    "Grant",
    "GridResult",
    "GridRow",
    "GroupCoverage",
    "GuideRNA",
    "Histology",
    "ImagingSpatial",
    "Infectious",
    "Instrument",
    "Intervention",
    "JudgedReadout",
    "JudgedUnits",
    "LabelDoubt",
    "LabelMerge",
    "LabelReading",
    "LiveImaging",
    "Location",
    "MappedColumn",
    "MeasurementOperator",
    "MetricCard",
    "MetricResult",
    "MetricTrial",
    "ModalityImage",
    "ModalityTable",
    "Morphology",
    "Neighbourhood",
    "NoiseModel",
    "Observation",
    "ObservationSet",
    "OperatorChain",
    "OrderedAxis",
    "Partition",
    "Plate",
    "PooledScreen",
    "PoolingBasis",
    "PredictionCost",
    "PredictionSet",
    "PredictorCard",
    "ProcessingActivity",
    "Quantity",
    "Query",
    "Readout",
    "Receipt",
    "RoleColumns",
    "RowScores",
    "RuleNotRun",
    "Sample",
    "ScaleLink",
    "ScaleUnitSet",
    "Segmentation",
    "SingleCellATAC",
    "SingleCellProteomics",
    "SingleCellRNA",
    "Site",
    "Software",
    "SourceFile",
    "SplitAudit",
    "SplitManifest",
    "SpotSpatial",
    "Suppression",
    "SuppressionFile",
    "SurfaceProtein",
    "UnitCounts",
    "UnitScores",
    "UnitSum",
    "ValidationReport",
    "Viability",
    "VocabularyVersion",
]


class Agent(View):
    """What is applied to cells."""

    __slots__ = ("agent_id", "agent_type", "label", "agent_targets", "mechanism_of_action", "vendor", "catalog_number", "lot",)
    class_name: ClassVar[str] = "Agent"
    identifier_slot: ClassVar[str | None] = "agent_id"
    designator_slot: ClassVar[str | None] = "agent_type"
    concrete_classes: ClassVar[tuple[str, ...]] = ("Chemical", "Biologic", "GeneticPerturbation", "Environmental", "Cellular", "Infectious",)
    fields: ClassVar[Mapping[str, Field]] = {
        "agent_id": ("text", False, None),
        "agent_type": ("text", False, None),
        "label": ("text", False, None),
        "agent_targets": ("object", True, "AgentTarget"),
        "mechanism_of_action": ("text", True, None),
        "vendor": ("text", False, None),
        "catalog_number": ("text", False, None),
        "lot": ("text", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        agent_id: str | None = None,
        agent_type: str | None = None,
        label: str | None = None,
        agent_targets: tuple[AgentTarget, ...] = (),
        mechanism_of_action: tuple[str, ...] = (),
        vendor: str | None = None,
        catalog_number: str | None = None,
        lot: str | None = None,
    ) -> None:
        self.pointer = pointer
        self.agent_id = agent_id
        self.agent_type = agent_type
        self.label = label
        self.agent_targets = agent_targets
        self.mechanism_of_action = mechanism_of_action
        self.vendor = vendor
        self.catalog_number = catalog_number
        self.lot = lot


class AgentTarget(View):
    """What an agent acts on, and how."""

    __slots__ = ("target_feature", "target_action",)
    class_name: ClassVar[str] = "AgentTarget"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("AgentTarget",)
    fields: ClassVar[Mapping[str, Field]] = {
        "target_feature": ("text", False, None),
        "target_action": ("text", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        target_feature: str | None = None,
        target_action: str | None = None,
    ) -> None:
        self.pointer = pointer
        self.target_feature = target_feature
        self.target_action = target_action


class AlignmentReport(View):
    """How exactly two coordinate systems were aligned."""

    __slots__ = ("alignment_method", "transform_class", "error_metric", "error_value", "error_p95", "n_landmarks", "landmarks_independent_of_fit",)
    class_name: ClassVar[str] = "AlignmentReport"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("AlignmentReport",)
    fields: ClassVar[Mapping[str, Field]] = {
        "alignment_method": ("text", False, None),
        "transform_class": ("text", False, None),
        "error_metric": ("text", False, None),
        "error_value": ("object", False, "Quantity"),
        "error_p95": ("object", False, "Quantity"),
        "n_landmarks": ("integer", False, None),
        "landmarks_independent_of_fit": ("boolean", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        alignment_method: str | None = None,
        transform_class: str | None = None,
        error_metric: str | None = None,
        error_value: Quantity | None = None,
        error_p95: Quantity | None = None,
        n_landmarks: int | None = None,
        landmarks_independent_of_fit: bool | None = None,
    ) -> None:
        self.pointer = pointer
        self.alignment_method = alignment_method
        self.transform_class = transform_class
        self.error_metric = error_metric
        self.error_value = error_value
        self.error_p95 = error_p95
        self.n_landmarks = n_landmarks
        self.landmarks_independent_of_fit = landmarks_independent_of_fit


class Antibody(View):
    """One antibody of a panel."""

    __slots__ = ("tag_name", "target_protein", "clone", "rrid", "is_isotype_control", "marks_sample",)
    class_name: ClassVar[str] = "Antibody"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("Antibody",)
    fields: ClassVar[Mapping[str, Field]] = {
        "tag_name": ("text", False, None),
        "target_protein": ("text", False, None),
        "clone": ("text", False, None),
        "rrid": ("text", False, None),
        "is_isotype_control": ("boolean", False, None),
        "marks_sample": ("text", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        tag_name: str | None = None,
        target_protein: str | None = None,
        clone: str | None = None,
        rrid: str | None = None,
        is_isotype_control: bool | None = None,
        marks_sample: str | None = None,
    ) -> None:
        self.pointer = pointer
        self.tag_name = tag_name
        self.target_protein = target_protein
        self.clone = clone
        self.rrid = rrid
        self.is_isotype_control = is_isotype_control
        self.marks_sample = marks_sample


class Assignment(View):
    """One row of the table of assignments. It names an observation, or the values of the
    grouping keys that decide; all observations that fit belong to the partition. Every other
    column of the table is a grouping key."""

    __slots__ = ("observation_id", "in_table", "condition_id", "sample_id", "partition",)
    class_name: ClassVar[str] = "Assignment"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("Assignment",)
    fields: ClassVar[Mapping[str, Field]] = {
        "observation_id": ("text", False, None),
        "in_table": ("text", False, None),
        "condition_id": ("text", False, None),
        "sample_id": ("text", False, None),
        "partition": ("text", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        observation_id: str | None = None,
        in_table: str | None = None,
        condition_id: str | None = None,
        sample_id: str | None = None,
        partition: str | None = None,
    ) -> None:
        self.pointer = pointer
        self.observation_id = observation_id
        self.in_table = in_table
        self.condition_id = condition_id
        self.sample_id = sample_id
        self.partition = partition


class AuditedPart(View):
    """A part and its rows."""

    __slots__ = ("partition_name", "partition_role", "n_observations", "n_controls",)
    class_name: ClassVar[str] = "AuditedPart"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("AuditedPart",)
    fields: ClassVar[Mapping[str, Field]] = {
        "partition_name": ("text", False, None),
        "partition_role": ("text", False, None),
        "n_observations": ("integer", False, None),
        "n_controls": ("integer", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        partition_name: str | None = None,
        partition_role: str | None = None,
        n_observations: int | None = None,
        n_controls: int | None = None,
    ) -> None:
        self.pointer = pointer
        self.partition_name = partition_name
        self.partition_role = partition_role
        self.n_observations = n_observations
        self.n_controls = n_controls


class AxisOverlap(View):
    """What two parts share on an axis, or on several together."""

    __slots__ = ("overlap_axes", "partition", "against_partition", "n_values", "n_values_shared", "n_observations", "n_observations_shared", "shared_fraction", "published_name", "sharing",)
    class_name: ClassVar[str] = "AxisOverlap"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("AxisOverlap",)
    fields: ClassVar[Mapping[str, Field]] = {
        "overlap_axes": ("text", True, None),
        "partition": ("text", False, None),
        "against_partition": ("text", False, None),
        "n_values": ("integer", False, None),
        "n_values_shared": ("integer", False, None),
        "n_observations": ("integer", False, None),
        "n_observations_shared": ("integer", False, None),
        "shared_fraction": ("number", False, None),
        "published_name": ("text", False, None),
        "sharing": ("text", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        overlap_axes: tuple[str, ...] = (),
        partition: str | None = None,
        against_partition: str | None = None,
        n_values: int | None = None,
        n_values_shared: int | None = None,
        n_observations: int | None = None,
        n_observations_shared: int | None = None,
        shared_fraction: float | None = None,
        published_name: str | None = None,
        sharing: str | None = None,
    ) -> None:
        self.pointer = pointer
        self.overlap_axes = overlap_axes
        self.partition = partition
        self.against_partition = against_partition
        self.n_values = n_values
        self.n_values_shared = n_values_shared
        self.n_observations = n_observations
        self.n_observations_shared = n_observations_shared
        self.shared_fraction = shared_fraction
        self.published_name = published_name
        self.sharing = sharing


class AxisRead(View):
    """Where the values of an axis were read."""

    __slots__ = ("claim_axis", "columns", "axis_source",)
    class_name: ClassVar[str] = "AxisRead"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("AxisRead",)
    fields: ClassVar[Mapping[str, Field]] = {
        "claim_axis": ("text", False, None),
        "columns": ("text", True, None),
        "axis_source": ("text", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        claim_axis: str | None = None,
        columns: tuple[str, ...] = (),
        axis_source: str | None = None,
    ) -> None:
        self.pointer = pointer
        self.claim_axis = claim_axis
        self.columns = columns
        self.axis_source = axis_source


class Batch(View):
    """Observations that were made together and share what went wrong."""

    __slots__ = ("batch_id", "batch_kind", "batch_site", "batch_instrument", "matches",)
    class_name: ClassVar[str] = "Batch"
    identifier_slot: ClassVar[str | None] = "batch_id"
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("Batch",)
    fields: ClassVar[Mapping[str, Field]] = {
        "batch_id": ("text", False, None),
        "batch_kind": ("text", False, None),
        "batch_site": ("text", False, None),
        "batch_instrument": ("text", False, None),
        "matches": ("object", True, "ColumnMatch"),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        batch_id: str | None = None,
        batch_kind: str | None = None,
        batch_site: str | None = None,
        batch_instrument: str | None = None,
        matches: tuple[ColumnMatch, ...] = (),
    ) -> None:
        self.pointer = pointer
        self.batch_id = batch_id
        self.batch_kind = batch_kind
        self.batch_site = batch_site
        self.batch_instrument = batch_instrument
        self.matches = matches


class Binding(View):
    """Reads a file as it is: which of its own columns play which role. With a binding a large
    file can be validated and split without being rewritten; conversion writes the standard keys
    instead."""

    __slots__ = ("keys", "combination_separator", "unit_dialect", "dose_unit", "time_unit",)
    class_name: ClassVar[str] = "Binding"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("Binding",)
    fields: ClassVar[Mapping[str, Field]] = {
        "keys": ("object", True, "RoleColumns"),
        "combination_separator": ("text", False, None),
        "unit_dialect": ("text", False, None),
        "dose_unit": ("text", False, None),
        "time_unit": ("text", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        keys: tuple[RoleColumns, ...] = (),
        combination_separator: str | None = None,
        unit_dialect: str | None = None,
        dose_unit: str | None = None,
        time_unit: str | None = None,
    ) -> None:
        self.pointer = pointer
        self.keys = keys
        self.combination_separator = combination_separator
        self.unit_dialect = unit_dialect
        self.dose_unit = dose_unit
        self.time_unit = time_unit


class CalibrationResult(View):
    """How well an uncertainty holds."""

    __slots__ = ("calibration_kind", "readout_id", "nominal_level", "observed_level", "recalibrated_on", "stratum", "n_evaluated", "n_clusters", "interval_width", "expected_level", "highest_level", "worst_unit", "worst_level", "worst_chance",)
    class_name: ClassVar[str] = "CalibrationResult"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("CalibrationResult",)
    fields: ClassVar[Mapping[str, Field]] = {
        "calibration_kind": ("text", False, None),
        "readout_id": ("text", False, None),
        "nominal_level": ("number", False, None),
        "observed_level": ("number", False, None),
        "recalibrated_on": ("text", False, None),
        "stratum": ("text", False, None),
        "n_evaluated": ("integer", False, None),
        "n_clusters": ("integer", False, None),
        "interval_width": ("number", False, None),
        "expected_level": ("number", False, None),
        "highest_level": ("number", False, None),
        "worst_unit": ("text", False, None),
        "worst_level": ("number", False, None),
        "worst_chance": ("number", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        calibration_kind: str | None = None,
        readout_id: str | None = None,
        nominal_level: float | None = None,
        observed_level: float | None = None,
        recalibrated_on: str | None = None,
        stratum: str | None = None,
        n_evaluated: int | None = None,
        n_clusters: int | None = None,
        interval_width: float | None = None,
        expected_level: float | None = None,
        highest_level: float | None = None,
        worst_unit: str | None = None,
        worst_level: float | None = None,
        worst_chance: float | None = None,
    ) -> None:
        self.pointer = pointer
        self.calibration_kind = calibration_kind
        self.readout_id = readout_id
        self.nominal_level = nominal_level
        self.observed_level = observed_level
        self.recalibrated_on = recalibrated_on
        self.stratum = stratum
        self.n_evaluated = n_evaluated
        self.n_clusters = n_clusters
        self.interval_width = interval_width
        self.expected_level = expected_level
        self.highest_level = highest_level
        self.worst_unit = worst_unit
        self.worst_level = worst_level
        self.worst_chance = worst_chance


class CalledOut(View):
    """Something about a result that its reader must know before using the number."""

    __slots__ = ("called_out_kind", "because", "stratum",)
    class_name: ClassVar[str] = "CalledOut"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("CalledOut",)
    fields: ClassVar[Mapping[str, Field]] = {
        "called_out_kind": ("text", False, None),
        "because": ("text", False, None),
        "stratum": ("text", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        called_out_kind: str | None = None,
        because: str | None = None,
        stratum: str | None = None,
    ) -> None:
        self.pointer = pointer
        self.called_out_kind = called_out_kind
        self.because = because
        self.stratum = stratum


class ChainStep(View):
    """One operator of a chain, or what the first one is applied to."""

    __slots__ = ("step_kind", "step_name", "from_scale", "to_scale", "step_details", "declared_coverage", "counted_coverage", "step_fault",)
    class_name: ClassVar[str] = "ChainStep"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("ChainStep",)
    fields: ClassVar[Mapping[str, Field]] = {
        "step_kind": ("text", False, None),
        "step_name": ("text", False, None),
        "from_scale": ("text", False, None),
        "to_scale": ("text", False, None),
        "step_details": ("text", True, None),
        "declared_coverage": ("object", False, "CoverageReport"),
        "counted_coverage": ("object", False, "CoverageReport"),
        "step_fault": ("text", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        step_kind: str | None = None,
        step_name: str | None = None,
        from_scale: str | None = None,
        to_scale: str | None = None,
        step_details: tuple[str, ...] = (),
        declared_coverage: CoverageReport | None = None,
        counted_coverage: CoverageReport | None = None,
        step_fault: str | None = None,
    ) -> None:
        self.pointer = pointer
        self.step_kind = step_kind
        self.step_name = step_name
        self.from_scale = from_scale
        self.to_scale = to_scale
        self.step_details = step_details
        self.declared_coverage = declared_coverage
        self.counted_coverage = counted_coverage
        self.step_fault = step_fault


class Channel(View):
    """One channel of a microscope."""

    __slots__ = ("name", "dye", "stained_compartment", "excitation", "emission",)
    class_name: ClassVar[str] = "Channel"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("Channel",)
    fields: ClassVar[Mapping[str, Field]] = {
        "name": ("text", False, None),
        "dye": ("text", False, None),
        "stained_compartment": ("text", False, None),
        "excitation": ("object", False, "Quantity"),
        "emission": ("object", False, "Quantity"),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        name: str | None = None,
        dye: str | None = None,
        stained_compartment: str | None = None,
        excitation: Quantity | None = None,
        emission: Quantity | None = None,
    ) -> None:
        self.pointer = pointer
        self.name = name
        self.dye = dye
        self.stained_compartment = stained_compartment
        self.excitation = excitation
        self.emission = emission


class Claim(View):
    """What a partition is claimed to hold that training did not."""

    __slots__ = ("claim_axis", "joint_with", "novelty", "members_seen", "few_shot_limit", "partition", "against_partition",)
    class_name: ClassVar[str] = "Claim"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("Claim",)
    fields: ClassVar[Mapping[str, Field]] = {
        "claim_axis": ("text", False, None),
        "joint_with": ("text", True, None),
        "novelty": ("text", False, None),
        "members_seen": ("integer", False, None),
        "few_shot_limit": ("integer", False, None),
        "partition": ("text", False, None),
        "against_partition": ("text", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        claim_axis: str | None = None,
        joint_with: tuple[str, ...] = (),
        novelty: str | None = None,
        members_seen: int | None = None,
        few_shot_limit: int | None = None,
        partition: str | None = None,
        against_partition: str | None = None,
    ) -> None:
        self.pointer = pointer
        self.claim_axis = claim_axis
        self.joint_with = joint_with
        self.novelty = novelty
        self.members_seen = members_seen
        self.few_shot_limit = few_shot_limit
        self.partition = partition
        self.against_partition = against_partition


class ClaimVerdict(View):
    """Whether a claim holds."""

    __slots__ = ("claim_text", "claim_result", "claim_reason", "counter_examples", "qualifiers",)
    class_name: ClassVar[str] = "ClaimVerdict"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("ClaimVerdict",)
    fields: ClassVar[Mapping[str, Field]] = {
        "claim_text": ("text", False, None),
        "claim_result": ("text", False, None),
        "claim_reason": ("text", False, None),
        "counter_examples": ("text", True, None),
        "qualifiers": ("text", True, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        claim_text: str | None = None,
        claim_result: str | None = None,
        claim_reason: str | None = None,
        counter_examples: tuple[str, ...] = (),
        qualifiers: tuple[str, ...] = (),
    ) -> None:
        self.pointer = pointer
        self.claim_text = claim_text
        self.claim_result = claim_result
        self.claim_reason = claim_reason
        self.counter_examples = counter_examples
        self.qualifiers = qualifiers


class ClinicalEndpoint(View):
    """What happened to a patient, and until when."""

    __slots__ = ("endpoint_kind", "time_horizon", "event_column", "time_column", "subject_column",)
    class_name: ClassVar[str] = "ClinicalEndpoint"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("ClinicalEndpoint",)
    fields: ClassVar[Mapping[str, Field]] = {
        "endpoint_kind": ("text", False, None),
        "time_horizon": ("object", False, "Quantity"),
        "event_column": ("text", False, None),
        "time_column": ("text", False, None),
        "subject_column": ("text", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        endpoint_kind: str | None = None,
        time_horizon: Quantity | None = None,
        event_column: str | None = None,
        time_column: str | None = None,
        subject_column: str | None = None,
    ) -> None:
        self.pointer = pointer
        self.endpoint_kind = endpoint_kind
        self.time_horizon = time_horizon
        self.event_column = event_column
        self.time_column = time_column
        self.subject_column = subject_column


class ColumnMatch(View):
    """One column of the file and the value by which the rows of an entity are recognised."""

    __slots__ = ("column", "column_value",)
    class_name: ClassVar[str] = "ColumnMatch"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("ColumnMatch",)
    fields: ClassVar[Mapping[str, Field]] = {
        "column": ("text", False, None),
        "column_value": ("any", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        column: str | None = None,
        column_value: str | float | bool | None = None,
    ) -> None:
        self.pointer = pointer
        self.column = column
        self.column_value = column_value


class Combination(View):
    """More than one agent in one intervention, and the order of them."""

    __slots__ = ("members", "combination_order", "n_perturbations", "interval_between", "combination_design", "null_model",)
    class_name: ClassVar[str] = "Combination"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("Combination",)
    fields: ClassVar[Mapping[str, Field]] = {
        "members": ("object", True, "CombinationMember"),
        "combination_order": ("text", False, None),
        "n_perturbations": ("integer", False, None),
        "interval_between": ("object", False, "Quantity"),
        "combination_design": ("text", False, None),
        "null_model": ("text", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        members: tuple[CombinationMember, ...] = (),
        combination_order: str | None = None,
        n_perturbations: int | None = None,
        interval_between: Quantity | None = None,
        combination_design: str | None = None,
        null_model: str | None = None,
    ) -> None:
        self.pointer = pointer
        self.members = members
        self.combination_order = combination_order
        self.n_perturbations = n_perturbations
        self.interval_between = interval_between
        self.combination_design = combination_design
        self.null_model = null_model


class CombinationMember(View):
    """One agent of a combination."""

    __slots__ = ("agent", "order_index",)
    class_name: ClassVar[str] = "CombinationMember"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("CombinationMember",)
    fields: ClassVar[Mapping[str, Field]] = {
        "agent": ("text", False, None),
        "order_index": ("integer", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        agent: str | None = None,
        order_index: int | None = None,
    ) -> None:
        self.pointer = pointer
        self.agent = agent
        self.order_index = order_index


class Condition(View):
    """A context, an intervention or a control, and a time of harvest - what a row of the file
    is an observation of."""

    __slots__ = ("condition_id", "label", "intervention", "control", "harvest_time", "condition_sample", "n_observations", "n_replicates", "matches",)
    class_name: ClassVar[str] = "Condition"
    identifier_slot: ClassVar[str | None] = "condition_id"
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("Condition",)
    fields: ClassVar[Mapping[str, Field]] = {
        "condition_id": ("text", False, None),
        "label": ("text", False, None),
        "intervention": ("text", False, None),
        "control": ("text", False, None),
        "harvest_time": ("object", False, "Quantity"),
        "condition_sample": ("text", True, None),
        "n_observations": ("integer", False, None),
        "n_replicates": ("integer", False, None),
        "matches": ("object", True, "ColumnMatch"),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        condition_id: str | None = None,
        label: str | None = None,
        intervention: str | None = None,
        control: str | None = None,
        harvest_time: Quantity | None = None,
        condition_sample: tuple[str, ...] = (),
        n_observations: int | None = None,
        n_replicates: int | None = None,
        matches: tuple[ColumnMatch, ...] = (),
    ) -> None:
        self.pointer = pointer
        self.condition_id = condition_id
        self.label = label
        self.intervention = intervention
        self.control = control
        self.harvest_time = harvest_time
        self.condition_sample = condition_sample
        self.n_observations = n_observations
        self.n_replicates = n_replicates
        self.matches = matches


class ConditionFamily(View):
    """Conditions that differ in agent, amount and harvest at most."""

    __slots__ = ("family_conditions", "n_conditions", "family_events", "family_harvest", "family_context",)
    class_name: ClassVar[str] = "ConditionFamily"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("ConditionFamily",)
    fields: ClassVar[Mapping[str, Field]] = {
        "family_conditions": ("text", True, None),
        "n_conditions": ("integer", False, None),
        "family_events": ("text", True, None),
        "family_harvest": ("text", False, None),
        "family_context": ("text", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        family_conditions: tuple[str, ...] = (),
        n_conditions: int | None = None,
        family_events: tuple[str, ...] = (),
        family_harvest: str | None = None,
        family_context: str | None = None,
    ) -> None:
        self.pointer = pointer
        self.family_conditions = family_conditions
        self.n_conditions = n_conditions
        self.family_events = family_events
        self.family_harvest = family_harvest
        self.family_context = family_context


class Constant(View):
    """A value that holds for every observation and stands in no column."""

    __slots__ = ("role", "constant_value",)
    class_name: ClassVar[str] = "Constant"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("Constant",)
    fields: ClassVar[Mapping[str, Field]] = {
        "role": ("text", False, None),
        "constant_value": ("text", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        role: str | None = None,
        constant_value: str | None = None,
    ) -> None:
        self.pointer = pointer
        self.role = role
        self.constant_value = constant_value


class Control(View):
    """A control, with what it is a control for and what it is matched on. Never a magic word in
    a column."""

    __slots__ = ("control_id", "control_kind", "label", "control_agent", "vehicle_fraction", "control_for", "is_for_all_treated", "matched_on",)
    class_name: ClassVar[str] = "Control"
    identifier_slot: ClassVar[str | None] = "control_id"
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("Control",)
    fields: ClassVar[Mapping[str, Field]] = {
        "control_id": ("text", False, None),
        "control_kind": ("text", False, None),
        "label": ("text", False, None),
        "control_agent": ("text", False, None),
        "vehicle_fraction": ("object", False, "Quantity"),
        "control_for": ("text", True, None),
        "is_for_all_treated": ("boolean", False, None),
        "matched_on": ("text", True, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        control_id: str | None = None,
        control_kind: str | None = None,
        label: str | None = None,
        control_agent: str | None = None,
        vehicle_fraction: Quantity | None = None,
        control_for: tuple[str, ...] = (),
        is_for_all_treated: bool | None = None,
        matched_on: tuple[str, ...] = (),
    ) -> None:
        self.pointer = pointer
        self.control_id = control_id
        self.control_kind = control_kind
        self.label = label
        self.control_agent = control_agent
        self.vehicle_fraction = vehicle_fraction
        self.control_for = control_for
        self.is_for_all_treated = is_for_all_treated
        self.matched_on = matched_on


class ControlLabel(View):
    """A label that marks controls in the source."""

    __slots__ = ("source_label", "control_kind",)
    class_name: ClassVar[str] = "ControlLabel"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("ControlLabel",)
    fields: ClassVar[Mapping[str, Field]] = {
        "source_label": ("text", False, None),
        "control_kind": ("text", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        source_label: str | None = None,
        control_kind: str | None = None,
    ) -> None:
        self.pointer = pointer
        self.source_label = source_label
        self.control_kind = control_kind


class ConversionLog(View):
    """What a conversion read and what it did with it. It is kept beside the dataset that it
    made, and inside it."""

    __slots__ = ("aivc_schema_version", "adapter", "adapter_reason", "software", "source_files", "steps",)
    class_name: ClassVar[str] = "ConversionLog"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("ConversionLog",)
    fields: ClassVar[Mapping[str, Field]] = {
        "aivc_schema_version": ("text", False, None),
        "adapter": ("text", False, None),
        "adapter_reason": ("text", False, None),
        "software": ("object", False, "Software"),
        "source_files": ("object", True, "SourceFile"),
        "steps": ("object", True, "ConversionStep"),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        aivc_schema_version: str | None = None,
        adapter: str | None = None,
        adapter_reason: str | None = None,
        software: Software | None = None,
        source_files: tuple[SourceFile, ...] = (),
        steps: tuple[ConversionStep, ...] = (),
    ) -> None:
        self.pointer = pointer
        self.aivc_schema_version = aivc_schema_version
        self.adapter = adapter
        self.adapter_reason = adapter_reason
        self.software = software
        self.source_files = source_files
        self.steps = steps


class ConversionMapping(View):
    """How a source is to be read, in a file beside it. What it says decides over every guess;
    what it leaves open is guessed, and each guess is marked as one."""

    __slots__ = ("aivc_schema_version", "adapter", "mapped_columns", "constants", "known_controls", "combination_separator", "unit_dialect", "dose_unit", "time_unit",)
    class_name: ClassVar[str] = "ConversionMapping"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("ConversionMapping",)
    fields: ClassVar[Mapping[str, Field]] = {
        "aivc_schema_version": ("text", False, None),
        "adapter": ("text", False, None),
        "mapped_columns": ("object", True, "MappedColumn"),
        "constants": ("object", True, "Constant"),
        "known_controls": ("object", True, "ControlLabel"),
        "combination_separator": ("text", False, None),
        "unit_dialect": ("text", False, None),
        "dose_unit": ("text", False, None),
        "time_unit": ("text", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        aivc_schema_version: str | None = None,
        adapter: str | None = None,
        mapped_columns: tuple[MappedColumn, ...] = (),
        constants: tuple[Constant, ...] = (),
        known_controls: tuple[ControlLabel, ...] = (),
        combination_separator: str | None = None,
        unit_dialect: str | None = None,
        dose_unit: str | None = None,
        time_unit: str | None = None,
    ) -> None:
        self.pointer = pointer
        self.aivc_schema_version = aivc_schema_version
        self.adapter = adapter
        self.mapped_columns = mapped_columns
        self.constants = constants
        self.known_controls = known_controls
        self.combination_separator = combination_separator
        self.unit_dialect = unit_dialect
        self.dose_unit = dose_unit
        self.time_unit = time_unit


class ConversionStep(View):
    """What was done with one column, file or value."""

    __slots__ = ("action", "subject", "in_table", "result", "readings", "n_rows", "because",)
    class_name: ClassVar[str] = "ConversionStep"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("ConversionStep",)
    fields: ClassVar[Mapping[str, Field]] = {
        "action": ("text", False, None),
        "subject": ("text", False, None),
        "in_table": ("text", False, None),
        "result": ("text", False, None),
        "readings": ("object", True, "LabelReading"),
        "n_rows": ("integer", False, None),
        "because": ("text", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        action: str | None = None,
        subject: str | None = None,
        in_table: str | None = None,
        result: str | None = None,
        readings: tuple[LabelReading, ...] = (),
        n_rows: int | None = None,
        because: str | None = None,
    ) -> None:
        self.pointer = pointer
        self.action = action
        self.subject = subject
        self.in_table = in_table
        self.result = result
        self.readings = readings
        self.n_rows = n_rows
        self.because = because


class CoordinateTransform(View):
    """A transform between two named coordinate systems, as in OME-NGFF."""

    __slots__ = ("transform_type", "input_system", "output_system", "transform_parameters",)
    class_name: ClassVar[str] = "CoordinateTransform"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("CoordinateTransform",)
    fields: ClassVar[Mapping[str, Field]] = {
        "transform_type": ("text", False, None),
        "input_system": ("text", False, None),
        "output_system": ("text", False, None),
        "transform_parameters": ("number", True, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        transform_type: str | None = None,
        input_system: str | None = None,
        output_system: str | None = None,
        transform_parameters: tuple[float, ...] = (),
    ) -> None:
        self.pointer = pointer
        self.transform_type = transform_type
        self.input_system = input_system
        self.output_system = output_system
        self.transform_parameters = transform_parameters


class Corpus(View):
    """Data that a predictor may have been trained on beforehand, named by its fingerprint."""

    __slots__ = ("corpus_id", "fingerprint_file", "may_overlap",)
    class_name: ClassVar[str] = "Corpus"
    identifier_slot: ClassVar[str | None] = "corpus_id"
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("Corpus",)
    fields: ClassVar[Mapping[str, Field]] = {
        "corpus_id": ("text", False, None),
        "fingerprint_file": ("object", False, "DataFile"),
        "may_overlap": ("boolean", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        corpus_id: str | None = None,
        fingerprint_file: DataFile | None = None,
        may_overlap: bool | None = None,
    ) -> None:
        self.pointer = pointer
        self.corpus_id = corpus_id
        self.fingerprint_file = fingerprint_file
        self.may_overlap = may_overlap


class CoverageReport(View):
    """How many units of each side are linked."""

    __slots__ = ("n_source", "n_source_linked", "n_target", "n_target_linked", "ambiguous_fraction", "by_group",)
    class_name: ClassVar[str] = "CoverageReport"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("CoverageReport",)
    fields: ClassVar[Mapping[str, Field]] = {
        "n_source": ("integer", False, None),
        "n_source_linked": ("integer", False, None),
        "n_target": ("integer", False, None),
        "n_target_linked": ("integer", False, None),
        "ambiguous_fraction": ("number", False, None),
        "by_group": ("object", True, "GroupCoverage"),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        n_source: int | None = None,
        n_source_linked: int | None = None,
        n_target: int | None = None,
        n_target_linked: int | None = None,
        ambiguous_fraction: float | None = None,
        by_group: tuple[GroupCoverage, ...] = (),
    ) -> None:
        self.pointer = pointer
        self.n_source = n_source
        self.n_source_linked = n_source_linked
        self.n_target = n_target
        self.n_target_linked = n_target_linked
        self.ambiguous_fraction = ambiguous_fraction
        self.by_group = by_group


class Creator(View):
    """A person or an organisation that made the dataset."""

    __slots__ = ("name", "orcid", "ror", "affiliation",)
    class_name: ClassVar[str] = "Creator"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("Creator",)
    fields: ClassVar[Mapping[str, Field]] = {
        "name": ("text", False, None),
        "orcid": ("text", False, None),
        "ror": ("text", False, None),
        "affiliation": ("text", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        name: str | None = None,
        orcid: str | None = None,
        ror: str | None = None,
        affiliation: str | None = None,
    ) -> None:
        self.pointer = pointer
        self.name = name
        self.orcid = orcid
        self.ror = ror
        self.affiliation = affiliation


class Culture(View):
    """How cells were kept before and while they were measured."""

    __slots__ = ("culture_id", "culture_format", "medium", "serum", "stiffness", "oxygen_fraction", "culture_temperature", "passage_number", "seeding_density", "time_in_culture", "differentiation_day", "co_cultured_with",)
    class_name: ClassVar[str] = "Culture"
    identifier_slot: ClassVar[str | None] = "culture_id"
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("Culture",)
    fields: ClassVar[Mapping[str, Field]] = {
        "culture_id": ("text", False, None),
        "culture_format": ("text", False, None),
        "medium": ("text", False, None),
        "serum": ("text", False, None),
        "stiffness": ("object", False, "Quantity"),
        "oxygen_fraction": ("object", False, "Quantity"),
        "culture_temperature": ("object", False, "Quantity"),
        "passage_number": ("integer", False, None),
        "seeding_density": ("object", False, "Quantity"),
        "time_in_culture": ("object", False, "Quantity"),
        "differentiation_day": ("object", False, "Quantity"),
        "co_cultured_with": ("text", True, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        culture_id: str | None = None,
        culture_format: str | None = None,
        medium: str | None = None,
        serum: str | None = None,
        stiffness: Quantity | None = None,
        oxygen_fraction: Quantity | None = None,
        culture_temperature: Quantity | None = None,
        passage_number: int | None = None,
        seeding_density: Quantity | None = None,
        time_in_culture: Quantity | None = None,
        differentiation_day: Quantity | None = None,
        co_cultured_with: tuple[str, ...] = (),
    ) -> None:
        self.pointer = pointer
        self.culture_id = culture_id
        self.culture_format = culture_format
        self.medium = medium
        self.serum = serum
        self.stiffness = stiffness
        self.oxygen_fraction = oxygen_fraction
        self.culture_temperature = culture_temperature
        self.passage_number = passage_number
        self.seeding_density = seeding_density
        self.time_in_culture = time_in_culture
        self.differentiation_day = differentiation_day
        self.co_cultured_with = co_cultured_with


class DataFile(View):
    """A file that belongs to the dataset, named by relative path and bound by digest."""

    __slots__ = ("path", "sha256", "media_type", "n_rows",)
    class_name: ClassVar[str] = "DataFile"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("DataFile",)
    fields: ClassVar[Mapping[str, Field]] = {
        "path": ("text", False, None),
        "sha256": ("text", False, None),
        "media_type": ("text", False, None),
        "n_rows": ("integer", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        path: str | None = None,
        sha256: str | None = None,
        media_type: str | None = None,
        n_rows: int | None = None,
    ) -> None:
        self.pointer = pointer
        self.path = path
        self.sha256 = sha256
        self.media_type = media_type
        self.n_rows = n_rows


class DataUse(View):
    """A dataset and the partition of it that was used."""

    __slots__ = ("dataset_id", "partition", "overlap_statement",)
    class_name: ClassVar[str] = "DataUse"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("DataUse",)
    fields: ClassVar[Mapping[str, Field]] = {
        "dataset_id": ("text", False, None),
        "partition": ("text", False, None),
        "overlap_statement": ("text", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        dataset_id: str | None = None,
        partition: str | None = None,
        overlap_statement: str | None = None,
    ) -> None:
        self.pointer = pointer
        self.dataset_id = dataset_id
        self.partition = partition
        self.overlap_statement = overlap_statement


class DatasetCard(View):
    """The metadata of one dataset, in a sidecar file or embedded in the data."""

    __slots__ = ("aivc_schema_version", "id", "title", "description", "version", "creators", "license", "publications", "accessions", "data_use", "organism_ontology_term_id", "reference_genome", "gene_annotation", "is_primary_data", "distributions", "binding", "tables", "images", "operators", "donors", "cultures", "samples", "samples_table", "sites", "plates", "batches", "instruments", "agents", "interventions", "events_table", "controls", "conditions", "conditions_table", "activities", "unit_sets", "links", "readouts", "data_limitations", "data_biases", "personal_sensitive_information", "draft_notes",)
    class_name: ClassVar[str] = "DatasetCard"
    identifier_slot: ClassVar[str | None] = "id"
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("DatasetCard",)
    fields: ClassVar[Mapping[str, Field]] = {
        "aivc_schema_version": ("text", False, None),
        "id": ("text", False, None),
        "title": ("text", False, None),
        "description": ("text", False, None),
        "version": ("text", False, None),
        "creators": ("object", True, "Creator"),
        "license": ("text", False, None),
        "publications": ("text", True, None),
        "accessions": ("text", True, None),
        "data_use": ("text", True, None),
        "organism_ontology_term_id": ("text", True, None),
        "reference_genome": ("text", False, None),
        "gene_annotation": ("text", False, None),
        "is_primary_data": ("boolean", False, None),
        "distributions": ("object", True, "Distribution"),
        "binding": ("object", False, "Binding"),
        "tables": ("object", True, "ModalityTable"),
        "images": ("object", True, "ModalityImage"),
        "operators": ("object", True, "MeasurementOperator"),
        "donors": ("object", True, "Donor"),
        "cultures": ("object", True, "Culture"),
        "samples": ("object", True, "Sample"),
        "samples_table": ("object", False, "DataFile"),
        "sites": ("object", True, "Site"),
        "plates": ("object", True, "Plate"),
        "batches": ("object", True, "Batch"),
        "instruments": ("object", True, "Instrument"),
        "agents": ("object", True, "Agent"),
        "interventions": ("object", True, "Intervention"),
        "events_table": ("object", False, "DataFile"),
        "controls": ("object", True, "Control"),
        "conditions": ("object", True, "Condition"),
        "conditions_table": ("object", False, "DataFile"),
        "activities": ("object", True, "ProcessingActivity"),
        "unit_sets": ("object", True, "ScaleUnitSet"),
        "links": ("object", True, "ScaleLink"),
        "readouts": ("object", True, "Readout"),
        "data_limitations": ("text", False, None),
        "data_biases": ("text", False, None),
        "personal_sensitive_information": ("text", False, None),
        "draft_notes": ("object", True, "DraftNote"),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        aivc_schema_version: str | None = None,
        id: str | None = None,
        title: str | None = None,
        description: str | None = None,
        version: str | None = None,
        creators: tuple[Creator, ...] = (),
        license: str | None = None,
        publications: tuple[str, ...] = (),
        accessions: tuple[str, ...] = (),
        data_use: tuple[str, ...] = (),
        organism_ontology_term_id: tuple[str, ...] = (),
        reference_genome: str | None = None,
        gene_annotation: str | None = None,
        is_primary_data: bool | None = None,
        distributions: tuple[Distribution, ...] = (),
        binding: Binding | None = None,
        tables: tuple[ModalityTable, ...] = (),
        images: tuple[ModalityImage, ...] = (),
        operators: tuple[MeasurementOperator, ...] = (),
        donors: tuple[Donor, ...] = (),
        cultures: tuple[Culture, ...] = (),
        samples: tuple[Sample, ...] = (),
        samples_table: DataFile | None = None,
        sites: tuple[Site, ...] = (),
        plates: tuple[Plate, ...] = (),
        batches: tuple[Batch, ...] = (),
        instruments: tuple[Instrument, ...] = (),
        agents: tuple[Agent, ...] = (),
        interventions: tuple[Intervention, ...] = (),
        events_table: DataFile | None = None,
        controls: tuple[Control, ...] = (),
        conditions: tuple[Condition, ...] = (),
        conditions_table: DataFile | None = None,
        activities: tuple[ProcessingActivity, ...] = (),
        unit_sets: tuple[ScaleUnitSet, ...] = (),
        links: tuple[ScaleLink, ...] = (),
        readouts: tuple[Readout, ...] = (),
        data_limitations: str | None = None,
        data_biases: str | None = None,
        personal_sensitive_information: str | None = None,
        draft_notes: tuple[DraftNote, ...] = (),
    ) -> None:
        self.pointer = pointer
        self.aivc_schema_version = aivc_schema_version
        self.id = id
        self.title = title
        self.description = description
        self.version = version
        self.creators = creators
        self.license = license
        self.publications = publications
        self.accessions = accessions
        self.data_use = data_use
        self.organism_ontology_term_id = organism_ontology_term_id
        self.reference_genome = reference_genome
        self.gene_annotation = gene_annotation
        self.is_primary_data = is_primary_data
        self.distributions = distributions
        self.binding = binding
        self.tables = tables
        self.images = images
        self.operators = operators
        self.donors = donors
        self.cultures = cultures
        self.samples = samples
        self.samples_table = samples_table
        self.sites = sites
        self.plates = plates
        self.batches = batches
        self.instruments = instruments
        self.agents = agents
        self.interventions = interventions
        self.events_table = events_table
        self.controls = controls
        self.conditions = conditions
        self.conditions_table = conditions_table
        self.activities = activities
        self.unit_sets = unit_sets
        self.links = links
        self.readouts = readouts
        self.data_limitations = data_limitations
        self.data_biases = data_biases
        self.personal_sensitive_information = personal_sensitive_information
        self.draft_notes = draft_notes


class DatasetReference(View):
    """A dataset, its version and the digest of its content."""

    __slots__ = ("dataset_id", "version", "content_digest", "observations_digest",)
    class_name: ClassVar[str] = "DatasetReference"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("DatasetReference",)
    fields: ClassVar[Mapping[str, Field]] = {
        "dataset_id": ("text", False, None),
        "version": ("text", False, None),
        "content_digest": ("text", False, None),
        "observations_digest": ("text", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        dataset_id: str | None = None,
        version: str | None = None,
        content_digest: str | None = None,
        observations_digest: str | None = None,
    ) -> None:
        self.pointer = pointer
        self.dataset_id = dataset_id
        self.version = version
        self.content_digest = content_digest
        self.observations_digest = observations_digest


class Distribution(View):
    """One file or store that carries the dataset."""

    __slots__ = ("path", "content_url", "container_format", "sha256", "byte_size", "access_level",)
    class_name: ClassVar[str] = "Distribution"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("Distribution",)
    fields: ClassVar[Mapping[str, Field]] = {
        "path": ("text", False, None),
        "content_url": ("text", False, None),
        "container_format": ("text", False, None),
        "sha256": ("text", False, None),
        "byte_size": ("integer", False, None),
        "access_level": ("text", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        path: str | None = None,
        content_url: str | None = None,
        container_format: str | None = None,
        sha256: str | None = None,
        byte_size: int | None = None,
        access_level: str | None = None,
    ) -> None:
        self.pointer = pointer
        self.path = path
        self.content_url = content_url
        self.container_format = container_format
        self.sha256 = sha256
        self.byte_size = byte_size
        self.access_level = access_level


class Donor(View):
    """An individual that cells come from."""

    __slots__ = ("donor_id", "sex_ontology_term_id", "age", "development_stage_ontology_term_id", "self_reported_ethnicity_ontology_term_id", "disease_ontology_term_id", "family_id", "genotype", "matches",)
    class_name: ClassVar[str] = "Donor"
    identifier_slot: ClassVar[str | None] = "donor_id"
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("Donor",)
    fields: ClassVar[Mapping[str, Field]] = {
        "donor_id": ("text", False, None),
        "sex_ontology_term_id": ("text", False, None),
        "age": ("object", False, "Quantity"),
        "development_stage_ontology_term_id": ("text", False, None),
        "self_reported_ethnicity_ontology_term_id": ("text", False, None),
        "disease_ontology_term_id": ("text", True, None),
        "family_id": ("text", False, None),
        "genotype": ("text", False, None),
        "matches": ("object", True, "ColumnMatch"),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        donor_id: str | None = None,
        sex_ontology_term_id: str | None = None,
        age: Quantity | None = None,
        development_stage_ontology_term_id: str | None = None,
        self_reported_ethnicity_ontology_term_id: str | None = None,
        disease_ontology_term_id: tuple[str, ...] = (),
        family_id: str | None = None,
        genotype: str | None = None,
        matches: tuple[ColumnMatch, ...] = (),
    ) -> None:
        self.pointer = pointer
        self.donor_id = donor_id
        self.sex_ontology_term_id = sex_ontology_term_id
        self.age = age
        self.development_stage_ontology_term_id = development_stage_ontology_term_id
        self.self_reported_ethnicity_ontology_term_id = self_reported_ethnicity_ontology_term_id
        self.disease_ontology_term_id = disease_ontology_term_id
        self.family_id = family_id
        self.genotype = genotype
        self.matches = matches


class DosingEvent(View):
    """One thing that was done to the cells, at one time. A schedule is the ordered list of
    them."""

    __slots__ = ("event_type", "event_time", "agent", "amount", "dose_kind", "exposure_mode", "duration", "interval", "additional_doses", "route",)
    class_name: ClassVar[str] = "DosingEvent"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("DosingEvent",)
    fields: ClassVar[Mapping[str, Field]] = {
        "event_type": ("text", False, None),
        "event_time": ("object", False, "Quantity"),
        "agent": ("text", False, None),
        "amount": ("object", False, "Quantity"),
        "dose_kind": ("text", False, None),
        "exposure_mode": ("text", False, None),
        "duration": ("object", False, "Quantity"),
        "interval": ("object", False, "Quantity"),
        "additional_doses": ("integer", False, None),
        "route": ("text", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        event_type: str | None = None,
        event_time: Quantity | None = None,
        agent: str | None = None,
        amount: Quantity | None = None,
        dose_kind: str | None = None,
        exposure_mode: str | None = None,
        duration: Quantity | None = None,
        interval: Quantity | None = None,
        additional_doses: int | None = None,
        route: str | None = None,
    ) -> None:
        self.pointer = pointer
        self.event_type = event_type
        self.event_time = event_time
        self.agent = agent
        self.amount = amount
        self.dose_kind = dose_kind
        self.exposure_mode = exposure_mode
        self.duration = duration
        self.interval = interval
        self.additional_doses = additional_doses
        self.route = route


class DraftNote(View):
    """A mark left by a draft. Guesses are to be confirmed or corrected, blanks to be filled in;
    then the note is deleted."""

    __slots__ = ("about", "draft_status", "because",)
    class_name: ClassVar[str] = "DraftNote"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("DraftNote",)
    fields: ClassVar[Mapping[str, Field]] = {
        "about": ("text", False, None),
        "draft_status": ("text", False, None),
        "because": ("text", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        about: str | None = None,
        draft_status: str | None = None,
        because: str | None = None,
    ) -> None:
        self.pointer = pointer
        self.about = about
        self.draft_status = draft_status
        self.because = because


class Efficiency(View):
    """Whether the intervention worked, and on which observations that was judged."""

    __slots__ = ("efficiency_measure", "value", "threshold", "filter_applied", "fitted_on",)
    class_name: ClassVar[str] = "Efficiency"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("Efficiency",)
    fields: ClassVar[Mapping[str, Field]] = {
        "efficiency_measure": ("text", False, None),
        "value": ("number", False, None),
        "threshold": ("number", False, None),
        "filter_applied": ("boolean", False, None),
        "fitted_on": ("object", True, "ObservationSet"),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        efficiency_measure: str | None = None,
        value: float | None = None,
        threshold: float | None = None,
        filter_applied: bool | None = None,
        fitted_on: tuple[ObservationSet, ...] = (),
    ) -> None:
        self.pointer = pointer
        self.efficiency_measure = efficiency_measure
        self.value = value
        self.threshold = threshold
        self.filter_applied = filter_applied
        self.fitted_on = fitted_on


class EvaluationReport(View):
    """Results of one predictor on one split, with what they were compared with."""

    __slots__ = ("aivc_schema_version", "report_id", "predictor", "predictor_card", "evaluated_on", "manifest_digest", "split_digest", "fold", "pooled_from", "task_id", "profile_digest", "readout_digest", "prediction_digest", "looks", "unit_counts", "verified_claims", "results", "grid_results", "calibration", "called_out", "unit_scores", "metric_cards", "metric_trials", "pooling_basis", "cost", "baselines", "evaluation_notes", "tool",)
    class_name: ClassVar[str] = "EvaluationReport"
    identifier_slot: ClassVar[str | None] = "report_id"
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("EvaluationReport",)
    fields: ClassVar[Mapping[str, Field]] = {
        "aivc_schema_version": ("text", False, None),
        "report_id": ("text", False, None),
        "predictor": ("text", False, None),
        "predictor_card": ("object", False, "PredictorCard"),
        "evaluated_on": ("object", False, "DatasetReference"),
        "manifest_digest": ("text", False, None),
        "split_digest": ("text", False, None),
        "fold": ("object", False, "Fold"),
        "pooled_from": ("text", True, None),
        "task_id": ("text", False, None),
        "profile_digest": ("text", False, None),
        "readout_digest": ("text", False, None),
        "prediction_digest": ("text", False, None),
        "looks": ("integer", False, None),
        "unit_counts": ("object", False, "UnitCounts"),
        "verified_claims": ("text", True, None),
        "results": ("object", True, "MetricResult"),
        "grid_results": ("object", True, "GridResult"),
        "calibration": ("object", True, "CalibrationResult"),
        "called_out": ("object", True, "CalledOut"),
        "unit_scores": ("object", True, "UnitScores"),
        "metric_cards": ("object", True, "MetricCard"),
        "metric_trials": ("object", True, "MetricTrial"),
        "pooling_basis": ("object", False, "PoolingBasis"),
        "cost": ("object", False, "PredictionCost"),
        "baselines": ("text", True, None),
        "evaluation_notes": ("text", True, None),
        "tool": ("object", False, "Software"),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        aivc_schema_version: str | None = None,
        report_id: str | None = None,
        predictor: str | None = None,
        predictor_card: PredictorCard | None = None,
        evaluated_on: DatasetReference | None = None,
        manifest_digest: str | None = None,
        split_digest: str | None = None,
        fold: Fold | None = None,
        pooled_from: tuple[str, ...] = (),
        task_id: str | None = None,
        profile_digest: str | None = None,
        readout_digest: str | None = None,
        prediction_digest: str | None = None,
        looks: int | None = None,
        unit_counts: UnitCounts | None = None,
        verified_claims: tuple[str, ...] = (),
        results: tuple[MetricResult, ...] = (),
        grid_results: tuple[GridResult, ...] = (),
        calibration: tuple[CalibrationResult, ...] = (),
        called_out: tuple[CalledOut, ...] = (),
        unit_scores: tuple[UnitScores, ...] = (),
        metric_cards: tuple[MetricCard, ...] = (),
        metric_trials: tuple[MetricTrial, ...] = (),
        pooling_basis: PoolingBasis | None = None,
        cost: PredictionCost | None = None,
        baselines: tuple[str, ...] = (),
        evaluation_notes: tuple[str, ...] = (),
        tool: Software | None = None,
    ) -> None:
        self.pointer = pointer
        self.aivc_schema_version = aivc_schema_version
        self.report_id = report_id
        self.predictor = predictor
        self.predictor_card = predictor_card
        self.evaluated_on = evaluated_on
        self.manifest_digest = manifest_digest
        self.split_digest = split_digest
        self.fold = fold
        self.pooled_from = pooled_from
        self.task_id = task_id
        self.profile_digest = profile_digest
        self.readout_digest = readout_digest
        self.prediction_digest = prediction_digest
        self.looks = looks
        self.unit_counts = unit_counts
        self.verified_claims = verified_claims
        self.results = results
        self.grid_results = grid_results
        self.calibration = calibration
        self.called_out = called_out
        self.unit_scores = unit_scores
        self.metric_cards = metric_cards
        self.metric_trials = metric_trials
        self.pooling_basis = pooling_basis
        self.cost = cost
        self.baselines = baselines
        self.evaluation_notes = evaluation_notes
        self.tool = tool


class EvaluationTask(View):
    """What a predictor is asked for, of which units, and what its answers are judged on. A
    manifest declares its tasks, so that units and rows of the grid are chosen before any
    prediction is seen."""

    __slots__ = ("task_id", "task_kind", "target_table", "target_layer", "target_features", "input_table", "input_layer", "input_features", "aggregation", "state_column", "context_axes", "control_matched_on", "cluster_axes", "asked_readouts", "horizons", "interval_level", "least_units", "grid_rows",)
    class_name: ClassVar[str] = "EvaluationTask"
    identifier_slot: ClassVar[str | None] = "task_id"
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("EvaluationTask",)
    fields: ClassVar[Mapping[str, Field]] = {
        "task_id": ("text", False, None),
        "task_kind": ("text", False, None),
        "target_table": ("text", False, None),
        "target_layer": ("text", False, None),
        "target_features": ("text", True, None),
        "input_table": ("text", False, None),
        "input_layer": ("text", False, None),
        "input_features": ("text", True, None),
        "aggregation": ("text", False, None),
        "state_column": ("text", False, None),
        "context_axes": ("text", True, None),
        "control_matched_on": ("text", True, None),
        "cluster_axes": ("text", True, None),
        "asked_readouts": ("text", True, None),
        "horizons": ("number", True, None),
        "interval_level": ("number", False, None),
        "least_units": ("integer", False, None),
        "grid_rows": ("object", True, "GridRow"),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        task_id: str | None = None,
        task_kind: str | None = None,
        target_table: str | None = None,
        target_layer: str | None = None,
        target_features: tuple[str, ...] = (),
        input_table: str | None = None,
        input_layer: str | None = None,
        input_features: tuple[str, ...] = (),
        aggregation: str | None = None,
        state_column: str | None = None,
        context_axes: tuple[str, ...] = (),
        control_matched_on: tuple[str, ...] = (),
        cluster_axes: tuple[str, ...] = (),
        asked_readouts: tuple[str, ...] = (),
        horizons: tuple[float, ...] = (),
        interval_level: float | None = None,
        least_units: int | None = None,
        grid_rows: tuple[GridRow, ...] = (),
    ) -> None:
        self.pointer = pointer
        self.task_id = task_id
        self.task_kind = task_kind
        self.target_table = target_table
        self.target_layer = target_layer
        self.target_features = target_features
        self.input_table = input_table
        self.input_layer = input_layer
        self.input_features = input_features
        self.aggregation = aggregation
        self.state_column = state_column
        self.context_axes = context_axes
        self.control_matched_on = control_matched_on
        self.cluster_axes = cluster_axes
        self.asked_readouts = asked_readouts
        self.horizons = horizons
        self.interval_level = interval_level
        self.least_units = least_units
        self.grid_rows = grid_rows


class Exclusion(View):
    """Observations that are in no partition, and why."""

    __slots__ = ("exclusion_reason", "n_observations", "matches",)
    class_name: ClassVar[str] = "Exclusion"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("Exclusion",)
    fields: ClassVar[Mapping[str, Field]] = {
        "exclusion_reason": ("text", False, None),
        "n_observations": ("integer", False, None),
        "matches": ("object", True, "ColumnMatch"),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        exclusion_reason: str | None = None,
        n_observations: int | None = None,
        matches: tuple[ColumnMatch, ...] = (),
    ) -> None:
        self.pointer = pointer
        self.exclusion_reason = exclusion_reason
        self.n_observations = n_observations
        self.matches = matches


class Exposure(View):
    """What an agent sums up to over a schedule, as declared; it is compared with the expanded
    events."""

    __slots__ = ("agent", "total_amount", "n_doses",)
    class_name: ClassVar[str] = "Exposure"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("Exposure",)
    fields: ClassVar[Mapping[str, Field]] = {
        "agent": ("text", False, None),
        "total_amount": ("object", False, "Quantity"),
        "n_doses": ("integer", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        agent: str | None = None,
        total_amount: Quantity | None = None,
        n_doses: int | None = None,
    ) -> None:
        self.pointer = pointer
        self.agent = agent
        self.total_amount = total_amount
        self.n_doses = n_doses


class FeatureSet(View):
    """A collection of feature sets with its version and digest."""

    __slots__ = ("name", "version", "path", "sha256", "license",)
    class_name: ClassVar[str] = "FeatureSet"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("FeatureSet",)
    fields: ClassVar[Mapping[str, Field]] = {
        "name": ("text", False, None),
        "version": ("text", False, None),
        "path": ("text", False, None),
        "sha256": ("text", False, None),
        "license": ("text", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        name: str | None = None,
        version: str | None = None,
        path: str | None = None,
        sha256: str | None = None,
        license: str | None = None,
    ) -> None:
        self.pointer = pointer
        self.name = name
        self.version = version
        self.path = path
        self.sha256 = sha256
        self.license = license


class FeatureSpace(View):
    """What the columns of a matrix are."""

    __slots__ = ("feature_type", "identifier_scheme", "annotation_release", "feature_list_sha256", "panel_name", "is_targeted", "feature_column",)
    class_name: ClassVar[str] = "FeatureSpace"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("FeatureSpace",)
    fields: ClassVar[Mapping[str, Field]] = {
        "feature_type": ("text", False, None),
        "identifier_scheme": ("text", False, None),
        "annotation_release": ("text", False, None),
        "feature_list_sha256": ("text", False, None),
        "panel_name": ("text", False, None),
        "is_targeted": ("boolean", False, None),
        "feature_column": ("text", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        feature_type: str | None = None,
        identifier_scheme: str | None = None,
        annotation_release: str | None = None,
        feature_list_sha256: str | None = None,
        panel_name: str | None = None,
        is_targeted: bool | None = None,
        feature_column: str | None = None,
    ) -> None:
        self.pointer = pointer
        self.feature_type = feature_type
        self.identifier_scheme = identifier_scheme
        self.annotation_release = annotation_release
        self.feature_list_sha256 = feature_list_sha256
        self.panel_name = panel_name
        self.is_targeted = is_targeted
        self.feature_column = feature_column


class Finding(View):
    """One problem, with where it is and how to mend it."""

    __slots__ = ("code", "rule_name", "severity", "location", "message", "observed", "expected", "count", "total", "example_rows", "fix", "suppressed_because", "is_known",)
    class_name: ClassVar[str] = "Finding"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("Finding",)
    fields: ClassVar[Mapping[str, Field]] = {
        "code": ("text", False, None),
        "rule_name": ("text", False, None),
        "severity": ("text", False, None),
        "location": ("object", False, "Location"),
        "message": ("text", False, None),
        "observed": ("text", False, None),
        "expected": ("text", False, None),
        "count": ("integer", False, None),
        "total": ("integer", False, None),
        "example_rows": ("text", True, None),
        "fix": ("text", False, None),
        "suppressed_because": ("text", False, None),
        "is_known": ("boolean", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        code: str | None = None,
        rule_name: str | None = None,
        severity: str | None = None,
        location: Location | None = None,
        message: str | None = None,
        observed: str | None = None,
        expected: str | None = None,
        count: int | None = None,
        total: int | None = None,
        example_rows: tuple[str, ...] = (),
        fix: str | None = None,
        suppressed_because: str | None = None,
        is_known: bool | None = None,
    ) -> None:
        self.pointer = pointer
        self.code = code
        self.rule_name = rule_name
        self.severity = severity
        self.location = location
        self.message = message
        self.observed = observed
        self.expected = expected
        self.count = count
        self.total = total
        self.example_rows = example_rows
        self.fix = fix
        self.suppressed_because = suppressed_because
        self.is_known = is_known


class Fold(View):
    """Which one of several divisions of the same data this is."""

    __slots__ = ("fold_index", "n_folds", "repeat_index",)
    class_name: ClassVar[str] = "Fold"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("Fold",)
    fields: ClassVar[Mapping[str, Field]] = {
        "fold_index": ("integer", False, None),
        "n_folds": ("integer", False, None),
        "repeat_index": ("integer", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        fold_index: int | None = None,
        n_folds: int | None = None,
        repeat_index: int | None = None,
    ) -> None:
        self.pointer = pointer
        self.fold_index = fold_index
        self.n_folds = n_folds
        self.repeat_index = repeat_index


class Grant(View):
    """Something beyond the training partition that a predictor may read."""

    __slots__ = ("granted", "grant_reason",)
    class_name: ClassVar[str] = "Grant"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("Grant",)
    fields: ClassVar[Mapping[str, Field]] = {
        "granted": ("text", False, None),
        "grant_reason": ("text", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        granted: str | None = None,
        grant_reason: str | None = None,
    ) -> None:
        self.pointer = pointer
        self.granted = granted
        self.grant_reason = grant_reason


class GridResult(View):
    """One row of the transport grid as it was filled, or that nothing fills it."""

    __slots__ = ("grid_row_id", "input_modality", "target_modality", "scale_level", "shifted_axes", "regime", "is_declared", "decision", "n_units", "n_clusters", "least_units", "n_missing", "n_failed", "n_abstained", "evidence", "because", "results",)
    class_name: ClassVar[str] = "GridResult"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("GridResult",)
    fields: ClassVar[Mapping[str, Field]] = {
        "grid_row_id": ("text", False, None),
        "input_modality": ("text", False, None),
        "target_modality": ("text", False, None),
        "scale_level": ("text", False, None),
        "shifted_axes": ("text", True, None),
        "regime": ("text", False, None),
        "is_declared": ("boolean", False, None),
        "decision": ("text", False, None),
        "n_units": ("integer", False, None),
        "n_clusters": ("integer", False, None),
        "least_units": ("integer", False, None),
        "n_missing": ("integer", False, None),
        "n_failed": ("integer", False, None),
        "n_abstained": ("integer", False, None),
        "evidence": ("text", False, None),
        "because": ("text", False, None),
        "results": ("object", True, "MetricResult"),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        grid_row_id: str | None = None,
        input_modality: str | None = None,
        target_modality: str | None = None,
        scale_level: str | None = None,
        shifted_axes: tuple[str, ...] = (),
        regime: str | None = None,
        is_declared: bool | None = None,
        decision: str | None = None,
        n_units: int | None = None,
        n_clusters: int | None = None,
        least_units: int | None = None,
        n_missing: int | None = None,
        n_failed: int | None = None,
        n_abstained: int | None = None,
        evidence: str | None = None,
        because: str | None = None,
        results: tuple[MetricResult, ...] = (),
    ) -> None:
        self.pointer = pointer
        self.grid_row_id = grid_row_id
        self.input_modality = input_modality
        self.target_modality = target_modality
        self.scale_level = scale_level
        self.shifted_axes = shifted_axes
        self.regime = regime
        self.is_declared = is_declared
        self.decision = decision
        self.n_units = n_units
        self.n_clusters = n_clusters
        self.least_units = least_units
        self.n_missing = n_missing
        self.n_failed = n_failed
        self.n_abstained = n_abstained
        self.evidence = evidence
        self.because = because
        self.results = results


class GridRow(View):
    """One row of the transport grid - from what to what, in which shift of context and regime
    of intervention - and the decision that a result in it supports."""

    __slots__ = ("grid_row_id", "input_modality", "target_modality", "scale_level", "shifted_axes", "regime", "readout_id", "decision", "least_units",)
    class_name: ClassVar[str] = "GridRow"
    identifier_slot: ClassVar[str | None] = "grid_row_id"
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("GridRow",)
    fields: ClassVar[Mapping[str, Field]] = {
        "grid_row_id": ("text", False, None),
        "input_modality": ("text", False, None),
        "target_modality": ("text", False, None),
        "scale_level": ("text", False, None),
        "shifted_axes": ("text", True, None),
        "regime": ("text", False, None),
        "readout_id": ("text", False, None),
        "decision": ("text", False, None),
        "least_units": ("integer", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        grid_row_id: str | None = None,
        input_modality: str | None = None,
        target_modality: str | None = None,
        scale_level: str | None = None,
        shifted_axes: tuple[str, ...] = (),
        regime: str | None = None,
        readout_id: str | None = None,
        decision: str | None = None,
        least_units: int | None = None,
    ) -> None:
        self.pointer = pointer
        self.grid_row_id = grid_row_id
        self.input_modality = input_modality
        self.target_modality = target_modality
        self.scale_level = scale_level
        self.shifted_axes = shifted_axes
        self.regime = regime
        self.readout_id = readout_id
        self.decision = decision
        self.least_units = least_units


class GroupCoverage(View):
    """Coverage within one group, because what is missing is seldom missing at random."""

    __slots__ = ("role", "column_value", "n_units", "n_linked",)
    class_name: ClassVar[str] = "GroupCoverage"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("GroupCoverage",)
    fields: ClassVar[Mapping[str, Field]] = {
        "role": ("text", False, None),
        "column_value": ("any", False, None),
        "n_units": ("integer", False, None),
        "n_linked": ("integer", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        role: str | None = None,
        column_value: str | float | bool | None = None,
        n_units: int | None = None,
        n_linked: int | None = None,
    ) -> None:
        self.pointer = pointer
        self.role = role
        self.column_value = column_value
        self.n_units = n_units
        self.n_linked = n_linked


class GuideRNA(View):
    """A guide RNA, an ORF or a hairpin - the construct that is found in a cell."""

    __slots__ = ("guide_id", "guide_role", "protospacer_sequence", "protospacer_adjacent_motif", "guide_features",)
    class_name: ClassVar[str] = "GuideRNA"
    identifier_slot: ClassVar[str | None] = "guide_id"
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("GuideRNA",)
    fields: ClassVar[Mapping[str, Field]] = {
        "guide_id": ("text", False, None),
        "guide_role": ("text", False, None),
        "protospacer_sequence": ("text", False, None),
        "protospacer_adjacent_motif": ("text", False, None),
        "guide_features": ("text", True, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        guide_id: str | None = None,
        guide_role: str | None = None,
        protospacer_sequence: str | None = None,
        protospacer_adjacent_motif: str | None = None,
        guide_features: tuple[str, ...] = (),
    ) -> None:
        self.pointer = pointer
        self.guide_id = guide_id
        self.guide_role = guide_role
        self.protospacer_sequence = protospacer_sequence
        self.protospacer_adjacent_motif = protospacer_adjacent_motif
        self.guide_features = guide_features


class Instrument(View):
    """An instrument."""

    __slots__ = ("instrument_id", "vendor", "model", "software",)
    class_name: ClassVar[str] = "Instrument"
    identifier_slot: ClassVar[str | None] = "instrument_id"
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("Instrument",)
    fields: ClassVar[Mapping[str, Field]] = {
        "instrument_id": ("text", False, None),
        "vendor": ("text", False, None),
        "model": ("text", False, None),
        "software": ("object", False, "Software"),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        instrument_id: str | None = None,
        vendor: str | None = None,
        model: str | None = None,
        software: Software | None = None,
    ) -> None:
        self.pointer = pointer
        self.instrument_id = instrument_id
        self.vendor = vendor
        self.model = model
        self.software = software


class Intervention(View):
    """What was done to a state - agents, events in order, and the scale at which they act."""

    __slots__ = ("intervention_id", "label", "acts_at", "time_zero", "events", "combination", "vehicle", "vehicle_fraction", "exposures", "efficiency",)
    class_name: ClassVar[str] = "Intervention"
    identifier_slot: ClassVar[str | None] = "intervention_id"
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("Intervention",)
    fields: ClassVar[Mapping[str, Field]] = {
        "intervention_id": ("text", False, None),
        "label": ("text", False, None),
        "acts_at": ("text", False, None),
        "time_zero": ("text", False, None),
        "events": ("object", True, "DosingEvent"),
        "combination": ("object", False, "Combination"),
        "vehicle": ("text", False, None),
        "vehicle_fraction": ("object", False, "Quantity"),
        "exposures": ("object", True, "Exposure"),
        "efficiency": ("object", True, "Efficiency"),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        intervention_id: str | None = None,
        label: str | None = None,
        acts_at: str | None = None,
        time_zero: str | None = None,
        events: tuple[DosingEvent, ...] = (),
        combination: Combination | None = None,
        vehicle: str | None = None,
        vehicle_fraction: Quantity | None = None,
        exposures: tuple[Exposure, ...] = (),
        efficiency: tuple[Efficiency, ...] = (),
    ) -> None:
        self.pointer = pointer
        self.intervention_id = intervention_id
        self.label = label
        self.acts_at = acts_at
        self.time_zero = time_zero
        self.events = events
        self.combination = combination
        self.vehicle = vehicle
        self.vehicle_fraction = vehicle_fraction
        self.exposures = exposures
        self.efficiency = efficiency


class JudgedReadout(View):
    """The rows of a readout, which are units or what several units make together, and what they
    scored."""

    __slots__ = ("readout_id", "judged_as", "readout_definition", "feature_coverage", "row_ids", "clusters", "unit_strata", "row_scores",)
    class_name: ClassVar[str] = "JudgedReadout"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("JudgedReadout",)
    fields: ClassVar[Mapping[str, Field]] = {
        "readout_id": ("text", False, None),
        "judged_as": ("text", False, None),
        "readout_definition": ("text", False, None),
        "feature_coverage": ("number", False, None),
        "row_ids": ("text", True, None),
        "clusters": ("text", True, None),
        "unit_strata": ("text", True, None),
        "row_scores": ("object", True, "RowScores"),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        readout_id: str | None = None,
        judged_as: str | None = None,
        readout_definition: str | None = None,
        feature_coverage: float | None = None,
        row_ids: tuple[str, ...] = (),
        clusters: tuple[str, ...] = (),
        unit_strata: tuple[str, ...] = (),
        row_scores: tuple[RowScores, ...] = (),
    ) -> None:
        self.pointer = pointer
        self.readout_id = readout_id
        self.judged_as = judged_as
        self.readout_definition = readout_definition
        self.feature_coverage = feature_coverage
        self.row_ids = row_ids
        self.clusters = clusters
        self.unit_strata = unit_strata
        self.row_scores = row_scores


class JudgedUnits(View):
    """The units that were asked for, column by column."""

    __slots__ = ("unit_ids", "clusters", "unit_strata", "unit_fates", "unit_doubts",)
    class_name: ClassVar[str] = "JudgedUnits"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("JudgedUnits",)
    fields: ClassVar[Mapping[str, Field]] = {
        "unit_ids": ("text", True, None),
        "clusters": ("text", True, None),
        "unit_strata": ("text", True, None),
        "unit_fates": ("text", True, None),
        "unit_doubts": ("number", True, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        unit_ids: tuple[str, ...] = (),
        clusters: tuple[str, ...] = (),
        unit_strata: tuple[str, ...] = (),
        unit_fates: tuple[str, ...] = (),
        unit_doubts: tuple[float, ...] = (),
    ) -> None:
        self.pointer = pointer
        self.unit_ids = unit_ids
        self.clusters = clusters
        self.unit_strata = unit_strata
        self.unit_fates = unit_fates
        self.unit_doubts = unit_doubts


class LabelDoubt(View):
    """Labels of which it could not be decided what they name."""

    __slots__ = ("claim_axis", "doubt_kind", "merged_labels", "count", "detail",)
    class_name: ClassVar[str] = "LabelDoubt"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("LabelDoubt",)
    fields: ClassVar[Mapping[str, Field]] = {
        "claim_axis": ("text", False, None),
        "doubt_kind": ("text", False, None),
        "merged_labels": ("text", True, None),
        "count": ("integer", False, None),
        "detail": ("text", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        claim_axis: str | None = None,
        doubt_kind: str | None = None,
        merged_labels: tuple[str, ...] = (),
        count: int | None = None,
        detail: str | None = None,
    ) -> None:
        self.pointer = pointer
        self.claim_axis = claim_axis
        self.doubt_kind = doubt_kind
        self.merged_labels = merged_labels
        self.count = count
        self.detail = detail


class LabelMerge(View):
    """Labels that were taken for one thing, and why."""

    __slots__ = ("claim_axis", "canonical_label", "merged_labels", "merge_reason",)
    class_name: ClassVar[str] = "LabelMerge"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("LabelMerge",)
    fields: ClassVar[Mapping[str, Field]] = {
        "claim_axis": ("text", False, None),
        "canonical_label": ("text", False, None),
        "merged_labels": ("text", True, None),
        "merge_reason": ("text", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        claim_axis: str | None = None,
        canonical_label: str | None = None,
        merged_labels: tuple[str, ...] = (),
        merge_reason: str | None = None,
    ) -> None:
        self.pointer = pointer
        self.claim_axis = claim_axis
        self.canonical_label = canonical_label
        self.merged_labels = merged_labels
        self.merge_reason = merge_reason


class LabelReading(View):
    """A label of the source and what it means."""

    __slots__ = ("source_label", "read_as", "n_rows",)
    class_name: ClassVar[str] = "LabelReading"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("LabelReading",)
    fields: ClassVar[Mapping[str, Field]] = {
        "source_label": ("text", False, None),
        "read_as": ("text", False, None),
        "n_rows": ("integer", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        source_label: str | None = None,
        read_as: str | None = None,
        n_rows: int | None = None,
    ) -> None:
        self.pointer = pointer
        self.source_label = source_label
        self.read_as = read_as
        self.n_rows = n_rows


class Location(View):
    """Where a finding is."""

    __slots__ = ("location_text", "element", "in_table", "column", "card_pointer", "line",)
    class_name: ClassVar[str] = "Location"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("Location",)
    fields: ClassVar[Mapping[str, Field]] = {
        "location_text": ("text", False, None),
        "element": ("text", False, None),
        "in_table": ("text", False, None),
        "column": ("text", False, None),
        "card_pointer": ("text", False, None),
        "line": ("integer", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        location_text: str | None = None,
        element: str | None = None,
        in_table: str | None = None,
        column: str | None = None,
        card_pointer: str | None = None,
        line: int | None = None,
    ) -> None:
        self.pointer = pointer
        self.location_text = location_text
        self.element = element
        self.in_table = in_table
        self.column = column
        self.card_pointer = card_pointer
        self.line = line


class MappedColumn(View):
    """What a column of the source stands for, and how its labels are to be read."""

    __slots__ = ("column", "in_table", "role", "label_readings",)
    class_name: ClassVar[str] = "MappedColumn"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("MappedColumn",)
    fields: ClassVar[Mapping[str, Field]] = {
        "column": ("text", False, None),
        "in_table": ("text", False, None),
        "role": ("text", False, None),
        "label_readings": ("object", True, "LabelReading"),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        column: str | None = None,
        in_table: str | None = None,
        role: str | None = None,
        label_readings: tuple[LabelReading, ...] = (),
    ) -> None:
        self.pointer = pointer
        self.column = column
        self.in_table = in_table
        self.role = role
        self.label_readings = label_readings


class MeasurementOperator(View):
    """Takes a state at a scale and gives an observation."""

    __slots__ = ("operator_id", "operator_type", "label", "assay_ontology_term_id", "assay_gap_note", "scale", "is_destructive", "noise_model", "site", "instrument", "protocols",)
    class_name: ClassVar[str] = "MeasurementOperator"
    identifier_slot: ClassVar[str | None] = "operator_id"
    designator_slot: ClassVar[str | None] = "operator_type"
    concrete_classes: ClassVar[tuple[str, ...]] = ("SingleCellRNA", "SingleCellATAC", "SurfaceProtein", "SingleCellProteomics", "SpotSpatial", "ImagingSpatial", "Histology", "Morphology", "LiveImaging", "BulkExpression", "BulkProteomics", "PooledScreen", "Viability", "ClinicalTable",)
    fields: ClassVar[Mapping[str, Field]] = {
        "operator_id": ("text", False, None),
        "operator_type": ("text", False, None),
        "label": ("text", False, None),
        "assay_ontology_term_id": ("text", False, None),
        "assay_gap_note": ("text", False, None),
        "scale": ("text", False, None),
        "is_destructive": ("boolean", False, None),
        "noise_model": ("object", False, "NoiseModel"),
        "site": ("text", False, None),
        "instrument": ("text", False, None),
        "protocols": ("text", True, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        operator_id: str | None = None,
        operator_type: str | None = None,
        label: str | None = None,
        assay_ontology_term_id: str | None = None,
        assay_gap_note: str | None = None,
        scale: str | None = None,
        is_destructive: bool | None = None,
        noise_model: NoiseModel | None = None,
        site: str | None = None,
        instrument: str | None = None,
        protocols: tuple[str, ...] = (),
    ) -> None:
        self.pointer = pointer
        self.operator_id = operator_id
        self.operator_type = operator_type
        self.label = label
        self.assay_ontology_term_id = assay_ontology_term_id
        self.assay_gap_note = assay_gap_note
        self.scale = scale
        self.is_destructive = is_destructive
        self.noise_model = noise_model
        self.site = site
        self.instrument = instrument
        self.protocols = protocols


class MetricCard(View):
    """A metric - its definition, the values it gives where nothing was learnt, and how it was
    tried."""

    __slots__ = ("metric_id", "metric_version", "title", "definition", "space", "better", "no_skill_value", "best_value", "worst_value", "is_scale_blind", "least_features", "references",)
    class_name: ClassVar[str] = "MetricCard"
    identifier_slot: ClassVar[str | None] = "metric_id"
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("MetricCard",)
    fields: ClassVar[Mapping[str, Field]] = {
        "metric_id": ("text", False, None),
        "metric_version": ("integer", False, None),
        "title": ("text", False, None),
        "definition": ("text", False, None),
        "space": ("text", False, None),
        "better": ("text", False, None),
        "no_skill_value": ("number", False, None),
        "best_value": ("number", False, None),
        "worst_value": ("number", False, None),
        "is_scale_blind": ("boolean", False, None),
        "least_features": ("integer", False, None),
        "references": ("text", True, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        metric_id: str | None = None,
        metric_version: int | None = None,
        title: str | None = None,
        definition: str | None = None,
        space: str | None = None,
        better: str | None = None,
        no_skill_value: float | None = None,
        best_value: float | None = None,
        worst_value: float | None = None,
        is_scale_blind: bool | None = None,
        least_features: int | None = None,
        references: tuple[str, ...] = (),
    ) -> None:
        self.pointer = pointer
        self.metric_id = metric_id
        self.metric_version = metric_version
        self.title = title
        self.definition = definition
        self.space = space
        self.better = better
        self.no_skill_value = no_skill_value
        self.best_value = best_value
        self.worst_value = worst_value
        self.is_scale_blind = is_scale_blind
        self.least_features = least_features
        self.references = references


class MetricResult(View):
    """One number, with its space, partition, count and interval."""

    __slots__ = ("metric", "metric_version", "readout_id", "value", "ci_low", "ci_high", "ci_method", "n_evaluated", "n_clusters", "space", "partition", "stratum", "better", "floor", "floor_predictor", "replicate", "scaled_value", "delta_to_floor", "delta_low", "delta_high", "win_rate", "p_value", "adjusted_p_value", "dynamic_range", "evidence",)
    class_name: ClassVar[str] = "MetricResult"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("MetricResult",)
    fields: ClassVar[Mapping[str, Field]] = {
        "metric": ("text", False, None),
        "metric_version": ("integer", False, None),
        "readout_id": ("text", False, None),
        "value": ("number", False, None),
        "ci_low": ("number", False, None),
        "ci_high": ("number", False, None),
        "ci_method": ("text", False, None),
        "n_evaluated": ("integer", False, None),
        "n_clusters": ("integer", False, None),
        "space": ("text", False, None),
        "partition": ("text", False, None),
        "stratum": ("text", False, None),
        "better": ("text", False, None),
        "floor": ("number", False, None),
        "floor_predictor": ("text", False, None),
        "replicate": ("number", False, None),
        "scaled_value": ("number", False, None),
        "delta_to_floor": ("number", False, None),
        "delta_low": ("number", False, None),
        "delta_high": ("number", False, None),
        "win_rate": ("number", False, None),
        "p_value": ("number", False, None),
        "adjusted_p_value": ("number", False, None),
        "dynamic_range": ("number", False, None),
        "evidence": ("text", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        metric: str | None = None,
        metric_version: int | None = None,
        readout_id: str | None = None,
        value: float | None = None,
        ci_low: float | None = None,
        ci_high: float | None = None,
        ci_method: str | None = None,
        n_evaluated: int | None = None,
        n_clusters: int | None = None,
        space: str | None = None,
        partition: str | None = None,
        stratum: str | None = None,
        better: str | None = None,
        floor: float | None = None,
        floor_predictor: str | None = None,
        replicate: float | None = None,
        scaled_value: float | None = None,
        delta_to_floor: float | None = None,
        delta_low: float | None = None,
        delta_high: float | None = None,
        win_rate: float | None = None,
        p_value: float | None = None,
        adjusted_p_value: float | None = None,
        dynamic_range: float | None = None,
        evidence: str | None = None,
    ) -> None:
        self.pointer = pointer
        self.metric = metric
        self.metric_version = metric_version
        self.readout_id = readout_id
        self.value = value
        self.ci_low = ci_low
        self.ci_high = ci_high
        self.ci_method = ci_method
        self.n_evaluated = n_evaluated
        self.n_clusters = n_clusters
        self.space = space
        self.partition = partition
        self.stratum = stratum
        self.better = better
        self.floor = floor
        self.floor_predictor = floor_predictor
        self.replicate = replicate
        self.scaled_value = scaled_value
        self.delta_to_floor = delta_to_floor
        self.delta_low = delta_low
        self.delta_high = delta_high
        self.win_rate = win_rate
        self.p_value = p_value
        self.adjusted_p_value = adjusted_p_value
        self.dynamic_range = dynamic_range
        self.evidence = evidence


class MetricTrial(View):
    """What a metric gives in these data where the best answer is known - one half of the data
    is taken as the prediction of the other, and changed in ways that a useful metric must
    see."""

    __slots__ = ("metric", "metric_version", "readout_id", "dynamic_range", "repeated_value", "neutral_value", "same_for_all_value", "permuted_value", "halved_value", "tripled_value", "mixed_value",)
    class_name: ClassVar[str] = "MetricTrial"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("MetricTrial",)
    fields: ClassVar[Mapping[str, Field]] = {
        "metric": ("text", False, None),
        "metric_version": ("integer", False, None),
        "readout_id": ("text", False, None),
        "dynamic_range": ("number", False, None),
        "repeated_value": ("number", False, None),
        "neutral_value": ("number", False, None),
        "same_for_all_value": ("number", False, None),
        "permuted_value": ("number", False, None),
        "halved_value": ("number", False, None),
        "tripled_value": ("number", False, None),
        "mixed_value": ("number", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        metric: str | None = None,
        metric_version: int | None = None,
        readout_id: str | None = None,
        dynamic_range: float | None = None,
        repeated_value: float | None = None,
        neutral_value: float | None = None,
        same_for_all_value: float | None = None,
        permuted_value: float | None = None,
        halved_value: float | None = None,
        tripled_value: float | None = None,
        mixed_value: float | None = None,
    ) -> None:
        self.pointer = pointer
        self.metric = metric
        self.metric_version = metric_version
        self.readout_id = readout_id
        self.dynamic_range = dynamic_range
        self.repeated_value = repeated_value
        self.neutral_value = neutral_value
        self.same_for_all_value = same_for_all_value
        self.permuted_value = permuted_value
        self.halved_value = halved_value
        self.tripled_value = tripled_value
        self.mixed_value = mixed_value


class ModalityImage(View):
    """One image inside the container, and the operator that took it."""

    __slots__ = ("image_path", "measured_by", "value_type", "unit_set", "was_generated_by",)
    class_name: ClassVar[str] = "ModalityImage"
    identifier_slot: ClassVar[str | None] = "image_path"
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("ModalityImage",)
    fields: ClassVar[Mapping[str, Field]] = {
        "image_path": ("text", False, None),
        "measured_by": ("text", False, None),
        "value_type": ("text", False, None),
        "unit_set": ("text", False, None),
        "was_generated_by": ("text", True, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        image_path: str | None = None,
        measured_by: str | None = None,
        value_type: str | None = None,
        unit_set: str | None = None,
        was_generated_by: tuple[str, ...] = (),
    ) -> None:
        self.pointer = pointer
        self.image_path = image_path
        self.measured_by = measured_by
        self.value_type = value_type
        self.unit_set = unit_set
        self.was_generated_by = was_generated_by


class ModalityTable(View):
    """One observations x features matrix inside the container, and the operator that measured
    it."""

    __slots__ = ("path_in_file", "measured_by", "value_type", "n_obs", "n_var", "feature_space", "unit_set", "derived_from_table", "was_generated_by", "noise_model",)
    class_name: ClassVar[str] = "ModalityTable"
    identifier_slot: ClassVar[str | None] = "path_in_file"
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("ModalityTable",)
    fields: ClassVar[Mapping[str, Field]] = {
        "path_in_file": ("text", False, None),
        "measured_by": ("text", False, None),
        "value_type": ("text", False, None),
        "n_obs": ("integer", False, None),
        "n_var": ("integer", False, None),
        "feature_space": ("object", False, "FeatureSpace"),
        "unit_set": ("text", False, None),
        "derived_from_table": ("text", False, None),
        "was_generated_by": ("text", True, None),
        "noise_model": ("object", False, "NoiseModel"),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        path_in_file: str | None = None,
        measured_by: str | None = None,
        value_type: str | None = None,
        n_obs: int | None = None,
        n_var: int | None = None,
        feature_space: FeatureSpace | None = None,
        unit_set: str | None = None,
        derived_from_table: str | None = None,
        was_generated_by: tuple[str, ...] = (),
        noise_model: NoiseModel | None = None,
    ) -> None:
        self.pointer = pointer
        self.path_in_file = path_in_file
        self.measured_by = measured_by
        self.value_type = value_type
        self.n_obs = n_obs
        self.n_var = n_var
        self.feature_space = feature_space
        self.unit_set = unit_set
        self.derived_from_table = derived_from_table
        self.was_generated_by = was_generated_by
        self.noise_model = noise_model


class Neighbourhood(View):
    """How neighbours are found."""

    __slots__ = ("graph", "radius", "n_neighbours",)
    class_name: ClassVar[str] = "Neighbourhood"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("Neighbourhood",)
    fields: ClassVar[Mapping[str, Field]] = {
        "graph": ("text", False, None),
        "radius": ("object", False, "Quantity"),
        "n_neighbours": ("integer", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        graph: str | None = None,
        radius: Quantity | None = None,
        n_neighbours: int | None = None,
    ) -> None:
        self.pointer = pointer
        self.graph = graph
        self.radius = radius
        self.n_neighbours = n_neighbours


class NoiseModel(View):
    """The distribution of an observation around the state, as declared or as fitted."""

    __slots__ = ("noise_family", "size_factor", "is_declared_not_fitted",)
    class_name: ClassVar[str] = "NoiseModel"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("NoiseModel",)
    fields: ClassVar[Mapping[str, Field]] = {
        "noise_family": ("text", False, None),
        "size_factor": ("text", False, None),
        "is_declared_not_fitted": ("boolean", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        noise_family: str | None = None,
        size_factor: str | None = None,
        is_declared_not_fitted: bool | None = None,
    ) -> None:
        self.pointer = pointer
        self.noise_family = noise_family
        self.size_factor = size_factor
        self.is_declared_not_fitted = is_declared_not_fitted


class Observation(View):
    """One row of obs. Names that CELLxGENE 7.1 defines are used as they are; the others are
    keys into the card."""

    __slots__ = ("sample_id", "condition_id", "batch_id", "plate_id", "well_position", "site_id", "donor_id", "assay_ontology_term_id", "cell_type_ontology_term_id", "development_stage_ontology_term_id", "disease_ontology_term_id", "experimental_condition_ontology_term_id", "genetic_perturbation_id", "genetic_perturbation_strategy", "is_primary_data", "perturbation_types", "self_reported_ethnicity_ontology_term_id", "sex_ontology_term_id", "suspension_type", "tissue_ontology_term_id", "tissue_type", "array_row", "array_col", "in_tissue",)
    class_name: ClassVar[str] = "Observation"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("Observation",)
    fields: ClassVar[Mapping[str, Field]] = {
        "sample_id": ("text", False, None),
        "condition_id": ("text", False, None),
        "batch_id": ("text", False, None),
        "plate_id": ("text", False, None),
        "well_position": ("text", False, None),
        "site_id": ("text", False, None),
        "donor_id": ("text", False, None),
        "assay_ontology_term_id": ("text", False, None),
        "cell_type_ontology_term_id": ("text", False, None),
        "development_stage_ontology_term_id": ("text", False, None),
        "disease_ontology_term_id": ("text", True, None),
        "experimental_condition_ontology_term_id": ("text", True, None),
        "genetic_perturbation_id": ("text", True, None),
        "genetic_perturbation_strategy": ("text", False, None),
        "is_primary_data": ("boolean", False, None),
        "perturbation_types": ("text", True, None),
        "self_reported_ethnicity_ontology_term_id": ("text", False, None),
        "sex_ontology_term_id": ("text", False, None),
        "suspension_type": ("text", False, None),
        "tissue_ontology_term_id": ("text", False, None),
        "tissue_type": ("text", False, None),
        "array_row": ("integer", False, None),
        "array_col": ("integer", False, None),
        "in_tissue": ("integer", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        sample_id: str | None = None,
        condition_id: str | None = None,
        batch_id: str | None = None,
        plate_id: str | None = None,
        well_position: str | None = None,
        site_id: str | None = None,
        donor_id: str | None = None,
        assay_ontology_term_id: str | None = None,
        cell_type_ontology_term_id: str | None = None,
        development_stage_ontology_term_id: str | None = None,
        disease_ontology_term_id: tuple[str, ...] = (),
        experimental_condition_ontology_term_id: tuple[str, ...] = (),
        genetic_perturbation_id: tuple[str, ...] = (),
        genetic_perturbation_strategy: str | None = None,
        is_primary_data: bool | None = None,
        perturbation_types: tuple[str, ...] = (),
        self_reported_ethnicity_ontology_term_id: str | None = None,
        sex_ontology_term_id: str | None = None,
        suspension_type: str | None = None,
        tissue_ontology_term_id: str | None = None,
        tissue_type: str | None = None,
        array_row: int | None = None,
        array_col: int | None = None,
        in_tissue: int | None = None,
    ) -> None:
        self.pointer = pointer
        self.sample_id = sample_id
        self.condition_id = condition_id
        self.batch_id = batch_id
        self.plate_id = plate_id
        self.well_position = well_position
        self.site_id = site_id
        self.donor_id = donor_id
        self.assay_ontology_term_id = assay_ontology_term_id
        self.cell_type_ontology_term_id = cell_type_ontology_term_id
        self.development_stage_ontology_term_id = development_stage_ontology_term_id
        self.disease_ontology_term_id = disease_ontology_term_id
        self.experimental_condition_ontology_term_id = experimental_condition_ontology_term_id
        self.genetic_perturbation_id = genetic_perturbation_id
        self.genetic_perturbation_strategy = genetic_perturbation_strategy
        self.is_primary_data = is_primary_data
        self.perturbation_types = perturbation_types
        self.self_reported_ethnicity_ontology_term_id = self_reported_ethnicity_ontology_term_id
        self.sex_ontology_term_id = sex_ontology_term_id
        self.suspension_type = suspension_type
        self.tissue_ontology_term_id = tissue_ontology_term_id
        self.tissue_type = tissue_type
        self.array_row = array_row
        self.array_col = array_col
        self.in_tissue = in_tissue


class ObservationSet(View):
    """A set of observations, named by partition or by digest."""

    __slots__ = ("partition", "observation_ids_sha256", "n_observations", "description",)
    class_name: ClassVar[str] = "ObservationSet"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("ObservationSet",)
    fields: ClassVar[Mapping[str, Field]] = {
        "partition": ("text", False, None),
        "observation_ids_sha256": ("text", False, None),
        "n_observations": ("integer", False, None),
        "description": ("text", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        partition: str | None = None,
        observation_ids_sha256: str | None = None,
        n_observations: int | None = None,
        description: str | None = None,
    ) -> None:
        self.pointer = pointer
        self.partition = partition
        self.observation_ids_sha256 = observation_ids_sha256
        self.n_observations = n_observations
        self.description = description


class OperatorChain(View):
    """One chain of operators, for all families of conditions that differ in nothing but what
    was done."""

    __slots__ = ("chain_result", "chain_notation", "chain_steps", "chain_fault", "condition_families", "n_families_left_out",)
    class_name: ClassVar[str] = "OperatorChain"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("OperatorChain",)
    fields: ClassVar[Mapping[str, Field]] = {
        "chain_result": ("text", False, None),
        "chain_notation": ("text", False, None),
        "chain_steps": ("object", True, "ChainStep"),
        "chain_fault": ("text", False, None),
        "condition_families": ("object", True, "ConditionFamily"),
        "n_families_left_out": ("integer", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        chain_result: str | None = None,
        chain_notation: str | None = None,
        chain_steps: tuple[ChainStep, ...] = (),
        chain_fault: str | None = None,
        condition_families: tuple[ConditionFamily, ...] = (),
        n_families_left_out: int | None = None,
    ) -> None:
        self.pointer = pointer
        self.chain_result = chain_result
        self.chain_notation = chain_notation
        self.chain_steps = chain_steps
        self.chain_fault = chain_fault
        self.condition_families = condition_families
        self.n_families_left_out = n_families_left_out


class OrderedAxis(View):
    """An axis with an order, and how the parts lie along it."""

    __slots__ = ("claim_axis", "order_rule",)
    class_name: ClassVar[str] = "OrderedAxis"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("OrderedAxis",)
    fields: ClassVar[Mapping[str, Field]] = {
        "claim_axis": ("text", False, None),
        "order_rule": ("text", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        claim_axis: str | None = None,
        order_rule: str | None = None,
    ) -> None:
        self.pointer = pointer
        self.claim_axis = claim_axis
        self.order_rule = order_rule


class Partition(View):
    """One part of a split."""

    __slots__ = ("partition_name", "partition_role", "target_share", "n_observations", "labels_released",)
    class_name: ClassVar[str] = "Partition"
    identifier_slot: ClassVar[str | None] = "partition_name"
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("Partition",)
    fields: ClassVar[Mapping[str, Field]] = {
        "partition_name": ("text", False, None),
        "partition_role": ("text", False, None),
        "target_share": ("number", False, None),
        "n_observations": ("integer", False, None),
        "labels_released": ("boolean", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        partition_name: str | None = None,
        partition_role: str | None = None,
        target_share: float | None = None,
        n_observations: int | None = None,
        labels_released: bool | None = None,
    ) -> None:
        self.pointer = pointer
        self.partition_name = partition_name
        self.partition_role = partition_role
        self.target_share = target_share
        self.n_observations = n_observations
        self.labels_released = labels_released


class Plate(View):
    """A plate, and how its wells were filled."""

    __slots__ = ("plate_id", "plate_format", "plate_map", "matches",)
    class_name: ClassVar[str] = "Plate"
    identifier_slot: ClassVar[str | None] = "plate_id"
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("Plate",)
    fields: ClassVar[Mapping[str, Field]] = {
        "plate_id": ("text", False, None),
        "plate_format": ("integer", False, None),
        "plate_map": ("object", False, "DataFile"),
        "matches": ("object", True, "ColumnMatch"),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        plate_id: str | None = None,
        plate_format: int | None = None,
        plate_map: DataFile | None = None,
        matches: tuple[ColumnMatch, ...] = (),
    ) -> None:
        self.pointer = pointer
        self.plate_id = plate_id
        self.plate_format = plate_format
        self.plate_map = plate_map
        self.matches = matches


class PoolingBasis(View):
    """What the report of one fold adds to a report over all folds - numbers by unit, from which
    every result is computed in the same way for one fold and for all."""

    __slots__ = ("task_settings", "unit_of_split", "asked_readouts", "state_readout", "judged_units", "judged_readouts", "unit_sums",)
    class_name: ClassVar[str] = "PoolingBasis"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("PoolingBasis",)
    fields: ClassVar[Mapping[str, Field]] = {
        "task_settings": ("text", False, None),
        "unit_of_split": ("text", False, None),
        "asked_readouts": ("text", True, None),
        "state_readout": ("text", False, None),
        "judged_units": ("object", False, "JudgedUnits"),
        "judged_readouts": ("object", True, "JudgedReadout"),
        "unit_sums": ("object", True, "UnitSum"),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        task_settings: str | None = None,
        unit_of_split: str | None = None,
        asked_readouts: tuple[str, ...] = (),
        state_readout: str | None = None,
        judged_units: JudgedUnits | None = None,
        judged_readouts: tuple[JudgedReadout, ...] = (),
        unit_sums: tuple[UnitSum, ...] = (),
    ) -> None:
        self.pointer = pointer
        self.task_settings = task_settings
        self.unit_of_split = unit_of_split
        self.asked_readouts = asked_readouts
        self.state_readout = state_readout
        self.judged_units = judged_units
        self.judged_readouts = judged_readouts
        self.unit_sums = unit_sums


class PredictionCost(View):
    """What answering cost, measured from outside."""

    __slots__ = ("fit_seconds", "predict_seconds", "seconds_per_1000_queries", "peak_memory_bytes", "n_queries",)
    class_name: ClassVar[str] = "PredictionCost"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("PredictionCost",)
    fields: ClassVar[Mapping[str, Field]] = {
        "fit_seconds": ("number", False, None),
        "predict_seconds": ("number", False, None),
        "seconds_per_1000_queries": ("number", False, None),
        "peak_memory_bytes": ("integer", False, None),
        "n_queries": ("integer", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        fit_seconds: float | None = None,
        predict_seconds: float | None = None,
        seconds_per_1000_queries: float | None = None,
        peak_memory_bytes: int | None = None,
        n_queries: int | None = None,
    ) -> None:
        self.pointer = pointer
        self.fit_seconds = fit_seconds
        self.predict_seconds = predict_seconds
        self.seconds_per_1000_queries = seconds_per_1000_queries
        self.peak_memory_bytes = peak_memory_bytes
        self.n_queries = n_queries


class PredictionSet(View):
    """What a file of predictions says of itself - which predictor answered which queries of
    which task, on which data."""

    __slots__ = ("aivc_schema_version", "prediction_id", "predictor_card", "task_id", "evaluated_on", "manifest_digest", "view_digest", "prediction_space", "quantile_levels", "seed", "cost", "tool",)
    class_name: ClassVar[str] = "PredictionSet"
    identifier_slot: ClassVar[str | None] = "prediction_id"
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("PredictionSet",)
    fields: ClassVar[Mapping[str, Field]] = {
        "aivc_schema_version": ("text", False, None),
        "prediction_id": ("text", False, None),
        "predictor_card": ("object", False, "PredictorCard"),
        "task_id": ("text", False, None),
        "evaluated_on": ("object", False, "DatasetReference"),
        "manifest_digest": ("text", False, None),
        "view_digest": ("text", False, None),
        "prediction_space": ("text", False, None),
        "quantile_levels": ("number", True, None),
        "seed": ("integer", False, None),
        "cost": ("object", False, "PredictionCost"),
        "tool": ("object", False, "Software"),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        aivc_schema_version: str | None = None,
        prediction_id: str | None = None,
        predictor_card: PredictorCard | None = None,
        task_id: str | None = None,
        evaluated_on: DatasetReference | None = None,
        manifest_digest: str | None = None,
        view_digest: str | None = None,
        prediction_space: str | None = None,
        quantile_levels: tuple[float, ...] = (),
        seed: int | None = None,
        cost: PredictionCost | None = None,
        tool: Software | None = None,
    ) -> None:
        self.pointer = pointer
        self.aivc_schema_version = aivc_schema_version
        self.prediction_id = prediction_id
        self.predictor_card = predictor_card
        self.task_id = task_id
        self.evaluated_on = evaluated_on
        self.manifest_digest = manifest_digest
        self.view_digest = view_digest
        self.prediction_space = prediction_space
        self.quantile_levels = quantile_levels
        self.seed = seed
        self.cost = cost
        self.tool = tool


class PredictorCard(View):
    """What a predictor takes, gives and was trained on."""

    __slots__ = ("aivc_schema_version", "predictor_id", "name", "version", "license", "covers_tasks", "covers_regimes", "most_combined", "covers_operators", "covers_readouts", "trained_on", "pretrained_on", "uncertainty", "abstains_when", "is_stochastic", "code_digest", "intended_use", "out_of_scope",)
    class_name: ClassVar[str] = "PredictorCard"
    identifier_slot: ClassVar[str | None] = "predictor_id"
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("PredictorCard",)
    fields: ClassVar[Mapping[str, Field]] = {
        "aivc_schema_version": ("text", False, None),
        "predictor_id": ("text", False, None),
        "name": ("text", False, None),
        "version": ("text", False, None),
        "license": ("text", False, None),
        "covers_tasks": ("text", True, None),
        "covers_regimes": ("text", True, None),
        "most_combined": ("integer", False, None),
        "covers_operators": ("text", True, None),
        "covers_readouts": ("text", True, None),
        "trained_on": ("object", True, "DataUse"),
        "pretrained_on": ("object", True, "DataUse"),
        "uncertainty": ("text", False, None),
        "abstains_when": ("text", False, None),
        "is_stochastic": ("boolean", False, None),
        "code_digest": ("text", False, None),
        "intended_use": ("text", False, None),
        "out_of_scope": ("text", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        aivc_schema_version: str | None = None,
        predictor_id: str | None = None,
        name: str | None = None,
        version: str | None = None,
        license: str | None = None,
        covers_tasks: tuple[str, ...] = (),
        covers_regimes: tuple[str, ...] = (),
        most_combined: int | None = None,
        covers_operators: tuple[str, ...] = (),
        covers_readouts: tuple[str, ...] = (),
        trained_on: tuple[DataUse, ...] = (),
        pretrained_on: tuple[DataUse, ...] = (),
        uncertainty: str | None = None,
        abstains_when: str | None = None,
        is_stochastic: bool | None = None,
        code_digest: str | None = None,
        intended_use: str | None = None,
        out_of_scope: str | None = None,
    ) -> None:
        self.pointer = pointer
        self.aivc_schema_version = aivc_schema_version
        self.predictor_id = predictor_id
        self.name = name
        self.version = version
        self.license = license
        self.covers_tasks = covers_tasks
        self.covers_regimes = covers_regimes
        self.most_combined = most_combined
        self.covers_operators = covers_operators
        self.covers_readouts = covers_readouts
        self.trained_on = trained_on
        self.pretrained_on = pretrained_on
        self.uncertainty = uncertainty
        self.abstains_when = abstains_when
        self.is_stochastic = is_stochastic
        self.code_digest = code_digest
        self.intended_use = intended_use
        self.out_of_scope = out_of_scope


class ProcessingActivity(View):
    """One step between the instrument and the matrix."""

    __slots__ = ("activity_id", "step_type", "order_index", "software", "parameters", "seed", "fit_scope", "fitted_on", "fitted_artifact", "uses_outcome", "description",)
    class_name: ClassVar[str] = "ProcessingActivity"
    identifier_slot: ClassVar[str | None] = "activity_id"
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("ProcessingActivity",)
    fields: ClassVar[Mapping[str, Field]] = {
        "activity_id": ("text", False, None),
        "step_type": ("text", False, None),
        "order_index": ("integer", False, None),
        "software": ("object", False, "Software"),
        "parameters": ("text", False, None),
        "seed": ("integer", False, None),
        "fit_scope": ("text", False, None),
        "fitted_on": ("object", True, "ObservationSet"),
        "fitted_artifact": ("object", False, "DataFile"),
        "uses_outcome": ("boolean", False, None),
        "description": ("text", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        activity_id: str | None = None,
        step_type: str | None = None,
        order_index: int | None = None,
        software: Software | None = None,
        parameters: str | None = None,
        seed: int | None = None,
        fit_scope: str | None = None,
        fitted_on: tuple[ObservationSet, ...] = (),
        fitted_artifact: DataFile | None = None,
        uses_outcome: bool | None = None,
        description: str | None = None,
    ) -> None:
        self.pointer = pointer
        self.activity_id = activity_id
        self.step_type = step_type
        self.order_index = order_index
        self.software = software
        self.parameters = parameters
        self.seed = seed
        self.fit_scope = fit_scope
        self.fitted_on = fitted_on
        self.fitted_artifact = fitted_artifact
        self.uses_outcome = uses_outcome
        self.description = description


class Quantity(View):
    """A number with its unit. A dose, a time or a length is never a bare number or a text."""

    __slots__ = ("value", "unit", "lower", "upper", "basis", "raw_text",)
    class_name: ClassVar[str] = "Quantity"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("Quantity",)
    fields: ClassVar[Mapping[str, Field]] = {
        "value": ("number", False, None),
        "unit": ("text", False, None),
        "lower": ("number", False, None),
        "upper": ("number", False, None),
        "basis": ("text", False, None),
        "raw_text": ("text", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        value: float | None = None,
        unit: str | None = None,
        lower: float | None = None,
        upper: float | None = None,
        basis: str | None = None,
        raw_text: str | None = None,
    ) -> None:
        self.pointer = pointer
        self.value = value
        self.unit = unit
        self.lower = lower
        self.upper = upper
        self.basis = basis
        self.raw_text = raw_text


class Query(View):
    """One row of the table of queries, which asks a predictor for the state of one unit - what
    was done, when the unit was harvested, and, in a column for each axis of context, where it
    starts from. It holds nothing that the truth decides."""

    __slots__ = ("unit_id", "condition_id", "agents_asked", "dose_asked", "dose_unit_asked", "harvest_hours", "dosing_steps", "control_unit_id",)
    class_name: ClassVar[str] = "Query"
    identifier_slot: ClassVar[str | None] = "unit_id"
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("Query",)
    fields: ClassVar[Mapping[str, Field]] = {
        "unit_id": ("text", False, None),
        "condition_id": ("text", False, None),
        "agents_asked": ("text", False, None),
        "dose_asked": ("number", False, None),
        "dose_unit_asked": ("text", False, None),
        "harvest_hours": ("number", False, None),
        "dosing_steps": ("text", False, None),
        "control_unit_id": ("text", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        unit_id: str | None = None,
        condition_id: str | None = None,
        agents_asked: str | None = None,
        dose_asked: float | None = None,
        dose_unit_asked: str | None = None,
        harvest_hours: float | None = None,
        dosing_steps: str | None = None,
        control_unit_id: str | None = None,
    ) -> None:
        self.pointer = pointer
        self.unit_id = unit_id
        self.condition_id = condition_id
        self.agents_asked = agents_asked
        self.dose_asked = dose_asked
        self.dose_unit_asked = dose_unit_asked
        self.harvest_hours = harvest_hours
        self.dosing_steps = dosing_steps
        self.control_unit_id = control_unit_id


class Readout(View):
    """A quantity computed from an observation, and the scale that it lives at."""

    __slots__ = ("readout_id", "readout_type", "input_tables", "input_images", "input_scale", "output_scale", "readout_method", "readout_unit", "software", "feature_set", "neighbourhood", "endpoint", "decision", "fit_scope", "fitted_on",)
    class_name: ClassVar[str] = "Readout"
    identifier_slot: ClassVar[str | None] = "readout_id"
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("Readout",)
    fields: ClassVar[Mapping[str, Field]] = {
        "readout_id": ("text", False, None),
        "readout_type": ("text", False, None),
        "input_tables": ("text", True, None),
        "input_images": ("text", True, None),
        "input_scale": ("text", False, None),
        "output_scale": ("text", False, None),
        "readout_method": ("text", False, None),
        "readout_unit": ("text", False, None),
        "software": ("object", False, "Software"),
        "feature_set": ("object", False, "FeatureSet"),
        "neighbourhood": ("object", False, "Neighbourhood"),
        "endpoint": ("object", False, "ClinicalEndpoint"),
        "decision": ("text", False, None),
        "fit_scope": ("text", False, None),
        "fitted_on": ("object", True, "ObservationSet"),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        readout_id: str | None = None,
        readout_type: str | None = None,
        input_tables: tuple[str, ...] = (),
        input_images: tuple[str, ...] = (),
        input_scale: str | None = None,
        output_scale: str | None = None,
        readout_method: str | None = None,
        readout_unit: str | None = None,
        software: Software | None = None,
        feature_set: FeatureSet | None = None,
        neighbourhood: Neighbourhood | None = None,
        endpoint: ClinicalEndpoint | None = None,
        decision: str | None = None,
        fit_scope: str | None = None,
        fitted_on: tuple[ObservationSet, ...] = (),
    ) -> None:
        self.pointer = pointer
        self.readout_id = readout_id
        self.readout_type = readout_type
        self.input_tables = input_tables
        self.input_images = input_images
        self.input_scale = input_scale
        self.output_scale = output_scale
        self.readout_method = readout_method
        self.readout_unit = readout_unit
        self.software = software
        self.feature_set = feature_set
        self.neighbourhood = neighbourhood
        self.endpoint = endpoint
        self.decision = decision
        self.fit_scope = fit_scope
        self.fitted_on = fitted_on


class Receipt(View):
    """Proof of a validation."""

    __slots__ = ("dataset_digest", "card_digest", "software", "rule_set_digest", "vocabulary_versions", "level", "profile", "verdict", "receipt_digest",)
    class_name: ClassVar[str] = "Receipt"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("Receipt",)
    fields: ClassVar[Mapping[str, Field]] = {
        "dataset_digest": ("text", False, None),
        "card_digest": ("text", False, None),
        "software": ("object", False, "Software"),
        "rule_set_digest": ("text", False, None),
        "vocabulary_versions": ("object", True, "VocabularyVersion"),
        "level": ("text", False, None),
        "profile": ("text", False, None),
        "verdict": ("text", False, None),
        "receipt_digest": ("text", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        dataset_digest: str | None = None,
        card_digest: str | None = None,
        software: Software | None = None,
        rule_set_digest: str | None = None,
        vocabulary_versions: tuple[VocabularyVersion, ...] = (),
        level: str | None = None,
        profile: str | None = None,
        verdict: str | None = None,
        receipt_digest: str | None = None,
    ) -> None:
        self.pointer = pointer
        self.dataset_digest = dataset_digest
        self.card_digest = card_digest
        self.software = software
        self.rule_set_digest = rule_set_digest
        self.vocabulary_versions = vocabulary_versions
        self.level = level
        self.profile = profile
        self.verdict = verdict
        self.receipt_digest = receipt_digest


class RoleColumns(View):
    """The columns that together play one role."""

    __slots__ = ("role", "columns", "in_table",)
    class_name: ClassVar[str] = "RoleColumns"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("RoleColumns",)
    fields: ClassVar[Mapping[str, Field]] = {
        "role": ("text", False, None),
        "columns": ("text", True, None),
        "in_table": ("text", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        role: str | None = None,
        columns: tuple[str, ...] = (),
        in_table: str | None = None,
    ) -> None:
        self.pointer = pointer
        self.role = role
        self.columns = columns
        self.in_table = in_table


class RowScores(View):
    """What the rows of a readout add to one metric, of the prediction or of what it is compared
    with. The value over any rows is the sum of their numerators over that of their
    denominators."""

    __slots__ = ("metric", "metric_version", "answered_by", "scored_rows", "row_numerators", "row_denominators", "unanswered_rows",)
    class_name: ClassVar[str] = "RowScores"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("RowScores",)
    fields: ClassVar[Mapping[str, Field]] = {
        "metric": ("text", False, None),
        "metric_version": ("integer", False, None),
        "answered_by": ("text", False, None),
        "scored_rows": ("integer", True, None),
        "row_numerators": ("number", True, None),
        "row_denominators": ("number", True, None),
        "unanswered_rows": ("integer", True, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        metric: str | None = None,
        metric_version: int | None = None,
        answered_by: str | None = None,
        scored_rows: tuple[int, ...] = (),
        row_numerators: tuple[float, ...] = (),
        row_denominators: tuple[float, ...] = (),
        unanswered_rows: tuple[int, ...] = (),
    ) -> None:
        self.pointer = pointer
        self.metric = metric
        self.metric_version = metric_version
        self.answered_by = answered_by
        self.scored_rows = scored_rows
        self.row_numerators = row_numerators
        self.row_denominators = row_denominators
        self.unanswered_rows = unanswered_rows


class RuleNotRun(View):
    """A rule that was not run, and why."""

    __slots__ = ("code", "not_run_reason", "detail",)
    class_name: ClassVar[str] = "RuleNotRun"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("RuleNotRun",)
    fields: ClassVar[Mapping[str, Field]] = {
        "code": ("text", False, None),
        "not_run_reason": ("text", False, None),
        "detail": ("text", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        code: str | None = None,
        not_run_reason: str | None = None,
        detail: str | None = None,
    ) -> None:
        self.pointer = pointer
        self.code = code
        self.not_run_reason = not_run_reason
        self.detail = detail


class Sample(View):
    """A specimen and the suspension or section made from it."""

    __slots__ = ("sample_id", "derived_from", "from_donors", "culture", "organism_ontology_term_id", "tissue_type", "tissue_ontology_term_id", "cell_type_ontology_term_id", "disease_ontology_term_id", "development_stage_ontology_term_id", "suspension_type", "preservation_method", "collection_time", "replicate_type", "replicate_number", "is_virtual", "matches",)
    class_name: ClassVar[str] = "Sample"
    identifier_slot: ClassVar[str | None] = "sample_id"
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("Sample",)
    fields: ClassVar[Mapping[str, Field]] = {
        "sample_id": ("text", False, None),
        "derived_from": ("text", True, None),
        "from_donors": ("text", True, None),
        "culture": ("text", False, None),
        "organism_ontology_term_id": ("text", True, None),
        "tissue_type": ("text", False, None),
        "tissue_ontology_term_id": ("text", False, None),
        "cell_type_ontology_term_id": ("text", False, None),
        "disease_ontology_term_id": ("text", True, None),
        "development_stage_ontology_term_id": ("text", False, None),
        "suspension_type": ("text", False, None),
        "preservation_method": ("text", False, None),
        "collection_time": ("object", False, "Quantity"),
        "replicate_type": ("text", False, None),
        "replicate_number": ("integer", False, None),
        "is_virtual": ("boolean", False, None),
        "matches": ("object", True, "ColumnMatch"),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        sample_id: str | None = None,
        derived_from: tuple[str, ...] = (),
        from_donors: tuple[str, ...] = (),
        culture: str | None = None,
        organism_ontology_term_id: tuple[str, ...] = (),
        tissue_type: str | None = None,
        tissue_ontology_term_id: str | None = None,
        cell_type_ontology_term_id: str | None = None,
        disease_ontology_term_id: tuple[str, ...] = (),
        development_stage_ontology_term_id: str | None = None,
        suspension_type: str | None = None,
        preservation_method: str | None = None,
        collection_time: Quantity | None = None,
        replicate_type: str | None = None,
        replicate_number: int | None = None,
        is_virtual: bool | None = None,
        matches: tuple[ColumnMatch, ...] = (),
    ) -> None:
        self.pointer = pointer
        self.sample_id = sample_id
        self.derived_from = derived_from
        self.from_donors = from_donors
        self.culture = culture
        self.organism_ontology_term_id = organism_ontology_term_id
        self.tissue_type = tissue_type
        self.tissue_ontology_term_id = tissue_ontology_term_id
        self.cell_type_ontology_term_id = cell_type_ontology_term_id
        self.disease_ontology_term_id = disease_ontology_term_id
        self.development_stage_ontology_term_id = development_stage_ontology_term_id
        self.suspension_type = suspension_type
        self.preservation_method = preservation_method
        self.collection_time = collection_time
        self.replicate_type = replicate_type
        self.replicate_number = replicate_number
        self.is_virtual = is_virtual
        self.matches = matches


class ScaleLink(View):
    """The anchor of a lift or a project - the evidence that links units of two scales."""

    __slots__ = ("link_id", "source_set", "target_set", "direction", "link_type", "link_basis", "cardinality", "partner_column", "unassigned_labels", "weights", "pairs_table", "weight_semantics", "aggregation_function", "conserved_quantity", "transform", "coverage", "alignment", "pairing", "was_generated_by",)
    class_name: ClassVar[str] = "ScaleLink"
    identifier_slot: ClassVar[str | None] = "link_id"
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("ScaleLink",)
    fields: ClassVar[Mapping[str, Field]] = {
        "link_id": ("text", False, None),
        "source_set": ("text", False, None),
        "target_set": ("text", False, None),
        "direction": ("text", False, None),
        "link_type": ("text", False, None),
        "link_basis": ("text", False, None),
        "cardinality": ("text", False, None),
        "partner_column": ("text", False, None),
        "unassigned_labels": ("text", True, None),
        "weights": ("object", False, "DataFile"),
        "pairs_table": ("text", False, None),
        "weight_semantics": ("text", False, None),
        "aggregation_function": ("text", False, None),
        "conserved_quantity": ("text", False, None),
        "transform": ("object", True, "CoordinateTransform"),
        "coverage": ("object", False, "CoverageReport"),
        "alignment": ("object", False, "AlignmentReport"),
        "pairing": ("text", False, None),
        "was_generated_by": ("text", True, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        link_id: str | None = None,
        source_set: str | None = None,
        target_set: str | None = None,
        direction: str | None = None,
        link_type: str | None = None,
        link_basis: str | None = None,
        cardinality: str | None = None,
        partner_column: str | None = None,
        unassigned_labels: tuple[str, ...] = (),
        weights: DataFile | None = None,
        pairs_table: str | None = None,
        weight_semantics: str | None = None,
        aggregation_function: str | None = None,
        conserved_quantity: str | None = None,
        transform: tuple[CoordinateTransform, ...] = (),
        coverage: CoverageReport | None = None,
        alignment: AlignmentReport | None = None,
        pairing: str | None = None,
        was_generated_by: tuple[str, ...] = (),
    ) -> None:
        self.pointer = pointer
        self.link_id = link_id
        self.source_set = source_set
        self.target_set = target_set
        self.direction = direction
        self.link_type = link_type
        self.link_basis = link_basis
        self.cardinality = cardinality
        self.partner_column = partner_column
        self.unassigned_labels = unassigned_labels
        self.weights = weights
        self.pairs_table = pairs_table
        self.weight_semantics = weight_semantics
        self.aggregation_function = aggregation_function
        self.conserved_quantity = conserved_quantity
        self.transform = transform
        self.coverage = coverage
        self.alignment = alignment
        self.pairing = pairing
        self.was_generated_by = was_generated_by


class ScaleUnitSet(View):
    """A set of units at one scale."""

    __slots__ = ("unit_set_id", "scale", "n_units", "unit_id_column", "element", "region_column", "physical_size", "coordinate_system", "coordinate_unit", "matches",)
    class_name: ClassVar[str] = "ScaleUnitSet"
    identifier_slot: ClassVar[str | None] = "unit_set_id"
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("ScaleUnitSet",)
    fields: ClassVar[Mapping[str, Field]] = {
        "unit_set_id": ("text", False, None),
        "scale": ("text", False, None),
        "n_units": ("integer", False, None),
        "unit_id_column": ("text", False, None),
        "element": ("text", False, None),
        "region_column": ("text", False, None),
        "physical_size": ("object", False, "Quantity"),
        "coordinate_system": ("text", False, None),
        "coordinate_unit": ("text", False, None),
        "matches": ("object", True, "ColumnMatch"),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        unit_set_id: str | None = None,
        scale: str | None = None,
        n_units: int | None = None,
        unit_id_column: str | None = None,
        element: str | None = None,
        region_column: str | None = None,
        physical_size: Quantity | None = None,
        coordinate_system: str | None = None,
        coordinate_unit: str | None = None,
        matches: tuple[ColumnMatch, ...] = (),
    ) -> None:
        self.pointer = pointer
        self.unit_set_id = unit_set_id
        self.scale = scale
        self.n_units = n_units
        self.unit_id_column = unit_id_column
        self.element = element
        self.region_column = region_column
        self.physical_size = physical_size
        self.coordinate_system = coordinate_system
        self.coordinate_unit = coordinate_unit
        self.matches = matches


class Segmentation(View):
    """How cells or nuclei were outlined."""

    __slots__ = ("segmentation_method", "object_class", "software",)
    class_name: ClassVar[str] = "Segmentation"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("Segmentation",)
    fields: ClassVar[Mapping[str, Field]] = {
        "segmentation_method": ("text", False, None),
        "object_class": ("text", False, None),
        "software": ("object", False, "Software"),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        segmentation_method: str | None = None,
        object_class: str | None = None,
        software: Software | None = None,
    ) -> None:
        self.pointer = pointer
        self.segmentation_method = segmentation_method
        self.object_class = object_class
        self.software = software


class Site(View):
    """A laboratory or facility."""

    __slots__ = ("site_id", "name", "ror", "matches",)
    class_name: ClassVar[str] = "Site"
    identifier_slot: ClassVar[str | None] = "site_id"
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("Site",)
    fields: ClassVar[Mapping[str, Field]] = {
        "site_id": ("text", False, None),
        "name": ("text", False, None),
        "ror": ("text", False, None),
        "matches": ("object", True, "ColumnMatch"),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        site_id: str | None = None,
        name: str | None = None,
        ror: str | None = None,
        matches: tuple[ColumnMatch, ...] = (),
    ) -> None:
        self.pointer = pointer
        self.site_id = site_id
        self.name = name
        self.ror = ror
        self.matches = matches


class Software(View):
    """A piece of software, named so that it can be found and run again."""

    __slots__ = ("name", "version", "commit", "container_digest",)
    class_name: ClassVar[str] = "Software"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("Software",)
    fields: ClassVar[Mapping[str, Field]] = {
        "name": ("text", False, None),
        "version": ("text", False, None),
        "commit": ("text", False, None),
        "container_digest": ("text", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        name: str | None = None,
        version: str | None = None,
        commit: str | None = None,
        container_digest: str | None = None,
    ) -> None:
        self.pointer = pointer
        self.name = name
        self.version = version
        self.commit = commit
        self.container_digest = container_digest


class SourceFile(View):
    """A file of the source."""

    __slots__ = ("path", "byte_size",)
    class_name: ClassVar[str] = "SourceFile"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("SourceFile",)
    fields: ClassVar[Mapping[str, Field]] = {
        "path": ("text", False, None),
        "byte_size": ("integer", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        path: str | None = None,
        byte_size: int | None = None,
    ) -> None:
        self.pointer = pointer
        self.path = path
        self.byte_size = byte_size


class SplitAudit(View):
    """The audit of one split, beside the findings of the report that it belongs to."""

    __slots__ = ("manifest_path", "manifest_sha256", "audited_parts", "claim_verdicts", "supported_claims", "overlaps", "audit_notes", "axes_read", "label_merges", "label_doubts",)
    class_name: ClassVar[str] = "SplitAudit"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("SplitAudit",)
    fields: ClassVar[Mapping[str, Field]] = {
        "manifest_path": ("text", False, None),
        "manifest_sha256": ("text", False, None),
        "audited_parts": ("object", True, "AuditedPart"),
        "claim_verdicts": ("object", True, "ClaimVerdict"),
        "supported_claims": ("object", True, "ClaimVerdict"),
        "overlaps": ("object", True, "AxisOverlap"),
        "audit_notes": ("text", True, None),
        "axes_read": ("object", True, "AxisRead"),
        "label_merges": ("object", True, "LabelMerge"),
        "label_doubts": ("object", True, "LabelDoubt"),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        manifest_path: str | None = None,
        manifest_sha256: str | None = None,
        audited_parts: tuple[AuditedPart, ...] = (),
        claim_verdicts: tuple[ClaimVerdict, ...] = (),
        supported_claims: tuple[ClaimVerdict, ...] = (),
        overlaps: tuple[AxisOverlap, ...] = (),
        audit_notes: tuple[str, ...] = (),
        axes_read: tuple[AxisRead, ...] = (),
        label_merges: tuple[LabelMerge, ...] = (),
        label_doubts: tuple[LabelDoubt, ...] = (),
    ) -> None:
        self.pointer = pointer
        self.manifest_path = manifest_path
        self.manifest_sha256 = manifest_sha256
        self.audited_parts = audited_parts
        self.claim_verdicts = claim_verdicts
        self.supported_claims = supported_claims
        self.overlaps = overlaps
        self.audit_notes = audit_notes
        self.axes_read = axes_read
        self.label_merges = label_merges
        self.label_doubts = label_doubts


class SplitManifest(View):
    """How a dataset is divided, and what that division is claimed to test."""

    __slots__ = ("aivc_schema_version", "manifest_id", "split_of", "purpose", "unit_of_split", "grouping_keys", "binding", "control_labels", "split_method", "strata", "seed", "tool", "fold", "partitions", "claims", "shared_axes", "control_policy", "validation_role", "ordered_axes", "exclusions", "coordinates", "coordinate_unit", "buffer", "tile_width", "tile_height", "similarity_threshold", "grants", "corpora", "tasks", "assignments",)
    class_name: ClassVar[str] = "SplitManifest"
    identifier_slot: ClassVar[str | None] = "manifest_id"
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("SplitManifest",)
    fields: ClassVar[Mapping[str, Field]] = {
        "aivc_schema_version": ("text", False, None),
        "manifest_id": ("text", False, None),
        "split_of": ("object", False, "DatasetReference"),
        "purpose": ("text", False, None),
        "unit_of_split": ("text", False, None),
        "grouping_keys": ("text", True, None),
        "binding": ("object", False, "Binding"),
        "control_labels": ("text", True, None),
        "split_method": ("text", False, None),
        "strata": ("text", True, None),
        "seed": ("integer", False, None),
        "tool": ("object", False, "Software"),
        "fold": ("object", False, "Fold"),
        "partitions": ("object", True, "Partition"),
        "claims": ("object", True, "Claim"),
        "shared_axes": ("text", True, None),
        "control_policy": ("text", False, None),
        "validation_role": ("text", False, None),
        "ordered_axes": ("object", True, "OrderedAxis"),
        "exclusions": ("object", True, "Exclusion"),
        "coordinates": ("text", True, None),
        "coordinate_unit": ("text", False, None),
        "buffer": ("object", False, "Quantity"),
        "tile_width": ("number", False, None),
        "tile_height": ("number", False, None),
        "similarity_threshold": ("number", False, None),
        "grants": ("object", True, "Grant"),
        "corpora": ("object", True, "Corpus"),
        "tasks": ("object", True, "EvaluationTask"),
        "assignments": ("object", False, "DataFile"),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        aivc_schema_version: str | None = None,
        manifest_id: str | None = None,
        split_of: DatasetReference | None = None,
        purpose: str | None = None,
        unit_of_split: str | None = None,
        grouping_keys: tuple[str, ...] = (),
        binding: Binding | None = None,
        control_labels: tuple[str, ...] = (),
        split_method: str | None = None,
        strata: tuple[str, ...] = (),
        seed: int | None = None,
        tool: Software | None = None,
        fold: Fold | None = None,
        partitions: tuple[Partition, ...] = (),
        claims: tuple[Claim, ...] = (),
        shared_axes: tuple[str, ...] = (),
        control_policy: str | None = None,
        validation_role: str | None = None,
        ordered_axes: tuple[OrderedAxis, ...] = (),
        exclusions: tuple[Exclusion, ...] = (),
        coordinates: tuple[str, ...] = (),
        coordinate_unit: str | None = None,
        buffer: Quantity | None = None,
        tile_width: float | None = None,
        tile_height: float | None = None,
        similarity_threshold: float | None = None,
        grants: tuple[Grant, ...] = (),
        corpora: tuple[Corpus, ...] = (),
        tasks: tuple[EvaluationTask, ...] = (),
        assignments: DataFile | None = None,
    ) -> None:
        self.pointer = pointer
        self.aivc_schema_version = aivc_schema_version
        self.manifest_id = manifest_id
        self.split_of = split_of
        self.purpose = purpose
        self.unit_of_split = unit_of_split
        self.grouping_keys = grouping_keys
        self.binding = binding
        self.control_labels = control_labels
        self.split_method = split_method
        self.strata = strata
        self.seed = seed
        self.tool = tool
        self.fold = fold
        self.partitions = partitions
        self.claims = claims
        self.shared_axes = shared_axes
        self.control_policy = control_policy
        self.validation_role = validation_role
        self.ordered_axes = ordered_axes
        self.exclusions = exclusions
        self.coordinates = coordinates
        self.coordinate_unit = coordinate_unit
        self.buffer = buffer
        self.tile_width = tile_width
        self.tile_height = tile_height
        self.similarity_threshold = similarity_threshold
        self.grants = grants
        self.corpora = corpora
        self.tasks = tasks
        self.assignments = assignments


class Suppression(View):
    """A finding that is accepted for a while."""

    __slots__ = ("code", "location_glob", "suppression_reason", "expires",)
    class_name: ClassVar[str] = "Suppression"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("Suppression",)
    fields: ClassVar[Mapping[str, Field]] = {
        "code": ("text", False, None),
        "location_glob": ("text", False, None),
        "suppression_reason": ("text", False, None),
        "expires": ("text", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        code: str | None = None,
        location_glob: str | None = None,
        suppression_reason: str | None = None,
        expires: str | None = None,
    ) -> None:
        self.pointer = pointer
        self.code = code
        self.location_glob = location_glob
        self.suppression_reason = suppression_reason
        self.expires = expires


class SuppressionFile(View):
    """Findings that are accepted, each with a reason and an end."""

    __slots__ = ("suppressions",)
    class_name: ClassVar[str] = "SuppressionFile"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("SuppressionFile",)
    fields: ClassVar[Mapping[str, Field]] = {
        "suppressions": ("object", True, "Suppression"),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        suppressions: tuple[Suppression, ...] = (),
    ) -> None:
        self.pointer = pointer
        self.suppressions = suppressions


class UnitCounts(View):
    """How many units were asked for, and what became of them."""

    __slots__ = ("n_asked", "n_predicted", "n_abstained", "n_failed", "n_missing",)
    class_name: ClassVar[str] = "UnitCounts"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("UnitCounts",)
    fields: ClassVar[Mapping[str, Field]] = {
        "n_asked": ("integer", False, None),
        "n_predicted": ("integer", False, None),
        "n_abstained": ("integer", False, None),
        "n_failed": ("integer", False, None),
        "n_missing": ("integer", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        n_asked: int | None = None,
        n_predicted: int | None = None,
        n_abstained: int | None = None,
        n_failed: int | None = None,
        n_missing: int | None = None,
    ) -> None:
        self.pointer = pointer
        self.n_asked = n_asked
        self.n_predicted = n_predicted
        self.n_abstained = n_abstained
        self.n_failed = n_failed
        self.n_missing = n_missing


class UnitScores(View):
    """The value of one metric for each unit, from which predictors are compared pair by
    pair."""

    __slots__ = ("metric", "metric_version", "readout_id", "stratum", "unit_ids", "clusters", "unit_values", "unit_weights",)
    class_name: ClassVar[str] = "UnitScores"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("UnitScores",)
    fields: ClassVar[Mapping[str, Field]] = {
        "metric": ("text", False, None),
        "metric_version": ("integer", False, None),
        "readout_id": ("text", False, None),
        "stratum": ("text", False, None),
        "unit_ids": ("text", True, None),
        "clusters": ("text", True, None),
        "unit_values": ("number", True, None),
        "unit_weights": ("number", True, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        metric: str | None = None,
        metric_version: int | None = None,
        readout_id: str | None = None,
        stratum: str | None = None,
        unit_ids: tuple[str, ...] = (),
        clusters: tuple[str, ...] = (),
        unit_values: tuple[float, ...] = (),
        unit_weights: tuple[float, ...] = (),
    ) -> None:
        self.pointer = pointer
        self.metric = metric
        self.metric_version = metric_version
        self.readout_id = readout_id
        self.stratum = stratum
        self.unit_ids = unit_ids
        self.clusters = clusters
        self.unit_values = unit_values
        self.unit_weights = unit_weights


class UnitSum(View):
    """What the features of each unit add to one quantity of calibration."""

    __slots__ = ("stratum", "summed", "unit_values",)
    class_name: ClassVar[str] = "UnitSum"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("UnitSum",)
    fields: ClassVar[Mapping[str, Field]] = {
        "stratum": ("text", False, None),
        "summed": ("text", False, None),
        "unit_values": ("number", True, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        stratum: str | None = None,
        summed: str | None = None,
        unit_values: tuple[float, ...] = (),
    ) -> None:
        self.pointer = pointer
        self.stratum = stratum
        self.summed = summed
        self.unit_values = unit_values


class ValidationReport(View):
    """The result of one validation."""

    __slots__ = ("aivc_schema_version", "verdict", "level", "profile", "fail_on", "input_path", "findings", "rules_run", "rules_not_run", "operator_chains", "n_chains_left_out", "split_audit", "receipt",)
    class_name: ClassVar[str] = "ValidationReport"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("ValidationReport",)
    fields: ClassVar[Mapping[str, Field]] = {
        "aivc_schema_version": ("text", False, None),
        "verdict": ("text", False, None),
        "level": ("text", False, None),
        "profile": ("text", False, None),
        "fail_on": ("text", False, None),
        "input_path": ("text", False, None),
        "findings": ("object", True, "Finding"),
        "rules_run": ("text", True, None),
        "rules_not_run": ("object", True, "RuleNotRun"),
        "operator_chains": ("object", True, "OperatorChain"),
        "n_chains_left_out": ("integer", False, None),
        "split_audit": ("object", False, "SplitAudit"),
        "receipt": ("object", False, "Receipt"),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        aivc_schema_version: str | None = None,
        verdict: str | None = None,
        level: str | None = None,
        profile: str | None = None,
        fail_on: str | None = None,
        input_path: str | None = None,
        findings: tuple[Finding, ...] = (),
        rules_run: tuple[str, ...] = (),
        rules_not_run: tuple[RuleNotRun, ...] = (),
        operator_chains: tuple[OperatorChain, ...] = (),
        n_chains_left_out: int | None = None,
        split_audit: SplitAudit | None = None,
        receipt: Receipt | None = None,
    ) -> None:
        self.pointer = pointer
        self.aivc_schema_version = aivc_schema_version
        self.verdict = verdict
        self.level = level
        self.profile = profile
        self.fail_on = fail_on
        self.input_path = input_path
        self.findings = findings
        self.rules_run = rules_run
        self.rules_not_run = rules_not_run
        self.operator_chains = operator_chains
        self.n_chains_left_out = n_chains_left_out
        self.split_audit = split_audit
        self.receipt = receipt


class VocabularyVersion(View):
    """A vocabulary and its version."""

    __slots__ = ("name", "version",)
    class_name: ClassVar[str] = "VocabularyVersion"
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ("VocabularyVersion",)
    fields: ClassVar[Mapping[str, Field]] = {
        "name": ("text", False, None),
        "version": ("text", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        name: str | None = None,
        version: str | None = None,
    ) -> None:
        self.pointer = pointer
        self.name = name
        self.version = version


class Biologic(Agent):
    """A protein, peptide, antibody, cytokine or other biologic."""

    __slots__ = ("biologic_type", "protein_id", "rrid",)
    class_name: ClassVar[str] = "Biologic"
    identifier_slot: ClassVar[str | None] = "agent_id"
    designator_slot: ClassVar[str | None] = "agent_type"
    concrete_classes: ClassVar[tuple[str, ...]] = ("Biologic",)
    fields: ClassVar[Mapping[str, Field]] = {
        "agent_id": ("text", False, None),
        "agent_type": ("text", False, None),
        "label": ("text", False, None),
        "agent_targets": ("object", True, "AgentTarget"),
        "mechanism_of_action": ("text", True, None),
        "vendor": ("text", False, None),
        "catalog_number": ("text", False, None),
        "lot": ("text", False, None),
        "biologic_type": ("text", False, None),
        "protein_id": ("text", False, None),
        "rrid": ("text", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        agent_id: str | None = None,
        agent_type: str | None = None,
        label: str | None = None,
        agent_targets: tuple[AgentTarget, ...] = (),
        mechanism_of_action: tuple[str, ...] = (),
        vendor: str | None = None,
        catalog_number: str | None = None,
        lot: str | None = None,
        biologic_type: str | None = None,
        protein_id: str | None = None,
        rrid: str | None = None,
    ) -> None:
        self.pointer = pointer
        self.agent_id = agent_id
        self.agent_type = agent_type
        self.label = label
        self.agent_targets = agent_targets
        self.mechanism_of_action = mechanism_of_action
        self.vendor = vendor
        self.catalog_number = catalog_number
        self.lot = lot
        self.biologic_type = biologic_type
        self.protein_id = protein_id
        self.rrid = rrid


class BulkExpression(MeasurementOperator):
    """Transcriptome of many cells at once, by sequencing, array or bead."""

    __slots__ = ("rna_selection", "n_cells_estimate", "expression_platform", "l1000_data_level",)
    class_name: ClassVar[str] = "BulkExpression"
    identifier_slot: ClassVar[str | None] = "operator_id"
    designator_slot: ClassVar[str | None] = "operator_type"
    concrete_classes: ClassVar[tuple[str, ...]] = ("BulkExpression",)
    fields: ClassVar[Mapping[str, Field]] = {
        "operator_id": ("text", False, None),
        "operator_type": ("text", False, None),
        "label": ("text", False, None),
        "assay_ontology_term_id": ("text", False, None),
        "assay_gap_note": ("text", False, None),
        "scale": ("text", False, None),
        "is_destructive": ("boolean", False, None),
        "noise_model": ("object", False, "NoiseModel"),
        "site": ("text", False, None),
        "instrument": ("text", False, None),
        "protocols": ("text", True, None),
        "rna_selection": ("text", False, None),
        "n_cells_estimate": ("integer", False, None),
        "expression_platform": ("text", False, None),
        "l1000_data_level": ("integer", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        operator_id: str | None = None,
        operator_type: str | None = None,
        label: str | None = None,
        assay_ontology_term_id: str | None = None,
        assay_gap_note: str | None = None,
        scale: str | None = None,
        is_destructive: bool | None = None,
        noise_model: NoiseModel | None = None,
        site: str | None = None,
        instrument: str | None = None,
        protocols: tuple[str, ...] = (),
        rna_selection: str | None = None,
        n_cells_estimate: int | None = None,
        expression_platform: str | None = None,
        l1000_data_level: int | None = None,
    ) -> None:
        self.pointer = pointer
        self.operator_id = operator_id
        self.operator_type = operator_type
        self.label = label
        self.assay_ontology_term_id = assay_ontology_term_id
        self.assay_gap_note = assay_gap_note
        self.scale = scale
        self.is_destructive = is_destructive
        self.noise_model = noise_model
        self.site = site
        self.instrument = instrument
        self.protocols = protocols
        self.rna_selection = rna_selection
        self.n_cells_estimate = n_cells_estimate
        self.expression_platform = expression_platform
        self.l1000_data_level = l1000_data_level


class BulkProteomics(MeasurementOperator):
    """Proteins of many cells at once, by mass spectrometry, arrays, blots or immunoassays."""

    __slots__ = ("protein_platform", "mass_label", "acquisition_method", "antibodies", "missingness", "n_cells_estimate", "search_software",)
    class_name: ClassVar[str] = "BulkProteomics"
    identifier_slot: ClassVar[str | None] = "operator_id"
    designator_slot: ClassVar[str | None] = "operator_type"
    concrete_classes: ClassVar[tuple[str, ...]] = ("BulkProteomics",)
    fields: ClassVar[Mapping[str, Field]] = {
        "operator_id": ("text", False, None),
        "operator_type": ("text", False, None),
        "label": ("text", False, None),
        "assay_ontology_term_id": ("text", False, None),
        "assay_gap_note": ("text", False, None),
        "scale": ("text", False, None),
        "is_destructive": ("boolean", False, None),
        "noise_model": ("object", False, "NoiseModel"),
        "site": ("text", False, None),
        "instrument": ("text", False, None),
        "protocols": ("text", True, None),
        "protein_platform": ("text", False, None),
        "mass_label": ("text", False, None),
        "acquisition_method": ("text", False, None),
        "antibodies": ("object", True, "Antibody"),
        "missingness": ("text", False, None),
        "n_cells_estimate": ("integer", False, None),
        "search_software": ("object", False, "Software"),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        operator_id: str | None = None,
        operator_type: str | None = None,
        label: str | None = None,
        assay_ontology_term_id: str | None = None,
        assay_gap_note: str | None = None,
        scale: str | None = None,
        is_destructive: bool | None = None,
        noise_model: NoiseModel | None = None,
        site: str | None = None,
        instrument: str | None = None,
        protocols: tuple[str, ...] = (),
        protein_platform: str | None = None,
        mass_label: str | None = None,
        acquisition_method: str | None = None,
        antibodies: tuple[Antibody, ...] = (),
        missingness: str | None = None,
        n_cells_estimate: int | None = None,
        search_software: Software | None = None,
    ) -> None:
        self.pointer = pointer
        self.operator_id = operator_id
        self.operator_type = operator_type
        self.label = label
        self.assay_ontology_term_id = assay_ontology_term_id
        self.assay_gap_note = assay_gap_note
        self.scale = scale
        self.is_destructive = is_destructive
        self.noise_model = noise_model
        self.site = site
        self.instrument = instrument
        self.protocols = protocols
        self.protein_platform = protein_platform
        self.mass_label = mass_label
        self.acquisition_method = acquisition_method
        self.antibodies = antibodies
        self.missingness = missingness
        self.n_cells_estimate = n_cells_estimate
        self.search_software = search_software


class Cellular(Agent):
    """Cells that are added, as in co-culture or cell therapy."""

    __slots__ = ("cell_type_term", "cell_line_id",)
    class_name: ClassVar[str] = "Cellular"
    identifier_slot: ClassVar[str | None] = "agent_id"
    designator_slot: ClassVar[str | None] = "agent_type"
    concrete_classes: ClassVar[tuple[str, ...]] = ("Cellular",)
    fields: ClassVar[Mapping[str, Field]] = {
        "agent_id": ("text", False, None),
        "agent_type": ("text", False, None),
        "label": ("text", False, None),
        "agent_targets": ("object", True, "AgentTarget"),
        "mechanism_of_action": ("text", True, None),
        "vendor": ("text", False, None),
        "catalog_number": ("text", False, None),
        "lot": ("text", False, None),
        "cell_type_term": ("text", False, None),
        "cell_line_id": ("text", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        agent_id: str | None = None,
        agent_type: str | None = None,
        label: str | None = None,
        agent_targets: tuple[AgentTarget, ...] = (),
        mechanism_of_action: tuple[str, ...] = (),
        vendor: str | None = None,
        catalog_number: str | None = None,
        lot: str | None = None,
        cell_type_term: str | None = None,
        cell_line_id: str | None = None,
    ) -> None:
        self.pointer = pointer
        self.agent_id = agent_id
        self.agent_type = agent_type
        self.label = label
        self.agent_targets = agent_targets
        self.mechanism_of_action = mechanism_of_action
        self.vendor = vendor
        self.catalog_number = catalog_number
        self.lot = lot
        self.cell_type_term = cell_type_term
        self.cell_line_id = cell_line_id


class Chemical(Agent):
    """A small molecule."""

    __slots__ = ("inchikey", "smiles", "parent_inchikey", "chebi_id", "pubchem_cid", "chembl_id", "lincs_id",)
    class_name: ClassVar[str] = "Chemical"
    identifier_slot: ClassVar[str | None] = "agent_id"
    designator_slot: ClassVar[str | None] = "agent_type"
    concrete_classes: ClassVar[tuple[str, ...]] = ("Chemical",)
    fields: ClassVar[Mapping[str, Field]] = {
        "agent_id": ("text", False, None),
        "agent_type": ("text", False, None),
        "label": ("text", False, None),
        "agent_targets": ("object", True, "AgentTarget"),
        "mechanism_of_action": ("text", True, None),
        "vendor": ("text", False, None),
        "catalog_number": ("text", False, None),
        "lot": ("text", False, None),
        "inchikey": ("text", False, None),
        "smiles": ("text", False, None),
        "parent_inchikey": ("text", False, None),
        "chebi_id": ("text", False, None),
        "pubchem_cid": ("integer", False, None),
        "chembl_id": ("text", False, None),
        "lincs_id": ("text", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        agent_id: str | None = None,
        agent_type: str | None = None,
        label: str | None = None,
        agent_targets: tuple[AgentTarget, ...] = (),
        mechanism_of_action: tuple[str, ...] = (),
        vendor: str | None = None,
        catalog_number: str | None = None,
        lot: str | None = None,
        inchikey: str | None = None,
        smiles: str | None = None,
        parent_inchikey: str | None = None,
        chebi_id: str | None = None,
        pubchem_cid: int | None = None,
        chembl_id: str | None = None,
        lincs_id: str | None = None,
    ) -> None:
        self.pointer = pointer
        self.agent_id = agent_id
        self.agent_type = agent_type
        self.label = label
        self.agent_targets = agent_targets
        self.mechanism_of_action = mechanism_of_action
        self.vendor = vendor
        self.catalog_number = catalog_number
        self.lot = lot
        self.inchikey = inchikey
        self.smiles = smiles
        self.parent_inchikey = parent_inchikey
        self.chebi_id = chebi_id
        self.pubchem_cid = pubchem_cid
        self.chembl_id = chembl_id
        self.lincs_id = lincs_id


class ClinicalTable(MeasurementOperator):
    """Variables of patients in a trial or a cohort."""

    __slots__ = ("subject_column", "clinical_standard",)
    class_name: ClassVar[str] = "ClinicalTable"
    identifier_slot: ClassVar[str | None] = "operator_id"
    designator_slot: ClassVar[str | None] = "operator_type"
    concrete_classes: ClassVar[tuple[str, ...]] = ("ClinicalTable",)
    fields: ClassVar[Mapping[str, Field]] = {
        "operator_id": ("text", False, None),
        "operator_type": ("text", False, None),
        "label": ("text", False, None),
        "assay_ontology_term_id": ("text", False, None),
        "assay_gap_note": ("text", False, None),
        "scale": ("text", False, None),
        "is_destructive": ("boolean", False, None),
        "noise_model": ("object", False, "NoiseModel"),
        "site": ("text", False, None),
        "instrument": ("text", False, None),
        "protocols": ("text", True, None),
        "subject_column": ("text", False, None),
        "clinical_standard": ("text", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        operator_id: str | None = None,
        operator_type: str | None = None,
        label: str | None = None,
        assay_ontology_term_id: str | None = None,
        assay_gap_note: str | None = None,
        scale: str | None = None,
        is_destructive: bool | None = None,
        noise_model: NoiseModel | None = None,
        site: str | None = None,
        instrument: str | None = None,
        protocols: tuple[str, ...] = (),
        subject_column: str | None = None,
        clinical_standard: str | None = None,
    ) -> None:
        self.pointer = pointer
        self.operator_id = operator_id
        self.operator_type = operator_type
        self.label = label
        self.assay_ontology_term_id = assay_ontology_term_id
        self.assay_gap_note = assay_gap_note
        self.scale = scale
        self.is_destructive = is_destructive
        self.noise_model = noise_model
        self.site = site
        self.instrument = instrument
        self.protocols = protocols
        self.subject_column = subject_column
        self.clinical_standard = clinical_standard


class Environmental(Agent):
    """A change of the surroundings."""

    __slots__ = ("environmental_factor", "is_depletion",)
    class_name: ClassVar[str] = "Environmental"
    identifier_slot: ClassVar[str | None] = "agent_id"
    designator_slot: ClassVar[str | None] = "agent_type"
    concrete_classes: ClassVar[tuple[str, ...]] = ("Environmental",)
    fields: ClassVar[Mapping[str, Field]] = {
        "agent_id": ("text", False, None),
        "agent_type": ("text", False, None),
        "label": ("text", False, None),
        "agent_targets": ("object", True, "AgentTarget"),
        "mechanism_of_action": ("text", True, None),
        "vendor": ("text", False, None),
        "catalog_number": ("text", False, None),
        "lot": ("text", False, None),
        "environmental_factor": ("text", False, None),
        "is_depletion": ("boolean", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        agent_id: str | None = None,
        agent_type: str | None = None,
        label: str | None = None,
        agent_targets: tuple[AgentTarget, ...] = (),
        mechanism_of_action: tuple[str, ...] = (),
        vendor: str | None = None,
        catalog_number: str | None = None,
        lot: str | None = None,
        environmental_factor: str | None = None,
        is_depletion: bool | None = None,
    ) -> None:
        self.pointer = pointer
        self.agent_id = agent_id
        self.agent_type = agent_type
        self.label = label
        self.agent_targets = agent_targets
        self.mechanism_of_action = mechanism_of_action
        self.vendor = vendor
        self.catalog_number = catalog_number
        self.lot = lot
        self.environmental_factor = environmental_factor
        self.is_depletion = is_depletion


class GeneticPerturbation(Agent):
    """A change of a gene or of its expression."""

    __slots__ = ("genetic_modality", "strategy", "method_ontology_term_id", "effector", "delivery_ontology_term_id", "guides", "intended_features", "multiplicity_of_infection",)
    class_name: ClassVar[str] = "GeneticPerturbation"
    identifier_slot: ClassVar[str | None] = "agent_id"
    designator_slot: ClassVar[str | None] = "agent_type"
    concrete_classes: ClassVar[tuple[str, ...]] = ("GeneticPerturbation",)
    fields: ClassVar[Mapping[str, Field]] = {
        "agent_id": ("text", False, None),
        "agent_type": ("text", False, None),
        "label": ("text", False, None),
        "agent_targets": ("object", True, "AgentTarget"),
        "mechanism_of_action": ("text", True, None),
        "vendor": ("text", False, None),
        "catalog_number": ("text", False, None),
        "lot": ("text", False, None),
        "genetic_modality": ("text", False, None),
        "strategy": ("text", False, None),
        "method_ontology_term_id": ("text", False, None),
        "effector": ("text", False, None),
        "delivery_ontology_term_id": ("text", False, None),
        "guides": ("object", True, "GuideRNA"),
        "intended_features": ("text", True, None),
        "multiplicity_of_infection": ("number", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        agent_id: str | None = None,
        agent_type: str | None = None,
        label: str | None = None,
        agent_targets: tuple[AgentTarget, ...] = (),
        mechanism_of_action: tuple[str, ...] = (),
        vendor: str | None = None,
        catalog_number: str | None = None,
        lot: str | None = None,
        genetic_modality: str | None = None,
        strategy: str | None = None,
        method_ontology_term_id: str | None = None,
        effector: str | None = None,
        delivery_ontology_term_id: str | None = None,
        guides: tuple[GuideRNA, ...] = (),
        intended_features: tuple[str, ...] = (),
        multiplicity_of_infection: float | None = None,
    ) -> None:
        self.pointer = pointer
        self.agent_id = agent_id
        self.agent_type = agent_type
        self.label = label
        self.agent_targets = agent_targets
        self.mechanism_of_action = mechanism_of_action
        self.vendor = vendor
        self.catalog_number = catalog_number
        self.lot = lot
        self.genetic_modality = genetic_modality
        self.strategy = strategy
        self.method_ontology_term_id = method_ontology_term_id
        self.effector = effector
        self.delivery_ontology_term_id = delivery_ontology_term_id
        self.guides = guides
        self.intended_features = intended_features
        self.multiplicity_of_infection = multiplicity_of_infection


class Histology(MeasurementOperator):
    """Stained section under a microscope."""

    __slots__ = ("stains", "section_thickness", "pixel_size", "embedding", "objective_power",)
    class_name: ClassVar[str] = "Histology"
    identifier_slot: ClassVar[str | None] = "operator_id"
    designator_slot: ClassVar[str | None] = "operator_type"
    concrete_classes: ClassVar[tuple[str, ...]] = ("Histology",)
    fields: ClassVar[Mapping[str, Field]] = {
        "operator_id": ("text", False, None),
        "operator_type": ("text", False, None),
        "label": ("text", False, None),
        "assay_ontology_term_id": ("text", False, None),
        "assay_gap_note": ("text", False, None),
        "scale": ("text", False, None),
        "is_destructive": ("boolean", False, None),
        "noise_model": ("object", False, "NoiseModel"),
        "site": ("text", False, None),
        "instrument": ("text", False, None),
        "protocols": ("text", True, None),
        "stains": ("text", True, None),
        "section_thickness": ("object", False, "Quantity"),
        "pixel_size": ("object", False, "Quantity"),
        "embedding": ("text", False, None),
        "objective_power": ("number", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        operator_id: str | None = None,
        operator_type: str | None = None,
        label: str | None = None,
        assay_ontology_term_id: str | None = None,
        assay_gap_note: str | None = None,
        scale: str | None = None,
        is_destructive: bool | None = None,
        noise_model: NoiseModel | None = None,
        site: str | None = None,
        instrument: str | None = None,
        protocols: tuple[str, ...] = (),
        stains: tuple[str, ...] = (),
        section_thickness: Quantity | None = None,
        pixel_size: Quantity | None = None,
        embedding: str | None = None,
        objective_power: float | None = None,
    ) -> None:
        self.pointer = pointer
        self.operator_id = operator_id
        self.operator_type = operator_type
        self.label = label
        self.assay_ontology_term_id = assay_ontology_term_id
        self.assay_gap_note = assay_gap_note
        self.scale = scale
        self.is_destructive = is_destructive
        self.noise_model = noise_model
        self.site = site
        self.instrument = instrument
        self.protocols = protocols
        self.stains = stains
        self.section_thickness = section_thickness
        self.pixel_size = pixel_size
        self.embedding = embedding
        self.objective_power = objective_power


class ImagingSpatial(MeasurementOperator):
    """Transcripts decoded in an image and assigned to cells."""

    __slots__ = ("panel", "pixel_size", "z_step", "segmentation", "transcripts_element", "transcript_column", "quality_column", "decoding_threshold", "negative_controls", "negative_control_rate",)
    class_name: ClassVar[str] = "ImagingSpatial"
    identifier_slot: ClassVar[str | None] = "operator_id"
    designator_slot: ClassVar[str | None] = "operator_type"
    concrete_classes: ClassVar[tuple[str, ...]] = ("ImagingSpatial",)
    fields: ClassVar[Mapping[str, Field]] = {
        "operator_id": ("text", False, None),
        "operator_type": ("text", False, None),
        "label": ("text", False, None),
        "assay_ontology_term_id": ("text", False, None),
        "assay_gap_note": ("text", False, None),
        "scale": ("text", False, None),
        "is_destructive": ("boolean", False, None),
        "noise_model": ("object", False, "NoiseModel"),
        "site": ("text", False, None),
        "instrument": ("text", False, None),
        "protocols": ("text", True, None),
        "panel": ("text", False, None),
        "pixel_size": ("object", False, "Quantity"),
        "z_step": ("object", False, "Quantity"),
        "segmentation": ("object", False, "Segmentation"),
        "transcripts_element": ("text", False, None),
        "transcript_column": ("text", False, None),
        "quality_column": ("text", False, None),
        "decoding_threshold": ("number", False, None),
        "negative_controls": ("text", True, None),
        "negative_control_rate": ("number", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        operator_id: str | None = None,
        operator_type: str | None = None,
        label: str | None = None,
        assay_ontology_term_id: str | None = None,
        assay_gap_note: str | None = None,
        scale: str | None = None,
        is_destructive: bool | None = None,
        noise_model: NoiseModel | None = None,
        site: str | None = None,
        instrument: str | None = None,
        protocols: tuple[str, ...] = (),
        panel: str | None = None,
        pixel_size: Quantity | None = None,
        z_step: Quantity | None = None,
        segmentation: Segmentation | None = None,
        transcripts_element: str | None = None,
        transcript_column: str | None = None,
        quality_column: str | None = None,
        decoding_threshold: float | None = None,
        negative_controls: tuple[str, ...] = (),
        negative_control_rate: float | None = None,
    ) -> None:
        self.pointer = pointer
        self.operator_id = operator_id
        self.operator_type = operator_type
        self.label = label
        self.assay_ontology_term_id = assay_ontology_term_id
        self.assay_gap_note = assay_gap_note
        self.scale = scale
        self.is_destructive = is_destructive
        self.noise_model = noise_model
        self.site = site
        self.instrument = instrument
        self.protocols = protocols
        self.panel = panel
        self.pixel_size = pixel_size
        self.z_step = z_step
        self.segmentation = segmentation
        self.transcripts_element = transcripts_element
        self.transcript_column = transcript_column
        self.quality_column = quality_column
        self.decoding_threshold = decoding_threshold
        self.negative_controls = negative_controls
        self.negative_control_rate = negative_control_rate


class Infectious(Agent):
    """A virus, bacterium or parasite."""

    __slots__ = ("taxon", "strain",)
    class_name: ClassVar[str] = "Infectious"
    identifier_slot: ClassVar[str | None] = "agent_id"
    designator_slot: ClassVar[str | None] = "agent_type"
    concrete_classes: ClassVar[tuple[str, ...]] = ("Infectious",)
    fields: ClassVar[Mapping[str, Field]] = {
        "agent_id": ("text", False, None),
        "agent_type": ("text", False, None),
        "label": ("text", False, None),
        "agent_targets": ("object", True, "AgentTarget"),
        "mechanism_of_action": ("text", True, None),
        "vendor": ("text", False, None),
        "catalog_number": ("text", False, None),
        "lot": ("text", False, None),
        "taxon": ("text", False, None),
        "strain": ("text", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        agent_id: str | None = None,
        agent_type: str | None = None,
        label: str | None = None,
        agent_targets: tuple[AgentTarget, ...] = (),
        mechanism_of_action: tuple[str, ...] = (),
        vendor: str | None = None,
        catalog_number: str | None = None,
        lot: str | None = None,
        taxon: str | None = None,
        strain: str | None = None,
    ) -> None:
        self.pointer = pointer
        self.agent_id = agent_id
        self.agent_type = agent_type
        self.label = label
        self.agent_targets = agent_targets
        self.mechanism_of_action = mechanism_of_action
        self.vendor = vendor
        self.catalog_number = catalog_number
        self.lot = lot
        self.taxon = taxon
        self.strain = strain


class LiveImaging(MeasurementOperator):
    """Living cells imaged over time."""

    __slots__ = ("channels", "pixel_size", "frame_interval", "n_frames", "tracking_method",)
    class_name: ClassVar[str] = "LiveImaging"
    identifier_slot: ClassVar[str | None] = "operator_id"
    designator_slot: ClassVar[str | None] = "operator_type"
    concrete_classes: ClassVar[tuple[str, ...]] = ("LiveImaging",)
    fields: ClassVar[Mapping[str, Field]] = {
        "operator_id": ("text", False, None),
        "operator_type": ("text", False, None),
        "label": ("text", False, None),
        "assay_ontology_term_id": ("text", False, None),
        "assay_gap_note": ("text", False, None),
        "scale": ("text", False, None),
        "is_destructive": ("boolean", False, None),
        "noise_model": ("object", False, "NoiseModel"),
        "site": ("text", False, None),
        "instrument": ("text", False, None),
        "protocols": ("text", True, None),
        "channels": ("object", True, "Channel"),
        "pixel_size": ("object", False, "Quantity"),
        "frame_interval": ("object", False, "Quantity"),
        "n_frames": ("integer", False, None),
        "tracking_method": ("text", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        operator_id: str | None = None,
        operator_type: str | None = None,
        label: str | None = None,
        assay_ontology_term_id: str | None = None,
        assay_gap_note: str | None = None,
        scale: str | None = None,
        is_destructive: bool | None = None,
        noise_model: NoiseModel | None = None,
        site: str | None = None,
        instrument: str | None = None,
        protocols: tuple[str, ...] = (),
        channels: tuple[Channel, ...] = (),
        pixel_size: Quantity | None = None,
        frame_interval: Quantity | None = None,
        n_frames: int | None = None,
        tracking_method: str | None = None,
    ) -> None:
        self.pointer = pointer
        self.operator_id = operator_id
        self.operator_type = operator_type
        self.label = label
        self.assay_ontology_term_id = assay_ontology_term_id
        self.assay_gap_note = assay_gap_note
        self.scale = scale
        self.is_destructive = is_destructive
        self.noise_model = noise_model
        self.site = site
        self.instrument = instrument
        self.protocols = protocols
        self.channels = channels
        self.pixel_size = pixel_size
        self.frame_interval = frame_interval
        self.n_frames = n_frames
        self.tracking_method = tracking_method


class Morphology(MeasurementOperator):
    """Features of cells in plate-based microscopy, such as Cell Painting."""

    __slots__ = ("channels", "pixel_size", "objective_aperture", "sites_per_well", "feature_extractor", "profile_level",)
    class_name: ClassVar[str] = "Morphology"
    identifier_slot: ClassVar[str | None] = "operator_id"
    designator_slot: ClassVar[str | None] = "operator_type"
    concrete_classes: ClassVar[tuple[str, ...]] = ("Morphology",)
    fields: ClassVar[Mapping[str, Field]] = {
        "operator_id": ("text", False, None),
        "operator_type": ("text", False, None),
        "label": ("text", False, None),
        "assay_ontology_term_id": ("text", False, None),
        "assay_gap_note": ("text", False, None),
        "scale": ("text", False, None),
        "is_destructive": ("boolean", False, None),
        "noise_model": ("object", False, "NoiseModel"),
        "site": ("text", False, None),
        "instrument": ("text", False, None),
        "protocols": ("text", True, None),
        "channels": ("object", True, "Channel"),
        "pixel_size": ("object", False, "Quantity"),
        "objective_aperture": ("number", False, None),
        "sites_per_well": ("integer", False, None),
        "feature_extractor": ("object", False, "Software"),
        "profile_level": ("text", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        operator_id: str | None = None,
        operator_type: str | None = None,
        label: str | None = None,
        assay_ontology_term_id: str | None = None,
        assay_gap_note: str | None = None,
        scale: str | None = None,
        is_destructive: bool | None = None,
        noise_model: NoiseModel | None = None,
        site: str | None = None,
        instrument: str | None = None,
        protocols: tuple[str, ...] = (),
        channels: tuple[Channel, ...] = (),
        pixel_size: Quantity | None = None,
        objective_aperture: float | None = None,
        sites_per_well: int | None = None,
        feature_extractor: Software | None = None,
        profile_level: str | None = None,
    ) -> None:
        self.pointer = pointer
        self.operator_id = operator_id
        self.operator_type = operator_type
        self.label = label
        self.assay_ontology_term_id = assay_ontology_term_id
        self.assay_gap_note = assay_gap_note
        self.scale = scale
        self.is_destructive = is_destructive
        self.noise_model = noise_model
        self.site = site
        self.instrument = instrument
        self.protocols = protocols
        self.channels = channels
        self.pixel_size = pixel_size
        self.objective_aperture = objective_aperture
        self.sites_per_well = sites_per_well
        self.feature_extractor = feature_extractor
        self.profile_level = profile_level


class PooledScreen(MeasurementOperator):
    """Guides counted in a pool of cells by sequencing."""

    __slots__ = ("guide_library", "cells_per_guide",)
    class_name: ClassVar[str] = "PooledScreen"
    identifier_slot: ClassVar[str | None] = "operator_id"
    designator_slot: ClassVar[str | None] = "operator_type"
    concrete_classes: ClassVar[tuple[str, ...]] = ("PooledScreen",)
    fields: ClassVar[Mapping[str, Field]] = {
        "operator_id": ("text", False, None),
        "operator_type": ("text", False, None),
        "label": ("text", False, None),
        "assay_ontology_term_id": ("text", False, None),
        "assay_gap_note": ("text", False, None),
        "scale": ("text", False, None),
        "is_destructive": ("boolean", False, None),
        "noise_model": ("object", False, "NoiseModel"),
        "site": ("text", False, None),
        "instrument": ("text", False, None),
        "protocols": ("text", True, None),
        "guide_library": ("text", False, None),
        "cells_per_guide": ("integer", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        operator_id: str | None = None,
        operator_type: str | None = None,
        label: str | None = None,
        assay_ontology_term_id: str | None = None,
        assay_gap_note: str | None = None,
        scale: str | None = None,
        is_destructive: bool | None = None,
        noise_model: NoiseModel | None = None,
        site: str | None = None,
        instrument: str | None = None,
        protocols: tuple[str, ...] = (),
        guide_library: str | None = None,
        cells_per_guide: int | None = None,
    ) -> None:
        self.pointer = pointer
        self.operator_id = operator_id
        self.operator_type = operator_type
        self.label = label
        self.assay_ontology_term_id = assay_ontology_term_id
        self.assay_gap_note = assay_gap_note
        self.scale = scale
        self.is_destructive = is_destructive
        self.noise_model = noise_model
        self.site = site
        self.instrument = instrument
        self.protocols = protocols
        self.guide_library = guide_library
        self.cells_per_guide = cells_per_guide


class SingleCellATAC(MeasurementOperator):
    """Accessible chromatin of single nuclei."""

    __slots__ = ("fragments_file", "peak_set", "paired_with",)
    class_name: ClassVar[str] = "SingleCellATAC"
    identifier_slot: ClassVar[str | None] = "operator_id"
    designator_slot: ClassVar[str | None] = "operator_type"
    concrete_classes: ClassVar[tuple[str, ...]] = ("SingleCellATAC",)
    fields: ClassVar[Mapping[str, Field]] = {
        "operator_id": ("text", False, None),
        "operator_type": ("text", False, None),
        "label": ("text", False, None),
        "assay_ontology_term_id": ("text", False, None),
        "assay_gap_note": ("text", False, None),
        "scale": ("text", False, None),
        "is_destructive": ("boolean", False, None),
        "noise_model": ("object", False, "NoiseModel"),
        "site": ("text", False, None),
        "instrument": ("text", False, None),
        "protocols": ("text", True, None),
        "fragments_file": ("object", False, "DataFile"),
        "peak_set": ("object", False, "DataFile"),
        "paired_with": ("text", True, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        operator_id: str | None = None,
        operator_type: str | None = None,
        label: str | None = None,
        assay_ontology_term_id: str | None = None,
        assay_gap_note: str | None = None,
        scale: str | None = None,
        is_destructive: bool | None = None,
        noise_model: NoiseModel | None = None,
        site: str | None = None,
        instrument: str | None = None,
        protocols: tuple[str, ...] = (),
        fragments_file: DataFile | None = None,
        peak_set: DataFile | None = None,
        paired_with: tuple[str, ...] = (),
    ) -> None:
        self.pointer = pointer
        self.operator_id = operator_id
        self.operator_type = operator_type
        self.label = label
        self.assay_ontology_term_id = assay_ontology_term_id
        self.assay_gap_note = assay_gap_note
        self.scale = scale
        self.is_destructive = is_destructive
        self.noise_model = noise_model
        self.site = site
        self.instrument = instrument
        self.protocols = protocols
        self.fragments_file = fragments_file
        self.peak_set = peak_set
        self.paired_with = paired_with


class SingleCellProteomics(MeasurementOperator):
    """Proteome of single cells by mass spectrometry."""

    __slots__ = ("isolation_protocol", "mass_label", "acquisition_method", "carrier_channel", "reference_channel", "blank_channels", "missingness", "search_software",)
    class_name: ClassVar[str] = "SingleCellProteomics"
    identifier_slot: ClassVar[str | None] = "operator_id"
    designator_slot: ClassVar[str | None] = "operator_type"
    concrete_classes: ClassVar[tuple[str, ...]] = ("SingleCellProteomics",)
    fields: ClassVar[Mapping[str, Field]] = {
        "operator_id": ("text", False, None),
        "operator_type": ("text", False, None),
        "label": ("text", False, None),
        "assay_ontology_term_id": ("text", False, None),
        "assay_gap_note": ("text", False, None),
        "scale": ("text", False, None),
        "is_destructive": ("boolean", False, None),
        "noise_model": ("object", False, "NoiseModel"),
        "site": ("text", False, None),
        "instrument": ("text", False, None),
        "protocols": ("text", True, None),
        "isolation_protocol": ("text", False, None),
        "mass_label": ("text", False, None),
        "acquisition_method": ("text", False, None),
        "carrier_channel": ("text", False, None),
        "reference_channel": ("text", False, None),
        "blank_channels": ("text", True, None),
        "missingness": ("text", False, None),
        "search_software": ("object", False, "Software"),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        operator_id: str | None = None,
        operator_type: str | None = None,
        label: str | None = None,
        assay_ontology_term_id: str | None = None,
        assay_gap_note: str | None = None,
        scale: str | None = None,
        is_destructive: bool | None = None,
        noise_model: NoiseModel | None = None,
        site: str | None = None,
        instrument: str | None = None,
        protocols: tuple[str, ...] = (),
        isolation_protocol: str | None = None,
        mass_label: str | None = None,
        acquisition_method: str | None = None,
        carrier_channel: str | None = None,
        reference_channel: str | None = None,
        blank_channels: tuple[str, ...] = (),
        missingness: str | None = None,
        search_software: Software | None = None,
    ) -> None:
        self.pointer = pointer
        self.operator_id = operator_id
        self.operator_type = operator_type
        self.label = label
        self.assay_ontology_term_id = assay_ontology_term_id
        self.assay_gap_note = assay_gap_note
        self.scale = scale
        self.is_destructive = is_destructive
        self.noise_model = noise_model
        self.site = site
        self.instrument = instrument
        self.protocols = protocols
        self.isolation_protocol = isolation_protocol
        self.mass_label = mass_label
        self.acquisition_method = acquisition_method
        self.carrier_channel = carrier_channel
        self.reference_channel = reference_channel
        self.blank_channels = blank_channels
        self.missingness = missingness
        self.search_software = search_software


class SingleCellRNA(MeasurementOperator):
    """Transcriptome of single cells or nuclei."""

    __slots__ = ("has_umi", "end_bias", "nucleic_acid_source", "includes_introns", "chemistry",)
    class_name: ClassVar[str] = "SingleCellRNA"
    identifier_slot: ClassVar[str | None] = "operator_id"
    designator_slot: ClassVar[str | None] = "operator_type"
    concrete_classes: ClassVar[tuple[str, ...]] = ("SingleCellRNA",)
    fields: ClassVar[Mapping[str, Field]] = {
        "operator_id": ("text", False, None),
        "operator_type": ("text", False, None),
        "label": ("text", False, None),
        "assay_ontology_term_id": ("text", False, None),
        "assay_gap_note": ("text", False, None),
        "scale": ("text", False, None),
        "is_destructive": ("boolean", False, None),
        "noise_model": ("object", False, "NoiseModel"),
        "site": ("text", False, None),
        "instrument": ("text", False, None),
        "protocols": ("text", True, None),
        "has_umi": ("boolean", False, None),
        "end_bias": ("text", False, None),
        "nucleic_acid_source": ("text", False, None),
        "includes_introns": ("boolean", False, None),
        "chemistry": ("text", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        operator_id: str | None = None,
        operator_type: str | None = None,
        label: str | None = None,
        assay_ontology_term_id: str | None = None,
        assay_gap_note: str | None = None,
        scale: str | None = None,
        is_destructive: bool | None = None,
        noise_model: NoiseModel | None = None,
        site: str | None = None,
        instrument: str | None = None,
        protocols: tuple[str, ...] = (),
        has_umi: bool | None = None,
        end_bias: str | None = None,
        nucleic_acid_source: str | None = None,
        includes_introns: bool | None = None,
        chemistry: str | None = None,
    ) -> None:
        self.pointer = pointer
        self.operator_id = operator_id
        self.operator_type = operator_type
        self.label = label
        self.assay_ontology_term_id = assay_ontology_term_id
        self.assay_gap_note = assay_gap_note
        self.scale = scale
        self.is_destructive = is_destructive
        self.noise_model = noise_model
        self.site = site
        self.instrument = instrument
        self.protocols = protocols
        self.has_umi = has_umi
        self.end_bias = end_bias
        self.nucleic_acid_source = nucleic_acid_source
        self.includes_introns = includes_introns
        self.chemistry = chemistry


class SpotSpatial(MeasurementOperator):
    """Transcriptome on spots, bins or beads of a spatial array."""

    __slots__ = ("array_geometry", "spot_diameter", "spot_pitch", "slide_id", "image_element",)
    class_name: ClassVar[str] = "SpotSpatial"
    identifier_slot: ClassVar[str | None] = "operator_id"
    designator_slot: ClassVar[str | None] = "operator_type"
    concrete_classes: ClassVar[tuple[str, ...]] = ("SpotSpatial",)
    fields: ClassVar[Mapping[str, Field]] = {
        "operator_id": ("text", False, None),
        "operator_type": ("text", False, None),
        "label": ("text", False, None),
        "assay_ontology_term_id": ("text", False, None),
        "assay_gap_note": ("text", False, None),
        "scale": ("text", False, None),
        "is_destructive": ("boolean", False, None),
        "noise_model": ("object", False, "NoiseModel"),
        "site": ("text", False, None),
        "instrument": ("text", False, None),
        "protocols": ("text", True, None),
        "array_geometry": ("text", False, None),
        "spot_diameter": ("object", False, "Quantity"),
        "spot_pitch": ("object", False, "Quantity"),
        "slide_id": ("text", False, None),
        "image_element": ("text", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        operator_id: str | None = None,
        operator_type: str | None = None,
        label: str | None = None,
        assay_ontology_term_id: str | None = None,
        assay_gap_note: str | None = None,
        scale: str | None = None,
        is_destructive: bool | None = None,
        noise_model: NoiseModel | None = None,
        site: str | None = None,
        instrument: str | None = None,
        protocols: tuple[str, ...] = (),
        array_geometry: str | None = None,
        spot_diameter: Quantity | None = None,
        spot_pitch: Quantity | None = None,
        slide_id: str | None = None,
        image_element: str | None = None,
    ) -> None:
        self.pointer = pointer
        self.operator_id = operator_id
        self.operator_type = operator_type
        self.label = label
        self.assay_ontology_term_id = assay_ontology_term_id
        self.assay_gap_note = assay_gap_note
        self.scale = scale
        self.is_destructive = is_destructive
        self.noise_model = noise_model
        self.site = site
        self.instrument = instrument
        self.protocols = protocols
        self.array_geometry = array_geometry
        self.spot_diameter = spot_diameter
        self.spot_pitch = spot_pitch
        self.slide_id = slide_id
        self.image_element = image_element


class SurfaceProtein(MeasurementOperator):
    """Antibody-derived tags on single cells, such as CITE-seq or cell hashing."""

    __slots__ = ("antibodies", "paired_with",)
    class_name: ClassVar[str] = "SurfaceProtein"
    identifier_slot: ClassVar[str | None] = "operator_id"
    designator_slot: ClassVar[str | None] = "operator_type"
    concrete_classes: ClassVar[tuple[str, ...]] = ("SurfaceProtein",)
    fields: ClassVar[Mapping[str, Field]] = {
        "operator_id": ("text", False, None),
        "operator_type": ("text", False, None),
        "label": ("text", False, None),
        "assay_ontology_term_id": ("text", False, None),
        "assay_gap_note": ("text", False, None),
        "scale": ("text", False, None),
        "is_destructive": ("boolean", False, None),
        "noise_model": ("object", False, "NoiseModel"),
        "site": ("text", False, None),
        "instrument": ("text", False, None),
        "protocols": ("text", True, None),
        "antibodies": ("object", True, "Antibody"),
        "paired_with": ("text", True, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        operator_id: str | None = None,
        operator_type: str | None = None,
        label: str | None = None,
        assay_ontology_term_id: str | None = None,
        assay_gap_note: str | None = None,
        scale: str | None = None,
        is_destructive: bool | None = None,
        noise_model: NoiseModel | None = None,
        site: str | None = None,
        instrument: str | None = None,
        protocols: tuple[str, ...] = (),
        antibodies: tuple[Antibody, ...] = (),
        paired_with: tuple[str, ...] = (),
    ) -> None:
        self.pointer = pointer
        self.operator_id = operator_id
        self.operator_type = operator_type
        self.label = label
        self.assay_ontology_term_id = assay_ontology_term_id
        self.assay_gap_note = assay_gap_note
        self.scale = scale
        self.is_destructive = is_destructive
        self.noise_model = noise_model
        self.site = site
        self.instrument = instrument
        self.protocols = protocols
        self.antibodies = antibodies
        self.paired_with = paired_with


class Viability(MeasurementOperator):
    """Number or health of the cells in a well."""

    __slots__ = ("viability_readout", "viability_normalization", "has_time_zero",)
    class_name: ClassVar[str] = "Viability"
    identifier_slot: ClassVar[str | None] = "operator_id"
    designator_slot: ClassVar[str | None] = "operator_type"
    concrete_classes: ClassVar[tuple[str, ...]] = ("Viability",)
    fields: ClassVar[Mapping[str, Field]] = {
        "operator_id": ("text", False, None),
        "operator_type": ("text", False, None),
        "label": ("text", False, None),
        "assay_ontology_term_id": ("text", False, None),
        "assay_gap_note": ("text", False, None),
        "scale": ("text", False, None),
        "is_destructive": ("boolean", False, None),
        "noise_model": ("object", False, "NoiseModel"),
        "site": ("text", False, None),
        "instrument": ("text", False, None),
        "protocols": ("text", True, None),
        "viability_readout": ("text", False, None),
        "viability_normalization": ("text", False, None),
        "has_time_zero": ("boolean", False, None),
    }

    def __init__(
        self,
        *,
        pointer: str = "",
        operator_id: str | None = None,
        operator_type: str | None = None,
        label: str | None = None,
        assay_ontology_term_id: str | None = None,
        assay_gap_note: str | None = None,
        scale: str | None = None,
        is_destructive: bool | None = None,
        noise_model: NoiseModel | None = None,
        site: str | None = None,
        instrument: str | None = None,
        protocols: tuple[str, ...] = (),
        viability_readout: str | None = None,
        viability_normalization: str | None = None,
        has_time_zero: bool | None = None,
    ) -> None:
        self.pointer = pointer
        self.operator_id = operator_id
        self.operator_type = operator_type
        self.label = label
        self.assay_ontology_term_id = assay_ontology_term_id
        self.assay_gap_note = assay_gap_note
        self.scale = scale
        self.is_destructive = is_destructive
        self.noise_model = noise_model
        self.site = site
        self.instrument = instrument
        self.protocols = protocols
        self.viability_readout = viability_readout
        self.viability_normalization = viability_normalization
        self.has_time_zero = has_time_zero
