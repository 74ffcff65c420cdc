"""The tables of a MuData: one per modality, with a global obs over all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.storage.frames.build import build_frame, is_frame
from aivc.storage.problems import ProblemKind
from aivc.storage.table import StoredTable

if TYPE_CHECKING:
    from aivc.storage.model import Frame
    from aivc.storage.node import GroupNode
    from aivc.storage.problems import ProblemLog


def modality_tables(root: GroupNode, problems: ProblemLog) -> tuple[StoredTable, ...]:
    """Return the modalities in their declared order, then those not listed, by name."""
    modalities = root.group("mod")
    if modalities is None:
        problems.add(ProblemKind.UNREADABLE_ELEMENT, "mod", "the container holds no modalities")
        return ()
    names = modalities.names()
    declared = modalities.attributes.get("mod-order")
    order = [name for name in declared if name in names] if isinstance(declared, list) else []
    obsmap = root.group("obsmap")
    maps = obsmap.names() if obsmap is not None else ()
    tables = []
    for name in dict.fromkeys([*order, *names]):
        group = modalities.group(name)
        if group is None:
            continue
        attributes = {"axis": root.attributes.get("axis", 0), "has_obsmap": name in maps}
        tables.append(StoredTable(f"mod/{name}", group, problems, attributes))
    return tuple(tables)


def shared_obs(root: GroupNode, problems: ProblemLog) -> Frame | None:
    """Return the obs over all modalities, None where there is none."""
    node = root.child("obs")
    if node is None or not is_frame(node):
        return None
    return build_frame(node, root.group("uns"), problems)
