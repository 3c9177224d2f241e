using System.Text.Json;
using Arise.Exploration;
using Arise.Mapping;
using Arise.Networks;
using Arise.Networks.Models;
using Arise.Numerics;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Cli;

/// <summary>A folder that <c>arise map</c> wrote: sample, boxes, model and seed.</summary>
internal sealed class MapFolder
{
    private readonly JsonElement _manifest;
    private readonly string _path;

    /// <summary>Reads atoms and manifest.</summary>
    /// <exception cref="ExplorationException">They are missing, damaged, or do not belong together.</exception>
    public MapFolder(string path)
    {
        _path = path;
        string atoms = Path.Combine(path, "atoms.xyz"), manifest = Path.Combine(path, "manifest.json");
        if (!File.Exists(atoms) || !File.Exists(manifest))
        {
            throw new ExplorationException(
                $"{path}: this is no folder of 'arise map': atoms.xyz and manifest.json are needed. Explore structure "
                + "files with --structures.");
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(manifest));
            _manifest = document.RootElement.Clone();
        }
        catch (JsonException error)
        {
            throw new ExplorationException($"{manifest}: {error.Message}");
        }

        Structure = StructureFile.ReadFirst(atoms);
        if (Text(_manifest, "input_atoms_sha256") != MapDigest.Of(Structure))
            throw new ExplorationException($"{path}: atoms.xyz does not hold the atoms that were mapped.");
    }

    /// <summary>The sample.</summary>
    public AtomicStructure Structure { get; }

    /// <summary>Name of the model.</summary>
    public string Model => Text(_manifest, "model");

    /// <summary>Seed of the predictions.</summary>
    public ulong Seed => Value(Part("settings"), "seed").TryGetUInt64(out ulong seed) ? seed : throw Damaged("seed");

    /// <summary>Refuses another model than that of the map.</summary>
    /// <exception cref="ExplorationException">It is another one.</exception>
    public void Require(BayesianNetwork network)
    {
        if (Text(_manifest, "model_sha256") != MapDigest.Of(network))
        {
            throw new ExplorationException(
                $"{_path}: the map was made with another model than this '{Model}'; name its file with --model.");
        }
    }

    /// <summary>The boxes of the map; each of them is classified, also where the map interpolated.</summary>
    public MapSettings Settings(PredictionSettings prediction)
    {
        JsonElement settings = Part("settings");
        if (!Enum.TryParse(Text(settings, "shape"), ignoreCase: true, out MapShape shape))
            throw Damaged("shape");
        Vector3D edge = Vector(settings, "box");
        return new MapSettings
        {
            Edge = edge,
            Stride = shape == MapShape.Atoms ? edge : Vector(settings, "stride"),
            Padding = shape == MapShape.Atoms ? Vector3D.Zero : Vector(settings, "padding"),
            MinimumAtoms = Value(settings, "min_atoms").TryGetInt32(out int atoms) ? atoms : throw Damaged("min_atoms"),
            Shape = shape,
            Wrap = Value(settings, "wrap").ValueKind == JsonValueKind.True,
            Prediction = prediction,
        };
    }

    private JsonElement Part(string name) => Value(_manifest, name);

    private JsonElement Value(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out JsonElement value)
            ? value
            : throw Damaged(name);

    private string Text(JsonElement of, string name) =>
        Value(of, name) is { ValueKind: JsonValueKind.String } value ? value.GetString()! : throw Damaged(name);

    private Vector3D Vector(JsonElement of, string name)
    {
        JsonElement value = Value(of, name);
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() != 3)
            throw Damaged(name);
        double[] components = [.. value.EnumerateArray()
            .Select(one => one.ValueKind == JsonValueKind.Number ? one.GetDouble() : throw Damaged(name))];
        return new Vector3D(components[0], components[1], components[2]);
    }

    private ExplorationException Damaged(string name) =>
        new($"{Path.Combine(_path, "manifest.json")}: '{name}' is missing or no good.");
}
