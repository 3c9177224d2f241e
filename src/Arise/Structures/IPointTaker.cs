namespace Arise.Structures;

/// <summary>Takes the points of bins, a run of them at a time.</summary>
internal interface IPointTaker
{
    /// <summary>Forgets what it took before.</summary>
    void Begin();

    /// <summary>
    /// Takes points <paramref name="start"/> to <paramref name="end"/> (exclusive). Arrays are at least
    /// <see cref="NeighborBuffer.Slack"/> longer.
    /// </summary>
    /// <param name="x">Positions, Angstrom.</param>
    /// <param name="y">The same.</param>
    /// <param name="z">The same.</param>
    /// <param name="atoms">The atom that each point is, or is an image of.</param>
    /// <param name="start">First point.</param>
    /// <param name="end">Behind the last point.</param>
    void Take(double[] x, double[] y, double[] z, int[] atoms, int start, int end);
}
