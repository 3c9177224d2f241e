using Arise.Networks;

namespace Arise.Descriptors;

/// <summary>
/// Parameters of <see cref="OrderDescriptor"/>; lengths are in units of the length of the structure
/// (<see cref="FirstShell"/>).
/// </summary>
internal sealed record OrderDescriptorSettings
{
    /// <summary>Name of the descriptor in a model file.</summary>
    public const string Kind = "species-blind-order";

    /// <summary>Neighbors at r &lt; cutoff count.</summary>
    public double Cutoff { get; init; } = 4;

    /// <summary>Width of the Gaussians that stand for atoms.</summary>
    public double Sigma { get; init; } = 0.1;

    /// <summary>Number N of radial functions.</summary>
    public int RadialFunctions { get; init; } = 9;

    /// <summary>Largest degree l of the spherical harmonics.</summary>
    public int MaxDegree { get; init; } = 6;

    /// <summary>
    /// Numbers of one spectrum, N (N + 1)/2 (L/2 + 1): pairs are seen from both ends, so odd degrees vanish. 180.
    /// </summary>
    public int SpectrumLength => RadialFunctions * (RadialFunctions + 1) / 2 * ((MaxDegree / 2) + 1);

    /// <summary>Numbers of the descriptor: all neighbors, and the order of species.</summary>
    public int Length => 2 * SpectrumLength;

    /// <summary>The radial functions and harmonics.</summary>
    public SoapSettings Functions => new()
    {
        Cutoff = Cutoff, Sigma = Sigma, RadialFunctions = RadialFunctions, MaxDegree = MaxDegree,
    };

    /// <summary>Refuses settings that make no sense.</summary>
    /// <exception cref="ArgumentException">A parameter is out of range.</exception>
    public void Validate() => Functions.Validate();

    /// <summary>The settings as text, for the metadata of a model file.</summary>
    public IReadOnlyDictionary<string, string> ToMetadata() =>
        new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["descriptor"] = Kind,
        ["cutoff"] = DescriptorMetadata.Text(Cutoff),
        ["sigma"] = DescriptorMetadata.Text(Sigma),
        ["radial_functions"] = DescriptorMetadata.Text(RadialFunctions),
        ["max_degree"] = DescriptorMetadata.Text(MaxDegree),
        [InputScaling.Setting] = InputScaling.Standardized,
    };

    /// <summary>Reads settings written by <see cref="ToMetadata"/>.</summary>
    /// <exception cref="DescriptorException">An entry is missing or out of range.</exception>
    public static OrderDescriptorSettings FromMetadata(IReadOnlyDictionary<string, string> metadata)
    {
        var settings = new OrderDescriptorSettings
        {
            Cutoff = Number("cutoff"),
            Sigma = Number("sigma"),
            RadialFunctions = Whole("radial_functions"),
            MaxDegree = Whole("max_degree"),
        };
        try
        {
            settings.Validate();
            return settings;
        }
        catch (ArgumentException error)
        {
            throw new DescriptorException(Setting.Reason(error), error);
        }

        double Number(string key) => DescriptorMetadata.Number(metadata, key);

        int Whole(string key) => DescriptorMetadata.Whole(metadata, key);
    }
}
