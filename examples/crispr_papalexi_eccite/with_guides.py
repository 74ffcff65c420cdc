"""Copy the h5mu file, with the columns `guide` and `condition` read from its layer of guides.

Usage: python with_guides.py papalexi.h5mu with_guides.h5mu
"""

import shutil
import sys

import h5py
import numpy as np


def main(source: str, target: str) -> None:
    """Add to mod/gene/obs which guide each cell was given, and what that guide is aimed at."""
    shutil.copyfile(source, target)
    with h5py.File(target, "r+") as file:
        guides = file["mod/guide"]
        given = guides["layers/guide_assignment"]
        if set(np.diff(given["indptr"][:])) != {1} or set(given["data"][:]) != {1}:
            sys.exit("some cell was not given exactly one guide")
        names = guides["var"][guides["var"].attrs["_index"]].asstr()[:]
        aimed_at = guides["var/intended_target_name"]
        aims = aimed_at["categories"].asstr()[:][aimed_at["codes"][:]]
        obs = file["mod/gene/obs"]
        same_cells = obs[obs.attrs["_index"]][:] == guides["obs"][guides["obs"].attrs["_index"]][:]
        if not same_cells.all():
            sys.exit("the two tables do not hold the same cells in the same order")
        for name, labels in (("guide", names), ("condition", aims)):
            told = labels[given["indices"][:]].astype(object)
            column = obs.create_dataset(name, data=told, dtype=h5py.string_dtype())
            column.attrs.update({"encoding-type": "string-array", "encoding-version": "0.2.0"})
        obs.attrs["column-order"] = [*obs.attrs["column-order"], "guide", "condition"]


if __name__ == "__main__":
    main(*sys.argv[1:])
