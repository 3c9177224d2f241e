using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Arise.Baselines;
using Arise.Baselines.TemplateMatching;
using Arise.Descriptors;
using Arise.Labeling;
using Arise.Structures;

namespace Arise.Comparison;

/// <summary>The methods that can be compared: the one place that lists them.</summary>
internal static class ComparedMethods
{
    /// <summary>The labels of this library, which need a model.</summary>
    public const string Arise = "arise";

    /// <summary>The centrosymmetry, which names no structures.</summary>
    public const string Centrosymmetry = "csp";

    private const int Digits = 5;
    private const string Probability = "arise_probability";

    private static readonly (string Name, Func<ComparisonSettings, Func<AtomLabeler>, AnswerAtoms> Create)[] All =
    [
        ("cna", (settings, _) => (structure, threads, progress, cancellation) =>
            WithCutoff(structure, Threaded(settings, threads), progress, cancellation)),
        ("acna", (settings, _) => (structure, threads, progress, cancellation) => Named(
            "acna", CommonNeighborAnalysis.Adaptive(structure, Threaded(settings, threads), progress, cancellation))),
        ("baa", (settings, _) => (structure, threads, progress, cancellation) => Named(
            "baa", BondAngleAnalysis.Identify(structure, Threaded(settings, threads), progress, cancellation))),
        ("ptm", (settings, _) => (structure, threads, progress, cancellation) => Matched(
            structure.Count,
            PolyhedralTemplateMatching.Match(
                settings.Labels.OneSpecies ? structure.AsOneSpecies() : structure,
                settings.Templates with { Threads = threads }, progress, cancellation),
            settings.Orientations)),
        ("diamond", (settings, _) => (structure, threads, progress, cancellation) => Diamond(
            DiamondIdentification.Identify(structure, Threaded(settings, threads), progress, cancellation))),
        (Centrosymmetry, (settings, _) => (structure, threads, progress, cancellation) => Symmetry(
            Baselines.Centrosymmetry.Compute(structure, Threaded(settings, threads), progress, cancellation))),
        (Arise, (settings, labeler) => (structure, threads, progress, cancellation) => Labeled(
            labeler(), structure, settings.Labels with { Threads = threads }, settings.Methods.Count == 1, progress,
            cancellation)),
    ];

    /// <summary>Asks a method.</summary>
    public delegate MethodAnswer AnswerAtoms(
        AtomicStructure structure, int threads, IProgress<WorkProgress>? progress, CancellationToken cancellation);

    /// <summary>All names.</summary>
    public static ImmutableArray<string> Names { get; } = [.. All.Select(method => method.Name)];

    /// <summary>Those that name structures.</summary>
    public static ImmutableArray<string> Default { get; } = Names.Remove(Centrosymmetry);

    /// <summary>A method with settings.</summary>
    /// <param name="name">One of the names.</param>
    /// <param name="settings">What it is told.</param>
    /// <param name="labeler">The model of this library, loaded when it is asked.</param>
    public static AnswerAtoms Create(string name, ComparisonSettings settings, Func<AtomLabeler> labeler) =>
        Array.Find(All, method => method.Name == name).Create(settings, labeler);

    private static BaselineSettings Threaded(ComparisonSettings settings, int threads) =>
        settings.Baselines with { Threads = threads };

    private static MethodAnswer Named(string method, LocalStructure[] structures) =>
        new(method, MemoryMarshal.Cast<LocalStructure, int>(structures).ToArray(), ComparedClasses.OfNeighbors, []);

    private static MethodAnswer Matched(int atoms, TemplateMatches matches, bool hasOrientations)
    {
        var numbers = new int[atoms];
        double[] rmsds = new double[atoms], distances = new double[atoms];
        for (int atom = 0; atom < atoms; atom++)
        {
            numbers[atom] = ComparedClasses.NumberOf(
                matches.Types[atom],
                matches.Types[atom] == LocalStructure.Other ? ChemicalOrdering.None : matches.Orderings[atom]);
            bool isMatched = matches.BestTypes[atom] != LocalStructure.Other;
            rmsds[atom] = isMatched ? Math.Round((double)matches.Rmsds[atom], Digits) : double.NaN;
            distances[atom] = isMatched ? Math.Round((double)matches.Distances[atom], Digits) : double.NaN;
        }

        AtomColumn[] further = hasOrientations ? [Orientations(matches), Deformations(matches)] : [];
        return new MethodAnswer(
            "ptm",
            numbers,
            ComparedClasses.OfTemplates,
            [AtomColumn.Real(MethodAnswer.Rmsd, rmsds), AtomColumn.Real("ptm_distance", distances), .. further]);
    }

    private static AtomColumn Orientations(TemplateMatches matches) => AtomColumn.Real(
        "ptm_orientation",
        [.. matches.Orientations.SelectMany(q => (float[])[q.X, q.Y, q.Z, q.W]).Select(Rounded)],
        width: 4);

    private static AtomColumn Deformations(TemplateMatches matches) => AtomColumn.Real(
        "ptm_deformation", [.. matches.DeformationGradients.Select(Rounded)], width: 9);

    private static double Rounded(float value) => Math.Round((double)value, Digits);

    private static MethodAnswer Diamond(DiamondStructure[] structures) =>
        new("diamond", [.. structures.Select(ComparedClasses.NumberOf)], ComparedClasses.OfDiamond, []);

    private static MethodAnswer Symmetry(double[] values)
    {
        for (int atom = 0; atom < values.Length; atom++)
            values[atom] = Math.Round(values[atom], Digits);
        return new MethodAnswer(Centrosymmetry, null, [], [AtomColumn.Real("centrosymmetry", values)]);
    }

    private static MethodAnswer WithCutoff(
        AtomicStructure structure,
        BaselineSettings settings,
        IProgress<WorkProgress>? progress,
        CancellationToken cancellation)
    {
        double cutoff = settings.Cutoff ?? CommonNeighborAnalysis.DefaultCutoff(structure);
        bool isKnown = double.IsFinite(cutoff);
        MethodAnswer answer = Named("cna", CommonNeighborAnalysis.WithCutoff(
            structure, isKnown ? settings with { Cutoff = cutoff } : settings, progress, cancellation));
        answer.Cutoff = isKnown ? cutoff : null;
        return answer;
    }

    private static MethodAnswer Labeled(
        AtomLabeler labeler,
        AtomicStructure structure,
        LabelSettings settings,
        bool isAlone,
        IProgress<WorkProgress>? progress,
        CancellationToken cancellation)
    {
        AtomLabels labels;
        try
        {
            labels = labeler.Label(structure, settings, progress, cancellation);
        }
        catch (DescriptorException error) when (!isAlone)
        {
            // The answers of the other methods stand.
            return new MethodAnswer(
                Arise,
                new int[structure.Count],
                labeler.ClassLabels,
                [AtomColumn.Real(Probability, [.. Enumerable.Repeat(double.NaN, structure.Count)])],
                labeler.ClassLabels)
            {
                Problem = error.Message,
            };
        }

        var numbers = new int[labels.Classes.Length];
        for (int atom = 0; atom < numbers.Length; atom++)
            numbers[atom] = labels.StructureTypeOf(atom);
        AtomColumn probability = labels.ToColumns().First(column => column.Name == "probability");
        return new MethodAnswer(
            Arise, numbers, labels.ClassLabels, [AtomColumn.Real(Probability, probability.Reals)],
            labels.ClassLabels);
    }
}
