namespace Arise.Structures.Formats;

/// <summary>Reads the frames of one file format.</summary>
internal interface IStructureReader
{
    /// <summary>
    /// The frames of a file in order, one at a time: a trajectory is never held whole.
    /// </summary>
    /// <exception cref="StructureFormatException">On anything that is not the format, with the line.</exception>
    IEnumerable<AtomicStructure> Read(LineReader lines, StructureReadOptions options);
}
