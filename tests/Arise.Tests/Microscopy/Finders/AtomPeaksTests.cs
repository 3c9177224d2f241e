using Arise.Microscopy.Finders;

namespace Arise.Tests.Microscopy.Finders;

public class AtomPeaksTests
{
    [Fact]
    public void Gaussians_of_probability_are_found_between_pixels()
    {
        (double X, double Y)[] centers = [(6.3, 5.8), (15.25, 6.4), (10.5, 14.1)];
        AtomPeaks.Peak[] peaks = [.. AtomPeaks.Find(Map(24, 20, centers), 24, 20, 0, 4)];
        Assert.Equal(3, peaks.Length);
        foreach ((double x, double y) in centers)
            Assert.Contains(peaks, peak => Math.Abs(peak.X - x) < 0.02 && Math.Abs(peak.Y - y) < 0.02);
    }

    [Fact]
    public void Of_two_that_are_near_the_higher_one_stays()
    {
        float[] map = new float[30 * 30];
        Array.Fill(map, -9f);
        (map[(10 * 30) + 10], map[(10 * 30) + 13], map[(10 * 30) + 20]) = (2, 3, 1);
        Assert.Equal(
            [(13.0, 3.0), (20.0, 1.0)], AtomPeaks.Find(map, 30, 30, 0, 4).Select(peak => (peak.X, peak.LogOdds)));
    }

    [Fact]
    public void A_plateau_is_one_peak()
    {
        float[] map = new float[100];
        Array.Fill(map, 1f);
        Assert.Single(AtomPeaks.Find(map, 10, 10, 0, 2));
    }

    private static float[] Map(int width, int height, (double X, double Y)[] centers) =>
        [.. Enumerable.Range(0, width * height).Select(k =>
        {
            double p = centers.Max(center => 0.95 * Math.Exp(
                -(Math.Pow((k % width) - center.X, 2) + Math.Pow((k / width) - center.Y, 2)) / (2 * 1.1 * 1.1)));
            return (float)Math.Log(Math.Max(p, 1e-9) / (1 - p));
        })];
}
