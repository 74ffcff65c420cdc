"""Rows get the part that the assignments say, by whatever key, and nothing is decided silently."""

import hashlib

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from seen_rows import HEADER, rows_of

from aivc.splits.manifest.digests import observations_digest
from aivc.splits.manifest.document import read_manifest
from aivc.splits.manifest.integrity import ManglingKind
from aivc.splits.manifest.resolve import assign_rows

IDS = [f"{k:03d}" for k in range(12)]
DONORS = ["D1", "D2", "D3"] * 4
DRUGS = ["a", "b"] * 6
ROWS = rows_of(IDS, {"donor_id": DONORS, "drug": DRUGS}, controls=[0, 4])


@pytest.fixture
def assigned(tmp_path):
    def assign(text, rows=ROWS, **header):
        (tmp_path / "t.csv").write_text(text)
        named = {"path": "t.csv", "sha256": hashlib.sha256(text.encode()).hexdigest()}
        path = tmp_path / "s.yaml"
        path.write_text(yaml.safe_dump({**HEADER, "assignments": named, **header}))
        return assign_rows(read_manifest(path), rows)

    return assign


def parts(partitioning):
    return [partitioning.names[code] if code >= 0 else None for code in partitioning.codes]


def by_id(pairs):
    return "observation_id,partition\n" + "".join(f"{name},{part}\n" for name, part in pairs)


def test_by_a_column_of_obs(assigned):
    found, facts = assigned("donor_id,partition\nD1,train\nD2,validation\nD3,test\n")
    assert parts(found) == ["train", "validation", "test"] * 4
    assert facts.missing_rows.count == 0
    assert facts.observations_digest is None


def test_by_two_columns(assigned):
    text = "donor_id,drug,partition\nD1,a,train\nD1,b,test\nD2,a,test\nD2,b,train\nD3,a,train\n"
    found, facts = assigned(text)
    expected = {"D1a": "train", "D1b": "test", "D2a": "test", "D2b": "train", "D3a": "train"}
    assert parts(found) == [expected.get(d + g) for d, g in zip(DONORS, DRUGS, strict=True)]
    assert facts.missing_rows.count == 2
    assert facts.missing_rows.examples == ("005", "011")


def test_rows_that_fill_in_other_keys(assigned):
    text = "observation_id,donor_id,partition\n,D1,train\n,D2,train\n002,,test\n005,,test\n"
    found, facts = assigned(text)
    assert parts(found)[:6] == ["train", "train", "test", "train", "train", "test"]
    assert facts.missing_rows.count == 2


def test_by_a_key_of_the_standard_that_only_an_axis_tells(assigned):
    found, facts = assigned(
        "sample_id,partition\nS1,train\nS2,test\n",
        rows_of(list("abcd"), {"sample_id": ["S1", "S2", "S1", None]}),
    )
    assert parts(found) == ["train", "test", "train", None]
    assert facts.missing_rows.examples == ("d",)


@settings(max_examples=25)
@given(st.permutations(range(24)))
def test_a_row_in_two_parts_is_in_both_whichever_comes_first(tmp_path_factory, order):
    pairs = [(name, "train" if k < 8 else "test") for k, name in enumerate(IDS)]
    pairs += [(name, "test" if k < 2 else part) for k, (name, part) in enumerate(pairs)]
    folder = tmp_path_factory.mktemp("order")
    (folder / "t.csv").write_text(by_id([pairs[k] for k in order]))
    (folder / "s.yaml").write_text(yaml.safe_dump({**HEADER, "assignments": {"path": "t.csv"}}))
    found, facts = assign_rows(read_manifest(folder / "s.yaml"), ROWS)
    assert parts(found)[:3] == ["train"] * 3
    assert [(row, found.names[code]) for row, code in found.also.tolist()] == [
        (0, "test"),
        (1, "test"),
    ]
    assert facts.rows_in_several.count == 2
    assert facts.rows_in_several.examples == ("001", "000")  # what is no control comes first
    assert facts.controls_in_several == 1
    shared = facts.shared_between
    assert [(one.parts, one.count, one.controls) for one in shared] == [(("train", "test"), 2, 1)]
    assert facts.repeated_keys.count == 10


def test_parts_by_two_kinds_of_key_that_disagree(assigned):
    found, facts = assigned("observation_id,donor_id,partition\n,D1,test\n000,,train\n")
    assert found.also.tolist() == [[0, 2]]
    assert facts.rows_in_several.examples == ("000",)


def test_half_the_ids(assigned):
    found, facts = assigned(by_id((name, "train") for name in IDS[::2]))
    assert parts(found) == ["train", None] * 6
    assert (facts.missing_rows.count, facts.missing_rows.total) == (6, 12)
    assert facts.empty_parts == ("validation", "test")
    assert not facts.unknown_keys


def test_unknown_ids(assigned):
    _, facts = assigned(by_id([*((name, "train") for name in IDS), ("zz", "test"), ("zy", "test")]))
    assert (facts.unknown_keys.count, facts.unknown_keys.total) == (2, 14)
    assert facts.unknown_keys.examples == ("zz", "zy")
    assert facts.empty_parts == ("validation",)  # test is not empty, its names are unknown


