using System.Collections.Immutable;
using Arise.Files;
using Arise.Mapping;
using Arise.Networks.Models;
using Arise.Structures;

namespace Arise.Exploration;

/// <summary>
/// How an exploration came about, as manifest.json: inputs and model, all settings, version, time. The only file of an
/// exploration that differs between two runs.
/// </summary>
internal sealed record ExplorationManifest
{
    public required string Program { get; init; }

    public required ImmutableArray<string> Inputs { get; init; }

    public required string Model { get; init; }

    public required string ModelSha256 { get; init; }

    /// <summary>The boxes of a map; null for structures.</summary>
    public ExplorationPlaces? Map { get; init; }

    public required ExplorationManifestPrediction Prediction { get; init; }

    public required ExplorationManifestPoints Points { get; init; }

    public required ExplorationManifestClustering Clustering { get; init; }

    public ExplorationManifestEmbedding? Embedding { get; init; }

    public required DateTimeOffset Started { get; init; }

    /// <summary>The manifest of an exploration.</summary>
    public static ExplorationManifest Of(ExplorationResult result)
    {
        (ExplorationSample sample, ExplorationSettings settings) = (result.Sample, result.Settings);
        return new ExplorationManifest
        {
            Program = "arise " + MapManifest.Version,
            Inputs = sample.Inputs,
            Model = sample.Model.Name,
            ModelSha256 = sample.Model.Sha256,
            Map = sample.Places,
            Prediction = ExplorationManifestPrediction.Of(sample.Prediction, settings.Threads),
            Points = ExplorationManifestPoints.Of(sample, settings),
            Clustering = ExplorationManifestClustering.Of(settings),
            Embedding = settings.Embedding is { } embedding ? ExplorationManifestEmbedding.Of(embedding) : null,
            Started = sample.Started,
        };
    }

    /// <summary>Reads the file.</summary>
    /// <exception cref="ExplorationException">It is damaged.</exception>
    public static ExplorationManifest Read(string path)
    {
        ExplorationManifest manifest = JsonFile.Read(
            path,
            ExplorationJson.Plain.ExplorationManifest,
            (field, reason) => new ExplorationException(reason, path, field));
        Require(HasAll(manifest.Inputs), "inputs");
        Require(HasAll(manifest.Points.Classes), "points.classes");
        Require(manifest.Points.Candidates >= 0, "points.candidates");
        return manifest;

        static bool HasAll(ImmutableArray<string> texts) => !texts.IsDefault && !texts.Contains(null!);

        void Require(bool holds, string field)
        {
            if (!holds)
                throw new ExplorationException($"'{field}' is no good.", path, field);
        }
    }

    /// <summary>Writes the file; it appears only once it is complete.</summary>
    public void Write(string path) => JsonFile.Write(path, this, ExplorationJson.Plain.ExplorationManifest);

    /// <summary>The sample of some points.</summary>
    public ExplorationSample ToSample(ImmutableArray<string> labels, ImmutableArray<ExplorationPoint> points) => new()
    {
        ClassLabels = labels,
        Points = points,
        Candidates = Points.Candidates,
        LengthUnit = new LengthUnit(Points.LengthUnit),
        Model = new ModelIdentity(Model, ModelSha256),
        Prediction = Prediction.ToSettings(),
        Inputs = Inputs,
        Started = Started,
        Places = Map,
    };

    /// <summary>The settings.</summary>
    /// <param name="labels">The labels of all classes.</param>
    /// <param name="path">The manifest, for messages.</param>
    /// <exception cref="ExplorationException">One is out of range.</exception>
    public ExplorationSettings ToSettings(ImmutableArray<string> labels, string path)
    {
        const string classes = "points.classes";
        foreach (string name in Points.Classes)
        {
            if (ExplorationSample.ClassOf(name, labels) == -1)
                throw new ExplorationException($"'{classes}' has '{name}', which is no class.", path, classes);
        }

        var settings = new ExplorationSettings
        {
            Layer = Points.Layer,
            Values = Points.Values,
            MinimumProbability = Points.MinProbability,
            OneSpecies = Points.OneSpecies,
            Classes = Points.Classes.IsEmpty
                ? null
                : [.. Points.Classes.Select(name => ExplorationSample.ClassOf(name, labels))],
            Clustering = Clustering.ToSettings(),
            JoinShare = Clustering.JoinOutliersFrom,
            Embedding = Embedding?.ToSettings(),
            Threads = Prediction.Threads,
        };
        Check(settings.Clustering.Validate, "clustering");
        Check(() => settings.Embedding?.Validate(), "embedding");
        Check(Prediction.ToSettings().Validate, "prediction");
        Check(settings.Validate, "points");
        return settings;

        void Check(Action validate, string field)
        {
            try
            {
                validate();
            }
            catch (ArgumentException error)
            {
                throw new ExplorationException($"'{field}' is no good: {Setting.Reason(error)}", path, field, error);
            }
        }
    }
}
