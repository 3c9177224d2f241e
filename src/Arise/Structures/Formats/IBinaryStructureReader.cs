namespace Arise.Structures.Formats;

/// <summary>
/// Reads the frames of one binary file format. Implementations hold no state and serve any number of files.
/// </summary>
internal interface IBinaryStructureReader
{
    /// <summary>
    /// The frames of a file in order, one at a time. Counts that the file states are held against its length before
    /// anything is allocated.
    /// </summary>
    /// <exception cref="StructureFormatException">On anything that is not the format.</exception>
    IEnumerable<StructureFrame> Read(BinarySource source, StructureReadOptions options);
}
