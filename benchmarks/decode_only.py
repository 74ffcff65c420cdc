"""Lower bound: read and decompress every value of every matrix, and do nothing with it.

python benchmarks/decode_only.py FILE
"""

from __future__ import annotations

import sys

from aivc.storage import open_dataset


def main() -> None:
    """Stream every matrix of the file once."""
    with open_dataset(sys.argv[1]) as dataset:
        n_values = sum(
            block.data.size
            for table in dataset.tables
            for matrix in table.matrices
            for block in matrix.blocks()
        )
    print(f"{n_values:,} values")


if __name__ == "__main__":
    main()
