using Arise.Defects;
using Arise.Numerics;
using Arise.Prototypes;
using Arise.Structures;

namespace Arise.Tests.Defects;

public class DisplacementsTests
{
    private static readonly AtomicStructure Block =
        Supercell.Repeat(PrototypeLibrary.Find("fcc").Structure, 20, 20, 20);

    [Fact]
    public void Uniform_displacements_fill_their_bounds_evenly()
    {
        const double amplitude = 0.25;
        double[] steps = Steps(Displacements.Uniform(Block, amplitude, 5, 6));
        Assert.All(steps, step => Assert.InRange(step, -amplitude, amplitude));
        Assert.Equal(0, steps.Average(), 4 * amplitude / Math.Sqrt(3.0 * steps.Length));
        const int bins = 10;
        double expected = (double)steps.Length / bins;
        for (int bin = 0; bin < bins; bin++)
        {
            double low = amplitude * ((2.0 * bin / bins) - 1), high = low + (2 * amplitude / bins);
            Assert.Equal(expected, steps.Count(step => step >= low && step < high), 4.5 * Math.Sqrt(expected));
        }
    }

    [Fact]
    public void Gaussian_displacements_have_the_moments_of_the_normal_distribution()
    {
        const double deviation = 0.15;
        double[] steps = Steps(Displacements.Gaussian(Block, deviation, 5, 6));
        int n = steps.Length;
        double second = steps.Average(s => s * s) / (deviation * deviation);
        double fourth = steps.Average(s => Math.Pow(s / deviation, 4));
        Assert.Equal(0, steps.Average() / deviation, 4.5 / Math.Sqrt(n));
        Assert.Equal(1, second, 4.5 * Math.Sqrt(2.0 / n));
        Assert.Equal(3, fourth, 4.5 * Math.Sqrt(96.0 / n));
    }

    // Standard error of a correlation of n independent pairs: 1 / sqrt(n).
    [Fact]
    public void Components_and_atoms_move_independently()
    {
        double[] steps = Steps(Displacements.Uniform(Block, 1, 5, 6));
        foreach (int lag in new[] { 1, 2, 3 })
        {
            double product = 0;
            for (int i = lag; i < steps.Length; i++)
                product += steps[i] * steps[i - lag];
            Assert.Equal(0, 3 * product / steps.Length, 4.5 / Math.Sqrt(steps.Length));
        }
    }

    [Fact]
    public void Threads_change_nothing_and_no_amplitude_moves_nothing()
    {
        var made = new AtomicStructure[8];
        Parallel.For(0, made.Length, new ParallelOptions { MaxDegreeOfParallelism = 4 }, k =>
            made[k] = Displacements.Uniform(Block, 0.1, 3, (ulong)k));
        for (int k = 0; k < made.Length; k++)
            Assert.Equal(Displacements.Uniform(Block, 0.1, 3, (ulong)k).Positions, made[k].Positions);
        Assert.NotEqual(made[0].Positions.ToArray(), made[1].Positions.ToArray());
        Assert.Equal(Block.Positions, Displacements.Uniform(Block, 0, 3).Positions);
        Assert.Throws<ArgumentOutOfRangeException>(() => Displacements.Uniform(Block, -1, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => Displacements.Gaussian(Block, double.NaN, 3));
    }

    private static double[] Steps(AtomicStructure moved)
    {
        Assert.Equal(Block.Lattice, moved.Lattice);
        var steps = new List<double>();
        for (int atom = 0; atom < Block.Count; atom++)
        {
            Vector3D step = moved.Positions[atom] - Block.Positions[atom];
            steps.AddRange([step.X, step.Y, step.Z]);
        }

        return [.. steps];
    }
}
