using System.Text.Json;
using Arise.Defects;
using Arise.Mapping;
using Arise.Numerics;
using Arise.Reporting.Maps;
using Arise.Structures;
using Arise.Tests.Mapping;

namespace Arise.Tests.Reporting.Maps;

public sealed class MapSeriesRunnerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("arise-runner-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // Two frames cannot be mapped: one has other units, one two atoms at one place. They end only themselves, numbers
    // follow those that can, and the small maps after the first are made side by side.
    [Fact]
    public void Results_come_in_the_order_of_the_frames_and_errors_end_only_themselves()
    {
        var runner = new MapSeriesRunner(new StructureMapper(), PathOf("out")) { KeepMaps = true };
        Assert.Equal(0, runner.SideBySide);
        var progress = new Observer();
        MapSeriesResult[] results = [.. runner.Run(Frames(), _ => Settings(), progress).SelectMany(group => group)];
        Assert.Equal([1, 2, 3, 4, 5], results.Select(result => result.Input.Frame));
        Assert.Equal([true, false, true, false, true], results.Select(result => result.Entry is not null));
        Assert.Contains("pixel", results[1].Error!.Message, StringComparison.Ordinal);
        Assert.Contains("stand at one place", results[3].Error!.Message, StringComparison.Ordinal);
        Assert.Equal((3, 2), (runner.Count, runner.SideBySide));
        ResultFolders.AreForeseen(PathOf("out"));
        Assert.True(runner.MemoryBytes > 1000);
        Assert.Equal(
            ["run.xyz#1", "run.xyz#3", "run.xyz#5"],
            File.ReadAllLines(Path.Combine(PathOf("out"), "series.csv"))[1..].Select(line => line.Split(',')[1]));
        Assert.Empty(Directory.GetFiles(PathOf("out"), "*.state"));

        // Each map that was kept opens, with the name of its frame.
        foreach ((int number, int frame) in new[] { (1, 1), (2, 3), (3, 5) })
        {
            CrystalMap map = CrystalMap.Open(Path.Combine(PathOf("out"), $"map-000{number}"));
            Assert.Equal($"run.xyz#{frame}", map.Plan.Input);
            Assert.Equal(results[frame - 1].Entry!.MeanMutualInformation, map.MutualInformation.Average());
        }

        // A step ends with all of its boxes done, also where several maps report at once.
        WorkProgress[] reports = [.. progress.Reports];
        Assert.Equal(
            ["run.xyz#1, boxes", "maps 0002 to 0003, boxes"], reports.Select(report => report.Step).Distinct());
        Assert.All(
            reports.GroupBy(report => report.Step),
            step => Assert.Equal(step.First().Total, step.Max(report => report.Done)));
    }

    // Maps made side by side share the threads; what was asked for stays in their manifests.
    [Fact]
    public void Manifests_of_a_series_hold_the_settings_of_a_single_map()
    {
        var mapper = new StructureMapper();
        MapSeriesInput[] frames = [.. Frames().Where(frame => frame.Frame is 1 or 3 or 5)];
        MapSettings settings = Settings(threads: 0);
        var runner = new MapSeriesRunner(mapper, PathOf("out")) { KeepMaps = true };
        Assert.Equal(3, runner.Run(frames, _ => settings).SelectMany(group => group).Count());
        mapper.Map(new MapPlan(frames[0].Structure, settings)).Save(PathOf("single"));
        string single = SettingsIn("single");
        foreach (int number in new[] { 1, 2, 3 })
        {
            string map = Path.Combine("out", $"map-000{number}");
            Assert.Equal(single, SettingsIn(map));
            Assert.Equal(settings, CrystalMap.Open(PathOf(map)).Plan.Settings);
        }

        string SettingsIn(string map)
        {
            using var manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(PathOf(map), "manifest.json")));
            return manifest.RootElement.GetProperty("settings").GetRawText();
        }
    }

    [Fact]
    public void An_interrupted_series_keeps_what_is_done_and_goes_on()
    {
        var mapper = new StructureMapper();
        MapSeriesInput[] frames = [.. Frames().Where(frame => frame.Frame is 1 or 3 or 5)];
        using var stop = new CancellationTokenSource();
        var runner = new MapSeriesRunner(mapper, PathOf("half"));
        Assert.Throws<OperationCanceledException>(() =>
        {
            foreach (var group in runner.Run(frames, _ => Settings(), null, stop.Token))
                stop.Cancel();
        });
        Assert.Equal(1, runner.Count);
        Assert.Single(Directory.GetFiles(PathOf("half"), "*.state"));
        Assert.False(File.Exists(Path.Combine(PathOf("half"), "series.csv")));

        // Without being asked to, nothing is gone on with or overwritten.
        MapException error = Assert.Throws<MapException>(
            () => new MapSeriesRunner(mapper, PathOf("half")).Run(frames, _ => Settings()).Count());
        Assert.Equal(Path.Combine(PathOf("half"), "map-0001.state"), error.File);
        Assert.DoesNotContain("--", error.Message, StringComparison.Ordinal);

        Run(new MapSeriesRunner(mapper, PathOf("half")) { Resume = true });
        Run(new MapSeriesRunner(mapper, PathOf("whole")));
        string[] files = [.. Directory.GetFiles(PathOf("whole")).Select(path => Path.GetFileName(path)).Order()];
        Assert.Equal(files, Directory.GetFiles(PathOf("half")).Select(path => Path.GetFileName(path)).Order());
        Assert.All(files, name => Assert.Equal(
            File.ReadAllBytes(Path.Combine(PathOf("whole"), name)),
            File.ReadAllBytes(Path.Combine(PathOf("half"), name))));

        void Run(MapSeriesRunner series) =>
            Assert.Equal(3, series.Run(frames, _ => Settings()).SelectMany(group => group).Count());
    }

    // A kill may come between the results and the removal of the states.
    [Fact]
    public void A_series_that_was_killed_at_its_very_end_goes_on_to_the_same_results()
    {
        var mapper = new StructureMapper();
        MapSeriesInput[] frames = [.. Frames().Where(frame => frame.Frame is 1 or 3)];
        byte[] state = [];
        foreach (var group in new MapSeriesRunner(mapper, PathOf("end")).Run(frames, _ => Settings()))
        {
            if (state.Length == 0)
                state = File.ReadAllBytes(Path.Combine(PathOf("end"), "map-0001.state"));
        }

        byte[] results = File.ReadAllBytes(Path.Combine(PathOf("end"), "series.csv"));
        File.WriteAllBytes(Path.Combine(PathOf("end"), "map-0001.state"), state);
        var runner = new MapSeriesRunner(mapper, PathOf("end")) { Resume = true };
        Assert.Equal(2, runner.Run(frames, _ => Settings()).SelectMany(group => group).Count());
        Assert.Equal(results, File.ReadAllBytes(Path.Combine(PathOf("end"), "series.csv")));
        Assert.Empty(Directory.GetFiles(PathOf("end"), "*.state"));
    }

    private static MapSettings Settings(int threads = 2) =>
        MapSamples.Quick(threads) with { Stride = new Vector3D(8, 8, 15) };

    private static IEnumerable<MapSeriesInput> Frames()
    {
        AtomicStructure sample = MapSamples.TwoPhases();
        var pixels = new Dictionary<string, string> { ["unit"] = "pixel" };
        Vector3D[] twice = sample.Positions.ToArray();
        twice[7] = twice[3];
        AtomicStructure[] frames =
        [
            sample,
            new AtomicStructure(sample.Positions, sample.Species, properties: pixels),
            Displacements.Uniform(sample, 0.1, seed: 1),
            sample.WithPositions(twice),
            Displacements.Uniform(sample, 0.2, seed: 2),
        ];
        return frames.Select((frame, k) => new MapSeriesInput("folder/run.xyz", k + 1, frame));
    }

    private string PathOf(string name) => Path.Combine(_folder, name);
}
