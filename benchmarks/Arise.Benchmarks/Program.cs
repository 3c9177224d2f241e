using Arise.Benchmarks.Descriptors;
using Arise.Benchmarks.Networks;
using Arise.Benchmarks.Numerics;
using Arise.Benchmarks.Structures;
using BenchmarkDotNet.Running;

// Plain tables for whole jobs, BenchmarkDotNet for everything else.
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
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        break;
}
