using System.CommandLine;
using System.Globalization;

namespace Arise.Cli;

/// <summary>Frames from a first to a last one, both counted from 1 and both included.</summary>
/// <param name="First">The first.</param>
/// <param name="Last">The last.</param>
internal sealed record FrameRange(int First, int Last)
{
    /// <summary>All frames.</summary>
    public static FrameRange All { get; } = new(1, int.MaxValue);

    /// <summary>An option that takes a range: "10:20", "10:", ":20" or "10".</summary>
    public static Option<FrameRange> Option(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "A:B",
        DefaultValueFactory = _ => All,
        CustomParser = argument =>
        {
            string given = argument.Tokens[0].Value;
            string[] parts = given.Split(':');
            int first = 1, last = int.MaxValue;
            bool isGood = parts.Length is 1 or 2 && given != ":"
                && (parts[0].Length == 0 ? parts.Length == 2 : IsFrame(parts[0], out first))
                && (parts[^1].Length == 0 || IsFrame(parts[^1], out last)) && first <= last;
            if (isGood)
                return new FrameRange(first, last);
            argument.AddError(
                $"{name} {given}: it must be A:B with the numbers of two frames, from 1, A not above B; or A:, :B, A.");
            return All;
        },
    };

    /// <inheritdoc/>
    public override string ToString() =>
        this == All ? "all"
        : First == Last ? First.ToString(CultureInfo.InvariantCulture)
        : $"{First.ToString(CultureInfo.InvariantCulture)}:"
            + (Last == int.MaxValue ? "" : Last.ToString(CultureInfo.InvariantCulture));

    private static bool IsFrame(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= 1;
}
