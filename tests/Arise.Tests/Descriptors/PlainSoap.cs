using System.Numerics;
using Arise.Descriptors;
using Arise.Structures;

namespace Arise.Tests.Descriptors;

/// <summary>
/// The averaged SOAP vector written down plainly in double precision, pair by pair as the definition reads: the judge
/// of the fast path. Complex spherical harmonics, no tables, no symmetry used.
/// </summary>
internal static class PlainSoap
{
    public static double[] Compute(AtomicStructure structure, SoapSettings? settings = null) =>
        Compute(structure, NearestNeighborDistance.Compute(structure), settings ?? SoapSettings.Default);

    public static double[] Compute(AtomicStructure structure, SpeciesPairDistances distances, SoapSettings settings)
    {
        var sum = new double[settings.Length];
        int species = distances.Species.Length;
        for (int a = 0; a < species; a++)
        {
            for (int b = 0; b < species; b++)
            {
                if (double.IsNaN(distances[a, b]))
                    continue;
                double[] q = Pair(
                    structure, distances.Species[a], distances.Species[b], settings.Scale * distances[a, b], settings);
                for (int k = 0; k < q.Length; k++)
                    sum[k] += q[k] / (species * species);
            }
        }

        return sum;
    }

    /// <summary>
    /// The normalized vector of one ordered pair of species, lengths divided by <paramref name="unit"/>.
    /// </summary>
    public static double[] Pair(
        AtomicStructure structure, ChemicalElement center, ChemicalElement neighbor, double unit, SoapSettings settings)
    {
        int degrees = settings.MaxDegree + 1;
        var basis = new RadialBasis(settings);
        var coefficients = new Complex[degrees, degrees, settings.RadialFunctions];
        var search = new NeighborSearch(structure, settings.Cutoff * unit);
        var buffer = new NeighborBuffer();
        for (int i = 0; i < structure.Count; i++)
        {
            if (structure.Species[i] != center)
                continue;
            search.Find(i, buffer);
            for (int k = 0; k < buffer.Count; k++)
            {
                if (structure.Species[buffer.Atoms[k]] == neighbor)
                    AddPair(buffer.X[k] / unit, buffer.Y[k] / unit, buffer.Z[k] / unit, basis, settings, coefficients);
            }
        }

        return PowerSpectrum(coefficients, basis, settings);
    }

    /// <summary>The spectrum, not normalized, of all ordered pairs of atoms with a weight each.</summary>
    public static double[] Weighted(
        AtomicStructure structure, double unit, SoapSettings settings, Func<int, int, double> weight)
    {
        int degrees = settings.MaxDegree + 1;
        var basis = new RadialBasis(settings);
        var coefficients = new Complex[degrees, degrees, settings.RadialFunctions];
        var search = new NeighborSearch(structure, settings.Cutoff * unit);
        var buffer = new NeighborBuffer();
        for (int i = 0; i < structure.Count; i++)
        {
            search.Find(i, buffer);
            for (int k = 0; k < buffer.Count; k++)
            {
                AddPair(
                    buffer.X[k] / unit,
                    buffer.Y[k] / unit,
                    buffer.Z[k] / unit,
                    basis,
                    settings,
                    coefficients,
                    weight(i, buffer.Atoms[k]));
            }
        }

        return PowerSpectrum(coefficients, basis, settings, isNormalized: false);
    }

