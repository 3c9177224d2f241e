using Arise.Numerics;
using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Arise.Descriptors;

/// <summary>
/// The radial part of one neighbor: its Gaussian, expanded in degree l and projected on N orthonormal radial
/// functions.
/// </summary>
/// <remarks>
/// Grid r_a = (a - 1) r_end/N with r_end = R + sigma sqrt(20 ln 10); basis g_a(r) = exp(-alpha (r - r_a)^2) with
/// alpha = 1/(2 sigma^2); C_ab = g_b(r_a); S_ab the overlap of g_a and g_b under r^2 dr from 0 to infinity; S = L L^T;
/// transform T = C^-1 L. The value of a neighbor at distance r is
///     R_nl(r) = f(r) sum_a exp(-alpha (r^2 + r_a^2)) i_l(2 alpha r r_a) T_an
/// with the switching function f. Distances are in units of d_NN.
/// Source: Bartok, Kondor, Csanyi, Phys. Rev. B 87, 184115 (2013), doi:10.1103/PhysRevB.87.184115, in the variant of
/// the program QUIP.
/// </remarks>
internal sealed class RadialBasis
{
    private readonly SoapSettings _settings;
    private readonly double _alpha;
    private readonly double[] _grid;
    private readonly double[,] _transform;

    /// <summary>Computes grid and transform for these settings.</summary>
    public RadialBasis(SoapSettings settings)
    {
        settings.Validate();
        _settings = settings;
        int count = settings.RadialFunctions;
        _alpha = 1 / (2 * settings.Sigma * settings.Sigma);
        double end = settings.Cutoff + (settings.Sigma * Math.Sqrt(20 * Math.Log(10)));
        _grid = new double[count];
        for (int a = 0; a < count; a++)
            _grid[a] = a * end / count;

        Matrix<double> collocation = Matrix<double>.Build.Dense(
            count, count, (a, b) => Math.Exp(-_alpha * Square(_grid[a] - _grid[b])));
        Matrix<double> overlap = Matrix<double>.Build.Dense(count, count, (a, b) => Overlap(_grid[a], _grid[b]));
        _transform = collocation.Solve(overlap.Cholesky().Factor).ToArray();
    }

    /// <summary>The grid points r_a, units of d_NN.</summary>
    public ReadOnlySpan<double> Grid => _grid;

    /// <summary>T_an, [grid point, radial function].</summary>
    public double[,] Transform => (double[,])_transform.Clone();

    /// <summary>R_nl(r) into <paramref name="values"/>, [l, n] with n fastest: (L + 1) N numbers.</summary>
    public void Evaluate(double r, Span<double> values)
    {
        int count = _grid.Length;
        int degrees = _settings.MaxDegree + 1;
        Span<double> bessel = stackalloc double[degrees];
        values.Clear();
        double weight = SwitchingFunction.Evaluate(r, _settings.Cutoff, _settings.SwitchingWidth);
        for (int a = 0; a < count; a++)
        {
            ScaledSphericalBessel.Evaluate(2 * _alpha * r * _grid[a], bessel);
            double gaussian = weight * Math.Exp(-_alpha * Square(r - _grid[a]));
            for (int l = 0; l < degrees; l++)
            {
                for (int n = 0; n < count; n++)
                    values[(l * count) + n] += gaussian * bessel[l] * _transform[a, n];
            }
        }
    }

    private static double Square(double x) => x * x;

    // Integral of r^2 exp(-alpha (r - ra)^2 - alpha (r - rb)^2) over r > 0, with m = (ra + rb)/2.
    private double Overlap(double ra, double rb)
    {
        double m = (ra + rb) / 2;
        return Math.Exp(-_alpha * Square(ra - rb) / 2)
            * ((m * Math.Exp(-2 * _alpha * m * m) / (4 * _alpha))
                + (0.5 * Math.Sqrt(Math.PI / (2 * _alpha)) * ((m * m) + (1 / (4 * _alpha)))
                    * (1 + SpecialFunctions.Erf(m * Math.Sqrt(2 * _alpha)))));
    }
}
