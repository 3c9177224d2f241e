using System.IO.Compression;
using SharpCompress.Common;

namespace Arise.Files;

/// <summary>
/// What a decoder delivers, with one error for whatever is wrong with the compressed data. Errors of the file itself
/// pass through.
/// </summary>
internal sealed class PackedInput : ForwardStream
{
    private readonly string _name;
    private readonly Stream _source;
    private readonly Stream _content;

    /// <summary>Decodes a stream, which is disposed with this one.</summary>
    /// <param name="name">Name of the compression, for the message.</param>
    /// <param name="source">The compressed data.</param>
    /// <param name="decoder">What undoes it; some read ahead at once.</param>
    public PackedInput(string name, Stream source, Func<Stream, Stream> decoder)
    {
        (_name, _source) = (name, source);
        _content = Guarded(() => decoder(source));
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The data are damaged or cut off.</exception>
    public override int Read(Span<byte> buffer)
    {
        try
        {
            return _content.Read(buffer);
        }
        catch (Exception damage) when (IsDamage(damage))
        {
            throw Damaged(damage);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _content?.Dispose();
            _source.Dispose();
        }

        base.Dispose(disposing);
    }

    private T Guarded<T>(Func<T> step)
    {
        try
        {
            return step();
        }
        catch (Exception damage) when (IsDamage(damage))
        {
            throw Damaged(damage);
        }
    }

    /// <summary>
    /// Whether an error is of a decoder, not of the file: besides their own errors, decoders run over the ends of
    /// tables that damaged data made, and zlib has an internal kind of <see cref="IOException"/>.
    /// </summary>
    internal static bool IsDamage(Exception error) => error is InvalidDataException or SharpCompressException
        or EndOfStreamException or IndexOutOfRangeException or ArgumentException or OverflowException
        or NullReferenceException or InvalidOperationException
        || error.GetType().Namespace == typeof(ZLibStream).Namespace;

    private InvalidDataException Damaged(Exception damage) => new(
        damage.Message.Contains("too much memory", StringComparison.Ordinal)
            ? $"the {_name} data ask for a window of more than 128 MiB; compress the file without long distances"
            : $"the {_name} data are damaged or truncated",
        damage);
}
