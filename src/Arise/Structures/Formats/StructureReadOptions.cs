namespace Arise.Structures.Formats;

/// <summary>What a reader cannot know from the file alone.</summary>
public sealed record StructureReadOptions
{
    /// <summary>
    /// Element of each atom type, for formats that only number their types (LAMMPS, VASP 4): the first entry is
    /// type 1. Null when the file is expected to say it.
    /// </summary>
    public IReadOnlyList<ChemicalElement>? TypeElements { get; init; }
}
