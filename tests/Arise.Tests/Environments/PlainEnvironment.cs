using Arise.Environments;
using Arise.Numerics;
using Arise.Structures;

namespace Arise.Tests.Environments;

/// <summary>
/// The descriptor of embedded environments as its definition says it, in double precision, atom by atom, with brute
/// force over all images: the judge of the fast path.
/// </summary>
internal sealed class PlainEnvironment
{
    private readonly AtomicStructure _structure;
    private readonly EnvironmentSettings _settings;
    private readonly (int Atom, Vector3D Shift)[] _points;
    private readonly double[] _nearest;

    public PlainEnvironment(AtomicStructure structure, EnvironmentSettings settings, double reach)
    {
        (_structure, _settings) = (structure, settings);
        _points = [.. Points(structure, reach)];
        _nearest = [.. Atoms.Select(i => Neighbors(i, reach).Select(n => n.R).DefaultIfEmpty(1e99).Min())];
        double median = _nearest.Order().ElementAt((_nearest.Length - 1) / 2);
        for (int i = 0; i < _nearest.Length; i++)
            _nearest[i] = _nearest[i] > 4 * median ? double.PositiveInfinity : _nearest[i];
        double[] t = Smooth(_nearest, _nearest), first = Smooth(_nearest, t);
        double[] shell = [.. Atoms.Select(i => ShellMean(i, first[i]))];
        Scales = Smooth(shell, first);
    }

    /// <summary>Local scale per atom.</summary>
    public double[] Scales { get; }

    private IEnumerable<int> Atoms => Enumerable.Range(0, _structure.Count);

    /// <summary>The descriptor of an atom.</summary>
    public double[] Describe(int atom)
    {
        double d = Scales[atom], full = _settings.AveragingRadius - 0.1, end = _settings.AveragingRadius + 0.15;
        var blind = new double[9, 49];
        var order = new double[9, 49];
        AddCenter(atom, 1);
        foreach ((int j, double r, _) in Neighbors(atom, end * d))
        {
            if (Scales[j] > 0)
                AddCenter(j, r <= full * d ? 1 : (end - (r / d)) / (end - full));
        }

        double[] first = Spectrum(blind), second = Spectrum(order);
        double length = Math.Sqrt(first.Sum(p => p * p));
        return [.. first.Select(p => p / length), .. second.Select(p => p / length)];

        void AddCenter(int j, double weight)
        {
            double[,] b = Coefficients(j, false), o = Coefficients(j, true);
            for (int n = 0; n < 9; n++)
            {
                for (int lm = 0; lm < 49; lm++)
                {
                    blind[n, lm] += weight * b[n, lm];
                    order[n, lm] += weight * o[n, lm];
                }
            }
        }
    }

    private static double[] Spectrum(double[,] c)
    {
        var p = new List<double>();
        for (int n = 0; n < 9; n++)
        {
            for (int other = 0; other <= n; other++)
            {
                for (int l = 0; l <= 6; l++)
                {
                    double sum = Enumerable.Range(l * l, (2 * l) + 1).Sum(lm => c[n, lm] * c[other, lm]);
                    p.Add(sum * (n == other ? 1 : Math.Sqrt(2)) / Math.Sqrt((2 * l) + 1));
                }
            }
        }

        return [.. p];
    }

    // Cox and de Boor's recursion for the spline on five knots.
    private static double Spline(int n, double x, double start, double h)
    {
        double Knot(int k) => start + ((n + k) * h);
        double Basis(int k, int degree) => degree == 0
            ? x >= Knot(k) && x < Knot(k + 1) ? 1 : 0
            : ((x - Knot(k)) / (degree * h) * Basis(k, degree - 1))
                + ((Knot(k + degree + 1) - x) / (degree * h) * Basis(k + 1, degree - 1));
        return Basis(0, 3);
    }

    // Associated Legendre functions without the Condon-Shortley phase, from their closed sums.
    private static double[] Harmonics(Vector3D u)
    {
        var y = new double[49];
        double theta = Math.Acos(Math.Clamp(u.Z, -1, 1)), phi = Math.Atan2(u.Y, u.X);
        for (int l = 0; l <= 6; l++)
        {
            for (int m = 0; m <= l; m++)
            {
                double value = Math.Sqrt(((2 * l) + 1) / (4 * Math.PI) * Factorial(l - m) / Factorial(l + m))
                    * Legendre(l, m, Math.Cos(theta));
                if (m == 0)
                {
                    y[(l * l) + l] = value;
                    continue;
                }

                y[(l * l) + l + m] = Math.Sqrt(2) * value * Math.Cos(m * phi);
                y[(l * l) + l - m] = Math.Sqrt(2) * value * Math.Sin(m * phi);
            }
        }

        return y;
    }

