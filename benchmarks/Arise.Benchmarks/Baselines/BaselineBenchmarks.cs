using Arise.Baselines;
using Arise.Benchmarks.Samples;
using Arise.Prototypes;
using Arise.Structures;
using BenchmarkDotNet.Attributes;

namespace Arise.Benchmarks.Baselines;

/// <summary>
/// The classical methods, one thread, for about 13 824 atoms of a hot crystal: every component is displaced by up to
/// 11 % of the nearest distance. The times are of the whole block; the kernels have their neighbors at hand.
/// </summary>
public class BaselineBenchmarks : PeakBenchmark
{
    private const double Displacement = 0.11;
    private const int Atoms = 13_824;

    private readonly BaselineSettings _oneThread = new() { Threads = 1 };
    private readonly BondNetwork _bonds = new();
    private readonly BondAngles _angles = new();
    private AtomicStructure _structure = null!;
    private NearestBuffer[] _nearest = [];
    private NearestBuffer[] _twelve = [];
    private double _cutoff;

    /// <summary>The crystal.</summary>
    [Params("fcc", "bcc", "diamond")]
    public string Crystal { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        AtomicStructure cell = PrototypeLibrary.Find(Crystal).Structure!;
        int edge = (int)Math.Cbrt(Atoms / cell.Count);
        AtomicStructure cold = cell.Repeat(edge, edge, edge);
        NearestAtoms search = NearestAtoms.Of(cold, 14);
        var nearest = new NearestBuffer(14);
        search.Find(0, nearest);
        _structure = CopperBlocks.Shaken(cold, Displacement * Math.Sqrt(nearest.Squares[0]));
        _cutoff = CommonNeighborAnalysis.DefaultCutoff(_structure);
        (_nearest, _twelve) = (Found(14), Found(12));
    }

    [Benchmark]
    public int EighteenNearest() => Search(18);

    [Benchmark]
    public int FourteenNearest() => Search(14);

    [Benchmark]
    public int FourNearest() => Search(4);

    [Benchmark]
    public int AdaptiveCommonNeighbors()
    {
        int sum = 0;
        foreach (NearestBuffer nearest in _nearest)
            sum += (int)CommonNeighborAnalysis.Adaptive(nearest, _bonds);
        return sum;
    }

    [Benchmark]
    public int CommonNeighbors()
    {
        int sum = 0;
        foreach (NearestBuffer nearest in _twelve)
            sum += (int)_bonds.OfTwelve(nearest.X, nearest.Y, nearest.Z, _cutoff * _cutoff);
        return sum;
    }

    [Benchmark]
    public int BondAngles()
    {
        int sum = 0;
        foreach (NearestBuffer nearest in _nearest)
            sum += (int)_angles.Identify(nearest, BondAngleVariant.Original);
        return sum;
    }

    [Benchmark]
    public double CentrosymmetryOfTwelve()
    {
        double sum = 0;
        foreach (NearestBuffer nearest in _twelve)
            sum += Centrosymmetry.Of(nearest);
        return sum;
    }

    /// <summary>With the search for the four nearest atoms.</summary>
    [Benchmark]
    public object Diamond() => DiamondIdentification.Identify(_structure, _oneThread);

    private int Search(int wanted)
    {
        NearestAtoms search = NearestAtoms.Of(_structure, wanted);
        var nearest = new NearestBuffer(wanted);
        int sum = 0;
        foreach (int atom in search.SpatialOrder)
        {
            search.Find(atom, nearest);
            sum += nearest.Atoms[wanted - 1];
        }

        return sum;
    }

    private NearestBuffer[] Found(int wanted)
    {
        NearestAtoms search = NearestAtoms.Of(_structure, wanted);
        return [.. search.SpatialOrder.ToArray().Select(atom =>
        {
            var nearest = new NearestBuffer(wanted);
            search.Find(atom, nearest);
            return nearest;
        })];
    }
}
