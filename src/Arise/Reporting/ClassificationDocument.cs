using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;
using Arise.Descriptors;
using Arise.Microscopy;
using Arise.Networks;
using Arise.Prototypes;
using Arise.Recognition;
using Arise.Structures;

namespace Arise.Reporting;

/// <summary>One object of the array that <see cref="ClassificationJson"/> writes and reads.</summary>
internal sealed record ClassificationDocument
{
    public required string File { get; init; }

    public required int Frame { get; init; }

    /// <summary>Name of the structure in the file, of a CIF its data block; null without one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Name { get; init; }

    /// <summary>The time step; null without one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Timestep { get; init; }

    public required string Formula { get; init; }

    public required int Atoms { get; init; }

    public required string Periodicity { get; init; }

    public required string Verdict { get; init; }

    /// <summary>Label of the most likely class, "none" where the verdict is that, null without a class.</summary>
    public string? ClassLabel { get; init; }

    /// <summary>Its name, or "none".</summary>
    public string? ClassName { get; init; }

    /// <summary>The label again: "none" where the verdict is that. Version 0.1.0 wrote the words here.</summary>
    public string? Answer { get; init; }

    /// <summary>The answer in words.</summary>
    public string? AnswerText { get; init; }

    /// <summary>What to beware of; null for nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Warning { get; init; }

    /// <summary>Of atoms of an image, the share of its pixels that are as bright as they can be.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? SaturatedShare { get; init; }

    public required double? Novelty { get; init; }

    /// <summary>d_NN in Angstrom by "A-B", A the center; null where there is none.</summary>
    [JsonPropertyName("d_nn")]
    public required Dictionary<string, double?> Distances { get; init; }

