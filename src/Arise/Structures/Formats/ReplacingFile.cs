namespace Arise.Structures.Formats;

/// <summary>
/// Writes a file under a temporary name in the same folder and gives it its own name only when it is complete. Until
/// <see cref="Commit"/>, an older file of that name stays as it is; without it, nothing is left behind.
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
        _path = Path.GetFullPath(path);
        _temporaryPath = Path.Combine(Path.GetDirectoryName(_path)!, $".{Path.GetFileName(_path)}.{Path.GetRandomFileName()}");
        Stream = new FileStream(_temporaryPath, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16);
    }

    /// <summary>Where to write.</summary>
    public FileStream Stream { get; }

    /// <summary>Closes the file and gives it its name.</summary>
    public void Commit()
    {
        Stream.Dispose();
        File.Move(_temporaryPath, _path, overwrite: true);
        _committed = true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Stream.Dispose();
        if (!_committed)
            File.Delete(_temporaryPath);
    }
}
