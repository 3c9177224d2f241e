namespace Arise.Structures.Formats;

/// <summary>Reads the frames of one file format. Implementations hold no state and serve any number of files.</summary>
internal interface IStructureReader
{
    /// <summary>
    /// The frames of a file in order, one at a time: a trajectory is never held whole. No frame at all means an empty
    /// file, which <see cref="StructureFile"/> reports.
    /// </summary>
    /// <exception cref="StructureFormatException">On anything that is not the format, with the line.</exception>
    IEnumerable<StructureFrame> Read(LineReader lines, StructureReadOptions options);
}
