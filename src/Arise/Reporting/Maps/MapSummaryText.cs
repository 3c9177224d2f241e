using System.Globalization;
using Arise.Mapping;
using Arise.Numerics;
using Arise.Structures;

namespace Arise.Reporting.Maps;

/// <summary>The summary of a map as a person reads it, in at most 100 columns.</summary>
public static class MapSummaryText
{
    private const int MostClasses = 12;
    private const int MostGrains = 12;

    /// <summary>Writes it: classes, uncertainty, grains.</summary>
    public static void Write(MapSummary summary, TextWriter output)
    {
        CrystalMap map = summary.Map;
        (string grid, string place, string places) = map.Plan.Places is BoxGrid
            ? ($"{map.Grid} boxes (z, y, x), ", "box", "boxes")
            : ("", "sphere", "atoms");
        output.WriteLine($"{grid}{summary.Classified} classified, {map.Plan.Structure.Count} atoms");
        if (summary.Classified == 0)
        {
            output.WriteLine(
                $"no {place} holds {map.Plan.Settings.MinimumAtoms} atoms: give a larger --box or a smaller "
                + "--min-atoms");
            return;
        }

        if (summary.Interpolated > 0)
            output.WriteLine($"{summary.Interpolated} of the boxes are interpolated between their neighbors");
        output.WriteLine(
            $"mutual information {Fixed(summary.MeanMutualInformation, 3)} bit on average; "
            + $"{Percent(summary.Uncertain, summary.Classified)} of the {places} at 0.3 bit or more");
        WriteClasses(summary, output);
        WriteGrains(summary, output);
    }

    private static void WriteClasses(MapSummary summary, TextWriter output)
    {
        (CrystalMap map, int atoms) = (summary.Map, summary.Map.Plan.Structure.Count);
        bool hasGrid = map.Plan.Places is BoxGrid;
        Row(hasGrid ? "boxes" : "", "atoms", "p", "MI/bit", "class");
        foreach (MapSummary.ClassShare share in summary.Classes.Take(MostClasses))
        {
            Row(
                hasGrid ? Percent(share.Boxes, summary.Classified) : "",
                Percent(share.Atoms, atoms),
                Fixed(share.Probability, 2),
                Fixed(share.MutualInformation, 2),
                map.NameOf(share.Class));
        }

        MapSummary.ClassShare[] rest = [.. summary.Classes.Skip(MostClasses)];
        if (rest.Length > 0)
        {
            Row(
                hasGrid ? Percent(rest.Sum(share => share.Boxes), summary.Classified) : "",
                Percent(rest.Sum(share => share.Atoms), atoms),
                "",
                "",
                $"{rest.Length} more");
        }

        if (summary.UnlabeledAtoms > 0)
            Row("", Percent(summary.UnlabeledAtoms, atoms), "", "", "no prediction");
        output.WriteLine();

        void Row(string boxes, string share, string probability, string information, string name) =>
            output.WriteLine($"{boxes,8}{share,9}{probability,7}{information,8}  {name}");
    }

    private static void WriteGrains(MapSummary summary, TextWriter output)
    {
        Grain[] listed =
            [.. summary.Grains.Where(grain => grain.Boxes >= MapSummary.SmallestListedGrain).Take(MostGrains)];
        bool hasGrid = summary.Map.Plan.Places is BoxGrid;
        LengthUnit unit = summary.Map.Plan.Structure.LengthUnit;
        (string cubic, Func<double, string> volumeOf) = unit == LengthUnit.Angstrom
            ? ("nm^3", (Func<double, string>)(volume => Fixed(volume / 1000, 1)))
            : ($"{unit.Name}^3", volume => volume.ToString("0.00E+0", CultureInfo.InvariantCulture));
        Row(hasGrid ? "boxes" : "atoms", hasGrid ? cubic : "", "p", "MI/bit", $"center / {unit.Short}", "grain");
        foreach (Grain grain in listed)
        {
            Vector3D c = grain.Center;
            Row(
                grain.Boxes.ToString(CultureInfo.InvariantCulture),
                hasGrid ? volumeOf(grain.Volume) : "",
                Fixed(grain.Probability, 2),
                Fixed(grain.MutualInformation, 2),
                $"{Fixed(c.X, 1)} {Fixed(c.Y, 1)} {Fixed(c.Z, 1)}",
                summary.Map.NameOf(grain.Class));
        }

        if (summary.Grains.Count > listed.Length)
            output.WriteLine($"{summary.Grains.Count - listed.Length,8} smaller connected regions");

        void Row(string boxes, string volume, string probability, string information, string center, string name) =>
            output.WriteLine($"{boxes,8}{volume,9}{probability,7}{information,8}  {center,-22}  {name}");
    }

    private static string Percent(int part, int whole) => Fixed(100.0 * part / Math.Max(whole, 1), 1) + " %";

    private static string Fixed(double value, int digits) =>
        value.ToString($"F{digits}", CultureInfo.InvariantCulture);
}
