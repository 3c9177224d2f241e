using System.Globalization;
using Arise.Numerics;
using Arise.Structures;

namespace Arise.Reporting.Maps;

/// <summary>The summary of a map as a person reads it, in at most 100 columns.</summary>
internal static class MapSummaryText
{
    private const int MostClasses = 12;
    private const int MostGrains = 12;

    /// <summary>Writes it: classes, uncertainty, grains.</summary>
    public static void Write(MapSummary summary, TextWriter output)
    {
        output.WriteLine($"{string.Join(" x ", summary.ShapeZyx)} boxes (z, y, x), "
            + $"{summary.BoxesClassified} classified, {summary.Atoms} atoms");
        if (summary.BoxesClassified == 0)
        {
            output.WriteLine("no box holds enough atoms: make it larger, or ask for fewer atoms in it");
            return;
        }

        if (summary.BoxesInterpolated > 0)
            output.WriteLine($"{summary.BoxesInterpolated} of the boxes are interpolated between their neighbors");
        output.WriteLine(
            $"mutual information {Fixed(summary.MeanMutualInformation, 3)} bit on average; "
            + $"{Percent(summary.BoxesUncertain, summary.BoxesClassified)} of the boxes at "
            + string.Create(CultureInfo.InvariantCulture, $"{summary.UncertainFromBit} bit or more"));
        WriteClasses(summary, output);
        WriteGrains(summary, output);
    }

    private static void WriteClasses(MapSummary summary, TextWriter output)
    {
        int atoms = summary.Atoms;
        Row("boxes", "atoms", "p", "MI/bit", "class");
        foreach (MapClassSummary share in summary.Classes.Take(MostClasses))
        {
            Row(
                Percent(share.Boxes, summary.BoxesClassified),
                Percent(share.Atoms, atoms),
                Fixed(share.MeanProbability, 2),
                Fixed(share.MeanMutualInformation, 2),
                VisibleText.Of(share.Name));
        }

        MapClassSummary[] rest = [.. summary.Classes.Skip(MostClasses)];
        if (rest.Length > 0)
        {
            Row(
                Percent(rest.Sum(share => share.Boxes), summary.BoxesClassified),
                Percent(rest.Sum(share => share.Atoms), atoms),
                "",
                "",
                $"{rest.Length} more");
        }

        if (summary.AtomsWithoutPrediction > 0)
            Row("", Percent(summary.AtomsWithoutPrediction, atoms), "", "", "no prediction");
        output.WriteLine();

        void Row(string boxes, string share, string probability, string information, string name) =>
            output.WriteLine($"{boxes,8}{share,9}{probability,7}{information,8}  {name}");
    }

    private static void WriteGrains(MapSummary summary, TextWriter output)
    {
        MapGrainSummary[] listed = [.. summary.Grains.Take(MostGrains)];
        var unit = new LengthUnit(summary.LengthUnit);
        (string cubic, Func<double, string> volumeOf) = unit == LengthUnit.Angstrom
            ? ("nm^3", (Func<double, string>)(volume => Fixed(volume / 1000, 1)))
            : ($"{unit.Short}^3", volume => volume.ToString("0.00E+0", CultureInfo.InvariantCulture));
        Row("boxes", cubic, "p", "MI/bit", $"center / {unit.Short}", "grain");
        foreach (MapGrainSummary grain in listed)
        {
            Vector3D c = grain.Center;
            Row(
                grain.Boxes.ToString(CultureInfo.InvariantCulture),
                volumeOf(grain.Volume),
                Fixed(grain.MeanProbability, 2),
                Fixed(grain.MeanMutualInformation, 2),
                $"{Fixed(c.X, 1)} {Fixed(c.Y, 1)} {Fixed(c.Z, 1)}",
                VisibleText.Of(grain.Name));
        }

        if (summary.GrainCount > listed.Length)
            output.WriteLine($"{summary.GrainCount - listed.Length,8} smaller connected regions");

        void Row(string boxes, string volume, string probability, string information, string center, string name) =>
            output.WriteLine($"{boxes,8}{volume,9}{probability,7}{information,8}  {center,-22}  {name}");
    }

    private static string Percent(int part, int whole) => Fixed(100.0 * part / Math.Max(whole, 1), 1) + " %";

    private static string Fixed(double value, int digits) =>
        value.ToString($"F{digits}", CultureInfo.InvariantCulture);
}
