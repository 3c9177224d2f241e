using Arise.Numerics;
using Arise.Structures;

namespace Arise.Baselines;

/// <summary>
/// The k nearest atoms of any atom, periodic images included, whatever their distance: the radius of the search comes
/// from the sample and grows for the atoms that need more. Any number of threads may ask, each with its own
/// <see cref="NearestBuffer"/>.
/// </summary>
/// <remarks>
/// They are sorted by distance; at equal distance the smaller number of the atom is first, then the smaller vector. An
/// atom gets fewer when there are fewer closer than <see cref="Reach"/> times the usual distance of the k-th one.
/// </remarks>
internal sealed class NearestAtoms
{
    /// <summary>What is farther than so many usual radii is no neighbor.</summary>
    public const double Reach = 8;

    // The first search serves most atoms with its first radius and most of the others with the second one.
    private const double SecondRadius = 1.3;
    private const double FirstMargin = 1.12;
    private const double Margin = 1.03;
    private const double Growth = 1.5;
    private const double TooWide = 1.2;
    private const int Samples = 256;

    private readonly NeighborSearch _search;
    private readonly Lazy<NeighborSearch> _wide;
    private readonly double _radius;
    private readonly int _mostOthers;

    private NearestAtoms(AtomicStructure structure, int wanted)
    {
        Wanted = wanted;
        (_search, double radius) = UsualSearch(structure, wanted);
        _radius = radius;
        _wide = new(() => Search(structure, radius, Reach * radius));
        _mostOthers = structure.Periodicity.Any ? int.MaxValue : structure.Count - 1;
    }

    /// <summary>How many atoms are found for each.</summary>
    public int Wanted { get; }

    /// <summary>All atoms in an order in which neighbors in space follow each other.</summary>
    public ReadOnlySpan<int> SpatialOrder => _search.SpatialOrder;

    /// <summary>Prepares the search.</summary>
    /// <param name="structure">Atoms with their cell.</param>
    /// <param name="wanted">How many nearest atoms are wanted, at least 1.</param>
    /// <exception cref="MemoryBudgetException">The cell repeats too often within the radius.</exception>
    public static NearestAtoms Of(AtomicStructure structure, int wanted)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(wanted, 1);
        return new NearestAtoms(structure, wanted);
    }

    /// <summary>Finds the nearest atoms of one.</summary>
    public void Find(int atom, NearestBuffer nearest)
    {
        int enough = Math.Min(Wanted, _mostOthers);
        if (nearest.Take(_search, atom, _radius, Wanted) < enough
            && nearest.Take(_search, atom, SecondRadius * _radius, Wanted) < enough)
        {
            for (double radius = SecondRadius * _radius; radius < Reach * _radius;)
            {
                radius = Math.Min(Growth * radius, Reach * _radius);
                if (nearest.Take(_wide.Value, atom, radius, Wanted) >= enough)
                    return;
            }
        }
    }

    private static NeighborSearch Search(AtomicStructure structure, double usual, double cutoff) =>
        NeighborSearch.WithBins(structure, cutoff * (1 + 1e-9), usual / 2);

    // A search with a radius within which nine of ten atoms have enough others, and not many more.
    private static (NeighborSearch Search, double Radius) UsualSearch(AtomicStructure structure, int wanted)
    {
        (double spacing, double extent) = structure.Count > 0 ? Spacing(structure) : (1, 1);
        double radius = FirstMargin * spacing * Math.Cbrt(3 * (wanted + 1) / (4 * Math.PI));
        int samples = Math.Min(structure.Count, Samples);
        var last = new double[samples];
        var nearest = new NearestBuffer(wanted);
        while (true)
        {
            NeighborSearch search = Search(structure, radius, SecondRadius * radius);
            for (int k = 0; k < samples; k++)
            {
                int atom = (int)((long)k * structure.Count / samples);
                int found = nearest.Take(search, atom, radius, wanted);
                last[k] = found < wanted ? double.PositiveInfinity : Math.Sqrt(nearest.Squares[wanted - 1]);
            }

            Array.Sort(last);
            double usual = samples > 0 ? Margin * last[9 * (samples - 1) / 10] : radius;
            if (usual > 0 && radius > TooWide * usual)
                return (Search(structure, usual, SecondRadius * usual), usual);
            if (double.IsFinite(usual) || (!structure.Periodicity.Any && radius > extent))
                return (search, radius);
            radius *= Growth;
        }
    }

    // Edge of the room that an atom has for itself, in a solid, a sheet or a chain, and the diagonal of the sample.
    private static (double Spacing, double Extent) Spacing(AtomicStructure structure)
    {
        Vector3D low = structure.Positions[0], high = low;
        foreach (Vector3D p in structure.Positions)
        {
            low = new Vector3D(Math.Min(low.X, p.X), Math.Min(low.Y, p.Y), Math.Min(low.Z, p.Z));
            high = new Vector3D(Math.Max(high.X, p.X), Math.Max(high.Y, p.Y), Math.Max(high.Z, p.Z));
        }

        Vector3D extent = high - low;
        if (structure.Periodicity is { A: true, B: true, C: true })
            return (Math.Cbrt(structure.Lattice!.Volume / structure.Count), extent.Length);
        double[] sides = [extent.X, extent.Y, extent.Z];
        Array.Sort(sides);
        double spacing = Math.Max(
            Math.Cbrt(sides[0] * sides[1] * sides[2] / structure.Count),
            Math.Max(Math.Sqrt(sides[1] * sides[2] / structure.Count), sides[2] / structure.Count));
        return (spacing > 0 ? spacing : 1, extent.Length);
    }
}
