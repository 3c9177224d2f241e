using Arise.Numerics;

namespace Arise.Explanation;

/// <summary>
/// Sums over pairs of points (p, x), of which the least sum of |x - F p - t|^2 follows; what the points do not tell of
/// F is taken from a first F.
/// </summary>
internal struct AffineFit
{
    private double _count;
    private Vector3D _sumP;
    private Vector3D _sumX;
    private Matrix3 _pp;
    private Matrix3 _xp;

    /// <summary>Number of pairs.</summary>
    public readonly int Count => (int)_count;

    /// <summary>Adds a pair: a point of the crystal and of the sample.</summary>
    public void Add(Vector3D p, Vector3D x)
    {
        _count++;
        _sumP += p;
        _sumX += x;
        _pp += Matrix3.Outer(p, p);
        _xp += Matrix3.Outer(x, p);
    }

    /// <summary>The best placement.</summary>
    /// <param name="first">An estimate of F.</param>
    /// <param name="ridge">How much the estimate weighs, in squared lengths of the crystal.</param>
    public readonly Placement Solve(Matrix3 first, double ridge)
    {
        Vector3D p = _sumP / _count, x = _sumX / _count;
        Matrix3 pp = _pp - (_count * Matrix3.Outer(p, p)) + (ridge * Matrix3.Identity);
        Matrix3 xp = _xp - (_count * Matrix3.Outer(x, p)) + (ridge * first);
        Matrix3 gradient = xp * pp.Inverse();
        return new Placement(gradient, x - gradient.Apply(p));
    }
}
