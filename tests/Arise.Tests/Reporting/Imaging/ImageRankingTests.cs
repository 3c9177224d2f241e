using Arise.Microscopy;
using Arise.Microscopy.Formats;
using Arise.Microscopy.Quality;
using Arise.Networks;
using Arise.Recognition;
using Arise.Reporting.Imaging;
using Arise.Tests.Microscopy;

namespace Arise.Tests.Reporting.Imaging;

public sealed class ImageRankingTests : IDisposable
{
    private static readonly MicroscopeImage Image = new SimpleGraphene { Side = 64 }.Draw();

    private static readonly Classification Graphene = StructureClassifier.Default.Classify(Found.ToStructure());

    private readonly string _folder = Directory.CreateTempSubdirectory("arise-ranking-").FullName;

    private static FoundAtoms Found => new()
    {
        Atoms = [.. Sites().Select(site => new FoundAtom(site.X, site.Y, 1, 2, 1, 0.1))],
        Width = 64,
        Height = 64,
        PixelSize = 0.1,
        Spacing = 12,
        Finder = "test",
        Reason = "made",
    };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Images_are_ordered_by_information_or_quality_and_the_unreadable_come_last()
    {
        ImageRanking ranking = Ranking();
        Assert.Equal(
            ["good.tif", "bad.tif", "odd.tif", "cut.tif"],
            ranking.InOrder(ImageOrder.Information).Select(image => image.File));
        Assert.Equal(
            ["odd.tif", "good.tif", "bad.tif", "cut.tif"],
            ranking.InOrder(ImageOrder.Quality).Select(image => image.File));
    }

    [Fact]
    public void The_table_has_every_image_and_the_sheet_a_picture_of_each()
    {
        Ranking().Write(_folder, ImageOrder.Information);
        string[] lines = File.ReadAllLines(Path.Combine(_folder, "rank.csv"));
        Assert.Equal(5, lines.Length);
        string[] heads = lines[0].Split(','), first = lines[1].Split(',');
        string Cell(string name) => first[Array.IndexOf(heads, name)];
        Assert.Equal(("1", "good.tif", "C", "graphene"), (Cell("rank"), Cell("file"), Cell("class"), Cell("name")));
        Assert.Equal(("40", "4000", "2"), (Cell("counts_per_pixel"), Cell("dose"), Cell("information_limit")));
        Assert.Equal(("1/Angstrom", "0.01"), (Cell("information_limit_unit"), Cell("anisotropy")));
        Assert.StartsWith("4,cut.tif,", lines[4], StringComparison.Ordinal);
        Assert.EndsWith(",it ends early.", lines[4], StringComparison.Ordinal);

        // Five columns of 96 points and their gaps, at 144 pixels per inch; gray where nothing could be read.
        MicroscopeImage sheet = ImageFile.Read(Path.Combine(_folder, "contact_sheet.png")).Single();
        Assert.Equal((5 * 216) + 24, sheet.Width);
        Assert.Equal(228, sheet[24 + (3 * 216) + 96, 24 + 96]);
        float[] picture = [.. Enumerable.Range(24, 192).Select(x => sheet[x, 100])];
        Assert.True(picture.Max() - picture.Min() > 100);
    }

    [Fact]
    public void A_class_that_is_not_known_to_be_it_has_a_question_mark()
    {
        var image = new RankedImage("a.tif", null) { Classification = Graphene };
        Assert.Equal("graphene", image.ClassText);
        Classification unknown = Gas();
        Assert.Equal(Verdict.Unknown, unknown.Verdict);
        Assert.Equal(unknown.Best!.Name + "?", (image with { Classification = unknown }).ClassText);
        Assert.Null(new RankedImage("a.tif", null).ClassText);
    }

    [Fact]
    public void An_image_like_no_class_comes_after_the_known_ones_however_the_passes_agree()
    {
        var ranking = new ImageRanking();
        ranking.Add("gas.tif", Image, Found, Quality(3), With(Gas(), 0));
        ranking.Add("odd.tif", Image, Found, Quality(3), null, "odd.tif: no class.");
        ranking.Add("unsure.tif", Image, Found, Quality(3), With(Graphene, 0.4));
        Assert.Equal(
            ["unsure.tif", "gas.tif", "odd.tif"],
            ranking.InOrder(ImageOrder.Information).Select(image => image.File));
    }

    private static Classification With(Classification one, double information) => new(
        new Prediction(
            one.Prediction.ClassLabels,
            one.Prediction.Probabilities,
            one.Prediction.Uncertainty with { PredictiveEntropy = information, ExpectedEntropy = 0 },
            one.Prediction.Passes),
        one.Distances)
    {
        Novelty = one.Novelty,
    };

    private static Classification Gas()
    {
        var random = new Random(5);
        FoundAtoms gas = Found with
        {
            Atoms = [.. Enumerable.Range(0, 72).Select(_ =>
                new FoundAtom(120 * random.NextDouble(), 120 * random.NextDouble(), 1, 2, 1, 0.1))],
        };
        return StructureClassifier.Default.Classify(gas.ToStructure());
    }

    private static ImageRanking Ranking()
    {
        var ranking = new ImageRanking();
        ranking.AddProblem("cut.tif", null, "cut.tif: it ends early.");
        ranking.Add("odd.tif", Image, Found, Quality(9), null, "odd.tif: no class.");
        ranking.Add("bad.tif", Image, Found, Quality(1), Graphene);
        ranking.Add("good.tif", Image, Found, Quality(3), Graphene);
        return ranking;
    }

    private static ImageQuality Quality(double signal) => new()
    {
        SignalToNoise = signal,
        CountsPerPixel = 40,
        InformationLimit = 0.2,
        AtomWidth = 2,
        Spacing = 12,
        Anisotropy = 0.01,
        UsableShare = 1,
        PixelSize = 0.1,
    };

    private static IEnumerable<(double X, double Y)> Sites()
    {
        for (int k = 0; k < 72; k++)
        {
            (int cell, int basis) = (k / 2, k % 2);
            (int row, int column) = (cell / 6, cell % 6);
            yield return (
                12 * Math.Sqrt(3) * (column + (0.5 * (row % 2))), 12 * ((1.5 * row) + basis));
        }
    }
}
