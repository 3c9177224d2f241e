using System.Collections.Immutable;
using Arise.Descriptors;
using Arise.Files;
using Arise.Reporting;
using Arise.Structures;

namespace Arise.Evaluation;

/// <summary>
/// How alike structures look to the network: the cosine of the angle between their descriptors, 1 for the same
/// direction.
/// </summary>
public static class DescriptorSimilarity
{
    private const int MostAtoms = 20_000;

    /// <summary>a . b / (|a| |b|); NaN when one of them is zero.</summary>
    public static double Cosine(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        (double product, double square, double other) = (0, 0, 0);
        for (int k = 0; k < a.Length; k++)
        {
            product += (double)a[k] * b[k];
            square += (double)a[k] * a[k];
            other += (double)b[k] * b[k];
        }

        return product / Math.Sqrt(square * other);
    }

    /// <summary>All cosines under one setting.</summary>
    /// <param name="Settings">Cutoff, sigma.</param>
    /// <param name="Values">[structure, structure], row by row.</param>
    public sealed record Matrix(SoapSettings Settings, ImmutableArray<double> Values)
    {
        /// <summary>Every pair once, the most alike first.</summary>
        public ImmutableArray<(int A, int B, double Cosine)> Closest()
        {
            int n = (int)Math.Round(Math.Sqrt(Values.Length));
            return [.. Enumerable.Range(0, n)
                .SelectMany(a => Enumerable.Range(a + 1, n - a - 1).Select(b => (A: a, B: b)))
                .Select(pair => (pair.A, pair.B, Cosine: Values[(pair.A * n) + pair.B]))
                .OrderByDescending(pair => pair.Cosine)];
        }
    }

    /// <summary>A finite block of a crystal against the periodic crystal.</summary>
    /// <param name="Name">The crystal.</param>
    /// <param name="Repetitions">Copies of the cell along each periodic direction.</param>
    /// <param name="Atoms">Atoms of the block.</param>
    /// <param name="Settings">Cutoff, sigma.</param>
    /// <param name="Cosine">Similarity of block and crystal.</param>
    public sealed record Block(string Name, int Repetitions, int Atoms, SoapSettings Settings, double Cosine);

    /// <summary>Similarities between structures under each setting.</summary>
    /// <exception cref="DescriptorException">A setting is out of range, or two atoms stand at one place.</exception>
    public static ImmutableArray<Matrix> Between(
        IReadOnlyList<AtomicStructure> structures,
        IReadOnlyList<SoapSettings> settings,
        int threads = 0,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        Vectors vectors = Describe(structures, settings, threads, progress, cancellation);
        int n = structures.Count;
        return [.. settings.Select((setting, s) => new Matrix(
            setting, [.. Enumerable.Range(0, n * n).Select(k => vectors.Cosine(k / n, k % n, s))]))];
    }

    /// <summary>
    /// Blocks of 1 to <paramref name="largest"/> cells along each periodic direction, cut out without periodicity,
    /// against the periodic crystal; blocks above 20 000 atoms are left out, and so are crystals without periodicity.
    /// </summary>
    /// <exception cref="DescriptorException">A setting is out of range, or two atoms stand at one place.</exception>
    public static ImmutableArray<Block> OfBlocks(
        IReadOnlyList<(string Name, AtomicStructure Crystal)> crystals,
        int largest,
        IReadOnlyList<SoapSettings> settings,
        int threads = 0,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        (string Name, AtomicStructure Crystal, int Repetitions)[] blocks = [.. crystals
            .Where(crystal => crystal.Crystal.Periodicity.Any)
            .SelectMany(crystal => Enumerable.Range(0, largest + 1).Select(r => (crystal.Name, crystal.Crystal, r)))
            .Where(block => Atoms(block.Crystal, block.r) <= MostAtoms)];
        AtomicStructure[] structures = [.. blocks.Select(block => Cut(block.Crystal, block.Repetitions))];
        Vectors vectors = Describe(structures, settings, threads, progress, cancellation);
        var similarities = new List<Block>();
        int periodic = 0;
        for (int k = 0; k < blocks.Length; k++)
        {
            if (blocks[k].Repetitions == 0)
            {
                periodic = k;
                continue;
            }

            for (int s = 0; s < settings.Count; s++)
            {
                double cosine = vectors.Cosine(k, periodic, s);
                similarities.Add(
                    new Block(blocks[k].Name, blocks[k].Repetitions, structures[k].Count, settings[s], cosine));
            }
        }

        return [.. similarities];
    }

