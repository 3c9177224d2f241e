using System.CommandLine;
using Arise.Defects;
using Arise.Mapping;
using Arise.Networks;
using Arise.Numerics;
using Arise.Prototypes;
using Arise.Recognition;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Cli.Tests;

public sealed class MapCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("arise-cli-map-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_plan_comes_first_and_the_summary_last()
    {
        (int exitCode, string output, string error) = Run(Sample(), "--passes", "64", "--out", PathOf("map"));
        Assert.Equal((0, ""), (exitCode, error));
        Assert.True(output.IndexOf("boxes per second", StringComparison.Ordinal)
            < output.IndexOf("face-centered cubic", StringComparison.Ordinal));
        Assert.All(output.Split('\n'), line => Assert.InRange(line.TrimEnd().Length, 0, 100 + _folder.Length));
        string[] files = [.. Directory.GetFiles(PathOf("map")).Select(path => Path.GetFileName(path)).Order()];
        string[] expected = ["atoms.xyz", "classes.png", "manifest.json", "map.npz", "map.vti", "summary.json"];
        Assert.All(expected, name => Assert.Contains(name, files));
        Assert.DoesNotContain("map.state", files);
    }

    [Fact]
    public void An_interrupted_map_resumes_to_the_same_bytes_on_another_number_of_threads()
    {
        string[] options = ["--box", "12", "--stride", "3", "--min-atoms", "30", "--passes", "64"];
        Assert.Equal(0, Run(Sample(), [.. options, "--out", PathOf("whole")]).ExitCode);

        string state = Path.Combine(Directory.CreateDirectory(PathOf("half")).FullName, "map.state");
        AtomicStructure structure = StructureFile.ReadFirst(Sample());
        var plan = new MapPlan(structure, MapSettings.Cubes(12, 3) with
        {
            MinimumAtoms = 30,
            Prediction = new PredictionSettings { Mode = PredictionMode.Adaptive, Passes = 64 },
        });
        using (var kept = MapState.Create(state, plan, ShippedModels.Default))
        using (var stop = new CancellationTokenSource())
        {
            Assert.ThrowsAny<OperationCanceledException>(
                () => new StructureMapper().Map(plan, kept, new Report(_ => stop.Cancel()), stop.Token));
        }

        string[] resume = ["--out", PathOf("half"), "--resume", "--threads", "1"];
        (int exitCode, _, string error) = Run(Sample(), [.. options, .. resume]);
        Assert.Equal((0, ""), (exitCode, error));
        string[] files = [.. Directory.GetFiles(PathOf("whole")).Select(path => Path.GetFileName(path))];
        Assert.True(files.Length > 8);
        Assert.False(File.Exists(state));
        foreach (string name in files.Where(name => name != "times.json"))
        {
            Assert.Equal(
                File.ReadAllBytes(Path.Combine(PathOf("whole"), name)),
                File.ReadAllBytes(Path.Combine(PathOf("half"), name)));
        }
    }

    [Fact]
    public void A_state_is_neither_overwritten_nor_invented()
    {
        Directory.CreateDirectory(PathOf("map"));
        Assert.Throws<MapException>(() => Run(Sample(), "--out", PathOf("map"), "--resume"));
        File.WriteAllText(Path.Combine(PathOf("map"), "map.state"), "something");
        Assert.Throws<MapException>(() => Run(Sample(), "--out", PathOf("map")));
        Assert.Throws<MapException>(() => Run(Sample(), "--out", PathOf("map"), "--resume"));
        Assert.Equal("something", File.ReadAllText(Path.Combine(PathOf("map"), "map.state")));
    }

    [Fact]
    public void Several_files_are_compared()
    {
        string copy = PathOf("copy.xyz");
        File.Copy(Sample(), copy);
        string[] options = ["--box", "12", "--stride", "6", "--passes", "64", "--maps", "--out", PathOf("both")];
        (int exitCode, string output, string error) = Run(Sample(), [copy, PathOf("missing.xyz"), .. options]);
        Assert.Equal(1, exitCode);
        Assert.Contains("missing.xyz", error, StringComparison.Ordinal);
        Assert.Contains("2 maps", output, StringComparison.Ordinal);
        string[] rows = File.ReadAllLines(Path.Combine(PathOf("both"), "series.csv"));
        Assert.Equal(3, rows.Length);
        Assert.Equal(rows[1].Split(',')[2..], rows[2].Split(',')[2..]);
        Assert.True(File.Exists(Path.Combine(PathOf("both"), "map-0002", "map.npz")));
        Assert.Empty(Directory.GetFiles(PathOf("both"), "*.state"));
    }

    // Small maps are made side by side, one thread each: the same files as one after the other, and as after an
    // interruption in the middle of the fourth.
    [Fact]
    public void A_trajectory_gives_the_same_bytes_on_any_number_of_threads_and_after_an_interruption()
    {
        string trajectory = PathOf("run.xyz");
        AtomicStructure[] frames = [.. Enumerable.Range(0, 6).Select(frame =>
            Displacements.Uniform(StructureFile.ReadFirst(Sample()), 0.1 * frame, seed: (ulong)frame))];
        StructureFile.Write(trajectory, frames);
        string[] options =
            ["--all-frames", "--maps", "--box", "12", "--stride", "7", "--passes", "64", "--mode", "exact"];
        string[] one = [.. options, "--threads", "1", "--out", PathOf("one")];
        string[] three = [.. options, "--threads", "3", "--out", PathOf("three")];
        Assert.DoesNotContain("at a time", Run(trajectory, one).Output, StringComparison.Ordinal);
        (int exitCode, string output, string error) = Run(trajectory, three);
        Assert.Equal((0, ""), (exitCode, error));
        Assert.Contains("the following 3 at a time", output, StringComparison.Ordinal);

        string state = Path.Combine(Directory.CreateDirectory(PathOf("resumed")).FullName, "map-0004.state");
        var plan = new MapPlan(StructureFile.Read(trajectory).ElementAt(3), MapSettings.Cubes(12, 7) with
        {
            Prediction = new PredictionSettings { Passes = 64, Threads = 1 },
        });
        using (var kept = MapState.Create(state, plan, ShippedModels.Default))
        using (var stop = new CancellationTokenSource())
        {
            Assert.ThrowsAny<OperationCanceledException>(
                () => new StructureMapper().Map(plan, kept, new Report(_ => stop.Cancel()), stop.Token));
        }

        string[] resumed = [.. options, "--threads", "2", "--out", PathOf("resumed"), "--resume"];
        Assert.Equal(0, Run(trajectory, resumed).ExitCode);
        string[] files = [.. Directory.GetFiles(PathOf("one"), "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(PathOf("one"), path))
            .Where(path => Path.GetFileName(path) != "times.json")];
        Assert.Contains(Path.Combine("map-0006", "map.npz"), files);
        Assert.Contains("radial.csv", files);
        foreach (string other in new[] { "three", "resumed" })
        {
            Assert.All(files, name => Assert.Equal(
                File.ReadAllBytes(Path.Combine(PathOf("one"), name)),
                File.ReadAllBytes(Path.Combine(PathOf(other), name))));
            Assert.Empty(Directory.GetFiles(PathOf(other), "*.state"));
        }
    }

    // Exploring the folder of a map with its hidden layer takes the vectors from there, and finds the same as one that
    // classifies; it classifies where the command line asks for other passes or another layer.
    [Fact]
    public void A_map_with_its_hidden_layer_is_explored_without_classifying_again()
    {
        string[] boxes = ["--box", "12", "--stride", "4", "--passes", "64"];
        Assert.Equal(0, Run(Sample(), [.. boxes, "--hidden", "2", "--out", PathOf("map")]).ExitCode);
        Assert.Equal(0, Run(Sample(), [.. boxes, "--out", PathOf("bare")]).ExitCode);
        string kept = Explore("map", "kept"), again = Explore("bare", "again", "--passes", "64");
        Assert.Contains("nothing to classify", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("boxes per second", kept, StringComparison.Ordinal);
        Assert.Contains("boxes per second", again, StringComparison.Ordinal);
        foreach (string name in new[] { "explore.npz", "points.csv", "clusters.csv", "summary.json", "atoms.xyz" })
        {
            Assert.Equal(
                File.ReadAllBytes(Path.Combine(PathOf("again"), name)),
                File.ReadAllBytes(Path.Combine(PathOf("kept"), name)));
        }

        Assert.Contains("boxes per second", Explore("map", "other", "--passes", "32"), StringComparison.Ordinal);
        Assert.Contains("boxes per second", Explore("map", "first", "--layer", "1"), StringComparison.Ordinal);

        string Explore(string map, string to, params string[] options)
        {
            using StringWriter output = new(), error = new();
            string[] quick = ["--min-cluster-size", "5", "--min-samples", "3", "--no-embedding", "--out", PathOf(to)];
            int exitCode = ExploreCommand.Create().Parse([PathOf(map), .. options, .. quick]).Invoke(
                new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
            Assert.Equal((0, ""), (exitCode, error.ToString()));
            return output.ToString();
        }
    }

    // Every second atom another metal at random: as one species the alloy is what the metal is, and the labels keep the
    // metals. Hydrogen between them is left out.
    [Fact]
    public void Chemistry_may_be_left_out()
    {
        AtomicStructure metal = StructureFile.ReadFirst(Sample());
        ChemicalElement[] kinds = [ChemicalElement.Parse("Ni"), ChemicalElement.Parse("Pd")];
        Vector3D[] positions = [.. metal.Positions, metal.Positions[0] + new Vector3D(0.9, 0, 0)];
        var alloy = new AtomicStructure(
            positions,
            [.. Enumerable.Range(0, metal.Count).Select(k => kinds[k * 7919 % 13 % 2]), ChemicalElement.Parse("H")]);
        StructureFile.Write(PathOf("pure.xyz"), metal.WithPeriodicity(Periodicity.None));
        StructureFile.Write(PathOf("alloy.xyz"), alloy);
        string[] options = ["--box", "12", "--stride", "6", "--passes", "64", "--no-wrap", "--out"];
        Assert.Equal(0, Run(PathOf("pure.xyz"), [.. options, PathOf("pure")]).ExitCode);
        Assert.Equal(
            0, Run(PathOf("alloy.xyz"), [.. options, PathOf("alloy"), "--one-species", "--ignore", "H"]).ExitCode);
        CrystalMap pure = CrystalMap.Open(PathOf("pure")), alike = CrystalMap.Open(PathOf("alloy"));
        Assert.True(alike.Plan.Settings.OneSpecies);
        Assert.Equal(pure.Probabilities.AsEnumerable(), alike.Probabilities);
        Assert.Equal(pure.Novelty.AsEnumerable(), alike.Novelty);
        Assert.Equal(2, alike.Plan.Structure.DistinctSpecies().Length);
        (int exitCode, _, string error) = Run(PathOf("pure.xyz"), [.. options, PathOf("empty"), "--ignore", "Cu,H"]);
        Assert.Equal(1, exitCode);
        Assert.Contains("no atom is left", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refined_map_keeps_no_hidden_layer()
    {
        Assert.NotEmpty(MapCommand.Create().Parse(["sample.xyz", "--refine", "4", "--hidden", "2"]).Errors);
        Assert.Empty(MapCommand.Create().Parse(["sample.xyz", "--refine", "1", "--hidden", "2"]).Errors);
        (int exitCode, _, string error) = Run(Sample(), "--hidden", "9", "--passes", "64", "--out", PathOf("map"));
        Assert.Equal(2, exitCode);
        Assert.Contains("--hidden 9: the model has 3", error, StringComparison.Ordinal);
    }

    [Fact]
    public void More_boxes_than_can_be_counted_are_wrong_usage()
    {
        (int exitCode, _, string error) = Run(Sample(), "--box", "8", "--stride", "0.001", "--out", PathOf("map"));
        Assert.Equal(2, exitCode);
        Assert.Contains("longer stride", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--refine", "3")]
    [InlineData("--hidden", "0")]
    [InlineData("--hidden", "two")]
    [InlineData("--box", "0")]
    [InlineData("--box", "1,2")]
    [InlineData("--stride", "-1")]
    [InlineData("--stride", "wide")]
    [InlineData("--padding", "-0.5")]
    [InlineData("--min-atoms", "0")]
    [InlineData("--mode", "quick")]
    public void Values_out_of_range_are_wrong_usage(string option, string value) =>
        Assert.NotEmpty(MapCommand.Create().Parse(["sample.xyz", option, value]).Errors);

    private string PathOf(string name) => Path.Combine(_folder, name);

    // A block of copper, 5 x 5 x 5 cells.
    private string Sample()
    {
        string path = PathOf("sample.xyz");
        if (!File.Exists(path))
        {
            Prototype copper = PrototypeLibrary.Find("face-centered cubic");
            StructureFile.Write(path, copper.Structure.Repeat(9, 9, 9).WithPeriodicity(Periodicity.None));
        }

        return path;
    }

    private static (int ExitCode, string Output, string Error) Run(string file, params string[] options)
    {
        using StringWriter output = new(), error = new();
        int exitCode = MapCommand.Create().Parse([file, .. options]).Invoke(
            new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
        return (exitCode, output.ToString(), error.ToString());
    }

    private sealed class Report(Action<long> action) : IProgress<WorkProgress>
    {
        void IProgress<WorkProgress>.Report(WorkProgress value)
        {
            if (value.Done > 0)
                action(value.Done);
        }
    }
}
