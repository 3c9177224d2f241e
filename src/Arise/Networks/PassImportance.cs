using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Arise.Numerics;

namespace Arise.Networks;

/// <summary>
/// How far each pass departs from the mean of all, according to the linearized network: what makes some passes matter
/// more for the mutual information than others.
/// </summary>
/// <remarks>
/// The departure of pass t is the squared Hellinger distance d[t]^2 = 1 - sum over c of sqrt(p[t, c] p[c]) between
/// its probabilities and their mean over all passes; it follows the relative entropy of the two, whose mean is the
/// mutual information, and needs no logarithm.
/// </remarks>
internal sealed unsafe class PassImportance
{
    private const int Lanes = TileKernel.Lanes;
    private const int Classes = Linearization.Followed;

    private readonly SoftmaxBlock _softmax = new(Classes);
    private readonly AlignedBuffer<float> _passes = new(Lanes * Classes);
    private readonly AlignedBuffer<float> _logits = new(Classes * Lanes);
    private readonly AlignedBuffer<float> _mean = new(Classes * Lanes);
    private AlignedBuffer<float> _probabilities = new(0);
    private AlignedBuffer<float> _departures = new(0);

    /// <summary>
    /// Signed departure of every pass, rounded up to whole blocks of 32: d[t], negative where the likeliest class has
    /// at least its mean probability.
    /// </summary>
    public ReadOnlySpan<float> Departures => _departures.Span;

    /// <summary>Computes the departures of all passes.</summary>
    /// <param name="linearization">The linearized network.</param>
    /// <param name="units">Absent units, pass by pass.</param>
    /// <param name="ends">Where each pass ends; as many as passes, in whole blocks of 32.</param>
    public void Compute(Linearization linearization, ReadOnlySpan<int> units, ReadOnlySpan<int> ends)
    {
        int blocks = ends.Length / Lanes;
        if (_departures.Length != ends.Length)
        {
            _probabilities = new AlignedBuffer<float>(ends.Length * Classes);
            _departures = new AlignedBuffer<float>(ends.Length);
        }

        _mean.Span.Clear();
        for (int block = 0; block < blocks; block++)
        {
            for (int lane = 0; lane < Lanes; lane++)
            {
                int pass = (block * Lanes) + lane;
                ReadOnlySpan<int> absent = units[(pass == 0 ? 0 : ends[pass - 1])..ends[pass]];
                TakeAway(
                    linearization.Base.Pointer,
                    linearization.Effects.Pointer,
                    absent,
                    _passes.Pointer + (lane * Classes));
            }

            for (int lane = 0; lane < Lanes; lane += BlockTranspose.Size)
            {
                for (int c = 0; c < Classes; c += BlockTranspose.Size)
                {
                    BlockTranspose.Transpose(
                        _passes.Pointer + (lane * Classes) + c, Classes, _logits.Pointer + (c * Lanes) + lane, Lanes);
                }
            }

            _softmax.Run(_logits.Pointer);
            AddRoots(_softmax.Probabilities.Pointer, _probabilities.Pointer + (block * Classes * Lanes));
        }

        FinishMean(ends.Length);
        for (int block = 0; block < blocks; block++)
            Depart(_probabilities.Pointer + (block * Classes * Lanes), _departures.Pointer + (block * Lanes));
    }

    // logits = base - summed effects of the absent units, in four chains of additions that overlap.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void TakeAway(float* start, float* effects, ReadOnlySpan<int> absent, float* logits)
    {
        Vector512<float> s0 = Vector512.Load(start);
        Vector512<float> s1 = Vector512<float>.Zero, s2 = s1, s3 = s1;
        int i = 0;
        for (; i + 4 <= absent.Length; i += 4)
        {
            s0 -= Vector512.Load(effects + ((nint)absent[i] * Classes));
            s1 -= Vector512.Load(effects + ((nint)absent[i + 1] * Classes));
            s2 -= Vector512.Load(effects + ((nint)absent[i + 2] * Classes));
            s3 -= Vector512.Load(effects + ((nint)absent[i + 3] * Classes));
        }

        for (; i < absent.Length; i++)
            s0 -= Vector512.Load(effects + ((nint)absent[i] * Classes));
        ((s0 + s1) + (s2 + s3)).Store(logits);
    }

    // Keeps the roots and adds the probabilities to their sums per class and lane.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddRoots(float* probabilities, float* roots)
    {
        float* mean = _mean.Pointer;
        for (int i = 0; i < Classes * Lanes; i += Vector256<float>.Count)
        {
            Vector256<float> p = Vector256.Load(probabilities + i);
            (Vector256.Load(mean + i) + p).Store(mean + i);
            Vector256.Sqrt(p).Store(roots + i);
        }
    }

    // Turns the sums into the root of the mean per class, in all lanes.
    private void FinishMean(int passes)
    {
        for (int c = 0; c < Classes; c++)
        {
            Span<float> row = _mean.Span.Slice(c * Lanes, Lanes);
            double sum = 0;
            foreach (float p in row)
                sum += p;
            row.Fill((float)Math.Sqrt(sum / passes));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Depart(float* roots, float* departures)
    {
        // The classes descend by their probability in the passes that the linearization saw: the first is the
        // likeliest.
        float* mean = _mean.Pointer;
        for (int lane = 0; lane < Lanes; lane += Vector256<float>.Count)
        {
            Vector256<float> overlap = Vector256<float>.Zero;
            for (int c = 0; c < Classes; c++)
            {
                overlap = Vector256.FusedMultiplyAdd(
                    Vector256.Load(roots + (c * Lanes) + lane), Vector256.Load(mean + (c * Lanes)), overlap);
            }

            Vector256<float> departure =
                Vector256.Sqrt(Vector256.MaxNative(Vector256<float>.One - overlap, Vector256<float>.Zero));
            Vector256<float> below = Vector256.LessThan(Vector256.Load(roots + lane), Vector256.Load(mean));
            Vector256.ConditionalSelect(below, departure, -departure).Store(departures + lane);
        }
    }
}
