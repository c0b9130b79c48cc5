"""Makes the seeds of the fuzz targets with NumPy and Pillow: small valid files of each kind, one folder per target."""
import gzip, io, numpy as np, struct, tarfile, zipfile, zlib
from PIL import Image

def npy(name, array, version=None):
    with open('npy/' + name, 'wb') as file:
        np.lib.format.write_array(file, array, version=version)

a = np.arange(6).reshape(2, 3)
npy('double.npy', a.astype('<f8'))
npy('big.npy', a.astype('>f4'))
npy('fortran.npy', np.asfortranarray(a.astype('<i2')))
npy('bool.npy', np.array([True, False]))
npy('unsigned.npy', np.array([2**64 - 1, 0], '<u8'))
npy('half.npy', np.array([0.5, np.nan], '<f2'))
npy('scalar.npy', np.array(7, 'i1'))
npy('version2.npy', a.astype('<i8'), (2, 0))
npy('version3.npy', a.astype('>u4'), (3, 0))

np.savez('npz/stored.npz', x=a.astype('<f8'), y=np.array([1, 0], 'u1'))
np.savez_compressed('npz/deflated.npz', x=np.zeros((8, 8)), times=np.asfortranarray(a.astype('<f4')))
np.savez('npz/recording.npz', times=np.array([0.1, 0.2, 0.4]), units=np.array([0, 1, 0]))
stream = io.BytesIO()
with zipfile.ZipFile(stream, 'w') as archive:
    with archive.open('x.npy', 'w', force_zip64=True) as member:
        np.lib.format.write_array(member, a.astype('<i4'))
    archive.comment = b'a comment'
open('npz/zip64.npz', 'wb').write(stream.getvalue())

def text(name, content):
    open(name, 'wb').write(content)

text('text/commas.csv', b'# time,unit\ntime,unit\n0.5,1\n1.25e-3,2\n"3.5",1\n')
text('text/semicolons.csv', b'\xef\xbb\xbfa;b\r\n1;2\r\n-3;+4e5\r\n')
text('text/blanks.dat', b'% neurons\n 1.0 2  3\n\t4 5 6\n')
text('text/ragged.txt', b'u1,u2,u3\n0.1,0.2,0.3\n0.4,,0.5\n,,0.9\n')
text('text/special.csv', b'NaN,inf\n"a ""quoted"" cell",1\n=cmd,2,5\n')
text('text/wide.csv', 'a,b\n1,2\n'.encode('utf-16'))
text('text/raster.txt', b'0 1 0 1\n1 1 0 0\n')

images = bytes([0, 0, 8, 3]) + struct.pack('>3I', 3, 4, 4) + bytes(37 * i % 256 for i in range(48))
text('idx/images.idx', images)
text('idx/images.idx.gz', gzip.compress(images, 9, mtime=0))
text('idx/labels.idx', bytes([0, 0, 8, 1]) + struct.pack('>I', 5) + bytes([1, 0, 9, 3, 3]))
text('idx/doubles.idx', bytes([0, 0, 14, 2]) + struct.pack('>2I2d', 2, 1, 1.5, -2.5))

for name, form in ('gnu.tar', tarfile.GNU_FORMAT), ('pax.tar', tarfile.PAX_FORMAT), ('ustar.tar.gz', tarfile.USTAR_FORMAT):
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode='w', format=form) as archive:
        for path, content in ('data/', b''), ('data/digits.csv', b'0,1,2,3,1\n'), ('d' * 90 + '/' + 'e' * 60, b'x' * 600):
            member = tarfile.TarInfo(path.rstrip('/'))
            member.type = tarfile.DIRTYPE if path.endswith('/') else tarfile.REGTYPE
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    text('tar/' + name, gzip.compress(stream.getvalue(), 9, mtime=0) if name.endswith('.gz') else stream.getvalue())

text('trials/plain.csv', b'onset_s,label\n0.1,left\n0.25,right\n1.5,left\n')
text('trials/more.csv', '# session 3\nlabel;contrast;onset_s\n"gr\u00fcn; hell";0.5;2e-1\nrot;1;12\n'.encode())
text('trials/blanks.txt', b'onset_s label\n0 1\n30.5 2\n')
text('trials/two.csv', b'onset_s,label,onset_s\n0.1,a,0.2\n')

text('probabilities/and.csv', b's1,s2,y,p\n0,0,0,.25\n0,1,0,.25\n1,0,0,.25\n1,1,1,.25\n')
text('probabilities/four.csv', b'%% words\n"s1";s2;s3;s4;y;p\n"a b";c;d;e;yes;1e-3\na;c;d;e;no;0.999\n')
text('probabilities/blanks.txt', b's1 s2 y p\n0 0 0 -1\n0 0 1 2\n')
text('probabilities/header.csv', b's1,s3,y,p\n0,0,0,1\n')

text('phy/plain.bin', b"dat_path = 'x.dat'\nsample_rate = 30000.\n#                   \ncluster_id\tgroup\n4\tgood\n9\tmua\n")
text('phy/quoted.bin', b"sample_rate = 2.5e4 # Hz\noffset = 0\ndtype = \"int16\"\n\ncluster_id\tKSLabel\tdepth\n4\tgood\t10\n9\tnoise\t \n")


def chunk(kind, body):
    return struct.pack('>I', len(body)) + kind + body + struct.pack('>I', zlib.crc32(kind + body))

def png(name, bits, colour, channels, extra=b''):
    row = b'\0' + bytes(range(3 * channels * bits // 8))
    open('image/' + name, 'wb').write(
        b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', 3, 2, bits, colour, 0, 0, 0)) + extra
        + chunk(b'IDAT', zlib.compress(2 * row)) + chunk(b'IEND', b''))

png('grey8.png', 8, 0, 1)
png('grey16.png', 16, 0, 1, chunk(b'gAMA', struct.pack('>I', 45455)))
png('rgb8.png', 8, 2, 3, chunk(b'sRGB', b'\0'))
png('rgba16.png', 16, 6, 4)
png('palette.png', 8, 3, 1, chunk(b'PLTE', bytes(27)))

colours = Image.fromarray(np.arange(36, dtype='u1').reshape(3, 4, 3) * 7)
colours.save('image/colour.jpg')
colours.convert('L').save('image/grey.jpg', progressive=True)
