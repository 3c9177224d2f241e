using Arise.Defects;
using Arise.Numerics;
using Arise.Structures;

namespace Arise.Samples;

/// <summary>Thermal noise: atoms move on their own, with their neighbors, or both, and do not come too close.</summary>
internal static class Noise
{
    private const double NearestSites = 1.9;

    /// <summary>
    /// How far atoms move, root mean square of a component as a share of the distance of neighbors: uniform up to the
    /// largest, but in 6 % nothing and in 14 % very little. A network that has seen few crystals at rest knows nothing
    /// about them: symmetry makes most of their numbers exactly zero.
    /// </summary>
    public static double Amount(double most, Draws draws)
    {
        double kind = draws.Uniform();
        return kind < 0.06 ? 0 : kind < 0.2 ? draws.LogUniform(0.001, 0.02) : draws.Uniform(0, most);
    }

    /// <summary>
    /// Moves the atoms: 40 % independently, 40 % as springs ask, 20 % both; then parts close pairs in 60 %.
    /// </summary>
    /// <param name="structure">Atoms at their sites.</param>
    /// <param name="deviation">Root mean square of a component, Angstrom.</param>
    /// <param name="distance">Distance of nearest neighbors, Angstrom.</param>
    /// <param name="draws">Random numbers.</param>
    public static AtomicStructure Heat(AtomicStructure structure, double deviation, double distance, Draws draws)
    {
        double kind = draws.Uniform();
        double share = kind < 0.4 ? 0 : kind < 0.8 ? 1 : draws.Uniform();
        var springs = new SpringModel
        {
            Reach = draws.Chance(0.5) ? 1.35 : 1.75,
            Decay = draws.Uniform(1, 16),
            Transverse = Math.Pow(10, draws.Uniform(-2.2, -0.3)),
            OnSite = Math.Pow(10, draws.Uniform(-3, -0.3)),
        };
        AtomicStructure moved =
            SpringDisplacements.Move(structure, springs, Math.Sqrt(share) * deviation, draws.Seed());
        moved = Displacements.Gaussian(moved, Math.Sqrt(1 - share) * deviation, draws.Seed());
        return draws.Chance(0.6)
            ? Part(structure, moved, draws.Uniform(0.78, 0.90), draws.Between(2, 7), distance)
            : moved;
    }

    /// <summary>
    /// Parts pairs that are closer than a share of the least distance that the two species had at their sites.
    /// </summary>
    /// <param name="sites">The atoms at their sites.</param>
    /// <param name="moved">The same atoms.</param>
    /// <param name="share">Share of the least distance.</param>
    /// <param name="sweeps">Number of sweeps.</param>
    /// <param name="distance">Distance of nearest neighbors, Angstrom.</param>
    public static AtomicStructure Part(
        AtomicStructure sites, AtomicStructure moved, double share, int sweeps, double distance)
    {
        ChemicalElement[] species = [.. sites.DistinctSpecies()];
        int[] kinds = new int[sites.Count];
        for (int atom = 0; atom < kinds.Length; atom++)
            kinds[atom] = Array.IndexOf(species, sites.Species[atom]);
        var least = new double[species.Length, species.Length];
        for (int a = 0; a < species.Length; a++)
        {
            for (int b = 0; b < species.Length; b++)
                least[a, b] = share * NearestSites * distance;
        }

        var search = new NeighborSearch(sites, NearestSites * distance);
        var neighbors = new NeighborBuffer();
        for (int atom = 0; atom < kinds.Length; atom++)
        {
            search.Find(atom, neighbors);
            for (int k = 0; k < neighbors.Count; k++)
            {
                ref double limit = ref least[kinds[atom], kinds[neighbors.Atoms[k]]];
                limit = Math.Min(limit, share * Math.Sqrt(neighbors.SquaredDistances[k]));
            }
        }

        return HardCores.Part(moved, kinds, least, sweeps);
    }

    /// <summary>A strain with independent components of 1.2 % root mean square, times a factor.</summary>
    public static Strain SmallStrain(Draws draws, double factor = 1) =>
        Strain.Random(factor * 0.012 * Math.Sqrt(3), draws.Seed());
}
