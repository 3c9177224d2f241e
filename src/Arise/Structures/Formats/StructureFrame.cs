namespace Arise.Structures.Formats;

/// <summary>
/// A structure as read, with the place in the file each atom came from, so that later checks can point there.
/// </summary>
/// <param name="Structure">The structure.</param>
/// <param name="AtomLines">Line number (from 1) of each atom, or empty when the format has no line per atom.</param>
internal readonly record struct StructureFrame(AtomicStructure Structure, IReadOnlyList<long> AtomLines)
{
    /// <summary>Line of <paramref name="atom"/> (zero-based), or 0 when unknown.</summary>
    public long LineOf(int atom) => atom < AtomLines.Count ? AtomLines[atom] : 0;
}
