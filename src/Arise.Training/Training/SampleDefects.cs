using System.Globalization;

namespace Arise.Training;

/// <summary>How defective the structure of a row is.</summary>
/// <param name="Missing">Share of the atoms that are missing, eta; not a number where that is not known.</param>
/// <param name="Displacement">
/// Largest displacement of a Cartesian component, delta, in units of d_NN of all atoms together; not a number where
/// that is not known.
/// </param>
public readonly record struct SampleDefects(double Missing, double Displacement)
{
    /// <summary>A perfect structure.</summary>
    public static SampleDefects None => default;

    /// <summary>Of a structure with other defects, or of a row that nothing is recorded of.</summary>
    public static SampleDefects Unknown { get; } = new(double.NaN, double.NaN);

    /// <summary>Whether both shares are known.</summary>
    public bool IsKnown => double.IsFinite(Missing) && double.IsFinite(Displacement);

    /// <summary>"missing 30 %, displaced 10 %", or the one that is not zero, "pristine" or "unknown defects".</summary>
    public override string ToString() => (IsKnown, Missing > 0, Displacement > 0) switch
    {
        (false, _, _) => "unknown defects",
        (_, true, false) => Text("missing", Missing),
        (_, false, true) => Text("displaced", Displacement),
        (_, true, true) => $"{Text("missing", Missing)}, {Text("displaced", Displacement)}",
        _ => "pristine",
    };

    private static string Text(string word, double share) =>
        string.Create(CultureInfo.InvariantCulture, $"{word} {100 * share:0.##} %");
}
