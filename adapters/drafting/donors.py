"""Donors and what columns say of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from aivc.adapters.drafting.names import joined, shown
from aivc.adapters.drafting.relations import per_level
from aivc.adapters.drafting.role_names import without_unit
from aivc.adapters.drafting.section import Section
from aivc.adapters.drafting.written_amounts import plain_number
from aivc.schema.vocabulary import Quantity, find_by_label, lookup, parse_quantity

if TYPE_CHECKING:
    from aivc.adapters.drafting.columns import ObsColumn, ObsColumns

MOST_DONORS = 1_000
SEXES = {
    "f": "PATO:0000383", "female": "PATO:0000383", "woman": "PATO:0000383", "w": "PATO:0000383",
    "m": "PATO:0000384", "male": "PATO:0000384", "man": "PATO:0000384",
}  # fmt: skip
SEX_COLUMNS = frozenset({"sex", "gender", "sextype", "donorsex", "patientsex"})
AGE_COLUMNS = frozenset({"age", "donorage", "patientage", "ageyears", "ageinyears"})
DISEASE_COLUMNS = frozenset(
    {"disease", "diagnosis", "diseasestate", "diseasestatus", "diseasename"}
)
HEALTHY = frozenset({"healthy", "normal", "none", "control", "healthy control", "no disease"})
TERM_SLOTS = (
    "sex_ontology_term_id",
    "development_stage_ontology_term_id",
    "self_reported_ethnicity_ontology_term_id",
)


def draft_donors(obs: ObsColumns, column: ObsColumn) -> Section:
    """Draft one donor for each label of a column, with what is the same in all rows of a donor."""
    section = Section({"donors": []})
    if len(column.labels) > MOST_DONORS:
        return section
    facts = _facts(obs, column)
    named = [code for code, label in enumerate(column.labels) if label.strip()]
    for position, code in enumerate(named):
        label, place = column.labels[code], ("donors", position)
        donor: dict[str, Any] = {"donor_id": label}
        for slot, by_code, because, is_certain in facts:
            if code in by_code:
                donor[slot] = by_code[code]
                if not is_certain:
                    section.guess((*place, slot), because)
        if column.name != "donor_id":
            donor["matches"] = [{"column": column.name, "column_value": column.value(code)}]
        section.slots["donors"].append(donor)
    return section


def _facts(obs: ObsColumns, column: ObsColumn) -> list[tuple[str, dict[int, Any], str, bool]]:
    """Return slot, value by code of the donor, evidence, and whether the file states it so."""
    found: list[tuple[str, dict[int, Any], str, bool]] = []
    for slot in TERM_SLOTS:
        other = obs.get(slot)
        if other is not None and other.labels:
            by_code = {d: other.labels[code] for d, code in per_level(column.codes, other).items()}
            found.append((slot, by_code, "", True))
    for other in obs:
        key = joined(other.name)
        if key not in SEX_COLUMNS | AGE_COLUMNS | DISEASE_COLUMNS or not other.labels:
            continue
        if key in SEX_COLUMNS and obs.get(TERM_SLOTS[0]) is None:
            values: dict[int, Any] = {
                c: SEXES.get(label.casefold()) for c, label in enumerate(other.labels)
            }
            found.append(
                (
                    "sex_ontology_term_id",
                    _spread(column, other, values),
                    f"the column {other.name}",
                    False,
                )
            )
        if key in AGE_COLUMNS:
            values = {code: _age(other, code) for code in range(len(other.labels))}
            said = f"the column {other.name}; years are assumed where it has no unit"
            found.append(("age", _spread(column, other, values), said, False))
        if key in DISEASE_COLUMNS:
            values = {code: disease_of(label) for code, label in enumerate(other.labels)}
            said = f"the column {other.name} says {shown(other.labels)}"
            found.append(("disease_ontology_term_id", _spread(column, other, values), said, False))
    return found


def _spread(column: ObsColumn, other: ObsColumn, values: dict[int, Any]) -> dict[int, Any]:
    return {
        donor: values[code]
        for donor, code in per_level(column.codes, other).items()
        if values.get(code) is not None
    }


def _age(column: ObsColumn, code: int) -> dict[str, Any] | None:
    if column.is_numeric and column.numbers is not None:
        number = float(column.numbers[code])
        _, unit = without_unit(column.name)
        return (
            {"value": plain_number(number), "unit": unit.ucum if unit else "a"}
            if number >= 0
            else None
        )
    found = parse_quantity(column.labels[code])
    if not isinstance(found, Quantity) or found.rest or found.unit.shape != "time":
        return None
    return {"value": plain_number(found.value), "unit": found.unit.ucum}


def disease_of(label: str) -> list[str] | None:
    """Return the MONDO term that a diagnosis names, before its grade or stage.

    Examples
    --------
    >>> disease_of("Glioblastoma, WHO Grade IV"), disease_of("healthy"), disease_of("odd")
    (['MONDO:0018177'], ['PATO:0000461'], None)
    """
    if label.casefold() in HEALTHY:
        return ["PATO:0000461"]
    if re.fullmatch(r"MONDO:\d{7}|PATO:0000461", label) and lookup(label) is not None:
        return [label]
    for name in (label, re.split(r"[,;(]", label)[0]):
        found = [match.term for match in find_by_label("MONDO", name) if not match.term.deprecated]
        if found:
            return [found[0].curie]
    return None
