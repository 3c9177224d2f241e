namespace Arise.Files;

/// <summary>
/// A file that is written, whose errors name the file that a person asked for and not the temporary one, and say what
/// to do.
/// </summary>
internal sealed class NamedFileStream(
    string name, string path, FileMode mode, FileShare share) : FileStream(path, mode, FileAccess.Write, share, 1 << 16)
{
    // ENOSPC, EDQUOT and EFBIG of Linux and macOS; ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL.
    private static readonly int[] Full = [28, 122, 69, 27, 112, 39];

    private readonly string _name = OutputFolder.FinalPath(name);

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            base.Write(buffer);
        }
        catch (IOException error)
        {
            throw Named(error);
        }
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count)
    {
        try
        {
            base.Write(buffer, offset, count);
        }
        catch (IOException error)
        {
            throw Named(error);
        }
    }

    /// <inheritdoc/>
    public override void WriteByte(byte value) => Write([value]);

    /// <inheritdoc/>
    public override void Flush(bool flushToDisk)
    {
        try
        {
            base.Flush(flushToDisk);
        }
        catch (IOException error)
        {
            throw Named(error);
        }
    }

    // Moving writes what is in the buffer.
    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin)
    {
        try
        {
            return base.Seek(offset, origin);
        }
        catch (IOException error)
        {
            throw Named(error);
        }
    }

    /// <inheritdoc/>
    public override long Position
    {
        get => base.Position;
        set => Seek(value, SeekOrigin.Begin);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        try
        {
            base.Dispose(disposing);
        }
        catch (IOException error) when (disposing)
        {
            throw Named(error);
        }
    }

    private IOException Named(IOException error)
    {
        // One method of the stream calls another.
        if (error.Message.StartsWith($"{_name}: ", StringComparison.Ordinal))
            return error;
        string reason = Array.IndexOf(Full, error.HResult & 0xFFFF) >= 0
            ? "the disk is full; make room, or choose another place."
            : error.Message;
        return new IOException($"{_name}: the file could not be written: {reason}", error);
    }
}
