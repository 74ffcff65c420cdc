"""A maker keeps what it says: its splits pass the claims that they make.

Makers that do not: perturbguard's strict split of combinations never passes its own claim, and its
splits hold the vehicle out as a drug; GEARS and PerturBench put a pair into training and its mirror
image into test, lose conditions, and mix singles into tests of pairs; DataSAIL tears families apart
and answers None where it cannot; splito takes all molecules without a ring for one scaffold, keeps
salts, and reaches sizes in groups, not in samples.
"""

from dataclasses import replace
from itertools import combinations

import pytest
from catalogue.auditing import codes
from catalogue.compounds import SALTS, STRUCTURES
from catalogue.crispr_screens import GENES, pair_screen
from catalogue.drug_screens import VEHICLE, drug_screen
from catalogue.writing import write_data

import aivc
from aivc.schema.errors import AivcError
from aivc.splits.errors import InfeasibleSplitError
from aivc.splits.making.request import PartRequest
from known_failures.making import made, parts_of_values
from known_failures.small import design_of, verdicts

SEEDS = range(2)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("members", [0, 1, 2])
def test_pairs_with_so_many_members_seen_are_just_that(seed, members, tmp_path):
    _, report = made(pair_screen(seed), tmp_path, members_seen=(members,), seed=seed)

    assert codes(report) == []
    assert set(verdicts(report)) == {"supported"}


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("controls", ["train_only", "split_random"])
def test_the_vehicle_is_never_held_out_as_a_drug(seed, controls, tmp_path):
    design = drug_screen(seed)
    written, report = made(design, tmp_path, "agent", controls=controls, seed=seed)

    assert codes(report) == []
    parts = parts_of_values(design, written, "compound")
    assert "train" in parts.pop(VEHICLE)
    assert all(len(names) == 1 for names in parts.values())


@pytest.mark.parametrize("seed", SEEDS)
def test_a_pair_and_its_mirror_image_stay_together(seed, tmp_path):
    pairs = list(combinations(GENES[:6], 2))
    rows = [{"perturbation": f"{a}+{b}", "part": "train"} for a, b in pairs]
    rows += [{"perturbation": f"{b}+{a}", "part": "train"} for a, b in pairs]
    rows += [{"perturbation": gene, "part": "train"} for gene in GENES[:6]]
    binding = {"target": ["perturbation"], "combination_separator": "+"}
    design = design_of(rows, "combination", [], binding=binding, cells=4)
    written, report = made(design, tmp_path, members_seen=(2,), seed=seed)

    parts = parts_of_values(design, written, "perturbation")
    assert codes(report) == []
    assert all(parts[f"{a}+{b}"] == parts[f"{b}+{a}"] for a, b in pairs)


def test_every_row_is_in_a_part_or_left_out_with_a_reason(tmp_path):
    written, report = made(pair_screen(0), tmp_path, members_seen=(0, 2))

    left_out = int((written.made.partitioning.codes < 0).sum())
    excluded = [part.n_rows for part in report.split.parts if part.role in {"excluded", "buffer"}]
    assert codes(report) == []
    assert left_out == 0 or written.made.header["exclusions"]
    assert sum(part.n_rows for part in report.split.parts) + left_out == pair_screen(0).n_rows
    assert not sum(excluded) or written.made.header["exclusions"]


def test_a_test_of_pairs_holds_no_single_gene(tmp_path):
    design = pair_screen(1)
    written, _ = made(design, tmp_path, members_seen=(0,))

    parts = parts_of_values(design, written, "perturbation")
    tested = [label for label, names in parts.items() if "test" in names]
    members = [[m for m in label.split("+") if m != "ctrl"] for label in tested]
    assert tested
    assert all(
        len(each) == 2 or label == "non-targeting"
        for label, each in zip(tested, members, strict=True)
    )


def test_a_split_of_data_that_changed_since_is_refused(tmp_path):
    """GEARS takes a split from its cache by the name of the file."""
    design = drug_screen(0)
    written, _ = made(design, tmp_path, "agent")
    data = write_data(replace(design, ids=tuple(f"new-{name}" for name in design.ids)), tmp_path)

    assert codes(aivc.split_audit(data, written.path)) != []


def families(n_families, size):
    """Return compounds in families of one scaffold, as a chain that grows."""
    heads = [STRUCTURES[name] for name in ("caffeine", "quercetin", "warfarin", "diazepam")]
    return [
        {"compound": f"c{k}-{n}", "smiles": "C" * n + heads[k], "part": "train"}
        for k in range(n_families)
        for n in range(1, size + 1)
    ]


