using Arise.Mapping;

namespace Arise.Reporting.Maps;

/// <summary>A map in a few numbers: which classes, how much of each, how sure, and which grains.</summary>
public sealed class MapSummary
{
    /// <summary>Mutual information (bits) from which a box counts as uncertain.</summary>
    public const double UncertainFrom = 0.3;

    /// <summary>Grains with fewer boxes are counted, not listed.</summary>
    public const int SmallestListedGrain = 4;

    /// <summary>Adds up a map.</summary>
    public MapSummary(CrystalMap map, AtomLabels labels)
    {
        Map = map;
        int[] classes = [.. Enumerable.Range(0, map.Rows).Select(map.ClassOf)];
        Dictionary<int, int> atoms = Enumerable.Range(0, map.Plan.Structure.Count)
            .Select(labels.ClassOf).CountBy(c => c).ToDictionary();
        Interpolated = Enumerable.Range(0, map.Rows).Count(row => classes[row] >= 0 && map.Passes[row] == 0);
        Classified = classes.Count(c => c >= 0);
        Uncertain = map.MutualInformation.Count(information => information >= UncertainFrom);
        MeanMutualInformation = map.MutualInformation.Where(float.IsFinite).DefaultIfEmpty(float.NaN).Average();
        UnlabeledAtoms = atoms.GetValueOrDefault(-1);
        Classes =
        [
            .. classes.Index().Where(pair => pair.Item >= 0).GroupBy(pair => pair.Item, pair => pair.Index)
                .OrderByDescending(rows => rows.Count()).ThenBy(rows => rows.Key)
                .Select(rows => new ClassShare(
                    rows.Key,
                    rows.Count(),
                    atoms.GetValueOrDefault(rows.Key),
                    rows.Average(row => map.ProbabilitiesOf(row)[rows.Key]),
                    rows.Average(row => map.MutualInformation[row]))),
        ];
        Grains = Grain.Of(map);
    }

    /// <summary>One class of a map: its boxes, its atoms, and the means over its boxes.</summary>
    public sealed record ClassShare(int Class, int Boxes, int Atoms, double Probability, double MutualInformation);

    /// <summary>The map.</summary>
    public CrystalMap Map { get; }

    /// <summary>Number of boxes with a class.</summary>
    public int Classified { get; }

    /// <summary>How many of these were interpolated between their neighbors.</summary>
    public int Interpolated { get; }

    /// <summary>Number of boxes with a mutual information of 0.3 bit or more.</summary>
    public int Uncertain { get; }

    /// <summary>Mean over the boxes, bits.</summary>
    public double MeanMutualInformation { get; }

    /// <summary>Number of atoms that only lie in boxes without a prediction.</summary>
    public int UnlabeledAtoms { get; }

    /// <summary>The classes present, the most frequent first.</summary>
    public IReadOnlyList<ClassShare> Classes { get; }

    /// <summary>All connected grains, the largest first.</summary>
    public IReadOnlyList<Grain> Grains { get; }
}
