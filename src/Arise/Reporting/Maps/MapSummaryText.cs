using System.Globalization;
using Arise.Numerics;
using Arise.Structures;

namespace Arise.Reporting.Maps;

/// <summary>The summary of a map as a person reads it, in at most 100 columns.</summary>
internal static class MapSummaryText
{
    private const int MostClasses = 12;
    private const int MostGrains = 12;
    private const int MostPairs = 4;
    private const int Columns = 100;

    /// <summary>
    /// Writes it: first how much is none of the classes, because the mutual information of a melt is low; then
    /// boundaries, uncertainty, classes, grains.
    /// </summary>
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
        WriteVerdicts(summary, output);
        WriteUncertainty(summary, output);
        WriteClasses(summary, output);
        WriteGrains(summary, output);
    }

    private static void WriteVerdicts(MapSummary summary, TextWriter output)
    {
        int boxes = summary.BoxesClassified;
        string doubtful = summary.BoxesDoubtful > 0 ? $"; {Percent(summary.BoxesDoubtful, boxes)} doubtful" : "";
        output.WriteLine(summary.BoxesOpen == boxes
            ? "no verdict: it is not known whether boxes are of the known types at all"
            : summary.None is { } none
                ? $"{ClassStyles.NoneName}: {Percent(none.Boxes, boxes)} of the boxes, "
                    + $"{Percent(none.Atoms, summary.Atoms)} of the atoms{doubtful}"
                : $"all boxes are of the known types{doubtful}");
        if (summary.Boundaries.IsEmpty)
            return;
        output.WriteLine($"{summary.BoxesAtBoundaries} boxes at the boundary of two types, with the share of each:");
        foreach (MapBoundarySummary pair in summary.Boundaries.Take(MostPairs))
        {
            output.WriteLine($"{pair.Boxes,8}  {Name(pair.FirstName)} {Share(1 - pair.MeanSecondShare)}, "
                + $"{Name(pair.SecondName)} {Share(pair.MeanSecondShare)}");
        }

        if (summary.Boundaries.Skip(MostPairs).Sum(pair => pair.Boxes) is > 0 and var rest)
            output.WriteLine($"{rest,8}  {summary.Boundaries.Length - MostPairs} more pairs");

        static string Name(string name) => VisibleText.Of(name) is var visible && visible.Length <= Columns / 3
            ? visible
            : visible[..((Columns / 3) - 3)] + "...";

        static string Share(double share) => Fixed(100 * share, 0) + " %";
    }

    private static void WriteUncertainty(MapSummary summary, TextWriter output)
    {
        if (summary.BoxesNone == summary.BoxesClassified)
            return;

        // The boxes that are none of the classes would make the others look better.
        bool hasNone = summary.BoxesNone > 0;
        string which = hasNone ? "of the others" : "on average";
        double information = hasNone
            ? summary.MeanMutualInformationOfClasses ?? double.NaN
            : summary.MeanMutualInformation;
        double uncertain = hasNone ? summary.UncertainFractionOfClasses ?? double.NaN : summary.UncertainFraction;
        output.WriteLine(
            $"mutual information {which} {Fixed(information, 3)} bit; {Fixed(100 * uncertain, 1)} % of them at "
            + string.Create(CultureInfo.InvariantCulture, $"{summary.UncertainFromBit} bit or more"));
    }

    private static void WriteClasses(MapSummary summary, TextWriter output)
    {
        int atoms = summary.Atoms;
        Row("boxes", "atoms", "p", "MI/bit", "H/bit", "class");
        MapClassSummary[] none = summary.None is { } one ? [one] : [];
        foreach (MapClassSummary share in none.Concat(summary.Classes.Take(MostClasses)))
        {
            Row(
                Percent(share.Boxes, summary.BoxesClassified),
                Percent(share.Atoms, atoms),
                Fixed(share.MeanProbability, 2),
                Fixed(share.MeanMutualInformation, 2),
                share.MeanPredictiveEntropy is { } entropy ? Fixed(entropy, 2) : "",
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
                "",
                $"{rest.Length} more");
        }

        if (summary.AtomsWithoutPrediction > 0)
            Row("", Percent(summary.AtomsWithoutPrediction, atoms), "", "", "", "no prediction");
        output.WriteLine();

        void Row(string boxes, string share, string p, string information, string entropy, string name) =>
            output.WriteLine($"{boxes,8}{share,9}{p,7}{information,8}{entropy,7}  {name}");
    }

    private static void WriteGrains(MapSummary summary, TextWriter output)
    {
        MapGrainSummary[] listed = [.. summary.Grains.Take(MostGrains)];
        var unit = new LengthUnit(summary.LengthUnit);
        bool isFlat = listed.Any(grain => grain.Area is not null);
        int power = isFlat ? 2 : 3;
        (string size, Func<double, string> sizeOf) = unit == LengthUnit.Angstrom
            ? ($"nm^{power}", (Func<double, string>)(value => Fixed(value / Math.Pow(10, power), 1)))
            : ($"{unit.Short}^{power}", value => value.ToString("0.00E+0", CultureInfo.InvariantCulture));
        Row("boxes", size, "p", "MI/bit", $"center / {unit.Short}", "grain");
        foreach (MapGrainSummary grain in listed)
        {
            Vector3D c = grain.Center;
            Row(
                grain.Boxes.ToString(CultureInfo.InvariantCulture),
                sizeOf(grain.Area ?? grain.Volume ?? double.NaN),
                Fixed(grain.MeanProbability, 2),
                Fixed(grain.MeanMutualInformation, 2),
                $"{Fixed(c.X, 1)} {Fixed(c.Y, 1)} {Fixed(c.Z, 1)}",
                VisibleText.Of(grain.Name));
        }

        if (summary.GrainCount > listed.Length)
            output.WriteLine($"{summary.GrainCount - listed.Length,8} smaller connected regions");

        void Row(string boxes, string size, string probability, string information, string center, string name) =>
            output.WriteLine($"{boxes,8}{size,9}{probability,7}{information,8}  {center,-22}  {name}");
    }

    private static string Percent(int part, int whole) => Fixed(100.0 * part / Math.Max(whole, 1), 1) + " %";

    private static string Fixed(double value, int digits) =>
        value.ToString($"F{digits}", CultureInfo.InvariantCulture);
}
