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

    [Theory]
    [InlineData("map", "--box")]
    [InlineData("classify", "--csv")]
    public void Help_of_a_verb_is_to_be_had_with_help_before_it(string verb, string option)
    {
        TextWriter before = Console.Out;
        using var output = new StringWriter();
        Console.SetOut(output);
        try
        {
            Assert.Equal(0, CommandLineApplication.Run(AriseCommand.Create(), ["help", verb]));
        }
        finally
        {
            Console.SetOut(before);
        }

        Assert.StartsWith($"arise {verb} ", output.ToString(), StringComparison.Ordinal);
        Assert.Contains(option, output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("classify a.cif --passses 10", "--passses: there is no such option; did you mean --passes?")]
    [InlineData("dataset --out a.npz --blokcs 3", "--blokcs: there is no such option; did you mean --blocks?")]
    [InlineData("classify a.cif --seed -1", "--seed -1: it must be a whole number from 0 to 18446744073709551615.")]
    [InlineData("map a.cif --seed=-1", "--seed -1: it must be a whole number from 0 to 18446744073709551615.")]
    public void A_mistake_is_one_sentence(string line, string sentence)
    {
        TextWriter before = Console.Error;
        using var error = new StringWriter { NewLine = "\n" };
        Console.SetError(error);
        try
        {
            Assert.Equal(
                CommandLineApplication.WrongUsage, CommandLineApplication.Run(AriseCommand.Create(), line.Split(' ')));
        }
        finally
        {
            Console.SetError(before);
        }

        Assert.Equal($"arise: {sentence}\nTry 'arise {line.Split(' ')[0]} --help'.\n", error.ToString());
    }

    // As with 'arise classify crystal.cif | true': nothing was interrupted by anybody.
    [Fact]
    public async Task A_reader_that_is_gone_is_no_interruption()
    {
        if (OperatingSystem.IsWindows())
            return;
        string program = typeof(CommandLineApplication).Assembly.Location;
        string crystal = Path.Combine(DocumentationTests.Root, "examples", "rock_salt.cif");
        using Process process = Process.Start(
            new ProcessStartInfo("sh", ["-c", $"dotnet '{program}' classify '{crystal}' --passes 20000 | true"])
            {
                RedirectStandardError = true,
            })!;
        Assert.Equal("", await process.StandardError.ReadToEndAsync());
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
