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
    private const int Registers = 6;

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
        int count = nearest.Count;

        // Every lane keeps its own smallest sums, sorted: for 12 neighbors, the usual number, in registers.
        Span<Vector256<double>> smallest = stackalloc Vector256<double>[Math.Max(count / 2, Registers)];
        smallest.Fill(Vector256.Create(double.PositiveInfinity));
        Vector256<double> s0 = smallest[0], s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0;
        ref double px = ref MemoryMarshal.GetArrayDataReference(nearest.X);
        ref double py = ref MemoryMarshal.GetArrayDataReference(nearest.Y);
        ref double pz = ref MemoryMarshal.GetArrayDataReference(nearest.Z);
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
                    square = PairsOnly(square, i - k, count - k);
                Insert(ref s0, ref square);
                Insert(ref s1, ref square);
                Insert(ref s2, ref square);
                Insert(ref s3, ref square);
                Insert(ref s4, ref square);
                Insert(ref s5, ref square);
                for (int rank = Registers; rank < smallest.Length; rank++)
                    Insert(ref smallest[rank], ref square);
            }
        }

        (smallest[0], smallest[1], smallest[2], smallest[3], smallest[4], smallest[5]) = (s0, s1, s2, s3, s4, s5);
        return SumOfSmallest(smallest, count / 2);
    }

    // Lanes of pairs that do not exist, or were there before, become infinite.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> PairsOnly(Vector256<double> square, int after, int before)
    {
        Vector256<double> lanes = Vector256.Create(0.0, 1, 2, 3);
        Vector256<double> isPair = Vector256.GreaterThan(lanes, Vector256.Create((double)after))
            & Vector256.LessThan(lanes, Vector256.Create((double)before));
        return Vector256.ConditionalSelect(isPair, square, Vector256.Create(double.PositiveInfinity));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Insert(ref Vector256<double> kept, ref Vector256<double> value)
    {
        Vector256<double> smaller = Vector256.MinNative(kept, value);
        value = Vector256.MaxNative(kept, value);
        kept = smaller;
    }

    // The smallest of all lanes; each lane has at least as many.
    private static double SumOfSmallest(ReadOnlySpan<Vector256<double>> sorted, int terms)
    {
        ReadOnlySpan<double> numbers = MemoryMarshal.Cast<Vector256<double>, double>(sorted);
        Span<int> next = [0, 1, 2, 3];
        double sum = 0;
        for (int k = 0; k < terms; k++)
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
