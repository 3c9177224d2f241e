using System.Globalization;
using System.Text;
using Arise.Files;
using Arise.Mapping;
using Arise.Prototypes;
using Arise.Reporting.Figures;

namespace Arise.Reporting.Maps;

/// <summary>
/// Maps of several samples or of the frames of a trajectory, side by side: <c>series.csv</c> (a row per map: share of
/// boxes that are none of the classes and at boundaries of two, mean mutual information, share of uncertain boxes, mean
/// predictive entropy, share of each class), <c>histogram.csv</c> and <c>cumulative.csv</c>
/// (a row per bin of the mutual information), <c>radial.csv</c> (a row per shell: median mutual information), the
/// latter three with a column per map and one per difference to the first map, and the figure <c>series</c>.
/// </summary>
internal sealed class MapSeries
{
    private const int MostClasses = 7;

    private readonly List<MapSeriesEntry> _entries = [];
    private readonly SortedDictionary<int, int> _boxesOfClass = [];

    /// <summary>Number of maps.</summary>
    public int Count => _entries.Count;

    /// <summary>
    /// Thickness of the shells of the first map in its unit of length, which all others must have; null before there
    /// is one.
    /// </summary>
    public double? Shell => Count > 0 ? _entries[0].Profile.Shell : null;

    /// <summary>Adds a map; its probabilities are not kept.</summary>
    public void Add(string name, CrystalMap map) => Add(new MapSeriesEntry(name, map, Shell));

    /// <summary>Adds what was kept of a map.</summary>
    /// <exception cref="ArgumentException">
    /// Its unit of length is not that of the first map, or its shells are not as thick.
    /// </exception>
    public void Add(MapSeriesEntry entry)
    {
        if (Count > 0 && entry.LengthUnit != _entries[0].LengthUnit)
        {
            throw new ArgumentException(
                $"The lengths are in {entry.LengthUnit.Name}, not in {_entries[0].LengthUnit.Name}.");
        }

        if (Shell is { } shell && entry.Profile.Shell != shell)
            throw new ArgumentException($"The profile has shells of {entry.Profile.Shell}, not {shell}.");
        _entries.Add(entry);
        foreach ((int @class, int boxes) in entry.BoxesOfClass)
            _boxesOfClass[@class] = _boxesOfClass.GetValueOrDefault(@class) + boxes;
    }

    /// <summary>Writes tables and figure into a folder; they appear together.</summary>
    /// <param name="folder">The folder, which is created if need be.</param>
    /// <param name="overwrite">Whether older results in the folder may go; they stand until these are complete.</param>
    /// <exception cref="IOException">The folder cannot be written, or holds other results or files.</exception>
    public void Write(string folder, bool overwrite = false)
    {
        using var results = OutputFolder.Begin(folder, ResultKind.MapSeries, overwrite);
        WriteFiles(results.Path);
        results.Commit();
    }

    /// <summary>Writes the files one after the other.</summary>
    internal void WriteFiles(string folder, FigureSettings? figures = null)
    {
        if (Count == 0)
            return;
        WriteShares(Path.Combine(folder, "series.csv"));
        string length = _entries[0].LengthUnit.Name.ToLowerInvariant();
        string[] bin = ["from_bit", "to_bit"];
        string[] shell = [ReportTable.Quoted($"from_{length}"), ReportTable.Quoted($"to_{length}")];
        const double width = InformationProfile.BinWidth;
        WriteProfiles(Path.Combine(folder, "histogram.csv"), bin, width, profile => [.. profile.Histogram]);
        WriteProfiles(Path.Combine(folder, "cumulative.csv"), bin, width, profile => [.. profile.Cumulative()]);
        WriteProfiles(Path.Combine(folder, "radial.csv"), shell, Shell!.Value, profile => [.. profile.Medians]);
        Figure().WriteAll(Path.Combine(folder, "series"), (figures ?? FigureSettings.Default).PixelsPerInch);
    }

    private int[] ClassesByFrequency() =>
        [.. _boxesOfClass.OrderByDescending(pair => pair.Value).Select(pair => pair.Key)];

    private void WriteShares(string path)
    {
        int[] classes = ClassesByFrequency();
        var text = new StringBuilder(
            "number,name,boxes,none,at_boundaries,mean_mutual_information,uncertain,mean_predictive_entropy");
        foreach (int c in classes)
            text.Append(',').Append(ReportTable.Quoted(_entries[0].ClassLabels[c]));
        text.Append('\n');
        for (int map = 0; map < Count; map++)
        {
            MapSeriesEntry entry = _entries[map];
            string name = ReportTable.Quoted(entry.Name);
            text.Append(CultureInfo.InvariantCulture, $"{map + 1},{name},{entry.Classified},");
            text.Append(Number(entry.NoneShare)).Append(',');
            text.Append(Number((double)entry.AtBoundaries / Math.Max(entry.Classified, 1))).Append(',');
            text.Append(Number(entry.MeanMutualInformation)).Append(',');
            text.Append(Number((double)entry.Uncertain / Math.Max(entry.Classified, 1))).Append(',');
            text.Append(Number(entry.MeanPredictiveEntropy));
            foreach (int c in classes)
                text.Append(',').Append(Number(entry.Share(c)));
            text.Append('\n');
        }

        WriteText(path, text);
    }

