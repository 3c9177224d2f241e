using System.Globalization;

namespace Arise.Descriptors;

/// <summary>
/// Parameters of the averaged SOAP vector; all lengths are in units of the nearest-neighbor distance d_NN. The
/// defaults are the published ones (doi:10.1038/s41467-021-26511-5).
/// </summary>
public sealed record SoapSettings
{
    /// <summary>The published settings.</summary>
    public static SoapSettings Default { get; } = new();

    /// <summary>Cutoff radius R: neighbors at r &lt; R count.</summary>
    public double Cutoff { get; init; } = 4.0;

    /// <summary>Width of the Gaussian that stands for a neighbor.</summary>
    public double Sigma { get; init; } = 0.1;

    /// <summary>Width w of the cosine that takes a neighbor from full weight at R - w to zero at R.</summary>
    public double SwitchingWidth { get; init; } = 0.5;

    /// <summary>Largest degree l of the spherical harmonics.</summary>
    public int MaxDegree { get; init; } = 6;

    /// <summary>Number N of radial functions.</summary>
    public int RadialFunctions { get; init; } = 9;

    /// <summary>Extrinsic scale s: lengths are divided by s d_NN. 1 in prediction, varied in training.</summary>
    public double Scale { get; init; } = 1.0;

    /// <summary>Species with fewer atoms are removed from the structure first; 1 removes nothing.</summary>
    public int MinimumAtomsPerSpecies { get; init; } = 1;

    /// <summary>
    /// Number of components: N (N + 1)/2 (L + 1) of the power spectrum and one that the reference keeps for a
    /// constant and that is always zero; 316 by default.
    /// </summary>
    public int Length => (RadialFunctions * (RadialFunctions + 1) / 2 * (MaxDegree + 1)) + 1;

    /// <summary>Refuses settings that make no sense.</summary>
    /// <exception cref="ArgumentException">A parameter is out of range.</exception>
    public void Validate()
    {
        Require(Cutoff is > 0 and <= 20, nameof(Cutoff), Cutoff, "above 0 and at most 20");
        Require(Sigma is >= 0.02 and <= 1, nameof(Sigma), Sigma, "between 0.02 and 1");
        Require(SwitchingWidth > 0, nameof(SwitchingWidth), SwitchingWidth, "above 0");
        Require(
            SwitchingWidth <= Cutoff,
            nameof(Cutoff),
            Cutoff,
            string.Create(CultureInfo.InvariantCulture, $"at least the width of the switching, {SwitchingWidth}"));
        Require(MaxDegree is >= 0 and <= 20, nameof(MaxDegree), MaxDegree, "between 0 and 20");
        Require(RadialFunctions is >= 1 and <= 30, nameof(RadialFunctions), RadialFunctions, "between 1 and 30");
        Require(Scale is >= 0.1 and <= 10, nameof(Scale), Scale, "between 0.1 and 10");
        Require(MinimumAtomsPerSpecies >= 1, nameof(MinimumAtomsPerSpecies), MinimumAtomsPerSpecies, "at least 1");

        static void Require(bool holds, string name, double value, string range) => Setting.Require(
            holds, name, string.Create(CultureInfo.InvariantCulture, $"{name} is {value}; it must be {range}."));
    }

    /// <summary>The settings as text, for the metadata of a model file.</summary>
    public IReadOnlyDictionary<string, string> ToMetadata() =>
        new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["descriptor"] = "averaged-soap",
        ["cutoff"] = DescriptorMetadata.Text(Cutoff),
        ["sigma"] = DescriptorMetadata.Text(Sigma),
        ["switching_width"] = DescriptorMetadata.Text(SwitchingWidth),
        ["max_degree"] = DescriptorMetadata.Text(MaxDegree),
        ["radial_functions"] = DescriptorMetadata.Text(RadialFunctions),
        ["scale"] = DescriptorMetadata.Text(Scale),
        ["minimum_atoms_per_species"] = DescriptorMetadata.Text(MinimumAtomsPerSpecies),
    };

    /// <summary>Reads settings written by <see cref="ToMetadata"/>.</summary>
    /// <exception cref="DescriptorException">
    /// An entry is missing, is not a number or is out of range, or another descriptor is named.
    /// </exception>
    public static SoapSettings FromMetadata(IReadOnlyDictionary<string, string> metadata)
    {
        if (!metadata.TryGetValue("descriptor", out string? kind) || kind != "averaged-soap")
        {
            throw new DescriptorException(
                $"The model takes the descriptor '{kind}'. Structures as a whole are described by 'averaged-soap'; "
                + "'embedded-environment' belongs to models that label atoms.");
        }
        var settings = new SoapSettings
        {
            Cutoff = Number("cutoff"),
            Sigma = Number("sigma"),
            SwitchingWidth = Number("switching_width"),
            MaxDegree = Whole("max_degree"),
            RadialFunctions = Whole("radial_functions"),
            Scale = Number("scale"),
            MinimumAtomsPerSpecies = Whole("minimum_atoms_per_species"),
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
