using Arise.Numerics;
using MathNet.Numerics;
using MathNet.Numerics.IntegralTransforms;

namespace Arise.Tests.Numerics;

public class PlaneFourierTests
{
    [Theory]
    [InlineData(16)]
    [InlineData(128)]
    public void Numbers_are_those_of_a_library(int side)
    {
        var random = new Random(4);
        float[] real = [.. Enumerable.Range(0, side * side).Select(_ => (float)random.NextDouble())];
        float[] imaginary = [.. Enumerable.Range(0, side * side).Select(_ => (float)random.NextDouble())];
        float[] givenReal = [.. real], givenImaginary = [.. imaginary];
        Complex32[] expected = Plain(real, imaginary, side);
        var fourier = new PlaneFourier(side);
        fourier.Forward(real, imaginary);
        for (int k = 0; k < expected.Length; k++)
        {
            Assert.Equal(expected[k].Real, real[k], 2e-5 * side * side);
            Assert.Equal(expected[k].Imaginary, imaginary[k], 2e-5 * side * side);
        }

        fourier.Inverse(real, imaginary);
        for (int k = 0; k < real.Length; k++)
        {
            Assert.Equal(givenReal[k], real[k] / (side * side), 1e-5);
            Assert.Equal(givenImaginary[k], imaginary[k] / (side * side), 1e-5);
        }
    }

    [Fact]
    public void A_wave_is_one_number()
    {
        const int side = 32;
        float[] real = [.. Enumerable.Range(0, side * side).Select(k =>
            (float)Math.Cos(2 * Math.PI * ((3 * (k % side)) + (5 * (k / side))) / side))];
        float[] imaginary = new float[side * side];
        new PlaneFourier(side).Forward(real, imaginary);
        Assert.Equal(0.5 * side * side, real[(5 * side) + 3], 0.01);
        Assert.Equal(0.5 * side * side, real[(27 * side) + 29], 0.01);
        Assert.Equal(2, real.Count(value => Math.Abs(value) > 1));
    }

    [Fact]
    public void Other_sizes_are_refused() => Assert.Throws<ArgumentException>(() => new PlaneFourier(48));

    // Rows, then columns.
    private static Complex32[] Plain(float[] real, float[] imaginary, int side)
    {
        Complex32[] plane = [.. real.Zip(imaginary, (x, y) => new Complex32(x, y))];
        for (int row = 0; row < side; row++)
        {
            Complex32[] line = plane[(row * side)..((row + 1) * side)];
            Fourier.Forward(line, FourierOptions.NoScaling);
            line.CopyTo(plane, row * side);
        }

        for (int column = 0; column < side; column++)
        {
            Complex32[] line = [.. Enumerable.Range(0, side).Select(row => plane[(row * side) + column])];
            Fourier.Forward(line, FourierOptions.NoScaling);
            for (int row = 0; row < side; row++)
                plane[(row * side) + column] = line[row];
        }

        return plane;
    }
}
