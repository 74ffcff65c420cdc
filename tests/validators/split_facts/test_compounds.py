"""What parts share of compounds: label, parent, scaffold, neighbour."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest

from aivc.schema.generated.views import DatasetCard, SplitManifest
from aivc.schema.vocabulary import chemistry_available
from aivc.splits.manifest.integrity import IntegrityFacts
from aivc.splits.observations import Partitioning
from aivc.storage import open_observations
from aivc.validators.split_facts import compounds as module
from aivc.validators.split_facts.compound_facts import CompoundFacts, Likeness
from aivc.validators.split_facts.compounds import measure_compounds
from aivc.validators.split_facts.count import count_axes
from aivc.validators.split_facts.model import SplitFacts
from aivc.validators.split_facts.observe import observe
from aivc.validators.split_facts.overlap import overlap_on

needs_chem = pytest.mark.skipif(not chemistry_available(), reason="RDKit is not installed")

ROLES = {"agent": ("drug",), "structure": ("smiles",), "scaffold": ("scaffold",)}
IBUPROFEN = "CC(C)Cc1ccc(cc1)[C@H](C)C(=O)O"
R_IBUPROFEN = "CC(C)Cc1ccc(cc1)[C@@H](C)C(=O)O"


def measured(
    path: Path, column: str, roles: Mapping[str, Sequence[str]], threshold: float | None = None
) -> tuple[SplitFacts, CompoundFacts]:
    manifest = SplitManifest(similarity_threshold=threshold)
    guessed = {role: tuple(columns) for role, columns in roles.items()}
    with open_observations(path) as dataset:
        found = observe(dataset, DatasetCard(), manifest, {**guessed, "batch": (column,)})
        read = found.column(column)
        assert read is not None
        codes, labels = read
        place = np.array(
            [("train", "test").index(x) if x in {"train", "test"} else -1 for x in labels]
        )
        parts = Partitioning(("train", "test"), ("training", "test"), place[codes].astype(np.int16))
        counted = count_axes(found, parts, manifest)
        split = SplitFacts(
            manifest, {}, "", IntegrityFacts(), counted.parts, counted.axes, counted.joints
        )
        compounds = measure_compounds(split, found, parts)
    assert compounds is not None
    return split, compounds


def written(folder: Path, rows: Sequence[tuple[str, str, str, str]]) -> Path:
    path = folder / "records.csv"
    lines = ["sample_id,drug,smiles,scaffold,part"]
    lines += [f"r{k},{','.join(row)}" for k, row in enumerate(rows)]
    path.write_text("\n".join(lines) + "\n")
    return path


def shared(facts: CompoundFacts, likeness: Likeness) -> tuple[int, int, int]:
    overlap = facts.pairs[0].at(likeness)
    assert overlap is not None
    return overlap.n_shared, overlap.n_rows_shared, overlap.n_missing


@needs_chem
def test_each_likeness_holds_what_the_closer_one_misses(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        [
            ("imatinib", "Cc1ccccc1CCN", "s1", "train"),
            ("dexibuprofen", IBUPROFEN, "c1ccccc1", "train"),
            ("valproate", "CCCC(CCC)C(=O)[O-].[Na+]", "", "train"),
            ("aspirin", "CC(=O)Oc1ccccc1C(=O)O", "c1ccccc1", "train"),
            ("Imatinib ", "Cc1ccccc1CCN", "s1", "test"),
            ("levibuprofen", R_IBUPROFEN, "c1ccccc1", "test"),
            ("valproic acid", "CCCC(CCC)C(=O)O", "", "test"),
            ("salicylic acid", "O=C(O)c1ccccc1O", "c1ccccc1", "test"),
            ("metformin", "CN(C)C(=N)NC(=N)N", "", "test"),
        ],
    )
    _, facts = measured(path, "part", ROLES, 0.4)
    assert shared(facts, Likeness.EXACT) == (0, 0, 0)
    assert shared(facts, Likeness.PARENT) == (3, 3, 0)
    assert shared(facts, Likeness.SCAFFOLD) == (3, 3, 2)
    assert shared(facts, Likeness.NEIGHBOUR) == (4, 4, 0)
    parents, near = facts.pairs[0].at(Likeness.PARENT), facts.pairs[0].at(Likeness.NEIGHBOUR)
    assert parents is not None
    assert near is not None
    assert [(m.compound, m.match) for m in parents.others] == [("levibuprofen", "dexibuprofen")]
    assert [m.compound for m in near.others] == ["levibuprofen", "salicylic acid"]
    assert near.others[0].similarity == 1.0


@needs_chem
def test_a_missing_scaffold_is_shared_with_none(tmp_path: Path) -> None:
    rows = [("a", "CCCCO", "", "train"), ("b", "CCCCCCN", "", "test"), ("c", "CCCS", "nan", "test")]
    _, facts = measured(written(tmp_path, [*rows, ("d", "c1ccccc1C", "x", "train")]), "part", ROLES)
    assert shared(facts, Likeness.SCAFFOLD) == (0, 0, 2)


@needs_chem
def test_combinations_are_counted_and_left_out(tmp_path: Path) -> None:
    rows = [
        ("a", "CCO", "", "train"), ("b", "CCN", "", "train"), ("a+b", "", "", "test"),
        ("a", "CCO", "", "test"),
    ]  # fmt: skip
    _, facts = measured(written(tmp_path, rows), "part", ROLES)
    assert facts.n_rows_of_combinations == 1
    assert shared(facts, Likeness.EXACT) == (1, 1, 0)


@needs_chem
def test_unreadable_and_missing_structures_are_counted(tmp_path: Path) -> None:
    rows = [("a", "CCO", "", "train"), ("b", "C1CC(", "", "train"), ("c", "", "", "test")]
    _, facts = measured(written(tmp_path, rows), "part", ROLES)
    assert (facts.n_compounds, facts.n_with_structure, facts.n_compared) == (3, 2, 1)
    assert (facts.n_unreadable, facts.unreadable) == (1, ("b",))
    near = facts.pairs[0].at(Likeness.NEIGHBOUR)
    assert near is not None
    assert (near.n_missing, facts.pairs[0].nearest) == (1, None)


def test_without_chemistry_neighbours_are_not_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in ("compounds", "compound_table", "observe_chemistry"):
        monkeypatch.setattr(
            f"aivc.validators.split_facts.{place}.chemistry_available", lambda: False
        )
    monkeypatch.setattr("aivc.splits.identity.compound_names.chemistry_available", lambda: False)
    rows = [("a", "CCCCO", "", "train"), ("b", "CCCCCO", "", "test")]
    _, facts = measured(written(tmp_path, rows), "part", ROLES)
    assert module.chemistry_available() is facts.is_chemistry_available is False
    assert facts.pairs[0].at(Likeness.NEIGHBOUR) is None
    assert (facts.n_with_structure, facts.n_compared) == (2, 0)


SCIPLEX = {
    "agent": ("drug_name",),
    "structure": ("smiles",),
    "scaffold": ("scaffold",),
    "cell_line": ("cell_context",),
    "dose": ("dose_value",),
}
PUBLISHED = {
    "split_random": (1.0, 0.993072, 0.933025, 0.969977),
    "split_cell_heldout": (1.0, 0.0, 0.997286, 0.967436),
    "split_scaffold_heldout": (0.0, 0.0, 0.0, 0.0),
    "split_cell_scaffold_heldout": (0.0, 0.0, 0.0, 0.0),
}
"""Same drug, drug and cell line, drug and dose, scaffold."""


@needs_chem
@pytest.mark.realdata
@pytest.mark.parametrize("scaffolds", ["of the file", "computed"])
@pytest.mark.parametrize("column", PUBLISHED)
def test_figures_of_the_published_audit(real_data: Path, column: str, scaffolds: str) -> None:
    roles = {k: v for k, v in SCIPLEX.items() if k != "scaffold" or scaffolds == "of the file"}
    path = real_data / "splits_sciplex3_scaffold/candidate_splits.csv"
    split, facts = measured(path, column, roles)
    (pair,) = split.pairs()
    joint = [overlap_on(split, pair, "agent", other) for other in ("cell_line", "dose")]
    exact, scaffold = (facts.pairs[0].at(x) for x in (Likeness.EXACT, Likeness.SCAFFOLD))
    found = tuple(
        round(overlap.fraction, 6) for overlap in (exact, *joint, scaffold) if overlap is not None
    )
    assert found == PUBLISHED[column]
    assert exact is not None
    assert exact.published == "test_drug_same_in_train_frac"


@needs_chem
@pytest.mark.realdata
def test_the_published_scaffold_split_has_no_near_neighbours(real_data: Path) -> None:
    path = real_data / "splits_sciplex3_scaffold/candidate_splits.csv"
    _, facts = measured(path, "split_scaffold_heldout", SCIPLEX)
    near, nearest = facts.pairs[0].at(Likeness.NEIGHBOUR), facts.pairs[0].nearest
    assert near is not None
    assert nearest is not None
    assert (near.n_shared, round(nearest[2], 3)) == (0, 0.616)
    _, looser = measured(path, "split_scaffold_heldout", SCIPLEX, 0.6)
    assert shared(looser, Likeness.NEIGHBOUR)[0] > 0
