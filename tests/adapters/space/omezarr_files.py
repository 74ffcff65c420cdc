"""OME-Zarr stores, as small as can be."""

import json

import numpy as np
import zarr

AXES = {"t": "time", "c": "channel", "z": "space", "y": "space", "x": "space"}


def axes_of(names, unit=None):
    """Return the description of axes."""
    return [
        {"name": n, "type": AXES[n], **({"unit": unit} if unit and AXES[n] == "space" else {})}
        for n in names
    ]


def write_group(folder, attributes, version=2):
    """Write the documents of a group."""
    folder.mkdir(parents=True, exist_ok=True)
    if version == 2:
        (folder / ".zgroup").write_text('{"zarr_format": 2}')
        (folder / ".zattrs").write_text(json.dumps(attributes))
        return
    content = {"zarr_format": 3, "node_type": "group", "attributes": attributes}
    (folder / "zarr.json").write_text(json.dumps(content))


def write_image(
    folder,
    values,
    axes="cyx",
    *,
    version=2,
    channels=None,
    levels=("0",),
    scale=None,
    translation=None,
    unit=None,
    label=None,
    **array,
):
    """Write an image or labels in resolutions that halve along y and x."""
    datasets = []
    for number, path in enumerate(levels):
        step = 2**number
        level = values[(..., slice(None, None, step), slice(None, None, step))]
        settings = {"chunks": tuple(min(n, 4) for n in level.shape), **array}
        target = zarr.create_array(
            str(folder / path),
            shape=level.shape,
            dtype=level.dtype,
            zarr_format=version,
            **settings,
        )
        target[...] = level
        base = scale or [1.0] * values.ndim
        own = [s * (step if n in "yx" else 1) for s, n in zip(base, axes, strict=True)]
        steps = [{"type": "scale", "scale": own}]
        if translation:
            steps.append({"type": "translation", "translation": translation})
        datasets.append({"path": path, "coordinateTransformations": steps})
    ome = {"multiscales": [{"axes": axes_of(axes, unit), "datasets": datasets, "version": "0.4"}]}
    if channels:
        ome["omero"] = {"channels": [{"label": c, "color": "FFFFFF"} for c in channels]}
    if label is not None:
        ome["image-label"] = label
    write_group(folder, {"ome": {"version": "0.5", **ome}} if version == 3 else ome, version)
    return folder


def example():
    """Return an image of two channels, and three objects on it."""
    labels = np.zeros((9, 11), dtype="uint16")
    labels[0:2, 0:3] = 5
    labels[3:8, 4:9] = 70
    labels[8, 10] = 1000
    labels[2, 0] = 70  # an object of two parts, in two chunks
    image = np.arange(2 * 9 * 11, dtype="uint16").reshape(2, 9, 11)
    return image, labels


def measured(image, labels):
    """Return labels, areas, centres (x, y) and means, measured in the plainest way."""
    ids = [int(i) for i in np.unique(labels) if i]
    areas = [int((labels == i).sum()) for i in ids]
    centres = [[np.nonzero(labels == i)[a].mean() + 0.5 for a in (1, 0)] for i in ids]
    means = [[float(channel[labels == i].mean()) for channel in image] for i in ids]
    return ids, areas, np.array(centres), np.array(means)
