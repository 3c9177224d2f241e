using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Arise.Dynamics;

/// <summary>
/// Tetrahedral matter: E = sum over pairs of A (B r^-4 - 1) e^(1/(r - a)) + lambda sum over angles of
/// (cos theta + 1/3)^2 e^(gamma/(r_ij - a)) e^(gamma/(r_ik - a)), in units of the paper (the diamond bond is 2^(1/6)):
/// F. H. Stillinger, T. A. Weber, Phys. Rev. B 31, 5262 (1985), with lambda = 21 for silicon; 23.15 is the model of
/// water of V. Molinero, E. B. Moore, J. Phys. Chem. B 113, 4008 (2009).
/// </summary>
internal sealed class StillingerWeberPotential : Potential
{
    private const double A = 7.049556277, B = 0.6022245584, Gamma = 1.2, End = 1.8, Least = 0.6;

    private readonly double _lambda;
    private readonly TabulatedFunction _pair = TabulatedFunction.Of(
        r => A * ((B / (r * r * r * r)) - 1) * Math.Exp(1 / (r - End)), Least, End, End);

    private readonly TabulatedFunction _arm = TabulatedFunction.Of(r => Math.Exp(Gamma / (r - End)), Least, End, End);

    // Of the neighbors of one atom.
    private readonly List<Arm> _arms = [];

    public StillingerWeberPotential(double lambda = 21) => _lambda = lambda;

    private record struct Arm(
        int Atom, Vector256<double> Vector, double Inverse, double Value, double Slope, Vector256<double> Pull);

    public override double Cutoff => End;

    public override bool NeedsAllNeighbors => true;

    public override double Evaluate(Particles particles, PairList pairs)
    {
        Array.Clear(particles.Forces);
        ref double place = ref MemoryMarshal.GetArrayDataReference(particles.Places);
        ref double force = ref MemoryMarshal.GetArrayDataReference(particles.Forces);
        ref double shifts = ref MemoryMarshal.GetReference(pairs.Shifts);
        double energy = 0;
        Vector256<double> virial = Vector256<double>.Zero;
        for (int i = 0; i < particles.Count; i++)
        {
            _arms.Clear();
            nuint at = (nuint)(Particles.Stride * i);
            Vector256<double> own = Vector256.LoadUnsafe(ref place, at);
            for (int k = pairs.Starts[i]; k < pairs.Starts[i + 1]; k++)
            {
                int j = pairs.Partners[k];
                Vector256<double> d = Vector256.LoadUnsafe(ref place, (nuint)(Particles.Stride * j))
                    + Vector256.LoadUnsafe(ref shifts, (nuint)(Particles.Stride * pairs.Images[k])) - own;
                Vector256<double> squares = d * d;
                double square = squares[0] + squares[1] + squares[2];
                if (square >= End * End)
                    continue;

                // Half of the pair from each side: the partner's turn brings the other half.
                (double value, double slope) = _pair.Evaluate(square);
                energy += value / 2;
                (double arm, double change) = _arm.Evaluate(square);
                _arms.Add(new Arm(j, d, 1 / Math.Sqrt(square), arm, 2 * change, slope * d));
            }

            Span<Arm> arms = CollectionsMarshal.AsSpan(_arms);
            energy += _lambda * Bend(arms);
            Vector256<double> sum = Vector256<double>.Zero;
            foreach (ref Arm arm in arms)
            {
                nuint other = (nuint)(Particles.Stride * arm.Atom);
                virial -= arm.Pull * arm.Vector;
                sum += arm.Pull;
                (Vector256.LoadUnsafe(ref force, other) - arm.Pull).StoreUnsafe(ref force, other);
            }

            (Vector256.LoadUnsafe(ref force, at) + sum).StoreUnsafe(ref force, at);
        }

        particles.Virial = virial;
        return energy;
    }

    // Energy of all angles at one atom, over lambda; adds dE/d(vector) of every arm to its pull.
    private double Bend(Span<Arm> arms)
    {
        double energy = 0;
        for (int a = 0; a < arms.Length; a++)
        {
            ref Arm one = ref arms[a];
            for (int b = 0; b < a; b++)
            {
                ref Arm two = ref arms[b];
                Vector256<double> product = one.Vector * two.Vector;
                double inverse = one.Inverse * two.Inverse;
                double cos = (product[0] + product[1] + product[2]) * inverse, off = cos + (1.0 / 3);
                double weight = one.Value * two.Value;
                energy += off * off * weight;
                double turn = 2 * _lambda * off * weight, square = _lambda * off * off;
                one.Pull += ((turn * inverse) * two.Vector)
                    + (((square * two.Value * one.Slope) - (turn * cos * one.Inverse * one.Inverse)) * one.Vector);
                two.Pull += ((turn * inverse) * one.Vector)
                    + (((square * one.Value * two.Slope) - (turn * cos * two.Inverse * two.Inverse)) * two.Vector);
            }
        }

        return energy;
    }
}
