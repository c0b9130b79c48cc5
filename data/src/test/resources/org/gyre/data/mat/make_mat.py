"""Makes the small MATLAB files of the tests with SciPy (versions 5 and 7) and h5py (7.3 as MATLAB lays it out)."""
import h5py, numpy as np, scipy.io as sio
times = [np.array([0.004, 0.1, 2.5]), np.array([]), np.array([1.25])]
cells = np.empty((1, 3), dtype=object)
for i, t in enumerate(times): cells[0, i] = t.reshape(-1, 1)
structs = np.zeros((1, 2), dtype=[('times', object), ('depth', object)])
structs[0, 0] = (np.array([[1.5, 2.0]]), 10.0); structs[0, 1] = (np.array([[0.5]]), 20.0)
content = {
    'w': np.arange(6, dtype='f8').reshape(2, 3), 'small': np.array([[1, 200]], 'u1'), 'single': np.array([[1.5]], 'f4'),
    'int': np.array([[-3], [4]], 'i2'), 'flag': np.array([[True, False]]), 'name': 'hello', 'spikes': cells,
    'z': np.array([[1 + 1j]]), 'cube': np.zeros((2, 2, 2)),
    'neurons': structs, 'one': {'a': np.array([1.0, 2.0]), 'b': np.array([3.0])},
}
sio.savemat('v7.mat', content, do_compression=True)
sio.savemat('v6.mat', content)
sio.savemat('ticks.mat', {'spike_times': np.array([20000, 40000, 10000]), 'spike_clusters': np.array([5, 5, 2], 'i4'), 'fs': 20000.0})
sio.savemat('nan.mat', {'w': np.array([[1, 2, 3], [4, np.nan, -np.inf]])})
sio.savemat('one.mat', {'spikes_ms': cells})
with h5py.File('v73.mat', 'w', userblock_size=512) as h:
    def put(name, a, cls):
        d = h.create_dataset(name, data=np.asarray(a).T); d.attrs['MATLAB_class'] = np.bytes_(cls); return d
    put('w', np.arange(6, dtype='f8').reshape(2, 3), 'double')
    put('name', np.array([[ord(c) for c in 'hello']], 'u2'), 'char')
    refs = h.create_group('#refs#')
    d = h.create_dataset('spikes', (3, 1), dtype=h5py.ref_dtype); d.attrs['MATLAB_class'] = np.bytes_('cell')
    for i, t in enumerate(times):
        if len(t): r = put('#refs#/%d' % i, t.reshape(-1, 1), 'double')
        else:
            r = h.create_dataset('#refs#/%d' % i, data=np.array([0, 0], 'u8')); r.attrs['MATLAB_class'] = np.bytes_('double'); r.attrs['MATLAB_empty'] = np.uint8(1)
        d[i, 0] = r.ref
    g = h.create_group('one'); g.attrs['MATLAB_class'] = np.bytes_('struct')
    for k, v in (('a', [1.0, 2.0]), ('b', [3.0])): put('one/' + k, np.array([v]), 'double')
with open('v73.mat', 'r+b') as f: f.write(b'MATLAB 7.3 MAT-file, Platform: TEST'.ljust(124) + b'\x00\x02IM')
