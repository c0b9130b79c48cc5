"""Makes small files as NWB 2 lays them out, right and wrong, with h5py."""
import h5py, numpy as np
def make(name, times, index, ids=(10, 11, 12), version='2.7.0', resolution=None):
    with h5py.File(name, 'w') as h:
        if version: h.attrs['nwb_version'] = version
        h['session_description'] = 'made by hand'
        u = h.create_group('units'); u.attrs['neurodata_type'] = 'Units'
        u['id'] = np.array(ids); t = u.create_dataset('spike_times', data=np.array(times, 'f8'))
        if resolution: t.attrs['resolution'] = resolution
        u['spike_times_index'] = np.array(index, 'u4')
good = [0.004, 0.1, 2.5, 1.25]
make('good.nwb', good, [3, 3, 4], resolution=1 / 30000)
make('unsorted.nwb', [0.1, 0.004, 2.5, 1.25], [3, 3, 4])
make('beyond.nwb', good, [3, 3, 9])
make('falling.nwb', good, [3, 2, 4])
make('nan.nwb', [0.004, np.nan, 2.5, 1.25], [3, 3, 4])
make('version1.nwb', good, [3, 3, 4], version='1.0.6')
make('version9.nwb', good, [3, 3, 4], version='9.0')
with h5py.File('nounits.nwb', 'w') as h: h.attrs['nwb_version'] = '2.7.0'
# HDF5 with nothing in it, and the layout of shared recordings: times of all channels, and how many each has.
with h5py.File('empty.h5', 'w') as h: h.create_group('nothing')
with h5py.File('channels.h5', 'w') as h:
    h['spikes'] = np.array([0.5, 1, 0.25]); h['sCount'] = np.array([2, 1], 'i4')
with h5py.File('channels_ms.h5', 'w') as h:
    h['spikes'] = np.array([500., 1000, 250]); h['sCount'] = np.array([2, 1], 'i4')
    h['spikes'].attrs['units'] = 'ms'
