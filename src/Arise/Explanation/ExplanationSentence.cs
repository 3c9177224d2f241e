using System.Globalization;
using Arise.Structures;

namespace Arise.Explanation;

/// <summary>An explanation in a sentence.</summary>
internal static class ExplanationSentence
{
    /// <summary>Below this share of the atoms a crystal is none.</summary>
    public const double LeastShare = 0.5;

    /// <summary>Below this share a crystal is a part of the sample only.</summary>
    public const double WholeShare = 0.9;

    private const double LeastPercentage = 0.01;
    private const double LeastQuality = 0.4;
    private const double LargestStrain = 0.15;
    private const double LeastStrain = 0.005;
    private const int MostCoordinates = 3;

    /// <summary>The sentence.</summary>
    public static string Of(StructureExplanation one)
    {
        string name = one.Prototype.CommonName, all = Count(one.Sample.Count, "atom");
        if (one.Matched == 0)
            return $"Not {name}: none of {all} stands on a site of such a crystal.";
        if (one.MatchedShare < LeastShare)
        {
            string few = one.MatchedShare < LeastPercentage
                ? $"{one.Matched} of {all} {(one.Matched == 1 ? "stands" : "stand")}"
                : string.Create(CultureInfo.InvariantCulture, $"{100 * one.MatchedShare:F0} % of {all} stand");
            return $"Not {name}: only {few} on the sites of such a crystal.";
        }

        if (one.BreakingStrainSize > LargestStrain)
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"Not {name}: {one.Matched} of {all} stand on the sites of such a crystal only under a strain of "
                + $"{100 * one.BreakingStrainSize:F0} % that breaks its symmetry.");
        }

        IEnumerable<string> parts =
        [
            Head(one, name),
            string.Create(
                CultureInfo.InvariantCulture,
                $"{one.Matched} of {all} on its sites, {one.RootMeanSquare:F3} Å rms from them"),
            .. Strain(one),
            .. Species(one),
            .. Counts(one),
        ];
        return string.Join("; ", parts) + ".";
    }

    private static string Head(StructureExplanation one, string name)
    {
        IEnumerable<string> numbers = one.Lattice.Where(value => value.Name.Contains('/', StringComparison.Ordinal))
            .Select(value => Number(value.Name, value.Fitted) + Range(one, value.Name))
            .Concat(one.FreeCoordinates.OrderByDescending(value => Math.Abs(value.Fitted - value.OfPrototype))
                .Take(MostCoordinates).Select(value => Number(value.Name, value.Fitted)));
        string with = string.Join(", ", numbers);
        string what = one.Fit < LeastQuality * one.MatchedShare ? $"Hardly {name}"
            : one.MatchedShare < WholeShare ? $"In part {name}"
            : Capital(name);
        return with.Length > 0 ? $"{what} with {with}" : what;
    }

    // The range that the class has of a ratio.
    private static string Range(StructureExplanation one, string name)
    {
        foreach ((string ofRange, double fitted, double low, double high) in one.Ranges)
        {
            if (ofRange == name)
            {
                string where = fitted < low || fitted > high ? "outside" : "within";
                return string.Create(CultureInfo.InvariantCulture, $", {where} {low:0.###}-{high:0.###}");
            }
        }

        return "";
    }

    private static IEnumerable<string> Strain(StructureExplanation one)
    {
        // Of a cubic crystal, whose lattice has no ratio.
        foreach ((string name, double fitted, double low, double high) in one.Ranges)
        {
            if ((fitted < low || fitted > high) && !one.Lattice.Any(value => value.Name == name))
                yield return $"{Number(name, fitted)} of the others{Range(one, name)}";
        }

        if (one.BreakingStrainSize >= LeastStrain)
        {
            double largest = one.BreakingStrain.MaxBy(Math.Abs);
            string which = StructureExplanation.StrainNames[one.BreakingStrain.IndexOf(largest)];
            yield return string.Create(
                CultureInfo.InvariantCulture, $"strained beyond its symmetry ({which} {100 * largest:F1} %)");
        }

        if (one.BreakingDisplacement > 0.03 * one.BondLength)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"sublattices shifted by up to {one.BreakingDisplacement:F2} Å beyond its symmetry");
        }
    }

    private static IEnumerable<string> Species(StructureExplanation one)
    {
        foreach ((ChemicalElement part, ChemicalElement? species) in one.Parts)
        {
            if (species is null)
                yield return $"no species of its own for the {part.Symbol} sites of the prototype";
        }

        foreach (var group in one.Mixed.GroupBy(mixed => mixed.Part))
        {
            string own = one.Parts.First(part => part.Part == group.Key).Species?.Symbol ?? group.Key.Symbol;
            string others = string.Join(", ", group.Select(mixed => $"{mixed.Species.Symbol} ({mixed.Atoms})"));
            yield return $"the {own} sites are shared with {others}";
        }
    }

    private static IEnumerable<string> Counts(StructureExplanation one)
    {
        if (one.Foreign.Length > 0)
        {
            string which = string.Join(", ", one.Foreign.Select(atom => one.Sample.Species[atom].Symbol)
                .CountBy(symbol => symbol).OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => $"{pair.Value} {pair.Key}"));
            yield return $"{Count(one.Foreign.Length, "foreign atom")} ({which})";
        }

        if (one.Vacancies.Length > 0)
            yield return Count(one.Vacancies.Length, "empty site");
        if (one.Interstitials.Length > 0)
            yield return Count(one.Interstitials.Length, "atom") + " between the sites";
        int others = one.Sample.Count - one.Matched - one.Interstitials.Length;
        if (others > 0)
            yield return $"{Count(others, "atom")} beside the crystal";
    }

    private static string Number(string name, double value) =>
        string.Create(CultureInfo.InvariantCulture, $"{name} {value:F4}");

    private static string Count(int count, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");

    private static string Capital(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}
