using System.CommandLine;
using System.Diagnostics;
using Arise.Files;
using Arise.Prototypes;
using Arise.Sharding;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Cli.Tests;

public sealed class VerifyCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("arise-cli-verify-").FullName;

    public VerifyCommandTests()
    {
        AtomicStructure copper = PrototypeLibrary.Find("face-centered cubic").Structure;
        StructureFile.Write(At("sample.xyz"), copper.Repeat(5, 5, 5).WithPeriodicity(Periodicity.None));
        AtomModel.Write(At("atoms.safetensors"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("map", "--box", "9", "--stride", "4", "--passes", "16")]
    [InlineData("label", "--model", "atoms.safetensors")]
    public void Results_are_made_again_to_the_same_bytes(string verb, params string[] options)
    {
        Make(verb, options);
        foreach (string manifest in new[] { At("results"), At("results/run.json") })
        {
            (int exitCode, string output, string error) = Run("verify", manifest, "--threads", "1");
            Assert.Equal((0, ""), (exitCode, error));
            Assert.Contains("all bytes the same", output, StringComparison.Ordinal);
        }
    }

    // Other lanes, the same bytes.
    [Theory]
    [InlineData("DOTNET_EnableAVX512")]
    [InlineData("DOTNET_EnableAVX2")]
    [InlineData("DOTNET_EnableHWIntrinsic")]
    public void The_bytes_are_the_same_without(string instructions)
    {
        Make("map", "--box", "9", "--stride", "6", "--passes", "8");
        string program = typeof(CommandLineApplication).Assembly.Location;
        var start = new ProcessStartInfo("dotnet", [program, "verify", At("results")])
        {
            RedirectStandardOutput = true,
        };
        start.Environment[instructions] = "0";
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, output);
        Assert.Contains("all bytes the same", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Differences_are_named_by_file_and_entry()
    {
        Make("map", "--box", "9", "--stride", "4", "--passes", "16");
        NumpyArchive archive = NumpyArchive.Read(At("results/map.npz"));
        var changed = new NumpyArchive();
        foreach (string name in archive.Names)
        {
            NumpyArray array = archive[name];
            changed.Add(name, name == "novelty" ? Moved(array) : array);
        }

        changed.Write(At("results/map.npz"));
        (int exitCode, string output, _) = Run("verify", At("results"));
        Assert.Equal(CommandLineApplication.Failure, exitCode);
        Assert.StartsWith("map.npz: array 'novelty' differs first at [", output, StringComparison.Ordinal);
        Assert.EndsWith("by 0.25 at most\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_input_is_told()
    {
        Make("map", "--box", "9", "--stride", "4", "--passes", "16");
        File.AppendAllText(At("sample.xyz"), "\n");
        Assert.StartsWith(
            $"{At("sample.xyz")}: the file has changed",
            Assert.Throws<ShardException>(() => Run("verify", At("results"))).Message,
            StringComparison.Ordinal);
        File.Delete(At("sample.xyz"));
        Assert.StartsWith(
            $"{At("sample.xyz")}: this input is not there",
            Assert.Throws<ShardException>(() => Run("verify", At("results"))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Results_without_a_record_are_told() => Assert.Contains(
        "no record of a run", Assert.Throws<ShardException>(() => Run("verify", _folder)).Message);

    private static NumpyArray Moved(NumpyArray array)
    {
        float[] values = [.. array.Elements<float>()];
        values[Array.FindIndex(values, float.IsFinite)] += 0.25f;
        return new NumpyArray(values, [.. array.Shape]);
    }

    private void Make(string verb, params string[] options)
    {
        (int exitCode, _, string error) = Run(
        [
            verb, At("sample.xyz"), "--out", At("results"),
            .. options.Select(word => word.EndsWith(".safetensors", StringComparison.Ordinal) ? At(word) : word),
        ]);
        Assert.Equal((0, ""), (exitCode, error));
    }

    private static (int ExitCode, string Output, string Error) Run(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        int exitCode = AriseCommand.Create().Parse(arguments).Invoke(new InvocationConfiguration
        {
            Output = output, Error = error, EnableDefaultExceptionHandler = false,
        });
        return (exitCode, output.ToString(), error.ToString());
    }

    private string At(string name) => Path.Combine(_folder, name);
}
