using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Cli.Tests;

public sealed class ImageCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("arise-cli-image-").FullName;

    private string Image => Path.Combine(_folder, "graphene.npy");

    private string Results => Path.Combine(_folder, "out");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Atoms_tables_and_overlay_are_written()
    {
        GrapheneImage.Write(Image);
        (int exitCode, string output, string error) = Run("--field-of-view", "1.5146nm", "--species", "C,Si");
        Assert.Equal((0, ""), (exitCode, error));
        Assert.Contains("128 x 128, pixels of 0.1183 A", output, StringComparison.Ordinal);
        AtomicStructure atoms = StructureFile.ReadFirst(Path.Combine(Results, "atoms.xyz"));
        Assert.Equal(LengthUnit.Angstrom, atoms.LengthUnit);
        Assert.InRange(atoms.Count, 72, 95);
        Assert.All(atoms.Species.ToArray(), element => Assert.Equal("C", element.Symbol));
        Assert.Contains("confidence", atoms.Columns.Select(column => column.Name));
        Assert.Equal(atoms.Count + 1, File.ReadLines(Path.Combine(Results, "atoms.csv")).Count());
        Assert.Equal(2, File.ReadLines(Path.Combine(Results, "images.csv")).Count());
        byte[] overlay = File.ReadAllBytes(Path.Combine(Results, "overlay.png"));
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], overlay[..4]);
        (exitCode, _, error) = Run();
        Assert.Equal(1, exitCode);
        Assert.Contains("--overwrite", error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_verbs_that_go_on_take_their_own_options()
    {
        GrapheneImage.Write(Image);
        (int exitCode, string output, string error) = Run(
            "--bond", "1.42", "--species", "C", "--classify", "--top", "1", "--passes", "64", "--samples", "3", "--map",
            "--box", "9", "--stride", "4,4,9", "--min-atoms", "10", "--label");
        Assert.Equal((0, ""), (exitCode, error));
        Assert.Contains("graphene, known", output, StringComparison.Ordinal);
        Assert.Contains("taken for a layer", output, StringComparison.Ordinal);
        Assert.Contains("drawn 3 times", output, StringComparison.Ordinal);
        Assert.Matches(@"of the single atoms: \d+\.\d % graphene", output);
        foreach (string file in (string[])["classes.csv", "samples.csv", "map/map.npz", "labels/labeled.xyz"])
            Assert.True(File.Exists(Path.Combine(Results, file)), file);
    }

    [Fact]
    public void Without_a_size_lengths_are_pixels_and_a_bond_gives_it()
    {
        GrapheneImage.Write(Image);
        Assert.Equal(0, Run().ExitCode);
        AtomicStructure pixels = StructureFile.ReadFirst(Path.Combine(Results, "atoms.xyz"));
        Assert.Equal("pixel", pixels.LengthUnit.Name);
        Assert.Equal(0, Run("--bond", "1.42", "--overwrite").ExitCode);
        AtomicStructure scaled = StructureFile.ReadFirst(Path.Combine(Results, "atoms.xyz"));
        double size = scaled.Positions[0].X / pixels.Positions[0].X;
        Assert.Equal(1.42 / GrapheneImage.Bond, size, 0.004);
    }

    [Fact]
    public void A_series_has_a_frame_per_image_and_one_without_atoms_ends_only_itself()
    {
        GrapheneImage.Write(Image, frames: 2);
        string other = Path.Combine(_folder, "nothing.npy");
        GrapheneImage.Write(other, side: 96, noise: 300);
        (int exitCode, _, string error) = Run("--out", Results, other);
        Assert.Equal(1, exitCode);
        Assert.Contains("no atoms found", error, StringComparison.Ordinal);
        Assert.Equal(2, StructureFile.Read(Path.Combine(Results, "atoms.xyz")).Count());
        Assert.True(File.Exists(Path.Combine(Results, "overlay-0002.png")));
        Assert.Equal(4, File.ReadLines(Path.Combine(Results, "images.csv")).Count());
        Assert.Equal(0, Run("--page", "2", "--overwrite").ExitCode);
        Assert.Single(StructureFile.Read(Path.Combine(Results, "atoms.xyz")));
    }

    [Fact]
    public void Json_stands_alone_on_standard_output()
    {
        GrapheneImage.Write(Image);
        (int exitCode, string output, string error) = Run("--classify", "--json-lines", "--passes", "16");
        Assert.Equal(0, exitCode);
        using JsonDocument document = JsonDocument.Parse(output);
        string? warning = document.RootElement.GetProperty("warning").GetString();
        Assert.Contains("projection", warning, StringComparison.Ordinal);
        Assert.Contains("found by", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Saturated_pixels_are_told_in_text_and_json()
    {
        GrapheneImage.Write(Image, noise: 0.1, brightest: 0.9);
        (_, string output, _) = Run("--bond", "1.42");
        string text = output.ReplaceLineEndings(" ");
        Assert.Matches(
            @" \d+ % of the pixels are as bright as they can be \(saturated\): atoms +there lack their tops", text);
        string share = File.ReadLines(Path.Combine(Results, "images.csv")).Last().Split(',')[^2];
        (_, output, _) = Run("--bond", "1.42", "--overwrite", "--classify", "--json", "--passes", "16");
        using JsonDocument document = JsonDocument.Parse(output);
        double saturated = document.RootElement[0].GetProperty("saturated_share").GetDouble();
        Assert.InRange(saturated, 0.01, 0.2);
        Assert.Equal(double.Parse(share, CultureInfo.InvariantCulture), saturated);
    }

    [Fact]
    public void A_brief_answer_says_in_its_line_that_a_flat_sample_may_be_a_projection()
    {
        GrapheneImage.Write(Image);
        const string doubt = "; flat: a 2D layer, or a 3D crystal seen along an axis";
        string[] options = ["--classify", "--brief", "--passes", "16", "--overwrite"];
        (_, string output, _) = Run(options);
        Assert.Matches($@"(?m)^.*atoms\.xyz.*: graphene.*, probability .* %{doubt}\s*$", output);
        (_, output, _) = Run([.. options, "--species", "C", "--bond", "1.42"]);
        Assert.Matches(@"(?m)^.*atoms\.xyz.*: graphene.*, probability ", output);
        Assert.DoesNotContain(doubt, output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--box", "10", "it belongs to --map")]
    [InlineData("--samples", "5", "--classify")]
    [InlineData("--field-of-view", "6 parsec", "positive length")]
    [InlineData("--pixel-size", "-1", "positive length")]
    [InlineData("--finder", "best", "classical or network")]
    [InlineData("--bond", "0", "positive length")]
    public void Wrong_options_are_refused(string option, string value, string reason)
    {
        GrapheneImage.Write(Image);
        (int exitCode, _, string error) = Run(option, value);
        Assert.Equal(2, exitCode);
        Assert.Contains(reason, error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Results));
    }

    [Fact]
    public void A_bond_that_no_pixels_can_have_is_said()
    {
        GrapheneImage.Write(Image);
        (int exitCode, _, string error) = Run("--bond", "1.42", "--pixel-size", "20");
        Assert.Equal(1, exitCode);
        Assert.Contains("--bond", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--field-of-view", "6e6nm", "read as 6E+07 A")]
    [InlineData("--field-of-view", "1e-4", "read as 0.0001 A")]
    [InlineData("--pixel-size", "2e3", "read as 2000 A")]
    public void A_pixel_that_no_microscope_has_is_refused_with_what_was_understood(
        string option, string value, string reason)
    {
        GrapheneImage.Write(Image);
        (int exitCode, _, string error) = Run(option, value);
        Assert.Equal(1, exitCode);
        Assert.Contains(option, error, StringComparison.Ordinal);
        Assert.Contains(reason, error, StringComparison.Ordinal);
    }

    [Fact]
    public void Atoms_too_far_apart_for_a_crystal_are_said()
    {
        GrapheneImage.Write(Image);
        (_, string output, _) = Run("--field-of-view", "6e2nm");
        Assert.Contains("is the size of a pixel right?", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_contrast_that_was_asked_for_is_not_called_recognized()
    {
        GrapheneImage.Write(Image);
        (_, string output, _) = Run("--contrast", "dark", "--min-confidence", "0");
        Assert.Contains("as --contrast dark says", output, StringComparison.Ordinal);
        Assert.DoesNotContain("--contrast bright", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Results_in_a_folder_are_no_images()
    {
        GrapheneImage.Write(Image);
        Assert.Equal(0, Run("--out", _folder).ExitCode);
        string[] command = ["image", _folder, "--out", Results];
        using StringWriter output = new(), error = new();
        Assert.Equal(0, AriseCommand.Create().Parse(command).Invoke(
            new InvocationConfiguration { Output = output, Error = error }));
        Assert.Contains("written by Arise and left out: overlay.png", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, File.ReadLines(Path.Combine(Results, "images.csv")).Count());
    }

    [Fact]
    public void Lines_about_one_of_several_images_name_its_file()
    {
        GrapheneImage.Write(Image, frames: 2);
        (_, string output, _) = Run("--bond", "1.42", "--classify", "--passes", "8", "--samples", "2");
        Assert.Contains($"image 2 ({Image}, frame 2): positions drawn", output, StringComparison.Ordinal);
        Assert.Contains($"image 2 ({Image}, frame 2): of the single atoms", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interrupted_map_goes_on_from_the_atoms_that_are_there()
    {
        GrapheneImage.Write(Image);
        string[] options =
        [
            "--bond", "1.42", "--map", "--box", "9", "--stride", "1,1,9", "--min-atoms", "10", "--passes", "16",
            "--threads", "1", "--label",
        ];
        using var source = new CancellationTokenSource();
        using var output = new Canceling(source, "boxes");
        using var error = new StringWriter();
        int exitCode = await AriseCommand.Create().Parse(["image", Image, "--out", Results, .. options])
            .InvokeAsync(new InvocationConfiguration { Output = output, Error = error }, source.Token);
        Assert.Equal(CommandLineApplication.Interrupted, exitCode);
        Assert.False(Directory.Exists(Path.Combine(Results, "labels")));
        string atoms = Path.Combine(Results, "atoms.xyz");
        DateTime time = File.GetLastWriteTimeUtc(atoms);
        (exitCode, _, string problem) = Run([.. options, "--resume", "--page", "1"]);
        Assert.Equal(1, exitCode);
        Assert.Contains("no atoms of these images with these options", problem, StringComparison.Ordinal);
        (exitCode, string text, problem) = Run([.. options, "--resume"]);
        Assert.Equal((0, ""), (exitCode, problem));
        Assert.DoesNotContain("found by", text, StringComparison.Ordinal);
        Assert.Equal(time, File.GetLastWriteTimeUtc(atoms));
        string map = Path.Combine(Results, "map", "map.npz");
        Assert.True(File.Exists(map));
        Assert.True(File.Exists(Path.Combine(Results, "labels", "labeled.xyz")));

        // A map that is complete is used, and one that never began is made.
        Directory.Delete(Path.Combine(Results, "labels"), recursive: true);
        time = File.GetLastWriteTimeUtc(map);
        (exitCode, _, problem) = Run([.. options, "--resume"]);
        Assert.Equal(0, exitCode);
        Assert.Contains("is complete and stays as it is", problem, StringComparison.Ordinal);
        Assert.Equal(time, File.GetLastWriteTimeUtc(map));
        Assert.True(File.Exists(Path.Combine(Results, "labels", "labeled.xyz")));
        Directory.Delete(Path.Combine(Results, "labels"), recursive: true);
        Directory.Delete(Path.Combine(Results, "map"), recursive: true);
        Directory.CreateDirectory(Path.Combine(Results, "map"));
        (exitCode, _, problem) = Run([.. options, "--resume"]);
        Assert.Equal((0, ""), (exitCode, problem));
        Assert.True(File.Exists(map));
    }

    private (int ExitCode, string Output, string Error) Run(params string[] options)
    {
        using StringWriter output = new(), error = new();
        string[] words = ["image", Image, .. options.Contains("--out") ? [] : new[] { "--out", Results }, .. options];
        ParseResult parsed = AriseCommand.Create().Parse(words);
        if (parsed.Errors.Count > 0)
            return (2, "", string.Join('\n', parsed.Errors.Select(one => one.Message)));
        int exitCode;
        try
        {
            exitCode = parsed.Invoke(
                new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
        }
        catch (Exception problem) when (problem is IOException or AriseException)
        {
            return (1, output.ToString(), ErrorText.Of(problem, parsed.CommandResult.Command));
        }

        return (exitCode, output.ToString(), error.ToString());
    }
}