@pytest.mark.parametrize(
    ("spoil", "kind"),
    [
        (lambda name: str(int(name)), ManglingKind.LEADING_ZEROS),
        (lambda name: f"{int(name)}.0", ManglingKind.LEADING_ZEROS),
        (lambda name: f" {name}", ManglingKind.WHITE_SPACE),
        (lambda name: f"{name}-1", ManglingKind.SUFFIX_ADDED),
    ],
)
def test_mangled_ids_are_one_thing(assigned, spoil, kind):
    _, facts = assigned(by_id((spoil(name), "train") for name in IDS))
    assert [(one.kind, one.keys.count, one.n_rows) for one in facts.manglings] == [(kind, 12, 12)]
    assert not facts.unknown_keys
    assert not facts.missing_rows


@pytest.mark.parametrize(
    ("names", "spoil", "kind", "ambiguous"),
    [
        (["AAAC-1", "AAAG-1"], lambda n: n.removesuffix("-1"), ManglingKind.SUFFIX_LOST, False),
        (["AAAC-1", "AAAC-2"], lambda n: n[:-2], ManglingKind.SUFFIX_LOST, True),
        (["AAAC", "AAAG"], str.lower, ManglingKind.CASE, False),
        (["1", "2"], lambda n: f"{n}.0", ManglingKind.DECIMAL_POINT, False),
    ],
)
def test_kinds_of_mangling(assigned, names, spoil, kind, ambiguous):
    spoilt = dict.fromkeys(map(spoil, names))
    _, facts = assigned(by_id((name, "train") for name in spoilt), rows_of(names))
    (found,) = facts.manglings
    assert (found.kind, found.is_ambiguous, found.n_rows) == (kind, ambiguous, len(names))


def test_names_that_differ_by_zeros_are_not_mixed_up(assigned):
    found, facts = assigned(by_id([("5", "train"), ("005", "test")]), rows_of(["005", "5"]))
    assert parts(found) == ["test", "train"]
    assert not facts.manglings


def test_exclusions(assigned):
    text = "donor_id,partition\nD1,train\nD2,validation\n"
    told = {"exclusion_reason": "dead", "matches": [{"column": "donor_id", "column_value": "D3"}]}
    _, facts = assigned(text, exclusions=[told])
    assert not facts.missing_rows
    assert facts.exclusions[0].matched == 4
    _, facts = assigned(text, exclusions=[{"exclusion_reason": "dead", "n_observations": 3}])
    assert facts.missing_rows.count == 1
    _, facts = assigned(text, exclusions=[{"exclusion_reason": "dead"}])
    assert not facts.missing_rows
    both = [*told["matches"], {"column": "drug", "column_value": "a"}]
    _, facts = assigned(text, exclusions=[{"exclusion_reason": "dead", "matches": both}])
    assert facts.missing_rows.count == 2


def test_an_excluded_row_in_a_part(assigned):
    matches = [{"column": "donor_id", "column_value": "D2"}]
    _, facts = assigned(
        "donor_id,partition\nD1,train\nD2,test\nD3,test\n",
        exclusions=[{"exclusion_reason": "dead", "matches": matches}],
    )
    assert facts.exclusions[0].assigned.count == 4


def test_a_missing_value_is_not_matched(assigned):
    rows = rows_of(list("abc"), {"donor_id": ["D1", None, None]})
    found, facts = assigned("donor_id,partition\nD1,train\n,test\n", rows)
    assert parts(found) == ["train", None, None]
    assert facts.rows_without_key == 1


def test_digests(assigned):
    right = observations_digest(ROWS.id_hashes)
    text = "donor_id,partition\nD1,train\nD2,validation\nD3,test\n"
    reference = {"dataset_id": "doi:10.5281/zenodo.1", "observations_digest": right}
    assert assigned(text, split_of=reference)[1].observations_digest is None
    other = assigned(text, rows_of(IDS[:-1], {"donor_id": DONORS[:-1]}), split_of=reference)[1]
    assert other.observations_digest.declared == right
    facts = assigned(text, assignments={"path": "t.csv", "sha256": "0" * 64})[1]
    assert facts.table_digest.declared == "0" * 64


def test_sizes(assigned):
    text = "donor_id,partition\nD1,train\nD2,validation\nD3,test\n"
    stated = [{**part, "n_observations": 4} for part in HEADER["partitions"]]
    assert assigned(text, partitions=stated)[1].sizes == ()
    stated[2]["n_observations"] = 5
    (size,) = assigned(text, partitions=stated)[1].sizes
    assert (size.pointer, size.declared, size.actual) == ("/partitions/2", 5, 4)


def test_a_part_that_only_the_table_names(assigned):
    found, facts = assigned("donor_id,partition\nD1,train\nD2,ood\nD3,test\n")
    assert found.names == ("train", "validation", "test", "ood")
    assert found.roles[3] == ""
    assert facts.undeclared_parts == (("ood", 1),)


def test_a_key_that_the_data_do_not_have(assigned):
    found, facts = assigned("patient,partition\nD1,train\n")
    assert facts.absent_keys == ("patient",)
    assert set(parts(found)) == {None}


def test_rows_about_another_table(assigned):
    rows = rows_of(["a", "b"], table="mod/rna")
    text = "observation_id,in_table,partition\na,mod/rna,train\nb,,test\nc,mod/prot,test\n"
    found, facts = assigned(text, rows)
    assert parts(found) == ["train", "test"]
    assert facts.other_tables.examples == ("mod/prot",)
    assert not facts.unknown_keys


def test_names_that_two_rows_have(assigned):
    found, facts = assigned(by_id([("a", "train"), ("b", "test")]), rows_of(["a", "a", "b"]))
    assert parts(found) == ["train", "train", "test"]
    assert facts.ambiguous_names.examples == ("a",)
