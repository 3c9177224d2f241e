namespace Arise.Structures.Formats;

/// <summary>
/// Tells formats apart by the first lines of a file. Each test is strict enough that a file of another format does
/// not pass it; what passes none is left to the file name.
/// </summary>
internal static class FormatSignatures
{
    /// <summary>A number of atoms, a comment, and an element with three coordinates (or any extended header).</summary>
    public static bool IsXyz(IReadOnlyList<string> head)
    {
        int first = FirstFilled(head);
        if (first + 1 >= head.Count || LineFields.Count(head[first]) != 1 || !LineFields.TryInteger(head[first].AsSpan().Trim(), out _))
            return false;
        if (ExtendedXyzPairs.IsPairs(head[first + 1]))
            return true;
        return first + 2 < head.Count && Words(head[first + 2]) is [var label, var x, var y, var z, ..] &&
            ElementLabel.TryParse(label, out _) && AreReal([x, y, z]);
    }

    private static int FirstFilled(IReadOnlyList<string> head)
    {
        int first = 0;
        while (first < head.Count && string.IsNullOrWhiteSpace(head[first]))
            first++;
        return first;
    }

    private static string[] Words(string line) =>
        line.Split((char[]?)null, 16, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static bool AreReal(IEnumerable<string> words) => words.All(word => LineFields.TryReal(word, out _));
}
