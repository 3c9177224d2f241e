using Arise.Numerics;
using Arise.Prototypes;
using Arise.Structures;

namespace Arise.Explanation;

/// <summary>Lays the crystal of a class over a sample: starts, growth, and which of them is best.</summary>
internal static class StructureExplainer
{
    /// <inheritdoc cref="StructureExplanation.MostAtoms"/>
    public const int MostAtoms = StructureExplanation.MostAtoms;

    private const int FirstRegion = 250;
    private const int StrainedSeeds = 3;
    private const int MostGrown = 2;
    private const double BetterBase = 0.01;
    private const double LeastOfBest = 0.6;
    private const double GoodQuality = 0.8;
    private const double Stretch = 0.11;
    private const double Allowance = 1.2;

    // How far from the middle starts are tried, as shares of the atoms.
    private static readonly double[] SeedShares = [0, 0.03, 0.1, 0.25, 0.45, 0.7];

    /// <inheritdoc cref="StructureExplanation.Of"/>
    public static StructureExplanation Explain(
        AtomicStructure sample, Prototype prototype, CancellationToken cancellation = default)
    {
        AtomicStructure piece = Middle(sample);
        FamilyCrystals crystals = FamilyCrystals.Of(prototype);
        (MemberCrystal Member, SampleAtoms Atoms, CrystalMatch? Match)? best = null;
        foreach (MemberCrystal member in crystals.All(cancellation))
        {
            (SampleAtoms atoms, CrystalMatch? match) = Match(member.Crystal, piece, cancellation);
            if (best is not { } known || match?.Quality > (known.Match?.Quality ?? 0) + BetterBase)
                best = (member, atoms, match);
            if (match is { IsGood: true })
                break;
        }

        (MemberCrystal Member, SampleAtoms Atoms, CrystalMatch? Match) chosen = best!.Value;
        return new ExplanationBuilder(crystals.Family, chosen.Member, chosen.Atoms, chosen.Match).Build(sample.Count);
    }

    /// <summary>Lays one crystal over a sample; no match without bonds or when nothing fits.</summary>
    public static (SampleAtoms Atoms, CrystalMatch? Match) Match(
        ReferenceCrystal crystal, AtomicStructure sample, CancellationToken cancellation)
    {
        double reach = (crystal.Ball.Max(ball => ball[^1].Step.Length) / crystal.Distance * Allowance)
            + OrientationSearch.Tolerance;
        var atoms = new SampleAtoms(sample, reach);
        return (atoms, atoms.Distance > 0 ? Best(crystal, atoms, cancellation) : null);
    }

    /// <summary>The atoms nearest to the middle, without periodicity, where there are more than can be explained.
    /// </summary>
    private static AtomicStructure Middle(AtomicStructure sample)
    {
        if (sample.Count <= MostAtoms)
            return sample;
        int[] atoms = ByDistance(sample);
        Array.Resize(ref atoms, MostAtoms);
        Array.Sort(atoms);
        return sample.Select(atoms).WithPeriodicity(Periodicity.None);
    }

    private static int[] ByDistance(AtomicStructure sample)
    {
        Vector3D middle = Vector3D.Zero;
        foreach (Vector3D position in sample.Positions)
            middle += position / sample.Count;
        int[] order = [.. Enumerable.Range(0, sample.Count)];
        double[] distances = [.. order.Select(atom => Math.Round((sample.Positions[atom] - middle).Length, 6))];
        return [.. order.OrderBy(atom => distances[atom])];
    }

    private static CrystalMatch? Best(ReferenceCrystal crystal, SampleAtoms atoms, CancellationToken cancellation)
    {
        var search = new OrientationSearch(crystal, atoms);
        int[] order = ByDistance(atoms.Atoms);
        int[] seeds = [.. SeedShares.Select(share => order[(int)(share * (order.Length - 1))]).Distinct()];
        CrystalMatch? best = null;
        foreach (IReadOnlyList<Matrix3> strains in new[] { [Matrix3.Identity], Strains(crystal) })
        {
            if (strains.Count == 0)
                break;
            foreach (int seed in strains.Count == 1 ? seeds : seeds.Take(StrainedSeeds))
            {
                cancellation.ThrowIfCancellationRequested();
                foreach (CrystalRegion region in Grown(crystal, atoms, search.Around(seed, strains), cancellation))
                {
                    double promise = MatchQuality.Of(crystal, atoms, region) / atoms.Atoms.Count;
                    if (best is not null && promise < LeastOfBest * best.Quality)
                        continue;
                    var match = new CrystalMatch(crystal, atoms, region);
                    if (best is null || match.Quality > best.Quality + 1e-6)
                        best = match;
                }

                if (best is not null && best.Quality > GoodQuality)
                    return best;
            }
        }

        return best;
    }

    // The best beginnings, grown as far as they go.
    private static List<CrystalRegion> Grown(
        ReferenceCrystal crystal, SampleAtoms atoms, List<CrystalStart> starts, CancellationToken cancellation)
    {
        var regions = new List<(CrystalRegion Region, double Score)>();
        foreach (CrystalStart start in starts)
        {
            var region = new CrystalRegion(crystal, atoms, start);
            region.Grow(FirstRegion, cancellation);
            regions.Add((region, MatchQuality.Of(crystal, atoms, region)));
        }

        double most = regions.Count == 0 ? 0 : regions.Max(one => one.Score);
        List<CrystalRegion> best =
        [
            .. regions.Where(one => one.Score >= LeastOfBest * most)
                .OrderByDescending(one => Math.Round(one.Score, 6)).Take(MostGrown).Select(one => one.Region),
        ];
        best.ForEach(region => region.Grow(int.MaxValue, cancellation));
        return best;
    }

    // Stretches that keep the symmetry, for classes whose members differ by them.
    private static List<Matrix3> Strains(ReferenceCrystal crystal)
    {
        var strains = new List<Matrix3>();
        foreach (Matrix3 mode in crystal.Strains)
        {
            strains.Add((Stretch * mode).Of(Math.Exp));
            strains.Add((-Stretch * mode).Of(Math.Exp));
        }

        return strains;
    }
}
