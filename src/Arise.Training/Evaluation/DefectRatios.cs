using System.Globalization;
using System.Text.RegularExpressions;

namespace Arise.Evaluation;

/// <summary>How defective a structure is.</summary>
/// <param name="Missing">Share of the atoms that are missing, eta.</param>
/// <param name="Displacement">
/// Largest displacement of a Cartesian component, delta, in units of d_NN of all atoms together.
/// </param>
public readonly partial record struct DefectRatios(double Missing, double Displacement)
{
    private static readonly double[] MissingShares = [0.01, 0.02, 0.05, 0.10, 0.15, 0.20, 0.25, 0.30];
    private static readonly double[] DisplacementShares = [0.001, 0.002, 0.006, 0.01, 0.02, 0.04, 0.07, 0.10];

    /// <summary>
    /// The 24 published ones (doi:10.1038/s41467-021-26511-5): eight shares of missing atoms, eight displacements, and
    /// both, pairwise in order.
    /// </summary>
    public static IReadOnlyList<DefectRatios> Published { get; } =
    [
        .. MissingShares.Select(missing => new DefectRatios(missing, 0)),
        .. DisplacementShares.Select(displacement => new DefectRatios(0, displacement)),
        .. MissingShares.Zip(DisplacementShares, (missing, displacement) => new DefectRatios(missing, displacement)),
    ];

    /// <summary>missing, displaced, both or pristine.</summary>
    public string Kind => (Missing > 0, Displacement > 0) switch
    {
        (true, false) => "missing",
        (false, true) => "displaced",
        (true, true) => "both",
        _ => "pristine",
    };

    /// <summary>The ratios that a text written by <see cref="ToString"/> contains; none of a kind is zero.</summary>
    public static DefectRatios Parse(string text)
    {
        return new DefectRatios(Percent(MissingText()), Percent(DisplacedText()));

        double Percent(Regex pattern) => pattern.Match(text) is { Success: true } match
            ? double.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) / 100
            : 0;
    }

    /// <summary>"missing 30 %, displaced 10 %", or the one that is not zero, or "pristine".</summary>
    public override string ToString() => Kind switch
    {
        "missing" => Text("missing", Missing),
        "displaced" => Text("displaced", Displacement),
        "both" => $"{Text("missing", Missing)}, {Text("displaced", Displacement)}",
        _ => "pristine",
    };

    private static string Text(string word, double share) =>
        string.Create(CultureInfo.InvariantCulture, $"{word} {100 * share:0.##} %");

    [GeneratedRegex(@"\bmissing ([0-9.]+) %")]
    private static partial Regex MissingText();

    [GeneratedRegex(@"\bdisplaced ([0-9.]+) %")]
    private static partial Regex DisplacedText();
}
