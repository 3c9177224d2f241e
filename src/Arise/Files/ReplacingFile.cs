using System.Globalization;

namespace Arise.Files;

/// <summary>
/// Writes a file under a temporary name in the same folder and gives it its own name only when it is complete and on
/// disk. Until <see cref="Commit"/>, an older file of that name stays as it is; without it, nothing is left behind.
/// What a killed run left is removed by the next one that writes the same file. A symbolic link keeps pointing where it
/// did; pipes and character devices (/dev/null) are written directly.
/// </summary>
internal sealed class ReplacingFile : IDisposable
{
    private const string Suffix = ".arise-tmp";

    // Most file systems allow names of 255 bytes.
    private const int LongestStem = 48;

    private readonly string _path;
    private readonly string? _temporaryPath;
    private bool _flushed;
    private bool _committed;

    /// <summary>Creates the temporary file beside <paramref name="path"/>.</summary>
    /// <exception cref="IOException">The folder does not exist, or the file cannot be written.</exception>
    public ReplacingFile(string path)
    {
        _path = RealPath.Of(path);
        try
        {
            if (StreamFile.Is(path))
            {
                Stream = new NamedFileStream(path, path, FileMode.Open, FileShare.ReadWrite);
                return;
            }

            string folder = RequireReplaceable(path, _path);
            RemoveStale(folder, Prefix(_path));
            _temporaryPath = Path.Combine(folder, string.Create(
                CultureInfo.InvariantCulture,
                $"{Prefix(_path)}{Environment.ProcessId}-{Path.GetRandomFileName()}{Suffix}"));
            Stream = new NamedFileStream(path, _temporaryPath, FileMode.CreateNew, FileShare.None);
            KeepMode();
        }
        catch (Exception error) when (error is UnauthorizedAccessException || IsOfTemporary(error))
        {
            // The system would name the temporary file.
            throw new IOException(
                $"{path}: the file cannot be written here ({Reason(error)}); choose another place.", error);
        }
    }

    /// <summary>Where to write.</summary>
    public FileStream Stream { get; }

    /// <summary>Whether a name is one that a temporary file of another has.</summary>
    public static bool IsTemporaryOf(string file, string name) =>
        name.StartsWith(Prefix(file), StringComparison.Ordinal) && name.EndsWith(Suffix, StringComparison.Ordinal);

    /// <summary>The folder of a file that may be written or replaced.</summary>
    /// <param name="path">The path as it was given, for messages.</param>
    /// <param name="real">The same without links.</param>
    /// <exception cref="IOException">There is no such folder, or a folder or protected file is in the way.</exception>
    public static string RequireReplaceable(string path, string real)
    {
        if (Directory.Exists(real))
            throw new IOException($"{path}: this is a folder, not a file.");
        string folder = Path.GetDirectoryName(real) ?? throw new IOException($"{path}: this is a folder, not a file.");
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException($"{path}: there is no folder {folder}; create it first.");
        return !File.Exists(real) || IsWritable(real)
            ? folder
            : throw new IOException($"{path}: the file is write-protected; choose another name.");
    }

    /// <summary>Writes what is left to disk, closes the file, and gives it its name.</summary>
    /// <exception cref="IOException">The disk is full, or the name cannot be given.</exception>
    public void Commit()
    {
        Complete();
        if (_temporaryPath is not null)
            File.Move(_temporaryPath, _path, overwrite: true);
        _committed = true;
    }

    /// <summary>
    /// Gives several files their names that belong together: when all are complete, the old ones after the first go,
    /// and then the new ones come, so that files of two runs never lie side by side.
    /// </summary>
    /// <exception cref="IOException">The disk is full, or a name cannot be given.</exception>
    public static void CommitTogether(params ReadOnlySpan<ReplacingFile> files)
    {
        foreach (ReplacingFile file in files)
            file.Complete();
        foreach (ReplacingFile file in files[1..])
        {
            if (file._temporaryPath is not null)
                File.Delete(file._path);
        }

        foreach (ReplacingFile file in files)
            file.Commit();
    }

    private void Complete()
    {
        if (!_flushed && _temporaryPath is not null)
            Stream.Flush(flushToDisk: true);
        _flushed = true;
        Stream.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            Stream.Dispose();
        }
        catch (IOException) when (!_committed)
        {
            // The rest of a file that is given up could not be written either.
        }
        finally
        {
            if (!_committed && _temporaryPath is not null)
                File.Delete(_temporaryPath);
        }
    }

    private static string Prefix(string path)
    {
        string name = Path.GetFileName(path);
        return $".{(name.Length > LongestStem ? name[..LongestStem] : name)}.";
    }

    private static bool IsWritable(string path)
    {
        if (OperatingSystem.IsWindows())
            return !File.GetAttributes(path).HasFlag(FileAttributes.ReadOnly);
        const UnixFileMode Write = UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
        return (File.GetUnixFileMode(path) & Write) != 0;
    }

    // Of processes that are gone; a living one holds its file open.
    private static void RemoveStale(string folder, string prefix)
    {
        foreach (string stale in Directory.EnumerateFiles(folder, $"{prefix}*{Suffix}"))
        {
            string[] parts = Path.GetFileName(stale)[prefix.Length..].Split('-');
            if (parts.Length < 2
                || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int process)
                || IsAlive(process))
                continue;
            try
            {
                using (new FileStream(stale, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
                    File.Delete(stale);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // Another machine writes it, or it is not ours to remove.
            }
        }
    }

    private static bool IsAlive(int process)
    {
        try
        {
            using var found = System.Diagnostics.Process.GetProcessById(process);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    // The permissions of the file that is replaced; some file systems have none.
    private void KeepMode()
    {
        if (OperatingSystem.IsWindows() || !File.Exists(_path))
            return;
        try
        {
            File.SetUnixFileMode(Stream.SafeFileHandle, File.GetUnixFileMode(_path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
        }
    }

    private bool IsOfTemporary(Exception error) =>
        error is IOException && _temporaryPath is not null && error is not DirectoryNotFoundException;

    private static string Reason(Exception error) => error switch
    {
        UnauthorizedAccessException => "no permission",
        _ when error.Message.Contains("Read-only", StringComparison.OrdinalIgnoreCase) => "read-only file system",
        _ when error.Message.Contains("No space", StringComparison.OrdinalIgnoreCase) => "no space left",
        _ => "the folder takes no new file",
    };
}
