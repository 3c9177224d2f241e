namespace Arise.Structures.Formats;

/// <summary>What a reader cannot know from the file alone.</summary>
public sealed record StructureReadOptions
{
    /// <summary>The format; null to recognize it by content and name.</summary>
    public StructureFormat? Format { get; init; }

    /// <summary>
    /// Element of each atom type, for formats that only number their types (LAMMPS, VASP 4): the first entry is
    /// type 1. It overrides what such a file says itself. Null when the file is expected to say it.
    /// </summary>
    public IReadOnlyList<ChemicalElement>? TypeElements { get; init; }
}
