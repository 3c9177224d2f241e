namespace Arise.Files;

/// <summary>Paths without links: two names of one file have the same real path.</summary>
internal static class RealPath
{
    // As many links in a row as systems follow.
    private const int MostLinks = 40;

    /// <summary>Compares real paths as the system compares names.</summary>
    public static StringComparer Comparer { get; } = OperatingSystem.IsWindows() || OperatingSystem.IsMacOS()
        ? StringComparer.OrdinalIgnoreCase
        : StringComparer.Ordinal;

    /// <summary>
    /// The absolute path with every symbolic link resolved against the folder it lies in; parts that do not exist stay
    /// as they are.
    /// </summary>
    /// <exception cref="IOException">Links lead in a circle.</exception>
    public static string Of(string path)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        string root = Path.GetPathRoot(full)!;
        var parts = new Stack<string>(Split(full[root.Length..]).Reverse());
        string real = root;
        int links = 0;
        while (parts.TryPop(out string? part))
        {
            if (part == "..")
            {
                real = Path.GetDirectoryName(real) ?? root;
                continue;
            }

            string next = Path.Combine(real, part);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                real = next;
                continue;
            }

            if (++links > MostLinks)
                throw new IOException($"{path}: too many symbolic links; they lead in a circle.");
            if (Path.IsPathRooted(target))
                real = Path.GetPathRoot(target)!;
            foreach (string piece in Split(target[(Path.GetPathRoot(target)?.Length ?? 0)..]).Reverse())
                parts.Push(piece);
        }

        return real;

        static IEnumerable<string> Split(string text) => text
            .Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries)
            .Where(part => part != ".");
    }
}
