using System.CommandLine;
using System.Globalization;

namespace Arise.Cli;

/// <summary>The option --max-memory of every verb: what one piece of work may take.</summary>
internal sealed class MaxMemoryOption : Option<long?>
{
    /// <summary>Its name.</summary>
    public const string OptionName = "--max-memory";

    private static readonly (string Unit, double Bytes)[] Units =
    [
        ("KiB", 1L << 10), ("MiB", 1L << 20), ("GiB", 1L << 30), ("TiB", 1L << 40),
        ("KB", 1e3), ("MB", 1e6), ("GB", 1e9), ("TB", 1e12), ("K", 1e3), ("M", 1e6), ("G", 1e9), ("T", 1e12),
    ];

    public MaxMemoryOption()
        : base(OptionName)
    {
        Description = "Refuse what needs more memory than this: 8GB, 512MiB or 50% (default: 25% of the memory there "
            + "is, at least 1GiB).";
        HelpName = "SIZE";
        Recursive = true;
        CustomParser = argument =>
        {
            string given = argument.Tokens[0].Value;
            if (Parse(given, MemoryThere) is { } bytes)
                return bytes;
            argument.AddError(
                $"{OptionName} {given}: it must be a size from 64MiB, such as 8GB or 512MiB, or a share such as 50%.");
            return null;
        };
    }

    /// <summary>Lets a run use what its command line says, until it is disposed of.</summary>
    /// <param name="parsed">The command line; without the option the budget stays.</param>
    public static IDisposable Apply(ParseResult parsed)
    {
        var restore = new Restore(MemoryBudget.Bytes);
        if (parsed.RootCommandResult.Command.Options.OfType<MaxMemoryOption>().FirstOrDefault() is { } option
            && parsed.GetValue(option) is { } bytes)
        {
            MemoryBudget.Bytes = bytes;
        }

        return restore;
    }

    /// <summary>The bytes that a text says, or null if it is not a size from 64 MiB to 1 PiB.</summary>
    /// <param name="text">A number with a unit, or a percentage from 0 to 100.</param>
    /// <param name="there">What 100% is, in bytes.</param>
    internal static long? Parse(string text, long there)
    {
        (string number, double scale) = text.EndsWith('%')
            ? (text[..^1], there / 100.0)
            : Units.Where(unit => text.EndsWith(unit.Unit, StringComparison.OrdinalIgnoreCase))
                .Select(unit => (text[..^unit.Unit.Length], unit.Bytes)).FirstOrDefault((text, 0));
        bool isNumber = double.TryParse(
            number.TrimEnd(' '), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value);
        double bytes = Math.Floor(value * scale);
        return isNumber && bytes is >= 64L << 20 and <= 1L << 50 && !(text.EndsWith('%') && value > 100)
            ? (long)bytes
            : null;
    }

    private static long MemoryThere => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    private sealed class Restore(long bytes) : IDisposable
    {
        public void Dispose() => MemoryBudget.Bytes = bytes;
    }
}
