using Arise.Defects;
using Arise.Descriptors;
using Arise.Numerics;
using Arise.Structures;

namespace Arise.Samples;

/// <summary>
/// Crystals that are no class: three to ten atoms at random places of a random cell, pushed apart. Without them a
/// network gave a class to all of A15 and C15, with them to none.
/// </summary>
internal sealed class RandomCrystalSamples(AtomSampleSettings settings)
{
    private const double Least = 2.5;
    private const double MostNoise = 0.1;
    private const int Sweeps = 60;

    private static readonly ChemicalElement[] Species = [.. new[] { "Cu", "O", "Na" }.Select(ChemicalElement.Parse)];

    /// <summary>The kind.</summary>
    public SampleKind Kind => new("random crystals", settings.RandomCrystals, Make);

    /// <summary>A random cell.</summary>
    public static AtomicStructure Cell(Draws draws)
    {
        int count = draws.Between(3, 10);
        int kinds = draws.Chance(0.5) ? 1 : draws.Between(2, Species.Length);
        double edge = Least * Math.Cbrt(count / draws.Uniform(0.45, 1.05));
        while (true)
        {
            double Stretch() => edge * draws.LogUniform(0.7, 1.4);
            double Angle() => draws.Uniform(65, 115);
            Lattice raw = Lattice.FromParameters(Stretch(), Stretch(), Stretch(), Angle(), Angle(), Angle());
            double scale = edge / Math.Cbrt(raw.Volume);
            var lattice = new Lattice(scale * raw.A, scale * raw.B, scale * raw.C);
            var positions = new Vector3D[count];
            var species = new ChemicalElement[count];
            for (int atom = 0; atom < count; atom++)
            {
                positions[atom] = lattice.ToCartesian(draws.Point());
                species[atom] = Species[atom < kinds ? atom : draws.Below(kinds)];
            }

            AtomicStructure cell =
                HardCores.Part(new AtomicStructure(positions, species, lattice, Periodicity.Bulk), Least, Sweeps);
            if (LeastDistance(cell) > 0.75 * Least)
                return cell;
        }
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

    private IReadOnlyList<AtomSample> Make(int index, Draws draws)
    {
        AtomicStructure cell = Cell(draws);
        double distance = NearestNeighborDistance.OfAllAtoms(cell);
        AtomicStructure sites = CrystalBlocks.Supercell(cell, distance, draws);
        if (draws.Chance(0.2))
            sites = Vacancies.Remove(sites, draws.Uniform(0, 0.08), draws.Seed());
        AtomicStructure hot = Noise.Heat(sites, Noise.Amount(MostNoise, draws) * distance, distance, draws);
        return [LabelColumn.Sample(LabelColumn.Fill(hot, AtomSample.None), "random crystal", settings.Rows)];
    }
}
