using Arise.Microscopy;
using Arise.Microscopy.Finders;

namespace Arise.Tests.Microscopy.Preparation;

public class ContrastSignTests
{
    private const int Side = 160;
    private static readonly (double X, double Y, double Height)[] Honeycomb = GaussianAtoms.Lattice(
        Side, (15, 0), (7.5, 15 * Math.Sqrt(0.75)), (0, 0, 1), (1 / 3.0, 1 / 3.0, 1));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_covers_a_part_of_the_sample_does_not_turn_the_contrast(bool isSaturated)
    {
        // Counted electrons: the variance of the noise grows with the intensity. A bright patch covers a corner.
        (double X, double Y, double Height)[] patch = [.. Enumerable.Range(0, 60)
            .Select(k => (100.0 + (7 * (k % 8)), 95.0 + (8 * (k / 8)), 6.0))];
        float[] values = GaussianAtoms.Draw(Side, Honeycomb, 3, 0.1, 0.3);
        float[] cover = GaussianAtoms.Draw(Side, patch, 7, 0);
        float top = isSaturated ? 12 : float.PositiveInfinity;
        for (int k = 0; k < values.Length; k++)
            values[k] = Math.Min(values[k] + cover[k], top);
        Assert.False(new AtomSearch().Find(new MicroscopeImage(Side, Side, values)).IsInverted);
        if (!isSaturated)
        {
            Assert.True(new AtomSearch().Find(new MicroscopeImage(
                Side, Side, [.. values.Select(value => 100 - value)])).IsInverted);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(3.4)]
    public void Graphene_without_noise_is_bright_under_any_probe(double sigma) => Assert.False(new AtomSearch().Find(
        new MicroscopeImage(Side, Side, GaussianAtoms.Draw(Side, Honeycomb, sigma, 0))).IsInverted);

    [Fact]
    public void Without_noise_the_shape_tells()
    {
        float[] values = GaussianAtoms.Draw(
            Side, GaussianAtoms.Lattice(Side, (14, 0), (7, 14 * Math.Sqrt(0.75)), (0, 0, 1)), 2.4, 0);
        Assert.False(new AtomSearch().Find(new MicroscopeImage(Side, Side, values)).IsInverted);
        Assert.True(new AtomSearch().Find(
            new MicroscopeImage(Side, Side, [.. values.Select(value => 9 - value)])).IsInverted);
    }
}
