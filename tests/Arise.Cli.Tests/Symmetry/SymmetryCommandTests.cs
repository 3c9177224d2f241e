using System.CommandLine;
using Arise.Baselines.SpaceGroups;

namespace Arise.Cli.Tests;

public sealed class SymmetryCommandTests : IDisposable
{
    private const string Polonium = "1\nLattice=\"3 0 0 0 3 0 0 0 3\" pbc=\"T T T\"\nPo 0 0 0\n";
    private const string Atom = "2\n\nPo 0 0 0\nPo 3 0 0\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("arise-symmetry").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_space_group_stands_beside_the_class()
    {
        (int exitCode, string output, string error) = Run(Written("po.xyz", Polonium));
        if (!Spglib.IsInstalled)
        {
            Assert.Equal(CommandLineApplication.Failure, exitCode);
            Assert.Contains("libsymspg1", error, StringComparison.Ordinal);
            return;
        }

        Assert.Equal((0, ""), (exitCode, error));
        Assert.Equal(5, output.Split("  Pm-3m (221)\n").Length - 1);
        Assert.Contains("class: simple cubic", output, StringComparison.Ordinal);
        Assert.Contains("its space group is Pm-3m (221)", output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_table_has_a_row_for_every_structure_also_for_those_without_a_group()
    {
        if (!Spglib.IsInstalled)
            return;
        string table = Path.Combine(_folder, "groups.csv");
        (int exitCode, string output, _) = Run(
            Written("po.xyz", Polonium), Written("pair.xyz", Atom), Path.Combine(_folder, "missing.cif"),
            "--symprec", "0.1,0.01", "--csv", table);
        Assert.Equal(CommandLineApplication.Failure, exitCode);
        Assert.Contains("periodic in three directions", output, StringComparison.Ordinal);
        string[] rows = File.ReadAllLines(table);
        Assert.Equal(
            "file,frame,name,formula,atoms,number_0.1,symbol_0.1,number_0.01,symbol_0.01,answer,verdict,error",
            rows[0]);
        Assert.Contains(",Po,1,221,Pm-3m,221,Pm-3m,", rows[1], StringComparison.Ordinal);
        Assert.Contains("three directions", rows[2], StringComparison.Ordinal);
        Assert.Contains("no such file", rows[3], StringComparison.Ordinal);
        Assert.All([rows[0], rows[1], rows[3]], row => Assert.Equal(11, row.Count(letter => letter == ',')));
    }

    private static (int ExitCode, string Output, string Error) Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int exitCode = SymmetryCommand.Create().Parse(arguments).Invoke(
            new InvocationConfiguration { Output = output, Error = error });
        return (exitCode, output.ToString(), error.ToString());
    }

    private string Written(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
