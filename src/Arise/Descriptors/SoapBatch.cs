using System.Runtime.ExceptionServices;
using Arise.Structures;

namespace Arise.Descriptors;

/// <summary>
/// Describes many structures side by side, each under one setting or several that differ in cutoff, sigma and scale.
/// The pair sums of a structure serve all settings of one scale. Immutable; the same bytes on any number of threads.
/// </summary>
internal sealed class SoapBatch
{
    private readonly (double Scale, RadialProjection Projection)[] _settings;
    private readonly SoapSettings _family;
    private readonly double _reach;

    /// <summary>Prepares the radial functions.</summary>
    /// <param name="settings">At least one; settings of one scale stand together.</param>
    /// <exception cref="ArgumentException">A setting is out of range, or the vectors differ in length.</exception>
    public SoapBatch(params IReadOnlyList<SoapSettings> settings)
    {
        ArgumentOutOfRangeException.ThrowIfZero(settings.Count);
        _family = settings[0];
        _reach = settings.Max(setting => setting.Cutoff);
        var projections = new Dictionary<SoapSettings, RadialProjection>();
        _settings = new (double, RadialProjection)[settings.Count];
        for (int s = 0; s < _settings.Length; s++)
        {
            if (!IsOfFamily(settings[s]))
            {
                throw new ArgumentException(
                    "Settings of one batch may differ in cutoff, sigma, switching width and scale only.",
                    nameof(settings));
            }

            // The projection does not know the scale.
            SoapSettings unscaled = settings[s] with { Scale = 1 };
            if (!projections.TryGetValue(unscaled, out RadialProjection? projection))
                projections.Add(unscaled, projection = new RadialProjection(unscaled));
            _settings[s] = (settings[s].Scale, projection);
        }
    }

    /// <summary>Components of one structure: the vector of the first setting, of the second, and so on.</summary>
    public int Length => _settings.Length * _family.Length;

    /// <summary>Describes structures.</summary>
    /// <param name="count">How many.</param>
    /// <param name="structure">Gives a structure by its number, on the thread that describes it.</param>
    /// <param name="vectors">Receives [structure, setting, component].</param>
    /// <param name="scale">Factor of the scales of all settings by the number of the structure; 1 when null.</param>
    /// <param name="threads">Threads; 0 for one per processor.</param>
    /// <param name="counter">Is told of each structure.</param>
    /// <param name="cancellation">Stops the work between structures.</param>
    /// <exception cref="DescriptorException">
    /// A structure has two atoms at one place; of several such structures the first is told of.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public void Compute(
        int count,
        Func<int, AtomicStructure> structure,
        Memory<float> vectors,
        Func<int, double>? scale = null,
        int threads = 0,
        StepCounter? counter = null,
        CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(vectors.Length, checked(count * Length));
        var gate = new Lock();
        (int Number, Exception Error)? first = null;
        Parallel.For(
            0,
            count,
            ThreadCount.Parallel(threads, cancellation),
            () => new SoapWorkspace(_family, _reach),
            (number, loop, workspace) =>
            {
                try
                {
                    Span<float> own = vectors.Span.Slice(number * Length, Length);
                    Describe(structure(number), scale?.Invoke(number) ?? 1, workspace, own);
                    counter?.Add();
                }
                catch (Exception error)
                {
                    // All structures before it are still described, so that the error does not depend on the threads.
                    loop.Break();
                    lock (gate)
                    {
                        if (first is null || number < first.Value.Number)
                            first = (number, error);
                    }
                }

                return workspace;
            },
            _ => { });
        if (first is not { } failure)
            return;
        if (failure.Error is DescriptorException)
        {
            throw new DescriptorException(
                $"Structure {failure.Number + 1}: {failure.Error.Message}", failure.Error);
        }

        ExceptionDispatchInfo.Throw(failure.Error);
    }

    private void Describe(AtomicStructure structure, double factor, SoapWorkspace workspace, Span<float> vectors)
    {
        AtomicStructure kept = SoapDescriptor.WithoutRareSpecies(structure, _family.MinimumAtomsPerSpecies);
        SpeciesPairDistances distances = NearestNeighborDistance.Compute(kept, workspace.Nearest);
        double summed = double.NaN;
        for (int s = 0; s < _settings.Length; s++)
        {
            double scale = factor * _settings[s].Scale;
            if (scale != summed || !workspace.Moments.HasOneGroup)
                workspace.Moments.Compute(kept, distances, summed = scale);
            SoapDescriptor.Project(
                _settings[s].Projection, workspace, vectors.Slice(s * _family.Length, _family.Length));
        }
    }

    private bool IsOfFamily(SoapSettings settings) =>
        settings.MaxDegree == _family.MaxDegree
        && settings.RadialFunctions == _family.RadialFunctions
        && settings.MinimumAtomsPerSpecies == _family.MinimumAtomsPerSpecies;
}
