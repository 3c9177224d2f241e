using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Arise.Dynamics;

/// <summary>E = sum over pairs of V_ab(r), with one function per pair of kinds.</summary>
internal sealed class PairPotential : Potential
{
    private readonly PairTables _tables;

    /// <summary>One kind of atoms.</summary>
    public PairPotential(TabulatedFunction energy)
        : this([energy], 1)
    {
    }

    /// <summary>Several kinds: function (a, b) is number a kinds + b.</summary>
    public PairPotential(TabulatedFunction[] energies, int kinds) => _tables = new PairTables(energies, kinds);

    public override double Cutoff => _tables.Cutoff;

    public override double Evaluate(Particles particles, PairList pairs)
    {
        Array.Clear(particles.Forces);
        ref double place = ref MemoryMarshal.GetArrayDataReference(particles.Places);
        ref double force = ref MemoryMarshal.GetArrayDataReference(particles.Forces);
        ref double shifts = ref MemoryMarshal.GetReference(pairs.Shifts);
        int[] partners = pairs.Partners;
        byte[] images = pairs.Images, types = particles.Types;
        double energy = 0;
        Vector256<double> virial = Vector256<double>.Zero;
        for (int i = 0; i < particles.Count; i++)
        {
            nuint at = (nuint)(Particles.Stride * i);
            Vector256<double> own = Vector256.LoadUnsafe(ref place, at), sum = Vector256<double>.Zero;
            for (int k = pairs.Starts[i]; k < pairs.Starts[i + 1]; k++)
            {
                nuint other = (nuint)(Particles.Stride * partners[k]);
                Vector256<double> d = Vector256.LoadUnsafe(ref place, other)
                    + Vector256.LoadUnsafe(ref shifts, (nuint)(Particles.Stride * images[k])) - own;
                double square = PairTables.Square(d);
                if (square >= _tables.SquaredCutoff)
                    continue;
                (double value, double slope) = _tables.Evaluate(types[i], types[partners[k]], square);
                energy += value;
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
