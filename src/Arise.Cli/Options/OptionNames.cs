namespace Arise.Cli;

/// <summary>
/// Which option sets a property of the library's settings. The library's errors name the property; what is said to a
/// user names the option.
/// </summary>
internal static class OptionNames
{
    private static readonly Dictionary<string, string> OfProperty = new()
    {
        ["AluminumShare"] = "--aluminum",
        ["BatchSize"] = "--batch",
        ["BlocksPerClass"] = "--blocks",
        ["BondAngles"] = "--baa",
        ["Box"] = "--box",
        ["Bytes"] = "--max-memory",
        ["Candidates"] = "--candidates",
        ["Cells"] = "--cells",
        ["CentrosymmetryNeighbors"] = "--csp-neighbors",
        ["Classes"] = "--class",
        ["Coarseness"] = "--refine",
        ["Components"] = "--components",
        ["Count"] = "--count",
        ["Cutoff"] = "--cutoff",
        ["Distance"] = "--duplicates",
        ["Disordered"] = "--disordered",
        ["Dropout"] = "--dropout",
        ["Edge"] = "--box",
        ["Embedding"] = "--no-embedding",
        ["Epochs"] = "--epochs",
        ["FalseAlarmRate"] = "--false-alarms",
        ["Format"] = "--format",
        ["Grains"] = "--grains",
        ["HiddenLayer"] = "--layer",
        ["HiddenSizes"] = "--hidden",
        ["HiddenValues"] = "--values",
        ["InformationMaximum"] = "--information-max",
        ["JoinShare"] = "--join-outliers",
        ["Layer"] = "--layer",
        ["LearningRate"] = "--learning-rate",
        ["LengthUnit"] = "--unit",
        ["Method"] = "--method",
        ["Methods"] = "--methods",
        ["MinClusterSize"] = "--min-cluster-size",
        ["MinDistance"] = "--min-dist",
        ["MinimumAtoms"] = "--min-atoms",
        ["MinimumProbability"] = "--min-probability",
        ["MinSamples"] = "--min-samples",
        ["Mode"] = "--mode",
        ["NearestNeighborDistance"] = "--spacing",
        ["MostAtoms"] = "--most-atoms",
        ["Neighbors"] = "--neighbors",
        ["Padding"] = "--padding",
        ["Parallel"] = "--parallel",
        ["Passes"] = "--passes",
        ["PiecesPerClass"] = "--pieces",
        ["PixelSize"] = "--pixel-size",
        ["PixelsPerInch"] = "--dpi",
        ["PrecipitateCells"] = "--precipitate",
        ["Prototypes"] = "--prototypes",
        ["Repetitions"] = "--repetitions",
        ["RmsdCutoff"] = "--rmsd-cutoff",
        ["Schedule"] = "--decay",
        ["Seed"] = "--seed",
        ["SelectionEpsilon"] = "--epsilon",
        ["SpaceGroupTolerance"] = "--symprec",
        ["Sigma"] = "--sigma",
        ["Size"] = "--size",
        ["Step"] = "--step",
        ["Stride"] = "--stride",
        ["Threads"] = "--threads",
        ["Tolerance"] = "--tolerance",
        ["Trials"] = "--trials",
        ["TypeElements"] = "--species",
        ["ValidationFraction"] = "--validation",
        ["Values"] = "--values",
        ["Wrap"] = "--no-wrap",
    };

    /// <summary>The option that sets a property, or null.</summary>
    public static string? Of(string? property) => property is null ? null : OfProperty.GetValueOrDefault(property);

    /// <summary>All options of the table.</summary>
    public static IEnumerable<string> All => OfProperty.Values;
}
