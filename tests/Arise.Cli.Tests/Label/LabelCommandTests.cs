using System.CommandLine;
using Arise.Files;
using Arise.Numerics;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Cli.Tests;

public sealed class LabelCommandTests : IDisposable
{
    private static readonly string[] Written =
        [".arise.json", "frames.csv", "labeled.dump", "labels.npz", "regions.csv", "run.json", "shares.pdf",
            "shares.png", "shares.svg"];

    private readonly string _folder = Directory.CreateTempSubdirectory("arise-cli-label-").FullName;

    public LabelCommandTests() => AtomModel.Write(PathOf("atoms.safetensors"));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_dump_is_labeled_frame_by_frame_into_a_dump()
    {
        Dump("run.dump", 4);
        (int exitCode, string output, string error) = Run("run.dump", "--species", "Cu", "--out", PathOf("out"));
        Assert.Equal((0, ""), (exitCode, error));
        Assert.Equal(
            ["1", "2", "3", "4"],
            output.Split('\n').Skip(2).SkipLast(2).Select(line => line[..7].Trim()));
        Assert.Contains("    3         300       108", output);
        Assert.Contains($"4 frames; written to {PathOf("out")}", output);
        Assert.All(output.Split('\n').SkipLast(2), line => Assert.InRange(line.TrimEnd().Length, 0, 100));
        Assert.Equal(Written, Names("out"));

        AtomicStructure[] input =
            [.. StructureFile.Read(PathOf("run.dump"), new() { TypeElements = [ChemicalElement.Parse("Cu")] })];
        AtomicStructure[] labeled = [.. StructureFile.Read(Path.Combine(PathOf("out"), "labeled.dump"))];
        Assert.Equal(4, labeled.Length);
        for (int frame = 0; frame < 4; frame++)
        {
            Assert.Equal(input[frame].Positions.ToArray(), labeled[frame].Positions.ToArray());
            Assert.Equal(input[frame].Lattice, labeled[frame].Lattice);
            Assert.Equal(input[frame].Properties["Origin"], labeled[frame].Properties["Origin"]);
            Assert.Equal($"{100 * (frame + 1)}", labeled[frame].Properties["timestep"]);
            Assert.Equal(
                ["id", "type", "structure_type", "probability", "entropy", "local_scale", "c_pe"],
                labeled[frame].Columns.Select(column => column.Name));
        }

        Assert.Equal(5, File.ReadAllLines(Path.Combine(PathOf("out"), "frames.csv")).Length);
        NumpyArchive arrays = NumpyArchive.Read(Path.Combine(PathOf("out"), "labels.npz"));
        Assert.Equal([0L, 108, 216, 324, 432], arrays["offsets"].Elements<long>().ToArray());
    }

    [Fact]
    public void The_same_bytes_come_on_any_number_of_threads()
    {
        Dump("run.dump", 6);
        foreach (string threads in new[] { "1", "3" })
        {
            string[] options = ["--species", "Cu", "--threads", threads, "--out", PathOf(threads)];
            Assert.Equal(0, Run(["run.dump", .. options]).ExitCode);
        }

        foreach (string name in Written)
        {
            Assert.Equal(
                File.ReadAllBytes(Path.Combine(PathOf("1"), name)), File.ReadAllBytes(Path.Combine(PathOf("3"), name)));
        }
    }

    [Fact]
    public void Passes_add_the_mutual_information_and_change_no_label()
    {
        Dump("run.dump", 1);
        string[] options = ["run.dump", "--species", "Cu", "--format", "xyz", "--out"];
        foreach ((string name, string seed) in new[] { ("a", "1"), ("b", "1"), ("c", "2") })
            Assert.Equal(0, Run([.. options, PathOf(name), "--passes", "20", "--seed", seed]).ExitCode);
        Assert.Equal(0, Run([.. options, PathOf("none")]).ExitCode);
        NumpyArchive[] arrays = [.. new[] { "a", "b", "c", "none" }
            .Select(name => NumpyArchive.Read(Path.Combine(PathOf(name), "labels.npz")))];
        float[][] information =
            [.. arrays[..3].Select(archive => archive["mutual_information"].Elements<float>().ToArray())];
        Assert.Equal(information[0], information[1]);
        Assert.NotEqual(information[0], information[2]);
        Assert.True(information[0].Max() > 0);
        Assert.DoesNotContain("mutual_information", arrays[3].Names);
        float[][] probabilities = [.. arrays.Select(archive => archive["probability"].Elements<float>().ToArray())];
        Assert.Equal(probabilities[0], probabilities[3]);
        AtomicStructure labeled = StructureFile.ReadFirst(Path.Combine(PathOf("a"), "labeled.xyz"));
        Assert.Equal("mutual_information", labeled.Columns[5].Name);
    }

