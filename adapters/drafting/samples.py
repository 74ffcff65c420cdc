"""Samples: one for each specimen, or, where no column names them, for each source of cells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.adapters.drafting.cell_lines import accession_of
from aivc.adapters.drafting.donors import DISEASE_COLUMNS, disease_of
from aivc.adapters.drafting.names import distinct, identifier, joined, shown
from aivc.adapters.drafting.relations import all_per_level, joint_codes, per_level
from aivc.adapters.drafting.section import Section
from aivc.schema.vocabulary import find_by_label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from aivc.adapters.drafting.columns import ObsColumn, ObsColumns
    from aivc.adapters.drafting.roles import RoleGuess

UBERON = re.compile(r"UBERON:\d{7}")
MOST_SAMPLES = 100_000
SOURCES = (
    ("donor", "replicate"), ("donor",), ("cell_line", "replicate"), ("cell_line",), ("replicate",),
    ("lane",), ("batch",),
)  # fmt: skip
"""Roles that together stand in for a sample, the finest first."""

HASH_COLUMNS = frozenset(
    {"hashid", "hashassignment", "multiid", "htomaxid", "htoclassification", "hashtag"}
)
"""Columns of hashtags, as Seurat and scanpy write them."""

NO_SAMPLE = frozenset(
    {
        "doublet", "doublets", "negative", "singlet", "multiplet", "unassigned", "ambiguous",
        "unknown", "unmapped", "none", "",
    }
)  # fmt: skip
TISSUE_COLUMNS = frozenset({"tissue", "organ", "organismpart", "tissuename", "organid"})
STATED = (
    "tissue_type", "tissue_ontology_term_id", "cell_type_ontology_term_id",
    "development_stage_ontology_term_id", "suspension_type",
)  # fmt: skip


def draft_samples(
    obs: ObsColumns, roles: Mapping[str, RoleGuess], *, is_suspended: bool
) -> Section:
    """Draft the samples of a file.

    Parameters
    ----------
    obs
        The columns.
    roles
        The roles found.
    is_suspended
        Whether the assay suspends cells; where it does not, the suspension type is ``na``.
    """
    section = Section({"samples": []})
    columns, source = _columns(obs, roles)
    if not columns:
        return section
    codes, group = _grouped(columns, is_named=source == ("sample",))
    if len(codes) > MOST_SAMPLES:
        return section
    labels = [[c.labels[k] for c, k in zip(columns, key, strict=True)] for key in codes]
    is_standard = [c.name for c in columns] == ["sample_id"]
    ids = [ls[0] for ls in labels] if is_standard else distinct([identifier(*ls) for ls in labels])
    facts = _facts(obs, roles, group)
    for k, key in enumerate(codes):
        sample: dict[str, Any] = {"sample_id": ids[k]}
        for slot, values, because in facts:
            if k in values:
                sample[slot] = values[k]
                if because:
                    section.guess(("samples", k, slot), because)
        if not is_suspended:
            sample["suspension_type"] = "na"
            section.guess(("samples", k, "suspension_type"), "the assay does not suspend cells")
        if not is_standard:
            sample["matches"] = [
                {"column": column.name, "column_value": column.value(code)}
                for column, code in zip(columns, key, strict=True)
            ]
        section.slots["samples"].append(sample)
    if source != ("sample",):
        said = f"no column names samples; {' and '.join(c.name for c in columns)} stands in"
        section.guess(("samples",), said)
    return section


def _grouped(
    columns: list[ObsColumn], *, is_named: bool
) -> tuple[list[tuple[int, ...]], NDArray[np.int64]]:
    """Return the codes of each sample, in order, and the sample of each row, -1 for none."""
    joint = joint_codes(columns)
    _, first, rows = np.unique(joint, return_index=True, return_inverse=True)
    nobody = _nobody(columns[0]) if is_named else frozenset()
    levels = [tuple(int(column.codes[row]) for column in columns) for row in first.tolist()]
    codes = sorted(
        level
        for level, row in zip(levels, first.tolist(), strict=True)
        if joint[row] >= 0 and level[0] not in nobody
    )
    place = {level: position for position, level in enumerate(codes)}
    return codes, np.array([place.get(level, -1) for level in levels])[rows]


def _nobody(column: ObsColumn) -> frozenset[int]:
    """Return the labels of a column that name no sample: no name, no hashtag, or two of them."""
    if column.name == "sample_id":
        return frozenset(k for k, label in enumerate(column.labels) if not label.strip())
    if joined(column.name) not in HASH_COLUMNS:
        return frozenset()
    alone = set(column.labels)
    return frozenset(
        code
        for code, label in enumerate(column.labels)
        if label.strip().casefold() in NO_SAMPLE or _is_pair(label, alone)
    )


def _is_pair(label: str, alone: set[str]) -> bool:
    return any(
        label[:place] in alone and label[place + 1 :] in alone
        for place, mark in enumerate(label)
        if mark in "_+,|"
    )


def _columns(
    obs: ObsColumns, roles: Mapping[str, RoleGuess]
) -> tuple[list[ObsColumn], tuple[str, ...]]:
    for source in (("sample",), *SOURCES):
        if all(role in roles for role in source):
            columns = [obs.by_name[roles[role].columns[0]] for role in source]
            if all(len(column.codes) for column in columns):
                return columns, source
    return [], ()


def _facts(
    obs: ObsColumns, roles: Mapping[str, RoleGuess], group: NDArray[np.int64]
) -> list[tuple[str, dict[int, Any], str]]:
    found: list[tuple[str, dict[int, Any], str]] = []
    donor = obs.get(roles["donor"].columns[0]) if "donor" in roles else None
    if donor is not None and len(donor.codes):
        pooled = all_per_level(group, donor)
        named = {k: [donor.labels[c] for c in codes] for k, codes in pooled.items()}
        found.append(("from_donors", {k: ids for k, ids in named.items() if all(ids)}, ""))
    line = obs.get(roles["cell_line"].columns[0]) if "cell_line" in roles else None
    if line is not None and len(line.codes):
        lines = per_level(group, line)
        said = f"{line.name} names a cell line"
        found.append(("tissue_type", dict.fromkeys(lines, "cell line"), said))
        terms = {k: accession_of(line.labels[code]) for k, code in lines.items()}
        known = {k: term for k, term in terms.items() if term is not None}
        found.append(("tissue_ontology_term_id", known, f"{line.name} is the name of this line"))
    for slot in STATED:
        column = obs.get(slot)
        if column is not None and column.labels:
            stated = {k: column.labels[code] for k, code in per_level(group, column).items()}
            found.append((slot, stated, ""))
    found += _tissues(obs, roles, group)
    found += _diseases(obs, roles, group)
    return found


def _tissues(
    obs: ObsColumns, roles: Mapping[str, RoleGuess], group: NDArray[np.int64]
) -> list[tuple[str, dict[int, Any], str]]:
    """Read tissues that are called as in UBERON; cells of a line are of no tissue."""
    slot = "tissue_ontology_term_id"
    if obs.get(slot) is not None or "cell_line" in roles:
        return []
    column = _of_role(obs, roles, "tissue", TISSUE_COLUMNS)
    if column is None:
        return []
    terms = {code: _tissue_of(label) for code, label in enumerate(column.labels)}
    read = {k: terms[c] for k, c in per_level(group, column).items() if terms[c]}
    return [(slot, read, f"the column {column.name} says {shown(column.labels)}")]


def _tissue_of(label: str) -> str | None:
    if UBERON.fullmatch(label):
        return label
    found = [match.term for match in find_by_label("UBERON", label) if not match.term.deprecated]
    return found[0].curie if len(found) == 1 else None


def _of_role(
    obs: ObsColumns, roles: Mapping[str, RoleGuess], role: str, names: frozenset[str]
) -> ObsColumn | None:
    """Return the column that is said to play a role, else the first that is called so."""
    if role in roles:
        return obs.get(roles[role].columns[0])
    return next((c for c in obs if joined(c.name) in names and c.labels), None)


def _diseases(
    obs: ObsColumns, roles: Mapping[str, RoleGuess], group: NDArray[np.int64]
) -> list[tuple[str, dict[int, Any], str]]:
    slot = "disease_ontology_term_id"
    column = obs.get(slot)
    if column is not None and column.labels:
        stated = {
            k: column.labels[code].split(" || ") for k, code in per_level(group, column).items()
        }
        return [(slot, stated, "")]
    column = _of_role(obs, roles, "disease", DISEASE_COLUMNS)
    if column is None:
        return []
    terms = {c: disease_of(label) for c, label in enumerate(column.labels)}
    read = {k: terms[c] for k, c in per_level(group, column).items() if terms[c] is not None}
    return [(slot, read, f"the column {column.name} says {shown(column.labels)}")]
