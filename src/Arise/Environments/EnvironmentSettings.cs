using System.Globalization;
using Arise.Descriptors;
using Arise.Networks;

namespace Arise.Environments;

/// <summary>
/// Parameters of the descriptor of embedded environments; lengths are in units of the local scale d of the atom.
/// </summary>
internal sealed record EnvironmentSettings
{
    /// <summary>Name of the descriptor in a model file.</summary>
    public const string Kind = "embedded-environment";

    /// <summary>How far below the averaging radius weights begin to fall.</summary>
    public const double FadeBefore = 0.1;

    /// <summary>How far beyond the averaging radius they reach zero.</summary>
    public const double FadeBeyond = 0.15;

    /// <summary>Neighbors at r &lt; cutoff count; the last radial functions vanish there smoothly.</summary>
    public double Cutoff { get; init; } = 3.0;

    /// <summary>Where the first radial function begins.</summary>
    public double Start { get; init; } = 0.4;

    /// <summary>Number N of radial functions, cubic B-splines on N + 3 equal intervals.</summary>
    public int RadialFunctions { get; init; } = 9;

    /// <summary>Largest degree l of the spherical harmonics.</summary>
    public int MaxDegree { get; init; } = 6;

    /// <summary>Radius within which coefficients of centers are averaged: weight 1 up to it less 0.1.</summary>
    public double AveragingRadius { get; init; } = 1.8;

    /// <summary>Numbers of one power spectrum, N (N + 1)/2 (L + 1): 315.</summary>
    public int SpectrumLength => RadialFunctions * (RadialFunctions + 1) / 2 * (MaxDegree + 1);

    /// <summary>Numbers of the descriptor: the spectrum of all neighbors, and that of the order of species.</summary>
    public int Length => 2 * SpectrumLength;

    /// <summary>Refuses settings that make no sense.</summary>
    /// <exception cref="ArgumentException">A parameter is out of range.</exception>
    public void Validate()
    {
        Setting.Require(
            AveragingRadius is >= 0.2 and <= 2.8,
            nameof(AveragingRadius),
            string.Create(
                CultureInfo.InvariantCulture,
                $"The averaging radius is {AveragingRadius}; it must be between 0.2 and 2.8 local scales."));
    }

    /// <summary>The settings as text, for the metadata of a model file.</summary>
    public IReadOnlyDictionary<string, string> ToMetadata() =>
        new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["descriptor"] = Kind,
        ["cutoff"] = Text(Cutoff),
        ["start"] = Text(Start),
        ["radial_functions"] = Text(RadialFunctions),
        ["max_degree"] = Text(MaxDegree),
        ["averaging_radius"] = Text(AveragingRadius),
        [InputScaling.Setting] = InputScaling.Standardized,
    };

    /// <summary>Reads settings written by <see cref="ToMetadata"/>.</summary>
    /// <exception cref="DescriptorException">An entry is missing or out of range, or another descriptor is
    /// named.</exception>
    public static EnvironmentSettings FromMetadata(IReadOnlyDictionary<string, string> metadata)
    {
        if (!metadata.TryGetValue("descriptor", out string? kind) || kind != Kind)
        {
            throw new DescriptorException(
                $"The model takes the descriptor '{kind}'; models that label atoms take '{Kind}', others classify "
                + "whole structures.");
        }

        return new EnvironmentSettings
        {
            Cutoff = Number("cutoff", 3, 6),
            Start = Number("start", 0.05, 1),
            RadialFunctions = (int)Number("radial_functions", 9, 9),
            MaxDegree = (int)Number("max_degree", 6, 6),
            AveragingRadius = Number("averaging_radius", 0.2, 2.8),
        };

        double Number(string key, double low, double high) =>
            metadata.TryGetValue(key, out string? text)
            && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            && value >= low && value <= high
                ? value
                : throw new DescriptorException($"The descriptor setting '{key}' is '{text}', not in [{low}, {high}].");
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
