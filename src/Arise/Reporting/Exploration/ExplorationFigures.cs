using System.Collections.Immutable;
using Arise.Exploration;
using Arise.Mapping;
using Arise.Reporting.Figures;
using Arise.Reporting.Maps;

namespace Arise.Reporting.Exploration;

/// <summary>
/// The figures of an exploration, each as SVG, PNG and PDF: <c>embedding</c> (colored by cluster, class, mutual
/// information and predictive entropy, gray where a point is none of the classes; of an embedding in three dimensions
/// the first two, and a panel with the third as color), <c>clusters_map</c> (clusters in real space), and
/// <c>distances</c> (histograms per cluster of d_AA - d_BB for two species and of d_NN for one). Of more than 1500
/// points the embedding shows every second, third, ... one.
/// </summary>
internal static class ExplorationFigures
{
    private const int MostPoints = 1500;
    private const int MostClasses = 10;
    private const int MostHistograms = 8;
    private const int Bins = 40;
    private const double Size = 220;

    /// <summary>Writes the figures into a folder.</summary>
    public static void Write(ExplorationResult result, string folder, FigureSettings settings)
    {
        if (result.Embedding is not null)
            Embedding(result, settings).WriteAll(Path.Combine(folder, "embedding"), settings.PixelsPerInch);
        if (result.Sample.Map is { } map)
            Map(result, map).WriteAll(Path.Combine(folder, "clusters_map"), settings.PixelsPerInch);
        if (Distances(result) is { } distances)
            distances.WriteAll(Path.Combine(folder, "distances"), settings.PixelsPerInch);
    }

    private static Figure Embedding(ExplorationResult result, FigureSettings settings)
    {
        ImmutableArray<ExplorationPoint> points = result.Sample.Points;
        ImmutableArray<float> embedding = result.Embedding!.Value;
        int components = embedding.Length / points.Length;
        int step = ((points.Length - 1) / MostPoints) + 1;
        int[] shown = [.. Enumerable.Range(0, points.Length).Where(k => k % step == 0)];
        var scatter = new Scatter(Along(0), Along(1)) { Radius = 1.3 };
        (int[] classes, string[] names, Color[] colors) = Classes(result.Sample);
        List<Panel> panels =
        [
            Frame("clusters", scatter with
            {
                Categories = [.. shown.Select(k => result.Labels[k])],
                CategoryNames = [.. Enumerable.Range(0, result.ClusterCount).Select(c => $"cluster {c}")],
            }),
            Frame("classes", scatter with
            {
                Categories = [.. shown.Select(k => classes[k])],
                CategoryNames = names,
                CategoryColors = colors,
            }),
            Bits("mutual information", point => point.MutualInformation),
            Bits("predictive entropy", point => point.PredictiveEntropy),
        ];
        if (components == 3)
        {
            panels.Add(Frame(
                "third component", scatter with { Values = Along(2), ValueTitle = "component 3" }));
        }

        return new Figure(panels)
        {
            Columns = components == 3 ? 3 : 2,
            Title = step == 1 ? null : $"1 of {step} points shown",
        };

        double[] Along(int component) => [.. shown.Select(k => (double)embedding[(k * components) + component])];

        Panel Bits(string title, Func<ExplorationPoint, double> of) => Frame(title, scatter with
        {
            Values = [.. shown.Select(k => of(points[k]))],
            ValueTitle = $"{title} / bit",
            Minimum = 0,
            Maximum = settings.InformationMaximum
                ?? Math.Max(points.Select(of).Where(double.IsFinite).DefaultIfEmpty(1).Max(), 1e-3),
        });

        static Panel Frame(string title, Scatter mark) => new(new Axis("component 1"), new Axis("component 2"), mark)
        {
            Title = title,
            Width = Size,
            Height = Size,
        };
    }

