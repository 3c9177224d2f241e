using System.Collections.Immutable;
using System.Globalization;
using Arise.Labeling;
using Arise.Prototypes;
using Arise.Recognition;
using Arise.Reporting.Labels;

namespace Arise.Cli;

/// <summary>Labels as a person reads them: a line per frame with the shares of its classes.</summary>
internal sealed class LabelText(TextWriter output)
{
    private const int MostRows = 12;

    private string? _file;
    private ImmutableArray<AtomRegion> _regions = [];
    private FlatSample? _flat;
    private int _count;

    /// <summary>Writes the line of a frame.</summary>
    public void Write(string file, int frame, AtomLabels labels, ImmutableArray<AtomRegion> regions)
    {
        if (file != _file)
        {
            output.WriteLine($"{VisibleText.Of(file)}:");
            if (_file is null)
                output.WriteLine($"{"frame",7}{"timestep",12}{"atoms",10}{"other",9}{"entropy",9}  classes");
        }

        _file = file;
        string timestep = labels.Structure.Timestep?.ToString(CultureInfo.InvariantCulture) ?? "";
        IEnumerable<string> shares = labels.Counts.Index()
            .Select(pair => (pair.Index, Share: pair.Item / (double)labels.Structure.Count))
            .Where(pair => pair.Share > LabelReport.LeastShare)
            .OrderByDescending(pair => pair.Share)
            .Select(pair => $"{NameOf(labels.ClassLabels[pair.Index])} {Percent(pair.Share)}");
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{frame,7}{timestep,12}{labels.Structure.Count,10}{Percent(labels.OtherShare),9}"
            + $"{labels.MeanEntropy,9:F3}  {string.Join(", ", shares)}"));
        _flat ??= FlatSample.Of(labels.Structure);
        _regions = ++_count == 1 ? regions : [];
    }

    /// <summary>Writes the regions of a single frame, and where the files are.</summary>
    public void End(int frames, string folder)
    {
        WriteFaults();
        WriteRegions();
        if (_flat is { } flat)
            output.WriteLine(flat.Warning);
        output.WriteLine($"{frames} {(frames == 1 ? "frame" : "frames")}; written to {VisibleText.Of(folder)}");
    }

    private void WriteFaults()
    {
        AtomRegion[] faults = [.. _regions.Where(region => region.Kind != AtomRegion.Region)];
        if (faults.Length == 0)
            return;
        output.WriteLine();
        var table = new TextTable(">area / A^2", ">atoms", "planar fault");
        foreach (AtomRegion fault in faults.Take(MostRows))
            table.Add(Whole(fault.Area), Whole(fault.Atoms), $"{fault.Kind} in {NameOf(fault.ClassLabel)}");
        table.Write(output);
        WriteRest(faults.Length);
    }

    private void WriteRegions()
    {
        AtomRegion[] regions = [.. _regions.Where(region => region.Kind == AtomRegion.Region)];
        if (regions.Length == 0)
            return;
        output.WriteLine();
        var table = new TextTable(">volume / A^3", ">atoms", "connected region");
        foreach (AtomRegion region in regions.Take(MostRows))
        {
            string volume = double.IsNaN(region.Volume) ? "" : Whole(region.Volume);
            table.Add(volume, Whole(region.Atoms), NameOf(region.ClassLabel));
        }

        table.Write(output);
        WriteRest(regions.Length);
    }

    private void WriteRest(int count)
    {
        if (count > MostRows)
            output.WriteLine($"{count - MostRows} more in regions.csv");
    }

    private static string Whole(double value) => value.ToString("F0", CultureInfo.InvariantCulture);

    /// <summary>What a class is called in a line: its first other name where that is shorter.</summary>
    internal static string NameOf(string label)
    {
        string name = PrototypeLibrary.NameOf(label);
        return PrototypeLibrary.FromLabel(label)?.Aliases.FirstOrDefault() is { } alias && alias.Length < name.Length
            ? alias
            : name;
    }

    private static string Percent(double share) =>
        string.Create(CultureInfo.InvariantCulture, $"{100 * share:F1} %");
}
