using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Arise.Files;
using Arise.Networks.Models;
using Arise.Prototypes;
using Arise.Recognition;

namespace Arise.Mapping;

/// <summary>
/// What the boxes of a structure were recognized as. Boxes with a prediction are the rows of the map, in the order of
/// their numbers; arrays over all boxes are indexed [z, y, x]. Immutable.
/// </summary>
/// <example>
/// <code>
/// CrystalMap map = new StructureMapper().Map(new MapPlan(sample, MapSettings.For(sample)));
/// map.Save("sample-map");
/// CrystalMap same = CrystalMap.Open("sample-map");
/// </code>
/// </example>
public sealed class CrystalMap
{
    /// <summary>The class of boxes that are none of the classes (<see cref="Verdict.Unknown"/>).</summary>
    public const int None = -2;

    /// <summary>What <see cref="None"/> is called.</summary>
    internal const string NoneName = "none of the known types";

    private readonly Lazy<BoxBoundary?[]> _boundaries;

    /// <summary>Puts a map together.</summary>
    /// <param name="plan">Structure, settings and grid.</param>
    /// <param name="model">The model that the predictions are of.</param>
    /// <param name="classLabels">Names of its classes.</param>
    /// <param name="probabilities">Mean probabilities [row, class].</param>
    /// <param name="mutualInformation">Mutual information [row], bits.</param>
    /// <param name="mutualInformationError">Its standard error [row], bits.</param>
    /// <param name="passes">Stochastic passes [row].</param>
    /// <param name="hidden">The hidden layer that the settings name [row, unit]; null when they name none.</param>
    /// <param name="novelty">
    /// Novelty [row] (<see cref="Classification.Novelty"/>); NaN, or omitted, where nobody can tell: the verdict is
    /// open.
    /// </param>
    /// <exception cref="ArgumentException">
    /// Not as many numbers as the rows of the plan, or hidden layers that the settings do not name.
    /// </exception>
    public CrystalMap(
        MapPlan plan,
        ModelIdentity model,
        ImmutableArray<string> classLabels,
        ImmutableArray<float> probabilities,
        ImmutableArray<float> mutualInformation,
        ImmutableArray<float> mutualInformationError,
        ImmutableArray<int> passes,
        ImmutableArray<float>? hidden = null,
        ImmutableArray<float>? novelty = null)
    {
        int rows = plan.Boxes.Length;
        Setting.Require(!classLabels.IsDefaultOrEmpty, nameof(classLabels), "A map needs classes.");
        RequireLength(probabilities.Length, (long)rows * classLabels.Length, nameof(probabilities));
        RequireLength(mutualInformation.Length, rows, nameof(mutualInformation));
        RequireLength(mutualInformationError.Length, rows, nameof(mutualInformationError));
        RequireLength(passes.Length, rows, nameof(passes));
        Novelty = novelty ?? [.. Enumerable.Repeat(float.NaN, rows)];
        RequireLength(Novelty.Length, rows, nameof(novelty));
        Setting.Require(
            hidden is null == plan.Settings.HiddenLayer is null,
            nameof(hidden),
            "A map has a hidden layer if its settings name one, and only then.");
        int units = hidden is { } values && rows > 0 ? values.Length / rows : 0;
        RequireLength(hidden?.Length ?? 0, (long)rows * units, nameof(hidden));
        (Plan, Model, ClassLabels, Probabilities) = (plan, model, classLabels, probabilities);
        (MutualInformation, MutualInformationError) = (mutualInformation, mutualInformationError);
        (Passes, Hidden, HiddenUnits) = (passes, hidden, units);
        _boundaries = new Lazy<BoxBoundary?[]>(() => BoxBoundary.Of(this));
        PredictiveEntropy = [.. Enumerable.Range(0, rows).Select(row => EntropyOf(ProbabilitiesOf(row)))];

        static void RequireLength(int length, long expected, string name) =>
            Setting.Require(length == expected, name, $"{length} numbers where the map has {expected}.");
    }

    /// <summary>Structure, settings and grid.</summary>
    public MapPlan Plan { get; }

