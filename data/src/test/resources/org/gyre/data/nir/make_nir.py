"""Makes the files beside it with h5py, in the layout that nir.write() of the Python package `nir` gives them:

    /usr/bin/python3 make_nir.py

gzip.nir: as written by default (old groups, gzip, texts of any length). latest.nir: the newest structures of
the HDF5 library. fixed.nir: texts of fixed length, nothing compressed, and no v_reset, as in files of 2023.
"""

import h5py
import numpy as np

TEXT = h5py.string_dtype()


def put(group, values, gzip):
    for name, value in values.items():
        if isinstance(value, dict):
            put(group.create_group(name), value, gzip)
        elif isinstance(value, str):
            group.create_dataset(name, data=value, dtype=TEXT)
        elif isinstance(value, np.ndarray) and gzip:
            group.create_dataset(name, data=value, dtype=value.dtype, compression="gzip")
        else:
            group.create_dataset(name, data=value)


def lif(n, dtype):
    k = np.arange(n)
    return {
        "type": "LIF",
        "tau": ((k + 1) / 400).astype(dtype),
        "r": (1 / (k + 1)).astype(dtype),
        "v_leak": (k / 8 - 1).astype(dtype),
        "v_threshold": np.full(n, 0.1, dtype),
        "v_reset": (-k / 3).astype(dtype),
    }


INNER = {
    "type": "NIRGraph",
    "nodes": {
        "input": {"type": "Input", "shape": np.array([3])},
        "lif": lif(3, np.float64),
        "w_rec": {"type": "Linear", "weight": np.arange(9.0).reshape(3, 3) / 7},
        "output": {"type": "Output", "shape": np.array([3])},
    },
    "edges": [("input", "lif"), ("lif", "w_rec"), ("w_rec", "lif"), ("lif", "output")],
}
GRAPH = {
    "type": "NIRGraph",
    "nodes": {
        "input": {"type": "Input", "shape": np.array([2, 6, 6])},
        "conv": {
            "type": "Conv2d",
            "input_shape": (6, 6),
            "weight": (np.arange(36) / 9).astype(np.float32).reshape(2, 2, 3, 3),
            "stride": (1, 2),
            "padding": (1, 0),
            "dilation": 1,
            "groups": 1,
            "bias": np.array([0.5, -0.25], np.float32),
        },
        "pool": {"type": "SumPool2d", "kernel_size": np.array([2, 2]), "stride": np.array([2, 2]),
                 "padding": np.array([0, 0])},
        "flat": {"type": "Flatten", "start_dim": 0, "end_dim": -1, "input_type": np.array([2, 3, 1])},
        "fc": {"type": "Affine", "weight": (np.arange(18) / 5).astype(np.float32).reshape(3, 6),
               "bias": np.array([1, 2, 3], np.float32)},
        "inner": INNER,
        "izhikevich": {"type": "Izhikevich", "a": np.array([0.02, 0.1]), "note": "not of NIR"},
        "output": {"type": "Output", "shape": np.array([3])},
    },
    "edges": [("input", "conv"), ("conv", "pool"), ("pool", "flat"), ("flat", "fc"), ("fc", "inner"),
              ("inner", "output")],
    "metadata": {"author": "h5py", "dt": 1e-4, "seeds": np.array([1, 2, 3])},
}

for name, libver in (("gzip", "earliest"), ("latest", "latest")):
    with h5py.File(name + ".nir", "w", libver=libver) as f:
        f.create_dataset("version", data="1.0.7", dtype=TEXT)
        put(f.create_group("node"), GRAPH, True)

with h5py.File("fixed.nir", "w") as f:
    f["version"] = np.bytes_("0.1.1")
    node = f.create_group("node")
    node["type"] = np.bytes_("NIRGraph")
    node["edges"] = np.array([["in", "0"], ["0", "out"]], "S3")
    for name, values in {
        "in": {"type": np.bytes_("Input"), "shape": 1},
        "0": {"type": np.bytes_("LIF"), "tau": np.float32([0.0025]), "r": np.float32([1]), "v_leak": np.float32([0]),
              "v_threshold": np.float32([0.1])},
        "out": {"type": np.bytes_("Output"), "shape": 1},
    }.items():
        for k, v in values.items():
            node["nodes/%s/%s" % (name, k)] = v
