using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Arise.Dynamics;

/// <summary>
/// Metals in the second-moment approximation: E = sum over pairs of V(r) - sum over atoms of sqrt(rho_i), rho_i = sum
/// over neighbors of phi(r). The form of M. W. Finnis, J. E. Sinclair, Philos. Mag. A 50, 45 (1984), and of F. Cleri,
/// V. Rosato, Phys. Rev. B 48, 22 (1993).
/// </summary>
internal sealed class SecondMomentPotential : Potential
{
    private readonly PairTables _repulsion;
    private readonly PairTables _density;
    private double[] _rho = [];

    /// <summary>Tables per pair of kinds, number a kinds + b, with one cutoff and grid.</summary>
    public SecondMomentPotential(TabulatedFunction[] repulsion, TabulatedFunction[] density, int kinds = 1)
    {
        (_repulsion, _density) = (new PairTables(repulsion, kinds), new PairTables(density, kinds));
        if (_repulsion.Cutoff != _density.Cutoff)
            throw new ArgumentException("Both tables of a potential need the same cutoff.", nameof(density));
    }

    public override double Cutoff => _density.Cutoff;

    public override double Evaluate(Particles particles, PairList pairs)
    {
        if (_rho.Length != particles.Count)
            _rho = new double[particles.Count];
        SumDensities(particles, pairs);
        double energy = 0;
        for (int i = 0; i < _rho.Length; i++)
        {
            // From here on the derivative of -sqrt(rho).
            double root = Math.Sqrt(_rho[i]);
            energy -= root;
            _rho[i] = root > 0 ? -0.5 / root : 0;
        }

        return energy + SumForces(particles, pairs);
    }

    private void SumDensities(Particles particles, PairList pairs)
    {
        ref double places = ref MemoryMarshal.GetArrayDataReference(particles.Places);
        ref double shifts = ref MemoryMarshal.GetReference(pairs.Shifts);
        ref int partners = ref MemoryMarshal.GetArrayDataReference(pairs.Partners);
        ref byte images = ref MemoryMarshal.GetArrayDataReference(pairs.Images);
        byte[] types = particles.Types;
        int[] starts = pairs.Starts;
        double[] rho = _rho;
        Array.Clear(rho);
        for (int i = 0; i < types.Length; i++)
        {
            Vector256<double> own = Vector256.LoadUnsafe(ref places, (nuint)i * Particles.Stride);
            Vector256<double> sum = Vector256<double>.Zero;
            for (int k = starts[i]; k < starts[i + 1]; k += PairList.Block)
            {
                ref int four = ref Unsafe.Add(ref partners, k);
                FourVectors d = FourVectors.To(ref places, ref shifts, ref four, ref Unsafe.Add(ref images, k), own);
                Vector256<double> value = _density.Value(types, i, ref four, d.Square);
                sum += value;
                rho[four] += value[0];
                rho[Unsafe.Add(ref four, 1)] += value[1];
                rho[Unsafe.Add(ref four, 2)] += value[2];
                rho[Unsafe.Add(ref four, 3)] += value[3];
            }

            rho[i] += sum[0] + sum[1] + (sum[2] + sum[3]);
        }
    }

    private double SumForces(Particles particles, PairList pairs)
    {
        Array.Clear(particles.Forces);
        ref double places = ref MemoryMarshal.GetArrayDataReference(particles.Places);
        ref double shifts = ref MemoryMarshal.GetReference(pairs.Shifts);
        ref int partners = ref MemoryMarshal.GetArrayDataReference(pairs.Partners);
        ref byte images = ref MemoryMarshal.GetArrayDataReference(pairs.Images);
        byte[] types = particles.Types;
        int[] starts = pairs.Starts;
        double[] rho = _rho;
        var sums = new PairSums(particles);
        Vector256<double> energy = Vector256<double>.Zero;
        for (int i = 0; i < types.Length; i++)
        {
            Vector256<double> own = Vector256.LoadUnsafe(ref places, (nuint)i * Particles.Stride);
            for (int k = starts[i]; k < starts[i + 1]; k += PairList.Block)
            {
                ref int four = ref Unsafe.Add(ref partners, k);
                FourVectors d = FourVectors.To(ref places, ref shifts, ref four, ref Unsafe.Add(ref images, k), own);
                Vector256<double> square = d.Square;
                energy += _repulsion.Evaluate(types, i, ref four, square, out Vector256<double> slope);
                _density.Evaluate(types, i, ref four, square, out Vector256<double> density);
                var embedding = Vector256.Create(
                    rho[four],
                    rho[Unsafe.Add(ref four, 1)],
                    rho[Unsafe.Add(ref four, 2)],
                    rho[Unsafe.Add(ref four, 3)]);
                slope += (Vector256.Create(rho[i]) + embedding) * density;
                sums.Add(d, slope + slope, ref four);
            }

            sums.Finish(i);
        }

        particles.Virial = sums.Virial();
        return energy[0] + energy[1] + (energy[2] + energy[3]);
    }
}