    private void WriteProfiles(string path, string[] edges, double width, Func<InformationProfile, double[]> values)
    {
        double[][] columns = [.. _entries.Select(entry => values(entry.Profile))];
        var text = new StringBuilder(string.Join(',', edges));
        foreach (MapSeriesEntry entry in _entries)
            text.Append(',').Append(ReportTable.Quoted(entry.Name));
        foreach (MapSeriesEntry entry in _entries.Skip(1))
            text.Append(',').Append(ReportTable.Quoted($"{entry.Name} - {_entries[0].Name}"));
        text.Append('\n');
        for (int row = 0; row < columns.Max(column => column.Length); row++)
        {
            double[] cells = [.. columns.Select(column => row < column.Length ? column[row] : double.NaN)];
            text.Append(Number(row * width)).Append(',').Append(Number((row + 1) * width));
            foreach (double cell in (double[])[.. cells, .. cells.Skip(1).Select(cell => cell - cells[0])])
                text.Append(',').Append(Number(cell));
            text.Append('\n');
        }

        WriteText(path, text);
    }

    private Figure Figure()
    {
        double[] numbers = [.. Enumerable.Range(1, Count).Select(number => (double)number)];
        int[] classes = ClassesByFrequency();
        List<Mark> shares = [.. classes.Take(MostClasses).Select(c => new Series(
            numbers, [.. _entries.Select(entry => entry.Share(c))])
        {
            Name = PrototypeLibrary.NameOf(_entries[0].ClassLabels[c]),
            Color = ClassStyles.ColorOf(_entries[0].ClassLabels[c]),
            Markers = true,
        })];
        if (_entries.Exists(entry => entry.None > 0))
        {
            shares.Add(new Series(numbers, [.. _entries.Select(entry => entry.NoneShare)])
            {
                Name = ClassStyles.NoneName,
                Color = ClassStyles.None.Fill,
                Markers = true,
            });
        }

        Mark[] means =
        [
            new Series(numbers, [.. _entries.Select(entry => entry.MeanMutualInformation)])
            {
                Name = "mutual information",
                Markers = true,
            },
            new Series(numbers, [.. _entries.Select(entry => entry.MeanPredictiveEntropy)])
            {
                Name = "predictive entropy",
                Color = Color.Gray,
                Dash = 3,
                Markers = true,
            },
        ];
        return new Figure(
            new Panel(new Axis("map"), new Axis("share of the boxes") { Minimum = 0, Maximum = 1 }, shares),
            new Panel(new Axis("map"), new Axis("mean over the boxes / bit") { Minimum = 0 }, means),
            new Panel(
                new Axis("mutual information / bit"),
                new Axis("cumulative share") { Minimum = 0, Maximum = 1 },
                Lines(profile => [.. profile.Cumulative()], _ => InformationProfile.BinWidth, 1)),
            new Panel(
                new Axis($"distance from the center / {_entries[0].LengthUnit.Symbol}"),
                new Axis("median mutual information / bit") { Minimum = 0 },
                Lines(profile => [.. profile.Medians], profile => profile.Shell, 0.5)));
    }

    // The first and last maps and some between, from dark to light.
    private Mark[] Lines(
        Func<InformationProfile, double[]> values, Func<InformationProfile, double> width, double offset)
    {
        int shown = Math.Min(Count, MostClasses);
        return [.. Enumerable.Range(0, shown).Select(k =>
        {
            int map = shown == 1 ? 0 : k * (Count - 1) / (shown - 1);
            double[] y = values(_entries[map].Profile);
            return new Series([.. y.Select((_, row) => (row + offset) * width(_entries[map].Profile))], y)
            {
                Name = _entries[map].Name,
                Color = SequentialColors.At(0.85 * k / Math.Max(shown - 1, 1)),
            };
        })];
    }

    private static string Number(double value) =>
        double.IsNaN(value) ? "" : value.ToString("G9", CultureInfo.InvariantCulture);

    private static void WriteText(string path, StringBuilder text)
    {
        using var file = new ReplacingFile(path);
        file.Stream.Write(Encoding.UTF8.GetBytes(text.ToString()));
        file.Commit();
    }
}
