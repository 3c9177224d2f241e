namespace Arise.Structures.Formats;

/// <summary>A user's writer as one of the library: its errors get the file.</summary>
internal sealed class CustomWriter(Action<AtomicStructure, TextWriter> write) : IStructureWriter
{
    /// <inheritdoc/>
    public void Write(AtomicStructure structure, TextWriter output, string file)
    {
        try
        {
            write(structure, output);
        }
        catch (FormatException problem)
        {
            throw new StructureFormatException(file, 0, problem.Message, problem);
        }
    }
}
