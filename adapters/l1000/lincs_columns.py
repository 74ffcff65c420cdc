"""What the columns of LINCS metadata are, as LINCS defines them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from aivc.adapters.contract.hints import Hints, Said
from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from collections.abc import Collection

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.storage.model import Frame

ROLES = {
    "agent": ("pert_iname", "cmap_name", "pert_id"),
    "cell_line": ("cell_iname", "cell_id", "cell_mfc_name"),
    "plate": ("det_plate", "rna_plate"),
    "well": ("det_well", "rna_well"),
    "batch": ("bead_batch",),
}
"""Columns by role, the one that is taken first; a role that none of them plays is left open."""

AMOUNTS = {
    "dose": (("pert_dose", "pert_dose_unit"), ("pert_idose", None), ("pert_dose", None)),
    "time": (("pert_time", "pert_time_unit"), ("pert_itime", None), ("pert_time", None)),
}
"""Columns of doses and times, and the column of units that one needs to be taken first."""

CONTROLS = {
    "ctl_vehicle": "vehicle",
    "ctl_untrt": "untreated",
    "ctl_vector": "empty_vector",
    "trt_poscon": "positive",
}
"""Kinds of control by ``pert_type``; signatures of consensus end in ``.cns``."""

LINCS_ONLY = frozenset({"pert_iname", "cmap_name", "pert_id", "pert_type", "pert_idose"})
UNITS = frozenset({"pert_dose_unit", "pert_idose"})
BEADS = frozenset(
    {"bead_batch", "bead_set", "bead_revision", "brew_prefix", "distil_id", "distil_nsample",
     "distil_cc_q75", "distil_ss", "qc_f_logp", "qc_iqr", "qc_slope"}
)  # fmt: skip
LANDMARKS = frozenset({"pr_is_lm", "pr_is_lmark", "is_lm", "pr_bset_id", "pr_lua_id"})
SIGNATURES = frozenset(
    {"distil_nsample", "distil_cc_q75", "distil_ss", "sig_id", "tas", "cc_q75", "ss_ngene"}
)
BECAUSE = "LINCS calls the column so"
LEVELS = (
    (5, re.compile(r"modz|comp?z|level_?5", re.IGNORECASE)),
    (4, re.compile(r"zspc|level_?4", re.IGNORECASE)),
    (3, re.compile(r"q2?norm|level_?3", re.IGNORECASE)),
)
"""Words in names of files of the data levels 3 to 5."""


def lincs_hints(obs: Frame, var: Frame) -> Hints:
    """Return what LINCS says of the columns of a matrix; nothing where the columns are others."""
    columns = {column.name for column in obs.columns}
    features = {column.name for column in var.columns}
    operators, card = {}, {}
    signs = sorted((columns & BEADS) | (features & LANDMARKS))
    if not signs and not columns & LINCS_ONLY:
        return Hints()
    if signs:
        said = f"the columns {', '.join(signs[:3])} belong to the L1000 bead assay"
        operators["X"] = Said("BulkExpression", said)
        card["/operators/*/expression_platform"] = Said("l1000", said)
    return Hints(
        unit_dialect="lincs" if columns & UNITS else None,
        roles=_roles(columns),
        controls=_controls(obs, columns),
        operators=operators,
        card=card,
    )


def note_level(log: ConversionNotes, file_name: str, obs: Frame, *, is_l1000: bool) -> None:
    """Write down which data level of L1000 a file seems to be of."""
    if not is_l1000:
        return
    for level, words in LEVELS:
        found = words.search(file_name)
        if found:
            because = f"the file's name holds {found.group()!r}"
            log.inferred("data level of L1000", f"level {level}", because)
            return
    signs = sorted(SIGNATURES & {column.name for column in obs.columns})
    if signs:
        because = f"the columns {', '.join(signs[:3])} describe signatures of several replicates"
        log.inferred("data level of L1000", "level 5", because)


def _roles(columns: Collection[str]) -> dict[str, Said]:
    roles: dict[str, Any] = {}
    for role, names in ROLES.items():
        name = next((name for name in names if name in columns), None)
        if name is not None:
            roles[role] = Said((name,), BECAUSE)
    for role, pairs in AMOUNTS.items():
        fitting = (n for n, unit in pairs if n in columns and (unit is None or unit in columns))
        name = next(fitting, None)
        if name is not None:
            roles[role] = Said((name,), BECAUSE)
    return roles


def _controls(obs: Frame, columns: Collection[str]) -> dict[str, Said]:
    if "pert_type" not in columns:
        return {}
    try:
        labels = obs.column("pert_type").categories
    except UnreadableInputError:
        return {}
    return {
        label: Said(CONTROLS[kind], "pert_type of LINCS")
        for label in sorted(labels)
        if (kind := label.removesuffix(".cns")) in CONTROLS
    }
