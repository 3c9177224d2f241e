using System.CommandLine;
using System.Globalization;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Cli;

/// <summary>
/// The options --unit and --pixel-size, for tables of positions, of every verb that reads structure files.
/// </summary>
internal static class TableOptions
{
    private static readonly Option<LengthUnit?> Unit = new("--unit")
    {
        Description = "Unit of a table of positions (CSV, NumPy, MATLAB): A, nm, pixel, ...; its header may say it.",
        HelpName = "UNIT",
        CustomParser = argument => new LengthUnit(argument.Tokens[0].Value),
    };

    private static readonly Option<double?> PixelSize = new("--pixel-size")
    {
        Description = "Length of a pixel in Angstrom, for a table of positions in pixels.",
        HelpName = "A",
        CustomParser = argument =>
        {
            string given = argument.Tokens[0].Value;
            if (double.TryParse(given, NumberStyles.Float, CultureInfo.InvariantCulture, out double size)
                && size > 0 && double.IsFinite(size))
                return size;
            argument.AddError($"--pixel-size {given}: it must be a positive number of Angstrom.");
            return null;
        },
    };

    /// <summary>Adds the options to each verb that reads files and has --species.</summary>
    public static Command WithTableOptions(this Command root)
    {
        foreach (Command verb in root.Subcommands)
        {
            if (verb.Options.FirstOrDefault(option => option.Name == "--species") is not { } species
                || verb.Arguments.Count == 0 || verb.Options.Any(option => option.Name == PixelSize.Name))
                continue;
            int place = verb.Options.IndexOf(species) + 1;
            verb.Options.Insert(place, Unit);
            verb.Options.Insert(place + 1, PixelSize);
        }

        return root;
    }

    /// <summary>What the options say.</summary>
    public static StructureReadOptions Read(ParseResult parsed, StructureReadOptions options) => options with
    {
        LengthUnit = parsed.GetValue(Unit), PixelSize = parsed.GetValue(PixelSize),
    };
}
