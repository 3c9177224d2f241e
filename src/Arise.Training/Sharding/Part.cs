using Arise.Files;

namespace Arise.Sharding;

/// <summary>
/// The part of a run that one shard makes: a folder with its manifest, part.json, and the state that it fills. A part
/// that was interrupted is gone on with; what it must not be mixed with is refused.
/// </summary>
public sealed class Part : IDisposable
{
    private readonly FileLock _hold;
    private readonly PartManifest _manifest;

    private Part(string folder, PartManifest manifest, FileLock hold) =>
        (Folder, _manifest, _hold) = (folder, manifest, hold);

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>Whether nothing is left to do.</summary>
    public bool IsComplete => _manifest.IsComplete;

    /// <summary>The file with what is done.</summary>
    public string StatePath => StateOf(Folder);

    /// <summary>The folder of a part beside results: "map.parts/2-of-8".</summary>
    public static string FolderOf(string results, Shard shard) =>
        Path.Combine(PartSet.FolderOf(results), $"{shard.Number}-of-{shard.Count}");

    /// <summary>Begins a part, or goes on with it.</summary>
    /// <param name="folder">Its folder, which is created if need be.</param>
    /// <param name="run">What it is a part of.</param>
    /// <param name="shard">Which one.</param>
    /// <param name="overwrite">Whether a part of another run may go.</param>
    /// <exception cref="ShardException">A part of another run lies there.</exception>
    /// <exception cref="IOException">Another process works on it, or it cannot be written.</exception>
    public static Part Open(string folder, RunRecord run, Shard shard, bool overwrite = false)
    {
        ArgumentNullException.ThrowIfNull(run);
        Directory.CreateDirectory(folder);
        FileLock hold = FileLock.OfFile(Path.Combine(folder, PartManifest.FileName));
        try
        {
            return new Part(folder, Begin(folder, run, shard, overwrite), hold);
        }
        catch
        {
            hold.Dispose();
            throw;
        }
    }

    /// <summary>Says that nothing is left to do.</summary>
    public void Complete() => (_manifest with { IsComplete = true }).Write(Folder);

    /// <inheritdoc/>
    public void Dispose() => _hold.Dispose();

    internal static string StateOf(string folder) => Path.Combine(folder, "state");

    private static PartManifest Begin(string folder, RunRecord run, Shard shard, bool overwrite)
    {
        var manifest = new PartManifest { Run = run, Shard = shard.Number, Of = shard.Count, IsComplete = false };
        if (File.Exists(Path.Combine(folder, PartManifest.FileName)))
        {
            PartManifest found = PartManifest.Read(folder);
            string? difference = (found.Shard, found.Of) != (shard.Number, shard.Count)
                ? $"shard {found.Shard}/{found.Of}"
                : found.Run.DifferenceFrom(run);
            if (difference is null)
                return found;
            if (!overwrite)
            {
                throw new ShardException(
                    folder, $"a part of another run lies here: {difference}; allow overwriting, or remove it.");
            }
        }

        foreach (string file in Directory.EnumerateFiles(folder, "state*"))
            File.Delete(file);
        manifest.Write(folder);
        return manifest;
    }
}
