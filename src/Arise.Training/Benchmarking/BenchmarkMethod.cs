namespace Arise.Benchmarking;

/// <summary>The methods that are compared.</summary>
public enum BenchmarkMethod
{
    /// <summary>Spglib with a tolerance of 0.0001 Angstrom and 1 degree.</summary>
    SpglibTight,

    /// <summary>Spglib with a tolerance of 0.1 Angstrom and 5 degrees.</summary>
    SpglibLoose,

    /// <summary>Polyhedral template matching with an RMSD of at most 0.1 and chemical ordering.</summary>
    TemplateMatching,

    /// <summary>Common-neighbor analysis with a cutoff of 3.2 Angstrom.</summary>
    CommonNeighbors,

    /// <summary>Adaptive common-neighbor analysis.</summary>
    AdaptiveCommonNeighbors,

    /// <summary>Bond-angle analysis, the original decision tree.</summary>
    BondAngles,

    /// <summary>Arise with the published protocol.</summary>
    Arise,

    /// <summary>Arise with the same classes, trained for defects.</summary>
    AriseRobust,

    /// <summary>Arise with its default model.</summary>
    AriseFamilies,
}
