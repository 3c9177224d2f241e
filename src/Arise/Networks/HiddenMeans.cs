using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Arise.Numerics;

namespace Arise.Networks;

/// <summary>Sums of the hidden layers over passes, in double precision, and their means.</summary>
internal sealed unsafe class HiddenMeans
{
    private readonly double[][] _sums;
    private readonly double[][] _rectifiedSums;
    private readonly List<float[][]> _deferred = [];
    private bool _defers;
    private int _lanes;
    private double _passes;

    public HiddenMeans(ReadOnlySpan<int> hiddenSizes)
    {
        _sums = new double[hiddenSizes.Length][];
        _rectifiedSums = new double[hiddenSizes.Length][];
        for (int layer = 0; layer < hiddenSizes.Length; layer++)
        {
            _sums[layer] = new double[hiddenSizes[layer]];
            _rectifiedSums[layer] = new double[hiddenSizes[layer]];
        }
    }

    /// <summary>Announces a block of which the first <paramref name="lanes"/> lanes count, once each.</summary>
    public void Begin(int lanes)
    {
        (_lanes, _defers) = (lanes, false);
        _passes += lanes;
    }

    /// <summary>Announces a block whose weights are known only at <see cref="FinishDeferred"/>.</summary>
    public void BeginDeferred()
    {
        _defers = true;
        _deferred.Add(new float[_sums.Length][]);
    }

    /// <summary>Adds z [unit, lane] of one hidden layer.</summary>
    public void Add(int layer, float* z)
    {
        if (_defers)
        {
            _deferred[^1][layer] = new ReadOnlySpan<float>(z, _sums[layer].Length * TileKernel.Lanes).ToArray();
            return;
        }

        for (int unit = 0; unit < _sums[layer].Length; unit++)
        {
            double sum = 0, rectified = 0;
            for (int lane = 0; lane < _lanes; lane++)
            {
                float value = z[(unit * TileKernel.Lanes) + lane];
                sum += value;
                rectified += Math.Max(value, 0);
            }

            _sums[layer][unit] += sum;
            _rectifiedSums[layer][unit] += rectified;
        }
    }

    /// <summary>Adds the deferred blocks with their weights [block, lane].</summary>
    public void FinishDeferred(ReadOnlySpan<double> weights)
    {
        foreach (double weight in weights)
            _passes += weight;
        for (int block = 0; block < _deferred.Count; block++)
        {
            ReadOnlySpan<double> ofBlock = weights.Slice(block * TileKernel.Lanes, TileKernel.Lanes);
            for (int layer = 0; layer < _sums.Length; layer++)
                AddWeighted(layer, _deferred[block][layer], ofBlock);
        }
    }

    /// <summary>The means over all passes so far.</summary>
    public ImmutableArray<HiddenRepresentation> Means()
    {
        var means = new HiddenRepresentation[_sums.Length];
        for (int layer = 0; layer < means.Length; layer++)
            means[layer] = new HiddenRepresentation(Mean(_rectifiedSums[layer]), Mean(_sums[layer]));
        return ImmutableCollectionsMarshal.AsImmutableArray(means);

        ImmutableArray<float> Mean(double[] sums) => ImmutableCollectionsMarshal.AsImmutableArray(
            Array.ConvertAll(sums, sum => (float)(sum / _passes)));
    }

    private void AddWeighted(int layer, float[] z, ReadOnlySpan<double> weights)
    {
        for (int unit = 0; unit < _sums[layer].Length; unit++)
        {
            double sum = 0, rectified = 0;
            for (int lane = 0; lane < TileKernel.Lanes; lane++)
            {
                double value = z[(unit * TileKernel.Lanes) + lane];
                sum += weights[lane] * value;
                rectified += weights[lane] * Math.Max(value, 0);
            }

            _sums[layer][unit] += sum;
            _rectifiedSums[layer][unit] += rectified;
        }
    }
}
