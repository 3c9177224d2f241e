using Arise.Defects;
using Arise.Descriptors;
using Arise.Numerics;
using Arise.Structures;

namespace Arise.Samples;

/// <summary>
/// Crystals and layers that are no class: a few atoms at random places of a random cell, pushed apart. Without them a
/// network gave a class to all of A15 and C15, with them to none.
/// </summary>
internal sealed class RandomCrystalSamples(AtomSampleSettings settings)
{
    private const double Least = 2.5;
    private const double MostNoise = 0.1;
    private const int Sweeps = 60;

    private static readonly ChemicalElement[] Species = [.. new[] { "Cu", "O", "Na" }.Select(ChemicalElement.Parse)];

    /// <summary>The kinds.</summary>
    public IEnumerable<SampleKind> Kinds =>
    [
        new("random crystals", settings.RandomCrystals, (_, draws) => Make(Cell(draws), "random crystal", draws)),
        new("random layers", settings.RandomLayers, (_, draws) => Make(Layer(draws), "random layer", draws)),
    ];

    /// <summary>A random cell with three to ten atoms.</summary>
    public static AtomicStructure Cell(Draws draws)
    {
        int count = draws.Between(3, 10);
        double edge = Least * Math.Cbrt(count / draws.Uniform(0.45, 1.05));
        while (true)
        {
            double Stretch() => edge * draws.LogUniform(0.7, 1.4);
            double Angle() => draws.Uniform(65, 115);
            Lattice raw = Lattice.FromParameters(Stretch(), Stretch(), Stretch(), Angle(), Angle(), Angle());
            double scale = edge / Math.Cbrt(raw.Volume);
            var lattice = new Lattice(scale * raw.A, scale * raw.B, scale * raw.C);
            if (Settled(lattice, Periodicity.Bulk, count, () => draws.Point(), draws) is { } cell)
                return cell;
        }
    }

    /// <summary>A random layer with three to eight atoms in its cell, half of the layers flat.</summary>
    public static AtomicStructure Layer(Draws draws)
    {
        int count = draws.Between(3, 8);
        double thickness = draws.Chance(0.5) ? 0 : draws.Uniform(0.3, 2) * Least;
        double sheets = 1 + (thickness / Least);
        double edge = Least * Math.Sqrt(count / sheets / draws.Uniform(0.4, 1));
        while (true)
        {
            double ratio = draws.LogUniform(0.7, 1.4);
            Lattice raw = Lattice.FromParameters(edge * ratio, edge / ratio, 1, 90, 90, draws.Uniform(65, 115));
            var lattice = new Lattice(raw.A, raw.B, new Vector3D(0, 0, 20));
            Vector3D Place() => new(draws.Uniform(), draws.Uniform(), 0.5 + (thickness * draws.Uniform() / 20));
            if (Settled(lattice, Periodicity.InPlane, count, Place, draws) is { } cell)
                return cell;
        }
    }

    // Null where some atoms stay too close.
    private static AtomicStructure? Settled(
        Lattice lattice, Periodicity periodicity, int count, Func<Vector3D> place, Draws draws)
    {
        int kinds = draws.Chance(0.5) ? 1 : draws.Between(2, Math.Min(count, Species.Length));
        var positions = new Vector3D[count];
        var species = new ChemicalElement[count];
        for (int atom = 0; atom < count; atom++)
        {
            positions[atom] = lattice.ToCartesian(place());
            species[atom] = Species[atom < kinds ? atom : draws.Below(kinds)];
        }

        AtomicStructure cell =
            HardCores.Part(new AtomicStructure(positions, species, lattice, periodicity), Least, Sweeps);
        return LeastDistance(cell) > 0.75 * Least ? cell : null;
    }

    private static double LeastDistance(AtomicStructure structure)
    {
        var search = new NeighborSearch(structure, Least);
        var neighbors = new NeighborBuffer();
        double least = Least * Least;
        for (int atom = 0; atom < structure.Count; atom++)
        {
            search.Find(atom, neighbors);
            foreach (double square in neighbors.SquaredDistances)
                least = Math.Min(least, square);
        }

        return Math.Sqrt(least);
    }

    private IReadOnlyList<AtomSample> Make(AtomicStructure cell, string name, Draws draws)
    {
        double distance = NearestNeighborDistance.OfAllAtoms(cell);
        AtomicStructure sites = CrystalBlocks.Supercell(cell, distance, draws);
        if (draws.Chance(0.2))
            sites = Vacancies.Remove(sites, draws.Uniform(0, 0.08), draws.Seed());
        AtomicStructure hot = Noise.Heat(sites, Noise.Amount(MostNoise, draws) * distance, distance, draws);
        return [LabelColumn.Sample(LabelColumn.Fill(hot, AtomSample.None), name, settings.Rows)];
    }
}
