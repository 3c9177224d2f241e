using SharpCompress.Compressors.Xz;

namespace Arise.Files;

/// <summary>
/// Decompresses xz: the streams of a file one after the other, as programs that append or work in parallel write them,
/// with the zeros that may stand between (https://tukaani.org/xz/xz-file-format.txt, section 2.2).
/// </summary>
internal sealed class XzInput(Stream source) : ForwardStream
{
    private const int Unit = 4;

    private readonly Positioned _source = new(source);
    private XZStream? _stream;
    private bool _ended;

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        while (!_ended && !buffer.IsEmpty)
        {
            _stream ??= new XZStream(_source);
            int count = _stream.Read(buffer);
            if (count > 0)
                return count;
            _ended = !Advance();
        }

        return 0;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _source.Dispose();
        base.Dispose(disposing);
    }

    // Whether another stream follows.
    private bool Advance()
    {
        byte[] unit = new byte[Unit];
        int length;
        do
            length = _source.Read(unit);
        while (length == Unit && unit.AsSpan().IndexOfAnyExcept((byte)0) < 0);
        if (length == 0)
            return false;
        _source.Return(unit.AsMemory(0, length));
        _stream = null;
        return true;
    }

    /// <summary>Counts, since the decoder asks for its place, and fills what is asked for as far as there are bytes.
    /// </summary>
    private sealed class Positioned(Stream source) : Stream
    {
        private ReadOnlyMemory<byte> _returned;
        private long _position;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => _position;
            set => throw new NotSupportedException();
        }

        public void Return(ReadOnlyMemory<byte> bytes)
        {
            _returned = bytes;
            _position -= bytes.Length;
        }

        public override int Read(Span<byte> buffer)
        {
            int returned = Math.Min(_returned.Length, buffer.Length);
            _returned.Span[..returned].CopyTo(buffer);
            _returned = _returned[returned..];
            int count = returned + source.ReadAtLeast(
                buffer[returned..], buffer.Length - returned, throwOnEndOfStream: false);
            _position += count;
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                source.Dispose();
            base.Dispose(disposing);
        }
    }
}
