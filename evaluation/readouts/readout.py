"""What a readout is: a quantity computed in the same way of measured and of predicted states."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from aivc.evaluation.units import Unit


class ReadoutKind(StrEnum):
    """Kinds of readout that metrics know."""

    EXPRESSION = "expression"
    PATHWAY = "pathway"
    COMPOSITION = "composition"
    NEIGHBOURHOOD = "neighbourhood"
    DOSE_RESPONSE = "dose_response"
    INTERACTION = "interaction"
    ENDPOINT = "endpoint"


@dataclass(frozen=True, eq=False)
class ReadoutValues:
    """A readout of units.

    Attributes
    ----------
    ids
        Name of each row: a unit, or what several units make together, such as a section of tissue
        or a curve over doses.
    members
        For each row, the places of its units among those that were given.
    features
        Names of the columns.
    values
        Shape (n_rows, n_features), float64; NaN where the units do not determine the value, or the
        state of one of them is not known.
    weights
        Same shape, how much each value tells; None where all tell the same.
    """

    ids: tuple[str, ...]
    members: tuple[tuple[int, ...], ...]
    features: tuple[str, ...]
    values: NDArray[np.float64]
    weights: NDArray[np.float64] | None = None

    def clusters(self, of_units: Sequence[str]) -> tuple[str, ...]:
        """Return the cluster of each row from the clusters of units.

        A row whose units lie in several clusters is of a cluster of its own kind, named by all of
        them.
        """
        return tuple(" + ".join(sorted({of_units[unit] for unit in row})) for row in self.members)


class Readout(Protocol):
    """A quantity that predictions are judged on.

    Attributes
    ----------
    readout_id
        Its name, as the card or the task has it.
    kind
        What metrics know it as.
    features
        Names of the columns of its values.
    digest
        SHA-256 of everything that its values depend on beside the states, such as the file of gene
        sets. Numbers are compared only where it agrees.
    coverage
        Share of the features that it declares which the data hold; 1 where it declares none.
    notes
        What a reader has to know, such as sets that were left out.
    """

    @property
    def readout_id(self) -> str: ...  # noqa: D102 - documented by the class
    @property
    def kind(self) -> ReadoutKind: ...  # noqa: D102 - documented by the class
    @property
    def features(self) -> tuple[str, ...]: ...  # noqa: D102 - documented by the class
    @property
    def digest(self) -> str: ...  # noqa: D102 - documented by the class
    @property
    def coverage(self) -> float: ...  # noqa: D102 - documented by the class
    @property
    def notes(self) -> tuple[str, ...]: ...  # noqa: D102 - documented by the class

    def values(
        self,
        states: NDArray[np.float64],
        controls: NDArray[np.float64],
        units: Sequence[Unit],
        features: Sequence[str],
    ) -> ReadoutValues:
        """Compute the readout.

        Parameters
        ----------
        states, controls
            States of units and of their controls, shape (n_units, n_features); NaN where they are
            not known.
        units
            The units. Which rows there are depends on them alone, so that what was measured and
            what was predicted have the same rows.
        features
            Names of the columns of ``states``, found by name and never by place.

        Raises
        ------
        TaskError
            The readout needs a feature that is not there.
        """
        ...
