using Arise.Baselines;
using Arise.Baselines.TemplateMatching;
using Arise.Labeling;

namespace Arise.Comparison;

/// <summary>Which methods are compared, and what each of them is told.</summary>
public sealed record ComparisonSettings
{
    /// <summary>
    /// The methods, in the order of the tables: "cna" and "acna" (<see cref="CommonNeighborAnalysis"/>), "baa" (<see
    /// cref="BondAngleAnalysis"/>), "ptm" (<see cref="PolyhedralTemplateMatching"/>), "diamond" (<see
    /// cref="DiamondIdentification"/>), "csp" (<see cref="Centrosymmetry"/>) and "arise" (<see cref="AtomLabeler"/>).
    /// By default all that name structures: all but csp.
    /// </summary>
    public IReadOnlyList<string> Methods { get; init; } = ComparedMethods.Default;

    /// <summary>Settings of the classical methods; their threads are those of the comparison.</summary>
    public BaselineSettings Baselines { get; init; } = new();

    /// <summary>Settings of template matching; their threads are those of the comparison.</summary>
    public TemplateMatchingSettings Templates { get; init; } = new();

    /// <summary>Whether template matching gives orientations and deformation gradients, too.</summary>
    public bool Orientations { get; init; }

    /// <summary>
    /// Settings of the labels; their threads are those of the comparison. Where they ignore species, so does template
    /// matching.
    /// </summary>
    public LabelSettings Labels { get; init; } = new();

    /// <summary>Threads, 0 for one per processor; no answer depends on it.</summary>
    public int Threads { get; init; }

    /// <summary>Refuses settings out of range.</summary>
    /// <exception cref="ArgumentException">A setting is out of range; the parameter name says which.</exception>
    public void Validate()
    {
        Setting.Require(Methods.Count > 0, nameof(Methods), "No method to compare: at least one is needed.");
        foreach (string method in Methods)
        {
            Setting.Require(
                ComparedMethods.Names.Contains(method), nameof(Methods),
                $"No method '{method}': there are {string.Join(", ", ComparedMethods.Names)}.");
            Setting.Require(
                Methods.Count(other => other == method) == 1, nameof(Methods), $"The method '{method}' comes twice.");
        }

        Baselines.Validate();
        Templates.Validate();
        Labels.Validate();
        Setting.RequireThreads(Threads);
    }
}