    // Numbers by frequency; the rare ones together.
    private static (int[] Categories, string[] Names, Color[] Colors) Classes(ExplorationSample sample)
    {
        int[] present = [.. sample.Points.CountBy(point => point.Answer)
            .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Select(pair => pair.Key)];
        int[] named = present.Length > MostClasses ? present[..(MostClasses - 1)] : present;
        var rank = named.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        string[] others = present.Length > named.Length ? [$"{present.Length - named.Length} others"] : [];
        return (
            [.. sample.Points.Select(point => rank.GetValueOrDefault(point.Answer, named.Length))],
            [.. named.Select(sample.NameOf), .. others],
            [.. named.Select(ColorOf), Color.Missing]);

        Color ColorOf(int @class) =>
            @class == CrystalMap.None ? ClassStyles.None.Fill : ClassStyles.ColorOf(sample.ClassLabels[@class]);
    }

    private static Figure Map(ExplorationResult result, CrystalMap map)
    {
        int clusters = result.ClusterCount;
        int[] categories = new int[map.Grid.Count];
        Array.Fill(categories, -1);
        for (int k = 0; k < result.Labels.Length; k++)
        {
            int label = result.Labels[k];
            categories[result.Sample.Points[k].Box] = label < 0 ? clusters : label;
        }

        string[] names = [.. Enumerable.Range(0, clusters).Select(c => $"cluster {c}"), "outliers"];
        CategoryStyle[] styles =
            [.. Enumerable.Range(0, clusters).Select(CategoryStyle.Of), new CategoryStyle(Color.Gray, Hatch.None)];
        return new Figure([.. MapPlane.Of(map).Select(plane => new Panel(
            plane.X, plane.Y, new CategoryMap(plane.Cells, plane.Of<int>(categories), names) { Styles = styles })
        {
            Title = plane.Place,
            EqualAspect = true,
            Width = Size,
            Height = Size,
        })]);
    }

    private static Figure? Distances(ExplorationResult result)
    {
        ExplorationSample sample = result.Sample;
        if (sample.Species.Length > 2)
            return null;
        bool isBinary = sample.Species.Length == 2;
        double[] values = [.. sample.Points.Select(point => isBinary
            ? point.Difference(sample)
            : point.Distance(sample.Species[0], sample.Species[0]))];
        double[] sorted = [.. values.Where(double.IsFinite).Order()];
        if (sorted.Length == 0)
            return null;

        // A stray box should not squeeze the others into one bin.
        (double low, double high) = (sorted[sorted.Length / 200], sorted[^((sorted.Length / 200) + 1)]);
        if (high - low < 1e-6)
            (low, high) = (low - 0.01, high + 0.01);
        var marks = new List<Mark>();
        foreach (ClusterSummary cluster in result.Clusters.Where(c => c.Cluster < MostHistograms))
        {
            IEnumerable<double> own = values.Where((_, k) => result.Labels[k] == cluster.Cluster);
            Bars histogram = Bars.Histogram(own, low, high, Bins);
            var outline = new List<(double X, double Y)> { (low, 0) };
            for (int bin = 0; bin < Bins; bin++)
            {
                double share = 100 * histogram.Heights[bin] / cluster.Count;
                outline.Add((histogram.From[bin], share));
                outline.Add((histogram.To[bin], share));
            }

            outline.Add((high, 0));
            marks.Add(new Series([.. outline.Select(p => p.X)], [.. outline.Select(p => p.Y)])
            {
                Name = cluster.IsOutliers ? "outliers" : $"cluster {cluster.Name}",
                Color = cluster.IsOutliers ? Color.Gray : CategoryStyle.Of(cluster.Cluster).Fill,
            });
        }

        string quantity = isBinary
            ? string.Join(" − ", sample.Species.Select(element => $"d({element}-{element})"))
            : $"d({sample.Species[0]}-{sample.Species[0]})";
        return new Figure(new Panel(
            new Axis($"{quantity} / {sample.LengthUnit.Symbol}"),
            new Axis($"share of the cluster's {sample.Unit} / %"),
            marks));
    }
}
