"""Draft a card from what a file shows."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from aivc.adapters.contract.hints import Hints
from aivc.adapters.drafting.blanks import Asked, blanks_of
from aivc.adapters.drafting.control_kinds import NOT_COMPARED, WITHOUT_CELLS
from aivc.adapters.drafting.frames import chief_frame, frames_of
from aivc.adapters.drafting.gene_names import GeneNames
from aivc.adapters.drafting.label_words import LabelWords
from aivc.adapters.drafting.linked.draft_links import draft_links
from aivc.adapters.drafting.notes import Guess
from aivc.adapters.drafting.opening import draft_opening
from aivc.adapters.drafting.organism import UNIDENTIFIED, organism_of
from aivc.adapters.drafting.said import put_said, said_roles
from aivc.adapters.drafting.space.draft_space import draft_space
from aivc.adapters.drafting.space.unit_sets import without_unit
from aivc.adapters.drafting.tables import draft_tables
from aivc.adapters.drafting.treated import Treated, draft_treated
from aivc.schema.errors import AivcError
from aivc.schema.slots import class_spec

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aivc.adapters.drafting.blanks import Blank
    from aivc.adapters.drafting.columns import ObsColumns
    from aivc.adapters.drafting.look import MatrixLook
    from aivc.adapters.drafting.measured import Measured
    from aivc.adapters.drafting.notes import Path
    from aivc.adapters.drafting.roles import RoleGuess
    from aivc.storage.model import Dataset

BULK = frozenset({"BulkExpression", "ClinicalTable"})
SEQUENCED = frozenset({"SingleCellRNA", "SingleCellATAC", "SpotSpatial"})
ASSAY = "assay_ontology_term_id"
UNIT = "coordinate_unit"
ORGANISM = "organism_ontology_term_id"
IN_PLACE = frozenset(
    {
        "SpotSpatial", "ImagingSpatial", "BulkExpression", "Morphology", "Histology",
        "LiveImaging", "ClinicalTable", "Viability",
    }
)  # fmt: skip
"""Operators that measure without a suspension of cells."""


class NothingToDraftError(AivcError, ValueError):
    """A source holds neither a matrix nor an obs column that a card could describe."""


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
        The container, or what a reader of a lab format made of a source.
    looks
        What a sample of rows of each matrix looks like, by path in the file.
    hints
        What a person or a format says in advance; it decides over every guess.

    Returns
    -------
    Draft
        Its card passes the structure check of profile ``minimal``, except that a source without a
        matrix has no measurement; what ``release`` asks beyond it are the blanks.

    Raises
    ------
    NothingToDraftError
        The source holds neither a matrix nor an obs column.
    MappingFileError
        A column that is said to play a role is not there.
    """
    hints = hints or Hints()
    frames = frames_of(dataset)
    by_table = {table.name: frames[table.name] for table in dataset.tables}
    tables = draft_tables(dataset, by_table, looks, hints)
    if not tables.measured and not any(obs.by_name for obs in frames.values()):
        msg = (
            f"{dataset.path} holds neither an observations x features matrix nor columns that "
            "describe observations, so there is nothing to draft"
        )
        raise NothingToDraftError(msg)
    kinds = {item.operator.operator_type for item in tables.measured}
    organisms, because, is_stated = organism_of(tables.measured, list(frames.values()), hints)
    words = LabelWords(
        GeneNames(organisms[0] if organisms[0] != UNIDENTIFIED else None),
        {label: str(said.value) for label, said in hints.controls.items()},
    )
    said = said_roles(hints, frames.values())
    found = chief_frame(frames, words, said, hints, is_bulk=kinds <= BULK)
    if kinds == {"ClinicalTable"} and "time" not in said:
        # A time to an event is measured, and is no time of harvest.
        found = replace(found, columns=replace(found.columns, time=None))
    treated = draft_treated(found, tables.measured, hints, is_suspended=not kinds & IN_PLACE)
    card, guesses = draft_opening(dataset, tables.measured)
    card[ORGANISM] = organisms
    if not is_stated and organisms != [UNIDENTIFIED]:
        guesses.append(Guess((ORGANISM,), because))
    for section in (tables.section, *treated.sections):
        card |= {slot: value for slot, value in section.slots.items() if value}
        guesses += section.guesses
    guesses += _bind(card, treated, found.obs, several=len(frames) > 1)
    card = _ordered(card)
    guesses, misplaced = put_said(card, guesses, hints.card)
    # What a format says of operators, such as the size of a spot, is that of units as well.
    unlinked = draft_space(card, guesses, dataset, tables.measured)
    draft_links(card, guesses, dataset, tables.measured)
    card = _ordered(card)
    blanks = blanks_of(card, _more(card, treated, tables.measured), _needs_no_time(card))
    unread = [f"obs column {name} cannot be read" for f in frames.values() for name in f.unreadable]
    remarks = (*treated.remarks, *unread, *misplaced, *unlinked)
    return Draft(card, tuple(guesses), tuple(blanks), treated.roles, remarks)


