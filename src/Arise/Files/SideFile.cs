namespace Arise.Files;

/// <summary>Names of files that lie beside another one and belong to it.</summary>
internal static class SideFile
{
    // The usual ones of files and of what belongs to them: a model called m.md is in the way of its own card.
    private static readonly string[] Known =
        [".safetensors", ".sqlite", ".sqlite3", ".db", ".md", ".checkpoint", ".csv", ".svg", ".png", ".pdf"];

    /// <summary>
    /// The name with another extension, in place of a usual one and behind any other: m.safetensors and m.md belong
    /// together, v1.0 and v1.0.md too, so that v1.1 has files of its own.
    /// </summary>
    /// <param name="path">The file it belongs to.</param>
    /// <param name="extension">The extension, with its dot; empty for none.</param>
    public static string Of(string path, string extension) =>
        (Known.Contains(Path.GetExtension(path).ToLowerInvariant()) ? Path.ChangeExtension(path, null) : path)
        + extension;
}
