namespace Arise.Reporting.Figures;

/// <summary>One axis of a panel.</summary>
/// <param name="Title">What it counts, with its unit: "x / Å".</param>
internal sealed record Axis(string Title)
{
    /// <summary>Lowest value; from the data when omitted.</summary>
    public double? Minimum { get; init; }

    /// <summary>Highest value; from the data when omitted.</summary>
    public double? Maximum { get; init; }

    /// <summary>Names that stand at 0, 1, 2, ... instead of numbers.</summary>
    public IReadOnlyList<string>? Categories { get; init; }

    /// <summary>Whether equal ratios have equal lengths; values must be above zero.</summary>
    public bool Logarithmic { get; init; }

    /// <summary>Whether values grow to the left or downwards.</summary>
    public bool Reversed { get; init; }
}
