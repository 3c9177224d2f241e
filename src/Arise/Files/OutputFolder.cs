using System.Collections.Immutable;
using System.Globalization;

namespace Arise.Files;

/// <summary>
/// A folder of results that is never a mixture of two runs. The files are written into a folder inside it; when all are
/// complete, the files of the results before go and the new ones take their place. On a full disk, or when the run is
/// killed, the old results stand; once the new ones are complete, the next look at the folder puts them in place.
/// </summary>
internal sealed class OutputFolder : IDisposable
{
    private const string Staged = ".arise-new", Complete = ".arise-complete";

    private readonly string _folder;
    private readonly ResultKind _kind;
    private readonly bool _overwrite;
    private readonly string? _run;
    private readonly FileLock _hold;
    private bool _committed;

    private OutputFolder(string folder, ResultKind kind, bool overwrite, string? run)
    {
        (_folder, _kind, _overwrite, _run) = (folder, kind, overwrite, run);
        _hold = FileLock.OfFolder(folder, FileLock.Holder.Writing);
        try
        {
            PutInPlace(folder);
            Require(folder, kind, overwrite, run);
            Path = System.IO.Path.Combine(folder, Staged);
            Remove(Path);
            Directory.CreateDirectory(Path);
        }
        catch
        {
            _hold.Dispose();
            throw;
        }
    }

    /// <summary>Where to write the files.</summary>
    public string Path { get; }

    /// <summary>Where a file that is written now will be.</summary>
    public static string FinalPath(string path) => path.Replace(
        $"{System.IO.Path.DirectorySeparatorChar}{Staged}{System.IO.Path.DirectorySeparatorChar}",
        $"{System.IO.Path.DirectorySeparatorChar}",
        StringComparison.Ordinal);

    /// <summary>Begins new results.</summary>
    /// <param name="folder">Where they shall be; it is created if need be.</param>
    /// <param name="kind">What they are of.</param>
    /// <param name="overwrite">Whether they may replace what is there.</param>
    /// <param name="run">What decides them, in words; the same run may be written again.</param>
    /// <exception cref="IOException">Other results or files are in the way, or nothing can be written.</exception>
    public static OutputFolder Begin(string folder, ResultKind kind, bool overwrite = false, string? run = null) =>
        new(folder, kind, overwrite, run);

    /// <summary>Refuses a folder whose files would be replaced.</summary>
    /// <inheritdoc cref="Begin"/>
    public static void Require(string folder, ResultKind kind, bool overwrite, string? run = null)
    {
        if (!Directory.Exists(folder))
            return;
        if (Entries(folder).FirstOrDefault(name => ResultNames.IsFile(kind, name)
            && Directory.Exists(System.IO.Path.Combine(folder, name))) is { } obstacle)
        {
            throw new IOException($"{System.IO.Path.Combine(folder, obstacle)}: this is a folder, where a file of the "
                + "results has to be; choose another folder.");
        }

        if (overwrite)
            return;
        if (Entries(folder).FirstOrDefault(name => ResultNames.IsOfUnfinished(name, besides: kind)) is { } unfinished)
        {
            throw new IOException($"{System.IO.Path.Combine(folder, unfinished)}: an interrupted run lies here; "
                + "choose another folder, or allow overwriting.");
        }

        if (ResultIndex.Read(folder) is { } index)
        {
            if (run is not null && index.Kind == kind && index.Run == run)
                return;
            DateTime time = File.GetLastWriteTimeUtc(System.IO.Path.Combine(folder, ResultIndex.Name));
            string written = index.IsComplete
                ? string.Create(CultureInfo.InvariantCulture, $" of {time:yyyy-MM-dd HH:mm} UTC")
                : $" with other settings ({index.Run})";
            throw new IOException($"{folder}: the folder holds {ResultNames.Title(index.Kind)}{written}; "
                + "choose another folder, or allow overwriting.");
        }

        if (Entries(folder).FirstOrDefault(name => ResultNames.Has(kind, name)) is { } foreign)
            throw InTheWay(folder, foreign);
    }

    /// <summary>
    /// Claims a folder for a run that writes its files one after the other and goes on later: the same run may go on;
    /// the files of another go first, if that is allowed.
    /// </summary>
    /// <inheritdoc cref="Begin"/>
    public static void Claim(string folder, ResultKind kind, bool overwrite, string run)
    {
        Directory.CreateDirectory(folder);
        using FileLock hold = FileLock.OfFolder(folder, FileLock.Holder.Writing);
        PutInPlace(folder);
        Require(folder, kind, overwrite, run);
        if (ResultIndex.Read(folder) is { } index && index.Kind == kind && index.Run == run)
            return;
        if (ResultIndex.Read(folder) is { } before)
        {
            RemoveFiles(folder, before.Files);
            foreach (string entry in Entries(folder).Where(name => ResultNames.Has(before.Kind, name)))
                RemoveAny(System.IO.Path.Combine(folder, entry));
        }

        // Without an index nobody knows whose files these are.
        if (Entries(folder).FirstOrDefault(name => ResultNames.Has(kind, name)) is { } foreign)
            throw InTheWay(folder, foreign);
        new ResultIndex(kind, run, IsComplete: false, []).Write(folder);
    }

