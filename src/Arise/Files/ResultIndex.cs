using System.Collections.Immutable;

namespace Arise.Files;

/// <summary>
/// The file <c>.arise.json</c> of a folder of results: what they are, and which files belong to them. Only these are
/// removed when other results replace them.
/// </summary>
/// <param name="Kind">What the results are of.</param>
/// <param name="Run">What decides them, in words; null where nothing goes on later.</param>
/// <param name="IsComplete">Whether they are complete; not while they are being made.</param>
/// <param name="Files">Their files, relative to the folder, with "/" between folders.</param>
internal sealed record ResultIndex(ResultKind Kind, string? Run, bool IsComplete, ImmutableArray<string> Files)
{
    /// <summary>Name of the file.</summary>
    public const string Name = ".arise.json";

    /// <summary>Whether the results are those of a run.</summary>
    public bool IsOf(ResultKind kind, string run) => Kind == kind && Run == run;

    /// <summary>The index of a folder; null where there is none.</summary>
    /// <exception cref="IOException">It is damaged.</exception>
    public static ResultIndex? Read(string folder)
    {
        string path = Path.Combine(folder, Name);
        if (!File.Exists(path))
            return null;
        ResultIndex index = JsonFile.Read(
            path, ResultIndexJson.Default.ResultIndex, (_, reason) => new IOException($"{path}: {reason}"));
        return index.Files.IsDefault || index.Files.Any(IsOutside)
            ? throw new IOException($"{path}: 'files' is no good; remove this file if the folder may be written.")
            : index;
    }

    /// <summary>Writes the index of a folder.</summary>
    public void Write(string folder) =>
        JsonFile.Write(Path.Combine(folder, Name), this, ResultIndexJson.Default.ResultIndex);

    // A damaged or foreign index must not make us remove what lies elsewhere.
    private static bool IsOutside(string file) =>
        string.IsNullOrEmpty(file) || Path.IsPathRooted(file) || file.Split('/', '\\').Contains("..");
}
