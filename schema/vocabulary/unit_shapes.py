"""The shape of a unit: what kind of thing it measures, where the dimension is not enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aivc.schema.vocabulary.ucum_atoms import Powers

FRACTIONS = frozenset({"%", "[ppth]", "[ppm]", "[ppb]", "[pptr]"})
CELLS = frozenset({"cell", "cells"})
VIRUS_NOTES = frozenset({"pfu", "ffu", "tu", "vg", "gc", "vp", "ifu", "tcid50"})
VIRUS_ATOMS = frozenset({"[PFU]", "[FFU]", "[CFU]", "[TCID_50]", "[CCID_50]", "[EID_50]"})
ABSORBED_DOSE = frozenset({"Gy", "RAD"})
SHAPE_OF_POWERS = {
    (("mass", 1),): "mass",
    (("substance", 1),): "substance",
    (("length", 1),): "length",
    (("length", 2),): "area",
    (("length", 3),): "volume",
    (("time", 1),): "time",
    (("temperature", 1),): "temperature",
    (("length", -1), ("mass", 1), ("time", -2)): "pressure",
    (("substance", 1), ("time", -1)): "activity",
}


def shape_of_note(note: str) -> str:
    """Return the shape of a UCUM annotation, such as ``cells``, in small letters."""
    if note in CELLS:
        return "cell"
    if note in VIRUS_NOTES:
        return "virus"
    return "infection" if note == "moi" else f"{{{note}}}"


def shape_of_atom(atom: str, powers: Powers) -> str:
    """Return the shape of an atom without prefix, raised to the powers given."""
    if atom in FRACTIONS:
        return "fraction"
    if atom in ABSORBED_DOSE and powers == (("length", 2), ("time", -2)):
        return "absorbed_dose"
    if len(powers) == 1 and powers[0][0].startswith("arbitrary") and powers[0][1] == 1:
        return "virus" if atom in VIRUS_ATOMS else "activity"
    return shape_of_powers(powers)


def shape_of_powers(powers: Powers) -> str:
    """Return the shape of a plain unit: its name, else its powers spelt out."""
    return (
        SHAPE_OF_POWERS.get(powers)
        or ".".join(f"{base}{power}" for base, power in powers)
        or "number"
    )
