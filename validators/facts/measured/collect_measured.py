"""Find out what single operators say that no matrix alone can show."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from aivc.schema.generated.views import SingleCellATAC, SingleCellProteomics
from aivc.validators.facts.measured.cells import Cells
from aivc.validators.facts.measured.fragments import fragments_facts, plan_fragments
from aivc.validators.facts.measured.labelled import labelled_facts, named_channels
from aivc.validators.facts.measured.model import GroupFacts, MeasuredFacts
from aivc.validators.facts.measured.paired import paired_rows
from aivc.validators.facts.measured.peak_sets import peak_set_facts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from aivc.schema.generated.views import DatasetCard, MeasurementOperator, ModalityTable
    from aivc.storage.model import Dataset, Table
    from aivc.validators.facts.design import RoleKeys
    from aivc.validators.facts.measured.model import FragmentsFacts, LabelledFacts
    from aivc.validators.facts.model import TableFacts
    from aivc.validators.facts.progress import Progress


@dataclass(frozen=True, slots=True)
class _Opened:
    """A table of the card with the table of the container that it is in."""

    declared: ModalityTable
    table: Table


def collect_measured(
    card: DatasetCard,
    dataset: Dataset,
    folder: Path,
    *,
    tables: Mapping[str, TableFacts],
    groups: Mapping[str, GroupFacts],
    roles: RoleKeys | None,
    reads_all: bool,
    progress: Progress | None = None,
) -> MeasuredFacts:
    """Look at the files that operators name, at channels, and at tables that are paired.

    Parameters
    ----------
    card
        The card.
    dataset
        The opened container.
    folder
        Folder of the card.
    tables
        Facts of its tables.
    groups
        Sums of matrices by group of rows.
    roles
        The key of each row in every role.
    reads_all
        Whether files are read to their end.
    progress
        Told as they are read.
    """
    measured = _by_operator(card, dataset)
    by_table = {
        name: tuple({each.table.name: each.table for each in found}.values())
        for name, found in measured.items()
    }
    atac = [operator for operator in card.operators if isinstance(operator, SingleCellATAC)]
    peaks = [peak_set_facts(operator, folder) for operator in atac]
    return MeasuredFacts(
        fragments=tuple(
            _fragments(atac, by_table, folder, progress if reads_all else None, reads_all=reads_all)
        ),
        peak_sets=tuple(facts for facts in peaks if facts is not None),
        pairs=tuple(paired_rows(card.operators, by_table)),
        groups=groups,
        labelled=tuple(_labelled(card, measured, tables, roles)),
    )


def _by_operator(card: DatasetCard, dataset: Dataset) -> dict[str, list[_Opened]]:
    paths = {
        f"{table.name}/{matrix.name}".lstrip("/"): table
        for table in dataset.tables
        for matrix in (*table.matrices, *table.obsm)
    }
    found: dict[str, list[_Opened]] = {}
    for declared in card.tables:
        table = paths.get(declared.path_in_file or "")
        if table is not None and declared.measured_by:
            found.setdefault(declared.measured_by, []).append(_Opened(declared, table))
    return found


def _fragments(
    operators: Sequence[SingleCellATAC],
    tables: Mapping[str, Sequence[Table]],
    folder: Path,
    progress: Progress | None,
    *,
    reads_all: bool,
) -> Iterator[FragmentsFacts]:
    for operator in operators:
        cells, problem = None, ""
        if reads_all and operator.fragments_file:
            cells, problem = _cells(operator, tables)
        facts = fragments_facts(operator, folder, cells, reads_all=reads_all, progress=progress)
        if facts is not None:
            yield replace(facts, cells_problem=problem)


def _cells(
    operator: SingleCellATAC, tables: Mapping[str, Sequence[Table]]
) -> tuple[Cells | None, str]:
    """Return the rows of its own table, else of one with the same cells, or why there are none."""
    named = (operator.operator_id or "", *operator.paired_with)
    found = [table for name in named for table in tables.get(name, ())]
    if not found:
        return None, "no table of the file is measured by this operator or by one it is paired with"
    for table in found:
        cells = Cells.of(table.obs)
        if cells is not None:
            return cells, ""
    return None, f"the names of the rows of {found[0].name or 'the table'} cannot be read"


def _labelled(
    card: DatasetCard,
    measured: Mapping[str, Sequence[_Opened]],
    tables: Mapping[str, TableFacts],
    roles: RoleKeys | None,
) -> Iterator[LabelledFacts]:
    for operator in card.operators:
        if not isinstance(operator, SingleCellProteomics) or not named_channels(operator):
            continue
        for each in measured.get(operator.operator_id or "", ()):
            facts = tables.get(each.table.name)
            if facts is not None:
                yield labelled_facts(operator, each.declared, each.table, facts, card, roles)


def plan_measured(card: DatasetCard, folder: Path, progress: Progress) -> None:
    """Announce the work of reading files to their end."""
    for operator in card.operators:
        if isinstance(operator, SingleCellATAC):
            plan_fragments(operator, folder, progress)


def needs_looking(operators: Sequence[MeasurementOperator]) -> bool:
    """Tell whether any operator names what is looked at here."""
    return any(
        getattr(operator, "fragments_file", None) is not None
        or getattr(operator, "peak_set", None) is not None
        or getattr(operator, "paired_with", ())
        or (isinstance(operator, SingleCellProteomics) and named_channels(operator))
        for operator in operators
    )
