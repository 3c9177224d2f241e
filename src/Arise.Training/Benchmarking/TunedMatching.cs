using Arise.Baselines;
using Arise.Baselines.TemplateMatching;
using Arise.Structures;

namespace Arise.Benchmarking;

/// <summary>
/// Template matching tuned for one crystal, in its favor: only the types that can be mistaken for each other there, and
/// the RMSD cutoff with the largest difference between the right atoms of the samples of the crystal and the named
/// ones of the liquids, means over samples.
/// </summary>
internal sealed class TunedMatching
{
    private const double Step = 0.005;
    private const int Steps = 60;

    private static readonly LocalStructure[][] Families =
    [
        [LocalStructure.Fcc, LocalStructure.Hcp, LocalStructure.Bcc, LocalStructure.Icosahedral],
        [LocalStructure.CubicDiamond, LocalStructure.HexagonalDiamond],
        [LocalStructure.SimpleCubic],
        [LocalStructure.Graphene],
    ];

    private readonly LocalStructure _truth;

    // [sample][bin of RMSD]: atoms of this type, or for liquids of any; the last bin has the rest.
    private readonly List<(int Atoms, int[] Counts)> _right = [];
    private readonly List<(int Atoms, int[] Counts)> _liquid = [];

    /// <summary>A matching for samples of one crystal.</summary>
    public TunedMatching(LocalStructure truth) => _truth = truth;

    /// <summary>Counts a sample: of the crystal, or a liquid.</summary>
    public void Add(AtomicStructure structure, bool isLiquid, int threads, CancellationToken cancellation)
    {
        TemplateMatches matches = PolyhedralTemplateMatching.Match(
            structure,
            new TemplateMatchingSettings
            {
                Types = Families.First(family => family.Contains(_truth)),
                RmsdCutoff = double.PositiveInfinity,
                Threads = threads,
            },
            cancellation: cancellation);
        int[] counts = new int[Steps + 1];
        for (int atom = 0; atom < structure.Count; atom++)
        {
            LocalStructure type = matches.BestTypes[atom];
            if (isLiquid ? type != LocalStructure.Other : type == _truth)
                counts[Math.Min((int)(matches.Rmsds[atom] / Step), Steps)]++;
        }

        (isLiquid ? _liquid : _right).Add((structure.Count, counts));
    }

    /// <summary>The best cutoff: a multiple of 0.005, or infinity.</summary>
    public double Cutoff => Best is var best && best > Steps ? double.PositiveInfinity : best * Step;

    /// <summary>Shares of right atoms of the samples of the crystal, in their order.</summary>
    public IEnumerable<double> Right => _right.Select(one => Share(one, Best));

    /// <summary>Shares of named atoms of the liquids, in their order.</summary>
    public IEnumerable<double> Named => _liquid.Select(one => Share(one, Best));

    // Number of bins below the cutoff; of equal ones the widest.
    private int Best => Enumerable.Range(1, Steps + 1)
        .MaxBy(bins => (Math.Round(Mean(_right, bins) - Mean(_liquid, bins), 12), bins));

    private static double Mean(List<(int Atoms, int[] Counts)> samples, int bins) =>
        samples.Count == 0 ? 0 : samples.Average(one => Share(one, bins));

    private static double Share((int Atoms, int[] Counts) one, int bins) =>
        (double)one.Counts.Take(bins).Sum() / one.Atoms;
}
