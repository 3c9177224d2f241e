using MathNet.Numerics;
using MathNet.Numerics.IntegralTransforms;

namespace Arise.Numerics;

/// <summary>
/// Discrete Fourier transform of a square of numbers,
/// <c>F[v, u] = sum over y, x of f[y, x] exp(-2 pi i (u x + v y) / n)</c>, not scaled. One instance serves one thread.
/// </summary>
/// <param name="side">n, a power of two.</param>
internal sealed class PlaneFourier(int side)
{
    private readonly Complex32[] _line = new Complex32[side];

    /// <summary>Transforms in place.</summary>
    /// <param name="plane">n x n numbers, row by row.</param>
    public void Forward(Complex32[] plane) => Transform(plane, forward: true);

    /// <summary>The inverse, in place: Forward and Inverse together multiply by n^2.</summary>
    /// <param name="plane">n x n numbers, row by row.</param>
    public void Inverse(Complex32[] plane) => Transform(plane, forward: false);

    private void Transform(Complex32[] plane, bool forward)
    {
        for (int turn = 0; turn < 2; turn++)
        {
            for (int row = 0; row < side; row++)
            {
                Span<Complex32> values = plane.AsSpan(row * side, side);
                values.CopyTo(_line);
                if (forward)
                    Fourier.Forward(_line, FourierOptions.NoScaling);
                else
                    Fourier.Inverse(_line, FourierOptions.NoScaling);
                _line.CopyTo(values);
            }

            Transpose(plane);
        }
    }

    private void Transpose(Complex32[] plane)
    {
        for (int y = 1; y < side; y++)
        {
            for (int x = 0; x < y; x++)
                (plane[(y * side) + x], plane[(x * side) + y]) = (plane[(x * side) + y], plane[(y * side) + x]);
        }
    }
}
