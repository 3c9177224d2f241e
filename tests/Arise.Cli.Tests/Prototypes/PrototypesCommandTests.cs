using System.CommandLine;
using System.Text.Json;
using Arise.Prototypes;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Cli.Tests;

public class PrototypesCommandTests
{
    [Fact]
    public void The_list_has_every_class_and_fits_100_columns()
    {
        string[] lines = Run().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(lines, line => Assert.InRange(line.TrimEnd().Length, 1, 100));
        foreach (Prototype prototype in PrototypeLibrary.All)
            Assert.Single(lines, line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1] == prototype.Label);
    }

    [Theory]
    [InlineData("--type", "quaternary", 6)]
    [InlineData("--type", "2d", 46)]
    [InlineData("--species", "Cu,Zn", 3)]
    [InlineData("--species", "cu", 26)]
    [InlineData("--space-group", "Fm-3m", 6)]
    [InlineData("--space-group", "225", 6)]
    [InlineData("--search", "MXene", 8)]
    [InlineData("--search", "no such thing", 0)]
    public void Filters_keep_the_classes_that_match(string option, string value, int count)
    {
        (int exitCode, string output, _) = Run(option, value, "--json");
        Assert.Equal(0, exitCode);
        Assert.Equal(count, JsonDocument.Parse(output).RootElement.GetArrayLength());
    }

    [Fact]
    public void Filters_combine()
    {
        string output = Run("--type", "elemental", "--space-group", "194", "--species", "C", "--json").Output;
        string[] labels = [.. JsonDocument.Parse(output).RootElement.EnumerateArray()
            .Select(entry => entry.GetProperty("label").GetString()!)];
        Assert.Equal(["HexDiam_C_A_hP4_194_f", "HexGraph_C_A_hP4_194_bc"], labels);
    }

    [Theory]
    [InlineData("--type", "metal")]
    [InlineData("--species", "Cu,Xx")]
    [InlineData("--no-such-option", "1")]
    [InlineData("--format", "extxyz")]
    [InlineData("--format", "no-such-format")]
    public void Wrong_values_are_wrong_usage(string option, string value) =>
        Assert.NotEmpty(PrototypesCommand.Create().Parse([option, value]).Errors);

    [Fact]
    public void Show_prints_every_class_within_100_columns()
    {
        foreach (Prototype prototype in PrototypeLibrary.All)
        {
            (int exitCode, string output, _) = Run("show", prototype.Label);
            Assert.Equal(0, exitCode);
            Assert.Contains(prototype.CommonName, output, StringComparison.Ordinal);
            Assert.All(output.Split('\n'), line => Assert.InRange(line.TrimEnd().Length, 0, 100));
        }
    }

    [Fact]
    public void Show_takes_a_name_of_several_words() =>
        Assert.StartsWith(
            "RockSalt_NaCl: rock salt (B1)", Run("show", "rock", "salt").Output, StringComparison.Ordinal);

    [Fact]
    public void Show_as_json_gives_the_positions_to_the_last_bit()
    {
        foreach (Prototype prototype in PrototypeLibrary.All)
        {
            JsonElement json = JsonDocument.Parse(Run("show", prototype.Label, "--json").Output).RootElement;
            double[] numbers = [.. json.GetProperty("positions").EnumerateArray()
                .SelectMany(position => position.EnumerateArray().Select(number => number.GetDouble()))];
            Assert.Equal(prototype.Structure.Positions.ToArray().SelectMany(p => new[] { p.X, p.Y, p.Z }), numbers);
        }
    }

    [Fact]
    public void An_unknown_name_fails_with_one_sentence()
    {
        (int exitCode, string output, string error) = Run("show", "graphen");
        Assert.Equal(CommandLineApplication.Failure, exitCode);
        Assert.Empty(output);
        Assert.Contains("'graphene'", error, StringComparison.Ordinal);
        Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void Exported_files_read_back_to_the_last_bit()
    {
        string folder = Directory.CreateTempSubdirectory("arise-").FullName;
        try
        {
            Assert.Equal(0, Run("--export", folder).ExitCode);
            foreach (Prototype prototype in PrototypeLibrary.All)
            {
                AtomicStructure read = StructureFile.ReadFirst(Path.Combine(folder, prototype.Label + ".xyz"));
                Assert.Equal(prototype.Structure.Positions.ToArray(), read.Positions.ToArray());
                Assert.Equal(prototype.Structure.Species.ToArray(), read.Species.ToArray());
                Assert.Equal(prototype.Structure.Lattice, read.Lattice);
                Assert.Equal(prototype.Structure.Periodicity, read.Periodicity);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Classes_that_a_format_cannot_hold_are_told_and_the_others_written()
    {
        string folder = Directory.CreateTempSubdirectory("arise-").FullName;
        try
        {
            // A POSCAR needs a cell.
            (int exitCode, string output, string error) = Run(
                "--search", "carbon nanotube", "--export", folder, "--format", "poscar");
            Assert.Equal(CommandLineApplication.Failure, exitCode);
            Assert.StartsWith("0 of 12 classes", output, StringComparison.Ordinal);
            Assert.Equal(12, error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
            Assert.Equal(0, Run("--type", "quaternary", "--export", folder, "--format", "poscar").ExitCode);
            Assert.Equal(6, Directory.GetFiles(folder, "*.vasp").Length);
            Assert.Equal(6, Directory.GetFiles(folder).Length);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static (int ExitCode, string Output, string Error) Run(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int exitCode = PrototypesCommand.Create().Parse(args).Invoke(new InvocationConfiguration
        {
            Output = output,
            Error = error,
            EnableDefaultExceptionHandler = false,
        });
        return (exitCode, output.ToString(), error.ToString());
    }
}
