namespace Arise.Structures.Formats;

/// <summary>
/// Writes structures in one file format. Implementations hold no state and serve any number of files.
/// </summary>
internal interface IStructureWriter
{
    /// <summary>
    /// Appends one structure as a complete frame. Numbers are written so that they read back to the same bits, in the
    /// invariant culture, with LF line ends.
    /// </summary>
    /// <param name="structure">What to write.</param>
    /// <param name="output">Where to; left open.</param>
    /// <param name="file">File name as the user gave it, for error messages.</param>
    /// <exception cref="StructureFormatException">The format cannot hold this structure.</exception>
    void Write(AtomicStructure structure, TextWriter output, string file);

    /// <summary>The same for a format that numbers or names its frames.</summary>
    /// <param name="structure">What to write.</param>
    /// <param name="output">Where to; left open.</param>
    /// <param name="file">File name as the user gave it, for error messages.</param>
    /// <param name="frames">The frames of the file.</param>
    void Write(AtomicStructure structure, TextWriter output, string file, WrittenFrames frames) =>
        Write(structure, output, file);
}
