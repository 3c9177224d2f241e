using Arise.Structures;

namespace Arise.Reporting.Maps;

/// <summary>One structure on its way into a series of maps.</summary>
/// <param name="File">The file that it was read from.</param>
/// <param name="Frame">Its number in the file, from 1.</param>
/// <param name="Structure">The atoms.</param>
public sealed record MapSeriesInput(string File, int Frame, AtomicStructure Structure)
{
    /// <summary>What tables call it: "run.xyz#7".</summary>
    public string Name => $"{Path.GetFileName(File)}#{Frame}";
}
