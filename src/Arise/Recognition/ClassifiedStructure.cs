using Arise.Structures;

namespace Arise.Recognition;

/// <summary>A structure with its classification and where it came from.</summary>
/// <param name="File">File name as given, "-" for standard input.</param>
/// <param name="Frame">Number of the frame in the file, from 1.</param>
/// <param name="Structure">The atoms.</param>
/// <param name="Result">What they were recognized as.</param>
public sealed record ClassifiedStructure(string File, int Frame, AtomicStructure Structure, Classification Result)
{
    /// <summary>Why the structure has no class, in a clause; null where it has one.</summary>
    public string? Problem => Result.Best is not null ? null : "not classified: too few atoms; " + Lack;

    private string Lack => double.IsNaN(Result.Distances.Shortest)
        ? $"no nearest-neighbor distance lies between 0.1 and 100 {VisibleText.Of(Structure.LengthUnit.Name)}"
        : $"without a cell {StructureClassifier.FewestWithoutCell} are needed";
}
