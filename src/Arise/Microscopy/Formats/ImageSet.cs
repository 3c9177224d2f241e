namespace Arise.Microscopy.Formats;

/// <summary>The images of an opened file: none is read before it is asked for, and none is kept.</summary>
/// <param name="Count">How many there are, at least 1.</param>
/// <param name="Read">Reads one, from 0.</param>
internal sealed record ImageSet(int Count, Func<int, MicroscopeImage> Read)
{
    /// <summary>The name of a frame of a series; null where there is one.</summary>
    /// <param name="index">Which, from 0.</param>
    /// <param name="count">Of how many.</param>
    /// <param name="kind">What it is called: "frame", "page".</param>
    public static string? NameOf(int index, int count, string kind = "frame") =>
        count > 1 ? $"{kind} {index + 1}" : null;
}