    // Adds f(r) V_la(r) Y_lm, m >= 0, on the grid points; the transform follows at the end.
    private static void AddPair(
        double x,
        double y,
        double z,
        RadialBasis basis,
        SoapSettings settings,
        Complex[,,] coefficients,
        double factor = 1)
    {
        double alpha = 1 / (2 * settings.Sigma * settings.Sigma);
        double r = Math.Sqrt((x * x) + (y * y) + (z * z));
        if (r >= settings.Cutoff)
            return;
        double inside = r - settings.Cutoff + settings.SwitchingWidth;
        double weight = inside <= 0 ? 1 : (1 + Math.Cos(Math.PI * inside / settings.SwitchingWidth)) / 2;
        Complex[,] harmonics = Harmonics(x / r, y / r, z / r, settings.MaxDegree);
        for (int a = 0; a < basis.Grid.Length; a++)
        {
            double distance = r - basis.Grid[a];
            if (alpha * distance * distance > 100)
                continue;
            double gaussian = factor * weight * Math.Exp(-alpha * distance * distance);
            double argument = 2 * alpha * r * basis.Grid[a];
            for (int l = 0; l <= settings.MaxDegree; l++)
            {
                double value = gaussian * ScaledBessel(l, argument);
                for (int m = 0; m <= l; m++)
                    coefficients[l, m, a] += value * harmonics[l, m];
            }
        }
    }

    private static double[] PowerSpectrum(
        Complex[,,] onGrid, RadialBasis basis, SoapSettings settings, bool isNormalized = true)
    {
        int count = settings.RadialFunctions;
        double[,] transform = basis.Transform;
        var p = new double[settings.Length];
        var c = new Complex[count];
        for (int l = 0; l <= settings.MaxDegree; l++)
        {
            for (int m = 0; m <= l; m++)
            {
                for (int n = 0; n < count; n++)
                {
                    c[n] = 0;
                    for (int a = 0; a < count; a++)
                        c[n] += onGrid[l, m, a] * transform[a, n];
                }

                // m and -m contribute alike.
                double share = (m == 0 ? 1 : 2) / Math.Sqrt((2 * l) + 1);
                for (int n = 0; n < count; n++)
                {
                    for (int other = 0; other <= n; other++)
                    {
                        int index = (((n * (n + 1) / 2) + other) * (settings.MaxDegree + 1)) + l;
                        p[index] += share * (n == other ? 1 : Math.Sqrt(2)) * (c[n] * Complex.Conjugate(c[other])).Real;
                    }
                }
            }
        }

        if (!isNormalized)
            return p;
        double length = Math.Sqrt(p.Sum(v => v * v));
        return length > 1e-14 ? [.. p.Select(v => v / length)] : new double[p.Length];
    }

    // exp(-x) i_l(x): series for small x, upward recursion for large.
    private static double ScaledBessel(int l, double x)
    {
        if (x < 20)
        {
            double term = Math.Exp(-x);
            for (int k = 1; k <= l; k++)
                term *= x / ((2 * k) + 1);
            double sum = 0;
            for (int k = 1; k < 200; k++)
            {
                sum += term;
                term *= x * x / 2 / (k * ((2 * l) + (2 * k) + 1.0));
            }

            return sum;
        }

        double before = (1 + Math.Exp(-2 * x)) / (2 * x), current = (1 - Math.Exp(-2 * x)) / (2 * x);
        for (int k = 1; k <= l; k++)
            (before, current) = (current, before - (((2 * k) - 1) / x * current));
        return current;
    }

    // Y_lm for m >= 0 from the standard recursion of the associated Legendre functions.
    private static Complex[,] Harmonics(double x, double y, double z, int maxDegree)
    {
        var result = new Complex[maxDegree + 1, maxDegree + 1];
        double sin = Math.Sqrt((x * x) + (y * y));
        double phi = Math.Atan2(y, x);
        for (int m = 0; m <= maxDegree; m++)
        {
            double before = 0, legendre = 1;
            for (int k = 1; k <= m; k++)
                legendre *= -((2 * k) - 1) * sin;
            for (int l = m; l <= maxDegree; l++)
            {
                if (l > m)
                    (before, legendre) =
                        (legendre, ((((2 * l) - 1) * z * legendre) - ((l + m - 1) * before)) / (l - m));
                double factorials = 1;
                for (int k = l - m + 1; k <= l + m; k++)
                    factorials /= k;
                double norm = Math.Sqrt(((2 * l) + 1) / (4 * Math.PI) * factorials);
                result[l, m] = norm * legendre * Complex.FromPolarCoordinates(1, m * phi);
            }
        }

        return result;
    }
}
