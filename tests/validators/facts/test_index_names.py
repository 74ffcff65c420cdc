"""Row names: exact, in one or two streams."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from aivc.storage.keys.text_hash import hash_texts
from aivc.validators.facts import index_names
from aivc.validators.facts.index_names import IndexNames, index_facts
from aivc.validators.facts.row_names import row_names
from tests.validators.facts.memory import MemoryFrame

NAME = st.one_of(
    st.sampled_from(["cell_1", "cell_2", " cell_1", "cell_1\t", "12", "007", "", "µM", "\u2003x"]),
    st.text(max_size=6),
)
NAMES = st.lists(NAME, max_size=40)


def frame_of(names: list[str]) -> MemoryFrame:
    return MemoryFrame(pd.DataFrame(index=pd.Index(names, dtype=object)))


@settings(deadline=None)
@given(NAMES, st.booleans())
def test_names_are_counted(names, trust_hashes):
    limit, index_names.MAX_CONFIRMED = index_names.MAX_CONFIRMED, 0 if trust_hashes else 10**6
    try:
        facts = index_facts(frame_of(names))
    finally:
        index_names.MAX_CONFIRMED = limit
    counts = Counter(names)
    assert facts.n_rows == len(names)
    assert facts.n_duplicated == len(names) - len(counts)
    assert facts.n_empty == counts[""]
    assert facts.n_integer_like == sum(name.isdecimal() for name in names)
    padded = [name for name in names if name != name.strip()]
    assert facts.n_padded == len(padded)
    assert list(facts.padded_examples) == padded[:5]
    if not trust_hashes:
        assert {n for n, c in counts.items() if c > 1} >= set(facts.duplicated_examples)
        assert len(facts.duplicated_examples) == min(5, sum(c > 1 for c in counts.values()))


@settings(deadline=None)
@given(NAMES)
def test_equal_hashes_are_equal_texts(names):
    hashes = hash_texts(np.array([*names, "x"], dtype=object))[: len(names)]
    by_hash = {int(h): name for h, name in zip(hashes, names, strict=True)}
    assert len(by_hash) == len(set(names))
    alone = [hash_texts(np.array([name], dtype=object))[0] for name in names]
    assert alone == hashes.tolist()


def test_hashes_are_the_same_in_every_process():
    code = (
        "import numpy as np; from aivc.storage.keys.text_hash import hash_texts;"
        "print(hash_texts(np.array(['AAACCT-1', 'µ'], dtype=object)).tolist())"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1


def test_barcodes_do_not_collide():
    rng = np.random.default_rng(0)
    letters = rng.choice(list("ACGT"), (200_000, 16))
    names = np.unique(["".join(row) for row in letters]).astype(object)
    hashes = hash_texts(names)
    assert len(np.unique(hashes)) == len(names)
    low = hashes & np.uint64(0xFFFFFFFF)
    assert len(names) - len(np.unique(low)) <= 15  # 4.7 expected by chance


@settings(deadline=None)
@given(NAMES, st.integers(0, 40))
def test_neighbours_merge(names, cut):
    def of(part):
        seen = IndexNames()
        if part:
            seen.update(np.array(part, dtype=object))
        return seen

    merged = of(names[:cut])
    merged.merge(of(names[cut:]))
    whole = of(names)
    assert merged.result((0, ())) == whole.result((0, ()))
    assert merged.repeated().tolist() == whole.repeated().tolist()


def test_names_of_a_few_rows():
    names = row_names(frame_of([f"c{k}" for k in range(23)]), [22, 0, 5, 5, 99])
    assert names.of([0, 5, 22, 99]) == ("c0", "c5", "c22", "row 99")
    assert row_names(frame_of([]), [0]).of([0]) == ("row 0",)