    /// <summary>The model that the predictions are of.</summary>
    public ModelIdentity Model { get; }

    /// <summary>When the work began.</summary>
    public DateTimeOffset Started { get; init; }

    /// <summary>Where the time of the last run went.</summary>
    public MapTimes Times { get; init; } = MapTimes.None;

    /// <summary>The boxes.</summary>
    public BoxGrid Grid => Plan.Grid;

    /// <summary>Names of the classes.</summary>
    public ImmutableArray<string> ClassLabels { get; }

    /// <summary>Number of boxes with a prediction.</summary>
    public int Rows => Plan.Boxes.Length;

    /// <summary>Mean probabilities [row, class]; NaN where a box could not be described.</summary>
    public ImmutableArray<float> Probabilities { get; }

    /// <summary>Mutual information of each row, bits.</summary>
    public ImmutableArray<float> MutualInformation { get; }

    /// <summary>Its standard error of each row, bits.</summary>
    public ImmutableArray<float> MutualInformationError { get; }

    /// <summary>
    /// Predictive entropy of each row, bits: H = -sum over c of p_c log2 p_c of its mean probabilities. That of a melt
    /// is high although its mutual information is low.
    /// </summary>
    public ImmutableArray<float> PredictiveEntropy { get; }

    /// <summary>
    /// Novelty of each row (<see cref="Classification.Novelty"/>); NaN where there is no prediction or the model
    /// cannot tell.
    /// </summary>
    public ImmutableArray<float> Novelty { get; }

    /// <summary>
    /// Number of stochastic passes of each row; 0 where the row is interpolated between its neighbors.
    /// </summary>
    public ImmutableArray<int> Passes { get; }

    /// <summary>
    /// The hidden layer of <see cref="MapSettings.HiddenLayer"/> [row, unit], means over the passes; NaN where a box
    /// could not be described, null when no layer was asked for.
    /// </summary>
    public ImmutableArray<float>? Hidden { get; }

    /// <summary>Units of that layer; 0 when none was asked for.</summary>
    public int HiddenUnits { get; }

    /// <summary>Opens a map that <see cref="Save"/> wrote: the same, number for number.</summary>
    /// <exception cref="MapException">
    /// A file is missing or damaged, or the files do not belong together; file and field are named.
    /// </exception>
    public static CrystalMap Open(string folder) => MapFolder.Read(folder);

    /// <summary>
    /// Writes the map into a folder, which is created if need be: the numbers, map.npz,
    /// the atoms with their labels, atoms.xyz, and how the map came about, manifest.json. All appear together.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="overwrite">Whether older results in the folder may go; they stand until these are complete.</param>
    /// <exception cref="IOException">The folder cannot be written, or holds other results or files.</exception>
    public void Save(string folder, bool overwrite = false)
    {
        using var results = OutputFolder.Begin(folder, ResultKind.Map, overwrite);
        MapFolder.Write(this, BoxLabels.Of(this), results.Path);
        results.Commit();
    }

    /// <summary>
    /// What a crystallographer calls a class, its label when the library does not know it, or that it is
    /// <see cref="None"/> of the known types.
    /// </summary>
    public string NameOf(int @class) => @class == None ? NoneName : PrototypeLibrary.NameOf(ClassLabels[@class]);

    /// <summary>Whether the atoms of a row are taken for one of the classes.</summary>
    public Verdict VerdictOf(int row) => Classification.VerdictOf(Novelty[row]);

    /// <summary>
    /// The class that meets <see cref="ClassOf"/> in a row at the boundary of two, and how much there is of it,
    /// p_2 / (p_1 + p_2): where p_1 + p_2 is at least 0.8, p_2 at least 0.15, and of either class at least a twentieth
    /// of the boxes that overlap this one are clearly (p above 0.85). Null within one class, and where the row is
    /// <see cref="None"/> of them.
    /// </summary>
    public (int Class, double Share)? SecondClassOf(int row) =>
        BoundaryOf(row) is { } boundary ? (boundary.Second, boundary.Share) : null;

    /// <summary>The boundary in a row; null within one class, and where the row is none of them.</summary>
    internal BoxBoundary? BoundaryOf(int row) => _boundaries.Value[row];

