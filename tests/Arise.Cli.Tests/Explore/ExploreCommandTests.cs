using System.CommandLine;
using Arise.Defects;
using Arise.Exploration;
using Arise.Mapping;
using Arise.Numerics;
using Arise.Prototypes;
using Arise.Structures;
using Arise.Structures.Formats;
using Arise.Synthesis;

namespace Arise.Cli.Tests;

public sealed class ExploreCommandTests : IDisposable
{
    private static readonly string[] Boxes = ["--box", "12", "--stride", "4,4,12", "--passes", "64"];
    private static readonly string[] Quick = ["--min-cluster-size", "10", "--min-samples", "4", "--no-embedding"];

    private readonly string _folder = Directory.CreateTempSubdirectory("arise-cli-explore-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_sample_and_the_folder_of_its_map_give_the_same_clusters()
    {
        (int exitCode, string output, string error) = Run([Sample(), .. Boxes, .. Quick, "--out", PathOf("sample")]);
        Assert.Equal((0, ""), (exitCode, error));
        Assert.Contains("adjusted Rand index", output, StringComparison.Ordinal);
        Assert.Contains("nearest-neighbor distances", output, StringComparison.Ordinal);
        string[] files = [.. Directory.GetFiles(PathOf("sample")).Select(path => Path.GetFileName(path)).Order()];
        Assert.Equal(
            [
                ".arise.json", "atoms.xyz", "clusters.csv", "clusters_map.pdf", "clusters_map.png", "clusters_map.svg",
                "distances.pdf", "distances.png", "distances.svg", "explore.npz", "manifest.json", "points.csv",
                "summary.json",
                "summary.txt",
            ],
            files);

        // The seed of the map is taken from its folder.
        string[] map = [Sample(), .. Boxes, "--seed", "0", "--out", PathOf("map")];
        Assert.Equal(0, MapCommand.Create().Parse(map).Invoke(Quiet()));
        Assert.Equal(0, Run([PathOf("map"), "--passes", "64", .. Quick, "--out", PathOf("folder")]).ExitCode);
        foreach (string name in files.Where(name => name is not "manifest.json" and not "atoms.xyz"))
        {
            Assert.Equal(
                File.ReadAllBytes(Path.Combine(PathOf("sample"), name)),
                File.ReadAllBytes(Path.Combine(PathOf("folder"), name)));
        }
    }

    // The seed, too, is that of the map; what the command line says otherwise is classified again.
    [Fact]
    public void A_map_with_its_hidden_layer_is_not_classified_again()
    {
        string[] map = [Sample(), .. Boxes, "--hidden", "2", "--seed", "3", "--out", PathOf("map")];
        Assert.Equal(0, MapCommand.Create().Parse(map).Invoke(Quiet()));
        (int exitCode, string kept, string error) = Run([PathOf("map"), .. Quick, "--out", PathOf("kept")]);
        Assert.Equal((0, ""), (exitCode, error));
        Assert.Contains("nothing to classify", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("boxes per second", kept, StringComparison.Ordinal);
        string[] sample = [Sample(), .. Boxes, .. Quick, "--seed", "3", "--out", PathOf("sample")];
        Assert.Contains("boxes per second", Run(sample).Output, StringComparison.Ordinal);
        foreach (string name in new[] { "explore.npz", "clusters.csv", "summary.json" })
        {
            Assert.Equal(
                File.ReadAllBytes(Path.Combine(PathOf("sample"), name)),
                File.ReadAllBytes(Path.Combine(PathOf("kept"), name)));
        }

        string again = Run([PathOf("map"), .. Quick, "--layer", "1", "--out", PathOf("again")]).Output;
        Assert.Contains("boxes per second", again, StringComparison.Ordinal);
    }

    [Fact]
    public void Structures_are_points()
    {
        string trajectory = PathOf("run.xyz");
        StructureFile.Write(trajectory, new[] { "fcc", "diamond" }.SelectMany(name => Enumerable.Range(0, 12).Select(
            frame => Displacements.Uniform(
                PrototypeLibrary.Find(name).Structure.Repeat(3, 3, 3), 0.05, seed: (ulong)frame))));
        string[] options =
        [
            "--structures", "--passes", "64", "--min-cluster-size", "5", "--min-samples", "3", "--components", "3",
            "--neighbors", "8", "--out", PathOf("out"),
        ];
        (int exitCode, string output, string error) = Run([trajectory, .. options]);
        Assert.Equal((0, ""), (exitCode, error));
        Assert.Contains("24 structures", output, StringComparison.Ordinal);
        Assert.Contains("2 clusters", output, StringComparison.Ordinal);
        string[] points = File.ReadAllLines(Path.Combine(PathOf("out"), "points.csv"));
        Assert.StartsWith("name,class", points[0], StringComparison.Ordinal);
        Assert.EndsWith("embedding_3", points[0], StringComparison.Ordinal);
        Assert.StartsWith($"{trajectory}#1,", points[1], StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(PathOf("out"), "atoms.xyz")));
    }

    // Atoms found in an image: the sample eight times as large, in pixels; by way of the folder of its map.
    [Fact]
    public void Lengths_are_in_the_unit_of_the_file()
    {
        AtomicStructure sample = StructureFile.ReadFirst(Sample());
        StructureFile.Write(PathOf("image.xyz"), new AtomicStructure(
            [.. sample.Positions.ToArray().Select(p => 8 * p)],
            sample.Species,
            properties: new Dictionary<string, string> { ["unit"] = "pixel" }));
        string[] boxes = ["--box", "96", "--stride", "32,32,96", "--passes", "64", "--out", PathOf("map")];
        using (var text = new StringWriter())
        {
            var configuration = new InvocationConfiguration { Output = text, Error = TextWriter.Null };
            Assert.Equal(0, MapCommand.Create().Parse([PathOf("image.xyz"), .. boxes]).Invoke(configuration));
            Assert.Contains("boxes of 96 pixel every 32 x 32 x 96 pixel", text.ToString(), StringComparison.Ordinal);
            Assert.DoesNotMatch(@"\bA\b|nm\^3", text.ToString());
        }

        (int exitCode, string output, string error) = Run([PathOf("map"), .. Quick, "--out", PathOf("out")]);
        Assert.Equal((0, ""), (exitCode, error));
        Assert.Contains("center / pixel", output, StringComparison.Ordinal);
        Assert.Contains("distances / pixel", output, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\bA\b", output);
        foreach (string name in new[] { "distances.svg", "clusters_map.svg" })
        {
            string figure = File.ReadAllText(Path.Combine(PathOf("out"), name));
            Assert.Contains(" / pixel<", figure, StringComparison.Ordinal);
            Assert.DoesNotContain("Å", figure, StringComparison.Ordinal);
        }

        string summary = File.ReadAllText(Path.Combine(PathOf("out"), "summary.json"));
        Assert.Contains("\"length_unit\": \"pixel\"", summary, StringComparison.Ordinal);
    }

    // As by Ctrl-C when the plan has been shown, or during the first of the structures.
    [Theory]
    [InlineData]
    [InlineData("--scan", "min_cluster_size=8,12")]
    [InlineData("--structures")]
    public async Task An_interruption_leaves_no_files(params string[] options)
    {
        using var stop = new CancellationTokenSource();
        bool hasPlan = !options.Contains("--structures");
        if (!hasPlan)
            await stop.CancelAsync();
        using var output = new Watched(line =>
        {
            if (line.Contains("boxes per second", StringComparison.Ordinal))
                stop.Cancel();
        });
        string[] arguments = [Sample(), .. options, .. hasPlan ? Boxes : [], "--out", PathOf("out")];
        var configuration = new InvocationConfiguration
        {
            Output = output,
            Error = TextWriter.Null,
            EnableDefaultExceptionHandler = false,
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => ExploreCommand.Create().Parse(arguments).InvokeAsync(configuration, stop.Token));
        Assert.True(stop.IsCancellationRequested);
        Assert.Equal([Sample()], Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void A_scan_is_a_table()
    {
        string[] scan = ["--scan", "min_cluster_size=8,12", "--scan", "min_samples=3,4,5", "--out", PathOf("scan")];
        (int exitCode, _, string error) = Run([Sample(), .. Boxes, .. scan]);
        Assert.Equal((0, ""), (exitCode, error));
        string[] rows = File.ReadAllLines(Path.Combine(PathOf("scan"), "scan.csv"));
        Assert.Equal(7, rows.Length);
        Assert.StartsWith("8,3,", rows[1], StringComparison.Ordinal);
        Assert.StartsWith("12,5,", rows[6], StringComparison.Ordinal);
    }

    [Fact]
    public void Too_few_boxes_and_empty_filters_are_told()
    {
        var few = Assert.Throws<ExplorationException>(
            () => Run([Sample(), .. Boxes, "--min-cluster-size", "1000", "--out", PathOf("few")]));
        Assert.Contains("two clusters of at least 1000 need 2000", few.Message, StringComparison.Ordinal);
        var none = Assert.Throws<ExplorationException>(
            () => Run([Sample(), .. Boxes, "--class", "rock salt", "--out", PathOf("none")]));
        Assert.Contains("passes the filters", none.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(PathOf("none")));
    }

    [Fact]
    public void A_class_that_is_not_known_is_wrong_usage()
    {
        (int exitCode, _, string error) = Run([Sample(), .. Boxes, "--class", "unobtainium"]);
        Assert.Equal(2, exitCode);
        Assert.Contains("unobtainium", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_no_map_is_told() =>
        Assert.Throws<MapException>(() => Run([_folder, "--out", PathOf("out")]));

    [Theory]
    [InlineData("--layer", "0")]
    [InlineData("--layer", "4")]
    [InlineData("--values", "weights")]
    [InlineData("--min-probability", "1.5")]
    [InlineData("--min-cluster-size", "1")]
    [InlineData("--min-samples", "0")]
    [InlineData("--method", "best")]
    [InlineData("--epsilon", "-1")]
    [InlineData("--neighbors", "1")]
    [InlineData("--min-dist", "2")]
    [InlineData("--components", "4")]
    [InlineData("--scan", "epsilon=1,2")]
    [InlineData("--scan", "min_cluster_size=1")]
    public void Values_out_of_range_are_wrong_usage(string option, string value) =>
        Assert.NotEmpty(ExploreCommand.Create().Parse(["sample.xyz", option, value]).Errors);

    [Fact]
    public void Structures_have_no_boxes_and_need_to_be_asked_for()
    {
        Assert.NotEmpty(ExploreCommand.Create().Parse(["a.xyz", "b.xyz"]).Errors);
        Assert.Empty(ExploreCommand.Create().Parse(["a.xyz", "b.xyz", "--structures"]).Errors);
        Assert.NotEmpty(ExploreCommand.Create().Parse(["a.xyz", "--structures", "--box", "12"]).Errors);
        Assert.NotEmpty(ExploreCommand.Create().Parse([_folder, "--stride", "3"]).Errors);
    }

    private string PathOf(string name) => Path.Combine(_folder, name);

    private string Sample()
    {
        string path = PathOf("sample.xyz");
        if (!File.Exists(path))
        {
            StructureFile.Write(path, new Polycrystal
            {
                Size = new Vector3D(48, 24, 12),
                Grains = [PrototypeLibrary.Find("face-centered cubic"), PrototypeLibrary.Find("diamond")],
                NearestNeighborDistance = 2.5,
                Element = ChemicalElement.Parse("Fe"),
                IsColumnar = true,
                Seed = 1,
            }.Build());
        }

        return path;
    }

    private static InvocationConfiguration Quiet() => new() { Output = TextWriter.Null, Error = TextWriter.Null };

    private sealed class Watched(Action<string> action) : StringWriter
    {
        public override void WriteLine(string? value) => action(value ?? "");
    }

    private static (int ExitCode, string Output, string Error) Run(string[] arguments)
    {
        using StringWriter output = new(), error = new();
        int exitCode = ExploreCommand.Create().Parse(arguments).Invoke(
            new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
        return (exitCode, output.ToString(), error.ToString());
    }
}
