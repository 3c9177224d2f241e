using System.Collections.Immutable;
using System.Globalization;
using Arise.Prototypes;
using Arise.Recognition;
using Arise.Structures;

namespace Arise.Cli;

/// <summary>Classifications as a person reads them: a short table per structure.</summary>
internal sealed class ClassificationText(TextWriter output, int top, ClassGrouping? grouping = null)
{
    private bool _first = true;

    public void Write(ClassifiedStructure item)
    {
        if (!_first)
            output.WriteLine();
        _first = false;
        Classification result = item.Result;
        int atoms = item.Structure.Count;
        output.WriteLine(
            $"{VisibleText.Of(item.File)}{(item.Frame > 1 ? $", frame {item.Frame}" : "")}: "
            + $"{item.Structure.Formula()}, {atoms} {(atoms == 1 ? "atom" : "atoms")}{Distances(item)}");
        if (result.Best is null)
        {
            output.WriteLine(
                "  not classified: too few atoms; no nearest-neighbor distance lies between 0.1 and 100 "
                + VisibleText.Of(item.Structure.LengthUnit.Name));
            return;
        }

        if (grouping is null)
            WriteClasses(result);
        else
            WriteGroups(grouping, result);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  mutual information {Information(result)} bit: {Meaning(result.Agreement)}"));
        if (result.Novelty is { } novelty)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  novelty {novelty:F2}: {Meaning(result.Verdict)}"));
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  {result.DescriptorTime.TotalMilliseconds:F1} ms descriptor, "
            + $"{result.NetworkTime.TotalMilliseconds:F1} ms network ({result.Prediction.Passes} passes)"));
    }

    private void WriteGroups(ClassGrouping grouping, Classification result)
    {
        var table = new TextTable(">", "group", "most likely class of it");
        foreach (ClassGrouping.Group group in grouping.Rank(result).Take(top))
            table.Add(Percent(group.Probability), group.Name, group.Likeliest.Name);
        table.Write(output);
    }

    private void WriteClasses(Classification result)
    {
        var table = new TextTable(">", "prototype", "label", "space group", "type");
        foreach (Candidate candidate in result.Candidates.Take(top))
        {
            Prototype? prototype = candidate.Prototype;
            table.Add(
                Percent(candidate.Probability),
                candidate.Name,
                candidate.Prototype is null ? "" : candidate.Label,
                prototype?.SpaceGroupNumber is { } number ? $"{number} {prototype.SpaceGroupSymbol}" : "",
                prototype is null ? "" : MaterialTypeName.Of(prototype.MaterialType));
        }

        table.Write(output);
    }

    private static string Percent(double probability) =>
        string.Create(CultureInfo.InvariantCulture, $"  {100 * probability:F2} %");

    private static string Information(Classification result)
    {
        double error = result.Prediction.Uncertainty.MutualInformationError;
        return double.IsNaN(error)
            ? string.Create(CultureInfo.InvariantCulture, $"{result.MutualInformation:F3}")
            : string.Create(CultureInfo.InvariantCulture, $"{result.MutualInformation:F3} +- {error:F3}");
    }

    private static string Meaning(Verdict verdict) => verdict switch
    {
        Verdict.Unknown => "NONE OF THE KNOWN PROTOTYPES; a liquid or glass, or another crystal",
        Verdict.Doubtful => "doubtful, unlike the structures of this class; a boundary, or another crystal",
        _ => "like the known structures of this class",
    };

    private static string Meaning(Agreement agreement) => agreement switch
    {
        Agreement.High => "low, the passes agree",
        Agreement.Partial => "raised, the passes agree in part",
        Agreement.Low => "high, the passes disagree: do not rely on the class",
        _ => "no class",
    };

    private static string Distances(ClassifiedStructure item)
    {
        Classification result = item.Result;
        double shortest = result.Distances.Shortest;
        if (double.IsNaN(shortest))
            return "";
        string length = string.Create(
            CultureInfo.InvariantCulture, $", d_NN {shortest:F3} {item.Structure.LengthUnit.Short}");
        ImmutableArray<ChemicalElement> species = result.Distances.Species;
        if (species.Length == 1)
            return length;
        (int a, int b) = Shortest(result);
        return $"{length} ({species[a]}-{species[b]}, the shortest)";
    }

    private static (int A, int B) Shortest(Classification result)
    {
        int count = result.Distances.Species.Length;
        for (int pair = 0; pair < count * count; pair++)
        {
            if (result.Distances[pair / count, pair % count] == result.Distances.Shortest)
                return (pair / count, pair % count);
        }

        return (0, 0);
    }
}
