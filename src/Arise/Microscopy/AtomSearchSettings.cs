namespace Arise.Microscopy;

/// <summary>How atoms are looked for in an image.</summary>
public sealed record AtomSearchSettings
{
    /// <summary>Distance of nearest atoms in pixels, where it is known; null to take it from the image.</summary>
    public double? Spacing { get; init; }

    /// <summary>Whether atoms are bright or dark.</summary>
    public ImageContrast Contrast { get; init; }

    /// <summary>Candidates of lower confidence are no atoms.</summary>
    public double MinimumConfidence { get; init; } = 0.5;

    /// <summary>Threads, 0 for one per processor; the result does not depend on it.</summary>
    public int Threads { get; init; }

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentException">A value is out of range.</exception>
    public void Validate()
    {
        Setting.Require(
            Spacing is null or (>= 2 and <= 10_000), nameof(Spacing),
            FormattableString.Invariant(
                $"Nearest atoms {Spacing:G4} pixels apart: from 2 to 10000 pixels are possible."));
        Setting.Require(Enum.IsDefined(Contrast), nameof(Contrast), $"{Contrast} is no contrast.");
        Setting.Require(
            MinimumConfidence is >= 0 and <= 1, nameof(MinimumConfidence),
            FormattableString.Invariant($"A confidence of {MinimumConfidence}: it must be from 0 to 1."));
        Setting.RequireThreads(Threads);
    }
}
