using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Arise.Structures;

namespace Arise.Labeling;

/// <summary>
/// What every atom of a structure belongs to; arrays are [atom] in the order of the structure. An atom that is none of
/// the classes, that is ignored, or whose class is not probable enough is "other".
/// </summary>
public sealed class AtomLabels
{
    /// <summary>Label of atoms without a class.</summary>
    public const string Other = ClassNames.None;

    private readonly int[] _classes;
    private readonly float[] _probabilities;
    private readonly float[] _entropies;
    private readonly float[] _scales;
    private readonly float[]? _information;
    private readonly int[] _counts;
    private readonly double _entropy;
    private readonly Func<int, IdealCrystal> _ideal;

    internal AtomLabels(
        AtomicStructure structure,
        ImmutableArray<string> classLabels,
        int[] classes,
        float[] probabilities,
        float[] entropies,
        float[] scales,
        float[]? information,
        Func<int, IdealCrystal> ideal)
    {
        (_information, _ideal) = (information, ideal);
        (Structure, ClassLabels) = (structure, classLabels);
        (_classes, _probabilities, _entropies, _scales) = (classes, probabilities, entropies, scales);
        _counts = new int[classLabels.Length];
        double entropy = 0;
        for (int atom = 0; atom < classes.Length; atom++)
        {
            entropy += entropies[atom];
            if (classes[atom] >= 0)
                _counts[classes[atom]]++;
        }

        _entropy = entropy;
    }

    /// <summary>The atoms.</summary>
    public AtomicStructure Structure { get; }

    /// <summary>The classes of the model, "none" left out.</summary>
    public ImmutableArray<string> ClassLabels { get; }

    /// <summary>Class of each atom, an index into <see cref="ClassLabels"/>; -1 for other.</summary>
    public ImmutableArray<int> Classes => ImmutableCollectionsMarshal.AsImmutableArray(_classes);

    /// <summary>Probability of the answer: of the class, or of being none; 0 for ignored atoms.</summary>
    public ImmutableArray<float> Probabilities => ImmutableCollectionsMarshal.AsImmutableArray(_probabilities);

    /// <summary>Entropy of the probabilities of all possible answers, bit.</summary>
    public ImmutableArray<float> Entropies => ImmutableCollectionsMarshal.AsImmutableArray(_entropies);

    /// <summary>Local scale: the smoothed mean distance of the first shell of neighbors, Angstrom.</summary>
    public ImmutableArray<float> LocalScales => ImmutableCollectionsMarshal.AsImmutableArray(_scales);

    /// <summary>
    /// Mutual information of each atom, bit: how far passes with random dropout disagree; null without passes.
    /// </summary>
    public ImmutableArray<float>? MutualInformation =>
        _information is null ? null : ImmutableCollectionsMarshal.AsImmutableArray(_information);

    /// <summary>Number of atoms of each class.</summary>
    public ImmutableArray<int> Counts => ImmutableCollectionsMarshal.AsImmutableArray(_counts);

    /// <summary>Share of the atoms without a class, 0 to 1.</summary>
    public double OtherShare => 1 - (_counts.Sum(count => (long)count) / (double)Math.Max(_classes.Length, 1));

    /// <summary>Mean entropy of the atoms, bit.</summary>
    public double MeanEntropy => _entropy / Math.Max(_classes.Length, 1);

    /// <summary>Share of the atoms of a class, 0 to 1.</summary>
    /// <param name="name">Its label, or another name of it: "fcc".</param>
    /// <exception cref="KeyNotFoundException">No class or several have this name; the nearest are named.</exception>
    public double Share(string name) => name == Other
        ? OtherShare
        : _counts[ClassNames.Find(ClassLabels, name)] / (double)Math.Max(_classes.Length, 1);

    /// <summary>Label of an atom's class, or "none".</summary>
    public string LabelOf(int atom) => _classes[atom] < 0 ? Other : ClassLabels[_classes[atom]];

    /// <summary>
    /// Number of an atom's structure type as OVITO has them: 0 other, 1 fcc, 2 hcp, 3 bcc, 5 simple cubic, 6 cubic
    /// diamond, 7 hexagonal diamond, 8 graphene, and 101 + class index for every other class.
    /// </summary>
    public int StructureTypeOf(int atom) => _classes[atom] < 0
        ? StructureType.Other
        : StructureType.Of(ClassLabels[_classes[atom]], _classes[atom]);

    /// <summary>
    /// Connected regions of one class, the largest first, and before them the planar faults of fcc crystals: coherent
    /// twin planes and stacking faults, whose atoms are labeled hcp.
    /// </summary>
    /// <param name="leastAtoms">Smaller regions are left out.</param>
    public ImmutableArray<AtomRegion> Regions(int leastAtoms = 20) =>
        CrystalRegions.Of(this, leastAtoms, _ideal);

    /// <summary>
    /// The labels as columns: structure_type, class_label, probability, entropy (bit), local_scale (Angstrom), and
    /// with passes mutual_information (bit).
    /// </summary>
    public ImmutableArray<AtomColumn> ToColumns()
    {
        int atoms = _classes.Length;
        int[] types = [.. ClassLabels.Select(StructureType.Of)];
        var type = new long[atoms];
        var label = new string[atoms];
        for (int atom = 0; atom < atoms; atom++)
        {
            int c = _classes[atom];
            (type[atom], label[atom]) = c < 0 ? (StructureType.Other, Other) : (types[c], ClassLabels[c]);
        }

        return
        [
            AtomColumn.Integer("structure_type", type),
            AtomColumn.Text("class_label", label),
            AtomColumn.Real("probability", Rounded(_probabilities, 5)),
            AtomColumn.Real("entropy", Rounded(_entropies, 4)),
            AtomColumn.Real("local_scale", Rounded(_scales, 4)),
            .. _information is null
                ? (AtomColumn[])[]
                : [AtomColumn.Real("mutual_information", Rounded(_information, 4))],
        ];
    }

    /// <summary>The structure with the labels as its first columns; columns of the same names go.</summary>
    public AtomicStructure ToStructure() => Structure.WithFirstColumns(ToColumns());

    private static double[] Rounded(float[] values, int digits)
    {
        var rounded = new double[values.Length];
        for (int k = 0; k < values.Length; k++)
            rounded[k] = Math.Round((double)values[k], digits);
        return rounded;
    }
}
