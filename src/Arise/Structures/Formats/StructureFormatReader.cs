namespace Arise.Structures.Formats;

/// <summary>Reads a file of a format that is not among those of the library.</summary>
/// <remarks>
/// The frames are handed out as they are read. What cannot be read is thrown as <see cref="FormatException"/> with one
/// sentence; file and line are added, the line being the last one that was taken from <paramref name="text"/>.
/// </remarks>
/// <param name="text">The content, decompressed; its owner closes it.</param>
/// <param name="options">What the file cannot say itself.</param>
/// <returns>The structures of the file in order, at least one.</returns>
public delegate IEnumerable<AtomicStructure> StructureFormatReader(TextReader text, StructureReadOptions options);
