using System.Collections.Immutable;
using System.Globalization;
using Arise.Prototypes;
using Arise.Recognition;
using Arise.Structures;

namespace Arise.Cli;

/// <summary>
/// Classifications as a person reads them: the answer and a short table per structure, or a line for each.
/// </summary>
/// <param name="output">Where to.</param>
/// <param name="top">Classes per table.</param>
/// <param name="grouping">Groups of classes, or null.</param>
/// <param name="novelty">What novelty is, said once at the end; null where the model has none.</param>
internal sealed class ClassificationText(
    TextWriter output, int top, ClassGrouping? grouping = null, string? novelty = null)
{
    private const int LongestName = 40;

    private bool _first = true;
    private bool _hasNovelty;

    /// <summary>Whether each structure has one line.</summary>
    public bool IsBrief { get; init; }

    private int Width => (output as WrappingWriter)?.Width ?? 100;

    public void Write(ClassifiedStructure item)
    {
        Classification result = item.Result;
        if (IsBrief)
        {
            output.WriteLine($"{Place(item)}: {item.Problem ?? Brief(result)}");
            return;
        }

        if (!_first)
            output.WriteLine();
        _first = false;
        int atoms = item.Structure.Count;
        output.WriteLine(
            $"{Place(item)}: {item.Structure.Formula()}, {atoms} {(atoms == 1 ? "atom" : "atoms")}{Distances(item)}");
        if (item.Problem is { } problem)
        {
            output.WriteLine($"  {problem}");
            return;
        }

        WriteVerdict(result);
        if (result.Warning is { } warning)
        {
            foreach (string line in WordWrap.Lines(warning, Width - 2))
                output.WriteLine($"  {line}");
        }

        if (grouping is null)
            WriteClasses(result);
        else
            WriteGroups(grouping, result);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  mutual information {Information(result)} bit: {Meaning(result.Agreement)}"));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  predictive entropy {result.PredictiveEntropy:F3} bit: that of "
            + $"{Math.Pow(2, result.PredictiveEntropy):F1} equally likely classes"));

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  {result.DescriptorTime.TotalMilliseconds:F1} ms descriptor, "
            + $"{result.NetworkTime.TotalMilliseconds:F1} ms network ({result.Prediction.Passes} passes)"));
    }

    /// <summary>Says what the numbers are, if there were any.</summary>
    public void Complete()
    {
        if (!_hasNovelty || novelty is null)
            return;
        output.WriteLine();
        foreach (string line in WordWrap.Lines($"novelty is {novelty}", Width))
            output.WriteLine(line);
    }

    // File and what else tells one structure of it from the others.
    private static string Place(ClassifiedStructure item)
    {
        string? timestep = item.Structure.Timestep?.ToString(CultureInfo.InvariantCulture);
        string name = VisibleText.Of(item.Structure.Name ?? "");
        string frame = item.Frame > 1 || timestep is not null ? $", frame {item.Frame}" : "";
        return $"{VisibleText.Of(item.File)}{frame}{(timestep is null ? "" : $", timestep {timestep}")}"
            + (name.Length is > 0 and <= LongestName ? $" ({name})"
                : name.Length > 0 ? $" ({name[..(LongestName - 3)]}...)" : "");
    }

    private static string Brief(Classification result)
    {
        string probability = result.Verdict is Verdict.Known or Verdict.Doubtful or Verdict.Open
            ? $", probability {Percent(result.Candidates[0].Probability).TrimStart()}"
            : "";
        (string answer, string reason) = Answer(result);
        string flat = result.Flat is { Bond: null } ? "; flat: a 2D layer, or a 3D crystal seen along an axis" : "";
        return $"{answer}{reason}{probability}{flat}";
    }

    // On one line where it fits, else the number below.
    private void WriteVerdict(Classification result)
    {
        _hasNovelty |= result.Novelty is not null;
        (string answer, string reason) = Answer(result);
        if (2 + answer.Length + reason.Length <= Width || reason.Length == 0)
        {
            output.WriteLine($"  {answer}{reason}");
            return;
        }

        output.WriteLine($"  {answer}");
        output.WriteLine($"  {reason[2..]}");
    }

    private static (string Answer, string Reason) Answer(Classification result)
    {
        string number = string.Create(CultureInfo.InvariantCulture, $"novelty {result.Novelty:F2}");
        return result.Verdict switch
        {
            Verdict.Known => ($"{result.Answer}, known", $": {number} of 1"),
            Verdict.Doubtful => ($"doubtful: {result.Answer}", $"; {number}, above 1"),
            Verdict.Unknown when double.IsInfinity(result.Novelty!.Value) => (result.Answer!, ""),
            Verdict.Unknown => (result.Answer!, $"; {number}, above 1.25"),
            _ => (result.Answer!, "; this model does not know what it does not know"),
        };
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
                prototype?.IdealizedSpaceGroupNumber is { } number
                    ? $"{number} {prototype.IdealizedSpaceGroupSymbol}"
                    : "",
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

    private static string Meaning(Agreement agreement) => agreement switch
    {
        Agreement.High => "low, the passes agree",
        Agreement.Partial => "raised, the passes agree in part",
        Agreement.Low => "high, the passes disagree: do not rely on the class",
        _ => "how far the passes agree on the nearest class",
    };

    private static string Distances(ClassifiedStructure item)
    {
        Classification result = item.Result;
        double shortest = result.Distances.Shortest;
        if (double.IsNaN(shortest))
            return "";
        string what = result.Distances.IsFirstShell ? "first shell" : "d_NN";
        string length = string.Create(
            CultureInfo.InvariantCulture, $", {what} {shortest:F3} {item.Structure.LengthUnit.Short}");
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
