namespace Arise.Cli;

/// <summary>
/// A text file that names files, one per line; blank lines and lines that begin with # do not count. A name that is
/// there neither from the working folder nor absolutely is looked for beside the list. Quotes around a name do not
/// count.
/// </summary>
internal static class FileList
{
    /// <summary>The names.</summary>
    /// <param name="path">The list; "-" for standard input.</param>
    /// <exception cref="IOException">It cannot be read, or it names nothing.</exception>
    public static string[] Read(string path)
    {
        string[] names = [.. Lines(path).Select(line => line.Trim())
            .Where(line => line.Length > 0 && !line.StartsWith('#'))
            .Select(WithoutQuotes)
            .Select(name => Path.Exists(name) ? name : Beside(path, name))];
        return names.Length > 0
            ? names
            : throw new IOException($"{path}: the list names no files; write one name per line.");
    }

    private static string WithoutQuotes(string name) =>
        name is ['"' or '\'', .. var inner, var last] && last == name[0] ? inner : name;

    private static IEnumerable<string> Lines(string path)
    {
        if (path == StandardStreams.Name)
            return Console.In.ReadToEnd().Split('\n');
        if (Directory.Exists(path))
            throw new IOException($"{path}: this is a folder; give its name without --files.");
        if (!File.Exists(path))
            throw new IOException($"{path}: there is no such list of files (--files).");
        return File.ReadLines(path);
    }

    private static string Beside(string path, string name)
    {
        string there = path == StandardStreams.Name ? name : Path.Join(Path.GetDirectoryName(path), name);
        return !Path.IsPathRooted(name) && Path.Exists(there) ? there : name;
    }
}
