using System.CommandLine;
using System.Text.Json;
using Arise.Prototypes;
using Arise.Structures.Formats;

namespace Arise.Cli.Tests;

public sealed class ExplainCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("arise-cli-explain-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_class_of_the_classifier_is_explained()
    {
        (int exitCode, string output, string error) = Run(Crystal("RockSalt_NaCl"));
        Assert.Equal((0, ""), (exitCode, error));
        Assert.Contains("2 atoms, ClNa", output);
        Assert.Contains("Rock salt (B1); 2 of 2 atoms on its sites, 0.000 Å rms from them.", output);
        Assert.Contains("strain beyond the class: none", output);
        Assert.All(output.Split('\n'), line => Assert.InRange(line.TrimEnd().Length, 0, 100));
    }

    [Fact]
    public void Classes_are_compared_and_written_with_the_best_one_first()
    {
        string results = Path.Combine(_folder, "out");
        (int exitCode, string output, _) =
            Run(Crystal("fcc_Cu_A_cF4_225_a"), "--class", "bcc,fcc", "--out", results);
        Assert.Equal(0, exitCode);
        Assert.Matches(@"(?s)fit .*1\.000 .*face-centered cubic\)\s.*body-centered cubic\)\s", output);
        Assert.True(File.Exists(Path.Combine(results, "explanation.png")));
        Assert.Equal(1, Run(Crystal("fcc_Cu_A_cF4_225_a"), "--class", "bcc", "--out", results).ExitCode);
        Assert.Equal(
            0, Run(Crystal("fcc_Cu_A_cF4_225_a"), "--class", "bcc", "--out", results, "--overwrite").ExitCode);
        Assert.False(File.Exists(Path.Combine(results, "atoms-2.xyz")));
    }

    [Fact]
    public void Json_has_an_object_per_class()
    {
        (int exitCode, string output, _) = Run(Crystal("hcp_Mg_A_hP2_194_c"), "--class", "hcp", "--json");
        Assert.Equal(0, exitCode);
        using JsonDocument json = JsonDocument.Parse(output);
        JsonElement one = Assert.Single(json.RootElement.EnumerateArray());
        Assert.Equal("hcp_Mg_A_hP2_194_c", one.GetProperty("class_label").GetString());
        JsonElement ratio = one.GetProperty("lattice").GetProperty("c/a");
        Assert.Equal(ratio.GetProperty("prototype").GetDouble(), ratio.GetProperty("sample").GetDouble(), 6);
    }

    [Fact]
    public void What_is_not_there_is_told()
    {
        string file = Crystal("fcc_Cu_A_cF4_225_a");
        (int exitCode, _, string error) = Run(file, "--frame", "2", "--class", "fcc");
        Assert.Equal(1, exitCode);
        Assert.Contains("the file has 1 frame; --frame 2 is not among them", error);
        Assert.Equal(1, Run(Path.Combine(_folder, "nowhere.xyz"), "--class", "fcc").ExitCode);
        Assert.Contains(
            AriseCommand.Create().Parse(["explain", file, "--class", "unheardof"]).Errors,
            one => one.Message.Contains("No prototype is called 'unheardof'", StringComparison.Ordinal));
    }

    private string Crystal(string label)
    {
        string path = Path.Combine(_folder, label + ".xyz");
        StructureFile.Write(path, PrototypeLibrary.Find(label).Structure);
        return path;
    }

    private static (int ExitCode, string Output, string Error) Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var configuration = new InvocationConfiguration { Output = output, Error = error };
        int exitCode = AriseCommand.Create().Parse(["explain", .. arguments]).Invoke(configuration);
        return (exitCode, output.ToString(), error.ToString());
    }
}
