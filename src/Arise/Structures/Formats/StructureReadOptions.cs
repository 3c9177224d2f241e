namespace Arise.Structures.Formats;

/// <summary>What a reader cannot know from the file alone.</summary>
public sealed record StructureReadOptions
{
    /// <summary>The format; null to recognize it by content and name.</summary>
    public StructureFormat? Format { get; init; }

    /// <summary>
    /// Element of each atom type, for files that only number their types (LAMMPS, VASP 4, XYZ): the first entry is
    /// type 1. It overrides what such a file says itself. A single entry also serves files that say nothing of types.
    /// Null when the file is expected to say it.
    /// </summary>
    public IReadOnlyList<ChemicalElement>? TypeElements { get; init; }

    /// <summary>
    /// Takes what is left out of a file, as a sentence with file and line: alternate locations, columns that no header
    /// names, frames without atoms. Called once for a file and a kind, while its frames are enumerated.
    /// </summary>
    public Action<string>? Note { get; init; }

    /// <summary>
    /// Takes the error of a frame that cannot be used; the frames behind it are read if they can be found. Null throws
    /// the error, which ends the file.
    /// </summary>
    public Action<StructureFormatException>? BrokenFrame { get; init; }
}
