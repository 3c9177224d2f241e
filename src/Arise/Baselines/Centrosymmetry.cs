using System.Runtime.Intrinsics;
using Arise.Structures;

namespace Arise.Baselines;

/// <summary>
/// The centrosymmetry parameter: 0 in a crystal whose atoms are centers of inversion, large beside defects, in faults
/// and in liquids.
/// </summary>
/// <remarks>
/// Of the N nearest atoms at R_i all pairs give |R_i + R_j|^2; the parameter is the sum of the N/2 smallest, which need
/// not be disjoint pairs. N is the number of atoms in whole shells: 12 in fcc, 8 in bcc. Sources: Kelchner, Plimpton,
/// Hamilton, Phys. Rev. B 58, 11085 (1998), doi:10.1103/PhysRevB.58.11085; the sum as LAMMPS forms it.
/// </remarks>
public static class Centrosymmetry
{
    /// <summary>The parameter of every atom.</summary>
    /// <param name="structure">The atoms.</param>
    /// <param name="settings">Number of neighbors and threads; the defaults when omitted.</param>
    /// <param name="progress">Is told the number of atoms done.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>Square Angstrom; NaN for an atom with fewer neighbors.</returns>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    /// <exception cref="MemoryBudgetException">The cell repeats too often within the neighbors.</exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public static double[] Compute(
        AtomicStructure structure,
        BaselineSettings? settings = null,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(structure);
        settings ??= new BaselineSettings();
        settings.Validate();
        NearestAtoms search = NearestAtoms.Of(structure, settings.CentrosymmetryNeighbors);
        var values = new double[structure.Count];
        AtomSweep.ForAll(
            search.SpatialOrder,
            settings.Threads,
            WorkProgress.Of(progress, "Centrosymmetry"),
            () => (Nearest: new NearestBuffer(search.Wanted), Smallest: new double[search.Wanted / 2]),
            (atom, own) =>
            {
                search.Find(atom, own.Nearest);
                values[atom] = own.Nearest.Count == search.Wanted ? Of(own.Nearest, own.Smallest) : double.NaN;
            },
            cancellation);
        return values;
    }

    /// <summary>The parameter of an atom with these nearest atoms.</summary>
    /// <param name="nearest">The nearest atoms.</param>
    /// <param name="smallest">Room for half as many numbers.</param>
    internal static double Of(NearestBuffer nearest, Span<double> smallest)
    {
        int lanes = Vector256<double>.Count, count = nearest.Count;
        smallest.Fill(double.PositiveInfinity);
        for (int i = 0; i < count - 1; i++)
        {
            Vector256<double> x = Vector256.Create(nearest.X[i]), y = Vector256.Create(nearest.Y[i]),
                z = Vector256.Create(nearest.Z[i]);
            for (int k = (i + 1) / lanes * lanes; k < count; k += lanes)
            {
                Vector256<double> dx = Vector256.Create(nearest.X.AsSpan(k, lanes)) + x;
                Vector256<double> dy = Vector256.Create(nearest.Y.AsSpan(k, lanes)) + y;
                Vector256<double> dz = Vector256.Create(nearest.Z.AsSpan(k, lanes)) + z;
                Vector256<double> square = (dx * dx) + (dy * dy) + (dz * dz);
                uint less = Vector256.LessThan(square, Vector256.Create(smallest[^1])).ExtractMostSignificantBits();
                for (; less != 0; less &= less - 1)
                {
                    int lane = System.Numerics.BitOperations.TrailingZeroCount(less);
                    if (k + lane > i && k + lane < count)
                        Insert(square[lane], smallest);
                }
            }
        }

        double sum = 0;
        foreach (double value in smallest)
            sum += value;
        return sum;
    }

    private static void Insert(double value, Span<double> sorted)
    {
        int at = sorted.Length - 1;
        if (value >= sorted[at])
            return;
        for (; at > 0 && sorted[at - 1] > value; at--)
            sorted[at] = sorted[at - 1];
        sorted[at] = value;
    }
}
