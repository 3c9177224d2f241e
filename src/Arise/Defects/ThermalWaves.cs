using Arise.Numerics;
using Arise.Structures;

namespace Arise.Defects;

/// <summary>
/// Displacements like those of a hot crystal, in which neighbors move together: plane waves as in the classical Debye
/// model (P. Debye, Ann. Phys. 344, 789 (1912)).
/// </summary>
/// <remarks>
/// In the model the mean square amplitude of a wave goes as 1/k^2 and the number of waves as k^2 dk, so that all
/// wavelengths up to the Debye sphere, k_D = (6 pi^2 N / V)^(1/3), share the displacement evenly:
///     u(x) = sigma sqrt(2 / M) sum over m of a_m cos(k_m x + phi_m),
/// k_m with even length in [0, k_D] and even direction, phi_m even, a_m with three normal components, M waves. Every
/// component then has the mean square sigma^2, over all waves, as with <see cref="Displacements.Gaussian"/>; within
/// one sample it scatters by about sqrt(2 / M), and more in a piece smaller than the longest waves. The waves do
/// not know a lattice: structures with periodicity are refused.
/// </remarks>
internal static class ThermalWaves
{
    private const int Waves = 60;

    /// <summary>Moves the atoms of a finite structure.</summary>
    /// <param name="structure">Atoms without periodicity.</param>
    /// <param name="deviation">Standard deviation sigma of a component, Angstrom, not negative.</param>
    /// <param name="density">Number density N / V of the crystal, 1 / cubic Angstrom.</param>
    /// <param name="seed">Seed; the same seed and number move the atoms in the same way.</param>
    /// <param name="number">Number of the structure: each has a random stream of its own.</param>
    /// <exception cref="ArgumentException">The structure is periodic, or a number is out of range.</exception>
    public static AtomicStructure Move(
        AtomicStructure structure, double deviation, double density, ulong seed, ulong number = 0)
    {
        ArgumentNullException.ThrowIfNull(structure);
        if (structure.Periodicity.Any)
            throw new ArgumentException("Thermal waves need a structure without periodicity.");
        if (!(deviation >= 0 && double.IsFinite(deviation)))
            throw new ArgumentOutOfRangeException(nameof(deviation), deviation, "The deviation is not a length.");
        if (!(density > 0 && double.IsFinite(density)))
            throw new ArgumentOutOfRangeException(nameof(density), density, "The density is not positive.");
        RandomNumbers random = RandomStreams.Of(RandomStreams.ThermalWaves, seed, number);
        double longest = Math.Cbrt(6 * Math.PI * Math.PI * density);
        double amplitude = deviation * Math.Sqrt(2.0 / Waves);
        Vector3D[] positions = structure.Positions.ToArray();
        for (int wave = 0; wave < Waves; wave++)
        {
            ulong first = 8 * (ulong)wave;
            double k = longest * random.Uniform(first);
            double z = random.Uniform(first + 1, -1, 1), phase = 2 * Math.PI * random.Uniform(first + 3);
            (double sin, double cos) = Math.SinCos(2 * Math.PI * random.Uniform(first + 2));
            double across = Math.Sqrt(1 - (z * z));
            var vector = new Vector3D(k * across * cos, k * across * sin, k * z);
            Vector3D step = amplitude * new Vector3D(
                random.Normal(first + 4), random.Normal(first + 5), random.Normal(first + 6));
            for (int atom = 0; atom < positions.Length; atom++)
                positions[atom] += Math.Cos(Vector3D.Dot(vector, structure.Positions[atom]) + phase) * step;
        }

        return structure.WithPositions(positions);
    }
}
