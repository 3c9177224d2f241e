using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using Arise.Files;
using Arise.Mapping;
using Arise.Networks;
using Arise.Networks.Models;

namespace Arise.Reporting.Maps;

/// <summary>
/// How a map came about, as JSON: input and model with their SHA-256, all settings, version, times. The only file of a
/// map that differs between two runs.
/// </summary>
/// <param name="Input">Name of the file that was read.</param>
/// <param name="Model">Name of the model.</param>
/// <param name="Started">When the work began.</param>
public sealed record MapManifest(string Input, string Model, DateTimeOffset Started)
{
    private static readonly JsonWriterOptions Layout =
        new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Version of the library.</summary>
    public static string Version =>
        typeof(MapManifest).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>Writes the file; it appears only once it is complete.</summary>
    public void Write(CrystalMap map, BayesianNetwork network, MapTimes times, string path)
    {
        using var file = new ReplacingFile(path);
        using (var json = new Utf8JsonWriter(file.Stream, Layout))
            Write(map, network, times, json);
        file.Stream.WriteByte((byte)'\n');
        file.Commit();
    }

    private void Write(CrystalMap map, BayesianNetwork network, MapTimes times, Utf8JsonWriter json)
    {
        MapSettings settings = map.Plan.Settings;
        PredictionSettings prediction = settings.Prediction;
        json.WriteStartObject();
        json.WriteString("program", "arise " + Version);
        json.WriteString("input", Input);
        json.WriteString("input_atoms_sha256", MapDigest.Of(map.Plan.Structure));
        json.WriteString("model", Model);
        json.WriteString("model_sha256", MapDigest.Of(network));
        json.WriteString("map_sha256", MapDigest.Of(map.Plan, network));
        json.WriteStartObject("settings");
        WriteBoxes(settings, json);
        json.WriteNumber("refine", settings.Coarseness);
        json.WriteString("mode", prediction.Mode.ToString().ToLowerInvariant());
        json.WriteNumber("passes", prediction.Passes);
        json.WriteNumber("tolerance", prediction.Tolerance);
        json.WriteNumber("seed", prediction.Seed);
        json.WriteNumber("threads", prediction.Threads);
        json.WriteEndObject();
        json.WriteString("started", Started);
        json.WriteStartObject("seconds_of_last_run");
        json.WriteNumber("boxes", times.Boxes);
        json.WriteNumber("wall", times.Wall.TotalSeconds);
        json.WriteNumber("descriptor_all_threads", times.Descriptor.TotalSeconds);
        json.WriteNumber("network_all_threads", times.Network.TotalSeconds);
        json.WriteNumber("rest_all_threads", times.Rest.TotalSeconds);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>What boxes are cut.</summary>
    internal static void WriteBoxes(MapSettings settings, Utf8JsonWriter json)
    {
        MapSummaryJson.WriteVector(json, "box", settings.Edge);
        if (settings.Shape != MapShape.Atoms)
        {
            MapSummaryJson.WriteVector(json, "stride", settings.Stride);
            MapSummaryJson.WriteVector(json, "padding", settings.Padding);
        }

        json.WriteNumber("min_atoms", settings.MinimumAtoms);
        json.WriteString("shape", settings.Shape.ToString().ToLowerInvariant());
        json.WriteBoolean("wrap", settings.Wrap);
    }
}
