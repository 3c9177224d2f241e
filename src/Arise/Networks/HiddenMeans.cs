using Arise.Numerics;

namespace Arise.Networks;

/// <summary>Sums of the hidden layers over passes, in double precision.</summary>
internal sealed unsafe class HiddenMeans
{
    private readonly double[][] _sums;
    private readonly double[][] _rectifiedSums;
    private int _lanes;
    private long _passes;

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

    /// <summary>Announces a block of which the first <paramref name="lanes"/> lanes count.</summary>
    public void Begin(int lanes)
    {
        _lanes = lanes;
        _passes += lanes;
    }

    /// <summary>Adds z [unit, lane] of one hidden layer.</summary>
    public void Add(int layer, float* z)
    {
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

    /// <summary>The means over all passes so far.</summary>
    public HiddenRepresentation[] Means()
    {
        var means = new HiddenRepresentation[_sums.Length];
        for (int layer = 0; layer < means.Length; layer++)
        {
            means[layer] = new HiddenRepresentation(
                Array.ConvertAll(_rectifiedSums[layer], sum => (float)(sum / _passes)),
                Array.ConvertAll(_sums[layer], sum => (float)(sum / _passes)));
        }

        return means;
    }
}
