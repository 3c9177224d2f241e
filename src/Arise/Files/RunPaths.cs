using System.Globalization;

namespace Arise.Files;

/// <summary>
/// All paths that a run reads and writes, checked before any work: nothing is overwritten by another name, everything
/// can be written, and there is room. Paths are compared without links.
/// </summary>
/// <example>
/// <code>
/// new RunPaths().Reads("sample.xyz", "the sample").WritesFolder("sample-map", "the results", ResultKind.Map).Check();
/// </code>
/// </example>
public sealed class RunPaths
{
    // What a folder of small tables and figures takes.
    private const long LeastFolder = 1 << 20;

    private readonly List<Entry> _entries = [];

    /// <summary>Adds a file or folder that is read; "-" (standard input) and patterns name none.</summary>
    /// <param name="path">The path; null for none.</param>
    /// <param name="what">What it is, as a message names it: an option, or a few words.</param>
    public RunPaths Reads(string? path, string what) => Add(new Entry(path ?? "", what));

    /// <summary>Adds a file that is written; an older one of that name is replaced.</summary>
    /// <param name="path">The path; null for none, "-" for standard output.</param>
    /// <param name="what">What it is, as a message names it.</param>
    /// <param name="bytes">About how large it will be; 0 when nobody knows.</param>
    public RunPaths Writes(string? path, string what, long bytes = 0) =>
        Add(new Entry(path ?? "", what) { IsWritten = true, Bytes = bytes });

    /// <summary>
    /// Adds a file that is written; an older one of that name is replaced only if it is such a file, too.
    /// </summary>
    /// <param name="path">The path; null for none.</param>
    /// <param name="what">What it is, as a message names it.</param>
    /// <param name="isOurs">Whether an existing file is such a file; it may read it. Empty files always are.</param>
    /// <param name="bytes">About how large it will be; 0 when nobody knows.</param>
    public RunPaths WritesOver(string? path, string what, Func<string, bool> isOurs, long bytes = 0)
    {
        ArgumentNullException.ThrowIfNull(isOurs);
        return Add(new Entry(path ?? "", what) { IsWritten = true, IsOurs = isOurs, Bytes = bytes });
    }

    /// <summary>Adds a folder of results.</summary>
    /// <param name="path">The folder; null for none.</param>
    /// <param name="what">What it is, as a message names it.</param>
    /// <param name="kind">What the results are of.</param>
    /// <param name="overwrite">Whether they may replace what is there.</param>
    /// <param name="bytes">About how large they will be; 0 when nobody knows.</param>
    public RunPaths WritesFolder(
        string? path, string what, ResultKind kind, bool overwrite = false, long bytes = 0) =>
        Add(new Entry(path ?? "", what)
        {
            IsWritten = true, Kind = kind, Overwrite = overwrite, Bytes = Math.Max(bytes, LeastFolder),
        });

    /// <summary>Checks all paths; writes nothing that stays.</summary>
    /// <exception cref="IOException">
    /// Two of them are the same file and one is written, something is in the way, a place cannot be written, or there
    /// is no room.
    /// </exception>
    public void Check() => Check(_ => { });

    /// <summary>Checks all paths, and keeps other runs from writing them until the result is disposed of.</summary>
    /// <inheritdoc cref="Check()"/>
    /// <exception cref="IOException">The same, or another run is writing there.</exception>
    public IDisposable Hold()
    {
        var holds = new Holds();
        try
        {
            Check(entry => holds.Add(entry.Kind is null
                ? FileLock.OfFile(entry.Path, FileLock.Holder.Command)
                : FileLock.OfFolder(entry.Path, FileLock.Holder.Command)));
            return holds;
        }
        catch
        {
            holds.Dispose();
            throw;
        }
    }

    private void Check(Action<Entry> hold)
    {
        Entry[] written = [.. _entries.Where(entry => entry.IsWritten)];
        foreach (Entry entry in written)
        {
            foreach (Entry other in _entries.Where(other => other != entry))
                RequireApart(entry, other);
        }

        foreach (Entry entry in written.Where(entry => !StreamFile.Is(entry.Path)))
        {
            RequireRightKind(entry);
            hold(entry);
            if (entry.Kind is { } kind)
            {
                OutputFolder.Recover(entry.Real);
                OutputFolder.Require(entry.Path, kind, entry.Overwrite);
            }

            RequireWritable(entry);
        }
    }

