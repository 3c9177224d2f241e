namespace Arise.Files;

/// <summary>What the results in a folder are of.</summary>
public enum ResultKind
{
    /// <summary>A map of one structure.</summary>
    Map,

    /// <summary>Maps of several structures.</summary>
    MapSeries,

    /// <summary>Labels of the atoms of one structure or of a trajectory.</summary>
    Labels,

    /// <summary>What several methods say of the atoms of one structure or of a trajectory.</summary>
    Comparison,

    /// <summary>An exploration, or a scan of clusterings.</summary>
    Exploration,

    /// <summary>Answers to a test set.</summary>
    Evaluation,

    /// <summary>Similarities of descriptors.</summary>
    Similarity,

    /// <summary>Answers along the Bain path.</summary>
    Bain,

    /// <summary>Explanations of a sample by classes.</summary>
    Explanation,

    /// <summary>A comparison of methods.</summary>
    Benchmark,

    /// <summary>A study from prototypes to tables.</summary>
    Study,

    /// <summary>Atoms found in microscope images.</summary>
    Image,
}
