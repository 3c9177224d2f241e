using System.Diagnostics;
using Arise.Prototypes;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Cli.Tests;

public class CommandLineApplicationTests
{
    [Theory]
    [InlineData("--no-such-option")]
    [InlineData("clasify")]
    [InlineData("classify")]
    [InlineData("classify", "--passes", "many", "a.cif")]
    [InlineData("classify", "")]
    [InlineData("convert", "a.cif", " ")]
    [InlineData("prototypes", "show", "")]
    [InlineData("prototypes", "--export", "")]
    [InlineData("dataset", "--out", "a.npz", "--threads", "-1")]
    public void Unknown_missing_and_malformed_words_are_wrong_usage(params string[] args) =>
        Assert.Equal(CommandLineApplication.WrongUsage, CommandLineApplication.Run(AriseCommand.Create(), args));

    [Theory]
    [InlineData]
    [InlineData("--help")]
    [InlineData("classify", "--help")]
    [InlineData("prototypes", "show", "-h")]
    [InlineData("--version")]
    public void Help_is_always_to_be_had(params string[] args) =>
        Assert.Equal(0, CommandLineApplication.Run(AriseCommand.Create(), args));

    [Fact]
    public void Settings_that_the_library_refuses_are_wrong_usage_and_name_their_option()
    {
        string folder = Directory.CreateTempSubdirectory("arise-cli-settings-").FullName;
        using var error = new StringWriter();
        TextWriter before = Console.Error;
        Console.SetError(error);
        try
        {
            Assert.Equal(CommandLineApplication.WrongUsage, CommandLineApplication.Run(
                AriseCommand.Create(), ["similarity", "fcc", "hcp", "--sigma", "7", "--out", folder]));
            Assert.Equal(
                "arise: Sigma is 7; it must be between 0.02 and 1 (--sigma)." + Environment.NewLine, error.ToString());
        }
        finally
        {
            Console.SetError(before);
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_missing_file_is_a_failure() =>
        Assert.Equal(
            CommandLineApplication.Failure,
            CommandLineApplication.Run(AriseCommand.Create(), ["classify", "no-such-file.cif"]));

    [Fact]
    public async Task A_disk_that_takes_no_answers_is_a_sentence()
    {
        if (!File.Exists("/dev/full"))
            return;
        string program = typeof(CommandLineApplication).Assembly.Location;
        using Process process = Process.Start(
            new ProcessStartInfo("sh", ["-c", $"dotnet '{program}' prototypes > /dev/full"])
            {
                RedirectStandardError = true,
            })!;
        string errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(CommandLineApplication.Failure, process.ExitCode);
        Assert.StartsWith("arise: standard output could not be written: ", errors);
        Assert.Single(errors.TrimEnd().Split('\n'));
    }

    // As with 'arise map sample.xyz | head -1': the map would take a minute.
    [Fact]
    public async Task Work_that_nobody_reads_any_more_stops_quietly()
    {
        if (OperatingSystem.IsWindows())
            return;
        string folder = Directory.CreateTempSubdirectory("arise-cli-pipe-").FullName;
        using var process = new Process();
        try
        {
            string sample = Path.Combine(folder, "sample.xyz"), map = Path.Combine(folder, "map");
            AtomicStructure copper = PrototypeLibrary.Find("face-centered cubic").Structure;
            StructureFile.Write(sample, copper.Repeat(12, 12, 12).WithPeriodicity(Periodicity.None));
            string[] arguments =
            [
                typeof(CommandLineApplication).Assembly.Location, "map", sample, "--box", "12", "--stride", "1",
                "--mode", "exact", "--out", map,
            ];
            process.StartInfo = new ProcessStartInfo("dotnet", arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            process.Start();
            Task<string> errors = process.StandardError.ReadToEndAsync();
            Assert.Contains("1728 atoms", await process.StandardOutput.ReadLineAsync(), StringComparison.Ordinal);
            process.StandardOutput.Close();
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            await process.WaitForExitAsync(patience.Token);
            Assert.Equal(CommandLineApplication.ClosedPipe, process.ExitCode);
            Assert.DoesNotContain("Exception", await errors, StringComparison.Ordinal);
            Assert.Equal([Path.Combine(map, "map.state")], Directory.GetFiles(map));
        }
        finally
        {
            process.Kill();
            Directory.Delete(folder, recursive: true);
        }
    }
}