    [Theory]
    [InlineData("--every 2", "1 3 5 7")]
    [InlineData("--frames 3:5", "3 4 5")]
    [InlineData("--frames 6:", "6 7")]
    [InlineData("--frames :2", "1 2")]
    [InlineData("--frames 4", "4")]
    [InlineData("--frames 2:6 --every 3", "2 5")]
    public void Frames_are_chosen(string options, string frames)
    {
        Dump("run.dump", 7);
        Assert.Equal(0, Run(["run.dump", "--species", "Cu", "--out", PathOf("out"), .. options.Split(' ')]).ExitCode);
        Assert.Equal(
            frames.Split(' '),
            File.ReadLines(Path.Combine(PathOf("out"), "frames.csv")).Skip(1).Select(line => line.Split(',')[1]));
    }

    [Fact]
    public void A_range_without_frames_is_told()
    {
        Dump("run.dump", 3);
        (int exitCode, string output, string error) =
            Run("run.dump", "--species", "Cu", "--frames", "9:", "--out", PathOf("out"));
        Assert.Equal((CommandLineApplication.Failure, ""), (exitCode, output));
        Assert.Contains("range of --frames", error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_read_is_told_and_is_no_frame_of_the_range()
    {
        Dump("run.dump", 3);
        (int exitCode, string output, string error) =
            Run("missing.dump", "run.dump", "--species", "Cu", "--frames", "2", "--out", PathOf("out"));
        Assert.Equal(CommandLineApplication.Failure, exitCode);
        Assert.Contains("missing.dump", error, StringComparison.Ordinal);
        Assert.Contains("200", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_is_no_input()
    {
        (int exitCode, _, string error) = Run(".");
        Assert.Equal(CommandLineApplication.Failure, exitCode);
        Assert.DoesNotContain("bug", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_frame_and_a_file_that_fail_do_not_lose_the_others()
    {
        AtomicStructure good = Copper(1);
        StructureFile.Write(PathOf("a.xyz"), [good, good.Select([0, 1]), good]);
        File.WriteAllText(PathOf("b.xyz"), "no structure\n");
        StructureFile.Write(PathOf("c.xyz"), good);
        (int exitCode, string output, string error) = Run("a.xyz", "b.xyz", "c.xyz", "--out", PathOf("out"));
        Assert.Equal(CommandLineApplication.Failure, exitCode);
        Assert.Contains("a.xyz, frame 2: 2 atoms to label", error);
        Assert.Contains("b.xyz", error);
        Assert.Contains("3 frames", output);
        Assert.Equal(
            ["a.xyz,1", "a.xyz,3", "c.xyz,1"],
            File.ReadLines(Path.Combine(PathOf("out"), "frames.csv")).Skip(1)
                .Select(line => string.Join(',', line.Split(',')[..2]).Replace(_folder + "/", "")));
        Assert.Contains("structure_type:I:1:class_label:S:1:probability:R:1:entropy:R:1:local_scale:R:1",
            File.ReadLines(Path.Combine(PathOf("out"), "labeled.xyz")).Skip(1).First());
    }

    [Fact]
    public void A_single_frame_is_shown_with_regions_and_a_picture()
    {
        StructureFile.Write(PathOf("a.cif"), Copper(1));
        (int exitCode, string output, _) = Run("a.cif", "--candidates", "fcc,none", "--out", PathOf("out"));
        Assert.Equal(0, exitCode);
        Assert.Contains("connected region", output);
        Assert.Contains("fcc", output);
        Assert.Equal(
            [".arise.json", "frames.csv", "labeled.xyz", "labels.npz", "labels.pdf", "labels.png", "labels.svg",
                "regions.csv", "run.json"],
            Names("out"));
        Assert.Equal(0, Run("a.cif", "--format", "dump", "--out", PathOf("dump")).ExitCode);
        Assert.Contains("labeled.dump", Names("dump"));
    }

    [Fact]
    public void Nothing_is_written_where_nothing_is_labeled()
    {
        File.WriteAllText(PathOf("b.xyz"), "no structure\n");
        Assert.Equal(CommandLineApplication.Failure, Run("b.xyz", "--out", PathOf("out")).ExitCode);
        Assert.False(Directory.Exists(PathOf("out")));
    }

    [Theory]
    [InlineData("--candidates", "fcc,fkk", "'fcc'")]
    [InlineData("--min-probability", "1.5", "from 0 to 1")]
    [InlineData("--passes", "-1", "from 0")]
    [InlineData("--frames", "5:2", "A not above B")]
    [InlineData("--frames", "0", "from 1")]
    [InlineData("--ignore", "H,Qq", "Qq")]
    [InlineData("--every", "0", "from 1")]
    [InlineData("--format", "cif", "xyz or dump")]
    [InlineData("--candidates", "fcc,,bcc", "between commas")]
    public void Wrong_values_are_wrong_usage(string option, string value, string says)
    {
        StructureFile.Write(PathOf("a.xyz"), Copper(1));
        ParseResult parsed = AriseCommand.Create().Parse(
            ["label", PathOf("a.xyz"), "--model", PathOf("atoms.safetensors"), "--out", PathOf("out"), option, value]);
        string error = parsed.Errors.Count > 0
            ? UsageError.Sentence(parsed.Errors[0].Message)
            : ErrorText.Of(
                Assert.Throws<ArgumentException>(
                    () => parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false })),
                parsed.CommandResult.Command);
        Assert.Contains(option, error);
        Assert.Contains(says, error);
    }

    private (int ExitCode, string Output, string Error) Run(params string[] arguments)
    {
        using StringWriter output = new(), error = new();
        string[] given = [.. arguments.Select(word => File.Exists(PathOf(word)) ? PathOf(word) : word)];
        int exitCode = AriseCommand.Create()
            .Parse(["label", .. given, "--model", PathOf("atoms.safetensors")])
            .Invoke(new InvocationConfiguration
            {
                Output = output, Error = error, EnableDefaultExceptionHandler = false,
            });
        return (exitCode, output.ToString(), error.ToString());
    }

    private void Dump(string name, int frames)
    {
        using var writer = new StreamWriter(PathOf(name));
        for (int frame = 1; frame <= frames; frame++)
        {
            AtomicStructure copper = Copper(frame);
            Lattice lattice = copper.Lattice!;
            writer.Write($"ITEM: TIMESTEP\n{100 * frame}\nITEM: NUMBER OF ATOMS\n{copper.Count}\n");
            writer.Write(FormattableString.Invariant(
                $"ITEM: BOX BOUNDS pp pp pp\n-1 {lattice.A.X - 1}\n0 {lattice.B.Y}\n0 {lattice.C.Z}\n"));
            writer.Write("ITEM: ATOMS id type x y z c_pe\n");
            for (int atom = 0; atom < copper.Count; atom++)
            {
                Vector3D p = copper.Positions[atom];
                writer.Write(FormattableString.Invariant($"{atom + 1} 1 {p.X} {p.Y} {p.Z} {-3.5 - atom}\n"));
            }
        }
    }

    // A block of 108 atoms, each frame a little different.
    private static AtomicStructure Copper(int frame)
    {
        const double a = 3.615;
        var random = new Random(frame);
        var cell = new AtomicStructure(
            [default, new(0, a / 2, a / 2), new(a / 2, 0, a / 2), new(a / 2, a / 2, 0)],
            [.. Enumerable.Repeat(ChemicalElement.Parse("Cu"), 4)],
            new Lattice(new(a, 0, 0), new(0, a, 0), new(0, 0, a)),
            Periodicity.Bulk);
        AtomicStructure block = cell.Repeat(3, 3, 3);
        return block.WithPositions([.. block.Positions.ToArray().Select(p => p + (0.3 * new Vector3D(
            random.NextDouble(), random.NextDouble(), random.NextDouble())))]);
    }

    private string[] Names(string folder) =>
        [.. Directory.GetFileSystemEntries(PathOf(folder)).Select(path => Path.GetFileName(path)!).Order()];

    private string PathOf(string name) => Path.Combine(_folder, name);
}
