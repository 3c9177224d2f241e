using Arise.Networks;
using Arise.Numerics;
using Arise.Prototypes;
using Arise.Recognition;
using Arise.Structures;

namespace Arise.Studies.Families;

/// <summary>Models, and the rows that have been measured with them.</summary>
/// <param name="models">Names and classifiers.</param>
/// <param name="seed">Seed of everything random.</param>
/// <param name="scale">Share of the usual number of structures.</param>
/// <param name="passes">Passes of a prediction.</param>
internal sealed class FamilyBench(
    IReadOnlyList<(string Name, StructureClassifier Classifier)> models, ulong seed, double scale, int passes)
{
    private readonly List<FamilyRow> _rows = [];

    /// <summary>Names of the models.</summary>
    public IReadOnlyList<string> Models { get; } = [.. models.Select(model => model.Name)];

    /// <summary>The classifiers.</summary>
    public IReadOnlyList<StructureClassifier> Classifiers { get; } = [.. models.Select(model => model.Classifier)];

    /// <summary>The rows so far.</summary>
    public IReadOnlyList<FamilyRow> Rows => _rows;

    /// <summary>The seed.</summary>
    public ulong Seed => seed;

    /// <summary>The classes of the first model.</summary>
    public IReadOnlyList<Prototype> Prototypes { get; } =
        [.. models[0].Classifier.Network.Metadata.ClassLabels.Select(label => PrototypeLibrary.Find(label))];

    /// <summary>The usual number of structures, scaled.</summary>
    public int Number(int usual) => Math.Max(1, (int)(scale * usual));

    /// <summary>Random numbers of a use in the study.</summary>
    public Draws Draws(int use, int number) =>
        new(new RandomNumbers(seed, ((ulong)use << 32) | (uint)number));

    /// <summary>Classifies structures with all models.</summary>
    /// <param name="group">The table.</param>
    /// <param name="name">The row.</param>
    /// <param name="count">Number of structures.</param>
    /// <param name="make">Makes one; null to leave it out.</param>
    public FamilyRow Measure(string group, string name, int count, Func<int, FamilyCase?> make)
    {
        FamilyCase?[] cases = new FamilyCase?[count];
        Parallel.For(0, count, k => cases[k] = make(k));
        FamilyCase[] all = [.. cases.OfType<FamilyCase>()];
        var counts = new FamilyCounts[Models.Count];
        var settings = new PredictionSettings { Passes = passes };
        for (int m = 0; m < counts.Length; m++)
        {
            counts[m] = new FamilyCounts();
            var answers = new Classification[all.Length];
            Parallel.For(0, all.Length, k => answers[k] = Classifiers[m].Classify(all[k].Structure, settings));
            for (int k = 0; k < all.Length; k++)
                counts[m].Add(all[k], answers[k]);
        }

        var row = new FamilyRow(group, name, all.Length > 0 && all[0].Labels.IsEmpty, counts);
        _rows.Add(row);
        return row;
    }

    /// <summary>The label of a class as tables of right answers have it: merged ones stand for each other.</summary>
    public static FamilyCase Known(AtomicStructure structure, params string[] labels) => new(structure, [.. labels]);
}
