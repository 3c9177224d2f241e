namespace Arise.Structures.Formats;

/// <summary>A user's reader as one of the library: its errors get the file and the line.</summary>
internal sealed class CustomReader(Func<TextReader, StructureReadOptions, IEnumerable<AtomicStructure>> read)
    : IStructureReader
{
    /// <inheritdoc/>
    public IEnumerable<StructureFrame> Read(LineReader lines, StructureReadOptions options)
    {
        using var text = new LineText(lines);
        using IEnumerator<AtomicStructure> frames =
            Guarded(lines, () => read(text, options).GetEnumerator());
        while (Guarded(lines, frames.MoveNext))
            yield return new StructureFrame(frames.Current, []);
    }

    // What parsing numbers, looking up elements and building structures throw about their input.
    private static T Guarded<T>(LineReader lines, Func<T> step)
    {
        try
        {
            return step();
        }
        catch (Exception problem) when (problem is FormatException or ArgumentException or OverflowException)
        {
            throw new StructureFormatException(lines.File, lines.LineNumber, problem.Message, problem);
        }
    }
}
