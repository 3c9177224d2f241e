using System.Globalization;
using Arise.Prototypes;
using Arise.Recognition;
using Arise.Structures;

namespace Arise.Cli;

/// <summary>Classifications as a person reads them: a short table per structure.</summary>
internal sealed class ClassificationText(TextWriter output, int top)
{
    private bool _first = true;

    public void Write(ClassifiedStructure item)
    {
        if (!_first)
            output.WriteLine();
        _first = false;
        Classification result = item.Result;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{item.File}{(item.Frame > 1 ? $", frame {item.Frame}" : "")}: {item.Structure.Formula()}, {item.Structure.Count} atoms, {Distances(result)}"));
        if (result.Best is null)
        {
            output.WriteLine("  not classified: too few atoms, no two of a kind of pair are within reach of each other");
            return;
        }

        var table = new TextTable(">", "prototype", "label", "space group", "type");
        foreach (Candidate candidate in result.Candidates.Take(top))
        {
            Prototype? prototype = candidate.Prototype;
            table.Add(
                string.Create(CultureInfo.InvariantCulture, $"  {100 * candidate.Probability:F2} %"),
                candidate.Name,
                candidate.Prototype is null ? "" : candidate.Label,
                prototype?.SpaceGroupNumber is { } number ? $"{number} {prototype.SpaceGroupSymbol}" : "",
                prototype is null ? "" : MaterialTypeName.Of(prototype.MaterialType));
        }

        table.Write(output);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  mutual information {result.MutualInformation:F3} bit: {Meaning(result.Agreement)}"));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  {result.DescriptorTime.TotalMilliseconds:F1} ms descriptor, {result.NetworkTime.TotalMilliseconds:F1} ms network ({result.Prediction.Passes} passes)"));
    }

    private static string Meaning(Agreement agreement) => agreement switch
    {
        Agreement.High => "low, the passes agree",
        Agreement.Partial => "raised, the passes agree in part",
        Agreement.Low => "high, the passes disagree: do not rely on the class",
        _ => "no class",
    };

    private static string Distances(Classification result)
    {
        IReadOnlyList<ChemicalElement> species = result.Distances.Species;
        if (species.Count == 1)
            return string.Create(CultureInfo.InvariantCulture, $"d_NN {result.Distances[0, 0]:F3} A");
        (int a, int b) = Shortest(result);
        return string.Create(
            CultureInfo.InvariantCulture, $"d_NN {result.Distances[a, b]:F3} A ({species[a]}-{species[b]}, the shortest)");
    }

    private static (int A, int B) Shortest(Classification result)
    {
        int count = result.Distances.Species.Count;
        for (int pair = 0; pair < count * count; pair++)
        {
            if (result.Distances[pair / count, pair % count] == result.Distances.Shortest)
                return (pair / count, pair % count);
        }

        return (0, 0);
    }
}
