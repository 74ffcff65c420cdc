"""Compounds under several names, by structure first and by the words of salts second."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.schema.vocabulary.compounds import chemistry_available, inchikey_ok
from aivc.splits.identity.naming import Renaming, Step, doubt
from aivc.splits.identity.salt_names import bare_name, rename_salts
from aivc.splits.identity.spelling import folded, tidy

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from aivc.splits.identity.model import Doubt
    from aivc.splits.identity.molecules import StructureKeys

BROAD_ID = re.compile(r"(?P<compound>BRD-[A-Z]\d{8})(?:-\d{3}-\d{2}-\d)?")

NO_STEREO = "UHFFFAOYSA"
"""Second block of an InChIKey without stereo and isotopes, version and flags included."""


@dataclass(frozen=True)
class Compounds:
    """Structures of compounds by their names.

    Attributes
    ----------
    keys
        Keys of each name that has a structure that could be read.
    structures
        SMILES or InChIKey of each name.
    doubts
        Structures that could not be read, or not be compared.
    """

    keys: Mapping[str, StructureKeys]
    structures: Mapping[str, str]
    doubts: tuple[Doubt, ...] = ()

    def rename(self, names: tuple[str, ...]) -> Renaming:
        """Find names of one parent."""
        known = [name for name in names if name in self.keys]
        groups = _groups(known, self.keys)
        steps: dict[str, Step] = {}
        for group in groups:
            first = _shortest(group)
            parent = self.keys[first].parent
            reason = f"same parent InChIKey {parent}"
            if self._has_open_stereo(first):
                reason += ", of which the stereo is not stated"
            steps |= {name: Step(first, reason) for name in group}
        return Renaming(_of_one_text(names, self.keys, self.structures) | steps)

    def rename_stereo(self, names: tuple[str, ...]) -> Renaming:
        """Find names of one connectivity of which only one has its stereo stated."""
        together: defaultdict[str, list[str]] = defaultdict(list)
        for name in names:
            if name in self.keys:
                together[self.keys[name].connectivity].append(name)
        steps: dict[str, Step] = {}
        doubts = []
        for block, group in sorted(together.items()):
            if len(group) < 2:
                continue
            flat = [name for name in group if self._is_flat(name)]
            if len(group) == 2 and len(flat) == 1 and self._differ_in_stereo(group):
                first = _shortest(group)
                reason = f"same connectivity {block}; the stereo of {flat[0]} is not stated"
                steps |= {name: Step(first, reason) for name in group}
            else:
                detail = f"differ in stereo or isotopes only ({block}); not merged"
                doubts.append(doubt("stereo", group, detail))
        return Renaming(steps, tuple(doubts))

    def may_join(self, one: str, other: str) -> bool:
        """Tell whether names may decide, because structures do not."""
        return one not in self.keys or other not in self.keys

    def _has_open_stereo(self, name: str) -> bool:
        from aivc.splits.identity.molecules import has_open_stereo

        return chemistry_available() and has_open_stereo(self.structures[name])

    def _is_flat(self, name: str) -> bool:
        return self.keys[name].parent[15:25] == NO_STEREO

    def _differ_in_stereo(self, group: Sequence[str]) -> bool:
        """Tell isotopes from stereo, as far as there is SMILES."""
        if any(inchikey_ok(self.structures[name].strip()) for name in group):
            return True
        from aivc.splits.identity.molecules import flat_key_of

        return len({flat_key_of(self.structures[name]) for name in group}) == 1


def compounds_of(
    names: Iterable[str], structures: Mapping[str, str], *, is_wanted: bool
) -> Compounds:
    """Read the structures of names.

    Parameters
    ----------
    names
        Names of compounds, tidied.
    structures
        SMILES or InChIKey by label.
    is_wanted
        Whether structures are to be compared.
    """
    by_name = {folded(label): text for label, text in sorted(structures.items()) if text.strip()}
    told = {name: by_name[folded(name)] for name in names if folded(name) in by_name}
    if not told:
        return Compounds({}, {})
    if is_wanted and chemistry_available():
        return _read(told)
    return _unread(told)


def _read(told: Mapping[str, str]) -> Compounds:
    from aivc.splits.identity.molecules import keys_of

    found = {name: keys_of(text) for name, text in told.items()}
    unreadable = [name for name, keys in found.items() if keys is None]
    keys = {name: read for name, read in found.items() if read is not None}
    detail = "structures cannot be read; these are compared by their names only"
    doubts = (doubt("unresolved", unreadable, detail),) if unreadable else ()
    return Compounds(keys, told, doubts)


def _unread(told: Mapping[str, str]) -> Compounds:
    from aivc.splits.identity.molecules import StructureKeys

    keys = {n: StructureKeys(t.strip(), t.strip()) for n, t in told.items() if inchikey_ok(tidy(t))}
    others = [name for name in told if name not in keys]
    detail = (
        "structures were not compared, so that a salt or another form under another name was not "
        "found; install aivc[chem]"
    )
    doubts = (doubt("needs_chem", others, detail),) if others else ()
    return Compounds(keys, told, doubts)


def _of_one_text(
    names: Sequence[str], keys: Mapping[str, StructureKeys], structures: Mapping[str, str]
) -> dict[str, Step]:
    """Find names of one SMILES, letter by letter, among those that were not read."""
    together: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        if name in structures and name not in keys:
            together[structures[name].strip()].append(name)
    return {
        name: Step(_shortest(group), "same SMILES")
        for group in together.values()
        if len(group) > 1
        for name in group
    }


def _groups(names: Sequence[str], keys: Mapping[str, StructureKeys]) -> list[list[str]]:
    """Group names that share a key, their own or their parent's."""
    group_of: dict[str, list[str]] = {}
    for name in names:
        merged = [name]
        for key in {keys[name].own, keys[name].parent}:
            merged += [other for other in group_of.get(key, []) if other not in merged]
        for other in merged:
            group_of[keys[other].own] = group_of[keys[other].parent] = merged
    unique = {id(group): group for group in group_of.values() if len(group) > 1}
    return sorted(sorted(group) for group in unique.values())


def _shortest(names: Sequence[str]) -> str:
    """Return the name that stands for all: without a salt, then the shortest, then the first."""
    return min(names, key=lambda name: (bare_name(name) != name, len(name), name))


def rename_by_salt(compounds: Compounds, names: tuple[str, ...]) -> Renaming:
    """Find salts by their names where structures do not decide."""
    return rename_salts(names, compounds.may_join)


def rename_samples(names: tuple[str, ...]) -> Renaming:
    """Find samples of one compound of the Broad's library: ``BRD-K48278478-001-01-2``.

    The id of the compound is followed by those of its salt, its batch and its supplier.
    """
    together: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        match = BROAD_ID.fullmatch(name)
        if match:
            together[match["compound"]].append(name)
    return Renaming(
        {
            name: Step(compound, f"samples of {compound}")
            for compound, found in together.items()
            if len(found) > 1
            for name in found
        }
    )
