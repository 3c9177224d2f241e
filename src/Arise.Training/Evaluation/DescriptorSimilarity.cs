using Arise.Descriptors;
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
    public sealed record Matrix(SoapSettings Settings, IReadOnlyList<double> Values);

    /// <summary>A finite block of a crystal against the periodic crystal.</summary>
    /// <param name="Name">The crystal.</param>
    /// <param name="Repetitions">Copies of the cell along each periodic direction.</param>
    /// <param name="Atoms">Atoms of the block.</param>
    /// <param name="Settings">Cutoff, sigma.</param>
    /// <param name="Cosine">Similarity of block and crystal.</param>
    public sealed record Block(string Name, int Repetitions, int Atoms, SoapSettings Settings, double Cosine);

    /// <summary>Similarities between structures under each setting.</summary>
    /// <exception cref="DescriptorException">A setting is out of range, or two atoms stand at one place.</exception>
    public static IReadOnlyList<Matrix> Between(
        IReadOnlyList<AtomicStructure> structures,
        IReadOnlyList<SoapSettings> settings,
        int threads,
        IProgress<int>? progress = null,
        CancellationToken cancellation = default)
    {
        float[][][] vectors = Describe(structures, settings, threads, progress, cancellation);
        int n = structures.Count;
        return [.. settings.Select((setting, s) => new Matrix(
            setting, [.. Enumerable.Range(0, n * n).Select(k => Cosine(vectors[k / n][s], vectors[k % n][s]))]))];
    }

    /// <summary>
    /// Blocks of 1 to <paramref name="largest"/> cells along each periodic direction, cut out without periodicity,
    /// against the periodic crystal; blocks above 20 000 atoms are left out, and so are crystals without periodicity.
    /// </summary>
    /// <exception cref="DescriptorException">A setting is out of range, or two atoms stand at one place.</exception>
    public static IReadOnlyList<Block> OfBlocks(
        IReadOnlyList<(string Name, AtomicStructure Crystal)> crystals,
        int largest,
        IReadOnlyList<SoapSettings> settings,
        int threads,
        IProgress<int>? progress = null,
        CancellationToken cancellation = default)
    {
        (string Name, AtomicStructure Crystal, int Repetitions)[] blocks = [.. crystals
            .Where(crystal => crystal.Crystal.Periodicity.Any)
            .SelectMany(crystal => Enumerable.Range(0, largest + 1).Select(r => (crystal.Name, crystal.Crystal, r)))
            .Where(block => Atoms(block.Crystal, block.r) <= MostAtoms)];
        AtomicStructure[] structures = [.. blocks.Select(block => Cut(block.Crystal, block.Repetitions))];
        float[][][] vectors = Describe(structures, settings, threads, progress, cancellation);
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
                double cosine = Cosine(vectors[k][s], vectors[periodic][s]);
                similarities.Add(
                    new Block(blocks[k].Name, blocks[k].Repetitions, structures[k].Count, settings[s], cosine));
            }
        }

        return similarities;
    }

    /// <summary>Number of structures that <see cref="OfBlocks"/> describes at most.</summary>
    public static int BlockCount(int crystals, int largest) => crystals * (largest + 1);

    // Vectors [structure][setting]: the pair sums of a structure serve all settings of one scale.
    private static float[][][] Describe(
        IReadOnlyList<AtomicStructure> structures,
        IReadOnlyList<SoapSettings> settings,
        int threads,
        IProgress<int>? progress,
        CancellationToken cancellation)
    {
        RadialProjection[] projections = [.. settings.Select(setting => new RadialProjection(setting.Validate()))];
        double reach = settings.Max(setting => setting.Cutoff);
        var vectors = new float[structures.Count][][];
        int done = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
        Parallel.For(0, structures.Count, options, () => new SoapWorkspace(settings[0], reach), (k, _, workspace) =>
        {
            SpeciesPairDistances distances = NearestNeighborDistance.Compute(structures[k]);
            workspace.Moments.Compute(structures[k], distances, 1);
            vectors[k] = [.. projections.Select(projection =>
            {
                var vector = new float[projection.Settings.Length];
                SoapDescriptor.Project(projection, workspace, vector);
                return vector;
            })];
            progress?.Report(Interlocked.Increment(ref done));
            return workspace;
        }, _ => { });
        return vectors;
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
