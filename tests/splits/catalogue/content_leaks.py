"""Leaks of content: one cell under two names, as it is or worked over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from catalogue.counting import log_normalised, thinned
from catalogue.leak import Leak, Plant, some_rows
from catalogue.measured_cells import measured_cells

if TYPE_CHECKING:
    from catalogue.design import Design

Change = Callable[[np.ndarray, np.random.Generator], np.ndarray]
N_COPIES = 5


def copied(change: Change) -> Plant:
    """Put copies of held out cells into training, in place of other cells."""

    def plant(design: Design, rng: np.random.Generator) -> Design:
        assert design.counts is not None
        counts = design.counts.copy()
        sources = some_rows(design, "test", rng, N_COPIES)
        counts[some_rows(design, "train", rng, N_COPIES)] = change(counts[sources], rng)
        return replace(design, counts=counts)

    return plant


def as_it_is(counts: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    return counts


def normalised(counts: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    return log_normalised(counts)


def sequenced_less(counts: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    return thinned(counts, 0.7, rng)


def with_corpus(seed: int) -> Design:
    """Return cells, and a corpus that a predictor learned from: cells of elsewhere and training."""
    design = measured_cells(seed)
    elsewhere = measured_cells(seed + 1000)
    assert design.counts is not None
    assert elsewhere.counts is not None
    rows = design.rows_of("train")[:30]
    corpus = replace(
        elsewhere,
        ids=(*elsewhere.ids, *(f"again-{design.ids[row]}" for row in rows.tolist())),
        obs={"donor_id": (*elsewhere.obs["donor_id"], *("D1",) * len(rows))},
        counts=np.concatenate([elsewhere.counts, design.counts[rows]]),
    )
    return replace(design, corpora={"atlas": corpus})


def held_out_in_corpus(design: Design, rng: np.random.Generator) -> Design:
    """Put some cells of test into the corpus, under other names and in other proportions."""
    assert design.counts is not None
    corpus = design.corpora["atlas"]
    assert corpus.counts is not None
    counts = corpus.counts.copy()
    rows = some_rows(design, "test", rng, N_COPIES)
    counts[: len(rows)] = log_normalised(design.counts[rows])
    return replace(design, corpora={"atlas": replace(corpus, counts=counts)})


CONTENT_LEAKS = (
    Leak("copy of a cell", "LEK070", measured_cells, copied(as_it_is)),
    Leak("normalised copy of a cell", "LEK071", measured_cells, copied(normalised)),
    Leak("down-sampled copy of a cell", "LEK072", measured_cells, copied(sequenced_less)),
    Leak("cells of test in a corpus", "LEK074", with_corpus, held_out_in_corpus),
)
