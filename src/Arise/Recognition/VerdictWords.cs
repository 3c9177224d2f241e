using System.Globalization;

namespace Arise.Recognition;

/// <summary>The answer to a structure as a person says it.</summary>
internal static class VerdictWords
{
    // Two classes that have this much together and of which the second has this much are named both.
    private const double BothTogether = 0.8;
    private const double LeastOfSecond = 0.15;

    // Below this the best of close relatives is not told from the others; together they must have as much.
    private const double ToldApart = 0.8;

    /// <summary>What a verdict is called in texts and files.</summary>
    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Known => "known",
        Verdict.Doubtful => "doubtful",
        Verdict.Unknown => "none",
        _ => "open",
    };

    /// <summary>What the structure is, without numbers of novelty; null where nothing was classified.</summary>
    public static string? Answer(Classification result) => result.Best is not { } best ? null
        : double.IsPositiveInfinity(result.Novelty ?? 0) ? NoLayer(result.Flat)
        : result.Verdict == Verdict.Unknown
            ? $"none of the {result.Prediction.ClassLabels.Length} known types{LeftOut(result)}; nearest: {Name(best)}"
        : Relatives(result) ?? Both(result) ?? Name(best);

    /// <summary>Label of the class that the structure has; "none" where it has none; null without a class.</summary>
    public static string? Label(Classification result) =>
        result.Verdict == Verdict.Unknown ? Of(Verdict.Unknown) : result.Best?.Label;

    /// <summary>The same by name.</summary>
    public static string? Name(Classification result) =>
        result.Verdict == Verdict.Unknown ? Of(Verdict.Unknown) : result.Best?.Name;

    private static string NoLayer(FlatSample? flat) => string.Create(
        CultureInfo.InvariantCulture,
        $"none of the known types: no known layer has nearest atoms {flat?.Bond:G4} A apart");

    private static string LeftOut(Classification result) => result.ClassesLeftOut == 0 ? ""
        : $" ({result.ClassesLeftOut} need more species and were left out)";

    // With its abbreviation and Strukturbericht symbol where the name has none: face-centered cubic (fcc, A1).
    private static string Name(Candidate candidate)
    {
        if (candidate.Prototype is not { } prototype || candidate.Name.Contains('(', StringComparison.Ordinal))
            return candidate.Name;
        string[] symbols =
        [
            .. prototype.Aliases.Where(IsAbbreviation).Take(1),
            .. new[] { prototype.Strukturbericht }.Where(symbol => !string.IsNullOrEmpty(symbol)).Cast<string>(),
        ];
        return symbols.Length > 0 ? $"{candidate.Name} ({string.Join(", ", symbols)})" : candidate.Name;
    }

    private static bool IsAbbreviation(string alias) => alias.Length is 3 or 4 && alias.All(char.IsAsciiLetterLower);

    // The group of close relatives that cannot be told apart.
    private static string? Relatives(Classification result) =>
        result.Best is { Probability: < ToldApart, Prototype: { } best } && best.Group is { } group
            && result.Candidates.Where(one => one.Prototype is { } other && other.Group == group)
                .Sum(one => one.Probability) >= ToldApart
            ? group
            : null;

    private static string? Both(Classification result)
    {
        if (result.Candidates.Length < 2)
            return null;
        (Candidate first, Candidate second) = (result.Candidates[0], result.Candidates[1]);
        return second.Probability > LeastOfSecond && first.Probability + second.Probability > BothTogether
            ? $"two phases or between: {Name(first)} ({Percent(first)}), {Name(second)} ({Percent(second)})"
            : null;
    }

    private static string Percent(Candidate candidate) =>
        string.Create(CultureInfo.InvariantCulture, $"{100 * candidate.Probability:F0} %");
}
