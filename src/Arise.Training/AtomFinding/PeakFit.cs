using Arise.Microscopy.Finders;

namespace Arise.AtomFinding;

/// <summary>Fits a <see cref="PeakCalibration"/> to peaks of which it is known whether they are atoms.</summary>
internal static class PeakFit
{
    private const int Iterations = 50;
    private const double Converged = 1e-10;

    // A weak pull to slope 1 and offset 0, so that peaks that are all atoms give finite numbers.
    private const double Pull = 1e-3;

    /// <summary>Maximum likelihood by Newton's method.</summary>
    public static PeakCalibration Fit(IReadOnlyList<(double LogOdds, bool IsAtom)> peaks)
    {
        double slope = 1, offset = 0;
        for (int k = 0; k < Iterations; k++)
        {
            double g0 = -Pull * (slope - 1), g1 = -Pull * offset, h00 = Pull, h01 = 0, h11 = Pull;
            foreach ((double z, bool isAtom) in peaks)
            {
                double p = new PeakCalibration(slope, offset).Probability(z), w = p * (1 - p);
                double error = (isAtom ? 1 : 0) - p;
                g0 += error * z;
                g1 += error;
                h00 += w * z * z;
                h01 += w * z;
                h11 += w;
            }

            double determinant = (h00 * h11) - (h01 * h01);
            double ds = ((h11 * g0) - (h01 * g1)) / determinant, dO = ((h00 * g1) - (h01 * g0)) / determinant;
            double step = Math.Min(1, 1 / Math.Max(Math.Abs(ds), Math.Abs(dO)));
            (slope, offset) = (slope + (step * ds), offset + (step * dO));
            if (Math.Abs(ds) + Math.Abs(dO) < Converged)
                break;
        }

        // Higher odds never mean fewer atoms.
        return new PeakCalibration(Math.Max(slope, 0.05), offset);
    }
}
