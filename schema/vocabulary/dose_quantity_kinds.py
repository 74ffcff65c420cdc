"""What kind of amount a dose is, and which units say it.

Dimensions alone cannot tell: mg/kg and % are both pure numbers. A kind is therefore recognised by
the shape of a unit: what stands above and what below the fraction line.
"""

from __future__ import annotations

from enum import StrEnum


class DoseQuantityKind(StrEnum):
    """The kind of quantity that a dose or exposure is given in."""

    MOLAR_CONCENTRATION = "molar_concentration"
    MASS_CONCENTRATION = "mass_concentration"
    MASS_PER_BODY_MASS = "mass_per_body_mass"
    MASS_PER_BODY_SURFACE_AREA = "mass_per_body_surface_area"
    ABSOLUTE_MASS = "absolute_mass"
    ABSOLUTE_AMOUNT = "absolute_amount"
    ACTIVITY_CONCENTRATION = "activity_concentration"
    VOLUME_FRACTION = "volume_fraction"
    MASS_FRACTION = "mass_fraction"
    MULTIPLICITY_OF_INFECTION = "multiplicity_of_infection"
    VIRAL_TITRE = "viral_titre"
    CELL_RATIO = "cell_ratio"
    CELL_NUMBER = "cell_number"
    ABSORBED_RADIATION_DOSE = "absorbed_radiation_dose"
    TEMPERATURE = "temperature"
    PRESSURE = "pressure"
    PARTIAL_PRESSURE_FRACTION = "partial_pressure_fraction"
    RELATIVE_LEVEL = "relative_level"


# Shapes as `aivc.schema.vocabulary.unit_shapes` names them.
SHAPES: dict[DoseQuantityKind, frozenset[str]] = {
    DoseQuantityKind.MOLAR_CONCENTRATION: frozenset({"substance/volume"}),
    DoseQuantityKind.MASS_CONCENTRATION: frozenset({"mass/volume"}),
    DoseQuantityKind.MASS_PER_BODY_MASS: frozenset({"mass/mass"}),
    DoseQuantityKind.MASS_PER_BODY_SURFACE_AREA: frozenset({"mass/area"}),
    DoseQuantityKind.ABSOLUTE_MASS: frozenset({"mass"}),
    DoseQuantityKind.ABSOLUTE_AMOUNT: frozenset({"substance"}),
    DoseQuantityKind.ACTIVITY_CONCENTRATION: frozenset({"activity/volume"}),
    DoseQuantityKind.VOLUME_FRACTION: frozenset({"volume/volume", "fraction", "number"}),
    DoseQuantityKind.MASS_FRACTION: frozenset({"mass/mass", "fraction", "number"}),
    DoseQuantityKind.MULTIPLICITY_OF_INFECTION: frozenset({"infection", "virus/cell", "number"}),
    DoseQuantityKind.VIRAL_TITRE: frozenset({"virus/volume"}),
    DoseQuantityKind.CELL_RATIO: frozenset({"cell/cell", "number"}),
    DoseQuantityKind.CELL_NUMBER: frozenset({"cell", "number"}),
    DoseQuantityKind.ABSORBED_RADIATION_DOSE: frozenset({"absorbed_dose"}),
    DoseQuantityKind.TEMPERATURE: frozenset({"temperature"}),
    DoseQuantityKind.PRESSURE: frozenset({"pressure"}),
    DoseQuantityKind.PARTIAL_PRESSURE_FRACTION: frozenset(
        {"pressure/pressure", "fraction", "number"}
    ),
    DoseQuantityKind.RELATIVE_LEVEL: frozenset({"number"}),
}

USUAL_UNITS: dict[DoseQuantityKind, tuple[str, ...]] = {
    DoseQuantityKind.MOLAR_CONCENTRATION: ("umol/L", "nmol/L"),
    DoseQuantityKind.MASS_CONCENTRATION: ("ug/mL", "ng/mL"),
    DoseQuantityKind.MASS_PER_BODY_MASS: ("mg/kg", "ug/kg"),
    DoseQuantityKind.MASS_PER_BODY_SURFACE_AREA: ("mg/m2",),
    DoseQuantityKind.ABSOLUTE_MASS: ("mg", "ug"),
    DoseQuantityKind.ABSOLUTE_AMOUNT: ("nmol", "umol"),
    DoseQuantityKind.ACTIVITY_CONCENTRATION: ("U/mL", "[IU]/mL"),
    DoseQuantityKind.VOLUME_FRACTION: ("%", "uL/mL"),
    DoseQuantityKind.MASS_FRACTION: ("%", "mg/g"),
    DoseQuantityKind.MULTIPLICITY_OF_INFECTION: ("{MOI}", "{pfu}/{cell}"),
    DoseQuantityKind.VIRAL_TITRE: ("[PFU]/mL", "{TU}/mL"),
    DoseQuantityKind.CELL_RATIO: ("{cell}/{cell}", "1"),
    DoseQuantityKind.CELL_NUMBER: ("{cells}",),
    DoseQuantityKind.ABSORBED_RADIATION_DOSE: ("Gy",),
    DoseQuantityKind.TEMPERATURE: ("Cel", "K"),
    DoseQuantityKind.PRESSURE: ("kPa", "mm[Hg]"),
    DoseQuantityKind.PARTIAL_PRESSURE_FRACTION: ("%",),
    DoseQuantityKind.RELATIVE_LEVEL: ("1",),
}


def kinds_of_shape(shape: str) -> frozenset[DoseQuantityKind]:
    """Return the kinds that a unit of this shape can express."""
    return frozenset(kind for kind, shapes in SHAPES.items() if shape in shapes)