    /// <summary>Whether new results in a folder take the place of a path: a file of theirs or of those before.</summary>
    public static bool Replaces(string folder, ResultKind kind, string path)
    {
        string inside = System.IO.Path.GetRelativePath(folder, path).Replace('\\', '/');
        string first = inside.Split('/')[0];
        if (first is "." or ".." || System.IO.Path.IsPathRooted(inside) || !Directory.Exists(folder))
            return false;
        return ResultNames.Has(kind, first)
            || (ResultIndex.Read(folder) is { } index
                && (ResultNames.Has(index.Kind, first)
                    || index.Files.Any(file => file == inside || file.StartsWith(inside + "/", StringComparison.Ordinal))));
    }

    /// <summary>Puts results in place that were complete when their run was killed.</summary>
    /// <exception cref="IOException">A run is just writing them.</exception>
    public static void Recover(string folder)
    {
        if (!Directory.Exists(System.IO.Path.Combine(folder, Complete)))
            return;
        using FileLock hold = FileLock.OfFolder(folder, FileLock.Holder.Writing);
        PutInPlace(folder);
    }

    /// <summary>Replaces the results before by the new ones.</summary>
    /// <exception cref="IOException">A file that does not belong to results is in the way.</exception>
    public void Commit()
    {
        string[] files = FilesOf(Path);
        ImmutableHashSet<string> old = [.. ResultIndex.Read(_folder)?.Files ?? []];
        foreach (string file in files)
        {
            string target = System.IO.Path.Combine(_folder, file);
            if (Directory.Exists(target) || (!_overwrite && !old.Contains(file) && File.Exists(target)))
                throw InTheWay(_folder, file);
        }

        new ResultIndex(_kind, _run, IsComplete: true, [.. files]).Write(Path);
        string complete = System.IO.Path.Combine(_folder, Complete);
        Directory.Move(Path, complete);
        _committed = true;
        PutInPlace(_folder);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_committed)
            Remove(Path);
        _hold.Dispose();
    }

    // May be interrupted anywhere and done again.
    private static void PutInPlace(string folder)
    {
        string complete = System.IO.Path.Combine(folder, Complete);
        if (!Directory.Exists(complete))
            return;
        if (ResultIndex.Read(complete) is { } index)
        {
            ImmutableHashSet<string> added = [.. index.Files];

            // What has no index was allowed to be replaced: files of these names go.
            IEnumerable<string> old = ResultIndex.Read(folder)?.Files
                ?? Entries(folder).Where(name => ResultNames.Has(index.Kind, name));
            RemoveFiles(folder, [
                .. old.Where(file => !added.Contains(file)),
                .. Entries(folder).Where(name => ResultNames.IsOfUnfinished(name, besides: index.Kind)),
            ]);
            foreach (string file in FilesOf(complete).Order(StringComparer.Ordinal))
            {
                if (file != ResultIndex.Name)
                    Move(file);
            }

            Move(ResultIndex.Name);
        }

        Remove(complete);

        void Move(string file)
        {
            string target = System.IO.Path.Combine(folder, file);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
            File.Move(System.IO.Path.Combine(complete, file), target, overwrite: true);
        }
    }

    private static void RemoveFiles(string folder, ImmutableArray<string> files)
    {
        foreach (string file in files)
        {
            string path = System.IO.Path.Combine(folder, file);
            if (File.Exists(path))
                File.Delete(path);
            string parent = System.IO.Path.GetDirectoryName(path)!;
            if (file.Contains('/', StringComparison.Ordinal) && Directory.Exists(parent) && IsEmpty(parent))
                Directory.Delete(parent);
        }
    }

    private static string[] FilesOf(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*", new EnumerationOptions
        {
            RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None,
        })
        .Select(path => System.IO.Path.GetRelativePath(folder, path).Replace('\\', '/'))
        .Order(StringComparer.Ordinal),
    ];

    private static IEnumerable<string> Entries(string folder) => Directory.GetFileSystemEntries(folder)
        .Select(entry => System.IO.Path.GetFileName(entry))
        .Order(StringComparer.Ordinal);

    private static bool IsEmpty(string folder) => !Directory.EnumerateFileSystemEntries(folder).Any();

    private static void RemoveAny(string path)
    {
        if (Directory.Exists(path) && new FileInfo(path).LinkTarget is null)
            Directory.Delete(path, recursive: true);
        else
            File.Delete(path);
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    private static IOException InTheWay(string folder, string name) => new(
        $"{System.IO.Path.Combine(folder, name)}: the file is there and would be overwritten; choose another folder, "
        + "or allow overwriting.");
}
