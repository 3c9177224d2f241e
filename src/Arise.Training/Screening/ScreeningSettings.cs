using System.Globalization;
using Arise.Networks;

namespace Arise.Screening;

/// <summary>How structures are screened. All but the threads is kept in the database and must stay the same.</summary>
public sealed record ScreeningSettings
{
    /// <summary>How the network predicts; adaptive unless said otherwise.</summary>
    public PredictionSettings Prediction { get; init; } = new() { Mode = PredictionMode.Adaptive };

    /// <summary>Whether the atoms count as of one species.</summary>
    public bool OneSpecies { get; init; }

    /// <summary>
    /// Tolerance of the space group, Angstrom: how far an atom may be from its image. Null to look for none; spglib
    /// must be installed otherwise.
    /// </summary>
    public double? SpaceGroupTolerance { get; init; }

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentException">A value is out of range.</exception>
    public void Validate()
    {
        Prediction.Validate();
        Setting.Require(
            SpaceGroupTolerance is null or (> 0 and < double.PositiveInfinity),
            nameof(SpaceGroupTolerance),
            string.Create(
                CultureInfo.InvariantCulture,
                $"A tolerance of {SpaceGroupTolerance} Angstrom: it must be a positive number."));
    }

    /// <summary>What the results depend on, by the names in the database.</summary>
    internal (string Name, string Value)[] Describe() =>
    [
        ("mode", Prediction.Mode.ToString().ToLowerInvariant()),
        ("passes", Prediction.Passes.ToString(CultureInfo.InvariantCulture)),
        (
            "tolerance",
            Prediction.Mode == PredictionMode.Adaptive ? Text(Prediction.Tolerance) : "none"),
        ("seed", Prediction.Seed.ToString(CultureInfo.InvariantCulture)),
        ("one_species", OneSpecies ? "yes" : "no"),
        ("space_group_tolerance", SpaceGroupTolerance is { } tolerance ? Text(tolerance) : "none"),
    ];

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
