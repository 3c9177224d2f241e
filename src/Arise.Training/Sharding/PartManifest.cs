using Arise.Files;

namespace Arise.Sharding;

/// <summary>What a part is of, as part.json.</summary>
internal sealed record PartManifest
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "part.json";

    public required RunRecord Run { get; init; }

    public required int Shard { get; init; }

    public required int Of { get; init; }

    public required bool IsComplete { get; init; }

    public void Write(string folder) =>
        JsonFile.Write(Path.Combine(folder, FileName), this, ShardingJson.Plain.PartManifest);

    /// <exception cref="ShardException">It is damaged.</exception>
    public static PartManifest Read(string folder)
    {
        string file = Path.Combine(folder, FileName);
        PartManifest manifest =
            JsonFile.Read(file, ShardingJson.Plain.PartManifest, (_, reason) => new ShardException(file, reason));
        return manifest.Of is >= 1 and <= Sharding.Shard.Most && manifest.Shard >= 1 && manifest.Shard <= manifest.Of
            ? manifest
            : throw new ShardException(file, $"there is no shard {manifest.Shard} of {manifest.Of}.");
    }
}
