"""The specimen ``donor_split`` with 2,000 features more: the specimen ``wide_split``.

Rows, card, donors and parts are those of ``donor_split``. The matrix has the 40 genes of ``drug``
first, then 2,000 genes that are seen in one cell of eight on average, enough for the noise of
counting to tell one cell from another.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from aivc.schema.vocabulary import genes
from aivc.validators.examples.specimen import SpecimenFrame, SpecimenMatrix
from aivc.validators.examples.specimens import donor_split
from aivc.validators.examples.specimens.drug_card import drug_card
from aivc.validators.examples.specimens.sampling import (
    content_sha256,
    feature_list_sha256,
    nearly_normal,
    read_only,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from aivc.validators.examples.specimen import Specimen

N_MORE = 2_000


def specimen() -> Specimen:
    """Return the specimen."""
    narrow = donor_split.specimen()
    table = narrow.tables[""]
    few = table.matrices["X"].values
    counts = read_only(np.hstack([few, _rare_counts(len(few))]))
    more = dict(_more_genes(set(table.var.names)))
    names = (*table.var.names, *more)
    symbols = (*table.var.columns["feature_name"], *more.values())
    columns = {"feature_name": symbols, "feature_is_filtered": (False,) * len(names)}
    digest = content_sha256(counts)
    wide = replace(
        table,
        obs=_obs(table.obs, counts),
        var=SpecimenFrame(names, columns),
        matrices={"X": SpecimenMatrix(counts)},
    )
    card = drug_card(names, feature_list_sha256(names), digest)
    return replace(narrow, card=card, tables={"": wide}, unsealed_digest=digest)


def _more_genes(taken: set[str]) -> Iterator[tuple[str, str]]:
    """Yield id and symbol of genes that have one symbol each, in the order of their numbers."""
    table = genes("human")
    found = 0
    for number in range(100, 100_000):
        gene_id = f"ENSG{number + 100_000:011d}"
        symbol = table.by_id(gene_id)
        if symbol and gene_id not in taken and table.by_symbol(symbol) == (gene_id,):
            yield gene_id, symbol
            found += 1
            if found == N_MORE:
                return


def _rare_counts(n_rows: int) -> NDArray[np.float32]:
    generator = np.random.Generator(np.random.PCG64(4))
    share = 0.12 * np.exp(0.8 * nearly_normal(generator, (1, N_MORE)))
    seen = generator.random((n_rows, N_MORE)) < np.minimum(share, 0.9)
    # Each gene is seen in one cell at least.
    seen[np.arange(N_MORE) % n_rows, np.arange(N_MORE)] = True
    twice = generator.random((n_rows, N_MORE)) < share / 2
    counts: NDArray[np.float32] = (seen * (1 + twice)).astype(np.float32)
    return counts


def _obs(obs: SpecimenFrame, counts: NDArray[np.float32]) -> SpecimenFrame:
    before = np.array(obs.columns["total_counts"], np.float64)
    totals = counts.sum(axis=1, dtype=np.float64)
    share = np.array(obs.columns["pct_counts_mt"]) * before / totals
    told = {
        "total_counts": tuple(int(total) for total in totals),
        "pct_counts_mt": tuple(round(float(value), 3) for value in share),
    }
    return replace(obs, columns={**obs.columns, **told})
