using System.Globalization;
using Arise.Defects;
using Arise.Mapping;
using Arise.Numerics;
using Arise.Reporting.Maps;
using Arise.Structures;

namespace Arise.Tests.Mapping;

public sealed class InformationProfileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("arise-series-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Shells_and_bins_hold_what_a_plain_loop_finds()
    {
        CrystalMap map = Map(MapSamples.TwoPhases());
        var profile = new InformationProfile(map, shell: 6);
        AtomicStructure atoms = map.Plan.Structure;
        var center = new Vector3D(
            atoms.Positions.ToArray().Average(p => p.X),
            atoms.Positions.ToArray().Average(p => p.Y),
            atoms.Positions.ToArray().Average(p => p.Z));
        for (int shell = 0; shell < profile.Medians.Length; shell++)
        {
            float[] values = [.. Enumerable.Range(0, map.Rows)
                .Where(row => (int)((map.Grid.Center(map.Plan.Boxes[row]) - center).Length / 6) == shell)
                .Select(row => map.MutualInformation[row]).Order()];
            double expected = values.Length == 0
                ? double.NaN
                : (values[(values.Length - 1) / 2] + (double)values[values.Length / 2]) / 2;
            Assert.Equal(expected, profile.Medians[shell], 1e-6);
        }

        Assert.Equal(1, profile.Histogram.Sum(), 1e-12);
        double low = map.MutualInformation.Count(information => information < 0.1);
        Assert.Equal(low / map.Rows, profile.Cumulative()[1], 1e-12);
    }

    [Fact]
    public void A_series_has_a_row_per_map_and_differences_to_the_first()
    {
        CrystalMap map = Map(MapSamples.TwoPhases());
        CrystalMap other = Map(Displacements.Uniform(MapSamples.TwoPhases(), 0.4, seed: 3));
        var series = new MapSeries();
        series.Add("cold", map);
        series.Add("hot, shaken", other);
        series.Write(_folder);
        string[][] rows = Read("series.csv");
        Assert.Equal(3, rows.Length);
        const int none = 3, information = 5, entropy = 7;
        Assert.Equal(
            ["none", "at_boundaries", "mean_mutual_information", "uncertain", "mean_predictive_entropy"],
            rows[0][none..(entropy + 1)]);
        Assert.All(
            rows[1..], row => Assert.Equal(1, Number(row[none]) + row[(entropy + 1)..].Sum(Number), 1e-6));
        Assert.Equal(map.MutualInformation.Average(), Number(rows[1][information]), 1e-6);
        Assert.Equal(map.PredictiveEntropy.Average(), Number(rows[1][entropy]), 1e-6);
        Assert.Equal(
            Enumerable.Range(0, other.Rows).Average(row => other.ClassOf(row) == CrystalMap.None ? 1.0 : 0),
            Number(rows[2][none]),
            1e-6);
        Assert.True(
            Number(rows[2][entropy]) > Number(rows[1][entropy]), "disorder should raise the predictive entropy");
        foreach (string name in new[] { "histogram.csv", "cumulative.csv" })
        {
            string[][] profile = Read(name);
            Assert.Equal(InformationProfile.Bins + 1, profile.Length);
            Assert.All(profile[1..], row => Assert.Equal(Number(row[3]) - Number(row[2]), Number(row[4]), 1e-8));
        }

        Assert.True(File.Exists(Path.Combine(_folder, "radial.csv")));
        Assert.True(File.Exists(Path.Combine(_folder, "series.svg")));
    }

    private static CrystalMap Map(AtomicStructure sample) =>
        new StructureMapper().Map(new MapPlan(sample, MapSamples.Quick() with { MinimumAtoms = 60 }));

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    // The one name with a comma is in quotation marks.
    private string[][] Read(string name) =>
        [.. File.ReadAllLines(Path.Combine(_folder, name))
            .Select(line => line.Replace("\"hot, shaken", "\"hot", StringComparison.Ordinal).Split(','))];
}
