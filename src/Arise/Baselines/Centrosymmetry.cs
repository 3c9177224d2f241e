using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
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
    private const int Lanes = 4;

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
            () => new NearestBuffer(search.Wanted),
            (atom, nearest) =>
            {
                search.Find(atom, nearest);
                values[atom] = nearest.Count == search.Wanted ? Of(nearest) : double.NaN;
            },
            cancellation);
        return values;
    }

    /// <summary>The parameter of an atom with these nearest atoms, an even number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static double Of(NearestBuffer nearest)
    {
        int count = nearest.Count, half = count / 2;

        // Every lane keeps its own smallest sums, sorted. Lanes of pairs that do not exist, or were there before, are
        // infinite.
        Span<Vector256<double>> smallest = stackalloc Vector256<double>[half];
        smallest.Fill(Vector256.Create(double.PositiveInfinity));
        ref double px = ref MemoryMarshal.GetArrayDataReference(nearest.X);
        ref double py = ref MemoryMarshal.GetArrayDataReference(nearest.Y);
        ref double pz = ref MemoryMarshal.GetArrayDataReference(nearest.Z);
        Vector256<double> lanes = Vector256.Create(0.0, 1, 2, 3);
        Vector256<double> infinite = Vector256.Create(double.PositiveInfinity);
        for (int i = 0; i < count - 1; i++)
        {
            Vector256<double> x = Vector256.Create(Unsafe.Add(ref px, i));
            Vector256<double> y = Vector256.Create(Unsafe.Add(ref py, i));
            Vector256<double> z = Vector256.Create(Unsafe.Add(ref pz, i));
            for (int k = (i + 1) / Lanes * Lanes; k < count; k += Lanes)
            {
                Vector256<double> dx = Vector256.LoadUnsafe(ref px, (nuint)k) + x;
                Vector256<double> dy = Vector256.LoadUnsafe(ref py, (nuint)k) + y;
                Vector256<double> dz = Vector256.LoadUnsafe(ref pz, (nuint)k) + z;
                Vector256<double> square = (dx * dx) + (dy * dy) + (dz * dz);
                if (k <= i || k + Lanes > count)
                {
                    Vector256<double> isPair = Vector256.GreaterThan(lanes, Vector256.Create((double)(i - k)))
                        & Vector256.LessThan(lanes, Vector256.Create((double)(count - k)));
                    square = Vector256.ConditionalSelect(isPair, square, infinite);
                }

                for (int rank = 0; rank < smallest.Length; rank++)
                {
                    Vector256<double> here = smallest[rank];
                    smallest[rank] = Vector256.MinNative(here, square);
                    square = Vector256.MaxNative(here, square);
                }
            }
        }

        return SumOfSmallest(smallest);
    }

    // Of as many numbers as each lane has, the smallest of all lanes.
    private static double SumOfSmallest(ReadOnlySpan<Vector256<double>> sorted)
    {
        ReadOnlySpan<double> numbers = MemoryMarshal.Cast<Vector256<double>, double>(sorted);
        Span<int> next = [0, 1, 2, 3];
        double sum = 0;
        for (int k = 0; k < sorted.Length; k++)
        {
            int lane = 0;
            for (int other = 1; other < Lanes; other++)
            {
                if (numbers[next[other]] < numbers[next[lane]])
                    lane = other;
            }

            sum += numbers[next[lane]];
            next[lane] += next[lane] + Lanes < numbers.Length ? Lanes : 0;
        }

        return sum;
    }
}
