namespace Arise.Tests;

/// <summary>
/// Texts of the checkout that are generated: a test compares them with what is generated now, and writes them where the
/// environment variable ARISE_UPDATE is 1.
/// </summary>
internal static class CheckedIn
{
    /// <summary>Whether texts are written instead of compared.</summary>
    public static bool Update => Environment.GetEnvironmentVariable("ARISE_UPDATE") == "1";

    /// <summary>Compares the lines between "&lt;!-- name --&gt;" and "&lt;!-- end of name --&gt;" of a page.</summary>
    /// <param name="file">Path in the checkout.</param>
    /// <param name="name">Name of the region.</param>
    /// <param name="text">What must stand there, with a line feed at its end.</param>
    public static void Region(string file, string name, string text)
    {
        string path = Path.Combine(SharedData.RepositoryRoot, file);
        string page = File.ReadAllText(path).ReplaceLineEndings("\n");
        string start = $"<!-- {name} -->\n", end = $"<!-- end of {name} -->";
        int from = page.IndexOf(start, StringComparison.Ordinal);
        int to = page.IndexOf(end, StringComparison.Ordinal);
        Assert.True(from >= 0 && to > from, $"{file} has no region '{name}'.");
        from += start.Length;
        if (Update)
            File.WriteAllText(path, page[..from] + text + page[to..]);
        else
            Assert.True(
                page[from..to] == text,
                $"Region '{name}' of {file} is stale: run the test with ARISE_UPDATE=1.");
    }
}
