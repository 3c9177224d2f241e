using System.Collections.Immutable;
using Arise.Baselines;
using Arise.Baselines.TemplateMatching;
using Arise.Comparison;
using Arise.Descriptors;
using Arise.Files;
using Arise.Labeling;
using Arise.Reporting;
using Arise.Structures;

namespace Arise.Benchmarking;

/// <summary>
/// How many atoms of hot crystals the methods name rightly, and how many of liquids they name at all: common-neighbor
/// analyses, bond angles, identification of diamond (with first and second neighbors), template matching with several
/// RMSD cutoffs, of ordered crystals with their order, and tuned for each crystal of one species (<see
/// cref="TunedMatching"/>), and the labels of this library, which are missing where a sample has too few atoms.
/// </summary>
/// <example>
/// <code>
/// ThermalTable table = ThermalBenchmark.Run([new ThermalSample("hot", sample, PrototypeLibrary.Find("fcc"), 0.9)]);
/// </code>
/// </example>
public static class ThermalBenchmark
{
    private const string Tuned = "PTM, tuned";

    private static readonly double[] RmsdCutoffs = [0.1, 0.15, double.PositiveInfinity];

    /// <summary>Asks all methods of all samples.</summary>
    /// <param name="samples">The samples; they are taken one at a time.</param>
    /// <param name="threads">Threads, 0 for one per processor; no number depends on it.</param>
    /// <param name="progress">Is told the number of samples done.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public static ThermalTable Run(
        IReadOnlyCollection<ThermalSample> samples,
        int threads = 0,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        LocalStructure[] crystals =
        [
            .. samples.Select(sample => ThermalRow.StructureOf(sample.Truth))
                .Where(structure => structure != LocalStructure.Other).Distinct(),
        ];
        Dictionary<LocalStructure, TunedMatching> tuned =
            crystals.ToDictionary(structure => structure, structure => new TunedMatching(structure));
        var counter = new StepCounter(WorkProgress.Of(progress, "samples"), samples.Count);
        var shares = new List<(ThermalSample Sample, (string Method, double Share)[] Shares)>();
        foreach (ThermalSample sample in samples)
        {
            cancellation.ThrowIfCancellationRequested();
            shares.Add((sample, [.. Answers(sample, threads, cancellation)]));
            foreach ((LocalStructure structure, TunedMatching matching) in tuned)
            {
                if (sample.Truth is null || ThermalRow.StructureOf(sample.Truth) == structure)
                    matching.Add(sample.Structure, sample.Truth is null, threads, cancellation);
            }

            counter.Add();
        }

        string[] methods = [.. shares.Count == 0 ? [] : shares[0].Shares.Select(one => one.Method)];
        int place = Array.FindLastIndex(methods, method => method.StartsWith("PTM", StringComparison.Ordinal)) + 1;
        Dictionary<LocalStructure, Queue<double>> right =
            tuned.ToDictionary(pair => pair.Key, pair => new Queue<double>(pair.Value.Right));
        Queue<double>[] named = [.. tuned.Values.Select(matching => new Queue<double>(matching.Named))];
        return new ThermalTable(
            [.. methods[..place], Tuned, .. methods[place..]],
            [.. shares.Select(one => Row(one.Sample, one.Shares))],
            tuned.ToImmutableSortedDictionary(
                pair => samples.First(sample => ThermalRow.StructureOf(sample.Truth) == pair.Key).Truth!.Label,
                pair => pair.Value.Cutoff,
                StringComparer.Ordinal));

