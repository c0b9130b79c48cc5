"""Makes events.h5 beside it with h5py, in the layout and types of the Spiking Heidelberg Digits:

    /usr/bin/python3 make_events.py
"""

import h5py
import numpy as np

TIMES = [[0.0, 0.125, 0.625, 0.75], [], [1.25, 0.5]]
UNITS = [[3, 0, 3, 699], [], [5, 5]]

with h5py.File("events.h5", "w") as f:
    for name, rows, base in (("times", TIMES, np.float16), ("units", UNITS, np.uint16)):
        data = f.create_dataset("spikes/" + name, (3,), dtype=h5py.vlen_dtype(base), chunks=(2,), compression="gzip")
        for i, row in enumerate(rows):
            data[i] = np.array(row, base)
    f["labels"] = np.array([7, 0, 19], np.uint16)
    f["extra/keys"] = np.array(["0", "1", "2"], "S1")
