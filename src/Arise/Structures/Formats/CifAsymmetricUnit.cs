using Arise.Numerics;
using Arise.Structures.Symmetry;

namespace Arise.Structures.Formats;

/// <summary>
/// The symmetry that a CIF gave to a structure, kept as a property (a Hall symbol), and what it makes of the structure
/// when it is written: the atoms of an asymmetric unit. It holds only as long as it maps every atom onto one of the
/// same element; otherwise the structure is written in P 1.
/// </summary>
internal static class CifAsymmetricUnit
{
    /// <summary>Property that holds the Hall symbol, named after the item of the core dictionary.</summary>
    public const string Property = "space_group_name_Hall";

    /// <summary>Atoms and images that are the same place, Angstrom.</summary>
    private const double Tolerance = 1e-4;

    /// <summary>A cell that fits this badly is left in P 1: reading would change its metric.</summary>
    private const double MetricTolerance = 1e-6;

    private const double MostImages = 2e7;

    /// <summary>The properties of a structure with these operations: none for P 1 and for unusual axes.</summary>
    public static IReadOnlyDictionary<string, string>? PropertiesOf(IReadOnlyList<SymmetryOperation> operations)
    {
        if (operations.Count <= 1)
            return null;
        var wanted = operations.Select(operation => operation.Reduced()).ToHashSet();
        SpaceGroupSetting? setting = SpaceGroup.All
            .SelectMany(group => group.Settings)
            .FirstOrDefault(candidate => candidate.Operations.Count == wanted.Count
                && candidate.Operations.All(operation => wanted.Contains(operation.Reduced())));
        return setting is null ? null : new Dictionary<string, string> { [Property] = setting.Hall };
    }

    /// <summary>The setting and one atom of each orbit, in order; null without symmetry, or when it fails.</summary>
    public static (SpaceGroupSetting Setting, int[] Atoms)? Of(AtomicStructure structure, Lattice lattice)
    {
        if (!structure.Properties.TryGetValue(Property, out string? hall)
            || SpaceGroup.All.SelectMany(group => group.Settings).FirstOrDefault(one => one.Hall == hall) is not
                { } setting
            || structure.Periodicity != Periodicity.Bulk
            || (double)structure.Count * setting.Operations.Count > MostImages
            || CellMetric.Deviation(lattice, setting.Operations) > MetricTolerance)
            return null;

        var index = new PeriodicPointIndex(lattice, Tolerance);
        Vector3D[] fractional = [.. structure.Positions.ToArray().Select(lattice.ToFractional)];
        foreach (Vector3D point in fractional)
            index.Add(point);
        bool[] isCovered = new bool[fractional.Length];
        var atoms = new List<int>();
        for (int atom = 0; atom < fractional.Length; atom++)
        {
            if (isCovered[atom])
                continue;
            atoms.Add(atom);
            foreach (SymmetryOperation operation in setting.Operations)
            {
                int image = index.Find(operation.Apply(fractional[atom]));
                if (image < 0 || structure.Species[image] != structure.Species[atom])
                    return null;
                isCovered[image] = true;
            }
        }

        return (setting, [.. atoms]);
    }
}
