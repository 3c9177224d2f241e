using Arise.Baselines.SpaceGroups;
using Arise.Benchmarking;
using Arise.Prototypes;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Samples;

internal static class SpaceGroups
{
    public static void Run()
    {
        // begin
        AtomicStructure crystal = StructureFile.ReadFirst("examples/rock_salt.cif");
        Console.WriteLine(Spglib.IsInstalled ? Spglib.Find(crystal, tolerance: 0.01)?.Symbol : "no spglib");
        var sample = new ThermalSample("salt", crystal, PrototypeLibrary.Find("rock salt"));
        ThermalTable table = ThermalBenchmark.Run([sample]);
        Console.WriteLine(table.Rows[0].Shares[^2]);                          // the labels of arise-atoms
        // end
    }
}
