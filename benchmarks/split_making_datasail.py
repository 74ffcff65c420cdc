"""Divide the entities of one file with DataSAIL; run by the Python that has it installed."""

import argparse
import json
from pathlib import Path

import numpy as np
from datasail.sail import datasail


def main() -> None:
    """Read vectors, write the part of each: 0 train, 1 test, -1 where DataSAIL gave none."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--clusters", type=int, required=True)
    parser.add_argument("--answer", type=Path, required=True)
    said = parser.parse_args()
    vectors = np.load(said.file)
    names = [f"e{k}" for k in range(len(vectors))]
    similarity = np.clip(vectors @ vectors.T, 0, 1)
    parts, _, _ = datasail(
        techniques=["C1e"],
        splits=[0.8, 0.2],
        names=["train", "test"],
        e_type="O",
        e_data={name: name for name in names},
        e_sim=(names, similarity),
        e_clusters=said.clusters,
        solver="SCIP",
        max_sec=60,
        threads=1,
    )
    place = {"train": 0, "test": 1}
    found = (parts.get("C1e") or [{}])[0]
    said.answer.write_text(json.dumps([place.get(found.get(name), -1) for name in names]), "utf-8")


if __name__ == "__main__":
    main()
