using Arise.Defects;
using Arise.Descriptors;
using Arise.Structures;

namespace Arise.Studies.Recognition;

/// <summary>Blocks with missing and displaced atoms.</summary>
internal static class DefectiveBlocks
{
    /// <summary>
    /// Missing atoms first, then displacements in units of the nearest-neighbor distance of all atoms of the perfect
    /// structure together.
    /// </summary>
    public static AtomicStructure Of(AtomicStructure structure, int seed, double missing, double displaced)
    {
        AtomicStructure kept = Vacancies.Remove(structure, missing, (ulong)seed);
        return Displacements.Uniform(
            kept, displaced * NearestNeighborDistance.OfAllAtoms(structure), (ulong)seed);
    }
}
