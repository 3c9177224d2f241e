using System.Text.Json;
using System.Text.Json.Serialization;
using Arise.Files;
using Arise.Networks;
using Arise.Numerics;

namespace Arise.Mapping;

/// <summary>The settings of a map as JSON.</summary>
internal sealed record MapManifestSettings
{
    public required Vector3D Box { get; init; }

    public required Vector3D Stride { get; init; }

    public required Vector3D Padding { get; init; }

    public required int MinAtoms { get; init; }

    public required bool Wrap { get; init; }

    public required int Refine { get; init; }

    [JsonConverter(typeof(EnumJsonConverter<PredictionMode>))]
    public required PredictionMode Mode { get; init; }

    public required int Passes { get; init; }

    public required double Tolerance { get; init; }

    public required ulong Seed { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool OneSpecies { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? HiddenLayer { get; init; }

    [JsonConverter(typeof(EnumJsonConverter<HiddenValues>))]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public HiddenValues HiddenValues { get; init; }

    /// <summary>What stands for settings.</summary>
    public static MapManifestSettings Of(MapSettings settings) => new()
    {
        Box = settings.Edge,
        Stride = settings.Stride,
        Padding = settings.Padding,
        MinAtoms = settings.MinimumAtoms,
        Wrap = settings.Wrap,
        Refine = settings.Coarseness,
        Mode = settings.Prediction.Mode,
        Passes = settings.Prediction.Passes,
        Tolerance = settings.Prediction.Tolerance,
        Seed = settings.Prediction.Seed,
        OneSpecies = settings.OneSpecies,
        HiddenLayer = settings.HiddenLayer,
        HiddenValues = settings.HiddenValues,
    };

    /// <summary>Where a property of the settings stands in the manifest: "settings.box".</summary>
    public static string FieldOf(string? property) => property switch
    {
        nameof(MapSettings.Edge) => "settings.box",
        nameof(MapSettings.MinimumAtoms) => "settings.min_atoms",
        nameof(MapSettings.Coarseness) => "settings.refine",
        nameof(MapSettings.Stride) or nameof(MapSettings.Padding)
            or nameof(MapSettings.HiddenLayer) or nameof(MapSettings.HiddenValues)
            or nameof(PredictionSettings.Mode) or nameof(PredictionSettings.Passes)
            or nameof(PredictionSettings.Tolerance) =>
            $"settings.{JsonNamingPolicy.SnakeCaseLower.ConvertName(property)}",
        _ => "settings",
    };

    /// <summary>The settings.</summary>
    public MapSettings ToSettings() => new()
    {
        Edge = Box,
        Stride = Stride,
        Padding = Padding,
        MinimumAtoms = MinAtoms,
        Wrap = Wrap,
        Coarseness = Refine,
        Prediction = new PredictionSettings
        {
            Mode = Mode,
            Passes = Passes,
            Tolerance = Tolerance,
            Seed = Seed,
        },
        OneSpecies = OneSpecies,
        HiddenLayer = HiddenLayer,
        HiddenValues = HiddenValues,
    };
}
