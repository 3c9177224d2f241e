namespace Arise.Structures.Formats;

/// <summary>Writes a structure in a format that is not among those of the library.</summary>
/// <remarks>
/// A structure that the format cannot hold is refused by <see cref="FormatException"/> with one sentence; the file is
/// added. Numbers need the invariant culture.
/// </remarks>
/// <param name="structure">One frame, with atoms.</param>
/// <param name="text">Where to, behind the frames before; its owner closes it.</param>
public delegate void StructureFormatWriter(AtomicStructure structure, TextWriter text);