def test_no_family_of_compounds_is_torn_apart(tmp_path):
    rows = families(4, 12)
    design = design_of(
        rows, "agent", [], binding={"agent": ["compound"], "structure": ["smiles"]}, cells=1
    )
    written, report = made(design, tmp_path, "compound_cluster")

    assert codes(report) == []
    parts = parts_of_values(design, written, "compound")
    for k in range(4):
        assert (
            len({name for c, names in parts.items() if c.startswith(f"c{k}-") for name in names})
            == 1
        )


def test_molecules_without_a_ring_share_no_scaffold(tmp_path):
    chains = {f"chain {n}": "C" * n + "C(=O)O" for n in range(2, 10)}
    rows = [
        {"compound": name, "smiles": smiles, "part": "train"}
        for name, smiles in {**chains, **STRUCTURES}.items()
    ]
    design = design_of(
        rows, "agent", [], binding={"agent": ["compound"], "structure": ["smiles"]}, cells=3
    )
    written, report = made(design, tmp_path, "scaffold")

    parts = parts_of_values(design, written, "compound")
    assert codes(report) == []
    shared = [line for line in report.split.overlaps if line.axes == ("scaffold",)]
    assert [line.n_shared for line in shared] == [0]
    assert {"train", "test"} <= {name for names in parts.values() for name in names}


@pytest.mark.parametrize("axis", ["agent", "scaffold", "compound_cluster"])
def test_a_salt_goes_with_its_compound(axis, tmp_path):
    rows = [{"compound": name, "smiles": STRUCTURES[name], "part": "train"} for name in STRUCTURES]
    rows += [
        {"compound": name, "smiles": smiles, "part": "train"} for name, smiles in SALTS.values()
    ]
    design = design_of(
        rows, "agent", [], binding={"agent": ["compound"], "structure": ["smiles"]}, cells=3
    )
    written, report = made(design, tmp_path, axis)

    parts = parts_of_values(design, written, "compound")
    assert codes(report) == []
    assert all(parts[name] == parts[salt] for name, (salt, _) in SALTS.items())


def test_sizes_are_reached_in_cells_where_groups_differ_in_size(tmp_path):
    sizes = [1, 1, 2, 3, 5, 8, 13, 21, 34]
    rows = [{"donor": f"D{k}", "part": "train"} for k, n in enumerate(sizes) for _ in range(n)]
    design = design_of(rows, "donor", [], binding={"donor": ["donor"]}, cells=2)
    written, _ = made(design, tmp_path, "donor", tolerance=0.05)

    share = (written.made.partitioning.codes == 1).sum() / design.n_rows
    assert abs(share - 0.25) <= 0.05


def test_what_cannot_be_divided_is_said_with_who_is_in_the_way(tmp_path):
    rows = [{"donor": donor, "part": "train"} for donor in ("D1", "D1", "D1", "D1", "D2")]
    design = design_of(rows, "donor", [], binding={"donor": ["donor"]})

    with pytest.raises(InfeasibleSplitError, match="D1"):
        made(design, tmp_path, "donor", tolerance=0.01)


@pytest.mark.parametrize("n_donors", [1, 2])
def test_too_few_groups_for_the_parts_are_refused_in_words(n_donors, tmp_path):
    rows = [{"donor": f"D{k}", "part": "train"} for k in range(n_donors)]
    design = design_of(rows, "donor", [], binding={"donor": ["donor"]}, cells=2)
    parts = (
        PartRequest("train", "training"),
        PartRequest("val", "validation", 0.2),
        PartRequest("test", "test", 0.2),
    )

    with pytest.raises(AivcError) as refused:
        made(design, tmp_path, "donor", parts=parts)
    assert "donor" in str(refused.value)


def test_an_axis_that_the_data_have_not_is_refused_in_words(tmp_path):
    design = drug_screen(0)

    with pytest.raises(AivcError, match="donor"):
        made(design, tmp_path, "donor")


def test_a_misspelt_name_is_not_silently_trained_on(tmp_path):
    """In cell-load a perturbation that nobody has stays in training without a word."""
    with pytest.raises(AivcError, match="imatinibb"):
        made(drug_screen(0), tmp_path, given={"test": (("agent", "imatinibb"),)})


def test_thousands_of_groups_are_divided(tmp_path):
    rows = [{"donor": f"D{k}", "part": "train"} for k in range(10_000)]
    design = design_of(rows, "donor", [], binding={"donor": ["donor"]}, cells=2)
    written, report = made(design, tmp_path, "donor", tolerance=0.01)

    assert codes(report) == []
    assert abs((written.made.partitioning.codes == 1).mean() - 0.25) <= 0.01