def _bind(card: dict[str, Any], treated: Treated, obs: ObsColumns, *, several: bool) -> list[Guess]:
    """Write the binding and return its guesses."""
    keys: list[dict[str, Any]] = []
    guesses = []
    for role, guess in treated.roles.items():
        key: dict[str, Any] = {"role": role, "columns": list(guess.columns)}
        column = obs.get(guess.columns[0])
        if several and column is not None and column.table:
            key["in_table"] = column.table
        if not guess.is_said:
            guesses.append(Guess(("binding", "keys", len(keys)), guess.because))
        keys.append(key)
    binding: dict[str, Any] = {"keys": keys} if keys else {}
    for slot, (value, because) in treated.binding.items():
        binding[slot] = value
        if because:
            guesses.append(Guess(("binding", slot), because))
    if binding:
        card["binding"] = binding
    return guesses


def _more(card: Mapping[str, Any], treated: Treated, measured: Sequence[Measured]) -> list[Asked]:
    """List what nobody requires and a person should say nevertheless."""
    more = [Asked(("binding", slot), "Binding", slot) for slot in treated.missing_units]
    more += [
        Asked((slot,), "DatasetCard", slot, detail)
        for slot, detail in {**_asked(card), **treated.uncovered}.items()
    ]
    more += [
        Asked(("controls", k, "control_for"), "Control", "control_for")
        for k, control in enumerate(card.get("controls", []))
        if not (control.get("is_for_all_treated") or control.get("control_for"))
        and control["control_kind"] not in NOT_COMPARED
    ]
    more += [
        Asked(("operators", k, ASSAY), "MeasurementOperator", ASSAY)
        for k, operator in enumerate(card.get("operators", ()))
        if ASSAY not in operator
    ]
    # Distances in splits and tiles of a benchmark cannot be read without it.
    more += [
        Asked(("unit_sets", k, UNIT), "ScaleUnitSet", UNIT) for k in without_unit(card, measured)
    ]
    return more


def _needs_no_time(card: Mapping[str, Any]) -> set[Path]:
    """Return the harvest times of conditions without cells of their own, such as empty wells."""
    kinds = {c["control_id"]: c["control_kind"] for c in card.get("controls", ())}
    return {
        ("conditions", k, "harvest_time")
        for k, condition in enumerate(card.get("conditions", ()))
        if kinds.get(condition.get("control")) in WITHOUT_CELLS
    }


def _asked(card: Mapping[str, Any]) -> dict[str, str]:
    """Return slots of the card that no profile requires, and a sentence why they are asked for."""
    asked = {}
    if card[ORGANISM] == [UNIDENTIFIED]:
        asked[ORGANISM] = "Nothing in the file tells"
    if any(operator["operator_type"] in SEQUENCED for operator in card.get("operators", ())):
        asked |= {slot: "" for slot in ("reference_genome", "gene_annotation") if slot not in card}
    if card.get("agents") and not card.get("conditions"):
        asked["conditions"] = "The file says it only by a table of guides"
    kinds = {control["control_kind"] for control in card.get("controls", ())}
    if card.get("conditions") and kinds <= NOT_COMPARED:
        asked["controls"] = "No label of the file is a known word for one"
    if card.get("activities"):
        # Without any step the profile asks itself.
        asked["activities"] = "Those that the numbers show traces of are drafted"
    return asked


def _ordered(card: Mapping[str, Any]) -> dict[str, Any]:
    slots = class_spec("DatasetCard").slots
    return {slot: card[slot] for slot in slots if slot in card}
