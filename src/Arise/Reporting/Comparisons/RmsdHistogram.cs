using Arise.Reporting.Figures;

namespace Arise.Reporting.Comparisons;

/// <summary>How many atoms have which deviation from their best template, whatever the cutoff.</summary>
/// <param name="cutoff">Largest deviation of an atom that is named; infinite for none.</param>
internal sealed class RmsdHistogram(double cutoff)
{
    private const double Largest = 0.3;
    private const int Bins = 60;

    // Atoms whose best match is worse are left out.
    private readonly long[] _counts = new long[Bins];
    private long _atoms;

    /// <summary>Adds the deviations of atoms; not a number without a match.</summary>
    public void Add(ReadOnlySpan<double> rmsds)
    {
        _atoms += rmsds.Length;
        foreach (double rmsd in rmsds)
        {
            if (rmsd < Largest)
                _counts[(int)(rmsd / Largest * Bins)]++;
        }
    }

    /// <summary>The histogram, in shares of all atoms.</summary>
    public Panel ToPanel()
    {
        double[] shares = [.. _counts.Select(count => count / (double)Math.Max(_atoms, 1))];
        double width = Largest / Bins;
        var bars = new Bars(
            [.. shares.Select((_, k) => k * width)], [.. shares.Select((_, k) => (k + 1) * width)], shares);
        var axis = new Axis("deviation from the template (RMSD)") { Minimum = 0, Maximum = Largest };
        var share = new Axis("share of the atoms") { Minimum = 0 };
        return cutoff < Largest
            ? new Panel(
                axis, share, bars, new Series([cutoff, cutoff], [0, shares.Max()]) { Name = "cutoff", Dash = 3 })
            : new Panel(axis, share, bars);
    }
}
