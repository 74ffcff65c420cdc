"""Which units say which kind of dose, and which kinds of dose an agent takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.grammar.agent_classes import is_environmental

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aivc.schema.generated.views import Agent
    from aivc.schema.vocabulary.ucum import Unit

FURTHER_SHAPES: Mapping[str, frozenset[str]] = {
    # A level is sometimes a share of the highest.
    "relative_level": frozenset({"fraction"}),
    # Particles are often not written out: 10*8/mL.
    "viral_titre": frozenset({"number/volume"}),
}
"""Shapes of unit that a kind of dose is also written in."""

SUBSTANCE = frozenset(
    {
        "molar_concentration",
        "mass_concentration",
        "mass_per_body_mass",
        "mass_per_body_surface_area",
        "absolute_mass",
        "absolute_amount",
        "activity_concentration",
        "volume_fraction",
        "mass_fraction",
        "relative_level",
    }
)
"""Kinds of dose of a substance."""

PARTICLES = frozenset({"multiplicity_of_infection", "viral_titre", "cell_ratio", "relative_level"})
"""Kinds of dose of things that are counted per cell or per volume."""

KINDS_OF_AGENT: Mapping[str, frozenset[str]] = {
    # A gas such as nitric oxide is a small molecule too.
    "Chemical": SUBSTANCE | {"partial_pressure_fraction"},
    # Vaccines are counted in particles, activation beads per cell.
    "Biologic": SUBSTANCE | PARTICLES,
    # siRNA and plasmids are weighed or given in nmol/L; supernatant of a packaging line in %.
    "GeneticPerturbation": SUBSTANCE | PARTICLES,
    "Cellular": frozenset({"cell_ratio", "cell_number", "relative_level"}),
    "Infectious": PARTICLES | {"cell_number", "activity_concentration", "volume_fraction"},
}
"""Kinds of dose by class of agent."""

KINDS_OF_FACTOR: Mapping[str, frozenset[str]] = {
    "temperature": frozenset({"temperature", "relative_level"}),
    "gas": frozenset(
        {"partial_pressure_fraction", "volume_fraction", "pressure", "relative_level"}
    ),
    "radiation": frozenset({"absorbed_radiation_dose", "relative_level"}),
    "stiffness": frozenset({"pressure", "relative_level"}),
    # There is no kind of dose for light or acidity yet, so only what is surely none is refused.
    "light": frozenset({"absorbed_radiation_dose", "relative_level"}),
    "ph": SUBSTANCE,
    "osmolarity": SUBSTANCE,
    "nutrient": SUBSTANCE,
    "diet": SUBSTANCE,
}
"""Kinds of dose by environmental factor."""


def usual_units(kind: str) -> tuple[str, ...]:
    """Return the units that a kind of dose is usually given in; none for an unknown kind."""
    from aivc.schema.vocabulary import USUAL_UNITS, DoseQuantityKind

    return USUAL_UNITS[DoseQuantityKind(kind)] if kind in set(DoseQuantityKind) else ()


def unit_says(unit: Unit, kind: str) -> bool | None:
    """Tell whether a unit can express a kind of dose; None for a kind that is none.

    Examples
    --------
    >>> from aivc.schema.vocabulary.ucum import read_ucum
    >>> unit_says(read_ucum("umol/L"), "molar_concentration")
    True
    >>> unit_says(read_ucum("um"), "molar_concentration")
    False
    """
    from aivc.schema.vocabulary.ucum import read_ucum

    usual = [found for code in usual_units(kind) if (found := read_ucum(code)) is not None]
    if not usual:
        return None
    if unit.shape in FURTHER_SHAPES.get(kind, ()) or kind in unit.kinds:
        return True
    # N/m2 is a pressure by another name, and a note in braces ({bead}/{cell}) is free text.
    same_dimension = any(unit.dimension == known.dimension for known in usual)
    return same_dimension and (bool(unit.dimension) or "{" in unit.shape)


def kinds_for(agent: Agent) -> frozenset[str]:
    """Return the kinds of dose that an agent takes; empty where its kind is not known."""
    if is_environmental(agent):
        return KINDS_OF_FACTOR.get(agent.environmental_factor or "", frozenset())
    return KINDS_OF_AGENT.get(agent.class_name, frozenset())
