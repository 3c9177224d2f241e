using Arise.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Arise.Explanation;

/// <summary>
/// Least squares of a crystal with free coordinates: the least sum over atoms i of
/// |x_i - F (p_i + sum_m c_m D_m) - t|^2 over the deformation gradient F, the origin t and the amplitudes c of the
/// symmetric displacements D, by Gauss-Newton. Lattice vectors of a periodic sample that are lattice vectors of the
/// crystal are kept exactly.
/// </summary>
/// <remarks>
/// The amplitudes have a normal prior of 0.1 bond lengths, weighed against the residual: it decides only what the atoms
/// do not tell, as when the sample is smaller than a cell.
/// </remarks>
internal sealed class MemberFit
{
    private const int MostSteps = 25;
    private const double PriorWidth = 0.1;
    private const double Ridge = 1e-9;
    private const double PeriodWeight = 1e6;
    private const double SmallestStep = 1e-13;

    private readonly ReferenceCrystal _crystal;
    private readonly List<(Vector3D Crystal, Vector3D Sample)> _periods = [];
    private readonly Sums[] _sums;
    private int _count;

    /// <summary>A fit that starts from an estimate.</summary>
    public MemberFit(ReferenceCrystal crystal, Placement first, double[]? amplitudes = null)
    {
        (_crystal, Placement) = (crystal, first);
        Amplitudes = amplitudes ?? new double[crystal.Modes.Length];
        _sums = new Sums[crystal.Cell.Count];
    }

    /// <summary>F and t.</summary>
    public Placement Placement { get; private set; }

    /// <summary>c, Angstrom of the crystal.</summary>
    public double[] Amplitudes { get; }

    /// <summary>Number of lattice vectors of the sample that are kept.</summary>
    public int Periods => _periods.Count;

    /// <summary>Adds an atom: the translation and the atom of the cell of its site, and where it is.</summary>
    public void Add(Vector3D translation, int siteAtom, Vector3D place)
    {
        ref Sums sums = ref _sums[siteAtom];
        sums.Count++;
        sums.R += translation;
        sums.X += place;
        sums.RR += Matrix3.Outer(translation, translation);
        sums.XR += Matrix3.Outer(place, translation);
        sums.XX += Vector3D.Dot(place, place);
        _count++;
    }

    /// <summary>Demands F times a vector of the crystal to be a vector of the sample.</summary>
    public void Keep(Vector3D crystal, Vector3D sample) => _periods.Add((crystal, sample));

    /// <summary>The displacement of an atom of the cell by the free coordinates, Angstrom of the crystal.</summary>
    public Vector3D Displacement(int siteAtom)
    {
        Vector3D sum = Vector3D.Zero;
        for (int mode = 0; mode < Amplitudes.Length; mode++)
            sum += Amplitudes[mode] * _crystal.Modes[mode][siteAtom];
        return sum;
    }

    /// <summary>Solves.</summary>
    public void Solve()
    {
        double last = double.PositiveInfinity;
        for (int step = 0; step < MostSteps && last > SmallestStep; step++)
            last = Step();
    }

