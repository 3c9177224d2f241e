using System.CommandLine;
using System.Globalization;
using Arise.Reporting;

namespace Arise.Cli;

/// <summary>The options of figures.</summary>
internal static class FigureOptions
{
    private static readonly FigureSettings Defaults = new();

    /// <summary>The resolution of PNG files.</summary>
    public static Option<double> Dpi { get; } = CheckedOption.Create(
        "--dpi",
        "Resolution of the PNG figures, pixels per inch (SVG and PDF have none).",
        Defaults.PixelsPerInch,
        value => (Defaults with { PixelsPerInch = value }).Validate());

    /// <summary>The end of the colors of information.</summary>
    public static Option<double?> InformationMaximum { get; } = CreateInformationMaximum();

    /// <summary>The settings of a command line.</summary>
    public static FigureSettings Read(ParseResult parsed) => new()
    {
        PixelsPerInch = parsed.GetValue(Dpi),
        InformationMaximum = parsed.GetResult(InformationMaximum) is null ? null : parsed.GetValue(InformationMaximum),
    };

    private static Option<double?> CreateInformationMaximum()
    {
        var option = new Option<double?>("--information-max")
        {
            Description = "Bits at the end of the colors of mutual information and entropy, so that figures of "
                + "several samples can be compared (default: the largest value).",
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens is not [{ Value: var text }]
                || !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value))
                return;
            try
            {
                (Defaults with { InformationMaximum = value }).Validate();
            }
            catch (ArgumentException error)
            {
                result.AddError(ErrorText.Of(error, "--information-max"));
            }
        });
        return option;
    }
}
