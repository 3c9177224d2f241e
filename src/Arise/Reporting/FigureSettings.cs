using Arise.Reporting.Figures;

namespace Arise.Reporting;

/// <summary>What figures of results can be told.</summary>
public sealed record FigureSettings
{
    /// <summary>Resolution of PNG files, pixels per inch; SVG and PDF have no pixels.</summary>
    public double PixelsPerInch { get; init; } = Figure.DefaultPixelsPerInch;

    /// <summary>
    /// The end of the colors of mutual information and predictive entropy, bits: figures of several samples can be
    /// compared. From the data when null.
    /// </summary>
    public double? InformationMaximum { get; init; }

    /// <summary>The settings that results have without others.</summary>
    internal static FigureSettings Default { get; } = new();

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentException">One is out of range.</exception>
    public void Validate()
    {
        Setting.Require(
            PixelsPerInch is >= 30 and <= 2400,
            nameof(PixelsPerInch),
            FormattableString.Invariant($"{PixelsPerInch} pixels per inch are not between 30 and 2400."));
        Setting.Require(
            InformationMaximum is null or > 0 and < 1000,
            nameof(InformationMaximum),
            FormattableString.Invariant($"An information of {InformationMaximum} bit is not between 0 and 1000."));
    }
}
