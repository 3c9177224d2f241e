using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Arise.Baselines;

/// <summary>
/// The histogram of the angles at one atom, and the decision. One per thread. See <see cref="BondAngleAnalysis"/> for
/// the symbols.
/// </summary>
internal sealed class BondAngles
{
    /// <summary>Most neighbors that are looked at.</summary>
    public const int Most = 24;

    private const int Lanes = 4;
    private const int Nearest = 6;
    private const double AngleReach = 1.45;
    private const double CountReach = 1.55;

    // Vectors of unit length to the atoms; not a number behind the last one.
    private readonly double[] _x = new double[Most + Lanes];
    private readonly double[] _y = new double[Most + Lanes];
    private readonly double[] _z = new double[Most + Lanes];

    // chi0 to chi7.
    private readonly int[] _chi = new int[8];

    /// <summary>What an atom with these nearest atoms is.</summary>
    public LocalStructure Identify(NearestBuffer nearest, BondAngleVariant variant)
    {
        if (nearest.Count < Nearest)
            return LocalStructure.Other;
        double sum = 0;
        for (int k = 0; k < Nearest; k++)
            sum += nearest.Squares[k];
        int angles = Within(nearest, AngleReach * sum / Nearest), counted = Within(nearest, CountReach * sum / Nearest);
        SetUnitVectors(nearest, angles);
        Count(angles);
        return variant == BondAngleVariant.Original ? Original(counted) : Lammps(angles, counted);
    }

    // The deviations compete, the one from bcc with that from close packing first; a whole number of straight angles
    // makes its crystal perfect.
    private LocalStructure Original(int counted)
    {
        if (_chi[7] > 0 || counted < 11)
            return LocalStructure.Other;
        if (_chi[4] < 3)
            return counted <= 13 ? LocalStructure.Icosahedral : LocalStructure.Other;
        double bcc = _chi[0] == 7 ? 0 : DeviationFromBcc;
        if (bcc <= DeviationFromClosePacking)
            return LocalStructure.Bcc;
        double fcc = _chi[0] == 6 ? 0 : DeviationFromFcc, hcp = _chi[0] <= 3 ? 0 : DeviationFromHcp;
        return counted > 12 ? LocalStructure.Other : fcc < hcp ? LocalStructure.Fcc : LocalStructure.Hcp;
    }

    // The number of straight angles decides alone where it is that of a perfect crystal.
    private LocalStructure Lammps(int angles, int counted)
    {
        if (_chi[7] > 0 || angles < 11)
            return LocalStructure.Other;
        switch (_chi[0])
        {
            case 7:
                return LocalStructure.Bcc;
            case 6:
                return LocalStructure.Fcc;
            case 3:
                return LocalStructure.Hcp;
        }

        if (_chi[4] < 3 && counted == 12)
            return LocalStructure.Icosahedral;
        if (DeviationFromBcc <= DeviationFromClosePacking && counted is 11 or 12)
            return LocalStructure.Bcc;
        if (angles > 12)
            return LocalStructure.Other;
        return DeviationFromFcc < DeviationFromHcp ? LocalStructure.Fcc : LocalStructure.Hcp;
    }

    private double DeviationFromBcc => _chi[5] + _chi[6] - _chi[4] is var rest && rest != 0
        ? 0.35 * _chi[4] / rest : double.PositiveInfinity;

    private double DeviationFromClosePacking => Math.Abs(1 - (_chi[6] / 24.0));

    private double DeviationFromFcc => 0.61 * (Math.Abs(_chi[0] + _chi[1] - 6) + _chi[2]) / 6;

    private double DeviationFromHcp =>
        (Math.Abs(_chi[0] - 3) + Math.Abs(_chi[0] + _chi[1] + _chi[2] + _chi[3] - 9)) / 12.0;

    private static int Within(NearestBuffer nearest, double squaredReach)
    {
        int count = nearest.Count;
        while (count > 0 && nearest.Squares[count - 1] >= squaredReach)
            count--;
        return count;
    }

    private void SetUnitVectors(NearestBuffer nearest, int count)
    {
        for (int k = 0; k < count; k += Lanes)
        {
            Vector256<double> length = Vector256.Sqrt(Vector256.Create(nearest.Squares.AsSpan(k, Lanes)));
            (Vector256.Create(nearest.X.AsSpan(k, Lanes)) / length).CopyTo(_x.AsSpan(k));
            (Vector256.Create(nearest.Y.AsSpan(k, Lanes)) / length).CopyTo(_y.AsSpan(k));
            (Vector256.Create(nearest.Z.AsSpan(k, Lanes)) / length).CopyTo(_z.AsSpan(k));
        }

        _x.AsSpan(count).Fill(double.NaN);
    }

    // Each pair once: lanes up to the atom itself, and those behind the last one, are not a number and in no bin.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Count(int atoms)
    {
        ref double px = ref MemoryMarshal.GetArrayDataReference(_x);
        ref double py = ref MemoryMarshal.GetArrayDataReference(_y);
        ref double pz = ref MemoryMarshal.GetArrayDataReference(_z);
        Vector256<double> lanes = Vector256.Create(0.0, 1, 2, 3), none = Vector256.Create(double.NaN);
        Vector256<double> border0 = Vector256.Create(-0.945), border1 = Vector256.Create(-0.915),
            border2 = Vector256.Create(-0.755), border3 = Vector256.Create(-0.195), border4 = Vector256.Create(0.195),
            border5 = Vector256.Create(0.245), border6 = Vector256.Create(0.795);
        Vector256<long> below0 = Vector256<long>.Zero, below1 = below0, below2 = below0, below3 = below0,
            below4 = below0, below5 = below0, below6 = below0;
        for (int i = 0; i < atoms - 1; i++)
        {
            Vector256<double> cx = Vector256.Create(Unsafe.Add(ref px, i));
            Vector256<double> cy = Vector256.Create(Unsafe.Add(ref py, i));
            Vector256<double> cz = Vector256.Create(Unsafe.Add(ref pz, i));
            for (int k = (i + 1) / Lanes * Lanes; k < atoms; k += Lanes)
            {
                Vector256<double> cosine = (Vector256.LoadUnsafe(ref px, (nuint)k) * cx)
                    + (Vector256.LoadUnsafe(ref py, (nuint)k) * cy)
                    + (Vector256.LoadUnsafe(ref pz, (nuint)k) * cz);
                if (k <= i)
                {
                    cosine = Vector256.ConditionalSelect(
                        Vector256.GreaterThan(lanes, Vector256.Create((double)(i - k))), cosine, none);
                }

                below0 += Vector256.LessThan(cosine, border0).AsInt64();
                below1 += Vector256.LessThan(cosine, border1).AsInt64();
                below2 += Vector256.LessThan(cosine, border2).AsInt64();
                below3 += Vector256.LessThan(cosine, border3).AsInt64();
                below4 += Vector256.LessThan(cosine, border4).AsInt64();
                below5 += Vector256.LessThan(cosine, border5).AsInt64();
                below6 += Vector256.LessThan(cosine, border6).AsInt64();
            }
        }

        // Comparisons that hold are -1.
        int last = 0;
        Take(0, below0);
        Take(1, below1);
        Take(2, below2);
        Take(3, below3);
        Take(4, below4);
        Take(5, below5);
        Take(6, below6);
        _chi[7] = (atoms * (atoms - 1) / 2) - last;

        void Take(int bin, Vector256<long> below)
        {
            int sum = -(int)Vector256.Sum(below);
            _chi[bin] = sum - last;
            last = sum;
        }
    }
}
