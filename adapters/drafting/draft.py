"""Draft a card from what a file shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aivc.adapters.drafting.blanks import Asked, blanks_of
from aivc.adapters.drafting.columns import ObsColumns, read_columns
from aivc.adapters.drafting.notes import Guess
from aivc.adapters.drafting.opening import draft_opening
from aivc.adapters.drafting.organism import UNIDENTIFIED, organism_of
from aivc.adapters.drafting.roles import RoleGuess, structure_roles
from aivc.adapters.drafting.tables import draft_tables
from aivc.adapters.drafting.treated import Treated, draft_treated
from aivc.schema.errors import AivcError
from aivc.schema.slots import class_spec

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aivc.adapters.drafting.blanks import Blank
    from aivc.adapters.drafting.look import MatrixLook
    from aivc.storage.model import Dataset

BULK = frozenset({"BulkExpression", "ClinicalTable"})
SEQUENCED = frozenset({"SingleCellRNA", "SingleCellATAC", "SpotSpatial"})
ASSAY = "assay_ontology_term_id"
IN_PLACE = frozenset({"SpotSpatial", "ImagingSpatial", "BulkExpression", "Morphology"})
"""Operators that measure without a suspension of cells."""


class NothingToDraftError(AivcError, ValueError):
    """A container holds no matrix that a card could describe."""


@dataclass(frozen=True, slots=True)
class Hints:
    """What a person said in advance: units of the columns of bare numbers, as the field spells."""

    dose_unit: str | None = None
    time_unit: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A drafted card before it is written.

    Attributes
    ----------
    card
        All slots, without notes; entities of any number in place.
    guesses
        What was guessed, and why.
    blanks
        What a person has to fill in.
    roles
        Columns by role.
    remarks
        Sentences about columns that were left out, and names that are not clear.
    """

    card: dict[str, Any]
    guesses: tuple[Guess, ...]
    blanks: tuple[Blank, ...]
    roles: Mapping[str, RoleGuess] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()


def draft_card(
    dataset: Dataset, looks: Mapping[str, MatrixLook], hints: Hints | None = None
) -> Draft:
    """Draft the card of an opened dataset.

    Parameters
    ----------
    dataset
        The container.
    looks
        What a sample of rows of each matrix looks like, by path in the file.
    hints
        What a person said in advance.

    Returns
    -------
    Draft
        Its card passes the structure check of profile ``minimal``; what ``release`` asks beyond
        it are the blanks.

    Raises
    ------
    NothingToDraftError
        The container holds no matrix.
    """
    frames = _frames(dataset)
    by_table = {table.name: frames[table.name] for table in dataset.tables}
    tables = draft_tables(dataset, by_table, looks)
    if not tables.measured:
        msg = (
            f"{dataset.path} holds no observations x features matrix, so there is nothing to draft"
        )
        raise NothingToDraftError(msg)
    kinds = {item.operator.operator_type for item in tables.measured}
    is_bulk = kinds <= BULK
    obs, roles = _main(frames, is_bulk=is_bulk)
    organisms, because, is_stated = organism_of(tables.measured, list(frames.values()))
    treated = draft_treated(
        obs,
        roles,
        tables.measured,
        organism=organisms[0] if organisms[0] != UNIDENTIFIED else None,
        hints=hints or Hints(),
        is_suspended=not kinds & IN_PLACE,
    )
    card, guesses = draft_opening(dataset, tables.measured)
    card["organism_ontology_term_id"] = organisms
    if not is_stated and organisms != [UNIDENTIFIED]:
        guesses.append(Guess(("organism_ontology_term_id",), because))
    for section in (tables.section, *treated.sections):
        card |= {slot: value for slot, value in section.slots.items() if value}
        guesses += section.guesses
    guesses += _bind(card, treated, obs, several=len(frames) > 1)
    card = _ordered(card)
    blanks = blanks_of(card, _more(card, treated))
    unread = [f"obs column {name} cannot be read" for f in frames.values() for name in f.unreadable]
    remarks = (*treated.remarks, *unread)
    return Draft(card, tuple(guesses), tuple(blanks), treated.roles, remarks)


def _frames(dataset: Dataset) -> dict[str, ObsColumns]:
    """Read the obs of every table, and under the empty name the one that all share."""
    frames = {table.name: read_columns(table.obs, table.name) for table in dataset.tables}
    if dataset.shared_obs is not None:
        return {"": read_columns(dataset.shared_obs, ""), **frames}
    return frames


def _main(
    frames: Mapping[str, ObsColumns], *, is_bulk: bool
) -> tuple[ObsColumns, dict[str, RoleGuess]]:
    """Return the obs that says most about its rows, the first of equals, and the roles of it."""
    found = [(obs, structure_roles(obs, is_bulk=is_bulk)) for obs in frames.values()]
    return max(found, key=lambda entry: len(entry[1]))


def _bind(card: dict[str, Any], treated: Treated, obs: ObsColumns, *, several: bool) -> list[Guess]:
    """Write the binding and return its guesses."""
    keys: list[dict[str, Any]] = []
    guesses = []
    for role, guess in treated.roles.items():
        key: dict[str, Any] = {"role": role, "columns": list(guess.columns)}
        if several and obs.table:
            key["in_table"] = obs.table
        guesses.append(Guess(("binding", "keys", len(keys)), guess.because))
        keys.append(key)
    binding: dict[str, Any] = {"keys": keys} if keys else {}
    for slot, (value, because) in treated.binding.items():
        binding[slot] = value
        guesses.append(Guess(("binding", slot), because))
    if binding:
        card["binding"] = binding
    return guesses


def _more(card: Mapping[str, Any], treated: Treated) -> list[Asked]:
    """List what nobody requires and a person should say nevertheless."""
    more = [Asked(("binding", slot), "Binding", slot) for slot in treated.missing_units]
    more += [
        Asked((slot,), "DatasetCard", slot, detail)
        for slot, detail in {**_asked(card), **treated.uncovered}.items()
    ]
    more += [
        Asked(("controls", k, "control_for"), "Control", "control_for")
        for k, control in enumerate(card.get("controls", []))
        if not control.get("is_for_all_treated")
    ]
    more += [
        Asked(("operators", k, ASSAY), "MeasurementOperator", ASSAY)
        for k, operator in enumerate(card["operators"])
        if ASSAY not in operator
    ]
    return more


def _asked(card: Mapping[str, Any]) -> dict[str, str]:
    """Return slots of the card that no profile requires, and a sentence why they are asked for."""
    asked = {}
    if card["organism_ontology_term_id"] == [UNIDENTIFIED]:
        asked["organism_ontology_term_id"] = "Nothing in the file tells"
    if any(operator["operator_type"] in SEQUENCED for operator in card["operators"]):
        asked |= {slot: "" for slot in ("reference_genome", "gene_annotation") if slot not in card}
    if card.get("agents") and not card.get("conditions"):
        asked["conditions"] = "The file says it only by a table of guides"
    if card.get("conditions") and not card.get("controls"):
        asked["controls"] = "No label of the file is a known word for one"
    if card.get("activities"):
        # Without any step the profile asks itself.
        asked["activities"] = "Those that the numbers show traces of are drafted"
    return asked


def _ordered(card: Mapping[str, Any]) -> dict[str, Any]:
    slots = class_spec("DatasetCard").slots
    return {slot: card[slot] for slot in slots if slot in card}