    private static double Legendre(int l, int m, double x)
    {
        double sum = 0;
        for (int k = m; k <= l; k++)
        {
            double binomial = Factorial(l) / Factorial(k) / Factorial(l - k);
            double generalized = 1;
            for (int i = 0; i < l; i++)
                generalized *= (((l + k - 1) / 2.0) - i) / (i + 1);
            sum += Factorial(k) / Factorial(k - m) * Math.Pow(x, k - m) * binomial * generalized;
        }

        return Math.Pow(2, l) * Math.Pow(1 - (x * x), m / 2.0) * sum;
    }

    private static double Factorial(int n) => n <= 1 ? 1 : n * Factorial(n - 1);

    private static IEnumerable<(int, Vector3D)> Points(AtomicStructure structure, double reach)
    {
        int Most(bool periodic, Func<Lattice, Vector3D> reciprocal) => periodic
            ? (int)Math.Ceiling(reach * reciprocal(structure.Lattice!).Length) + 1
            : 0;
        int na = Most(structure.Periodicity.A, lattice => lattice.ReciprocalA);
        int nb = Most(structure.Periodicity.B, lattice => lattice.ReciprocalB);
        int nc = Most(structure.Periodicity.C, lattice => lattice.ReciprocalC);
        for (int i = 0; i < structure.Count; i++)
        {
            for (int a = -na; a <= na; a++)
            {
                for (int b = -nb; b <= nb; b++)
                {
                    for (int c = -nc; c <= nc; c++)
                    {
                        yield return (i, structure.Lattice is { } lattice
                            ? (a * lattice.A) + (b * lattice.B) + (c * lattice.C)
                            : Vector3D.Zero);
                    }
                }
            }
        }
    }

    private IEnumerable<(int Atom, double R, Vector3D V)> Neighbors(int i, double radius)
    {
        foreach ((int j, Vector3D shift) in _points)
        {
            Vector3D v = _structure.Positions[j] + shift - _structure.Positions[i];
            double r = v.Length;
            if (r > 0 && r < radius)
                yield return (j, r, v);
        }
    }

    private double[] Smooth(double[] values, double[] references) => [.. Atoms.Select(i =>
    {
        if (!double.IsFinite(_nearest[i]))
            return 0;
        double[] near = [.. Neighbors(i, 2.2 * references[i])
            .Where(n => double.IsFinite(_nearest[n.Atom])).Select(n => values[n.Atom])];
        return ((2 * values[i]) + near.Sum()) / (2 + near.Length);
    })];

    private double ShellMean(int i, double first)
    {
        if (first == 0)
            return 0;
        double sum = 0, total = 0;
        foreach ((_, double r, _) in Neighbors(i, 1.6 * first))
        {
            double u = r / first, w = u < 1.25 ? 1 : 0.5 * (1 + Math.Cos(Math.PI * (u - 1.25) / 0.35));
            (sum, total) = (sum + (w * r), total + w);
        }

        return sum / total;
    }

    private double[,] Coefficients(int j, bool ordered)
    {
        var c = new double[9, 49];
        double d = Scales[j], cutoff = _settings.Cutoff, h = (cutoff - _settings.Start) / 12;
        (int Atom, double R, Vector3D V)[] near = [.. Neighbors(j, cutoff * d)];
        double Share(int species) => near
            .Select(n => (n.Atom, n.R)).Append((j, 0))
            .Sum(n => _structure.Species[n.Item1].AtomicNumber == species ? Weight(n.Item2) : 0)
            / (1 + near.Sum(n => Weight(n.R)));
        double Weight(double r) => Math.Pow(1 - Math.Pow(r / (cutoff * d), 2), 2);
        var shares = _structure.DistinctSpecies()
            .ToDictionary(s => s.AtomicNumber, s => Share(s.AtomicNumber));
        double squares = shares.Values.Sum(x => x * x);
        foreach ((int k, double r, Vector3D v) in near)
        {
            (int mine, int other) = (_structure.Species[j].AtomicNumber, _structure.Species[k].AtomicNumber);
            double s = ordered ? 2 * ((mine == other ? 1 : 0) - shares[mine] - shares[other] + squares) : 1;
            double[] y = Harmonics((1 / r) * v);
            for (int n = 0; n < 9; n++)
            {
                double g = s * Spline(n, r / d, _settings.Start, h) / (r / d);
                for (int lm = 0; lm < 49; lm++)
                    c[n, lm] += g * y[lm];
            }
        }

        return c;
    }
}