    /// <summary>The hidden layer of a row; empty when none was asked for.</summary>
    public ReadOnlySpan<float> HiddenOf(int row) =>
        Hidden is { } hidden ? hidden.AsSpan(row * HiddenUnits, HiddenUnits) : [];

    /// <summary>The row of a box, or -1 when it has no prediction.</summary>
    public int RowOf(int box) => Plan.RowOf(box);

    /// <summary>Probabilities of all classes in a row.</summary>
    public ReadOnlySpan<float> ProbabilitiesOf(int row) =>
        Probabilities.AsSpan(row * ClassLabels.Length, ClassLabels.Length);

    /// <summary>
    /// What a row is: its most probable class (the first of equals), <see cref="None"/> (-2) where the verdict is that
    /// it is none of the classes, or -1 without a prediction.
    /// </summary>
    public int ClassOf(int row) => MapRows.IsNone(Novelty[row]) ? None : LikelyClassOf(row);

    /// <summary>The most probable class of a row, whatever the verdict, or -1 without a prediction.</summary>
    public int LikelyClassOf(int row) => MapRows.Best(ProbabilitiesOf(row));

    /// <summary>
    /// The classes that some row has (<see cref="ClassOf"/>), from the most to the least frequent; without
    /// <see cref="None"/>.
    /// </summary>
    public ImmutableArray<int> ClassesPresent() =>
        [.. Enumerable.Range(0, Rows).Select(ClassOf).Where(c => c >= 0).CountBy(c => c)
            .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Select(pair => pair.Key)];

    /// <summary>
    /// <see cref="ClassOf"/> every box [z, y, x]: -2 where it is none of the classes, -1 without a prediction.
    /// </summary>
    public ImmutableArray<int> Classes() => Spread(ClassOf, -1);

    /// <summary><see cref="LikelyClassOf"/> every box [z, y, x], -1 where there is no prediction.</summary>
    public ImmutableArray<int> LikelyClasses() => Spread(LikelyClassOf, -1);

    /// <summary>
    /// The second class of every box at a boundary [z, y, x] (<see cref="BoundaryOf"/>), -1 elsewhere.
    /// </summary>
    internal ImmutableArray<int> SecondClasses() => Spread(row => BoundaryOf(row)?.Second ?? -1, -1);

    /// <summary>Probability of one class in every box [z, y, x], NaN where there is no prediction.</summary>
    public ImmutableArray<float> ProbabilityOf(int @class) =>
        Spread(row => Probabilities[(row * ClassLabels.Length) + @class], float.NaN);

    /// <summary>
    /// Probability of the most probable class of every box [z, y, x], NaN where there is no prediction.
    /// </summary>
    public ImmutableArray<float> TopProbability() =>
        Spread(row => LikelyClassOf(row) is >= 0 and var c ? ProbabilitiesOf(row)[c] : float.NaN, float.NaN);

    /// <summary>Number of passes of every box [z, y, x], 0 where there is no prediction.</summary>
    public ImmutableArray<int> SpreadPasses() => Spread(row => Passes[row], 0);

    /// <summary>One value of each row over all boxes [z, y, x], NaN where there is no prediction.</summary>
    public ImmutableArray<float> Spread(ImmutableArray<float> rows) => Spread(row => rows[row], float.NaN);

    private static float EntropyOf(ReadOnlySpan<float> probabilities)
    {
        double sum = 0;
        foreach (float p in probabilities)
            sum -= p > 0 ? p * Math.Log2(p) : 0;
        return float.IsNaN(probabilities[0]) ? float.NaN : (float)Math.Max(sum, 0);
    }

    /// <summary>Something of each row over all boxes [z, y, x], and what stands where there is no row.</summary>
    internal ImmutableArray<T> Spread<T>(Func<int, T> value, T none)
    {
        var values = new T[Grid.Count];
        for (int box = 0; box < values.Length; box++)
            values[box] = RowOf(box) is >= 0 and var row ? value(row) : none;
        return ImmutableCollectionsMarshal.AsImmutableArray(values);
    }
}
