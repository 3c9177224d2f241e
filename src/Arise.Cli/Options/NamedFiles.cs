namespace Arise.Cli;

/// <summary>
/// The files that names of a command line stand for, and what is wrong with names that stand for none.
/// </summary>
internal sealed class NamedFiles
{
    private readonly List<(string File, string? Error)> _all = [];
    private readonly List<string> _notes = [];

    /// <summary>Looks names up, one after the other.</summary>
    /// <param name="names">The names.</param>
    /// <param name="find">What a name stands for.</param>
    public NamedFiles(IEnumerable<string> names, Func<string, InputNames.Found> find)
    {
        foreach (string name in names)
        {
            InputNames.Found found = find(name);
            _all.AddRange(found.Files.Select(file => (file, (string?)null)));
            if (found.Error is not null)
                _all.Add((name, found.Error));
            if (found.Note is not null)
                _notes.Add(found.Note);
        }
    }

    /// <summary>Files, and names that stand for none with their errors, in the order they were given in.</summary>
    public IReadOnlyList<(string File, string? Error)> All => _all;

    /// <summary>The files alone.</summary>
    public IReadOnlyList<string> Files => [.. _all.Where(input => input.Error is null).Select(input => input.File)];

    /// <summary>What was left out of folders, a sentence each.</summary>
    public IReadOnlyList<string> Notes => _notes;
}
