namespace Arise.Files;

/// <summary>A stream that knows the checksum of what has been read of it.</summary>
/// <param name="inner">The data; disposed with this.</param>
internal sealed class ChecksumStream(Stream inner) : ForwardStream
{
    /// <summary>CRC-32 of what has been read.</summary>
    public uint Checksum { get; private set; }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        int count = inner.Read(buffer);
        Checksum = Crc32.Of(buffer[..count], Checksum);
        return count;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        inner.Dispose();
        base.Dispose(disposing);
    }
}
