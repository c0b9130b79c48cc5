"""Makes the small HDF5 files of the tests with h5py (libhdf5), a reader's independent counterpart."""
import h5py, numpy as np, sys
def content(h, latest):
    a = np.arange(24, dtype='<f8').reshape(4, 6) * 0.5 - 3
    h['plain'] = a
    h.create_dataset('gzip', data=a, chunks=(3, 4), compression='gzip', shuffle=True, fletcher32=True)
    h.create_dataset('grows', data=np.arange(260, dtype='>i4') * 3 - 100, chunks=(1,), maxshape=(None,))
    h.create_dataset('grows_gzip', data=np.arange(60, dtype='u2'), chunks=(5,), maxshape=(None,), compression='gzip')
    h.create_dataset('grows2', data=np.arange(300, dtype='i2').reshape(20, 15), chunks=(3, 4), maxshape=(None, None))
    h.create_dataset('grows2_gzip', data=np.arange(300, dtype='i2').reshape(20, 15), chunks=(3, 4), maxshape=(None, None), compression='gzip')
    h.create_dataset('single', data=a, chunks=(4, 6), compression='gzip')
    h.create_dataset('holes', shape=(40,), dtype='f4', chunks=(4,))
    h['holes'][8:10] = [1, 2]
    h['scalar'] = np.float32(2.5)
    h['half'] = np.array([1, -2, 0.5], 'f2')
    h['bool'] = np.array([True, False])
    h['u8'] = np.array([2**64 - 1, 0], 'u8')
    h['fixed_text'] = np.array([b'ab', b'c'], 'S4')
    h.create_dataset('long_text', data=['alpha', 'bé', ''], dtype=h5py.string_dtype())
    r = h.create_dataset('ragged', (3,), dtype=h5py.vlen_dtype('f8'))
    r[0] = [1, 2, 3]; r[1] = []; r[2] = [4.5]
    c = h.create_dataset('refs', (2,), dtype=h5py.ref_dtype)
    c[0] = h['plain'].ref; c[1] = h['half'].ref
    h['complex'] = np.array([1 + 2j])
    h.create_group('g/deep')['x'] = np.array([7], 'i1')
    h['soft'] = h5py.SoftLink('/g/deep/x')
    h['loop1'] = h5py.SoftLink('/loop2'); h['loop2'] = h5py.SoftLink('/loop1')
    h['outside'] = h5py.ExternalLink('other.h5', '/x')
    h['g/back'] = h['/g']
    h['plain'].attrs['units'] = 'ms'; h['plain'].attrs['rate'] = 20000.0
    for i in range(12 if latest else 3): h['g'].attrs['a%d' % i] = i
    h['g'].attrs['text'] = np.bytes_(b'fixed')
    if latest:
        m = h.create_group('many')
        for i in range(30): m['item%03d' % i] = np.array([i])
with h5py.File('old.h5', 'w', libver='earliest') as h: content(h, False)
with h5py.File('new.h5', 'w', libver=('v110', 'v110')) as h: content(h, True)
with h5py.File('latest.h5', 'w', libver='latest') as h: content(h, True)
with h5py.File('lzf.h5', 'w') as h:
    h.create_dataset('x', data=np.zeros(100), compression='lzf')
with h5py.File('filters.h5', 'w') as h:
    i = np.arange(4000)
    h.create_dataset('lzf', data=(i // 7 % 11).astype('i2').reshape(50, 80), chunks=(20, 30), compression='lzf')
    h.create_dataset('lzf_all', data=i * 0.25, chunks=(1024,), compression='lzf', shuffle=True, fletcher32=True)
    # Knuth's multiplicative hash: no two bytes in a row repeat, so the filter leaves the chunk as it is.
    h.create_dataset('lzf_none', data=(i[:64].astype('u8') * 2654435761 % 2**32).astype('u4'), chunks=(64,), compression='lzf')
    h.create_dataset('scaled', data=i[:100].astype('i4'), chunks=(100,), scaleoffset=0)
with h5py.File('compact.h5', 'w') as h:
    p = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
    p.set_layout(h5py.h5d.COMPACT)
    d = h5py.h5d.create(h.id, b'x', h5py.h5t.IEEE_F64LE, h5py.h5s.create_simple((3,)), p)
    d.write(h5py.h5s.ALL, h5py.h5s.ALL, np.array([1.5, 2.5, -4]))
with h5py.File('nan.h5', 'w') as h:
    h['w'] = np.array([[1, 2, 3], [4, np.nan, -np.inf]])
