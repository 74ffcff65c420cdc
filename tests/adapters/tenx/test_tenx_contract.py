"""What every reader promises, for the two readers of 10x matrices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from aivc.adapters.contract.suite import AdapterContract
from aivc.adapters.tenx.h5_matrix import TenxH5
from aivc.adapters.tenx.mtx_folder import TenxMtx

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

ADT, GUIDES = "Antibody Capture", "CRISPR Guide Capture"
MIXED = ("Gene Expression", "Gene Expression", ADT, GUIDES)


class TestTenxH5Contract(AdapterContract):
    adapter = TenxH5()

    @pytest.fixture(autouse=True)
    def _writers(self, tenx: Any) -> None:
        self.write, self.counts = tenx.write_h5, tenx.counts

    def sources(self, folder: Path) -> Sequence[Path]:
        mixed = self.counts(4, types=MIXED)
        new = self.write(folder / "filtered_feature_bc_matrix.h5", mixed)
        old = self.write(folder / "old.h5", self.counts(), groups=("GRCh38",))
        for sample in ("a", "b"):
            self.write(folder / "joined" / f"{sample}_raw_feature_bc_matrix.h5", mixed)
        return [new, old, folder / "joined"]


class TestTenxMtxContract(AdapterContract):
    adapter = TenxMtx()

    @pytest.fixture(autouse=True)
    def _writers(self, tenx: Any) -> None:
        self.write, self.counts = tenx.write_mtx, tenx.counts

    def sources(self, folder: Path) -> Sequence[Path]:
        mixed = self.counts(4, types=MIXED)
        new = self.write(folder / "new", mixed)
        old = self.write(folder / "old", self.counts(), version=2, packed=False)
        for sample in ("GSM1_a_", "GSM2_b_"):
            self.write(folder / "geo", mixed, prefix=sample)
        return [new, old, old / "matrix.mtx", folder / "geo"]
