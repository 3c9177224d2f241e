using Arise.Benchmarks.Descriptors;
using Arise.Benchmarks.Structures;
using BenchmarkDotNet.Running;

switch (args)
{
    case ["soap"]:
        SoapBenchmarks.Run();
        break;
    case ["neighbors"]:
        NeighborSearchBenchmarks.Run();
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        break;
}
