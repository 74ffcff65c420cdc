"""SDRF: samples, what was done to them, and the runs that measured them, as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from aivc.adapters.exporting.amounts import amount_text, in_unit, plain_number
from aivc.adapters.exporting.arms import arms_of
from aivc.adapters.exporting.delimited import table_text
from aivc.adapters.exporting.exporter import Exporter, IncompleteForTargetError, Lacking, Unheld
from aivc.adapters.exporting.pairs import observed_pairs
from aivc.adapters.exporting.schedules import schedule_of
from aivc.adapters.exporting.terms import label_of, labels_of
from aivc.schema.generated.views import GeneticPerturbation, SingleCellProteomics
from aivc.storage.atomic import write_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from aivc.adapters.exporting.arms import Arm
    from aivc.adapters.exporting.source import ExportSource
    from aivc.schema.generated.views import DatasetCard, Donor, MeasurementOperator, Sample

NOT_AVAILABLE, NOT_APPLICABLE, POOLED = "not available", "not applicable", "pooled"
JOIN = " + "
COMPOUND, GENETIC = "factor value[compound]", "factor value[genetic modification]"
DOSE, TIME = "factor value[dose]", "factor value[time]"

TECHNOLOGIES = {
    "SingleCellProteomics": "proteomic profiling by mass spectrometry",
    "SingleCellRNA": "sequencing assay",
    "SingleCellATAC": "sequencing assay",
    "SurfaceProtein": "sequencing assay",
    "SpotSpatial": "sequencing assay",
    "ImagingSpatial": "imaging assay",
    "Histology": "imaging assay",
    "Morphology": "imaging assay",
    "LiveImaging": "imaging assay",
    "BulkExpression": "transcription profiling",
    "BulkProteomics": "proteomic profiling",
    "PooledScreen": "sequencing assay",
    "Viability": "cell viability assay",
    "ClinicalTable": "clinical assessment",
}
"""Technology type by class of the measurement operator."""


class SdrfTable(Exporter):
    """A tab-separated SDRF table.

    One row for each sample in each condition and each measurement operator, with the columns of
    SDRF-Proteomics 1.1 (https://github.com/bigbio/proteomics-sample-metadata): ``source name``,
    ``characteristics[...]`` from samples and donors, ``assay name``, ``technology type``,
    ``comment[...]`` from operators and files, and ``factor value[...]`` for what was done. What
    nobody said is ``not available``, what cannot be is ``not applicable``.
    """

    name: ClassVar[str] = "sdrf"
    title: ClassVar[str] = "SDRF sample table"
    suffixes: ClassVar[tuple[str, ...]] = (".tsv", ".txt")

    def export(self, source: ExportSource, target: Path) -> tuple[Unheld, ...]:
        """Write the table; see :class:`Exporter`."""
        card = source.card
        lacking = []
        if not card.samples:
            lacking.append(Lacking("/samples", "the samples"))
        if not card.operators:
            lacking.append(Lacking("/operators", "the operators that measured them"))
        if lacking:
            raise IncompleteForTargetError(self.title, lacking)
        arms = {arm.condition_id: arm for arm in arms_of(card)}
        rows = list(_rows(source, arms))
        header = list(dict.fromkeys(name for row in rows for name in row))
        cells = [[_cell(row.get(name)) for name in header] for row in rows]
        write_text(target, table_text(header, cells, "\t"))
        return tuple(sorted(_unheld(source, arms)))


def _cell(value: str | None) -> str:
    if value is None:
        return NOT_AVAILABLE
    return " ".join(value.split())  # tabs and line ends would break the table


def _rows(source: ExportSource, arms: dict[str, Arm]) -> Iterator[dict[str, str | None]]:
    card = source.card
    samples = {sample.sample_id: sample for sample in card.samples}
    donors = {donor.donor_id: donor for donor in card.donors}
    used = {table.measured_by for table in card.tables}
    operators = [op for op in card.operators if op.operator_id in used] or list(card.operators)
    for sample_id, condition_id in observed_pairs(source):
        sample = samples.get(sample_id)
        if sample is None:
            continue
        of_sample = [donors[name] for name in sample.from_donors if name in donors]
        arm = arms.get(condition_id or "")
        for operator in operators:
            parts = [sample_id, condition_id, operator.operator_id if len(operators) > 1 else None]
            yield {
                "source name": sample_id,
                **_characteristics(card, sample, of_sample),
                "assay name": " | ".join(part for part in parts if part),
                "technology type": TECHNOLOGIES.get(operator.operator_type or ""),
                **_comments(card, sample, operator),
                **_factors(arm, card),
            }


def _characteristics(
    card: DatasetCard, sample: Sample, donors: list[Donor]
) -> dict[str, str | None]:
    is_line = sample.tissue_type == "cell line"
    part = label_of(sample.tissue_ontology_term_id)
    organisms = sample.organism_ontology_term_id or card.organism_ontology_term_id
    diseases = sample.disease_ontology_term_id or tuple(
        dict.fromkeys(term for donor in donors for term in donor.disease_ontology_term_id)
    )
    stage = sample.development_stage_ontology_term_id or _same(
        [donor.development_stage_ontology_term_id for donor in donors]
    )
    of_person = NOT_APPLICABLE if is_line else None
    number = sample.replicate_number
    is_technical = sample.replicate_type == "technical"
    return {
        "characteristics[organism]": labels_of(organisms),
        "characteristics[organism part]": NOT_APPLICABLE if is_line else part,
        "characteristics[cell line]": part if is_line else NOT_APPLICABLE,
        "characteristics[cell type]": label_of(sample.cell_type_ontology_term_id),
        "characteristics[disease]": labels_of(diseases),
        "characteristics[developmental stage]": label_of(stage) or of_person,
        "characteristics[sex]": _of(donors, "sex_ontology_term_id") or of_person,
        "characteristics[ancestry category]": _of(
            donors, "self_reported_ethnicity_ontology_term_id"
        )
        or of_person,
        "characteristics[age]": _age(donors) or of_person,
        "characteristics[individual]": _individual(donors) or of_person,
        "characteristics[material type]": sample.tissue_type,
        "characteristics[biological replicate]": (
            str(number) if number is not None and not is_technical else None
        ),
    }


def _comments(
    card: DatasetCard, sample: Sample, operator: MeasurementOperator
) -> dict[str, str | None]:
    instruments = {i.instrument_id: i for i in card.instruments}
    instrument = instruments.get(operator.instrument)
    file = next((d.path or d.content_url for d in card.distributions), None)
    number = sample.replicate_number
    is_technical = sample.replicate_type == "technical"
    said: dict[str, str | None] = {
        "comment[assay]": label_of(operator.assay_ontology_term_id),
        "comment[instrument]": (instrument.model if instrument else None) or operator.instrument,
        "comment[technical replicate]": str(number) if number and is_technical else "1",
        "comment[data file]": file,
    }
    if isinstance(operator, SingleCellProteomics):
        said["comment[single cell isolation protocol]"] = operator.isolation_protocol
        said["comment[label]"] = operator.mass_label
        said["comment[proteomics data acquisition method]"] = operator.acquisition_method
        said["comment[carrier channel]"] = operator.carrier_channel
        said["comment[reference channel]"] = operator.reference_channel
    return said


def _factors(arm: Arm | None, card: DatasetCard) -> dict[str, str | None]:
    """Say what was done, in the factors that the card's agents call for."""
    if not card.conditions:
        return {}
    said: dict[str, str | None] = {}
    members = arm.members if arm else ()
    for factor, is_genetic in ((COMPOUND, False), (GENETIC, True)):
        if any(isinstance(agent, GeneticPerturbation) == is_genetic for agent in card.agents):
            of_kind = [m for m in members if isinstance(m.agent, GeneticPerturbation) == is_genetic]
            named = JOIN.join(member.label for member in of_kind)
            said[factor] = (named or "none") if arm else None
    if COMPOUND in said:
        said[DOSE] = _dose(arm) if arm else None
    said[TIME] = amount_text(arm.condition.harvest_time) if arm else None
    return said


def _dose(arm: Arm) -> str | None:
    given = [m for m in arm.members if not isinstance(m.agent, GeneticPerturbation)]
    if arm.is_control or not given:
        return NOT_APPLICABLE
    doses = [amount_text(member.dose) for member in given]
    known = [dose for dose in doses if dose is not None]
    return JOIN.join(known) if len(known) == len(doses) else None


def _same(values: list[str | None]) -> str | None:
    return values[0] if values and len(set(values)) == 1 else None


def _of(donors: list[Donor], slot: str) -> str | None:
    if len(donors) > 1:
        return POOLED
    return label_of(getattr(donors[0], slot)) if donors else None


def _individual(donors: list[Donor]) -> str | None:
    if len(donors) > 1:
        return POOLED
    return donors[0].donor_id if donors else None


def _age(donors: list[Donor]) -> str | None:
    """Write an age as SDRF does, ``65Y``."""
    if len(donors) > 1:
        return POOLED
    years = in_unit(donors[0].age, "a") if donors else None
    return f"{plain_number(years)}Y" if years is not None and years.is_integer() else None


def _unheld(source: ExportSource, arms: dict[str, Arm]) -> Iterator[Unheld]:
    yield Unheld("tables", "the measured values", "SDRF describes samples and runs")
    for arm in arms.values():
        schedule = schedule_of(arm)
        if schedule:
            where = f"condition {arm.condition_id}"
            yield Unheld(where, "; ".join(schedule), "a factor value holds no schedule")
    for control in source.card.controls:
        told = f"what {control.control_id} is a control for, and is matched on"
        yield Unheld("controls", told, "SDRF has no links between rows")
    for donor in source.card.donors:
        years = in_unit(donor.age, "a")
        if years is not None and not years.is_integer():
            age = f"the age {amount_text(donor.age)}"
            yield Unheld(f"donor {donor.donor_id}", age, "SDRF writes whole years here")
