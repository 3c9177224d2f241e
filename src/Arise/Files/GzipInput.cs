using System.Buffers.Binary;
using System.IO.Compression;

namespace Arise.Files;

/// <summary>
/// Decompresses gzip and, unlike <see cref="GZipStream"/>, notices a file that was cut off: the last four bytes of a
/// gzip file are the length of its content modulo 2^32 (RFC 1952). A file of several members, as programs that append
/// write it, is exempt, because there the length is that of the last member.
/// </summary>
internal sealed class GzipInput : ForwardStream
{
    private readonly Tail _compressed;
    private readonly GZipStream _content;
    private uint _length;

    /// <summary>Decompresses a stream, which is disposed with this one.</summary>
    public GzipInput(Stream compressed)
    {
        _compressed = new Tail(compressed);
        _content = new GZipStream(_compressed, CompressionMode.Decompress);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The data are damaged or cut off.</exception>
    public override int Read(Span<byte> buffer)
    {
        int count = _content.Read(buffer);
        _length += (uint)count;
        if (count == 0 && buffer.Length > 0 && !_compressed.HasSeveralMembers && _compressed.LastFourBytes != _length)
            throw new InvalidDataException("The gzip data are cut off.");
        return count;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _content.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>Passes bytes on, remembers the last four, and looks for the header of a further member.</summary>
    private sealed class Tail(Stream source) : ForwardStream
    {
        // The magic bytes and the method "deflate"; among random bytes they stand once in 16 MiB.
        private const uint MemberHeader = 0x1f8b08;

        private uint _bigEndian;
        private long _position;

        public bool HasSeveralMembers { get; private set; }

        public uint LastFourBytes => BinaryPrimitives.ReverseEndianness(_bigEndian);

        public override int Read(Span<byte> buffer)
        {
            int count = source.Read(buffer);
            foreach (byte value in buffer[..count])
            {
                _bigEndian = (_bigEndian << 8) | value;
                _position++;
                HasSeveralMembers |= (_bigEndian & 0xffffff) == MemberHeader && _position > 3;
            }

            return count;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                source.Dispose();
            base.Dispose(disposing);
        }
    }
}
