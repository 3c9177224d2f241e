using Arise.Benchmarking;
using Arise.Numerics;
using Arise.Prototypes;
using Arise.Structures;

namespace Arise.Tests.Benchmarking;

public sealed class ThermalBenchmarkTests : IDisposable
{
    private static readonly Prototype Fcc = PrototypeLibrary.Find("fcc");

    private readonly string _folder = Directory.CreateTempSubdirectory("arise-thermal").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Perfect_crystals_are_right_for_the_methods_that_know_them()
    {
        Prototype diamond = PrototypeLibrary.Find("diamond"), salt = PrototypeLibrary.Find("rock salt");
        ThermalTable table = ThermalBenchmark.Run(
        [
            new("fcc", Fcc.Structure.Repeat(4, 4, 4), Fcc, 1),
            new("diamond", diamond.Structure.Repeat(3, 3, 3), diamond, 1),
            new("salt", salt.Structure.Repeat(3, 3, 3), salt, 1),
        ]);
        Assert.Equal("PTM, tuned", table.Methods[^3]);
        Assert.Equal(["PTM, RMSD < 0.1", "PTM, RMSD < 0.15", "PTM, no cutoff"], table.Methods.ToArray()[^6..^3]);
        Assert.Equal("fcc", table.Rows[0].Name);
        for (int method = 0; method < table.Methods.Length; method++)
        {
            bool isOfDiamond = table.Methods[method] == "diamond";
            bool isOfOurs = table.Methods[method].StartsWith("Arise", StringComparison.Ordinal);
            bool isTemplate = table.Methods[method].StartsWith("PTM", StringComparison.Ordinal);
            Assert.Equal(isOfDiamond ? double.NaN : 1, table.Rows[0].Shares[method]);
            Assert.Equal(
                isOfDiamond || isOfOurs || isTemplate ? 1 : double.NaN, table.Rows[1].Shares[method]);
            Assert.Equal(isOfOurs ? 1 : double.NaN, table.Rows[2].Shares[method]);
        }
    }

    [Fact]
    public void Templates_know_ordered_crystals_and_few_atoms_have_no_labels()
    {
        Prototype ordered = PrototypeLibrary.Find("L12_Cu3Au");
        ThermalTable table = ThermalBenchmark.Run(
        [
            new("ordered", ordered.Structure.Repeat(4, 4, 4), ordered), new("cell", Fcc.Structure.Select([0]), Fcc),
        ]);
        int cutoff = table.Methods.IndexOf("PTM, RMSD < 0.1"), own = table.Methods.IndexOf("Arise");
        Assert.Equal(1, table.Rows[0].Shares[cutoff]);
        Assert.Equal(double.NaN, table.Rows[0].Shares[table.Methods.IndexOf("CNA")]);
        Assert.Equal(double.NaN, table.Rows[1].Shares[own]);
    }

    // Atoms anywhere are no crystal; template matching without a cutoff names them all the same.
    [Fact]
    public void The_tuned_cutoff_separates_a_rattled_crystal_from_a_gas()
    {
        var random = new Random(3);
        AtomicStructure crystal = Fcc.Structure.Repeat(5, 5, 5), gas = Moved(3), hot = Moved(0.15);
        ThermalTable table = ThermalBenchmark.Run([new("hot", hot, Fcc), new("gas", gas, null)]);
        double cutoff = Assert.Single(table.TunedCutoffs).Value;
        Assert.InRange(cutoff, 0.05, 0.3);
        int tuned = table.Methods.IndexOf("PTM, tuned"), all = table.Methods.IndexOf("PTM, no cutoff");
        Assert.True(table.Rows[1].Shares[all] > 0.5);
        Assert.True(table.Rows[1].Shares[tuned] < 0.5 * table.Rows[1].Shares[all]);
        Assert.True(table.Rows[0].Shares[tuned] > 0.9);

        ThermalBenchmark.Write(table, _folder, overwrite: true);
        Assert.Contains("gas: named", File.ReadAllText(Path.Combine(_folder, "thermal.md")), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_folder, "thermal.svg")));
        Assert.Equal(
            1 + (2 * table.Methods.Length), File.ReadLines(Path.Combine(_folder, "thermal.csv")).Count());

        AtomicStructure Moved(double most) => new(
            crystal.Positions.ToArray().Select(place => place + new Vector3D(
                most * (random.NextDouble() - 0.5) * 2,
                most * (random.NextDouble() - 0.5) * 2,
                most * (random.NextDouble() - 0.5) * 2)).ToArray(),
            crystal.Species,
            crystal.Lattice,
            crystal.Periodicity);
    }
}
