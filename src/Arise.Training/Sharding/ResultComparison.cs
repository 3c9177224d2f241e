using System.Globalization;
using Arise.Files;

namespace Arise.Sharding;

/// <summary>What differs between two folders of results of one run, byte for byte; times may.</summary>
public sealed class ResultComparison
{
    private const string Times = "times.json";

    private ResultComparison(IReadOnlyList<string> differences, string? runDifference, int files) =>
        (Differences, RunDifference, Files) = (differences, runDifference, files);

    /// <summary>A sentence for each file that differs; of arrays the first entry and the largest difference.</summary>
    public IReadOnlyList<string> Differences { get; }

    /// <summary>What differs between the runs, such as the version of the program; null where nothing does.</summary>
    public string? RunDifference { get; }

    /// <summary>Number of files that were compared.</summary>
    public int Files { get; }

    /// <summary>Compares the files of two folders.</summary>
    /// <exception cref="ShardException">There are no complete results.</exception>
    public static ResultComparison Of(string before, string after)
    {
        string[] expected = FilesOf(before), actual = FilesOf(after);
        string? run = RunRecord.Read(before).DifferenceFrom(RunRecord.Read(after));
        List<string> differences =
        [
            .. expected.Except(actual).Select(file => $"{file}: it is not made any more"),
            .. actual.Except(expected).Select(file => $"{file}: it was not there before"),
        ];
        foreach (string file in expected.Intersect(actual))
        {
            string first = Path.Combine(before, file), second = Path.Combine(after, file);
            if (!File.Exists(first))
                differences.Add($"{file}: it is missing");
            else if (!SameBytes(first, second))
                differences.Add($"{file}: {Difference(first, second)}");
        }

        return new ResultComparison(differences, run, expected.Length);
    }

    private static string[] FilesOf(string folder) => ResultIndex.Read(folder) is { IsComplete: true } index
        ? [.. index.Files.Where(file => Path.GetFileName(file) is not Times and not RunRecord.FileName)]
        : throw new ShardException(folder, "there are no complete results.");

    private static bool SameBytes(string first, string second)
    {
        using FileStream one = File.OpenRead(first), other = File.OpenRead(second);
        if (one.Length != other.Length)
            return false;
        byte[] a = new byte[1 << 16], b = new byte[1 << 16];
        while (one.ReadAtLeast(a, a.Length, throwOnEndOfStream: false) is > 0 and var count)
        {
            other.ReadExactly(b.AsSpan(0, count));
            if (!a.AsSpan(0, count).SequenceEqual(b.AsSpan(0, count)))
                return false;
        }

        return true;
    }

    private static string Difference(string first, string second) => Path.GetExtension(first) switch
    {
        ".npz" => string.Join("; ", Arrays(NumpyArchive.Read(first), NumpyArchive.Read(second))),
        ".png" or ".pdf" => "the figure differs",
        _ => Line(first, second),
    };

    private static IEnumerable<string> Arrays(NumpyArchive before, NumpyArchive after)
    {
        foreach (string name in before.Names.Union(after.Names))
        {
            if (!before.TryGet(name, out NumpyArray? one) || !after.TryGet(name, out NumpyArray? other))
                yield return $"array '{name}' is in one only";
            else if (!one.Shape.SequenceEqual(other.Shape) || one.Values.GetType() != other.Values.GetType())
                yield return $"array '{name}' has another shape or type";
            else if (Entries(name, one, other) is { } difference)
                yield return difference;
        }
    }

    private static string? Entries(string name, NumpyArray one, NumpyArray other)
    {
        int first = -1;
        double largest = 0;
        for (int k = 0; k < one.Values.Length; k++)
        {
            object a = one.Values.GetValue(k)!, b = other.Values.GetValue(k)!;
            if (a.Equals(b))
                continue;
            first = first < 0 ? k : first;
            if (a is not (string or bool))
            {
                largest = Math.Max(largest, Math.Abs(
                    Convert.ToDouble(a, CultureInfo.InvariantCulture)
                    - Convert.ToDouble(b, CultureInfo.InvariantCulture)));
            }
        }

        if (first < 0)
            return null;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"array '{name}' differs first at [{string.Join(", ", Place(first, one.Shape))}]: "
            + $"{one.Values.GetValue(first)} before, {other.Values.GetValue(first)} now; by {largest:G3} at most");
    }

    private static int[] Place(int index, ReadOnlySpan<int> shape)
    {
        int[] place = new int[shape.Length];
        for (int axis = shape.Length - 1; axis >= 0; axis--)
        {
            place[axis] = index % shape[axis];
            index /= shape[axis];
        }

        return place;
    }

    private static string Line(string first, string second)
    {
        int number = 0;
        foreach ((string before, string after) in File.ReadLines(first).Zip(File.ReadLines(second)))
        {
            number++;
            if (before != after)
            {
                return IsBinary(before)
                    ? $"numbers in line {number} differ"
                    : $"line {number} was '{Short(before)}' and is '{Short(after)}'";
            }
        }

        return $"line {number + 1} is in one only";

        static bool IsBinary(string text) => text.Any(letter => letter == '\uFFFD' || char.IsControl(letter));

        static string Short(string text) => text.Length <= 120 ? text : text[..120] + "...";
    }
}
