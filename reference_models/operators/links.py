"""Which units of a coarser scale are made of which of a finer one; project and lift along it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.reference_models.operators.errors import StateError
from aivc.reference_models.operators.state import State
from aivc.validators.grammar.composing import Applied
from aivc.validators.grammar.scales import LIFT, PROJECT, operator_between

if TYPE_CHECKING:
    from numpy.typing import NDArray

_ROUNDING = 1e-9


@dataclass(frozen=True, eq=False)
class Link:
    """An anchor of two scales.

    Attributes
    ----------
    fine, coarse
        The scales, or equal ones for a link of units of one scale.
    fine_units, coarse_units
        Names.
    weights
        What part of a coarse unit each fine one is, shape (n_coarse, n_fine); rows sum to one.

    Raises
    ------
    StateError
        If ``coarse`` is finer than ``fine``, or weights are no parts.
    """

    fine: str
    coarse: str
    fine_units: tuple[str, ...]
    coarse_units: tuple[str, ...]
    weights: NDArray[np.float64]

    def __post_init__(self) -> None:
        if operator_between(self.fine, self.coarse) not in {PROJECT, "same_scale"}:
            msg = f"a link leads to a coarser scale, and {self.coarse} is none for {self.fine}"
            raise StateError(msg)
        expected = len(self.coarse_units), len(self.fine_units)
        if self.weights.shape != expected:
            msg = (
                f"weights of {self.fine} in {self.coarse} have shape {self.weights.shape}, "
                f"expected {expected}"
            )
            raise StateError(msg)
        off = np.abs(self.weights.sum(axis=1) - 1) > _ROUNDING
        if off.any() or (self.weights < 0).any():
            first = self.coarse_units[int(np.argmax(off))]
            msg = f"parts of a {self.coarse} are not negative and sum to one; see {first!r}"
            raise StateError(msg)

    @classmethod
    def of_members(cls, fine: str, coarse: str, member_of: dict[str, str]) -> Link:
        """Link every fine unit to the one coarse unit that it is an equal part of.

        Examples
        --------
        >>> Link.of_members("cell", "well", {"c1": "A01", "c2": "A01", "c3": "A02"}).weights
        array([[0.5, 0.5, 0. ],
               [0. , 0. , 1. ]])
        """
        coarse_units = tuple(dict.fromkeys(member_of.values()))
        owners = np.array([coarse_units.index(owner) for owner in member_of.values()])
        weights = (owners[None, :] == np.arange(len(coarse_units))[:, None]).astype(np.float64)
        weights /= weights.sum(axis=1, keepdims=True)
        return cls(fine, coarse, tuple(member_of), coarse_units, weights)

    def project(self) -> Project:
        """Return the operator to the coarser scale."""
        return Project(self)

    def lift(self) -> Lift:
        """Return the operator to the finer scale."""
        return Lift(self)


@dataclass(frozen=True, eq=False)
class Project:
    """The mean of the parts of every coarse unit. What parts differ in is lost."""

    link: Link

    @property
    def type(self) -> Applied:
        """A project, as the grammar has it."""
        fine, coarse = self.link.fine, self.link.coarse
        return Applied(operator_between(fine, coarse) or PROJECT, fine, coarse)

    def __call__(self, state: State) -> State:
        """Average."""
        parts = state.ordered(self.link.fine_units)
        return State(self.link.coarse, self.link.coarse_units, self.link.weights @ parts.values)


@dataclass(frozen=True, eq=False)
class Lift:
    """The smallest fine state that projects to what is known: the assumption of this lift.

    Where each fine unit is an equal part of one coarse unit, it is what that unit is. What is
    projected again gives back what was lifted, unless two coarse units are made of the same parts
    and differ: then nothing does.
    """

    link: Link

    @property
    def type(self) -> Applied:
        """A lift, as the grammar has it."""
        fine, coarse = self.link.fine, self.link.coarse
        return Applied(operator_between(coarse, fine) or LIFT, coarse, fine)

    def __call__(self, state: State) -> State:
        """Spread."""
        wholes = state.ordered(self.link.coarse_units)
        inverse = np.linalg.pinv(self.link.weights)
        return State(self.link.fine, self.link.fine_units, inverse @ wholes.values)
