using Arise.Embedding;
using Arise.Exploration;
using Arise.Files;
using Arise.Reporting.Exploration;

namespace Arise.Tests.Exploration;

/// <summary>
/// A saved exploration that is damaged opens and can be summed up, or ends in an <see cref="ExplorationException"/>.
/// </summary>
public sealed class ExplorationFolderFuzzTests : IDisposable
{
    private const string Archive = "explore.npz", Manifest = "manifest.json";

    private readonly string _folder = Directory.CreateTempSubdirectory("arise-damaged-").FullName;

    public ExplorationFolderFuzzTests()
    {
        ExplorationResult result = ExplorationResultTests.OfStructures();
        new ExplorationResult
        {
            Sample = result.Sample,
            Settings = result.Settings with { Classes = [0, 1], JoinShare = 0.5, Embedding = new UmapSettings() },
            Labels = result.Labels,
            LabelsBeforeJoining = result.LabelsBeforeJoining,
            Probabilities = result.Probabilities,
            Membership = result.Membership,
            OutlierScores = result.OutlierScores,
            CoreDistances = result.CoreDistances,
            Persistence = result.Persistence,
            Embedding = [0, 1, 2, 3],
        }.Save(_folder);
        Open();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Damaged_manifests()
    {
        byte[] valid = File.ReadAllBytes(PathOf(Manifest));
        Fuzz.Run<ExplorationException>(
            300, random => Damage.Json(valid, random), bytes => Read(Manifest, bytes), _folder);
    }

    [Fact]
    public void Damaged_arrays()
    {
        NumpyArchive valid = NumpyArchive.Read(PathOf(Archive));
        Fuzz.Run<ExplorationException>(
            400, random => Damage.Archive(valid, random), bytes => Read(Archive, bytes), _folder);
    }

    [Fact]
    public void Damaged_summaries()
    {
        string path = PathOf("summary.json");
        ExplorationSummaryJson.Of(ExplorationResult.Open(_folder)).Write(path);
        byte[] valid = File.ReadAllBytes(path);
        Fuzz.Run<ExplorationException>(
            400,
            random => Damage.Json(valid, random),
            bytes =>
            {
                File.WriteAllBytes(path, bytes);
                ExplorationSummaryJson.Read(path);
            },
            _folder);
    }

    private void Read(string name, byte[] bytes) => Fuzz.While(PathOf(name), bytes, Open);

    private void Open() => ExplorationReport.WriteSummary(ExplorationResult.Open(_folder), TextWriter.Null);

    private string PathOf(string name) => Path.Combine(_folder, name);
}
