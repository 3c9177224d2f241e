using System.Runtime.CompilerServices;
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
        ref double places = ref MemoryMarshal.GetArrayDataReference(particles.Places);
        ref double shifts = ref MemoryMarshal.GetReference(pairs.Shifts);
        ref int partners = ref MemoryMarshal.GetArrayDataReference(pairs.Partners);
        ref byte images = ref MemoryMarshal.GetArrayDataReference(pairs.Images);
        byte[] types = particles.Types;
        int[] starts = pairs.Starts;
        PairTables tables = _tables;
        var sums = new PairSums(particles);
        Vector256<double> energy = Vector256<double>.Zero;
        for (int i = 0; i < types.Length; i++)
        {
            Vector256<double> own = Vector256.LoadUnsafe(ref places, (nuint)i * Particles.Stride);
            for (int k = starts[i]; k < starts[i + 1]; k += PairList.Block)
            {
                ref int four = ref Unsafe.Add(ref partners, k);
                FourVectors d = FourVectors.To(ref places, ref shifts, ref four, ref Unsafe.Add(ref images, k), own);
                energy += tables.Evaluate(types, i, ref four, d.Square, out Vector256<double> slope);
                sums.Add(d, slope + slope, ref four);
            }

            sums.Finish(i);
        }

        particles.Virial = sums.Virial();
        return energy[0] + energy[1] + (energy[2] + energy[3]);
    }
}
