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
        Array.Clear(_rho);
        Array.Clear(particles.Forces);
        ref double place = ref MemoryMarshal.GetArrayDataReference(particles.Places);
        ref double force = ref MemoryMarshal.GetArrayDataReference(particles.Forces);
        ref double shifts = ref MemoryMarshal.GetReference(pairs.Shifts);
        int[] partners = pairs.Partners;
        byte[] images = pairs.Images, types = particles.Types;
        for (int i = 0; i < particles.Count; i++)
        {
            Vector256<double> own = Vector256.LoadUnsafe(ref place, (nuint)(Particles.Stride * i));
            double sum = 0;
            for (int k = pairs.Starts[i]; k < pairs.Starts[i + 1]; k++)
            {
                int j = partners[k];
                Vector256<double> d = Vector256.LoadUnsafe(ref place, (nuint)(Particles.Stride * j))
                    + Vector256.LoadUnsafe(ref shifts, (nuint)(Particles.Stride * images[k])) - own;
                double square = PairTables.Square(d);
                if (square >= _density.SquaredCutoff)
                    continue;
                double value = _density.Evaluate(types[i], types[j], square).Value;
                sum += value;
                _rho[j] += value;
            }

            _rho[i] += sum;
        }

        double energy = 0;
        for (int i = 0; i < _rho.Length; i++)
        {
            double root = Math.Sqrt(_rho[i]);
            energy -= root;
            _rho[i] = root > 0 ? -0.5 / root : 0;
        }

        Vector256<double> virial = Vector256<double>.Zero;
        for (int i = 0; i < particles.Count; i++)
        {
            nuint at = (nuint)(Particles.Stride * i);
            Vector256<double> own = Vector256.LoadUnsafe(ref place, at), sum = Vector256<double>.Zero;
            for (int k = pairs.Starts[i]; k < pairs.Starts[i + 1]; k++)
            {
                int j = partners[k];
                nuint other = (nuint)(Particles.Stride * j);
                Vector256<double> d = Vector256.LoadUnsafe(ref place, other)
                    + Vector256.LoadUnsafe(ref shifts, (nuint)(Particles.Stride * images[k])) - own;
                double square = PairTables.Square(d);
                if (square >= _density.SquaredCutoff)
                    continue;
                (double value, double slope) = _repulsion.Evaluate(types[i], types[j], square);
                energy += value;
                slope += (_rho[i] + _rho[j]) * _density.Evaluate(types[i], types[j], square).Slope;
                Vector256<double> pull = (2 * slope) * d;
                virial -= pull * d;
                sum += pull;
                (Vector256.LoadUnsafe(ref force, other) - pull).StoreUnsafe(ref force, other);
            }

            (Vector256.LoadUnsafe(ref force, at) + sum).StoreUnsafe(ref force, at);
        }

        particles.Virial = virial;
        return energy;
    }
}
