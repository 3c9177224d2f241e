using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Arise.Structures;

namespace Arise.Descriptors;

/// <summary>
/// The averaged SOAP vector of a structure: the feature that the network classifies. Immutable; any number of
/// threads may use one.
/// </summary>
/// <remarks>
/// For every ordered pair (A, B) of the species present the structure is divided by s d_NN(A, B), the neighbor
/// density of B around all atoms A, summed over the atoms, is expanded as
///     c_nlm = sum over pairs of f(r) R_nl(r) Y_lm(direction),
/// and the power spectrum of c is normalized to length 1. The vector is the mean over the pairs; a pair without a
/// length d_NN contributes zero. Compounds therefore have a length below 1, and a structure without any pair of atoms
/// has the zero vector. Single precision inside: components agree with double precision to about 1e-6.
/// Sources: Leitherer et al., doi:10.1038/s41467-021-26511-5; Bartok et al., doi:10.1103/PhysRevB.87.184115.
/// </remarks>
public sealed class SoapDescriptor
{
    private readonly RadialProjection _projection;

    /// <summary>Prepares the radial functions for these settings.</summary>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    public SoapDescriptor(SoapSettings? settings = null) =>
        _projection = new RadialProjection(settings ?? SoapSettings.Default);

    /// <summary>The parameters.</summary>
    public SoapSettings Settings => _projection.Settings;

    /// <summary>Number of components; 316 with the published settings.</summary>
    public int Length => Settings.Length;

    /// <summary>The descriptor of a structure: <see cref="Length"/> components.</summary>
    /// <exception cref="DescriptorException">Two atoms stand at one place.</exception>
    public ImmutableArray<float> Compute(AtomicStructure structure)
    {
        var vector = new float[Length];
        Compute(structure, new SoapWorkspace(this), vector);
        return ImmutableCollectionsMarshal.AsImmutableArray(vector);
    }

    /// <summary>
    /// The descriptors of many structures, computed side by side; the same bytes on any number of threads.
    /// </summary>
    /// <param name="structures">Atoms with their cells.</param>
    /// <param name="threads">Threads; 0 for one per processor.</param>
    /// <param name="progress">Is told how many structures are done.</param>
    /// <param name="cancellation">Stops the work between structures.</param>
    /// <returns>[structure, component], <see cref="Length"/> components each.</returns>
    /// <exception cref="DescriptorException">
    /// Two atoms of a structure stand at one place; the message has its number, from 1.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public ImmutableArray<float> ComputeMany(
        IReadOnlyList<AtomicStructure> structures,
        int threads = 0,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(structures);
        return ComputeMany(structures.Count, number => structures[number], threads, progress, cancellation);
    }

    /// <summary>The same for structures that are made when their turn comes, and then forgotten.</summary>
    /// <param name="count">Number of structures.</param>
    /// <param name="structure">Gives a structure by its number from 0; is called on several threads.</param>
    /// <param name="threads">Threads; 0 for one per processor.</param>
    /// <param name="progress">Is told how many structures are done.</param>
    /// <param name="cancellation">Stops the work between structures.</param>
    /// <returns>[structure, component], <see cref="Length"/> components each.</returns>
    /// <exception cref="DescriptorException">
    /// Two atoms of a structure stand at one place; the message has its number, from 1.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public ImmutableArray<float> ComputeMany(
        int count,
        Func<int, AtomicStructure> structure,
        int threads = 0,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        var batch = new SoapBatch(Settings);
        var vectors = new float[checked(count * batch.Length)];
        var counter = new StepCounter(WorkProgress.Of(progress, "structures"), count);
        batch.Compute(count, structure, vectors, null, threads, counter, cancellation);
        return ImmutableCollectionsMarshal.AsImmutableArray(vectors);
    }

    /// <summary>The descriptor of a structure, and the lengths it was scaled by.</summary>
    /// <param name="structure">Atoms with their cell.</param>
    /// <param name="workspace">Buffers of this thread.</param>
    /// <param name="vector">Receives <see cref="Length"/> components.</param>
    /// <exception cref="DescriptorException">Two atoms stand at one place.</exception>
    internal SpeciesPairDistances Compute(AtomicStructure structure, SoapWorkspace workspace, Span<float> vector)
    {
        AtomicStructure kept = WithoutRareSpecies(structure, Settings.MinimumAtomsPerSpecies);
        SpeciesPairDistances distances = NearestNeighborDistance.Compute(kept, workspace.Nearest);
        Compute(kept, distances, workspace, vector);
        return distances;
    }

    /// <summary>The descriptor of a structure with given lengths d_NN; no species is removed.</summary>
    internal void Compute(
        AtomicStructure structure, SpeciesPairDistances distances, SoapWorkspace workspace, Span<float> vector)
    {
        workspace.Moments.Compute(structure, distances, Settings.Scale);
        Project(_projection, workspace, vector);
    }

    /// <summary>
    /// Turns the pair sums in a workspace into the descriptor of any settings with the same scale; sums that come in
    /// several groups are then used up.
    /// </summary>
    internal static void Project(RadialProjection projection, SoapWorkspace workspace, Span<float> vector)
    {
        SoapSettings settings = projection.Settings;
        SoapMoments moments = workspace.Moments;
        Span<double> coefficients = workspace.Coefficients.AsSpan(0, projection.CoefficientCount);
        Span<double> spectrum = workspace.Spectrum.AsSpan(0, settings.Length);
        Span<double> sum = workspace.Sum.AsSpan(0, settings.Length);
        sum.Clear();
        double share = 1.0 / (moments.SpeciesCount * moments.SpeciesCount);
        do
        {
            foreach (SoapMoments.SpeciesPair pair in moments.Pairs)
            {
                projection.Apply(pair.Moments, coefficients);
                PowerSpectrum.AddNormalized(coefficients, settings, share * pair.Weight, spectrum, sum);
            }
        }
        while (!moments.HasOneGroup && moments.NextGroup());

        for (int k = 0; k < sum.Length; k++)
            vector[k] = (float)sum[k];
    }

    /// <summary>The structure without species of fewer atoms than <paramref name="minimum"/>.</summary>
    internal static AtomicStructure WithoutRareSpecies(AtomicStructure structure, int minimum)
    {
        if (minimum <= 1)
            return structure;
        Span<int> counts = stackalloc int[ChemicalElement.MaxAtomicNumber + 1];
        counts.Clear();
        foreach (ChemicalElement element in structure.Species)
            counts[element.AtomicNumber]++;
        var kept = new List<int>(structure.Count);
        for (int i = 0; i < structure.Count; i++)
        {
            if (counts[structure.Species[i].AtomicNumber] >= minimum)
                kept.Add(i);
        }

        return kept.Count == structure.Count ? structure : structure.Select([.. kept]);
    }
}
