"""By which columns each key of a treatment is recognised, so that no row is taken for another."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aivc.adapters.drafting.columns import ObsColumn
    from aivc.adapters.drafting.treatment_columns import TreatmentColumns
    from aivc.adapters.drafting.treatment_keys import Group, Reading, TreatmentKey


def group_keys(
    keys: list[TreatmentKey], columns: Mapping[str, ObsColumn], reading: Reading
) -> None:
    """Give each key the columns and codes by which its arm is recognised."""
    treatment = reading.columns
    varying = [name for name, column in columns.items() if _varies(column)]
    marks = {treatment.flag, treatment.marker}
    modalities = {agent.modality for agent in treatment.agents}
    told = {
        name
        for name in varying
        if name in {*modalities, *reading.units.columns} and _is_told(name, treatment, keys)
    }
    context = [name for name in varying if name in {*modalities, treatment.time}]
    treated = [name for name in varying if name not in marks | told] or list(treatment.agent_names)
    claimed = {
        tuple(key.codes[name] for name in treated) for key in keys if key.control is not None
    }
    shared = any(
        tuple(key.codes[name] for name in treated) in claimed
        for key in keys
        if key.control is None and not key.is_missing
    )
    if shared:
        treated += [name for name in varying if name in marks]
    claims = _Claims(keys)
    for key in keys:
        names = treated
        if key.control is not None and key.members:
            names = [*treated, *key.told_by]
        elif key.control is not None and key.told_by == treatment.agent_names:
            names = [*key.told_by, *(name for name in context if name not in told)]
        elif key.control is not None:
            names = [*key.told_by, *context]
            if claims.are_several(names, key):
                # One mark stands for several controls, which the agents tell apart.
                names = [*treatment.agent_names, *names]
        key.group = tuple((name, key.codes[name]) for name in dict.fromkeys(names))


def _is_told(name: str, treatment: TreatmentColumns, keys: list[TreatmentKey]) -> bool:
    """Tell whether the agents alone tell what a column holds, so that it need not be matched."""
    held: dict[tuple[int, ...], int] = {}
    return all(
        held.setdefault(tuple(key.codes[agent] for agent in treatment.agent_names), key.codes[name])
        == key.codes[name]
        for key in keys
    )


class _Claims:
    """Which controls, and treatments, are found at some codes of columns."""

    def __init__(self, keys: list[TreatmentKey]) -> None:
        self._keys = keys
        self._found: dict[tuple[str, ...], dict[tuple[int, ...], set[object]]] = {}

    def are_several(self, names: list[str], key: TreatmentKey) -> bool:
        """Tell whether rows with the codes of a key are more than one thing."""
        columns = tuple(names)
        if columns not in self._found:
            found: dict[tuple[int, ...], set[object]] = {}
            for other in self._keys:
                codes = tuple(other.codes[name] for name in columns)
                found.setdefault(codes, set()).add(other.control)
            self._found[columns] = found
        return len(self._found[columns][tuple(key.codes[name] for name in columns)]) > 1


def _varies(column: ObsColumn) -> bool:
    return len(column.labels) > 1 or bool(column.n_missing)


def recognised(keys: list[TreatmentKey]) -> dict[tuple[bool, Group], list[int]]:
    """Return the positions of the keys that are recognised alike, by columns and codes.

    A key without a value in a column is recognised by its others, where no key that has a value
    there would be taken for it: a card cannot ask for a missing value.
    """
    groups: dict[tuple[bool, Group], list[int]] = {}
    owners: dict[tuple[str, ...], dict[Group, set[Group]]] = {}
    for position, key in enumerate(keys):
        if key.is_missing or not (key.control is not None or key.members):
            continue
        known = tuple((name, code) for name, code in key.group if code >= 0)
        if known == key.group or (known and _owned(known, keys, owners) == {key.group}):
            groups.setdefault((key.control is not None, known), []).append(position)
    return groups


def _owned(
    known: Group, keys: list[TreatmentKey], owners: dict[tuple[str, ...], dict[Group, set[Group]]]
) -> set[Group]:
    """Return the groups of all keys that have some values."""
    names = tuple(name for name, _ in known)
    if names not in owners:
        found: dict[Group, set[Group]] = {}
        for key in keys:
            values = tuple((name, key.codes[name]) for name in names)
            found.setdefault(values, set()).add(key.group)
        owners[names] = found
    return owners[names][known]