    private static void RequireRightKind(Entry entry)
    {
        if (entry.Kind is not null)
        {
            if (File.Exists(entry.Real))
                throw new IOException($"{entry.Path}: this is a file; name a folder for {entry.What}.");
            return;
        }

        if (Directory.Exists(entry.Real))
            throw new IOException($"{entry.Path}: this is a folder, not a file; name {entry.What} differently.");
        string folder = Path.GetDirectoryName(entry.Real)!;
        if (ResultIndex.Read(folder) is { } index && index.Files.Contains(Path.GetFileName(entry.Real)))
        {
            throw new IOException($"{entry.Path}: the file belongs to {ResultNames.Title(index.Kind)} and "
                + $"would be overwritten by {entry.What}; choose another name.");
        }

        if (entry.IsOurs is { } isOurs
            && new FileInfo(entry.Real) is { Exists: true, Length: > 0 }
            && !isOurs(entry.Real))
        {
            throw new IOException($"{entry.Path}: the file is there and would be overwritten by {entry.What}; "
                + "choose another name.");
        }
    }

    private RunPaths Add(Entry entry)
    {
        if (!string.IsNullOrEmpty(entry.Path) && entry.Path != "-")
            _entries.Add(entry with { Real = RealPath.Of(entry.Path) });
        return this;
    }

    private static void RequireApart(Entry written, Entry other)
    {
        if (RealPath.Comparer.Equals(written.Real, other.Real))
        {
            if (StreamFile.Is(written.Path))
                return;
            string name = written.Path == other.Path ? written.Path : $"{written.Path} = {other.Path}";
            throw new IOException(other.IsWritten
                ? $"{name}: {other.What} and {written.What} would be the same; give them different names."
                : $"{name}: {other.What} would be overwritten by {written.What}; choose another name.");
        }

        if (written.Kind is { } kind ? OutputFolder.Replaces(written.Real, kind, other.Real) : IsBeside(written, other))
        {
            throw new IOException($"{other.Path}: {other.What} would be overwritten by {written.What} {written.Path}; "
                + "choose another place.");
        }
    }

    // The lock and the temporary files of what is written.
    private static bool IsBeside(Entry written, Entry other)
    {
        string name = Path.GetFileName(written.Real), otherName = Path.GetFileName(other.Real);
        return RealPath.Comparer.Equals(Path.GetDirectoryName(other.Real), Path.GetDirectoryName(written.Real))
            && (otherName == FileLock.NameOf(name) || ReplacingFile.IsTemporaryOf(name, otherName));
    }

    private static void RequireWritable(Entry entry)
    {
        string folder = entry.Kind is null ? ReplacingFolder(entry) : entry.Real;
        while (!Directory.Exists(folder))
            folder = Path.GetDirectoryName(folder) ?? throw new IOException($"{entry.Path}: there is no such place.");
        string probe = Path.Combine(folder, string.Create(
            CultureInfo.InvariantCulture, $".arise.{Environment.ProcessId}-{Path.GetRandomFileName()}.arise-tmp"));
        try
        {
            using (new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1))
                File.Delete(probe);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IOException(
                $"{entry.Path}: no file can be written in {folder}; choose another place for {entry.What}.", error);
        }

        long free = new DriveInfo(folder).AvailableFreeSpace;
        if (free < entry.Bytes)
        {
            throw new IOException(string.Create(
                CultureInfo.InvariantCulture,
                $"{entry.Path}: {entry.What} will take about {Size(entry.Bytes)}, but only {Size(free)} are free "
                + $"there; make room, or choose another place."));
        }
    }

    private static string ReplacingFolder(Entry entry)
    {
        string folder = Path.GetDirectoryName(entry.Real)!;
        return Directory.Exists(folder) ? ReplacingFile.RequireReplaceable(entry.Path, entry.Real) : folder;
    }

    private static string Size(long bytes) => bytes < 1 << 30
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1 << 20):F2} MiB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1 << 30):F1} GiB");

    private sealed class Holds : IDisposable
    {
        private readonly List<FileLock> _locks = [];

        public void Add(FileLock hold) => _locks.Add(hold);

        public void Dispose() => _locks.ForEach(hold => hold.Dispose());
    }

    private sealed record Entry(string Path, string What)
    {
        public string Real { get; init; } = "";

        public bool IsWritten { get; init; }

        public long Bytes { get; init; }

        public ResultKind? Kind { get; init; }

        public bool Overwrite { get; init; }

        public Func<string, bool>? IsOurs { get; init; }
    }
}
