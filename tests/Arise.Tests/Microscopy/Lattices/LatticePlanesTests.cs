using Arise.Microscopy.Lattices;

namespace Arise.Tests.Microscopy.Lattices;

public class LatticePlanesTests
{
    private const int Side = 200;

    [Theory]
    [InlineData(6.3, 0)]
    [InlineData(14.2, 17)]
    [InlineData(23.0, 40)]
    public void The_planes_of_a_square_lattice_are_measured(double spacing, double degrees)
    {
        double? found = LatticePlanes.Find(Square(spacing, degrees, 1), Side, Side).Spots;
        Assert.NotNull(found);
        Assert.Equal(spacing, found.Value, 0.04 * spacing);
    }

    [Fact]
    public void One_set_of_lines_and_noise_are_no_lattice()
    {
        var random = new Random(2);
        Assert.Null(LatticePlanes.Find(
            [.. Enumerable.Range(0, Side * Side).Select(_ => (float)random.NextDouble())], Side, Side).Spots);
        Assert.Null(LatticePlanes.Find(
            [.. Enumerable.Range(0, Side * Side).Select(k =>
                (float)(Math.Sin(k / Side / 2.0) + (0.5 * random.NextDouble())))],
            Side,
            Side).Spots);
        Assert.Null(LatticePlanes.Find(new float[20 * 20], 20, 20).Spots);
    }

    private static float[] Square(double spacing, double degrees, double noise)
    {
        var random = new Random(4);
        (double sin, double cos) = Math.SinCos(Math.PI * degrees / 180);
        return [.. Enumerable.Range(0, Side * Side).Select(k =>
        {
            (double x, double y) = (k % Side, k / Side);
            (double u, double v) = ((cos * x) + (sin * y), (cos * y) - (sin * x));
            return (float)(Math.Cos(2 * Math.PI * u / spacing) + Math.Cos(2 * Math.PI * v / spacing)
                + (noise * (random.NextDouble() - 0.5) * Math.Sqrt(12)));
        })];
    }
}