        ThermalRow Row(ThermalSample sample, (string Method, double Share)[] own)
        {
            LocalStructure truth = ThermalRow.StructureOf(sample.Truth);
            double share = sample.Truth is null
                ? named.Select(queue => queue.Dequeue()).DefaultIfEmpty(double.NaN).Max()
                : right.TryGetValue(truth, out Queue<double>? queue) ? queue.Dequeue() : double.NaN;
            double[] all = [.. own.Select(one => one.Share)];
            return new ThermalRow(
                sample.Name, sample.Truth, sample.Temperature, sample.Structure.Count,
                [.. all[..place], share, .. all[place..]]);
        }
    }

    /// <summary>Writes <c>thermal.csv</c>, <c>thermal.md</c> and the figure <c>thermal</c> into a folder.</summary>
    /// <param name="table">The accuracies.</param>
    /// <param name="folder">The folder; it is made where it is not there.</param>
    /// <param name="overwrite">Whether older results in the folder may go.</param>
    /// <param name="figures">Resolution of the figure; the default when omitted.</param>
    /// <exception cref="IOException">The folder cannot be written, or holds other results or files.</exception>
    public static void Write(
        ThermalTable table, string folder, bool overwrite = false, FigureSettings? figures = null)
    {
        using var results = OutputFolder.Begin(folder, ResultKind.Benchmark, overwrite);
        ThermalReport.Write(table, results.Path, (figures ?? FigureSettings.Default).PixelsPerInch);
        results.Commit();
    }

    private static IEnumerable<(string Method, double Share)> Answers(
        ThermalSample sample, int threads, CancellationToken cancellation)
    {
        AtomicStructure structure = sample.Structure;
        var settings = new BaselineSettings { Threads = threads };
        BaselineSettings lammps = settings with { BondAngles = BondAngleVariant.Lammps };
        yield return ("CNA", Close(CommonNeighborAnalysis.WithCutoff(structure, settings, null, cancellation)));
        yield return ("adaptive CNA", Close(CommonNeighborAnalysis.Adaptive(structure, settings, null, cancellation)));
        yield return ("bond angles", Close(BondAngleAnalysis.Identify(structure, settings, null, cancellation)));
        yield return (
            "bond angles, LAMMPS", Close(BondAngleAnalysis.Identify(structure, lammps, null, cancellation)));
        yield return ("diamond", Diamond(DiamondIdentification.Identify(structure, settings, null, cancellation)));
        TemplateMatches matches = PolyhedralTemplateMatching.Match(
            structure,
            new TemplateMatchingSettings { RmsdCutoff = double.PositiveInfinity, Threads = threads },
            cancellation: cancellation);
        foreach (double cutoff in RmsdCutoffs)
        {
            yield return (
                double.IsFinite(cutoff) ? FormattableString.Invariant($"PTM, RMSD < {cutoff}") : "PTM, no cutoff",
                Templates(matches, cutoff));
        }

        yield return ("Arise", Labels(AtomLabeler.Default));
        yield return ("Arise, fast", Labels(AtomLabeler.Fast));

        // With the chemical order: L1_2 is not fcc.
        double Templates(TemplateMatches matches, double cutoff)
        {
            int[] accepted = [.. Enumerable.Range(0, structure.Count).Where(atom => matches.Rmsds[atom] < cutoff)];
            return sample.Truth is null ? accepted.Length / (double)structure.Count
                : !ComparedClasses.OfTemplates.Contains(sample.Truth.Label) ? double.NaN
                : accepted.Count(atom => ComparedClasses.LabelOf(
                    ComparedClasses.NumberOf(matches.BestTypes[atom], matches.Orderings[atom]), []) ==
                    sample.Truth.Label) / (double)structure.Count;
        }

        // Common neighbors and bond angles know close-packed and body-centered crystals.
        double Close(LocalStructure[] structures) => Share(
            structures, ThermalRow.StructureOf(sample.Truth) is >= LocalStructure.Fcc and <= LocalStructure.Bcc);

        double Diamond(DiamondStructure[] structures) => Share(
            structures.Select(one => one switch
            {
                DiamondStructure.Other => LocalStructure.Other,
                < DiamondStructure.Hexagonal => LocalStructure.CubicDiamond,
                _ => LocalStructure.HexagonalDiamond,
            }),
            ThermalRow.StructureOf(sample.Truth) is LocalStructure.CubicDiamond or LocalStructure.HexagonalDiamond);

        double Share(IEnumerable<LocalStructure> structures, bool isKnown)
        {
            LocalStructure truth = ThermalRow.StructureOf(sample.Truth);
            if (sample.Truth is null)
                return structures.Count(one => one != LocalStructure.Other) / (double)structure.Count;
            return isKnown && truth != LocalStructure.Other
                ? structures.Count(one => one == truth) / (double)structure.Count
                : double.NaN;
        }

        double Labels(AtomLabeler labeler)
        {
            AtomLabels labels;
            try
            {
                labels = labeler.Label(structure, new LabelSettings { Threads = threads }, null, cancellation);
            }
            catch (DescriptorException)
            {
                // Too few atoms for labels.
                return double.NaN;
            }

            return sample.Truth is null ? 1 - labels.OtherShare
                : labels.ClassLabels.Contains(sample.Truth.Label) ? labels.Share(sample.Truth.Label)
                : double.NaN;
        }
    }
}
