using Arise.AtomFinding;
using Arise.Microscopy.Finders;
using Arise.Numerics;

namespace Arise.Tests.AtomFinding;

public class PeakFitTests
{
    [Fact]
    public void It_finds_the_relation_that_the_peaks_were_drawn_from()
    {
        var truth = new PeakCalibration(1.7, -0.8);
        var random = new RandomNumbers(3, 4);
        PeakCalibration fit = PeakFit.Fit([.. Enumerable.Range(0, 20000).Select(k =>
        {
            double z = 2 * random.Normal(2 * (ulong)k);
            return (z, random.Uniform((2 * (ulong)k) + 100000) < truth.Probability(z));
        })]);
        Assert.Equal(truth.Slope, fit.Slope, 0.1);
        Assert.Equal(truth.Offset, fit.Offset, 0.1);
        Assert.Equal(0.3, fit.Probability(fit.LogOdds(0.3)), 1e-12);
    }

    [Fact]
    public void Peaks_that_are_all_atoms_or_none_at_all_give_finite_numbers()
    {
        PeakCalibration all = PeakFit.Fit([.. Enumerable.Range(0, 100).Select(k => (k / 50.0, true))]);
        Assert.True(double.IsFinite(all.Slope) && double.IsFinite(all.Offset) && all.Probability(0) > 0.9);
        Assert.Equal(new PeakCalibration(1, 0), PeakFit.Fit([]));
    }
}
