"""The readout of pathways: how strongly the weights of each set explain a response."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.evaluation.errors import TaskError
from aivc.evaluation.readouts.digest import digest_of
from aivc.evaluation.readouts.expression import Expression
from aivc.evaluation.readouts.linear_model import slope_t
from aivc.evaluation.readouts.readout import ReadoutKind, ReadoutValues

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from aivc.evaluation.readouts.feature_sets import FeatureSets
    from aivc.evaluation.units import Unit

LEAST_MEASURED = 5
"""Members of a set that must be features, as decoupler asks by default."""

METHOD = "ulm"


@dataclass(frozen=True, eq=False)
class Pathways:
    """Activity of pathways: t of the slope of a response on the weights of each set.

    Attributes
    ----------
    weights
        Weight of each measured feature in each set that is scored, ``{set: {feature: weight}}``.
    measured_features
        All features, those outside the sets included: a slope is over all of them.
    sets_digest
        SHA-256 of the file of the sets.
    licence
        Licence of the sets, empty where nobody stated it.
    refused
        Sets with fewer measured members than are asked for, and how many they have.
    """

    readout_id: str
    weights: Mapping[str, Mapping[str, float]]
    measured_features: tuple[str, ...]
    sets_digest: str
    coverage: float
    licence: str = ""
    least: int = LEAST_MEASURED
    refused: Mapping[str, int] | None = None
    is_relative: bool = True

    kind = ReadoutKind.PATHWAY

    @property
    def features(self) -> tuple[str, ...]:
        """Names of the sets."""
        return tuple(self.weights)

    @property
    def digest(self) -> str:
        """SHA-256 of the file of the sets, of the features, and of the method."""
        return digest_of(
            self.kind,
            method=METHOD,
            sets=self.sets_digest,
            scored={name: dict(sorted(found.items())) for name, found in self.weights.items()},
            features=sorted(self.measured_features),
            least=self.least,
            relative_to_control=self.is_relative,
        )

    @property
    def notes(self) -> tuple[str, ...]:
        """Coverage, licence, and the sets that are not scored."""
        said = [f"{self.coverage:.0%} of the members of the sets are measured"]
        said.append(f"licence of the sets: {self.licence or 'not stated'}")
        if self.refused:
            names = ", ".join(sorted(self.refused)[:5])
            said.append(
                f"{len(self.refused)} sets have fewer than {self.least} measured members and are "
                f"not scored, such as {names}"
            )
        return tuple(said)

    def values(
        self,
        states: NDArray[np.float64],
        controls: NDArray[np.float64],
        units: Sequence[Unit],
        features: Sequence[str],
    ) -> ReadoutValues:
        """Return one row for each unit and one column for each set."""
        inner = Expression(self.readout_id, self.measured_features, self.is_relative)
        response = inner.values(states, controls, units, features)
        t = slope_t(response.values, self._matrix())
        return ReadoutValues(response.ids, response.members, self.features, t)

    def _matrix(self) -> NDArray[np.float64]:
        import numpy as np

        row = {name: place for place, name in enumerate(self.measured_features)}
        matrix = np.zeros((len(self.measured_features), len(self.weights)))
        for column, members in enumerate(self.weights.values()):
            for name, weight in members.items():
                matrix[row[name], column] = weight
        return matrix


def pathways(
    readout_id: str,
    sets: FeatureSets,
    features: Sequence[str],
    *,
    organisms: Sequence[str] = (),
    least: int = LEAST_MEASURED,
    is_relative: bool = True,
) -> Pathways:
    """Return the readout of the sets that are measured well enough.

    Parameters
    ----------
    readout_id
        Its name.
    sets
        Sets with weights.
    features
        Features of the states.
    organisms
        Whose gene names the sets and the features use.
    least
        Measured members below which a set is not scored.
    is_relative
        Whether the control is subtracted from states.

    Raises
    ------
    TaskError
        No set has enough measured members.
    """
    from aivc.evaluation.readouts.gene_names import features_of_members

    members = sorted({member for weights in sets.weights.values() for member in weights})
    found = features_of_members(members, features, organisms)
    scored: dict[str, Mapping[str, float]] = {}
    refused: dict[str, int] = {}
    for name, weights in sorted(sets.weights.items()):
        here = {found[member]: weight for member, weight in weights.items() if member in found}
        if len(here) < least or _is_constant(here, len(features)):
            refused[name] = len(here)
        else:
            scored[name] = here
    if not scored:
        some = ", ".join(members[:3])
        msg = (
            f"readout {readout_id!r}: none of {len(sets.weights)} sets in {sets.name} has {least} "
            f"members or more among the {len(features)} features; the sets name {some}, the "
            f"features are {', '.join(list(features)[:3])}. Use sets of the organism and of the "
            f"identifiers of the table"
        )
        raise TaskError(msg)
    coverage = len(found) / len(members)
    return Pathways(
        readout_id,
        scored,
        tuple(sorted(features)),
        sets.sha256,
        coverage,
        sets.licence,
        least,
        refused,
        is_relative,
    )


def _is_constant(weights: Mapping[str, float], n_features: int) -> bool:
    values = set(weights.values()) | ({0.0} if len(weights) < n_features else set())
    return len(values) < 2
