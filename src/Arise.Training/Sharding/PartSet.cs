using System.Collections.Immutable;

namespace Arise.Sharding;

/// <summary>The complete parts of one run, each once, in the order of their shards.</summary>
public sealed class PartSet
{
    private const string Ending = ".parts";

    private PartSet(RunRecord run, ImmutableArray<string> folders) => (Run, Folders) = (run, folders);

    /// <summary>What they are parts of.</summary>
    public RunRecord Run { get; }

    /// <summary>Their folders.</summary>
    public ImmutableArray<string> Folders { get; }

    /// <summary>The files with what they have done.</summary>
    public ImmutableArray<string> States => [.. Folders.Select(Part.StateOf)];

    /// <summary>The folder that holds the parts of some results: "map.parts".</summary>
    public static string FolderOf(string results) => Path.TrimEndingDirectorySeparator(results) + Ending;

    /// <summary>The results that parts lie beside; null where the name of their folder does not say it.</summary>
    public string? Results
    {
        get
        {
            string parent = Path.GetDirectoryName(Path.GetFullPath(Folders[0]))!;
            return parent.EndsWith(Ending, StringComparison.Ordinal) ? parent[..^Ending.Length] : null;
        }
    }

    /// <summary>Opens parts.</summary>
    /// <param name="paths">Folders of parts, or folders that hold such.</param>
    /// <exception cref="ShardException">
    /// A part is missing, there twice, not complete, or of another run; it is named.
    /// </exception>
    public static PartSet Open(IEnumerable<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        (string Folder, PartManifest Manifest)[] parts =
            [.. paths.SelectMany(FoldersOf).Select(folder => (folder, PartManifest.Read(folder)))];
        if (parts is not [var first, .. var others])
            throw new ShardException("", "No part is named.");
        foreach ((string folder, PartManifest manifest) in others)
        {
            string? difference = manifest.Of != first.Manifest.Of
                ? $"it is one of {manifest.Of}, not of {first.Manifest.Of}"
                : manifest.Run.DifferenceFrom(first.Manifest.Run);
            if (difference is not null)
                throw new ShardException(folder, $"this part does not belong to {first.Folder}: {difference}.");
        }

        var byShard = new string?[first.Manifest.Of];
        foreach ((string folder, PartManifest manifest) in parts)
        {
            ref string? place = ref byShard[manifest.Shard - 1];
            if (place is not null)
                throw new ShardException(folder, $"this is shard {manifest.Shard}, as is {place}; name one of them.");
            place = folder;
        }

        for (int k = 0; k < byShard.Length; k++)
        {
            if (byShard[k] is null)
            {
                throw new ShardException(
                    Path.Combine(Path.GetDirectoryName(first.Folder) ?? "", $"{k + 1}-of-{byShard.Length}"),
                    $"shard {k + 1}/{byShard.Length} is missing; make it, or name its folder.");
            }
        }

        if (parts.FirstOrDefault(part => !part.Manifest.IsComplete) is { Folder: { } open, Manifest: { } its })
        {
            throw new ShardException(
                open, $"shard {its.Shard}/{its.Of} is not complete; give its command again, it goes on.");
        }

        return new PartSet(first.Manifest.Run, [.. byShard!]);
    }

    private static IEnumerable<string> FoldersOf(string path)
    {
        string folder = Path.TrimEndingDirectorySeparator(path);
        if (!Directory.Exists(folder))
            throw new ShardException(path, "there is no such part.");
        if (IsPart(folder))
            return [folder];
        string[] inside = [.. Directory.GetDirectories(folder).Where(IsPart).Order(StringComparer.Ordinal)];
        return inside.Length > 0 ? inside : throw new ShardException(path, "this folder is no part, and holds none.");
    }

    private static bool IsPart(string folder) => File.Exists(Path.Combine(folder, PartManifest.FileName));
}
