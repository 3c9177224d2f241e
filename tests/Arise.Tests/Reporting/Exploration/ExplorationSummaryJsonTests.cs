using System.Text.Json;
using Arise.Descriptors;
using Arise.Exploration;
using Arise.Reporting.Exploration;
using Arise.Structures;
using Arise.Tests.Exploration;

namespace Arise.Tests.Reporting.Exploration;

public sealed class ExplorationSummaryJsonTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    // Two species have a difference of distances; one point has no deviation, outliers no persistence.
    [Fact]
    public void What_is_written_is_read_by_the_same_type()
    {
        ChemicalElement[] species = [ChemicalElement.Parse("Fe"), ChemicalElement.Parse("Pt")];
        var distances = new SpeciesPairDistances(species, new[,] { { 2.5, 2.7 }, { 2.7, double.NaN } });
        ExplorationResult one = ExplorationResultTests.OfStructures();
        ExplorationSample sample = one.Sample with
        {
            Points = [.. one.Sample.Points.Select(point => point with { Distances = distances })],
        };
        ExplorationSummaryJson summary = ExplorationSummaryJson.Of(new ExplorationResult
        {
            Sample = sample,
            Settings = one.Settings,
            Labels = one.Labels,
            LabelsBeforeJoining = one.LabelsBeforeJoining,
            Probabilities = one.Probabilities,
            Membership = one.Membership,
            OutlierScores = one.OutlierScores,
            CoreDistances = one.CoreDistances,
            Persistence = one.Persistence,
        });
        summary.Write(_path);
        byte[] bytes = File.ReadAllBytes(_path);
        ExplorationSummaryJson again = ExplorationSummaryJson.Read(_path);
        again.Write(_path);
        Assert.Equal(bytes, File.ReadAllBytes(_path));

        using JsonDocument json = JsonDocument.Parse(bytes);
        JsonElement root = json.RootElement;
        Assert.Equal("structures", root.GetProperty("points_are").GetString());
        Assert.Equal(0.1, root.GetProperty("confident_below_bit").GetDouble());
        Assert.Equal(JsonValueKind.Null, root.GetProperty("adjusted_rand_index").ValueKind);
        JsonElement[] clusters = [.. root.GetProperty("clusters").EnumerateArray()];
        Assert.Equal([0, -1], clusters.Select(cluster => cluster.GetProperty("cluster").GetInt32()));
        Assert.Equal(JsonValueKind.Null, clusters[1].GetProperty("persistence").ValueKind);
        Assert.Equal(12, clusters[0].GetProperty("coordination").GetProperty("mean").GetDouble());
        Assert.Equal(
            2.7,
            clusters[0].GetProperty("nearest_neighbor_distances").GetProperty("Fe-Pt").GetProperty("mean").GetDouble());
        Assert.Equal(0, clusters[0].GetProperty("d_FeFe-d_PtPt").GetProperty("count").GetInt32());
        Assert.Equal("fcc", clusters[0].GetProperty("classes")[0].GetProperty("label").GetString());
        Assert.False(clusters[0].TryGetProperty("center", out _));
    }
}
