using Arise.Labeling;
using Arise.Structures;

namespace Arise.Mapping;

/// <summary>
/// The atoms of a map with their labels as columns that OVITO and ASE read: <c>class_index</c> (-2 for atoms that are
/// none of the classes, -1 without a prediction), <c>class_name</c> ("none" and "no_prediction" then),
/// <c>probability</c>, <c>mutual_information</c> (bits), the three most probable classes with their probabilities
/// whatever the verdict, <c>top_class</c> and <c>top_probability</c>, <c>structure_type</c> (as in labels of atoms, so
/// that OVITO colors them), <c>verdict</c> (0 open, 1 known, 2 doubtful, 3 none), <c>none_share</c> (of the weight
/// around the atom) and <c>predictive_entropy</c> (bits). A column of the input with one of these names is replaced.
/// </summary>
internal static class LabeledAtoms
{
    /// <summary>What atoms are called that are none of the classes.</summary>
    public const string None = ClassNames.None;

    /// <summary>What atoms without a prediction are called.</summary>
    public const string NoPrediction = "no_prediction";

    private static readonly string[] Names =
    [
        "structure_type", "class_index", "class_name", "verdict", "none_share", "probability", "mutual_information",
        "predictive_entropy", "top_class", "top_probability",
    ];

    /// <summary>The structure of a map with the columns added, and further ones behind them.</summary>
    public static AtomicStructure Of(CrystalMap map, BoxLabels labels, params AtomColumn[] further)
    {
        AtomicStructure structure = map.Plan.Structure;
        int count = structure.Count;
        string[] names = [.. map.ClassLabels.Select(OneWord)];
        int[] types = [.. map.ClassLabels.Select(StructureType.Of)];
        int[] classes = [.. Enumerable.Range(0, count).Select(labels.ClassOf)];
        AtomColumn[] added =
        [
            AtomColumn.Integer("class_index", [.. classes.Select(c => (long)c)]),
            AtomColumn.Text("class_name", [.. classes.Select(NameOf)]),
            AtomColumn.Real("probability", [.. Enumerable.Range(0, count).Select(Probability)]),
            AtomColumn.Real("mutual_information", [.. labels.MutualInformation.Select(Short)]),
            AtomColumn.Integer("top_class", [.. labels.Classes.Select(c => (long)c)], BoxLabels.Top),
            AtomColumn.Real("top_probability", [.. labels.Probabilities.Select(Short)], BoxLabels.Top),
            AtomColumn.Integer(
                "structure_type", [.. classes.Select(c => (long)(c < 0 ? StructureType.Other : types[c]))]),
            AtomColumn.Integer("verdict", [.. labels.Verdicts.Select(verdict => (long)verdict)]),
            AtomColumn.Real("none_share", [.. labels.NoneShare.Select(Short)]),
            AtomColumn.Real("predictive_entropy", [.. labels.PredictiveEntropy.Select(Short)]),
            .. further,
        ];
        AtomColumn[] kept = [.. structure.Columns.Where(column => added.All(other => other.Name != column.Name))];
        return WithColumns(structure, [.. kept, .. added]);

        string NameOf(int c) => c >= 0 ? names[c] : c == CrystalMap.None ? None : NoPrediction;

        double Probability(int atom) => Short(labels.Probabilities[atom * BoxLabels.Top]);
    }

    /// <summary>The structure without the columns of labels.</summary>
    public static AtomicStructure Without(AtomicStructure structure) =>
        WithColumns(structure, [.. structure.Columns.Where(column => !Names.Contains(column.Name))]);

    private static AtomicStructure WithColumns(AtomicStructure structure, AtomColumn[] columns) => new(
        structure.Positions,
        structure.Species,
        structure.Lattice,
        structure.Periodicity,
        columns,
        structure.Properties,
        structure.Name);

    // Six decimals: more than the passes tell.
    private static double Short(float value) => Math.Round((double)value, 6);

    private static string OneWord(string label) =>
        VisibleText.Of(string.Concat(label.Select(letter => char.IsWhiteSpace(letter) ? '_' : letter)));
}
