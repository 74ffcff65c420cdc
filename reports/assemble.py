"""Put a report together from a card, facts and an outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.reports.chains.draw import draw_chains
from aivc.reports.grids import design_grids
from aivc.reports.receipt import make_receipt
from aivc.reports.report import NO_CHAINS, MatrixSummary, Report
from aivc.reports.summarise_split import summarise_split
from aivc.schema.vocabulary import sources
from aivc.validators.registry import dataset_rules, split_rules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.outcome import Outcome


def assemble_report(
    source: str, card: DatasetCard, facts: Facts, outcome: Outcome, manifest_sha256: str = ""
) -> Report:
    """Make the report of one validation, or of the audit of a split where the facts hold one."""
    split = None if facts.split is None else summarise_split(facts.split, manifest_sha256)
    followed = facts.card.sources[0] if facts.card.sources else None
    receipt = make_receipt(
        outcome,
        dataset_digest=facts.file.digest or "",
        card_digest=followed.digest if followed else "",
        vocabulary_versions=vocabulary_versions(),
        rules=dataset_rules() if split is None else split_rules(),
    )
    is_file = followed is not None and followed.origin != "embedded"
    return Report(
        input_path=source,
        container=facts.file.kind,
        card_origin=f"{followed.origin} card {followed.path}" if followed else "",
        card_path=followed.path if followed and is_file else "",
        matrices=tuple(_matrices(card, facts)),
        outcome=outcome,
        receipt=receipt,
        chains=NO_CHAINS if split else draw_chains(card, facts, outcome),
        grids=() if split else design_grids(card, facts),
        split=split,
    )


def vocabulary_versions() -> tuple[tuple[str, str], ...]:
    """Return the name and version of every vocabulary that is held."""
    held = sources()
    ontologies = [(name, entry["version"]) for name, entry in held["vocabularies"].items()]
    genes = [(f"genes of {taxon}", entry["version"]) for taxon, entry in held["genes"].items()]
    return tuple(sorted((*ontologies, *genes)))


def _matrices(card: DatasetCard, facts: Facts) -> Iterator[MatrixSummary]:
    declared = {table.path_in_file: table for table in card.tables}
    for table in facts.tables.values():
        for matrix in table.matrices:
            path = table.path_of(matrix.name)
            said = declared.get(path)
            scan = table.scans.get(matrix.name)
            yield MatrixSummary(
                path=path,
                encoding=matrix.encoding.value,
                shape=matrix.shape,
                value_type=(said.value_type or "") if said else "",
                operator=(said.measured_by or "") if said else "",
                looks_like=scan.looks_like if scan else "",
            )
