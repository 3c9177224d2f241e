using Arise.Structures;

namespace Arise.Descriptors;

/// <summary>The buffers that one thread needs to compute <see cref="OrderDescriptor"/>.</summary>
internal sealed class OrderWorkspace
{
    /// <summary>Buffers for these settings.</summary>
    public OrderWorkspace(OrderDescriptorSettings settings)
    {
        int bins = RadialBins.Count(settings.Cutoff), degrees = settings.MaxDegree + 1;
        var scratch = new PairMoments.Scratch(bins, settings.MaxDegree);
        All = new PairMoments(bins, settings.MaxDegree, evenOnly: true, scratch);
        Order = new PairMoments(bins, settings.MaxDegree, evenOnly: true, scratch, isWeighted: true);
        Coefficients = new double[degrees * degrees * settings.RadialFunctions];
        Spectrum = new double[settings.Functions.Length];
    }

    /// <summary>Sums over all pairs.</summary>
    public PairMoments All { get; }

    /// <summary>Sums over all pairs, weighted by the order of their species.</summary>
    public PairMoments Order { get; }

    public NearestDistances Nearest { get; } = new();

    public NeighborSearch Search { get; } = new();

    public NeighborBuffer Neighbors { get; } = new();

    public double[] Coefficients { get; }

    public double[] Spectrum { get; }

    public float[] Weights { get; set; } = [];
}
