using System.Collections.Immutable;
using System.Globalization;
using Arise.Files;
using Arise.Prototypes;
using Arise.Reporting;
using Arise.Reporting.Figures;
using Arise.Synthesis;

namespace Arise.Evaluation;

/// <summary>
/// Writes a Bain map into a folder: <c>bain.npz</c>, <c>bain.csv</c> and the figures <c>bain_classes</c>,
/// <c>bain_mutual_information</c> and <c>bain_probabilities</c>, each as SVG and PNG.
/// </summary>
internal static class BainReport
{
    private static readonly (string Text, double Ratio)[] Lines = [("c/a = 1", 1), ("c/a = √2", Math.Sqrt(2))];

    /// <summary>Writes all files; they appear complete.</summary>
    public static void Write(BainMap map, string folder, FigureSettings settings)
    {
        WriteArrays(map, Path.Combine(folder, "bain.npz"));
        WriteTable(map, Path.Combine(folder, "bain.csv"));
        ClassFigure(map).WriteAll(Path.Combine(folder, "bain_classes"), settings.PixelsPerInch);
        InformationFigure(map, settings).WriteAll(
            Path.Combine(folder, "bain_mutual_information"), settings.PixelsPerInch);
        ProbabilityFigure(map).WriteAll(Path.Combine(folder, "bain_probabilities"), settings.PixelsPerInch);
    }

    /// <summary>The most probable class at every a and c.</summary>
    private static Figure ClassFigure(BainMap map)
    {
        string[] names = [.. map.ClassLabels.Select(PrototypeLibrary.NameOf)];
        (CategoryMap classes, IReadOnlyList<int> order) = CategoryMap.ByFrequency(CellsOf(map), map.Classes, names);
        classes = classes with { Styles = ClassStyles.Of([.. order.Select(c => map.ClassLabels[c])]) };
        return new Figure(Panel(map, "Most probable class", classes));
    }

    /// <summary>The mutual information at every a and c.</summary>
    private static Figure InformationFigure(BainMap map, FigureSettings settings) => new(Panel(
        map,
        "Uncertainty",
        new HeatMap(CellsOf(map), map.MutualInformation, "mutual information / bit")
        {
            Minimum = 0,
            Maximum = settings.InformationMaximum,
        }));

    /// <summary>The probability of every class that wins somewhere, the most frequent first.</summary>
    private static Figure ProbabilityFigure(BainMap map) => new([.. map.Present.Select(index => Panel(
        map,
        PrototypeLibrary.NameOf(map.ClassLabels[index]),
        new HeatMap(CellsOf(map), [.. map.Probabilities.Select(p => Of(p, index))], "probability")
        {
            Minimum = 0,
            Maximum = 1,
        },
        size: 150))])
    {
        Columns = 3,
    };

    private static Cells CellsOf(BainMap map)
    {
        BainPath path = map.Path;
        return Cells.Centered(path.Count, path.Count, path.Minimum, path.Step, path.Minimum, path.Step);
    }

    private static Panel Panel(BainMap map, string title, Mark mark, double size = 230)
    {
        (double low, double high) = (map.Path.Minimum, map.Path.Maximum);
        IEnumerable<Mark> guides = Lines.Select(line =>
            new Series([low, high], [low * line.Ratio, high * line.Ratio])
            {
                Width = 0.8, Dash = 3, Halo = true, WidensAxes = false,
            });
        IEnumerable<Mark> notes = size < 200
            ? []
            : Lines.Select(line => new Note(NoteAt(line.Ratio), NoteAt(line.Ratio) * line.Ratio, line.Text));
        return new Panel(new Axis("a / Å"), new Axis("c / Å"), [mark, .. guides, .. notes])
        {
            Title = title, EqualAspect = true, Width = size, Height = size,
        };

        // Seven eighths up the part of the line that is seen.
        double NoteAt(double ratio) => low + (0.875 * (Math.Min(high, high / ratio) - low));
    }

    private static double Of(ImmutableArray<double> probabilities, int index) =>
        probabilities.Length == 0 ? double.NaN : probabilities[index];

    private static void WriteArrays(BainMap map, string path)
    {
        int count = map.Path.Count, classes = map.ClassLabels.Length;
        double[] parameters = [.. Enumerable.Range(0, count).Select(map.Path.Parameter)];
        new NumpyArchive()
            .Add("a", parameters)
            .Add("c", parameters)
            .Add("class_index", map.Classes.ToArray(), count, count)
            .Add("mutual_information", map.MutualInformation.ToArray(), count, count)
            .Add("predictive_entropy", map.PredictiveEntropy.ToArray(), count, count)
            .Add(
                "probabilities",
                map.Probabilities.SelectMany(p => Enumerable.Range(0, classes).Select(k => (float)Of(p, k))).ToArray(),
                count, count, classes)
            .Add("class_labels", map.ClassLabels.ToArray())
            .Write(path, compress: true);
    }

    private static void WriteTable(BainMap map, string path)
    {
        using var file = new ReplacingFile(path);
        using (var output = new StreamWriter(file.Stream, leaveOpen: true))
        {
            output.WriteLine("a,c,label,probability,mutual_information,predictive_entropy");
            for (int k = 0; k < map.Classes.Length; k++)
            {
                (int c, int a) = Math.DivRem(k, map.Path.Count);
                int index = map.Classes[k];
                string label = index < 0 ? "" : ReportTable.Quoted(map.ClassLabels[index]);
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{map.Path.Parameter(a):0.######},{map.Path.Parameter(c):0.######},"
                    + $"{label},{Of(map.Probabilities[k], index):G6},"
                    + $"{map.MutualInformation[k]:G6},{map.PredictiveEntropy[k]:G6}"));
            }
        }

        file.Commit();
    }
}