    // One step; how far it went, relative to the size of what it changed.
    private double Step()
    {
        int modes = Amplitudes.Length, unknowns = 12 + modes;
        Matrix<double> equations = Matrix<double>.Build.Dense(unknowns, unknowns);
        Vector<double> right = Vector<double>.Build.Dense(unknowns);
        Matrix3 f = Placement.Gradient;
        double squares = 0, spread = 0;
        for (int atom = 0; atom < _sums.Length; atom++)
        {
            if (_sums[atom].Count == 0)
                continue;
            Sums own = _sums[atom];
            Vector3D offset = _crystal.Cell.Positions[atom] + Displacement(atom);
            Vector3D q = own.R + (own.Count * offset);
            Matrix3 qq = own.RR + Matrix3.Outer(own.R, offset) + Matrix3.Outer(offset, own.R)
                + (own.Count * Matrix3.Outer(offset, offset));
            Matrix3 xq = own.XR + Matrix3.Outer(own.X, offset);
            spread += qq.Trace;
            squares += own.XX - (2 * ((f.Transposed() * xq).Trace + Vector3D.Dot(Placement.Origin, own.X)))
                + (f.Transposed() * f * qq).Trace + (2 * Vector3D.Dot(Placement.Origin, f.Apply(q)))
                + (own.Count * Vector3D.Dot(Placement.Origin, Placement.Origin));
            var fields = new Vector3D[modes];
            for (int mode = 0; mode < modes; mode++)
                fields[mode] = f.Apply(_crystal.Modes[mode][atom]);
            for (int row = 0; row < 3; row++)
            {
                int at = 4 * row;
                for (int i = 0; i < 3; i++)
                {
                    for (int j = 0; j < 3; j++)
                        equations[at + i, at + j] += qq[i, j];
                    equations[at + i, at + 3] += q[i];
                    equations[at + 3, at + i] += q[i];
                    right[at + i] += xq[row, i];
                    for (int mode = 0; mode < modes; mode++)
                        equations[at + i, 12 + mode] += q[i] * fields[mode][row];
                }

                equations[at + 3, at + 3] += own.Count;
                right[at + 3] += own.X[row];
                for (int mode = 0; mode < modes; mode++)
                    equations[at + 3, 12 + mode] += own.Count * fields[mode][row];
            }

            for (int mode = 0; mode < modes; mode++)
            {
                right[12 + mode] += Vector3D.Dot(fields[mode], own.X);
                for (int other = 0; other < modes; other++)
                    equations[12 + mode, 12 + other] += own.Count * Vector3D.Dot(fields[mode], fields[other]);
            }
        }

        // The equations are of the new F and t and of the changes of c: what c is now counts in q.
        double size = _crystal.Distance * _crystal.Distance;
        double variance = Math.Max(squares / (3 * Math.Max(_count, 1)), 1e-12 * size);
        for (int mode = 0; mode < modes; mode++)
        {
            double prior = variance / (PriorWidth * PriorWidth * size);
            equations[12 + mode, 12 + mode] += prior;
            right[12 + mode] -= prior * Amplitudes[mode];
            for (int k = 0; k < 12; k++)
                equations[12 + mode, k] = equations[k, 12 + mode];
        }

        for (int row = 0; row < 3; row++)
        {
            for (int i = 0; i < 3; i++)
            {
                equations[(4 * row) + i, (4 * row) + i] += Ridge * size;
                right[(4 * row) + i] += Ridge * size * f[row, i];
                foreach ((Vector3D p, Vector3D x) in _periods)
                {
                    double weight = PeriodWeight * spread / Vector3D.Dot(p, p);
                    right[(4 * row) + i] += weight * p[i] * x[row];
                    for (int j = 0; j < 3; j++)
                        equations[(4 * row) + i, (4 * row) + j] += weight * p[i] * p[j];
                }
            }
        }

        if (_crystal.Normal is { } normal)
        {
            Vector3D target = Upright(f, normal);
            for (int row = 0; row < 3; row++)
            {
                for (int i = 0; i < 3; i++)
                {
                    right[(4 * row) + i] += PeriodWeight * spread * normal[i] * target[row];
                    for (int j = 0; j < 3; j++)
                        equations[(4 * row) + i, (4 * row) + j] += PeriodWeight * spread * normal[i] * normal[j];
                }
            }
        }

        Vector<double> solution = equations.Solve(right);
        Vector3D Row(int row) => new(solution[4 * row], solution[(4 * row) + 1], solution[(4 * row) + 2]);
        var next = new Matrix3(Row(0), Row(1), Row(2));
        double moved = (next - f).Norm / f.Norm;
        Placement = new Placement(next, new Vector3D(solution[3], solution[7], solution[11]));
        for (int mode = 0; mode < modes; mode++)
        {
            Amplitudes[mode] += solution[12 + mode];
            moved = Math.Max(moved, Math.Abs(solution[12 + mode]) / _crystal.Distance);
        }

        return moved;
    }

    // Across a layer atoms tell no strain apart from their free coordinates: it is that of its area.
    private static Vector3D Upright(Matrix3 f, Vector3D normal)
    {
        Vector3D u = Vector3D.Cross(normal, Math.Abs(normal.X) < 0.7 ? new(1, 0, 0) : new(0, 1, 0)).Normalized();
        Vector3D v = Vector3D.Cross(normal, u);
        Vector3D across = Vector3D.Cross(f.Apply(u), f.Apply(v));
        double side = f.Determinant < 0 ? -1 : 1;
        return side / Math.Sqrt(across.Length) * across;
    }

    // Over the atoms on one sublattice: translations r and places x.
    private struct Sums
    {
        public int Count;
        public Vector3D R;
        public Vector3D X;
        public Matrix3 RR;
        public Matrix3 XR;
        public double XX;
    }
}
