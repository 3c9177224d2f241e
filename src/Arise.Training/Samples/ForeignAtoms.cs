using Arise.Defects;
using Arise.Numerics;
using Arise.Structures;

namespace Arise.Samples;

/// <summary>Other species in a crystal: alloys, dilute foreign atoms, antisites, interstitials.</summary>
internal static class ForeignAtoms
{
    private const double LeastGap = 0.5;
    private const int Attempts = 40;
    private const double Core = 0.85;
    private const double FarFromSite = 0.2;

    // No class contains them; only which atoms are alike matters.
    private static readonly ChemicalElement[] Foreign =
        [.. new[] { "Xe", "Kr", "Ar", "Ne" }.Select(ChemicalElement.Parse)];

    /// <summary>A species that no class contains.</summary>
    public static ChemicalElement First => Foreign[0];

    /// <summary>
    /// A crystal of one species: a random alloy of two to five in 15 %, 0.2 to 10 % of one or two foreign species in
    /// 20 %, and interstitials in 8 %; all these shares times <paramref name="factor"/>.
    /// </summary>
    public static AtomicStructure IntoElement(
        AtomicStructure structure, double distance, Draws draws, double factor = 1)
    {
        double kind = draws.Uniform() / factor;
        if (kind < 0.15)
            structure = Alloy(structure, draws);
        else if (kind < 0.35)
            structure = Dissolve(structure, 0.1, draws);
        return draws.Chance(0.08 * factor) ? WithInterstitials(structure, distance, draws, factor) : structure;
    }

    /// <summary>
    /// A compound: antisites to 5 % in 15 %, foreign atoms to 8 % in 15 %, two species on the sites of one in 12 % of
    /// bulk crystals of two or three species, interstitials in 5 %; all these shares times <paramref name="factor"/>.
    /// </summary>
    public static AtomicStructure IntoCompound(
        AtomicStructure structure, double distance, bool mixes, Draws draws, double factor = 1)
    {
        double kind = draws.Uniform() / factor;
        if (kind < 0.15)
            structure = Substitutions.Exchange(structure, draws.Uniform(0, 0.05), draws.Seed());
        else if (kind < 0.30)
            structure = Dissolve(structure, 0.08, draws);
        else if (kind < 0.42 && mixes)
            structure = Mix(structure, draws);
        return draws.Chance(0.05 * factor) ? WithInterstitials(structure, distance, draws, factor) : structure;
    }

    /// <summary>Two to five species at random, each with a share of at least about a twentieth.</summary>
    public static AtomicStructure Alloy(AtomicStructure structure, Draws draws)
    {
        int count = draws.Between(2, 5);
        double[] shares = [.. Enumerable.Range(0, count).Select(_ => 0.2 + draws.Uniform())];
        double total = shares.Sum();
        ChemicalElement[] species = structure.Species.ToArray();
        for (int atom = 0; atom < species.Length; atom++)
        {
            double u = total * draws.Uniform();
            int s = 0;
            while (s < count - 1 && u >= shares[s])
                u -= shares[s++];
            if (s > 0)
                species[atom] = Foreign[s - 1];
        }

        return structure.WithSpecies(species);
    }

    /// <summary>
    /// Puts atoms into gaps; they push their neighbors away. Nobody can tell the class of such an atom, nor that of a
    /// neighbor that is pushed far from its site. 0.2 to 3 %; up to 22 % with a factor above 1, half of which push
    /// nothing.
    /// </summary>
    public static AtomicStructure WithInterstitials(
        AtomicStructure structure, double distance, Draws draws, double factor = 1, double least = 0.002)
    {
        double most = factor > 1 ? 0.22 : 0.03;
        int wanted = Math.Max(1, (int)(draws.LogUniform(least, most) * structure.Count));
        ChemicalElement element = draws.Chance(0.4) ? structure.Species[0] : Foreign[^1];
        List<Vector3D> positions = [.. structure.Positions];
        var search = new NeighborSearch(structure, 2 * distance);
        for (int k = 0; k < wanted; k++)
        {
            if (Gap(structure, search, distance, draws) is { } gap)
                positions.Add(gap);
        }

        int added = positions.Count - structure.Count;
        if (added == 0)
            return structure;
        int[] kinds = [.. Enumerable.Repeat(0, structure.Count), .. Enumerable.Repeat(1, added)];
        short[] labels = [.. LabelColumn.Of(structure), .. Enumerable.Repeat(AtomSample.Untold, added)];
        var crowded = new AtomicStructure(
            [.. positions],
            [.. structure.Species, .. Enumerable.Repeat(element, added)],
            structure.Lattice,
            structure.Periodicity);
        double core = (factor > 1 && draws.Chance(0.5) ? LeastGap : Core) * distance;
        AtomicStructure parted = HardCores.Part(crowded, kinds, new[,] { { 0, core }, { core, core } }, 5);
        for (int atom = 0; atom < structure.Count; atom++)
        {
            if ((parted.Positions[atom] - crowded.Positions[atom]).Length > FarFromSite * distance)
                labels[atom] = AtomSample.Untold;
        }

        return LabelColumn.Set(parted, labels);
    }

    private static AtomicStructure Dissolve(AtomicStructure structure, double most, Draws draws)
    {
        int kinds = draws.Between(1, 2);
        for (int k = 0; k < kinds; k++)
        {
            structure = Substitutions.Dissolve(
                structure, Foreign[k], draws.LogUniform(0.002, most) / kinds, draws.Seed());
        }

        return structure;
    }

    private static AtomicStructure Mix(AtomicStructure structure, Draws draws)
    {
        ChemicalElement host = draws.Of(structure.DistinctSpecies());
        double share = draws.Uniform(0.1, 0.9);
        ChemicalElement[] species = structure.Species.ToArray();
        for (int atom = 0; atom < species.Length; atom++)
        {
            if (species[atom] == host && draws.Chance(share))
                species[atom] = Foreign[0];
        }

        return structure.WithSpecies(species);
    }

    // A point near an atom that is far from all atoms, the best of some; null where all are too near.
    private static Vector3D? Gap(AtomicStructure structure, NeighborSearch search, double distance, Draws draws)
    {
        int near = draws.Below(structure.Count);
        var neighbors = new NeighborBuffer();
        search.Find(near, neighbors);
        Vector3D? best = null;
        double widest = LeastGap * distance;
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            Vector3D step = draws.Uniform(0.6, 1) * distance * draws.Direction();
            double least = step.Length;
            for (int k = 0; k < neighbors.Count; k++)
            {
                least = Math.Min(
                    least, (new Vector3D(neighbors.X[k], neighbors.Y[k], neighbors.Z[k]) - step).Length);
            }

            if (least > widest)
                (best, widest) = (structure.Positions[near] + step, least);
        }

        return best;
    }
}
