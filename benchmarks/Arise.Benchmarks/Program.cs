using System.Globalization;
using Arise.Benchmarks.Descriptors;
using Arise.Benchmarks.Exploration;
using Arise.Benchmarks.Mapping;
using Arise.Benchmarks.Networks;
using Arise.Benchmarks.Numerics;
using Arise.Benchmarks.Recognition;
using Arise.Benchmarks.Structures;

switch (args)
{
    case ["neighbors"]:
        NeighborSearchBenchmarks.Run();
        break;
    case ["soap"]:
        SoapBenchmarks.Run();
        break;
    case ["kernels"]:
        TileKernelBenchmarks.Run();
        break;
    case ["network"]:
        NetworkBenchmarks.Run();
        break;
    case ["modes"]:
    case ["modes", _]:
        PredictionModeBenchmarks.Run(args.ElementAtOrDefault(1));
        break;
    case ["map"]:
    case ["map", _]:
        MapBenchmarks.Run(args.ElementAtOrDefault(1));
        break;
    case ["scale", _]:
    case ["scale", _, _]:
    case ["scale", _, _, _]:
        ScaleBenchmarks.Run(
            args[1],
            args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 1_000_000,
            args.ElementAtOrDefault(3));
        break;
    case ["hdbscan"]:
    case ["hdbscan", _, _]:
        HdbscanBenchmarks.Run(args[1..]);
        break;
    case ["agreement"]:
        AgreementBenchmarks.Run();
        break;
    case ["robustness", _, _, _, ..]:
        RobustnessBenchmarks.Run(args[1..]);
        break;
    case ["overlap", _, _, _, ..]:
        OverlapBenchmarks.Run(args[1..]);
        break;
    case ["novelty", _, _, _, _, ..]:
        NoveltyBenchmarks.Run(args[1..]);
        break;
    case ["umap", ..]:
        UmapBenchmarks.Run(args[1..]);
        break;
    default:
        Console.Error.WriteLine("""
            Name one benchmark:
              neighbors  neighbor search in a million atoms
              soap       the descriptor, stage by stage
              kernels    matrix kernels against the peak of this machine
              network    training steps and predictions
              modes      exact and adaptive prediction on the boxes of a map; a file of a slab may follow
              map        a whole map; a file of a slab may follow
              scale OUTDIR [ATOMS [FIGURE.svg]]
                         maps of polycrystals of 10 000 to a million (or ATOMS) atoms: time and peak memory
              umap       embedding of 8000 points, stage by stage; archives with an array X or vectors may follow
              hdbscan    clusters of 8000 x 512 and 44 000 x 256 numbers; number of points and of components may follow
              agreement  accuracy and mutual information of the shipped model on defective structures
              robustness CACHE THERMAL MODEL...
                         models side by side on defective, small and hot structures: folder to keep the described
                         structures in, folder of LAMMPS dumps of hot crystals (- for none), model files
                         (A+B: the mean of two)
              overlap    MODEL CLASS CLASS [MISSING DISPLACED]
                         how well two classes can be told apart at all under a defect, in per cent (0 10)
              novelty CACHE THERMAL FURTHER MODEL...
                         how often calibrated models refuse what they know and what they do not know: the same
                         folders (CACHE may be the same too; delete it to describe anew), folder of further
                         crystals that are no classes (- for none), model files
            """);
        return 2;
}

return 0;
