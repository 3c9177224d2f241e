using Arise.Files;

namespace Arise.Exploration;

/// <summary>The files of an exploration that hold all of it: numbers and manifest.</summary>
internal static class ExplorationFolder
{
    private const string Manifest = "manifest.json", Archive = "explore.npz";

    /// <summary>Writes them.</summary>
    public static void Write(ExplorationResult result, string folder)
    {
        ExplorationArchive.Of(result).Write(Path.Combine(folder, Archive));
        ExplorationManifest.Of(result).Write(Path.Combine(folder, Manifest));
    }

    /// <summary>Reads them.</summary>
    /// <exception cref="ExplorationException">One is missing or damaged.</exception>
    public static ExplorationResult Read(string folder)
    {
        OutputFolder.Recover(folder);
        string path = Existing(Manifest);
        ExplorationManifest manifest = ExplorationManifest.Read(path);
        string archive = Existing(Archive);
        try
        {
            return ExplorationArchive.Restore(NumpyArchive.Read(archive), archive, manifest, path);
        }
        catch (NumpyFormatException error)
        {
            string reason = error.Message.StartsWith($"{archive}: ", StringComparison.Ordinal)
                ? error.Message[(archive.Length + 2)..]
                : error.Message;
            throw new ExplorationException(reason, archive, innerException: error);
        }

        string Existing(string name) => Path.Combine(folder, name) is var file && File.Exists(file)
            ? file
            : throw new ExplorationException("an exploration that was saved has such a file; there is none.", file);
    }
}
