using Arise.Clustering;
using Arise.Embedding;
using Arise.Exploration;
using Arise.Files;
using Arise.Recognition;
using Arise.Reporting.Exploration;
using Arise.Structures;
using Arise.Structures.Formats;
using Arise.Tests.Exploration;

namespace Arise.Tests.Reporting.Exploration;

public sealed class ExplorationReportTests : IDisposable
{
    private static readonly ExplorationSettings Settings = new()
    {
        Clustering = new HdbscanSettings { MinClusterSize = 60, MinSamples = 20 },
        Embedding = new UmapSettings { Epochs = 50 },
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("arise-explore-report-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Files_have_the_same_bytes_on_any_number_of_threads()
    {
        string[] folders = [.. new[] { 1, 3 }.Select(threads =>
        {
            string folder = Path.Combine(_folder, $"{threads}");
            ExplorationReport.Write(
                Explorer.Explore(ExploredGrains.Map, Settings with { Threads = threads }), folder);
            return folder;
        })];
        string[] files = [.. Directory.GetFiles(folders[0]).Select(path => Path.GetFileName(path))];
        Assert.Equal(17, files.Length);
        ResultFolders.AreForeseen(folders[0]);
        Assert.All(files.Where(name => name != "manifest.json"), name => Assert.Equal(
            File.ReadAllBytes(Path.Combine(folders[0], name)), File.ReadAllBytes(Path.Combine(folders[1], name))));
        NumpyArchive archive = NumpyArchive.Read(Path.Combine(folders[0], "explore.npz"));
        float[] hidden = archive.Get<float>("hidden", 2, out ReadOnlySpan<int> shape);
        Assert.Equal(StructureClassifier.Default.Network.Architecture.HiddenSizes[1], shape[1]);
        Assert.Equal(hidden.Length / shape[1], archive.Get<int>("labels", 1, out _).Length);
        AtomicStructure atoms = StructureFile.ReadFirst(Path.Combine(folders[0], "atoms.xyz"));
        Assert.Contains("cluster", atoms.Columns.Select(column => column.Name));

        // What was opened gives the same tables.
        ExplorationReport.Write(ExplorationResult.Open(folders[0]), Path.Combine(_folder, "opened"));
        foreach (string name in new[] { "clusters.csv", "points.csv", "summary.json", "summary.txt", "explore.npz" })
        {
            Assert.Equal(
                File.ReadAllBytes(Path.Combine(folders[0], name)),
                File.ReadAllBytes(Path.Combine(_folder, "opened", name)));
        }
    }
}
