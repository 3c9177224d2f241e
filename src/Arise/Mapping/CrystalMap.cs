using System.Collections.Immutable;
using Arise.Prototypes;

namespace Arise.Mapping;

/// <summary>
/// What the boxes of a structure were recognized as. Boxes with a prediction are the rows of the map, in the order of
/// their numbers; arrays over all boxes are indexed [z, y, x]. In a map of atoms each atom is such a box.
/// </summary>
public sealed class CrystalMap
{
    private readonly int[] _rowOf;

    internal CrystalMap(MapPlan plan, ImmutableArray<string> classLabels, int hiddenUnits = 0)
    {
        (Plan, ClassLabels, HiddenUnits) = (plan, classLabels, hiddenUnits);
        int rows = plan.Boxes.Length;
        if ((long)rows * Math.Max(classLabels.Length, hiddenUnits) > Array.MaxLength)
            throw new ArgumentException($"A map of {rows} boxes is too large; use a longer stride.");
        Probabilities = new float[rows * classLabels.Length];
        MutualInformation = new float[rows];
        MutualInformationError = new float[rows];
        Passes = new int[rows];
        Hidden = hiddenUnits > 0 ? new float[rows * hiddenUnits] : null;
        _rowOf = new int[plan.Places.Count];
        Array.Fill(_rowOf, -1);
        for (int row = 0; row < rows; row++)
            _rowOf[plan.Boxes[row]] = row;
    }

    /// <summary>Structure, settings and grid.</summary>
    public MapPlan Plan { get; }

    /// <summary>The boxes; a map of atoms has none.</summary>
    public BoxGrid Grid => Plan.Grid;

    /// <summary>Names of the classes.</summary>
    public ImmutableArray<string> ClassLabels { get; }

    /// <summary>What a crystallographer calls a class; its label when the library does not know it.</summary>
    public string NameOf(int @class) => PrototypeLibrary.NameOf(ClassLabels[@class]);

    /// <summary>Number of boxes with a prediction.</summary>
    public int Rows => Plan.Boxes.Length;

    /// <summary>Mean probabilities [row, class]; NaN where a box could not be described.</summary>
    public float[] Probabilities { get; }

    /// <summary>Mutual information of each row, bits.</summary>
    public float[] MutualInformation { get; }

    /// <summary>Its standard error of each row, bits.</summary>
    public float[] MutualInformationError { get; }

    /// <summary>
    /// Number of stochastic passes of each row; 0 where the row is interpolated between its neighbors.
    /// </summary>
    public int[] Passes { get; }

    /// <summary>
    /// The hidden layer of <see cref="MapSettings.HiddenLayer"/> [row, unit], means over the passes; NaN where a box
    /// could not be described, null when no layer was asked for.
    /// </summary>
    public float[]? Hidden { get; }

    /// <summary>Units of that layer; 0 when none was asked for.</summary>
    public int HiddenUnits { get; }

    /// <summary>The hidden layer of a row; empty when none was asked for.</summary>
    public ReadOnlySpan<float> HiddenOf(int row) => Hidden.AsSpan(row * HiddenUnits, HiddenUnits);

    /// <summary>The row of a box, or -1 when it has no prediction.</summary>
    public int RowOf(int box) => _rowOf[box];

    /// <summary>Probabilities of all classes in a row.</summary>
    public ReadOnlySpan<float> ProbabilitiesOf(int row) =>
        Probabilities.AsSpan(row * ClassLabels.Length, ClassLabels.Length);

    /// <summary>The most probable class of a row (the first of equals), or -1.</summary>
    public int ClassOf(int row)
    {
        ReadOnlySpan<float> p = ProbabilitiesOf(row);
        int best = 0;
        for (int c = 1; c < p.Length; c++)
            best = p[c] > p[best] ? c : best;
        return float.IsNaN(p[0]) ? -1 : best;
    }

    /// <summary>The classes that are the most probable ones of some row, from the most to the least frequent.</summary>
    public int[] ClassesPresent() =>
        [.. Enumerable.Range(0, Rows).Select(ClassOf).Where(c => c >= 0).CountBy(c => c)
            .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Select(pair => pair.Key)];

    /// <summary>The most probable class of every box [z, y, x], -1 where there is no prediction.</summary>
    public int[] Classes()
    {
        var classes = new int[Plan.Places.Count];
        for (int box = 0; box < classes.Length; box++)
            classes[box] = RowOf(box) is >= 0 and var row ? ClassOf(row) : -1;
        return classes;
    }

    /// <summary>Probability of one class in every box [z, y, x], NaN where there is no prediction.</summary>
    public float[] ProbabilityOf(int @class) => Spread(row => Probabilities[(row * ClassLabels.Length) + @class]);

    /// <summary>
    /// Probability of the most probable class of every box [z, y, x], NaN where there is no prediction.
    /// </summary>
    public float[] TopProbability() =>
        Spread(row => ClassOf(row) is >= 0 and var c ? ProbabilitiesOf(row)[c] : float.NaN);

    /// <summary>Number of passes of every box [z, y, x], 0 where there is no prediction.</summary>
    public int[] SpreadPasses()
    {
        var passes = new int[Plan.Places.Count];
        for (int row = 0; row < Rows; row++)
            passes[Plan.Boxes[row]] = Passes[row];
        return passes;
    }

    /// <summary>One value of each row over all boxes [z, y, x], NaN where there is no prediction.</summary>
    public float[] Spread(ReadOnlyMemory<float> rows) => Spread(row => rows.Span[row]);

    private float[] Spread(Func<int, float> value)
    {
        var values = new float[Plan.Places.Count];
        for (int box = 0; box < values.Length; box++)
            values[box] = RowOf(box) is >= 0 and var row ? value(row) : float.NaN;
        return values;
    }
}
