using System.Reflection;
using Arise.Files;

namespace Arise.Mapping;

/// <summary>
/// How a map came about, as manifest.json: input and model with their SHA-256, all settings, version.
/// </summary>
internal sealed record MapManifest
{
    /// <summary>Version of the library.</summary>
    public static string Version =>
        typeof(MapManifest).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    public required string Program { get; init; }

    public required string Input { get; init; }

    public required string InputAtomsSha256 { get; init; }

    public required string Model { get; init; }

    public required string ModelSha256 { get; init; }

    public required string MapSha256 { get; init; }

    public required MapManifestSettings Settings { get; init; }

    /// <summary>The manifest of a map.</summary>
    public static MapManifest Of(CrystalMap map) => new()
    {
        Program = "arise " + Version,
        Input = map.Plan.Input,
        InputAtomsSha256 = MapDigest.Of(map.Plan.Structure),
        Model = map.Model.Name,
        ModelSha256 = map.Model.Sha256,
        MapSha256 = MapDigest.Of(map.Plan, map.Model.Sha256),
        Settings = MapManifestSettings.Of(map.Plan.Settings),
    };

    /// <summary>Writes the file; it appears only once it is complete.</summary>
    public void Write(string path) => JsonFile.Write(path, this, MapJson.Plain.MapManifest);

    /// <summary>Reads the file.</summary>
    /// <exception cref="MapException">It is damaged.</exception>
    public static MapManifest Read(string path) => JsonFile.Read(
        path, MapJson.Plain.MapManifest, (field, reason) => new MapException(path, reason, field));
}
