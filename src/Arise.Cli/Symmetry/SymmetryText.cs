using System.Globalization;
using Arise.Baselines.SpaceGroups;
using Arise.Recognition;

namespace Arise.Cli;

/// <summary>Space groups as a person reads them: a table per structure, last the class.</summary>
/// <param name="output">Where to.</param>
/// <param name="version">The version of spglib.</param>
internal sealed class SymmetryText(TextWriter output, Version version)
{
    private bool _first = true;

    /// <summary>Writes the table of a structure.</summary>
    /// <param name="item">The structure and its class.</param>
    /// <param name="tolerances">The tolerances, Angstrom.</param>
    /// <param name="groups">The space group for each, null where none is found; empty where none can be.</param>
    /// <param name="error">Why none can be.</param>
    public void Write(
        ClassifiedStructure item,
        IReadOnlyList<double> tolerances,
        IReadOnlyList<FoundSpaceGroup?> groups,
        string? error)
    {
        if (!_first)
            output.WriteLine();
        _first = false;
        string frame = item.Frame > 1 ? $", frame {item.Frame}" : "";
        output.WriteLine(
            $"{VisibleText.Of(item.File)}{frame}: {item.Structure.Formula()}, {item.Structure.Count} atoms");
        if (error is not null)
            output.WriteLine($"  {error}");
        var table = new TextTable(">  tolerance / A", "space group");
        foreach ((double tolerance, FoundSpaceGroup? group) in tolerances.Zip(groups))
        {
            table.Add(
                "  " + tolerance.ToString(CultureInfo.InvariantCulture),
                group is null ? "none found" : $"{group.Symbol} ({group.Number})");
        }

        if (groups.Count > 0)
        {
            table.Write(output);
            output.WriteLine($"  (spglib {version})");
        }

        Classification result = item.Result;
        string verdict = result.Verdict switch
        {
            Verdict.Known => ", known",
            Verdict.Doubtful => ", doubtful",
            _ => "",
        };
        output.WriteLine($"  class: {item.Problem ?? result.Answer + verdict + GroupOf(result)}");
    }

    // The space group of the class that is the answer.
    private static string GroupOf(Classification result) =>
        result.Verdict != Verdict.Unknown
        && result.Best?.Prototype is { SpaceGroupNumber: { } number, SpaceGroupSymbol: { } symbol }
            ? $"; its space group is {symbol} ({number})"
            : "";
}
