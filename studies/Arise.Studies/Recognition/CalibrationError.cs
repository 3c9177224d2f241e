namespace Arise.Studies.Recognition;

/// <summary>
/// Expected calibration error (C. Guo et al., ICML 2017): mean over bins of the largest probability of
/// |accuracy - mean probability|, weighted by their rows.
/// </summary>
internal sealed class CalibrationError
{
    private const int Bins = 15;

    private readonly double[] _probability = new double[Bins];
    private readonly double[] _right = new double[Bins];
    private double _count;

    /// <summary>The error of the answers so far.</summary>
    public double Value =>
        Enumerable.Range(0, Bins).Sum(bin => Math.Abs(_probability[bin] - _right[bin])) / _count;

    /// <summary>Counts an answer as so many as its weight says.</summary>
    public void Add(double probability, bool right, double weight = 1)
    {
        int bin = Math.Min((int)(probability * Bins), Bins - 1);
        _probability[bin] += weight * probability;
        _right[bin] += right ? weight : 0;
        _count += weight;
    }
}
