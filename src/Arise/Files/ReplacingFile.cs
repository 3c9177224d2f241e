namespace Arise.Files;

/// <summary>
/// Writes a file under a temporary name in the same folder and gives it its own name only when it is complete. Until
/// <see cref="Commit"/>, an older file of that name stays as it is; without it, nothing is left behind. A symbolic link
/// keeps pointing where it did; devices (/dev/null) are written directly.
/// </summary>
internal sealed class ReplacingFile : IDisposable
{
    private readonly string _path;
    private readonly string _temporaryPath;
    private bool _committed;

    /// <summary>Creates the temporary file beside <paramref name="path"/>.</summary>
    /// <exception cref="IOException">The folder does not exist or cannot be written.</exception>
    public ReplacingFile(string path)
    {
        FileSystemInfo? target = File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true) : null;
        _path = target?.FullName ?? Path.GetFullPath(path);
        string folder = Path.GetDirectoryName(_path) ?? throw new IOException($"{path}: this is a folder, not a file.");
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException($"{path}: there is no folder {folder}; create it first.");
        if (Directory.Exists(_path))
            throw new IOException($"{path}: this is a folder, not a file.");
        bool isDevice = !OperatingSystem.IsWindows() && _path.StartsWith("/dev/", StringComparison.Ordinal);
        _temporaryPath = isDevice
            ? _path
            : Path.Combine(folder, $".{Path.GetFileName(_path)}.{Path.GetRandomFileName()}");
        FileMode mode = isDevice ? FileMode.Open : FileMode.CreateNew;
        try
        {
            Stream = new FileStream(_temporaryPath, mode, FileAccess.Write, FileShare.None, 1 << 16);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The system would name the temporary file.
            throw new IOException($"{path}: no file can be written in the folder {folder}.", error);
        }
    }

    /// <summary>Where to write.</summary>
    public FileStream Stream { get; }

    /// <summary>Closes the file and gives it its name.</summary>
    public void Commit()
    {
        Stream.Dispose();
        if (_temporaryPath != _path)
            File.Move(_temporaryPath, _path, overwrite: true);
        _committed = true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Stream.Dispose();
        if (!_committed && _temporaryPath != _path)
            File.Delete(_temporaryPath);
    }
}