    public required IReadOnlyList<Class> Candidates { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Group>? Groups { get; init; }

    public required double? MutualInformation { get; init; }

    public required double? PredictiveEntropy { get; init; }

    public required double? ExpectedEntropy { get; init; }

    public required double? VariationRatio { get; init; }

    public required double? MutualInformationError { get; init; }

    public required double? ProbabilityError { get; init; }

    public required string Agreement { get; init; }

    public required int Passes { get; init; }

    public required double DescriptorSeconds { get; init; }

    public required double NetworkSeconds { get; init; }

    /// <summary>A candidate.</summary>
    public sealed record Class
    {
        public required string Label { get; init; }

        public required string Name { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? MaterialType { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public int? SpaceGroupNumber { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? SpaceGroupSymbol { get; init; }

        public required double Probability { get; init; }
    }

    /// <summary>A group of classes.</summary>
    public sealed record Group(string Name, double Probability, string Likeliest);

    /// <summary>What is written of a structure.</summary>
    public static ClassificationDocument Of(ClassifiedStructure item, int top, ClassGrouping? grouping)
    {
        Classification result = item.Result;
        PredictiveUncertainty uncertainty = result.Prediction.Uncertainty;
        return new ClassificationDocument
        {
            File = item.File,
            Frame = item.Frame,
            Name = item.Structure.Name,
            Timestep = item.Structure.Timestep,
            Formula = item.Structure.Formula(),
            Atoms = item.Structure.Count,
            Periodicity = item.Structure.Periodicity.ToString(),
            Verdict = VerdictWords.Of(result.Verdict),
            ClassLabel = VerdictWords.Label(result),
            ClassName = VerdictWords.Name(result),
            Answer = VerdictWords.Label(result),
            AnswerText = result.Answer,
            Warning = result.Warning,
            SaturatedShare = item.Structure.Properties.TryGetValue(FoundAtoms.SaturationProperty, out string? share)
                && double.TryParse(share, NumberStyles.Float, CultureInfo.InvariantCulture, out double saturated)
                ? Finite(saturated) : null,
            Novelty = Finite(result.Novelty ?? double.NaN),
            Distances = Table(result.Distances),
            Candidates = [.. result.Candidates.Take(top).Select(Of)],
            Groups = grouping is null ? null : [.. grouping.Rank(result).Take(top)
                .Select(group => new Group(group.Name, group.Probability, group.Likeliest.Label))],
            MutualInformation = Finite(result.MutualInformation),
            PredictiveEntropy = Finite(uncertainty.PredictiveEntropy),
            ExpectedEntropy = Finite(uncertainty.ExpectedEntropy),
            VariationRatio = Finite(uncertainty.VariationRatio),
            MutualInformationError = Finite(uncertainty.MutualInformationError),
            ProbabilityError = Finite(uncertainty.ProbabilityError),
            Agreement = result.Agreement.ToString().ToLowerInvariant(),
            Passes = result.Prediction.Passes,
            DescriptorSeconds = result.DescriptorTime.TotalSeconds,
            NetworkSeconds = result.NetworkTime.TotalSeconds,
        };
    }

    /// <summary>The classification that was written, with the classes that were.</summary>
    /// <exception cref="FormatException">A pair of species is none.</exception>
    public Classification ToClassification() => new(
        new Prediction(
            [.. Candidates.Select(candidate => candidate.Label)],
            [.. Candidates.Select(candidate => candidate.Probability)],
            new PredictiveUncertainty(
                PredictiveEntropy ?? double.NaN,
                ExpectedEntropy ?? double.NaN,
                VariationRatio ?? double.NaN,
                MutualInformationError ?? double.NaN,
                ProbabilityError ?? double.NaN),
            Passes),
        Table(Distances))
    {
        Novelty = Novelty,
        Answer = AnswerText ?? Answer,
        DescriptorTime = Time(DescriptorSeconds),
        NetworkTime = Time(NetworkSeconds),
    };

    private static Class Of(Candidate candidate) => new()
    {
        Label = candidate.Label,
        Name = candidate.Name,
        MaterialType = candidate.Prototype is { } prototype ? MaterialTypeName.Of(prototype.MaterialType) : null,
        SpaceGroupNumber = candidate.Prototype?.SpaceGroupNumber,
        SpaceGroupSymbol = candidate.Prototype?.SpaceGroupSymbol,
        Probability = candidate.Probability,
    };

    private const string FirstShell = "first_shell";

    private static Dictionary<string, double?> Table(SpeciesPairDistances distances)
    {
        if (distances.IsFirstShell)
            return new() { [FirstShell] = Finite(distances.Shortest) };
        var table = new Dictionary<string, double?>();
        ImmutableArray<ChemicalElement> species = distances.Species;
        for (int a = 0; a < species.Length; a++)
        {
            for (int b = 0; b < species.Length; b++)
                table.Add($"{species[a]}-{species[b]}", Finite(distances[a, b]));
        }

        return table;
    }

    private static SpeciesPairDistances Table(Dictionary<string, double?> pairs)
    {
        // The species of a length that all atoms share means nothing.
        if (pairs.TryGetValue(FirstShell, out double? shell))
        {
            return new SpeciesPairDistances(
                [ChemicalElement.FromAtomicNumber(1)], new[,] { { shell ?? double.NaN } }) { IsFirstShell = true };
        }

        string[] symbols = [.. pairs.Keys.Select(pair => pair.Split('-')[0]).Distinct()];
        var table = new double[symbols.Length, symbols.Length];
        for (int a = 0; a < symbols.Length; a++)
        {
            for (int b = 0; b < symbols.Length; b++)
            {
                table[a, b] = pairs.TryGetValue($"{symbols[a]}-{symbols[b]}", out double? distance)
                    ? distance ?? double.NaN
                    : throw new FormatException($"d_nn has no pair {symbols[a]}-{symbols[b]}.");
            }
        }

        return new SpeciesPairDistances([.. symbols.Select(Element)], table);

        static ChemicalElement Element(string symbol) => ChemicalElement.TryParse(symbol, out ChemicalElement element)
            ? element
            : throw new FormatException($"'{symbol}' is not the symbol of a chemical element.");
    }

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;

    // Ticks are the digits that a time has; they come back exactly.
    private static TimeSpan Time(double seconds) =>
        TimeSpan.FromTicks((long)Math.Round(seconds * TimeSpan.TicksPerSecond));
}
