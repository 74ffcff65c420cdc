"""Compare the rows of tables that are said to hold the same cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.storage.keys.row_places import row_places
from aivc.validators.facts.measured.model import PairedRows
from aivc.validators.facts.row_names import row_names
from aivc.validators.findings import MAX_EXAMPLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from aivc.schema.generated.views import MeasurementOperator
    from aivc.storage.model import Table


def paired_rows(
    operators: Sequence[MeasurementOperator], tables: Mapping[str, Sequence[Table]]
) -> Iterator[PairedRows]:
    """Yield each two tables whose operators are paired; tables that share an obs are none.

    Parameters
    ----------
    operators
        Those of the card.
    tables
        Tables of the container by the operator that measured them.
    """
    seen: set[frozenset[str]] = set()
    for operator in operators:
        others: tuple[str, ...] = getattr(operator, "paired_with", ())
        for other in others:
            for left in tables.get(operator.operator_id or "", ()):
                for right in tables.get(other, ()):
                    both = frozenset((left.name, right.name))
                    if len(both) == 2 and both not in seen:
                        seen.add(both)
                        yield _compared(operator.pointer, left, right)


def _compared(pointer: str, left: Table, right: Table) -> PairedRows:
    place = row_places(left.obs, right.obs)
    alone = np.flatnonzero(place < 0)
    first = alone[:MAX_EXAMPLES]
    n_shared = len(place) - len(alone)
    theirs = np.arange(0 if n_shared else min(MAX_EXAMPLES, right.n_obs))
    return PairedRows(
        pointer=pointer,
        table=left.name,
        other_table=right.name,
        n_rows=left.n_obs,
        n_other_rows=right.n_obs,
        n_shared=n_shared,
        alone=row_names(left.obs, first).of(first),
        other_names=row_names(right.obs, theirs).of(theirs),
    )
