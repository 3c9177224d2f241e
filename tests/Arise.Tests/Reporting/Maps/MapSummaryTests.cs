using System.Text.Json;
using System.Text.Json.Nodes;
using Arise.Mapping;
using Arise.Reporting.Maps;
using Arise.Tests.Mapping;

namespace Arise.Tests.Reporting.Maps;

/// <summary>A summary that is written and opened is the same summary.</summary>
public sealed class MapSummaryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("arise-summary-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string File => Path.Combine(_folder, "summary.json");

    [Fact]
    public void What_is_opened_gives_the_same_bytes_and_the_same_text()
    {
        MapSummary summary = MapSummary.Of(Map(MapSamples.Quick() with { MinimumAtoms = 60 }));
        Assert.NotEmpty(summary.Grains);
        summary.Write(File);
        byte[] bytes = System.IO.File.ReadAllBytes(File);
        MapSummary opened = MapSummary.Open(File);
        opened.Write(File);
        Assert.Equal(bytes, System.IO.File.ReadAllBytes(File));
        Assert.Equal(Text(summary), Text(opened));
        Assert.Equal(summary.Classes.AsEnumerable(), opened.Classes);
        Assert.Equal(summary.Grains.AsEnumerable(), opened.Grains);
        Assert.Equal(summary.BoxesClassified, opened.BoxesClassified);
        Assert.Equal(summary.BoxesUncertain, opened.BoxesUncertain);
    }

    // Means over nothing are null in the file and not-a-number here; the text gives a reason and names no option.
    [Fact]
    public void A_map_without_predictions_has_no_means()
    {
        MapSummary summary = MapSummary.Of(Map(MapSamples.Quick() with { MinimumAtoms = 100_000 }));
        summary.Write(File);
        JsonElement json = JsonDocument.Parse(System.IO.File.ReadAllText(File)).RootElement;
        Assert.Equal(JsonValueKind.Null, json.GetProperty("uncertain_fraction").ValueKind);
        Assert.Equal(JsonValueKind.Null, json.GetProperty("mean_mutual_information").ValueKind);
        Assert.True(double.IsNaN(MapSummary.Open(File).MeanMutualInformation));
        Assert.Contains("no box holds enough atoms", Text(summary), StringComparison.Ordinal);
        Assert.DoesNotContain("--", Text(summary), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("atoms", "\"many\"")]
    [InlineData("classes", null)]
    public void A_field_that_is_no_good_is_named(string field, string? value)
    {
        MapSummary.Of(Map(MapSamples.Quick() with { MinimumAtoms = 100_000 })).Write(File);
        JsonObject json = JsonNode.Parse(System.IO.File.ReadAllText(File))!.AsObject();
        json.Remove(field);
        if (value is not null)
            json[field] = JsonNode.Parse(value);
        System.IO.File.WriteAllText(File, json.ToJsonString());
        MapException error = Assert.Throws<MapException>(() => MapSummary.Open(File));
        Assert.Equal((File, field), (error.File, error.Field));
    }

    private static CrystalMap Map(MapSettings settings) =>
        new StructureMapper().Map(new MapPlan(MapSamples.TwoPhases(), settings));

    private static string Text(MapSummary summary)
    {
        using var writer = new StringWriter();
        summary.WriteText(writer);
        return writer.ToString();
    }
}
