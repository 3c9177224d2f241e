using System.CommandLine;
using Arise.Prototypes;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Cli.Tests;

public sealed class BenchmarkThermalCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("arise-thermal").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Names_of_files_tell_class_and_temperature()
    {
        AtomicStructure copper = PrototypeLibrary.Find("fcc").Structure.Repeat(3, 3, 3);
        StructureFile.Write(Path.Combine(_folder, "Cu_fcc_0.5.xyz"), copper);
        StructureFile.Write(Path.Combine(_folder, "liquid_Cu.xyz"), copper);
        StructureFile.Write(Path.Combine(_folder, "sample.xyz"), copper);
        (int exitCode, string output, string error) = Run(_folder, "--out", Path.Combine(_folder, "out"));

        Assert.Equal(CommandLineApplication.Failure, exitCode);
        Assert.Contains("sample.xyz: the name does not say the class", error, StringComparison.Ordinal);
        Assert.Contains("| Cu_fcc_0.5", output, StringComparison.Ordinal);
        Assert.Contains("liquid_Cu: named", output, StringComparison.Ordinal);
        Assert.Contains(
            $"Cu_fcc_0.5,fcc_Cu_A_cF4_225_a,0.5,{copper.Count},Arise,1",
            File.ReadAllText(Path.Combine(_folder, "out", "thermal.csv")),
            StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_class_is_told()
    {
        StructureFile.Write(Path.Combine(_folder, "a.xyz"), PrototypeLibrary.Find("fcc").Structure);
        (int exitCode, _, string error) = Run(
            Path.Combine(_folder, "a.xyz"), "--truth", "fccc", "--out", Path.Combine(_folder, "out"));

        Assert.Equal(CommandLineApplication.WrongUsage, exitCode);
        Assert.Contains("--truth", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_folder, "out")));
    }

    private static (int ExitCode, string Output, string Error) Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int exitCode = AriseCommand.Create().Parse(["benchmark", "thermal", .. arguments]).Invoke(
            new InvocationConfiguration { Output = output, Error = error });
        return (exitCode, output.ToString(), error.ToString());
    }
}
