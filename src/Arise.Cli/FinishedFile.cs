namespace Arise.Cli;

/// <summary>A text file that appears under its name only when it is complete.</summary>
internal sealed class FinishedFile : IDisposable
{
    private readonly string _path;
    private readonly string _partial;
    private bool _committed;

    public FinishedFile(string path)
    {
        _path = path;
        _partial = path + ".partial";
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        Writer = new StreamWriter(_partial);
    }

    /// <summary>Where to write.</summary>
    public StreamWriter Writer { get; }

    /// <summary>Completes the file.</summary>
    public void Commit()
    {
        Writer.Dispose();
        File.Move(_partial, _path, overwrite: true);
        _committed = true;
    }

    /// <summary>Removes the file unless it was completed.</summary>
    public void Dispose()
    {
        Writer.Dispose();
        if (!_committed)
            File.Delete(_partial);
    }
}