    /// <summary>
    /// Writes <c>similarity.csv</c> (a row per pair and setting) and the figure <c>similarity</c> as SVG, PNG and PDF.
    /// </summary>
    /// <param name="names">Names of the structures.</param>
    /// <param name="matrices">Their similarities, one matrix per setting.</param>
    /// <param name="folder">The folder, which is created if need be.</param>
    /// <param name="overwrite">Whether older results in the folder may go; they stand until these are complete.</param>
    /// <param name="figures">Resolution of the figure.</param>
    /// <exception cref="IOException">The folder cannot be written, or holds other results or files.</exception>
    public static void Write(
        IReadOnlyList<string> names,
        IReadOnlyList<Matrix> matrices,
        string folder,
        bool overwrite = false,
        FigureSettings? figures = null)
    {
        using var results = OutputFolder.Begin(folder, ResultKind.Similarity, overwrite);
        SimilarityReport.Write(
            names, matrices, results.Path, (figures ?? FigureSettings.Default).PixelsPerInch);
        results.Commit();
    }

    /// <summary>
    /// Writes <c>supercells.csv</c> (a row per block and setting) and, as SVG, PNG and PDF, the figure
    /// <c>supercells</c>: the distance 1 - cosine from the periodic crystal against the number of cells, its median
    /// over the crystals and the range from the lowest to the highest decile.
    /// </summary>
    /// <param name="blocks">The distances.</param>
    /// <param name="folder">The folder, which is created if need be.</param>
    /// <param name="overwrite">Whether older results in the folder may go; they stand until these are complete.</param>
    /// <param name="figures">Resolution of the figure.</param>
    /// <exception cref="IOException">The folder cannot be written, or holds other results or files.</exception>
    public static void Write(
        IReadOnlyList<Block> blocks, string folder, bool overwrite = false, FigureSettings? figures = null)
    {
        using var results = OutputFolder.Begin(folder, ResultKind.Similarity, overwrite);
        SimilarityReport.Write(blocks, results.Path, (figures ?? FigureSettings.Default).PixelsPerInch);
        results.Commit();
    }

    // Vectors [structure, setting, component].
    private static Vectors Describe(
        IReadOnlyList<AtomicStructure> structures,
        IReadOnlyList<SoapSettings> settings,
        int threads,
        IProgress<WorkProgress>? progress,
        CancellationToken cancellation)
    {
        var batch = new SoapBatch(settings);
        var values = new float[structures.Count * batch.Length];
        batch.Compute(
            structures.Count,
            k => structures[k],
            values,
            threads: threads,
            counter: new StepCounter(WorkProgress.Of(progress, "structures"), structures.Count),
            cancellation: cancellation);
        return new Vectors(values, settings.Count, batch.Length / settings.Count);
    }

    private sealed record Vectors(float[] Values, int Settings, int Length)
    {
        public double Cosine(int a, int b, int setting) => DescriptorSimilarity.Cosine(Of(a, setting), Of(b, setting));

        private ReadOnlySpan<float> Of(int structure, int setting) =>
            Values.AsSpan(((structure * Settings) + setting) * Length, Length);
    }

    private static double Atoms(AtomicStructure crystal, int repetitions) =>
        crystal.Count * Math.Pow(Math.Max(repetitions, 1), Directions(crystal.Periodicity));

    private static int Directions(Periodicity p) => (p.A ? 1 : 0) + (p.B ? 1 : 0) + (p.C ? 1 : 0);

    // Zero repetitions stand for the periodic crystal itself.
    private static AtomicStructure Cut(AtomicStructure crystal, int repetitions)
    {
        if (repetitions == 0)
            return crystal;
        Periodicity p = crystal.Periodicity;
        int r = repetitions;
        return Supercell.Repeat(crystal, p.A ? r : 1, p.B ? r : 1, p.C ? r : 1).WithPeriodicity(Periodicity.None);
    }
}
