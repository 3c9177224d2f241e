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
    private const string Staged = ".arise-new", Complete = ".arise-complete", Next = ".arise-next";

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
            if (run is not null && index.IsOf(kind, run))
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
        if (ResultIndex.Read(folder)?.IsOf(kind, run) == true)
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

    /// <summary>
    /// Where a run that goes on later makes its results: the folder, or, beside the results of another run that may go,
    /// a folder inside it until <see cref="Finish"/>.
    /// </summary>
    /// <inheritdoc cref="Begin"/>
    public static string PlaceFor(string folder, ResultKind kind, bool overwrite, string run)
    {
        string next = System.IO.Path.Combine(folder, Next);
        return !Directory.Exists(folder) || ResultIndex.Read(folder) is not { } index || index.IsOf(kind, run)
            || (!overwrite && ResultIndex.Read(next)?.IsOf(kind, run) != true)
            ? folder
            : next;
    }

    /// <summary>Completes the results of a run that claimed <paramref name="place"/> in or for a folder.</summary>
    public static void Finish(string folder, string place, ResultKind kind, string run)
    {
        new ResultIndex(kind, run, IsComplete: true, [.. KnownFiles(place, kind)]).Write(place);
        if (place == folder)
            return;
        string complete = System.IO.Path.Combine(folder, Complete);
        Directory.Move(place, complete);
        PutInPlace(folder);
    }

    /// <summary>Adds a file to complete results; it goes with them.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="file">Name of the file.</param>
    /// <param name="write">Writes it, given its path.</param>
    public static void Add(string folder, string file, Action<string> write)
    {
        using FileLock hold = FileLock.OfFolder(folder, FileLock.Holder.Writing);
        if (ResultIndex.Read(folder) is not { } index)
            return;
        string[] files = [.. index.Files.Append(file).Distinct().Order(StringComparer.Ordinal)];
        (index with { Files = [.. files] }).Write(folder);
        write(System.IO.Path.Combine(folder, file));
    }

    /// <summary>Whether new results in a folder replace a path: a file of theirs or of older results.</summary>
    public static bool Replaces(string folder, ResultKind kind, string path)
    {
        string inside = System.IO.Path.GetRelativePath(folder, path).Replace('\\', '/');
        string first = inside.Split('/')[0];
        if (first is "." or ".." || System.IO.Path.IsPathRooted(inside) || !Directory.Exists(folder))
            return false;
        return ResultNames.Has(kind, first)
            || (ResultIndex.Read(folder) is { } index
                && (ResultNames.Has(index.Kind, first)
                    || index.Files.Any(
                        file => file == inside || file.StartsWith(inside + "/", StringComparison.Ordinal))));
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
    /// <param name="run">What decided them, where that was not said at the beginning.</param>
    /// <exception cref="IOException">A file that does not belong to results is in the way.</exception>
    public void Commit(string? run = null)
    {
        string[] files = FilesOf(Path);
        ImmutableHashSet<string> old = [.. ResultIndex.Read(_folder)?.Files ?? []];
        foreach (string file in files)
        {
            string target = System.IO.Path.Combine(_folder, file);
            if (Directory.Exists(target) || (!_overwrite && !old.Contains(file) && File.Exists(target)))
                throw InTheWay(_folder, file);
        }

        new ResultIndex(_kind, _run ?? run, IsComplete: true, [.. files]).Write(Path);
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
            IEnumerable<string> old = ResultIndex.Read(folder) is { } before
                ? before.IsComplete ? before.Files : KnownFiles(folder, before.Kind)
                : Entries(folder).Where(name => ResultNames.Has(index.Kind, name));
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
        Remove(System.IO.Path.Combine(folder, Next));

        void Move(string file)
        {
            string target = System.IO.Path.Combine(folder, file);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
            File.Move(System.IO.Path.Combine(complete, file), target, overwrite: true);
        }
    }

    // Files that results without a list consist of; folders among them have lists of their own, or hold trials.
    private static IEnumerable<string> KnownFiles(string folder, ResultKind kind)
    {
        foreach (string name in Entries(folder).Where(name => ResultNames.Has(kind, name)))
        {
            string path = System.IO.Path.Combine(folder, name);
            IEnumerable<string> inside = !Directory.Exists(path) ? []
                : ResultIndex.Read(path) is { } index ? [.. index.Files, ResultIndex.Name]
                : Directory.GetFiles(path, "trial-*").Select(file => System.IO.Path.GetFileName(file));
            foreach (string file in Directory.Exists(path) ? inside.Select(file => $"{name}/{file}") : [name])
                yield return file;
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
