using System.CommandLine;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Cli.Tests;

public sealed class MakeCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("arise-make-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Vacancies_and_displacements_apply_to_any_sample()
    {
        string perfect = Path.Combine(_folder, "perfect.xyz"), defective = Path.Combine(_folder, "defective.xyz");
        string[] options = ["--cells", "6", "--precipitate", "2"];
        Assert.Equal(0, Run(["superalloy", perfect, .. options]));
        Assert.Equal(0, Run(["superalloy", defective, .. options, "--vacancies", "0.25", "--displacements", "0.1"]));
        AtomicStructure before = StructureFile.ReadFirst(perfect), after = StructureFile.ReadFirst(defective);
        Assert.Equal(864, before.Count);
        Assert.Equal(648, after.Count);
        double amplitude = 0.1 * 3.75 / Math.Sqrt(2), largest = 0;
        foreach (Numerics.Vector3D p in after.Positions)
        {
            double nearest = before.Positions.ToArray().Min(q => (q - p).Length);
            Assert.True(nearest <= Math.Sqrt(3) * amplitude);
            largest = Math.Max(largest, nearest);
        }

        Assert.True(largest > amplitude);
    }

    [Fact]
    public void A_polycrystal_has_the_grains_asked_for()
    {
        string file = Path.Combine(_folder, "slab.xyz");
        string[] grains = ["--grains", "fcc,bcc", "--element", "Fe", "--spacing", "2.5"];
        Assert.Equal(0, Run(["polycrystal", file, "--size", "40,40,10", .. grains]));
        AtomicStructure slab = StructureFile.ReadFirst(file);
        Assert.Equal("Fe", slab.DistinctSpecies().Single().Symbol);
        Assert.Equal([0L, 1], slab.Columns.First(c => c.Name == "grain").Integers.ToArray().Distinct().Order());
    }

    [Theory]
    [InlineData("polycrystal", "a.xyz", "--grains", "unobtainium")]
    [InlineData("polycrystal", "a.xyz", "--grains", "fcc", "--element", "Xx")]
    [InlineData("polycrystal", "a.xyz", "--grains", "fcc", "--vacancies", "2")]
    [InlineData("polycrystal", "a.xyz")]
    public void Values_out_of_range_are_wrong_usage(params string[] arguments) =>
        Assert.NotEmpty(MakeCommand.Create().Parse(arguments).Errors);

    [Theory]
    [InlineData("(--grains).", "polycrystal", "--grains", "MoS2")]
    [InlineData("(--size).", "polycrystal", "--grains", "fcc", "--size", "1e9")]
    [InlineData("(--precipitate).", "superalloy", "--cells", "5", "--precipitate", "9")]
    public void What_the_sample_refuses_names_the_option(string end, params string[] arguments)
    {
        ParseResult parsed = MakeCommand.Create().Parse([.. arguments, Path.Combine(_folder, "a.xyz")]);

        var error = Assert.Throws<ArgumentException>(() => parsed.Invoke(
            new InvocationConfiguration { EnableDefaultExceptionHandler = false }));

        Assert.True(ErrorText.IsOfSettings(error));
        Assert.EndsWith(end, ErrorText.Of((Exception)error, parsed.CommandResult.Command), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Theory]
    [InlineData("--spacing", "polycrystal", "a.xyz", "--grains", "fcc", "--spacing", "-1")]
    [InlineData("--cells", "superalloy", "a.xyz", "--cells", "501")]
    [InlineData("--aluminum", "superalloy", "a.xyz", "--aluminum", "2")]
    public void What_one_option_gets_wrong_is_told_before_anything_is_read(string option, params string[] arguments) =>
        Assert.Contains(
            option, Assert.Single(MakeCommand.Create().Parse(arguments).Errors).Message, StringComparison.Ordinal);

    private static int Run(params string[] arguments)
    {
        using var output = new StringWriter();
        return MakeCommand.Create().Parse(arguments).Invoke(
            new InvocationConfiguration { Output = output, Error = output, EnableDefaultExceptionHandler = false });
    }
}
