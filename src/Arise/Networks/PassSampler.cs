using Arise.Numerics;

namespace Arise.Networks;

/// <summary>
/// Chooses which of T passes to make: a systematic sample along the order of their departures
/// (<see cref="PassImportance"/>), denser where the departure is larger.
/// </summary>
/// <remarks>
/// Pass t has the size x[t] proportional to sqrt(d[t]^2 + 0.3 mean d^2), at most ten times the mean, sum over t of
/// x[t] = 1. The passes are laid end to end in the order of their signed departure, a stretch of length x[t] each,
/// and those are taken that the points (j + o)/32, j = 0 .. 31, fall on. The offsets o follow van der Corput's
/// sequence from 1/2, so that k samples together are again systematic wherever k is a power of two. A pass met n[t]
/// times by m points stands for n[t]/(m x[t]) passes (M. H. Hansen, W. N. Hurwitz, Ann. Math. Stat. 14, 333 (1943)).
/// </remarks>
internal sealed class PassSampler
{
    /// <summary>Points per sample.</summary>
    public const int Points = TileKernel.Lanes;

    private const int Bins = 1024;
    private const double Background = 0.3;
    private const double Largest = 10;

    private readonly int[] _ends = new int[Bins + 1];
    private int[] _order = [];
    private double[] _sizes = [];
    private double[] _cumulative = [];
    private int[] _met = [];
    private int _count;
    private int _first;
    private uint _samples;

    /// <summary>Passes that can be chosen, in the order of their departures.</summary>
    public ReadOnlySpan<int> Order => _order.AsSpan(0, _count);

    /// <summary>Begins a descriptor.</summary>
    /// <param name="departures">Signed departure per pass.</param>
    /// <param name="first">The first pass that may be chosen.</param>
    /// <param name="end">One more than the last.</param>
    public void Begin(ReadOnlySpan<float> departures, int first, int end)
    {
        (_first, _count, _samples) = (first, end - first, 0);
        if (_order.Length < _count)
            (_order, _sizes, _cumulative, _met) =
                (new int[_count], new double[_count], new double[_count], new int[_count]);
        Array.Clear(_met, 0, _count);
        ReadOnlySpan<float> open = departures[first..end];
        Sort(open);
        double mean = 0;
        foreach (float d in open)
            mean += d * d;
        mean = Math.Max(mean / _count, 1e-12);
        double sum = 0;
        for (int i = 0; i < _count; i++)
            sum += _sizes[i] = Math.Sqrt((open[i] * open[i]) + (Background * mean));
        double limit = Largest * sum / _count, total = 0;
        for (int i = 0; i < _count; i++)
            total += _sizes[i] = Math.Min(_sizes[i], limit);
        double reached = 0;
        for (int k = 0; k < _count; k++)
        {
            int i = _order[k] - first;
            _sizes[i] /= total;
            _cumulative[k] = reached += _sizes[i];
        }
    }

    /// <summary>How many passes a pass stands for: 0 if it was not chosen. Up to a common factor.</summary>
    public double Weight(int pass) => _met[pass - _first] / _sizes[pass - _first];

    /// <summary>Draws one more sample.</summary>
    /// <param name="chosen">Receives the passes that were not chosen before.</param>
    /// <returns>How many.</returns>
    public int Draw(Span<int> chosen)
    {
        double offset = (VanDerCorput(_samples++) + 0.5) % 1;
        double total = _cumulative[_count - 1];
        int found = 0, k = 0;
        for (int j = 0; j < Points; j++)
        {
            double point = (j + offset) / Points * total;
            while (k < _count - 1 && _cumulative[k] <= point)
                k++;
            if (_met[_order[k] - _first]++ == 0)
                chosen[found++] = _order[k];
        }

        return found;
    }

    private static double VanDerCorput(uint n)
    {
        double value = 0;
        for (double place = 0.5; n != 0; n >>= 1, place /= 2)
            value += place * (n & 1);
        return value;
    }

    // Into bins of equal width up to the largest departure; within a bin in the order of the passes.
    private void Sort(ReadOnlySpan<float> departures)
    {
        float largest = 1e-12f;
        foreach (float d in departures)
            largest = Math.Max(largest, Math.Abs(d));
        float scale = (Bins / 2 - 1) / largest;
        Array.Clear(_ends);
        foreach (float d in departures)
            _ends[Bin(d, scale) + 1]++;
        for (int bin = 0; bin < Bins; bin++)
            _ends[bin + 1] += _ends[bin];
        for (int i = 0; i < departures.Length; i++)
            _order[_ends[Bin(departures[i], scale)]++] = _first + i;
    }

    private static int Bin(float departure, float scale) => (int)((departure * scale) + (Bins / 2));
}
