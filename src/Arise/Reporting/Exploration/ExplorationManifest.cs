using System.Text.Encodings.Web;
using System.Text.Json;
using Arise.Clustering;
using Arise.Exploration;
using Arise.Files;
using Arise.Mapping;
using Arise.Networks;
using Arise.Networks.Models;
using Arise.Numerics;

namespace Arise.Reporting.Exploration;

/// <summary>
/// How an exploration came about, as JSON: inputs and model, all settings, version, time. The only file of an
/// exploration that differs between two runs.
/// </summary>
/// <param name="Inputs">Names of the files that were read.</param>
/// <param name="Model">Name of the model.</param>
/// <param name="Started">When the work began.</param>
public sealed record ExplorationManifest(IReadOnlyList<string> Inputs, string Model, DateTimeOffset Started)
{
    private static readonly JsonWriterOptions Layout =
        new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the file; it appears only once it is complete.</summary>
    public void Write(
        ExplorationResult result, BayesianNetwork network, PredictionSettings prediction, string path)
    {
        using var file = new ReplacingFile(path);
        using (var json = new Utf8JsonWriter(file.Stream, Layout))
            Write(result, network, prediction, json);
        file.Stream.WriteByte((byte)'\n');
        file.Commit();
    }

    private void Write(
        ExplorationResult result, BayesianNetwork network, PredictionSettings prediction, Utf8JsonWriter json)
    {
        ExplorationSettings settings = result.Settings;
        json.WriteStartObject();
        json.WriteString("program", "arise " + MapManifest.Version);
        json.WriteStartArray("inputs");
        foreach (string input in Inputs)
            json.WriteStringValue(input);
        json.WriteEndArray();
        json.WriteString("model", Model);
        json.WriteString("model_sha256", MapDigest.Of(network));
        if (result.Sample.Map is { } map)
            WriteMap(map, network, json);
        json.WriteStartObject("prediction");
        json.WriteString("mode", prediction.Mode.ToString().ToLowerInvariant());
        json.WriteNumber("passes", prediction.Passes);
        json.WriteNumber("tolerance", prediction.Tolerance);
        json.WriteNumber("seed", prediction.Seed);
        json.WriteNumber("threads", settings.Threads);
        json.WriteEndObject();
        json.WriteStartObject("points");
        json.WriteNumber("layer", settings.Layer);
        json.WriteString("values", settings.Values == HiddenValues.Activations ? "activations" : "pre-activations");
        json.WriteNumber("min_probability", settings.MinimumProbability);
        json.WriteStartArray("classes");
        foreach (int @class in settings.Classes?.Order() ?? Enumerable.Empty<int>())
            json.WriteStringValue(result.Sample.ClassLabels[@class]);
        json.WriteEndArray();
        json.WriteEndObject();
        WriteClustering(result, json);
        if (settings.Embedding is { } embedding)
        {
            json.WriteStartObject("embedding");
            json.WriteNumber("neighbors", embedding.Neighbors);
            json.WriteNumber("min_dist", embedding.MinDistance);
            json.WriteNumber("components", embedding.Components);
            json.WriteNumber("seed", embedding.Seed);
            json.WriteEndObject();
        }

        json.WriteString("started", Started);
        json.WriteEndObject();
    }

    private static void WriteMap(CrystalMap map, BayesianNetwork network, Utf8JsonWriter json)
    {
        MapSettings settings = map.Plan.Settings;
        json.WriteStartObject("map");
        json.WriteString("input_atoms_sha256", MapDigest.Of(map.Plan.Structure));
        json.WriteString("map_sha256", MapDigest.Of(map.Plan, network));
        WriteBoxes(settings, json);
        json.WriteEndObject();
    }

    private static void WriteBoxes(MapSettings settings, Utf8JsonWriter json)
    {
        WriteVector(json, "box", settings.Edge);
        if (settings.Shape != MapShape.Atoms)
        {
            WriteVector(json, "stride", settings.Stride);
            WriteVector(json, "padding", settings.Padding);
        }

        json.WriteNumber("min_atoms", settings.MinimumAtoms);
        json.WriteString("shape", settings.Shape.ToString().ToLowerInvariant());
        json.WriteBoolean("wrap", settings.Wrap);
    }

    private static void WriteVector(Utf8JsonWriter json, string name, Vector3D v)
    {
        json.WriteStartArray(name);
        for (int axis = 0; axis < 3; axis++)
            json.WriteNumberValue(v[axis]);
        json.WriteEndArray();
    }

    private static void WriteClustering(ExplorationResult result, Utf8JsonWriter json)
    {
        HdbscanSettings clustering = result.Clustering.Settings;
        json.WriteStartObject("clustering");
        json.WriteNumber("min_cluster_size", clustering.MinClusterSize);
        json.WriteNumber("min_samples", clustering.MinSamples ?? clustering.MinClusterSize);
        json.WriteString("method", clustering.Method == ClusterSelectionMethod.Leaf ? "leaf" : "eom");
        json.WriteNumber("epsilon", clustering.SelectionEpsilon);
        if (result.Settings.JoinShare is { } share)
            json.WriteNumber("join_outliers_from", share);
        json.WriteEndObject();
    }
}
