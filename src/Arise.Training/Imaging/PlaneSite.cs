namespace Arise.Imaging;

/// <summary>A column of atoms in projection.</summary>
/// <param name="X">Position in units of the nearest distance, or in pixels.</param>
/// <param name="Y">Position across.</param>
/// <param name="Weight">Integrated intensity; the brightest kind of a lattice has 1.</param>
internal readonly record struct PlaneSite(double X, double Y, double Weight)
{
    /// <summary>Distance to a point.</summary>
    public double Distance(double x, double y) => Math.Sqrt(((X - x) * (X - x)) + ((Y - y) * (Y - y)));
}
